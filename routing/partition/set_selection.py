"""A whole-number programme that selects sets of kecamatan by known or estimated costs."""

from __future__ import annotations

import math
from collections.abc import Sequence

import highspy
import numpy as np

from routing.highs import new_highs
from routing.proof_parameters import DEFAULT_PROOF, ProofParameters

Key = tuple[int, int]
"""A class of pairs and a set of kecamatan as a bit mask."""


def choose_sets(
    count: int, pairs: Sequence[int], keys: Sequence[Key], costs: Sequence[float],
    seconds: float = math.inf, parameters: ProofParameters = DEFAULT_PROOF,
) -> list[Key] | None:  # fmt: skip
    """Return sets of least cost that take each kecamatan once; None where none is found in time."""
    highs = new_highs()
    if seconds < math.inf:
        highs.setOptionValue("time_limit", max(parameters.selection_seconds, seconds))
    highs.setOptionValue("mip_max_nodes", parameters.selection_nodes)
    highs.setOptionValue("mip_rel_gap", parameters.selection_gap)
    for _ in range(count):
        highs.addRow(1.0, 1.0, 0, [], [])
    for most in pairs:
        highs.addRow(-highspy.kHighsInf, float(most), 0, [], [])
    for (class_number, mask), cost in zip(keys, costs, strict=True):
        rows = [n for n in range(count) if mask >> n & 1] + [count + class_number]
        highs.addCol(cost, 0.0, 1.0, len(rows), np.array(rows, np.int32), np.ones(len(rows)))
    for column in range(len(keys)):
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    highs.run()
    values = np.array(highs.getSolution().col_value)
    if not len(values) or not np.isfinite(highs.getObjectiveValue()):
        return None
    chosen = [key for key, value in zip(keys, values, strict=True) if value > 0.5]
    covered = 0
    for _, mask in chosen:
        if covered & mask:
            return None
        covered |= mask
    return chosen if covered == (1 << count) - 1 else None
