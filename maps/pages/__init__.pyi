from .announcements import (
    Announcements as Announcements,
    plan_announcements as plan_announcements,
    write_announcements as write_announcements,
)
from .changed_announcements import (
    CHANGED_FOLDER as CHANGED_FOLDER,
    announcements_of_changes as announcements_of_changes,
    change_text as change_text,
    write_changed_announcements as write_changed_announcements,
)
from .changes import (
    CHANGES_PAGE as CHANGES_PAGE,
    changes_html as changes_html,
)
from .itinerary import (
    itinerary_html as itinerary_html,
)
from .overview import (
    overview_html as overview_html,
)
from .status import STATUS_PAGE as STATUS_PAGE, status_html as status_html
from .what_if import (
    PAGE as PAGE,
    WhatIf as WhatIf,
    case_map_html as case_map_html,
    remarks as remarks,
    setting_names as setting_names,
    what_if_html as what_if_html,
)
from .writer import (
    write_pages as write_pages,
)
