from .initial_rosters import (
    Starts as Starts,
)
from .local_search import (
    Annealing as Annealing,
    Judge as Judge,
    Scored as Scored,
    cut_short as cut_short,
    refined as refined,
    turned as turned,
)
from .stop_clusters import (
    stops_by_kecamatan as stops_by_kecamatan,
    ways as ways,
)
