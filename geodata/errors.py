"""The errors of geodata, one small type per kind of fault.

::

    GeodataError
    ├── CalibrationError    too few observed trips for the factors that were asked for
    ├── DatasetError        a dataset folder, or raw files to build one from, with all its faults
    ├── PlaceError          a name or id that means no place, or more than one
    └── UnreachableError    two places that no road joins under a state of the network
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from geodata.message import in_language

__all__ = ["CalibrationError", "DatasetError", "GeodataError", "PlaceError", "UnreachableError"]


class GeodataError(Exception):
    """Base of every error that geodata raises on purpose."""


class CalibrationError(GeodataError):
    """Too few observed trips for a number of factors.

    Attributes
    ----------
    count : int
        The factors that were asked for.
    trips, needed : int
        The trips that can be fitted to, and how many it takes.
    """

    def __init__(self, count: int, trips: int, needed: int) -> None:
        self.count, self.trips, self.needed = count, trips, needed
        super().__init__(
            f"{count} factors need at least {needed} observed trips to fit to, there are {trips}"
        )


class DatasetError(GeodataError):
    """A dataset, or the raw files for one, that cannot be used as it is.

    Parameters
    ----------
    where : str
        The folder or file that was read.
    faults : iterable of str
        Every fault found, each with file, row, value and remedy.

    Attributes
    ----------
    faults : tuple of str
        The faults, in the order in which they were found.
    """

    def __init__(self, where: str, faults: Iterable[str]) -> None:
        self.where = where
        self.faults = tuple(faults)
        super().__init__(self.text("en"))

    def text(self, language: Literal["id", "en"]) -> str:
        """Say where the faults are and what they are, a line each, in a language."""
        count = len(self.faults)
        noun = {"en": "fault" if count == 1 else "faults", "id": "kesalahan"}[language]
        lines = "\n".join(f"  - {in_language(fault, language)}" for fault in self.faults)
        return f"{self.where}: {count} {noun}\n{lines}"


class PlaceError(GeodataError):
    """A text that names no place of the dataset, or several.

    Attributes
    ----------
    candidates : tuple of str
        Ids of the places that may have been meant, best first.
    """

    def __init__(self, message: str, candidates: Iterable[str] = ()) -> None:
        self.candidates = tuple(candidates)
        super().__init__(message)


class UnreachableError(GeodataError):
    """No road leads from one place to another under a state of the network.

    Attributes
    ----------
    crossings : tuple of str
        Ids of the crossings that lead over, in order; empty if there are none.
    closed : tuple of str
        Ids of the closed sections, if the two are joined by roads when all are open.
    """

    def __init__(
        self, message: str, crossings: Iterable[str] = (), closed: Iterable[str] = ()
    ) -> None:
        self.crossings = tuple(crossings)
        self.closed = tuple(closed)
        super().__init__(message)
