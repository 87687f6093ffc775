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
    DONE as DONE,
    FULL as FULL,
    UNREAD as UNREAD,
    Lang as Lang,
    Region as Region,
    answering as answering,
    language_of as language_of,
    region_faults as region_faults,
)
from .terminal import (
    tell as tell,
)
from .travel_command import (
    travel as travel,
)
from .workbook import (
    Json as Json,
    home_of as home_of,
    in_workbook as in_workbook,
    register_workbook as register_workbook,
)
