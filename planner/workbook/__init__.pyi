from .faults import (
    Fault as Fault,
    WorkbookError as WorkbookError,
    fault as fault,
)
from .loader import (
    EMBEDDED_NAME as EMBEDDED_NAME,
    LoadedWorkbook as LoadedWorkbook,
    WorkbookCampaign as WorkbookCampaign,
    load as load,
    workbook_campaign as workbook_campaign,
)
from .reading import (
    has_tables as has_tables,
)
