"""Which pair takes which kecamatan: a set-partitioning bound over cheap and true costs.

With R11 every kecamatan belongs to one pair, so a plan is a choice of sets S of kecamatan:

(1) minimise sum c_g(S) y_gS   over classes g of like pairs and sets S,
(2) for each kecamatan k: sum over sets with k of y_gS = 1,
(3) for each class g: sum over S of y_gS <= pairs in g,  y >= 0.

c_g(S) is any lower bound of what a pair of class g pays for S. Two kinds are at hand: cheap
ones, the largest of a few affine functions K_j + sum of a_jk over k in S (each a Lagrangian
bound that lets a pair serve anything at rewards j, see `routing.bound`), known for all of
the millions of sets without listing them; and true ones from `routing.pair_bound` for the
sets that matter. Sets are priced by depth-first search over kecamatan, cut off by what the
rest of the kecamatan could still gain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from routing.bounds import F64
from routing.highs import new_highs
from routing.instance import I64
from routing.jit import kernel

MOST_FOUND = 20_000
"""Sets that one pricing may return."""


@kernel
def negative_sets(base: F64, gains: F64, threshold: float, most: int) -> tuple[I64, F64]:
    """Sets whose every affine function stays below a threshold.

    Parameters
    ----------
    base, gains
        (functions,) and (functions, kecamatan): the value of a set is the largest over the
        functions of base plus the gains of its kecamatan.
    threshold, most
        Sets of less value are returned, the first `most` that are met.

    Returns
    -------
    Bit masks of the sets, and their values.
    """
    functions, count = gains.shape
    hope = np.zeros((functions, count + 1))
    for function in range(functions):
        for kecamatan in range(count - 1, -1, -1):
            gain = min(0.0, gains[function, kecamatan])
            hope[function, kecamatan] = hope[function, kecamatan + 1] + gain
    masks = np.empty(most, np.int64)
    values = np.empty(most)
    found = 0
    sums = np.empty((count + 2, functions))
    sums[0] = base
    level_of = np.empty(count + 2, np.int64)
    masks_of = np.zeros(count + 2, np.int64)
    next_of = np.zeros(count + 2, np.int64)
    level_of[0] = 0
    depth = 0
    next_of[0] = 0
    while depth >= 0:
        kecamatan = next_of[depth]
        fits = kecamatan < count
        if fits:
            for function in range(functions):
                if sums[depth, function] + hope[function, kecamatan] >= threshold:
                    fits = False
                    break
        if not fits:
            depth -= 1
            continue
        next_of[depth] = kecamatan + 1
        value = -np.inf
        for function in range(functions):
            total = sums[depth, function] + gains[function, kecamatan]
            sums[depth + 1, function] = total
            value = max(value, total)
        masks_of[depth + 1] = masks_of[depth] | (np.int64(1) << kecamatan)
        next_of[depth + 1] = kecamatan + 1
        if value < threshold:
            masks[found] = masks_of[depth + 1]
            values[found] = value
            found += 1
            if found == most:
                break
        depth += 1
    return masks[:found], values[:found]


@dataclass(frozen=True)
class Affine:
    """Lower bounds of a class's costs: (functions,) and (functions, kecamatan) rupiah."""

    base: F64
    slope: F64

    def of(self, mask: int) -> float:
        """Bound of a set given as a bit mask."""
        members = [n for n in range(self.slope.shape[1]) if mask >> n & 1]
        return float((self.base + self.slope[:, members].sum(axis=1)).max())


@dataclass
class Choice:
    """A set of kecamatan (bit mask) for a class; `true` once its cost is refined."""

    group: int
    mask: int
    rupiah: float
    true: bool = False


