from .cell_kinds import (
    OPENING_HOURS as OPENING_HOURS,
    OTHER_HOURS as OTHER_HOURS,
    TEXT as TEXT,
)
from .incident_sheet import (
    IncidentRow as IncidentRow,
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
    INCIDENTS as INCIDENTS,
    PAIRS as PAIRS,
    PINS as PINS,
    PLACES as PLACES,
    SETTING_COLUMNS as SETTING_COLUMNS,
    SHEETS as SHEETS,
)
from .times import (
    DayAndClock as DayAndClock,
    Days as Days,
    Intervals as Intervals,
    clock as clock,
    date_and_clock as date_and_clock,
    day as day,
    day_and_clock as day_and_clock,
    from_1904 as from_1904,
)
from .vocabulary import (
    EVERY_ONE as EVERY_ONE,
    GO_TO as GO_TO,
    INCIDENT_KINDS as INCIDENT_KINDS,
    VEHICLES as VEHICLES,
    WEEKDAYS as WEEKDAYS,
    both as both,
    spellings as spellings,
)
