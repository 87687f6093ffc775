"""Aggregation: neighbouring posts of a kecamatan taken together, for bounds over many posts.

A pair at any post of a group is at the group. Legs between two groups take the least of
their posts' minutes and rupiah, nights are the cheapest of a group's lodgings, hours are
those in which any post is open, and going on to another post of the same group takes the
least leg between two of them. Each of these only lowers costs, so a course over
posts is a course over groups that costs no more, and a bound stays a bound (aggregation:
Rogers, Plante, Wong and Evans 1991). Visits are counted as before: going on within a group is a
new visit with its set-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from routing.bounds.pricing import PricingInstance
from routing.bounds.pricing_instance import PricingTables
from routing.bounds.relaxed_legs import NO_LEG
from routing.bounds.setup_states import stays
from routing.instance import I32, I64


@dataclass(frozen=True)
class Groups:
    """Which posts and night places of a pricing instance go together.

    Attributes
    ----------
    posts, nights
        For each group the positions in the pricing instance; the base is alone, first of nights.
    """

    posts: tuple[I64, ...]
    nights: tuple[I64, ...]


def coarse(pricing: PricingInstance, groups: Groups) -> PricingInstance:
    """Return the pricing instance with groups in the place of posts and nights."""
    posts, nights = groups.posts, groups.nights
    water, arrival, afloat = _water(pricing, posts)
    across = _reduced(pricing.across, posts, posts, least=True)
    move = _reduced(pricing.move, posts, posts, least=True)
    for number, members in enumerate(posts):
        apart = ~np.eye(len(members), dtype=bool)
        inner = np.ix_(np.arange(len(move)), members, members)
        move[:, number, number] = pricing.move[inner][:, apart].min(axis=1, initial=NO_LEG)
        across[:, number, number] = pricing.across[inner][:, apart].min(axis=1, initial=np.inf)
    transit = _reduced(pricing.transit, nights, nights, least=True)
    for number in range(len(nights)):
        transit[:, number, number] = np.inf
    return pricing._replace(
        opening=_opening(pricing.opening, posts),
        first=_reduced(pricing.first, nights, posts, least=True),
        latest=_reduced(pricing.latest, posts, nights, least=False),
        move=move,
        water=water,
        arrival=arrival,
        afloat=afloat,
        out=_reduced(pricing.out, nights, posts, least=True),
        back=_reduced(pricing.back, posts, nights, least=True),
        across=across,
        transit=transit,
        lodging=np.array([pricing.lodging[members].min() for members in nights]),
        most=np.array([pricing.most[members].max() for members in posts]),
        residents=np.array([pricing.residents[members].sum() for members in posts]),
        least=np.array([pricing.least[members].min() for members in posts]),
        states=stays(len(posts), pricing.setup),
        start=pricing.start._replace(night=_group_of(nights, pricing.start.night)),
    )


def _group_of(groups: tuple[I64, ...], member: int) -> int:
    return next(number for number, members in enumerate(groups) if member in members)


def _reduced(
    table: np.ndarray, rows: tuple[I64, ...], columns: tuple[I64, ...], *, least: bool
) -> np.ndarray:
    """Return the least (or most) of each block of a table, for each row of legs."""
    reduce = np.minimum if least else np.maximum
    across = np.stack([reduce.reduce(table[:, :, members], axis=2) for members in columns], axis=2)
    return np.ascontiguousarray(
        np.stack([reduce.reduce(across[:, members], axis=1) for members in rows], axis=1)
    )


def _opening(opening: I32, posts: tuple[I64, ...]) -> I32:
    """Return (groups, dates, intervals, 2) hours in which any post of a group is open."""
    dates = opening.shape[1]
    merged = [
        [_union(opening[members, date].reshape(-1, 2)) for date in range(dates)]
        for members in posts
    ]
    most = max((len(hours) for group in merged for hours in group), default=1)
    table = np.full((len(posts), dates, max(1, most), 2), -1, np.int32)
    for number, group in enumerate(merged):
        for date, hours in enumerate(group):
            for slot, interval in enumerate(hours):
                table[number, date, slot] = interval
    return table


def _union(intervals: np.ndarray) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for opens, closes in sorted({(int(one), int(two)) for one, two in intervals if one >= 0}):
        if found and opens < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found


def _water(pricing: PricingInstance, posts: tuple[I64, ...]) -> tuple[I32, np.ndarray, I32]:
    """Return arrivals between groups where water leads between any of their posts."""
    end = pricing.arrival.shape[1] - 1
    clock = np.arange(end + 1)
    water = np.full((len(pricing.move), len(posts), len(posts)), -1, np.int32)
    rows: list[np.ndarray] = []
    for kind, one, two in np.ndindex(*water.shape):
        pairs = np.ix_(posts[one], posts[two])
        wet = pricing.water[kind][pairs]
        if one == two or not (wet >= 0).any():
            continue
        over = pricing.arrival[wet[wet >= 0]].astype(np.int64)
        over[over < 0] = NO_LEG
        by_road = clock + pricing.move[kind][pairs].min()
        there = np.minimum(over.min(axis=0), np.where(by_road <= end, by_road, NO_LEG))
        water[kind, one, two] = len(rows)
        rows.append(np.where(there < NO_LEG, there, -1))
    arrival = np.array(rows, np.int16).reshape(len(rows), end + 1)
    afloat = np.where(arrival >= 0, arrival - clock, end).min(axis=1, initial=end)
    return water, arrival, afloat.astype(np.int32)


@dataclass(frozen=True)
class Units:
    """Groups with a place that stands for each: its first post, or a lodging."""

    groups: Groups
    posts: tuple[int, ...]
    nights: tuple[int, ...]


def aggregate(tables: PricingTables, posts: tuple[int, ...]) -> Units:
    """Take posts near each other in a kecamatan together, with their lodgings.

    A kecamatan has as many groups as its posts over `posts_of_a_group`, by complete linkage over
    the minutes between them under the first condition; lodgings that are no post stay alone.

    Parameters
    ----------
    posts
        Places, as indices of the instance.
    """
    owned: dict[str, list[int]] = {}
    for number, post in enumerate(posts):
        owned.setdefault(tables.instance.kecamatan(post), []).append(number)
    members = [
        own[near] for numbers in owned.values() for own, near in _near(tables, posts, numbers)
    ]
    leader = {posts[n]: posts[int(own[0])] for own in members for n in own}
    slept: dict[int, list[int]] = {}
    for number, place in enumerate(tables.nights[1:], 1):
        slept.setdefault(leader.get(place, place), []).append(number)
    nights = (np.array([0]), *(np.array(own) for own in slept.values()))
    leaders = tuple(posts[int(own[0])] for own in members)
    return Units(Groups(tuple(members), nights), leaders, (tables.nights[0], *slept))


def _near(
    tables: PricingTables, posts: tuple[int, ...], numbers: list[int]
) -> Iterator[tuple[I64, np.ndarray]]:
    """Yield a kecamatan's positions, and which of them make each group."""
    own, together = np.array(numbers), tables.parameters.posts_of_a_group
    if len(own) < together:
        yield own, np.arange(len(own))
        return
    at = np.array([posts[n] for n in numbers])
    minutes = np.minimum(tables.kinds[1][0].minutes[np.ix_(at, at)], NO_LEG).astype(np.float64)
    apart = (minutes + minutes.T) / 2
    np.fill_diagonal(apart, 0.0)
    # Only where posts are many: it takes a third of a second to load.
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415
    from scipy.spatial.distance import squareform  # noqa: PLC0415

    tree = linkage(squareform(apart, checks=False), "complete")
    labels = fcluster(tree, round(len(own) / together), "maxclust")
    for label in dict.fromkeys(labels.tolist()):
        yield own, np.flatnonzero(labels == label)
