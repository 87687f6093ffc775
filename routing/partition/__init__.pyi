from .beam_search import (
    Search as Search,
    find_course as find_course,
)
from .bound_refinement import (
    PartitionSolver as PartitionSolver,
)
from .course_pool import (
    SetSelection as SetSelection,
)
from .effort import (
    Effort as Effort,
)
from .joint_bounds import (
    MOST_KECAMATAN as MOST_KECAMATAN,
    JointBounds as JointBounds,
)
from .plan_improvement import (
    PlanImprovement as PlanImprovement,
)
