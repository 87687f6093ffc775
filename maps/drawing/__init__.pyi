from . import layers as layers
from .folium_map import (
    MapParts as MapParts,
    finish as finish,
    new_map as new_map,
)
from .leg_lines import (
    LEG_DIGITS as LEG_DIGITS,
    LegLines as LegLines,
)
from .line_chart import (
    Chart as Chart,
    ChartPoint as ChartPoint,
    Series as Series,
    chart as chart,
)
from .outlines import (
    ITINERARY_TOLERANCE as ITINERARY_TOLERANCE,
    OVERVIEW_TOLERANCE as OVERVIEW_TOLERANCE,
    LandOutlines as LandOutlines,
    simplify_land as simplify_land,
)
from .palette import (
    PairStyle as PairStyle,
    pair_style as pair_style,
)
from .qr import (
    QrCode as QrCode,
    qr_code as qr_code,
)
from .sketch import (
    Sketch as Sketch,
    route_sketch as route_sketch,
)
from .tiles import (
    OPENTOPOMAP as OPENTOPOMAP,
    TileSource as TileSource,
)