@dataclass
class Partition:
    """The master problem and its columns.

    Parameters
    ----------
    count
        Kecamatan.
    pairs
        Pairs of each class.
    affine
        Cheap bounds of each class; kecamatan that the class may not take have slope inf.
    """

    count: int
    pairs: Sequence[int]
    affine: Sequence[Affine]
    choices: list[Choice] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start with columns that stand for kecamatan left out."""
        self.known: dict[tuple[int, int], int] = {}
        highs = new_highs()
        for _ in range(self.count):
            highs.addRow(1.0, 1.0, 0, [], [])
        for pairs in self.pairs:
            highs.addRow(-highspy.kHighsInf, float(pairs), 0, [], [])
        for row in range(self.count):
            highs.addCol(1e12, 0.0, highspy.kHighsInf, 1, [row], [1.0])
        self._highs = highs
        self.values: F64 = np.zeros(0)

    def add(self, group: int, mask: int, rupiah: float, *, true: bool = False) -> bool:
        """Add a set, or raise its cost; returns whether it was new."""
        key = (group, mask)
        if key in self.known:
            choice = self.choices[self.known[key]]
            choice.rupiah = max(choice.rupiah, rupiah)
            choice.true = choice.true or true
            self._highs.changeColCost(self.count + self.known[key], choice.rupiah)
            return False
        self.known[key] = len(self.choices)
        self.choices.append(Choice(group, mask, rupiah, true))
        rows = [n for n in range(self.count) if mask >> n & 1] + [self.count + group]
        self._highs.addCol(
            rupiah, 0.0, highspy.kHighsInf, len(rows), np.array(rows, np.int32),
            np.ones(len(rows)),
        )  # fmt: skip
        return True

    def solve(self) -> tuple[float, F64, F64]:
        """Objective, rewards of the kecamatan and of the classes (at most 0)."""
        self._highs.run()
        solution = self._highs.getSolution()
        duals = np.array(solution.row_dual)
        self.values = np.array(solution.col_value)[self.count :]
        objective = float(self._highs.getObjectiveValue())
        return objective, duals[: self.count], np.minimum(duals[self.count :], 0.0)

    def price(self, kecamatan: F64, classes: F64, threshold: float) -> list[tuple[float, int, int]]:
        """Unknown sets whose cheap reduced cost is below the threshold: value, class, mask."""
        found = []
        for group, affine in enumerate(self.affine):
            usable = np.isfinite(affine.slope).all(axis=0)
            order = np.flatnonzero(usable)
            order = order[np.argsort((affine.slope[0] - kecamatan)[order], kind="stable")]
            gains = np.ascontiguousarray(affine.slope[:, order] - kecamatan[order])
            masks, values = negative_sets(
                affine.base - classes[group], gains, threshold, MOST_FOUND
            )
            for mask, value in zip(masks.tolist(), values.tolist(), strict=True):
                real = 0
                for place, number in enumerate(order.tolist()):
                    if mask >> place & 1:
                        real |= 1 << number
                if (group, real) not in self.known:
                    found.append((value, group, real))
        return found

    def bound(self, kecamatan: F64, classes: F64, least: float | None = None) -> float:
        """Lagrangian bound at any rewards: valid whether or not the master is solved.

        `least`, at most 0, is below the reduced cost of each unknown set where that is known.
        """
        worst = [least or 0.0] * len(self.pairs)
        for value, group, _ in self.price(kecamatan, classes, 0.0) if least is None else ():
            worst[group] = min(worst[group], value)
        values = self.reduced(kecamatan, classes)
        groups = np.array([choice.group for choice in self.choices], np.int64)
        for group, value in enumerate(worst):
            worst[group] = values[groups == group].min(initial=value)
        total = float(kecamatan.sum())
        shares = zip(self.pairs, map(float, classes), worst, strict=True)
        return total + sum(pairs * (price + least) for pairs, price, least in shares)

    def reduced(self, kecamatan: F64, classes: F64) -> F64:
        """Reduced cost of each known set."""
        masks = np.array([choice.mask for choice in self.choices], np.int64)
        inside = (masks[:, None] >> np.arange(self.count) & 1) > 0
        groups = np.array([choice.group for choice in self.choices], np.int64)
        costs = np.array([choice.rupiah for choice in self.choices])
        values: F64 = costs - inside @ kecamatan - classes[groups]
        return values
