from .aggregation import (
    Units as Units,
    aggregate as aggregate,
    coarse as coarse,
)
from .callbacks import (
    OnBound as OnBound,
    SecondsLeft as SecondsLeft,
    Stopped as Stopped,
    ignore_bound as ignore_bound,
    never as never,
    unlimited as unlimited,
)
from .capacity_cuts import (
    min_visits as min_visits,
)
from .column_generation import (
    ColumnGeneration as ColumnGeneration,
)
from .counting import (
    Counted as Counted,
    most_by_date as most_by_date,
)
from .interruptible_pricing import (
    price_by_dates as price_by_dates,
)
from .pricing import (
    DayTables as DayTables,
    DualPrices as DualPrices,
    PricingInstance as PricingInstance,
    arrive as arrive,
    date_of as date_of,
    evening as evening,
    gains_on as gains_on,
    most_in_a_date as most_in_a_date,
    new_tables as new_tables,
    nightly as nightly,
    price as price,
    sweep as sweep,
    visits_on as visits_on,
)
from .pricing_instance import (
    PricingTables as PricingTables,
)
from .pricing_stays import (
    needed as needed,
)
from .problem import (
    Branch as Branch,
    ColumnGenerationResult as ColumnGenerationResult,
    Duals as Duals,
    PricingClass as PricingClass,
    Problem as Problem,
    PromiseRow as PromiseRow,
    free_of_charge as free_of_charge,
    on_grid as on_grid,
    root_branch as root_branch,
)
from .relaxed_legs import (
    F64 as F64,
)
from .trips import (
    Trip as Trip,
)
