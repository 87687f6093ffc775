"""A bundle on disk: written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from geodata.exchange import swap
from planner.errors import BundleFolderError
from planner.messages import Note, note

MARK, MARK_TEXT = "plan.json", b'"jemputbola-plan/'
"""A folder with a file of this name, and this text near its beginning, is a bundle."""

OURS = (
    "campaign.json", "travel.parquet", "plan.json", "run.json", "index.html", "team-*.html",
    "team-*.gpx", "team-*.kml", "team-*.ics", "plan.gpkg", "plan.geojson",
    "announcements.html", "announcements.txt", "announcements.json",
    "schedule.xlsx", "duty-lists.xlsx", "tables",
)  # fmt: skip
"""Files of a bundle; others in its folder are the user's and stay."""

STALE_SECONDS = 3600
"""Age at which a temporary folder is no running write any more: writing takes seconds."""


LEAST_FREE = 300_000
"""Bytes without which no bundle can be written: a smallest one takes more."""


class BundleFolder:
    """The folder that a run will write, checked before the work and filled after it.

    Parameters
    ----------
    folder
        Where the bundle goes. It may be missing, empty or an older bundle.

    Raises
    ------
    BundleFolderError
        When the folder cannot be written or holds something else.
    """

    mark: ClassVar[str] = MARK
    mark_text: ClassVar[bytes] = MARK_TEXT
    ours: ClassVar[tuple[str, ...]] = OURS

    def __init__(self, folder: Path) -> None:
        try:
            self.folder = folder.resolve()
            self._bring_back()
            fault = self._fault(folder)
        except (OSError, RuntimeError) as error:
            fault = note("out_refused", folder=folder, reason=_reason(error))
        if fault is not None:
            raise BundleFolderError([fault])

    def _fault(self, named: Path) -> Note | None:
        """Why the folder cannot be used; nothing is left behind by looking."""
        existing = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        if not existing.is_dir():
            return note("out_is_file", folder=named, file=existing)
        if existing == self.folder:
            here = Path.cwd()
            if self.folder == here or self.folder in here.parents:
                return note("out_is_here", folder=named)
            if any(self.folder.iterdir()) and not self._is_bundle():
                return note("out_is_taken", folder=named)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
            existing = self.folder.parent
        with tempfile.TemporaryDirectory(prefix=self._prefix, dir=existing):
            pass
        free = shutil.disk_usage(existing).free
        if free < LEAST_FREE:
            return note("out_full", folder=named, free=free // 1000, need=LEAST_FREE // 1000)
        return None

    def _is_bundle(self) -> bool:
        mark = self.folder / self.mark
        if not mark.is_file():
            return False
        with mark.open("rb") as file:
            return self.mark_text in file.read(200)

    @property
    def _aside(self) -> Path:
        return self.folder.parent / f".{self.folder.name}.old"

    def _bring_back(self) -> None:
        """Put back a bundle that a run that died had set aside."""
        if self._aside.is_dir() and not self.folder.exists():
            self._aside.rename(self.folder)

    def fill(self, write: Callable[[Path], object]) -> None:
        """Call `write` with a temporary folder and put it in place of the bundle.

        Raises
        ------
        BundleFolderError
            When the disk refuses; what was in the folder is as it was.
        """
        try:
            self._clear_leftovers()
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._fill(write)
        except _refusals() as error:
            raise BundleFolderError(
                [note("write_failed", folder=self.folder, reason=_reason(error))]
            ) from error

    def _fill(self, write: Callable[[Path], object]) -> None:
        room = Path(tempfile.mkdtemp(prefix=self._prefix, dir=self.folder.parent))
        try:
            new = room / "bundle"
            new.mkdir()
            write(new)
            self._keep_the_users_files(new)
            if self.folder.exists():
                swap(new, self.folder, self._aside)
            else:
                new.rename(self.folder)
        finally:
            shutil.rmtree(room, ignore_errors=True)

    @property
    def _prefix(self) -> str:
        return f".{self.folder.name}.new-"

    def _clear_leftovers(self) -> None:
        """Remove what runs that died left beside the folder."""
        if self.folder.exists() and self._aside.exists():
            shutil.rmtree(self._aside, ignore_errors=True)
        for room in self.folder.parent.glob(f"{_literal(self._prefix)}*"):
            if time.time() - room.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(room, ignore_errors=True)

    def _keep_the_users_files(self, new: Path) -> None:
        if not self.folder.is_dir():
            return
        shutil.copymode(self.folder, new)
        for path in sorted(self.folder.iterdir()):
            if any(path.match(pattern) for pattern in self.ours):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, new / path.name, symlinks=True)
            else:
                shutil.copy2(path, new / path.name, follow_symlinks=False)


def _refusals() -> tuple[type[Exception], ...]:
    """What the writers of files raise where the disk refuses."""
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415
    from xlsxwriter.exceptions import XlsxFileError  # noqa: PLC0415

    return OSError, DataLayerError, DataSourceError, XlsxFileError


def _literal(name: str) -> str:
    """Return a pattern that matches a name and nothing else."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
