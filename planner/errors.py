"""The errors of the planner's desk.

::

    PlannerError
    ├── OptionError     an option that cannot be used
    ├── BundleFolderError   a folder that cannot be written or replaced
    └── RejectedPlanError   a plan of ours that the audit rejects: our fault
"""

from __future__ import annotations


class PlannerError(Exception):
    """Base of the errors of this package."""


class OptionError(PlannerError):
    """An option that cannot be used; the message names it, its value and a remedy."""


class BundleFolderError(PlannerError):
    """A folder that cannot be written or must not be replaced."""


class RejectedPlanError(PlannerError):
    """A plan that the audit rejects before it is written: a fault of this program."""
