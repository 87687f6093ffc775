from .calibration import (
    CalibrationReport as CalibrationReport,
    Fit as Fit,
    TripCheck as TripCheck,
    calibrate as calibrate,
    store as store,
)
from .report import (
    survey as survey,
)
from .trip_contradictions import (
    Contradiction as Contradiction,
    contradictions as contradictions,
)
