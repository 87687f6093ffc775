from .faults import (
    Fault as Fault,
    WorkbookError as WorkbookError,
    fault as fault,
)
from .loader import (
    EMBEDDED_NAME as EMBEDDED_NAME,
    LoadedWorkbook as LoadedWorkbook,
    load as load,
)
from .reading import (
    has_tables as has_tables,
)
