"""What the proof can do for a campaign: which of its phases run, by size and rules alone."""

from __future__ import annotations

from dataclasses import dataclass

from routing.instance import Instance
from routing.partition import MOST_KECAMATAN

MOST_POSTS = 300
"""Posts beyond which only counting proves anything: pricing grows with their square."""

FEW_POSTS = 60
"""Posts up to which subproblems of single pairs are solved thoroughly."""


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
    """

    posts: int
    kecamatan: int
    exclusive: bool
    limited: bool

    @classmethod
    def of(cls, instance: Instance) -> ProofScope:
        """Return the scope of an instance."""
        return cls(
            len(instance.posts),
            len(instance.groups),
            instance.campaign.rules.one_pair_per_kecamatan,
            any(limit is not None for limit in instance.server),
        )

    def proves(self, rounds: int) -> bool:
        """Whether more is proven in so many rounds than counting proves.

        Of many posts nothing is proven without rounds: the joint programme alone takes as long
        as many of them.
        """
        return self.posts <= (MOST_POSTS if rounds else FEW_POSTS)

    @property
    def few_posts(self) -> bool:
        """Whether posts are few enough for thorough subproblems."""
        return self.posts <= FEW_POSTS

    @property
    def partitioned(self) -> bool:
        """Whether there are rounds of the partition: they raise bounds, find plans, or both."""
        return self.raises_bounds or self.finds_plans

    @property
    def raises_bounds(self) -> bool:
        """Whether the partition bounds every plan: without R11 pairs may share kecamatan."""
        return self._fits and self.exclusive

    @property
    def finds_plans(self) -> bool:
        """Whether courses of single pairs make plans.

        They do not where pairs share the server; of many posts none is found in time. Without
        R11 they do: a plan in which pairs share nothing is valid all the same.
        """
        return self._fits and self.few_posts and not self.limited

    @property
    def leads(self) -> bool:
        """Whether rounds raise bounds and find plans, soon enough to replace local search."""
        return self.raises_bounds and self.finds_plans

    @property
    def runs_beside(self) -> bool:
        """Whether rounds need no plan and make none: they may run beside a search."""
        return self.raises_bounds and not self.finds_plans

    @property
    def _fits(self) -> bool:
        """Whether the partition can be solved at all."""
        return self.kecamatan <= MOST_KECAMATAN and self.posts <= MOST_POSTS
