from .arrival import (
    Trip as Trip,
    connection as connection,
)
from .calibration_report import (
    calibration as calibration,
)
from .road_leg import (
    Journey as Journey,
    journey as journey,
)
