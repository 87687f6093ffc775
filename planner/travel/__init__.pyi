from .arrival import (
    FoundConnection as FoundConnection,
    connection as connection,
)
from .calibration_report import (
    calibration as calibration,
)
from .road_leg import (
    FoundRoute as FoundRoute,
    road_journey as road_journey,
)
