"""Who goes where and when: campaign, engines, plan and audit.

Names are imported when they are first asked for, so that the audit, which is a module of
this package, loads nothing else of the project.
"""

from __future__ import annotations

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
