"""Set partitioning: which pair takes which kecamatan, over lower bounds of what sets cost.

With R11 every kecamatan belongs to one pair, so a plan is a choice of sets S of kecamatan:

(1) minimise sum c_g(S) y_gS   over classes g of like pairs and sets S,
(2) for each kecamatan k: sum over sets with k of y_gS = 1,
(3) for each class g: sum over S of y_gS <= pairs in g,  y >= 0; = for pairs under way (R1'), which
    come home at a cost even if they take none: the empty set is one of theirs.

c_g(S) is any lower bound of what a pair of class g pays for S. There are two kinds. Affine bounds
are the largest of a few affine functions K_j + sum of a_jk over k in S, each a Lagrangian bound of
the joint programme at dual prices j (`routing.partition.affine_bounds`), so they are known for all
of the millions of sets without listing them. Sets that matter have bounds of their own
(`routing.partition.set_bounds`). `routing.partition.set_pricing` prices sets by depth-first search
over kecamatan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from routing.bounds import F64, SecondsLeft, unlimited
from routing.highs import new_highs, run_within
from routing.partition.set_pricing import negative_sets
from routing.proof_parameters import DEFAULT_PROOF


@dataclass(frozen=True)
class Affine:
    """Lower bounds of a class's costs: (functions,) and (functions, kecamatan) rupiah."""

    base: F64
    slope: F64

    def of(self, mask: int) -> float:
        """Return the bound of a set given as a bit mask."""
        members = [n for n in range(self.slope.shape[1]) if mask >> n & 1]
        return float((self.base + self.slope[:, members].sum(axis=1)).max())


@dataclass
class SetColumn:
    """A set of kecamatan (bit mask) for a class, and a lower bound of its cost."""

    class_number: int
    mask: int
    rupiah: float


@dataclass
class SetPartitioning:
    """The restricted master problem over sets of kecamatan.

    Parameters
    ----------
    count
        Kecamatan.
    pairs
        Pairs of each class.
    affine
        Affine bounds of each class; kecamatan that the class may not take have slope inf.
    columns
        The sets known so far.
    left
        Returns the wall-clock seconds that are left, the limit of each run of HiGHS.
    most_found
        Sets that one pricing of a class may return.
    under_way
        Whether the pairs of each class are under way at the start; by default none is.
    """

    count: int
    pairs: Sequence[int]
    affine: Sequence[Affine]
    columns: list[SetColumn] = field(default_factory=list)
    left: SecondsLeft = unlimited
    most_found: int = DEFAULT_PROOF.most_found
    under_way: Sequence[bool] = ()

    def __post_init__(self) -> None:
        """Start with columns that stand for kecamatan left out."""
        self.known: dict[tuple[int, int], int] = {}
        highs = new_highs()
        for _ in range(self.count):
            highs.addRow(1.0, 1.0, 0, [], [])
        self.under_way = self.under_way or [False] * len(self.pairs)
        for pairs, exactly in zip(self.pairs, self.under_way, strict=True):
            least = float(pairs) if exactly else -highspy.kHighsInf
            highs.addRow(least, float(pairs), 0, [], [])
        for row in range(self.count):
            highs.addCol(1e12, 0.0, highspy.kHighsInf, 1, [row], [1.0])
        self._highs = highs
        self.values: F64 = np.zeros(0)

    def add(self, class_number: int, mask: int, rupiah: float) -> bool:
        """Add a set, or raise its cost; return whether it was new."""
        key = (class_number, mask)
        if key in self.known:
            column = self.columns[self.known[key]]
            column.rupiah = max(column.rupiah, rupiah)
            self._highs.changeColCost(self.count + self.known[key], column.rupiah)
            return False
        self.known[key] = len(self.columns)
        self.columns.append(SetColumn(class_number, mask, rupiah))
        rows = [n for n in range(self.count) if mask >> n & 1] + [self.count + class_number]
        self._highs.addCol(
            rupiah, 0.0, highspy.kHighsInf, len(rows), np.array(rows, np.int32),
            np.ones(len(rows)),
        )  # fmt: skip
        return True

    def solve(self) -> tuple[float, F64, F64] | None:
        """Return objective and duals of the kecamatan and of the classes.

        Those of the classes are at most 0, but for pairs under way.

        None where the time is over: then no value of a column is known. Where HiGHS fails,
        its last duals serve to price sets as well as any: `bound` holds at all of them.
        """
        if run_within(self._highs, self.left()) == highspy.HighsModelStatus.kTimeLimit:
            self.values = np.zeros(len(self.columns))
            return None
        solution = self._highs.getSolution()
        duals = np.array(solution.row_dual)
        self.values = np.array(solution.col_value)[self.count :]
        objective = float(self._highs.getObjectiveValue())
        classes = duals[self.count :]
        classes = np.where(self.under_way, classes, np.minimum(classes, 0.0))
        return objective, duals[: self.count], classes

    def price(
        self, kecamatan_duals: F64, class_duals: F64, threshold: float
    ) -> list[tuple[float, int, int]]:
        """Return unknown sets of reduced cost below the threshold: value, class, mask."""
        found = []
        for class_number, affine in enumerate(self.affine):
            usable = np.isfinite(affine.slope).all(axis=0)
            order = np.flatnonzero(usable)
            order = order[np.argsort((affine.slope[0] - kecamatan_duals)[order], kind="stable")]
            gains = np.ascontiguousarray(affine.slope[:, order] - kecamatan_duals[order])
            masks, values = negative_sets(
                affine.base - class_duals[class_number], gains, threshold, self.most_found
            )
            for mask, value in zip(masks.tolist(), values.tolist(), strict=True):
                real = 0
                for place, number in enumerate(order.tolist()):
                    if mask >> place & 1:
                        real |= 1 << number
                if (class_number, real) not in self.known:
                    found.append((value, class_number, real))
        return found

    def bound(self, kecamatan_duals: F64, class_duals: F64, least: float | None = None) -> float:
        """Return the Lagrangian bound at any duals: valid whether or not the master is solved.

        `least`, at most 0, is below the reduced cost of each unknown set where that is known.
        """
        worst = [least or 0.0] * len(self.pairs)
        for value, class_number, _ in (
            self.price(kecamatan_duals, class_duals, 0.0) if least is None else ()
        ):
            worst[class_number] = min(worst[class_number], value)
        values = self.reduced(kecamatan_duals, class_duals)
        groups = np.array([column.class_number for column in self.columns], np.int64)
        for class_number, value in enumerate(worst):
            worst[class_number] = values[groups == class_number].min(initial=value)
        total = float(kecamatan_duals.sum())
        shares = zip(self.pairs, map(float, class_duals), worst, strict=True)
        return total + sum(pairs * (price + least) for pairs, price, least in shares)

    def reduced(self, kecamatan_duals: F64, class_duals: F64) -> F64:
        """Return the reduced cost of each known set."""
        masks = np.array([column.mask for column in self.columns], np.int64)
        inside = (masks[:, None] >> np.arange(self.count) & 1) > 0
        groups = np.array([column.class_number for column in self.columns], np.int64)
        costs = np.array([column.rupiah for column in self.columns])
        values: F64 = costs - inside @ kecamatan_duals - class_duals[groups]
        return values
