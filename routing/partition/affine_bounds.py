"""Affine bounds of what any set of kecamatan costs a pair, from duals of the joint programme.

At any duals, Lagrangian relaxation parts the joint programme into one problem for each pair. Its
value plus the duals of what is recorded in a set bounds what a pair pays for the set: an affine
function of the set's kecamatan, so it is known for all sets without listing them. Duals of joint
programmes with more or fewer pairs than there are give other functions; the largest counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np

from routing.bounds import F64, ColumnGenerationResult, Duals
from routing.partition.joint_bounds import JointBounds
from routing.partition.set_partitioning import Affine


def joint_at_shares(
    joint: JointBounds, first: ColumnGenerationResult, shares: Sequence[float]
) -> list[tuple[float, ColumnGenerationResult]]:
    """Solve the joint programme roughly with other numbers of pairs.

    Parameters
    ----------
    first
        The solution at the true number, where the others begin.
    shares
        The numbers, as shares of the true one.

    Returns
    -------
    Shares with their results, those that were begun in time.
    """
    with ThreadPoolExecutor(joint.threads) as threads:
        found = threads.map(partial(_joint_at, joint, first), shares)
        pairs = list(zip(shares, found, strict=True))
    return [(share, result) for share, result in pairs if result is not None]


def _joint_at(
    joint: JointBounds, first: ColumnGenerationResult, share: float
) -> ColumnGenerationResult | None:
    if joint.stopped(0.0):
        return None
    generation = joint.generation(share, 0)
    return generation.run(
        first.duals, first.trips, tolerance=joint.parameters.affine_tolerance,
        iterations=joint.parameters.affine_iterations, stopped=joint.stopped,
    )  # fmt: skip


def affine_bounds(joint: JointBounds, duals: Sequence[tuple[float, Duals]]) -> list[Affine]:
    """Return the affine bounds of each class, one function for each of some duals.

    Parameters
    ----------
    duals
        Duals of joint programmes, each with the share of the pairs that its programme had.
    """
    functions = [_function(joint, share, prices) for share, prices in duals]
    return [
        Affine(np.array([base for base, _ in own]), np.array([slope for _, slope in own]))
        for own in zip(*functions, strict=True)
    ]


def _function(joint: JointBounds, share: float, duals: Duals) -> list[tuple[float, F64]]:
    """For each class what a pair pays at duals, and the duals of each kecamatan.

    Those of visits and of promises belong to the kecamatan too.

    Duals of the days and trips of all pairs together say nothing of one pair; below 0 they are
    left out.
    """
    generation = joint.generation(share, 0)
    duals = replace(duals, day=max(0.0, duals.day), trip=max(0.0, duals.trip))
    _, tables = generation.value(duals)
    problem = generation.problem
    least = np.array([low for low, _ in problem.branch.visits])
    slope = joint.by_kecamatan(duals.resident * problem.demand + duals.visit * least)
    if problem.promises:
        slope = slope + joint.promised(duals.promise)
    bases = [float(t[c.pricing.start]) for c, t in zip(problem.classes, tables, strict=True)]
    return [
        (base, np.where(team_class.allowed, slope, np.inf))
        for team_class, base in zip(joint.classes, bases, strict=True)
    ]
