"""How much work a subproblem of a single pair may take."""

from __future__ import annotations

from dataclasses import dataclass

from routing.proof_parameters import DEFAULT_PROOF, ProofParameters


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

    tolerance: float = DEFAULT_PROOF.set_tolerance
    iterations: int = DEFAULT_PROOF.set_iterations
    beam: int = DEFAULT_PROOF.beam

    @classmethod
    def of(cls, parameters: ProofParameters, *, hasty: bool) -> Effort:
        """Return the effort that parameters give: a hasty one where posts are many."""
        if hasty:
            return cls(
                parameters.hasty_tolerance, parameters.hasty_iterations, parameters.hasty_beam
            )
        return cls(parameters.set_tolerance, parameters.set_iterations, parameters.beam)
