from .campaign_progress import (
    CampaignProgress as CampaignProgress,
    SessionState as SessionState,
    Unreported as Unreported,
    progress_of as progress_of,
)
from .merging import (
    Merged as Merged,
    merge_reports as merge_reports,
)
from .report import (
    REPORTS as REPORTS,
    Report as Report,
    reports_csv as reports_csv,
)
from .report_files import (
    from_later_revisions as from_later_revisions,
    read_files as read_files,
    read_reports as read_reports,
    report_paths as report_paths,
    write_reports as write_reports,
)
from .status import (
    status_of as status_of,
)
from .text_table import (
    DELIMITERS as DELIMITERS,
    TextRow as TextRow,
    TextTable as TextTable,
)
