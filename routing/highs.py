"""Models of HiGHS: silent, since standard output belongs to `--json`, and limited in time."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import sys
import threading

import highspy

_LOCK = threading.Lock()
_greeted = threading.Event()


def new_highs() -> highspy.Highs:
    """Return an empty, silent, single-threaded HiGHS model.

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


def run_within(highs: highspy.Highs, seconds: float) -> highspy.HighsModelStatus:
    """Solve a model for at most so many seconds from now on; return how that ended.

    HiGHS measures its limit by a clock that counts over all runs of one model, so the seconds
    are added to those that it has run.
    """
    limit = highs.getRunTime() + max(0.0, seconds) if seconds < math.inf else math.inf
    highs.setOptionValue("time_limit", limit)
    highs.run()
    status: highspy.HighsModelStatus = highs.getModelStatus()
    return status


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
