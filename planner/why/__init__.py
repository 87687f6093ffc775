"""Why a post is left or a pair has a kecamatan, what would change it, and what that costs."""

from __future__ import annotations

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
