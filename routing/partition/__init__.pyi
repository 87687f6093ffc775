from .beam_search import (
    Search as Search,
    find_course as find_course,
)
from .bound_refinement import (
    PartitionSolver as PartitionSolver,
    SetSelection as SetSelection,
)
from .joint_bounds import (
    MOST_KECAMATAN as MOST_KECAMATAN,
    JointBounds as JointBounds,
)
from .plan_improvement import (
    PlanImprovement as PlanImprovement,
)
from .team_subproblem import (
    Effort as Effort,
)
