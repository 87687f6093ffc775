from .case_maps import (
    roads_of as roads_of,
)
from .cases import (
    Case as Case,
    cases_of as cases_of,
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
    Answer as Answer,
    Question as Question,
    WhatIfFolder as WhatIfFolder,
    plan_cases as plan_cases,
)
