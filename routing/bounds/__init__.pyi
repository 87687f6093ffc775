from .aggregation import (
    Units as Units,
    coarse as coarse,
    merge as merge,
)
from .capacity_cuts import (
    fewest as fewest,
)
from .column_generation import (
    Hear as Hear,
    Programme as Programme,
    Stopped as Stopped,
    never as never,
    unheard as unheard,
)
from .counting import (
    Counted as Counted,
    most_by_date as most_by_date,
)
from .interruptible_pricing import (
    price_by_dates as price_by_dates,
)
from .pricing import (
    Rewards as Rewards,
    Scene as Scene,
    Tables as Tables,
    arrive as arrive,
    evening as evening,
    gains_on as gains_on,
    new_tables as new_tables,
    nightly as nightly,
    price as price,
    sweep as sweep,
)
from .pricing_instance import (
    Stage as Stage,
)
from .pricing_stays import (
    needed as needed,
)
from .problem import (
    Bounded as Bounded,
    Branch as Branch,
    Duals as Duals,
    Group as Group,
    Problem as Problem,
    free_of_charge as free_of_charge,
    most_in_a_date as most_in_a_date,
    on_grid as on_grid,
    root_branch as root_branch,
)
from .relaxed_legs import (
    F64 as F64,
)
from .trips import (
    Trip as Trip,
)
