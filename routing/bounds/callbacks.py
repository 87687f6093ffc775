"""What callers of column generation pass in: when to stop, the time left, and who is called."""

from __future__ import annotations

import math
from collections.abc import Callable

Stopped = Callable[[float], bool]
"""Returns whether to stop, given the seconds of work that cannot be stopped any more."""


OnBound = Callable[[float], None]
"""Is called with each better bound."""


def ignore_bound(_: float) -> None:
    """Do nothing with a bound."""


SecondsLeft = Callable[[], float]
"""Returns the wall-clock seconds that are left."""


def unlimited() -> float:
    """Return that there is no limit of time."""
    return math.inf


def never(_: float) -> bool:
    """Never stop."""
    return False
