"""What the proof can do for a campaign: which of its phases run, by size and rules alone."""

from __future__ import annotations

from dataclasses import dataclass

from routing.instance import Instance
from routing.partition import MOST_KECAMATAN
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters


@dataclass(frozen=True, slots=True)
class ProofScope:
    """Which phases of the proof a campaign has.

    Attributes
    ----------
    posts, kecamatan
        How many there are.
    exclusive
        Whether each kecamatan is one pair's (R11), so that every plan is a partition.
    limited
        Whether pairs share a server of limited capacity.
    parameters
        Sizes that are few or many.
    revised
        Whether there are promises (R18) or teams that start under way (R1').
    """

    posts: int
    kecamatan: int
    exclusive: bool
    limited: bool
    parameters: ProofParameters = DEFAULT_PROOF
    revised: bool = False

    @classmethod
    def of(cls, instance: Instance, parameters: ProofParameters = DEFAULT_PROOF) -> ProofScope:
        """Return the scope of an instance."""
        return cls(
            len(instance.posts),
            len(instance.groups),
            instance.campaign.rules.one_pair_per_kecamatan,
            any(limit is not None for limit in instance.server),
            parameters,
            bool(instance.campaign.promises) or instance.begins_away,
        )

    def proves(self, rounds: int) -> bool:
        """Whether more is proven in so many rounds than counting proves.

        Of many posts nothing is proven without rounds: the joint programme alone takes as long
        as many of them.
        """
        return self.few_posts or (rounds > 0 and self.fits)

    @property
    def few_posts(self) -> bool:
        """Whether posts are few enough for thorough subproblems."""
        return self.posts <= self.parameters.few_posts

    @property
    def partitioned(self) -> bool:
        """Whether there are rounds of the partition: they raise bounds, find plans, or both."""
        return self.raises_bounds or self.finds_plans

    @property
    def raises_bounds(self) -> bool:
        """Whether the partition bounds every plan: without R11 pairs may share kecamatan."""
        return self._partition_fits and self.exclusive

    @property
    def finds_plans(self) -> bool:
        """Whether courses of single pairs make plans.

        They do not where pairs share the server, nor in revisions, whose courses are not searched
        with promises; of many posts none is found in time. Without R11 they do: a plan in which
        pairs share nothing is valid all the same.
        """
        fits = self._partition_fits and self.few_posts
        return fits and not self.limited and not self.revised

    @property
    def leads(self) -> bool:
        """Whether rounds raise bounds and find plans, soon enough to replace local search."""
        return self.raises_bounds and self.finds_plans

    @property
    def runs_beside(self) -> bool:
        """Whether rounds need no plan and make none: they may run beside a search."""
        return self.raises_bounds and not self.finds_plans

    @property
    def fits(self) -> bool:
        """Whether posts are few enough for the joint programme."""
        return self.posts <= self.parameters.most_posts

    @property
    def _partition_fits(self) -> bool:
        """Whether the partition can be solved at all."""
        return self.fits and self.kecamatan <= MOST_KECAMATAN
