"""The folder of a dataset: what may be replaced in it, and how it changes places with a new one.

Beside the tables lies ``written.json`` with a hash of every file that was written. What is in the
folder and not as it was written belongs to somebody: it is never lost.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.dataset.loader import OWN_KEY, PACKAGE_FILE
from geodata.findings import some
from geodata.folder_exchange import exchange, swap
from geodata.message import Message
from geodata.rooms import clear_rooms, room
from geodata.spelling import has_control_sign
from geodata.system_reasons import system_reason

__all__ = ["_WRITTEN_FILE", "DatasetFolder", "record_written"]

_WRITTEN_FILE = "written.json"
"""Hashes of the files that were written."""

_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def record_written(folder: Path) -> None:
    """Write the hashes of a folder's files into it."""
    hashes = {path.name: _hash(path) for path in sorted(folder.iterdir()) if path.is_file()}
    hashes.pop(_WRITTEN_FILE, None)
    text = json.dumps({"sha256": hashes}, ensure_ascii=False, indent=2)
    (folder / _WRITTEN_FILE).write_text(text + "\n", encoding="utf-8", newline="\n")


class DatasetFolder:
    """A folder that a build will write, looked at before the work and filled after it.

    Parameters
    ----------
    out : Path
        The folder. It may be missing, empty or an older dataset. What a run that died
        left of it is put back first.
    replace : bool
        Whether a dataset with files that are not ours, or changed, may be replaced; it then
        stays beside the new one under a dated name.
    carried : collection of str
        Files whose content the build takes over into the new dataset.

    Attributes
    ----------
    notes : list of Message
        Where the former folder is kept, once a new one is in its place.
    """

    def __init__(self, out: Path, *, replace: bool = False, carried: Collection[str] = ()) -> None:
        self.named = out
        self.folder = out.resolve()
        self.notes: list[Message] = []
        self._replace = replace
        self._carried = frozenset(carried)

    def faults(self) -> list[Message]:
        """Return why the folder may not be replaced, with the way on."""
        try:
            self._bring_back()
            return self._faults()
        except OSError as error:
            return [
                Message(
                    "--out %(named)s: it cannot be read (%(strerror)s); name another folder",
                    named=self.named,
                    strerror=system_reason(error),
                )
            ]

    def _bring_back(self) -> None:
        """Put back a dataset that a run that died had set aside."""
        if self._aside.is_dir() and not self.folder.exists():
            self._aside.rename(self.folder)

    def _faults(self) -> list[Message]:
        out, folder = self.named, self.folder
        if not folder.exists():
            odd = has_control_sign(folder)
            return [Message("out_control", folder=str(out))] if odd else []
        if folder.is_dir() and not self._theirs():
            return self._faults_of_place()
        if not self._is_ours():
            return [
                Message("--out %(out)s: it exists and is no dataset; name a new folder", out=out)
            ]
        faults = self._faults_of_place()
        return faults if self._replace else [*faults, self._refusal()]

    def _refusal(self) -> Message:
        kept, names = self._dated().name, some(self._theirs())
        out = self.named
        if not (self.folder / _WRITTEN_FILE).is_file():
            return Message(
                "--out %(out)s: it has no %(written_file)s, so what you changed in it "
                "cannot be told (%(names)s); name a new folder, or add --replace, which "
                "keeps the present one as %(kept)s",
                out=out,
                written_file=_WRITTEN_FILE,
                names=names,
                kept=kept,
            )
        return Message(
            "--out %(out)s: files in it are yours, or were changed since they were "
            "written: %(names)s; name a new folder, or add --replace, which keeps the "
            "present one as %(kept)s",
            out=out,
            names=names,
            kept=kept,
        )

    def _faults_of_place(self) -> list[Message]:
        here = Path.cwd()
        if self.folder != here and self.folder not in here.parents:
            return []
        return [
            Message(
                "--out %(named)s: this is the folder you are in; go to another one (cd ..)",
                named=self.named,
            )
        ]

    def _is_ours(self) -> bool:
        try:
            held = json.loads((self.folder / PACKAGE_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(held, dict) and OWN_KEY in held

    def _theirs(self) -> list[str]:
        """Return the names in the folder that are not as they were written."""
        try:
            held = json.loads((self.folder / _WRITTEN_FILE).read_text(encoding="utf-8"))
            known = dict(held["sha256"])
        except (OSError, ValueError, KeyError, TypeError):
            known = {}
        ignored = {*self._carried, *_OF_THE_SYSTEM, _WRITTEN_FILE}
        return [
            path.name + ("/" if path.is_dir() else "")
            for path in sorted(self.folder.iterdir())
            if path.name not in ignored
            and (path.is_symlink() or not path.is_file() or known.get(path.name) != _hash(path))
        ]

    @contextmanager
    def room(self) -> Iterator[Path]:
        """Give a new folder on the same file system, to be written and then put in place."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._clear_leftovers()
        with room(self._rooms, self.folder.parent) as held:
            fresh = held / "new"
            fresh.mkdir()
            yield fresh

    def put(self, fresh: Path) -> None:
        """Put a written folder in place, in one step where the system can.

        The former one is kept where that was asked for, and where something in it is not ours.
        """
        folder = self.folder
        if not folder.exists():
            fresh.rename(folder)
            return
        if not self._replace and not self._theirs():
            swap(fresh, folder, self._aside)
            return
        dated = self._dated()
        fresh.rename(dated)
        if not exchange(dated, folder):
            dated.rename(fresh)
            folder.rename(dated)
            try:
                fresh.rename(folder)
            except BaseException:
                if not folder.exists():
                    dated.rename(folder)
                raise
        self.notes.append(Message("the former folder is kept: %(dated)s", dated=dated))

    @property
    def _rooms(self) -> str:
        return f".{self.folder.name}.new-"

    @property
    def _aside(self) -> Path:
        return self.folder.parent / f".{self.folder.name}.old"

    def _dated(self) -> Path:
        """Return a free name for the former folder."""
        stem = f"{self.folder.name}.old-{time.strftime('%Y-%m-%d')}"
        number, name = 1, stem
        while (self.folder.parent / name).exists():
            number += 1
            name = f"{stem}-{number}"
        return self.folder.parent / name

    def _clear_leftovers(self) -> None:
        """Remove what runs that died left beside the folder: nothing of it is anybody's."""
        if self.folder.exists() and self._aside.exists():
            shutil.rmtree(self._aside, ignore_errors=True)
        clear_rooms(self._rooms, self.folder.parent)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
