"""The campaign under way: what teams report, merged, and how far the campaign has come."""

from __future__ import annotations

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
