"""Writing a file whole or not at all.

A run that is killed while it writes leaves a hidden file beside it; a later one removes it.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from pathlib import Path

__all__ = ["LEFT_SECONDS", "write_whole"]

LEFT_SECONDS = 60
"""Age at which what was being written is nobody's any more: writing takes a moment."""


def write_whole(path: Path, content: bytes) -> None:
    """Put content in a file's place; whoever reads meanwhile sees the old one or the new one.

    Raises
    ------
    OSError
        If the folder cannot be written; the file is as it was.
    """
    prefix = f".{path.name}-"
    _remove_left(prefix, path.parent)
    handle, name = tempfile.mkstemp(prefix=prefix, dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        fresh.chmod(0o644)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _remove_left(prefix: str, folder: Path) -> None:
    named = re.compile(re.escape(prefix) + r"[a-z0-9_]{8}")  # as mkstemp names files
    for path in folder.iterdir():
        if named.fullmatch(path.name) and path.lstat().st_mtime < time.time() - LEFT_SECONDS:
            path.unlink(missing_ok=True)
