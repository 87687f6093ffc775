"""Pricing of sets of kecamatan: a depth-first search over kecamatan, cut off by bounds."""

from __future__ import annotations

import numpy as np

from routing.bounds import F64
from routing.instance import I64
from routing.jit import kernel


@kernel
def negative_sets(base: F64, gains: F64, threshold: float, most: int) -> tuple[I64, F64]:
    """Return the sets whose every affine function stays below a threshold.

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
    gain_left = np.zeros((functions, count + 1))
    for function in range(functions):
        for kecamatan in range(count - 1, -1, -1):
            gain = min(0.0, gains[function, kecamatan])
            gain_left[function, kecamatan] = gain_left[function, kecamatan + 1] + gain
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
                if sums[depth, function] + gain_left[function, kecamatan] >= threshold:
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
