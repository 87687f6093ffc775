"""Places, boundaries, roads and seasons of a regency, and travel times between its places.

Coordinates are WGS 84 (EPSG:4326), lon before lat; distances are whole metres, times of legs
whole minutes.
"""

from __future__ import annotations

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
