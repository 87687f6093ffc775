"""How much work a subproblem of a single pair may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """Limits of one subproblem.

    Attributes
    ----------
    tolerance
        Share of the objective by which the bound of a programme may stay below it.
    iterations
        Most iterations of column generation.
    beam
        Labels per date of the search for a course.
    """

    tolerance: float = 1e-3
    iterations: int = 60
    beam: int = 24
