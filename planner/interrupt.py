"""Ctrl-C, heard only where it does no harm.

An exception that comes up while compiled code calls back into Python is lost there, or
turns into another one. So Ctrl-C is heard in the project's own code, and where it waits for
a process; elsewhere it is asked again a moment later.
"""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

HEARD_IN = frozenset({"geodata", "maps", "planner", "routing", "selectors", "subprocess"})
"""Packages and modules whose code a KeyboardInterrupt may come up in."""

AGAIN_SECONDS = 0.005


class Ears:
    """Hears the first Ctrl-C, at a safe place; later ones are ignored.

    Attributes
    ----------
    heard
        Whether a KeyboardInterrupt has been raised.
    """

    def __init__(self) -> None:
        self.heard = False
        self._timer: threading.Timer | None = None

    def hear(self, _: int, frame: FrameType | None) -> None:
        """Handle the signal: raise, or ask again."""
        if self.heard:
            return
        module = "" if frame is None else str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in HEARD_IN:
            self.heard = True
            raise KeyboardInterrupt
        self.stop()
        self._timer = threading.Timer(AGAIN_SECONDS, _thread.interrupt_main)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        if self._timer is not None:
            self._timer.cancel()


@contextmanager
def one_interrupt() -> Iterator[Ears]:
    """Let the first Ctrl-C come up at a safe place, and ignore those after it.

    Only the main thread hears signals; in others, and where Ctrl-C is ignored or handled in
    another way, nothing changes.
    """
    ears = Ears()
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not usual or threading.current_thread() is not threading.main_thread():
        yield ears
        return
    before = signal.signal(signal.SIGINT, ears.hear)
    try:
        yield ears
    finally:
        signal.signal(signal.SIGINT, before)
        ears.stop()
