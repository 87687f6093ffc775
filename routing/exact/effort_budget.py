"""How much a complete search may do: counted, not timed, so that it always ends alike."""

from __future__ import annotations

from dataclasses import dataclass, field

from routing.parameters import CompleteSearchParameters
from routing.stopping import StoppingCriterion


class TooLarge(Exception):  # noqa: N818  (no error: the usual search takes over)
    """The campaign is too large to be searched completely, or the time is over."""


@dataclass(slots=True)
class Budget:
    """What is left to spend on a campaign.

    Attributes
    ----------
    stopped
        Asked now and then whether the time is over.
    labels
        Of all dates' searches (`routing.exact.day_labelling`).
    steps
        Of the programmes over dates: outcomes by combinations of residents by states; and
        sums of two combinations.
    values
        Numbers kept: dates by states at night by combinations.
    parameters
        Other limits of the search.
    """

    stopped: StoppingCriterion
    labels: int = CompleteSearchParameters.labels
    steps: int = CompleteSearchParameters.steps
    values: int = CompleteSearchParameters.values
    parameters: CompleteSearchParameters = field(default_factory=CompleteSearchParameters)

    @classmethod
    def of(cls, stopped: StoppingCriterion, parameters: CompleteSearchParameters) -> Budget:
        """Return the whole budget of a campaign."""
        numbers = parameters
        return cls(stopped, numbers.labels, numbers.steps, numbers.values, numbers)

    def foresee(self, *, labels: int, steps: int) -> None:
        """End the search where far more will be needed than is left.

        Raises
        ------
        TooLarge
            When the needs are more than `foreseen_factor` times what is left.
        """
        factor = self.parameters.foreseen_factor
        if labels > factor * self.labels or steps > factor * self.steps:
            raise TooLarge

    def spend(self, *, labels: int = 0, steps: int = 0, values: int = 0) -> None:
        """Take from what is left.

        Raises
        ------
        TooLarge
            When nothing is left, or the time is over.
        """
        self.labels -= labels
        self.steps -= steps
        self.values -= values
        if min(self.labels, self.steps, self.values) < 0 or self.stopped():
            raise TooLarge
