from .annealing import (
    Annealing as Annealing,
)
from .improvement import (
    cut_short as cut_short,
    refined as refined,
    reordered as reordered,
)
from .initial_rosters import (
    InitialRosters as InitialRosters,
)
from .roster import (
    EvaluatedRoster as EvaluatedRoster,
    Roster as Roster,
    RosterEvaluator as RosterEvaluator,
)
from .stop_clusters import (
    estimated_legs as estimated_legs,
    stops_by_kecamatan as stops_by_kecamatan,
)
