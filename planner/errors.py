"""The errors of the planner's desk, with what they say in both languages.

::

    PlannerError
    ├── OptionError         what was asked for cannot be used
    ├── BundleFolderError   a folder that cannot be written or replaced
    ├── BundleReadError     a bundle that is not there or cannot be read
    ├── ChangesError        a revision that would break more promises than it may
    ├── CaseError           a case of a what-if that could not be planned: our fault
    ├── FrameError          a GeoDataFrame of posts that cannot be used
    ├── IncidentError       an incident that cannot be planned as told
    ├── NoWayError          two places that no road joins
    ├── PromisesError       promises to villages that cannot be read
    ├── ReportsError        reports of teams that cannot be used
    ├── StrandedError       a team that no way leads home
    └── RejectedPlanError   a plan of ours that the audit rejects: our fault
"""

from __future__ import annotations

from collections.abc import Sequence

from geodata import Language, Message


class PlannerError(Exception):
    """Base of the errors of this package.

    Parameters
    ----------
    notes
        What is wrong and what to do, all faults at once; `str()` says it in English.
    """

    def __init__(self, notes: Sequence[Message]) -> None:
        self.notes = tuple(notes)
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """Say it in the reader's language, a line per note."""
        return "\n".join(note.text(language) for note in self.notes)


class OptionError(PlannerError):
    """Something asked for that cannot be used; it names the option, its value and a remedy."""


class BundleFolderError(PlannerError):
    """A folder that cannot be written or must not be replaced."""


class BundleReadError(PlannerError):
    """A folder that holds no bundle, or one that cannot be read."""


class CaseError(PlannerError):
    """A case of a what-if whose process failed: a fault of this program."""


class ChangesError(PlannerError):
    """No revision that keeps enough promises; it names the fewest that were broken."""


class FrameError(PlannerError):
    """A GeoDataFrame of posts that cannot be used, with everything that is wrong."""


class IncidentError(PlannerError):
    """An incident that cannot be planned as told, with what to do."""


class NoWayError(PlannerError):
    """No road leads from one place to another; it names closures, or crossings and times."""


class PromisesError(PlannerError):
    """Promises to villages that cannot be read, or contradict each other."""


class RejectedPlanError(PlannerError):
    """A plan that the audit rejects before it is written: a fault of this program."""


class ReportsError(PlannerError):
    """Reports of teams that cannot be read, or contradict each other."""


class StrandedError(PlannerError):
    """A team that no way leads home; it names the place and what to do."""
