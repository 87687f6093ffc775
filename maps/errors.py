"""The exceptions of maps.

::

    MapsError
    ├── LanguageError    a language without a catalogue
    ├── UnknownTeamError a page was asked for a team that the campaign does not have
    ├── WordingError     a wording of the announcements that cannot be used
    └── AnnouncementsError what is no announcements.json of ours
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


class MapsError(Exception):
    """Base of the exceptions of this package."""


class LanguageError(MapsError):
    """A language for which there is no catalogue."""


class UnknownTeamError(MapsError):
    """A team that is not in the campaign."""


@dataclass(frozen=True, slots=True)
class WordingFault:
    """What is wrong in a line of a wording.

    `kind` is `unknown` (`value` is the field, `meant` the nearest known one or empty),
    `brace` (a brace alone; `value` is the line), `empty` or `long` (`value` counts letters).
    """

    kind: Literal["unknown", "brace", "empty", "long"]
    line: int
    value: str = ""
    meant: str = ""


class WordingError(MapsError):
    """A wording that cannot be used, with every fault."""

    def __init__(self, faults: Sequence[WordingFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"line {f.line}: {f.kind} {f.value}".strip() for f in faults))


class AnnouncementsError(MapsError):
    """Text that is no `announcements.json` of ours."""
