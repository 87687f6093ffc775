from .adjacency import (
    GAP_DEGREES as GAP_DEGREES,
    PIER_METRES as PIER_METRES,
    on_shore as on_shore,
    village_pairs as village_pairs,
)
from .gaps import (
    Gap as Gap,
    gaps_between as gaps_between,
)
from .graph import (
    RoadGraph as RoadGraph,
    build_graph as build_graph,
)
from .joining import (
    GAP_METRES as GAP_METRES,
)
from .land import (
    Land as Land,
)
from .osm_roads import (
    RoadMap as RoadMap,
    road_map as road_map,
    setting_of as setting_of,
    with_margin as with_margin,
)
from .section_matching import (
    LIKELY as LIKELY,
    match_notes as match_notes,
)
from .simplification import (
    RoadNet as RoadNet,
    simplified as simplified,
)
from .snapping import (
    FAR_METRES as FAR_METRES,
)
