"""A bundle on disk: written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from geodata import Message
from geodata.folder_exchange import swap
from geodata.rooms import clear_rooms, room
from geodata.spelling import has_control_sign
from geodata.system_reasons import system_reason
from planner.bundle.emergency_folder import keep_elsewhere
from planner.bundle.manifest import MANIFEST_FILE, carry_over, hashes_of, read_hashes, write_hashes
from planner.errors import BundleFolderError

MARK_FILE, MARK_TEXT = "plan.json", b'"jemputbola-plan/'
"""A folder with a file of this name, and this text near its beginning, is a bundle."""

_OURS = (
    "campaign.json", "travel.parquet", "plan.json", "run.json", "index.html", "team-*.html",
    "team-*.gpx", "team-*.kml", "team-*.ics", "plan.gpkg", "plan.geojson",
    "announcements.html", "announcements.txt", "announcements.json",
    "schedule.xlsx", "duty-lists.xlsx", "tables", "status.html",
    "previous.json", "history.json", "incidents.json",
    "changes.html", "changes.csv", "announcements-changed",
)  # fmt: skip
"""Files of a bundle. In a folder without a list of what was written, others are the user's."""

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

    Attributes
    ----------
    changed
        Once filled: under which names files of ours are kept that the user had changed.
    """

    mark: ClassVar[str] = MARK_FILE
    mark_text: ClassVar[bytes] = MARK_TEXT
    ours: ClassVar[tuple[str, ...]] = _OURS
    essential: ClassVar[tuple[str, ...]] = ("campaign.json", MARK_FILE)
    """JSON files that are kept elsewhere where the folder cannot be written."""
    whole: ClassVar[bool] = True
    """Whether all that we wrote there is replaced, or only `ours`."""

    def __init__(self, folder: Path) -> None:
        self.changed: list[str] = []
        try:
            self.folder = folder.resolve()
            self._bring_back()
            fault = self._fault(folder)
        except (OSError, RuntimeError) as error:
            fault = Message("out_refused", folder=folder, reason=system_reason(error))
        if fault is not None:
            raise BundleFolderError([fault])

    def _fault(self, named: Path) -> Message | None:
        """Why the folder cannot be used; nothing is left behind by looking."""
        if has_control_sign(self.folder):  # GeoPackages cannot be there
            return Message("out_control", folder=str(named))
        existing = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        if not existing.is_dir():
            return Message("out_is_file", folder=named, file=existing)
        if existing == self.folder:
            here = Path.cwd()
            if self.folder == here or self.folder in here.parents:
                return Message("out_is_here", folder=named)
            if any(self.folder.iterdir()) and not self._is_bundle():
                return Message("out_is_taken", folder=named)
            with tempfile.TemporaryFile(dir=self.folder):
                pass
            existing = self.folder.parent
        with tempfile.TemporaryDirectory(prefix=self._prefix, dir=existing):
            pass
        free = shutil.disk_usage(existing).free
        if free < LEAST_FREE:
            return Message("out_full", folder=named, free=free // 1000, need=LEAST_FREE // 1000)
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
            When the disk refuses; what was in the folder is as it was. What was to be
            written is then kept in another folder, if one takes it, and the error names it.
        """
        try:
            self._clear_leftovers()
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._fill(write)
        except _refusals() as error:
            notes = [Message("write_failed", folder=self.folder, reason=system_reason(error))]
            kept = keep_elsewhere(write, self.folder.name, self.essential, _refusals())
            if kept is not None:
                notes.append(Message("kept_elsewhere", folder=kept))
            raise BundleFolderError(notes) from error

    def _fill(self, write: Callable[[Path], object]) -> None:
        with room(self._prefix, self.folder.parent) as held:
            new = held / "bundle"
            new.mkdir()
            write(new)
            self._complete(new)
            if self.folder.exists():
                swap(new, self.folder, self._aside)
            else:
                new.rename(self.folder)

    @property
    def _prefix(self) -> str:
        return f".{self.folder.name}.new-"

    def _clear_leftovers(self) -> None:
        """Remove what runs that died left beside the folder."""
        if self.folder.exists() and self._aside.exists():
            shutil.rmtree(self._aside, ignore_errors=True)
        clear_rooms(self._prefix, self.folder.parent)

    def _complete(self, new: Path) -> None:
        """Add what stays of the old folder, and the list of what is ours."""
        hashes = hashes_of(new)
        if self.folder.is_dir():
            shutil.copymode(self.folder, new)
            known = read_hashes(self.folder)
            if known is None:
                self._keep_other_names(new)
                if not self.whole:
                    return
            else:
                stay, self.changed = carry_over(self.folder, new, known, self._is_replaced)
                hashes |= stay
        write_hashes(new, hashes)

    def _is_replaced(self, name: str) -> bool:
        return self.whole or self._is_ours(Path(Path(name).parts[0]))

    def _is_ours(self, path: Path) -> bool:
        return any(path.match(pattern) for pattern in self.ours)

    def _keep_other_names(self, new: Path) -> None:
        """Keep what has no name of ours, in a folder without a list of what was written."""
        for path in sorted(self.folder.iterdir()):
            if self._is_ours(path) or path.name == MANIFEST_FILE:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, new / path.name, symlinks=True)
            else:
                shutil.copy2(path, new / path.name, follow_symlinks=False)


def _refusals() -> tuple[type[Exception], ...]:
    """Return the exceptions that writers of files raise when the disk refuses."""
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415
    from xlsxwriter.exceptions import XlsxFileError  # noqa: PLC0415

    return OSError, DataLayerError, DataSourceError, XlsxFileError


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """Turn what refuses a file in a bundle that is there into BundleFolderError."""
    try:
        yield
    except OSError as error:
        told = Message("out_refused", folder=folder, reason=system_reason(error))
        raise BundleFolderError([told]) from error
