from .campaign_arrays import (
    Instance as Instance,
)
from .legs import (
    Way as Way,
    late_residents as late_residents,
    next_departure as next_departure,
    travel as travel,
)
from .road_chains import (
    close_chains as close_chains,
)
from .team_arrays import (
    I32 as I32,
    I64 as I64,
    Calendar as Calendar,
    Flags as Flags,
    Net as Net,
    Start as Start,
    Terms as Terms,
)
from .team_context import (
    TeamContext as TeamContext,
    team_context_of as team_context_of,
    team_kind as team_kind,
)
