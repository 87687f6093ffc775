from .frames import (
    kecamatan_frame as kecamatan_frame,
    pairs_frame as pairs_frame,
    places_frame as places_frame,
    posts_frame as posts_frame,
    routes_frame as routes_frame,
    sessions_frame as sessions_frame,
    villages_frame as villages_frame,
)
from .writer import (
    write_exports as write_exports,
)
