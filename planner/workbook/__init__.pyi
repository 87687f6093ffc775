from .faults import (
    DeskError as DeskError,
    Fault as Fault,
    fault as fault,
)
from .loader import (
    EMBEDDED as EMBEDDED,
    Desk as Desk,
    load as load,
)
