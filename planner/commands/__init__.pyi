from .announce import register_announce as register_announce
from .audit import register_audit as register_audit
from .help_language import App as App
from .plan import register_plan as register_plan
from .progress import register_progress as register_progress
from .region_build import region_app as region_app
from .region_fill import register_region_fill as register_region_fill
from .replan import (
    register_replan as register_replan,
)
from .shared import (
    BAD_INPUT as BAD_INPUT,
    FULL as FULL,
    SUCCESS as SUCCESS,
    UNREAD as UNREAD,
)
from .travel import register_travel as register_travel
from .what_if import register_what_if as register_what_if
from .why import register_why as register_why
from .workbook import register_workbook as register_workbook
