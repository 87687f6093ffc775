from .bundle import (
    Bundle as Bundle,
    read_bundle as read_bundle,
    write_results as write_results,
)
from .campaigns import (
    DEFAULTS as DEFAULTS,
    Defaults as Defaults,
    Prepared as Prepared,
    default_campaign as default_campaign,
    posts_of as posts_of,
    prepare as prepare,
    with_pins as with_pins,
    with_posts as with_posts,
)
from .errors import (
    BundleFolderError as BundleFolderError,
    BundleReadError as BundleReadError,
    CaseError as CaseError,
    FrameError as FrameError,
    NoWayError as NoWayError,
    OptionError as OptionError,
    PlannerError as PlannerError,
    RejectedPlanError as RejectedPlanError,
)
from .pipeline import (
    PlanRequest as PlanRequest,
    PlanResult as PlanResult,
    drawn as drawn,
    plan_campaign as plan_campaign,
    write_plan as write_plan,
)
from .tables import (
    PlanTables as PlanTables,
    tables_of as tables_of,
)
from .what_if import (
    Case as Case,
    Comparison as Comparison,
    WhatIfRequest as WhatIfRequest,
    WhatIfResult as WhatIfResult,
    cases_of as cases_of,
    compare as compare,
    plan_cases as plan_cases,
)
from .workbook import (
    LoadedWorkbook as LoadedWorkbook,
    WorkbookError as WorkbookError,
    load as load,
)
