from .case_maps import (
    roads_of as roads_of,
)
from .cases import (
    Case as Case,
    cases_of as cases_of,
    with_teams as with_teams,
)
from .comparison import (
    Comparison as Comparison,
    compare as compare,
    comparison_lines as comparison_lines,
)
from .process_pool import (
    CaseProgress as CaseProgress,
    CaseResult as CaseResult,
)
from .run import (
    WhatIfFolder as WhatIfFolder,
    WhatIfRequest as WhatIfRequest,
    WhatIfResult as WhatIfResult,
    plan_cases as plan_cases,
)
