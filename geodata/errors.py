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

from geodata.message import Language, Message

__all__ = ["CalibrationError", "DatasetError", "GeodataError", "PlaceError", "UnreachableError"]


class GeodataError(Exception):
    """Base of every error that geodata raises on purpose.

    Parameters
    ----------
    message : Message
        What is wrong; `str()` says it in English.
    """

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))

    def text(self, language: Language) -> str:
        """Say what is wrong in a language."""
        return self.message.text(language)


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
            Message(
                "%(count)s factors need at least %(needed)s observed trips to fit to, there are "
                "%(trips)s",
                count=count,
                needed=needed,
                trips=trips,
            )
        )


class DatasetError(GeodataError):
    """A dataset, or the raw files for one, that cannot be used as it is.

    Parameters
    ----------
    where : str
        The folder or file that was read.
    faults : iterable of Message
        Every fault found, each with file, row, value and remedy.

    Attributes
    ----------
    faults : tuple of Message
        The faults, in the order in which they were found.
    """

    def __init__(self, where: str, faults: Iterable[Message]) -> None:
        self.where = where
        self.faults = tuple(faults)
        super().__init__(
            Message("%(where)s: %(count)s faults", where=where, count=len(self.faults))
        )
        self.args = (self.text("en"),)

    def text(self, language: Language) -> str:
        """Say where the faults are and what they are, a line each, in a language."""
        lines = (f"  - {fault.text(language)}" for fault in self.faults)
        return "\n".join((self.message.text(language), *lines))


class PlaceError(GeodataError):
    """A text that names no place of the dataset, or several.

    Attributes
    ----------
    candidates : tuple of str
        Ids of the places that may have been meant, best first.
    """

    def __init__(self, message: Message, candidates: Iterable[str] = ()) -> None:
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
        self, message: Message, crossings: Iterable[str] = (), closed: Iterable[str] = ()
    ) -> None:
        self.crossings = tuple(crossings)
        self.closed = tuple(closed)
        super().__init__(message)
