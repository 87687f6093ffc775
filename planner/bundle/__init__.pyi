from .folder import (
    BundleFolder as BundleFolder,
    writing_into as writing_into,
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
    TravelRow as TravelRow,
    audited as audited,
    check_plan as check_plan,
    plan_findings as plan_findings,
    rejected as rejected,
)
from .reader import (
    BASIS_FILE as BASIS_FILE,
    CAMPAIGN_FILE as CAMPAIGN_FILE,
    OUT as OUT,
    PLAN_FILE as PLAN_FILE,
    RUN_FILE as RUN_FILE,
    TRAVEL_FILE as TRAVEL_FILE,
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
