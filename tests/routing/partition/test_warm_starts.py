"""What earlier studies tell of a set: the nearest one's rewards, trips that keep to it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from routing.bounds.problem import Branch, ColumnGenerationResult, Duals, PromiseRow
from routing.bounds.trips import Trip
from routing.partition.warm_starts import DualGuess, WarmStarts
from routing.proof_parameters import DEFAULT_PROOF


def trip(first: int, *posts: int) -> Trip:
    stays = tuple((first, post, 1) for post in posts)
    return Trip(first, first, stays, (), (0, *posts, 0), 1, 100.0)


def learnt(warm_starts: WarmStarts, mask: int, posts: tuple[int, ...], reward: float) -> None:
    """One area of all posts, one trip in use and one that is not."""
    branch = Branch((0, 9), (0, 9), (frozenset(posts),), ((1, 9),))
    prices = np.full(len(posts), reward)
    duals = Duals(
        prices, entry=np.array([reward / 10]), visit=prices / 100, promise=np.array([reward / 5])
    )
    trips = [(0, trip(int(reward), *posts)), (0, trip(0, *posts))]
    root = ColumnGenerationResult(0.0, duals, trips, np.array([0.5, 0.0]))
    promises = (PromiseRow(posts[0], 3, 1e6),)
    problem = SimpleNamespace(posts=posts, branch=branch, promises=promises)
    warm_starts.learn(mask, cast("Any", problem), root)


def made() -> WarmStarts:
    """Kecamatan 0, 1 and 2 hold posts 10, 11 and 12, with 100, 100 and 400 residents."""
    return WarmStarts(np.array([100, 100, 400]), DualGuess({10: 1.0, 11: 2.0, 12: 3.0}, {12: 4.0}))


def test_nothing_learnt() -> None:
    guess = made().guess(0b101)
    assert (guess.resident, guess.visit, guess.entry) == ({10: 1, 11: 2, 12: 3}, {12: 4}, {})
    assert made().trips([10, 11, 12]) == []


def test_the_nearest_set_tells() -> None:
    """Of 0 and 2: the set 1 and 2 shares 400 and differs by 200, the set 0 shares 100 only."""
    warm_starts = made()
    learnt(warm_starts, 0b110, (11, 12), 2000.0)
    learnt(warm_starts, 0b001, (10,), 1000.0)
    guess = warm_starts.guess(0b101)
    assert guess.resident == {10: 1000.0, 11: 2000.0, 12: 2000.0}
    assert guess.visit[12] == 20.0
    assert guess.entry == {frozenset([11, 12]): 200.0, frozenset([10]): 100.0}
    assert guess.promise == {(3, 11): 400.0, (3, 10): 200.0}  # by date and post
    assert warm_starts.guess(0b100).resident[10] == 1.0  # nothing shared: not asked


def test_the_latest_of_equals_tells() -> None:
    warm_starts = made()
    learnt(warm_starts, 0b011, (10, 11), 500.0)
    learnt(warm_starts, 0b011, (10, 11), 600.0)
    assert warm_starts.guess(0b011).resident[10] == 600.0


def test_trips_in_use_that_keep_to_the_posts() -> None:
    warm_starts = made()
    warm_starts.pool([trip(5, 12)])
    learnt(warm_starts, 0b011, (10, 11), 500.0)
    assert warm_starts.trips([12]) == [trip(5, 12)]
    assert warm_starts.trips([10, 12]) == [trip(5, 12)]
    assert warm_starts.trips([10, 11]) == [trip(500, 10, 11)]
    warm_starts.pool(trip(first, 10) for first in range(DEFAULT_PROOF.warm_trips + 5))
    assert warm_starts.trips([10])[0].first == 5
