"""HiGHS without a word on standard output, which belongs to our own answers (`--json`)."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading

import highspy

_LOCK = threading.Lock()
_greeted = threading.Event()


def new_highs() -> highspy.Highs:
    """An empty, silent, single-threaded HiGHS model.

    HiGHS prints its banner when the first model of a process is made, whatever its options
    say; that one is made while standard output leads nowhere.
    """
    with _LOCK:
        if _greeted.is_set():
            highs = highspy.Highs()
        else:
            highs = _made_unheard()
            _greeted.set()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


def _made_unheard() -> highspy.Highs:
    try:
        sys.stdout.flush()
        kept = os.dup(1)
    except (OSError, ValueError, AttributeError):  # no standard output to guard
        return highspy.Highs()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highs = highspy.Highs()
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).fflush(None)
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
    return highs
