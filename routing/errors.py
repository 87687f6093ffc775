"""The exceptions of routing.

::

    RoutingError
    ├── CampaignError    a campaign that contradicts itself (all faults at once)
    ├── ParametersError  a file of solver parameters that is wrong (all faults at once)
    └── PlanError        a plan file that cannot be read
"""

from __future__ import annotations

from collections.abc import Sequence

from geodata import Language, Message, in_language


class RoutingError(Exception):
    """Base of the exceptions of this package.

    Parameters
    ----------
    faults
        Messages, or texts that are the same in every language; `str()` says them in English,
        a line each.
    """

    def __init__(self, faults: Sequence[Message | str]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """Say every fault in a language, a line each."""
        return "\n".join(in_language(fault, language) for fault in self.faults)


class CampaignError(RoutingError):
    """A campaign that contradicts itself; each fault names field, value and remedy."""


class ParametersError(RoutingError):
    """A file of solver parameters that cannot be read, or holds what is no parameter.

    Each fault names the file, the table, the value and a remedy.
    """


class PlanError(RoutingError):
    """A plan file that cannot be read."""
