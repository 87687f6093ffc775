"""Temporary folders whose lock shows whether their owner still runs.

A run that is killed cannot remove its folder; a later one does. The owner holds a lock on a file
in it, which the system takes away when the owner ends, however it ends.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["UNOWNED_SECONDS", "YOUNG_SECONDS", "clear_rooms", "room"]

OWNER = ".owner"
"""The file that is locked."""

YOUNG_SECONDS = 5
"""Younger folders may be about to be locked."""

UNOWNED_SECONDS = 3600
"""Age at which a folder without the file is nobody's: of an earlier version, or cut short."""


@contextmanager
def room(prefix: str, within: Path) -> Iterator[Path]:
    """Give a temporary folder and remove it afterwards.

    Parameters
    ----------
    prefix
        How its name begins; no other program's folders there may begin so.
    within
        The folder above it.

    Raises
    ------
    OSError
        When it cannot be made.
    """
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=within))
    try:
        with (made / OWNER).open("xb") as file:
            _lock(file.fileno())
            yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def clear_rooms(prefix: str, within: Path) -> None:
    """Remove the folders of this prefix whose owner has ended; those in use stay."""
    try:
        found = [path for path in within.iterdir() if path.name.startswith(prefix)]
    except OSError:
        return
    for path in found:
        if _is_left(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_left(path: Path) -> bool:
    try:
        if path.is_symlink() or not path.is_dir():
            return False
        age = time.time() - path.stat().st_mtime
        if not (path / OWNER).is_file():
            return age > UNOWNED_SECONDS
        return age > YOUNG_SECONDS and _is_unlocked(path / OWNER)
    except OSError:  # somebody else's, or gone by now
        return False


def _is_unlocked(owner: Path) -> bool:
    if sys.platform == "win32":
        owner.unlink()  # refused as long as its owner has it open
        return True
    with owner.open("r+b") as file:
        return _lock(file.fileno())


def _lock(file: int) -> bool:
    """Lock an open file until it is closed; False where somebody else has locked it."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415  (not on Windows)

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
