"""Two folders change places."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

__all__ = ["exchange", "swap"]

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def swap(new: Path, folder: Path, aside: Path) -> None:
    """Put `new` in place of `folder`; the old content is removed or left at `new`.

    Where the system can, the two change places in one step, so that there is never a moment
    without the old or the new one. Elsewhere the old one is set aside in between.

    Parameters
    ----------
    new, folder
        Existing folders on one file system.
    aside
        A free name beside `folder`.

    Raises
    ------
    OSError
        When the file system refuses; `folder` is as it was.
    """
    if exchange(new, folder):
        return
    folder.rename(aside)
    try:
        new.rename(folder)
    except BaseException:
        if not folder.exists():
            aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done: int = rename(
        AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), ctypes.c_uint(RENAME_EXCHANGE)
    )
    return done == 0
