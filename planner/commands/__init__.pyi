from . import region_fill as region_fill, what_if as what_if
from .announce import (
    Announcement as Announcement,
    register_announce as register_announce,
    wording_in as wording_in,
    wording_of as wording_of,
)
from .plan_screen import (
    Screen as Screen,
    outcome_document as outcome_document,
    outcome_lines as outcome_lines,
)
from .progress import register_progress as register_progress
from .progress_bar import (
    Working as Working,
)
from .region_build import (
    region_app as region_app,
)
from .shared import (
    BAD_INPUT as BAD_INPUT,
    FULL as FULL,
    SUCCESS as SUCCESS,
    UNREAD as UNREAD,
    JsonOption as JsonOption,
    LangOption as LangOption,
    RegionOption as RegionOption,
    answering as answering,
    language_of as language_of,
    region_faults as region_faults,
)
from .terminal import (
    tell as tell,
)
from .travel import (
    travel_command as travel_command,
)
from .workbook import (
    home_of as home_of,
    in_workbook as in_workbook,
    register_workbook as register_workbook,
)
