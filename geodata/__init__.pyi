from .catalogues import (
    catalogue as catalogue,
    po_file as po_file,
)
from .dataset import (
    Dataset as Dataset,
    load_dataset as load_dataset,
    source_text as source_text,
    text_in as text_in,
)
from .errors import (
    DatasetError as DatasetError,
    GeodataError as GeodataError,
    PlaceError as PlaceError,
    UnreachableError as UnreachableError,
)
from .message import (
    LANGUAGES as LANGUAGES,
    Figure as Figure,
    Language as Language,
    Listing as Listing,
    Message as Message,
    Text as Text,
    in_language as in_language,
    listed as listed,
    say as say,
)
from .places import (
    DatasetPlace as DatasetPlace,
    places_of as places_of,
    resolve_place as resolve_place,
)
from .roads import (
    RoadGraph as RoadGraph,
    build_graph as build_graph,
)
from .travel import (
    ConditionPeriod as ConditionPeriod,
    Connection as Connection,
    Connections as Connections,
    ConnectionStage as ConnectionStage,
    CostCache as CostCache,
    DutyDay as DutyDay,
    RoadState as RoadState,
    Route as Route,
    RouteStep as RouteStep,
    TravelTable as TravelTable,
    conditions_for as conditions_for,
    find_route as find_route,
    runs_on as runs_on,
    season_state as season_state,
    travel_table as travel_table,
)
