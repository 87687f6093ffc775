from .card_allocation import (
    SUKET_SOURCE as SUKET_SOURCE,
)
from .plan_tables import (
    OPERATORS as OPERATORS,
    Tables as Tables,
    tables_of as tables_of,
)
from .rates import (
    KINDS as KINDS,
    rate_id as rate_id,
)
from .rows import (
    TABLES as TABLES,
    BudgetRow as BudgetRow,
    DateRow as DateRow,
    KecamatanRow as KecamatanRow,
    LegRow as LegRow,
    PairRow as PairRow,
    SessionRow as SessionRow,
    TripRow as TripRow,
    column_types as column_types,
)
