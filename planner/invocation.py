"""Name of the program as it was called, so that suggested commands can be typed as they stand."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

PROGRAM = "jemputbola"


def program() -> str:
    """Return the command as the user typed it, as `.venv/bin/jemputbola`.

    A command that the shell finds by its name alone, or a call from Python, is `jemputbola`.
    """
    called = sys.argv[0] if sys.argv else ""
    if Path(called).stem != PROGRAM or shutil.which(PROGRAM) == called:
        return PROGRAM
    path = Path(called)
    here = Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        path = path.relative_to(here)
    return quoted(str(path))


def quoted(text: str) -> str:
    """Return a path as it has to be typed."""
    return f'"{text}"' if " " in text else text
