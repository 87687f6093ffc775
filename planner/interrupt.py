"""Handle Ctrl-C only where it does no harm.

An exception that comes up while compiled code calls back into Python is lost there, or
turns into another one. Only `routing` runs compiled code for long. So within what it calls,
Ctrl-C is asked again a moment later, until it meets `routing` itself or its waiting for a
process; everywhere else it is heard at once.
"""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_COMPILED = "routing"
"""The package that runs compiled code."""

_OURS = frozenset({"geodata", "maps", "planner", _COMPILED})
_WAITING = frozenset({"selectors", "subprocess"})
"""Modules in which a process is waited for."""

_AGAIN_SECONDS = 0.005


class InterruptGuard:
    """Handles the first Ctrl-C, at a safe place; later ones are ignored.

    Attributes
    ----------
    heard
        Whether a KeyboardInterrupt has been raised, or none is to be raised any more.
    """

    def __init__(self) -> None:
        self.heard = False
        self._closed = False
        self._timer: threading.Timer | None = None

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Handle the signal: raise, or ask again."""
        if self.heard or self._closed:
            return
        if _harmless(frame):
            self.heard = True
            raise KeyboardInterrupt
        self._cancel()
        self._timer = threading.Timer(_AGAIN_SECONDS, _thread.interrupt_main, [number])
        self._timer.daemon = True
        self._timer.start()

    @contextmanager
    def again(self) -> Iterator[None]:
        """Handle one more Ctrl-C within the block, and none after it."""
        self.heard = False
        try:
            yield
        finally:
            self.heard = True

    def close(self) -> None:
        """Stop handling signals, and leave nothing that raises later.

        A timer that has begun to ask is waited for, while this handler still stands: what it
        asks would else come up as a Ctrl-C in whatever runs next.
        """
        self._closed = True
        self._cancel()
        if self._timer is not None:
            self._timer.join()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _harmless(frame: FrameType | None) -> bool:
    """Whether an exception may come up in a frame."""
    first = _package(frame)
    if first in _OURS | _WAITING:
        return True
    while frame is not None and _package(frame) not in _OURS:
        frame = frame.f_back
    return _package(frame) != _COMPILED


def _package(frame: FrameType | None) -> str:
    name = "" if frame is None else str(frame.f_globals.get("__name__", ""))
    return name.partition(".")[0]


@contextmanager
def one_interrupt() -> Iterator[InterruptGuard]:
    """Let the first Ctrl-C come up at a safe place, and ignore those after it.

    Only the main thread receives signals; in others, and where Ctrl-C is ignored or handled in
    another way, nothing changes. What `heed_termination` has made of a request to end is heard
    in the same way.
    """
    ears = InterruptGuard()
    if threading.current_thread() is not threading.main_thread():
        yield ears
        return
    before = [
        (number, signal.signal(number, ears.hear))
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is signal.default_int_handler
    ]
    try:
        yield ears
    finally:
        ears.close()
        for number, handler in before:
            signal.signal(number, handler)


def heed_termination() -> None:
    """Let a request to end this process (SIGTERM) come up as Ctrl-C does.

    For commands only: in a program that uses the packages, that is for the program to say.
    """
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
