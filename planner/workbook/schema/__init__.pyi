from .cell_kinds import (
    OPENING_HOURS as OPENING_HOURS,
    OTHER_HOURS as OTHER_HOURS,
    TEXT as TEXT,
)
from .place_sheets import (
    PairRow as PairRow,
    PlaceRow as PlaceRow,
)
from .road_sheets import (
    CalendarRow as CalendarRow,
    ClosureRow as ClosureRow,
    CrossingRow as CrossingRow,
    PinRow as PinRow,
)
from .rules_sheets import (
    CampaignRow as CampaignRow,
    CostRow as CostRow,
)
from .sheet_model import (
    Column as Column,
    Line as Line,
    Row as Row,
    RowLocation as RowLocation,
    RowT as RowT,
    Sheet as Sheet,
    Table as Table,
)
from .sheets import (
    CALENDAR as CALENDAR,
    CAMPAIGN as CAMPAIGN,
    CLOSURES as CLOSURES,
    COSTS as COSTS,
    CROSSINGS as CROSSINGS,
    PAIRS as PAIRS,
    PINS as PINS,
    PLACES as PLACES,
    SETTING_COLUMNS as SETTING_COLUMNS,
    SHEETS as SHEETS,
)
from .times import (
    Days as Days,
    Intervals as Intervals,
    clock as clock,
    date_and_clock as date_and_clock,
    day as day,
    from_1904 as from_1904,
)
from .vocabulary import (
    GO_TO as GO_TO,
    VEHICLES as VEHICLES,
    WEEKDAYS as WEEKDAYS,
    Words as Words,
    both as both,
)
