"""The exceptions of maps.

::

    MapsError
    ├── LanguageError    a language without a catalogue
    └── UnknownTeamError a page was asked for a team that the campaign does not have
"""

from __future__ import annotations


class MapsError(Exception):
    """Base of the exceptions of this package."""


class LanguageError(MapsError):
    """A language for which there is no catalogue."""


class UnknownTeamError(MapsError):
    """A team that is not in the campaign."""
