"""Bounds of single sets of kecamatan: solved up to a target, then raised by branching.

A set's bound goes through three phases: its programme is solved up to the target and cut off there;
it is solved to its end; then its leaves are split, ever more of them, up to
`most_splits`.
"""

from __future__ import annotations

from routing.partition.branching import SubproblemBound
from routing.partition.set_selection import Key
from routing.partition.set_subproblems import SetSubproblems


class SetBounds:
    """What is known of the sets whose own programmes have been begun.

    Attributes
    ----------
    known
        The bound of each of them.
    """

    def __init__(self, subproblems: SetSubproblems) -> None:
        self._subproblems = subproblems
        self._parameters = subproblems.joint.parameters
        self._splits: dict[Key, int] = {}
        self.known: dict[Key, SubproblemBound] = {}

    def solved(self, key: Key) -> SubproblemBound | None:
        """Return a set's bound where its programme is solved to its end."""
        known = self.known.get(key)
        return known if known is not None and known.whole else None

    def can_rise(self, key: Key) -> bool:
        """Whether a set's bound can be raised."""
        return self.solved(key) is None or self._splits.get(key, 0) < self._parameters.most_splits

    def solve(self, key: Key, target: float) -> SubproblemBound | None:
        """Solve a set's programme up to a target in rupiah; None where the time is over."""
        if key in self.known:
            return self._subproblems.resume(key, self.known[key], target)
        return self._subproblems.root(key, target)

    def raised(self, key: Key, target: float) -> SubproblemBound | None:
        """Raise a set's bound to a target in rupiah, by splits at last; None as for `solve`."""
        known = self.solved(key) or self.solve(key, target)
        if known is None or not known.whole or known.bound >= target:
            return known
        splits = max(self._parameters.first_splits, self._splits.get(key, 0))
        self._splits[key] = self._splits.get(key, 0) + splits
        return self._subproblems.branch(known, splits, target)

    def keep(self, key: Key, known: SubproblemBound) -> None:
        """Keep a set's bound, and let later subproblems begin with it."""
        self.known[key] = known
        self._subproblems.learn(key, known)
