from .conditions import (
    ConditionPeriod as ConditionPeriod,
    RoadState as RoadState,
    conditions_for as conditions_for,
    season_state as season_state,
)
from .cost_cache import (
    CostCache as CostCache,
)
from .detours import (
    Detour as Detour,
    detour as detour,
)
from .earliest_arrival import (
    Connection as Connection,
    Connections as Connections,
    ConnectionStage as ConnectionStage,
    DutyDay as DutyDay,
)
from .ferry_timetable import (
    departures_of as departures_of,
    runs_on as runs_on,
)
from .routes import (
    Route as Route,
    RouteStep as RouteStep,
    find_route as find_route,
    landmasses as landmasses,
)
from .shortest_paths import (
    Network as Network,
    open_network as open_network,
    split_costs as split_costs,
)
from .streamed_table import (
    write_travel as write_travel,
)
from .table import (
    TRAVEL_COLUMNS as TRAVEL_COLUMNS,
    TravelTable as TravelTable,
    travel_table as travel_table,
)
