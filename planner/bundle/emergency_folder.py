"""Keep a plan elsewhere when it cannot be written to its folder."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs

_LONGEST = 40
"""Letters of the intended folder's name that are taken over."""


def places() -> list[Path]:
    """Folders that are tried: the user's cache folder, then that for temporary files."""
    cache = Path(platformdirs.user_cache_path("jemputbola")) / "plans"
    return [cache, Path(tempfile.gettempdir())]


def keep_elsewhere(
    write: Callable[[Path], object],
    name: str,
    essential: Sequence[str],
    refusals: tuple[type[Exception], ...],
) -> Path | None:
    """Write into a new folder in one of the places; None where none takes the essential files.

    Parameters
    ----------
    write
        Writes all files into a folder, the essential ones first.
    name
        How the folder's name begins.
    essential
        JSON files that are kept by themselves where the others find no room; without any,
        nothing is kept.
    refusals
        What `write` raises where the disk refuses.
    """
    for place in places() if essential else []:
        try:
            place.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=f"{name[:_LONGEST]}-", dir=place))
        except OSError:
            continue
        kept = False
        try:
            kept = _is_kept(write, folder, essential, refusals)
        finally:
            if not kept:
                shutil.rmtree(folder, ignore_errors=True)
        if kept:
            return folder
    return None


def _is_kept(
    write: Callable[[Path], object],
    folder: Path,
    essential: Sequence[str],
    refusals: tuple[type[Exception], ...],
) -> bool:
    """Whether the folder holds everything, or else the essential files and nothing else."""
    try:
        write(folder)
    except refusals:
        _clear(folder, essential)
        return all(_is_whole(folder / name) for name in essential)
    return True


def _clear(folder: Path, essential: Sequence[str]) -> None:
    """Remove what may be half written."""
    for path in folder.iterdir():
        if path.name not in essential:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _is_whole(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return True
