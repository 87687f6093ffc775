from .folder import (
    BundleFolder as BundleFolder,
)
from .manifest import (
    kept_beside as kept_beside,
    rewritten as rewritten,
)
from .map_inputs import (
    Drawer as Drawer,
    map_data as map_data,
)
from .plan_audit import (
    Row as Row,
    audited as audited,
    check_plan as check_plan,
)
from .reader import (
    CAMPAIGN as CAMPAIGN,
    OUT as OUT,
    PLAN as PLAN,
    TRAVEL as TRAVEL,
    Bundle as Bundle,
    read_bundle as read_bundle,
    read_campaign as read_campaign,
)
from .result_files import (
    RESULT_FILES as RESULT_FILES,
    SCHEDULE as SCHEDULE,
    rewrite_results as rewrite_results,
    write_results as write_results,
)
