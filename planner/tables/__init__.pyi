from .card_allocation import (
    SUKET_SOURCE as SUKET_SOURCE,
)
from .plan_tables import (
    PlanTables as PlanTables,
    tables_of as tables_of,
)
from .rates import (
    COST_PARTS as COST_PARTS,
    rate_id as rate_id,
)
from .rows import (
    ROW_TYPES as ROW_TYPES,
    BudgetRow as BudgetRow,
    DateRow as DateRow,
    KecamatanRow as KecamatanRow,
    LegRow as LegRow,
    PairSumsRow as PairSumsRow,
    SessionRow as SessionRow,
    TableRow as TableRow,
    TripRow as TripRow,
    column_types as column_types,
    rows_csv as rows_csv,
)
