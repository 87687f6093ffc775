"""List of the files that a run wrote into a folder, with hashes; other files are the user's."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from geodata.atomic_file import write_whole

MANIFEST_FILE = "files.json"
"""Lies in the folder: the files that were written, each with its hash."""

VARYING = frozenset({"run.json"})
"""Files that differ from run to run; their hashes would make the list differ too."""

Hashes = dict[str, str | None]
"""SHA-256 by path within the folder, with `/`; None where the file may have any content."""


def hashes_of(folder: Path) -> Hashes:
    """Return the hashes of all files below a folder, but of the list itself."""
    found = ((path.relative_to(folder).as_posix(), path) for path in _files(folder))
    return {
        name: None if name in VARYING else _hash(path)
        for name, path in sorted(found)
        if name != MANIFEST_FILE
    }


def read_hashes(folder: Path) -> Hashes | None:
    """Read the list of a folder; None where there is none that can be read."""
    try:
        held = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))["sha256"]
        return {str(name): None if value is None else str(value) for name, value in held.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_hashes(folder: Path, hashes: Hashes) -> None:
    """Write the list of a folder."""
    text = json.dumps({"sha256": dict(sorted(hashes.items()))}, ensure_ascii=False, indent=2)
    write_whole(folder / MANIFEST_FILE, (text + "\n").encode("utf-8", "surrogateescape"))


def rewritten(folder: Path, names: list[str]) -> None:
    """Put new hashes of files that we wrote anew into the list, if the folder has one."""
    hashes = read_hashes(folder)
    if hashes is not None:
        write_hashes(folder, hashes | {name: _hash(folder / name) for name in names})


def kept_beside(folder: Path, names: list[str]) -> list[str]:
    """Copy those of our files that the user has changed, before they are written anew.

    Parameters
    ----------
    folder
        A folder of ours; without a list of what was written into it nothing can be told.
    names
        The files that will be written, by their path in the folder.

    Returns
    -------
    list of str
        Under which names the changed ones are kept.
    """
    known, kept = read_hashes(folder), list[str]()
    if known is None:
        return kept
    for name in names:
        path = folder / name
        if not (path.exists() or path.is_symlink()):
            continue
        if name in known and _is_as_written(path, known[name]):
            continue
        target = _beside(path, folder, folder)
        shutil.copy2(path, target, follow_symlinks=False)
        kept.append(target.relative_to(folder).as_posix())
    return kept


def carry_over(
    old: Path, new: Path, known: Hashes, replaced: Callable[[str], bool]
) -> tuple[Hashes, list[str]]:
    """Copy what a new folder lacks of an old one: the user's files, and ours that stay.

    Parameters
    ----------
    old, new
        The folders.
    known
        What was written into the old one.
    replaced
        Whether a file of ours, by its path in the folder, is replaced or gone.

    Returns
    -------
    Hashes, list of str
        Of our files that stay; and under which names files of ours are kept that the user
        has changed.
    """
    stay: Hashes = {}
    changed: list[str] = []
    for path in _files(old):
        name = path.relative_to(old).as_posix()
        ours = name in known
        if name == MANIFEST_FILE or (ours and replaced(name) and _is_as_written(path, known[name])):
            continue
        if ours and not replaced(name):
            stay[name] = known[name]
        target = new / name
        if (ours and replaced(name)) or not _is_free(target, new):
            target = _beside(target, new, old)
            changed.append(target.relative_to(new).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target, follow_symlinks=False)
    _empty_folders(old, new, known)
    return stay, changed


def _files(folder: Path) -> Iterator[Path]:
    """Files and links below a folder; links are not followed."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _empty_folders(old: Path, new: Path, known: Hashes) -> None:
    """Make the user's empty folders; those in which only files of ours lay go."""
    ours = {parent.as_posix() for name in known for parent in Path(name).parents}
    for path in old.rglob("*"):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            name = path.relative_to(old)
            if name.as_posix() not in ours and _is_free(new / name, new):
                (new / name).mkdir(parents=True, exist_ok=True)


def _is_free(target: Path, within: Path) -> bool:
    """Whether a file can be put there: nothing has its name, and no file its folders' names."""
    if target.exists() or target.is_symlink():
        return False
    above = target.relative_to(within).parents
    return not any((within / part).is_file() for part in above)


def _beside(target: Path, new: Path, old: Path) -> Path:
    """Return a name of its own for a file, as `index.changed.html`."""
    number, folder = 1, target.parent
    while folder != new and (folder.is_file() or folder.is_symlink()):
        folder = folder.parent
    while True:
        sign = "changed" if number == 1 else f"changed-{number}"
        other = folder / f"{target.stem}.{sign}{target.suffix}"
        if _is_free(other, new) and not (old / other.relative_to(new)).exists():
            return other
        number += 1


def _is_as_written(path: Path, known: str | None) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    return known is None or _hash(path) == known


def _hash(path: Path) -> str | None:
    """SHA-256 of a file; None for what is no file, or whose content cannot be read."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
