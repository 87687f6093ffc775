"""The oracle of tiny campaigns itself: by hand, against naive enumeration, and its towns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from geodata.travel.table import TravelTable
from routing.campaign.document import Campaign
from routing.campaign.faults import check_campaign
from routing.campaign.parts import KecamatanBar, KecamatanPin, Place, PostDates, ServerCapacity
from tests.routing import exhaustive
from tests.routing.naive import best_values
from tests.routing.oracle import optimum, server_binds
from tests.routing.random_towns import Size, random_town
from tests.routing.tiny_campaigns import random_campaign
from tests.routing.towns import BASE, both_ways, campaign, day, place, rules, team, travel

SEEDS = range(300)
LEGS = both_ways({(BASE, "a"): (60, 60_000), (BASE, "b"): (120, 120_000), ("a", "b"): (60, 60_000)})


def test_a_night_out_pays() -> None:
    """By hand: base, A an hour on, B an hour further; one resident an hour, two dates.

    Set-up takes half an hour, posts are open 08:00-12:00. From the base B is ready at 08:30:
    three of its four residents. So day 0: three at B, the night there (2 * 20,000); day 1: the
    fourth at 08:00-09:00, A's one at 10:30-11:30, home. Four legs of 180,000, two duty days of
    860,000, two residents who waited a day. Home every night, B is driven to twice.
    """
    open_ = {"hours": ((480, 720),), "lodging_per_person": 20_000}
    table = travel(LEGS)
    pairs = (replace(team(), rate_per_hour=1),)
    town = campaign(
        (place(BASE), place("a", 1, **open_), place("b", 4, **open_)), table, 2, teams=pairs
    )
    best = optimum(town, table)
    assert (best.weighted, best.total) == (5, 4 * 180_000 + 2 * 860_000 + 40_000 + 200)
    assert best.frontier[0] == (0, 0)
    assert best.least_total(1) == 2 * 180_000 + 860_000
    home = replace(town, rules=rules(max_nights_out=0))
    assert optimum(home, table).total == 8 * 180_000 + 2 * 860_000 + 200
    with pytest.raises(ValueError, match="no plan records 6; the most is 5"):
        best.least_total(6)


def test_a_set_up_may_come_long_before_its_session() -> None:
    """By hand: A opens at 14:00 only, for one resident of an hour until duty ends at 16:00.

    Set-ups take an hour. B, an hour further, is open 08:00-13:00 for three. With A's set-up
    on the way out (07:00-08:00), B's is done 09:00-10:00, its sessions 10:00-13:00, A again
    14:00-15:00, home by 16:00. A set-up at 14:00 would end at 15:00: home at 17:00, too late.
    """
    table = travel(LEGS)
    places = (
        place(BASE),
        place("a", 1, hours=((840, 960),)),
        place("b", 3, hours=((480, 780),)),
    )
    pair = team(rate_per_hour=1, setup_minutes=60)
    changes = {"teams": (pair,), "rules": rules(duty_end=960, max_nights_out=0)}
    best = optimum(campaign(places, table, 1, **changes), table)
    assert (best.weighted, best.total) == (4, 4 * 180_000 + 860_000)


def test_pairs_share_a_short_server() -> None:
    """By hand: two posts of 3, two pairs, the server takes 4 a date: 3 and 1, then 2."""
    table = travel(both_ways({(BASE, "a"): (60, 60_000), (BASE, "b"): (60, 60_000)}))
    places = (place(BASE), place("a", 3), place("b", 3))
    limits = rules(connectivity="online", server_capacity=ServerCapacity(4), max_nights_out=0)
    pairs = (team(1), team(2))
    town = campaign(places, table, 2, teams=pairs, rules=limits)
    assert optimum(town, table).weighted == 6
    one = 2 * 180_000 + 860_000
    assert optimum(town, table).total == 2 * one + 3 * 100
    outage = replace(limits, server_capacity=ServerCapacity(4, {day(1): 0}))
    assert optimum(replace(town, rules=outage), table).weighted == 4


def _smallest(seed: int) -> tuple[Campaign, TravelTable, int]:
    """A random campaign cut down to two posts of two and two or three dates, and its grid.

    The server, where it is limited, takes one resident a date.
    """
    town, table = random_campaign(seed)
    rates = [min(2, pair.rate_per_hour) for pair in town.teams]
    kept = {post.id for post in town.posts[:2]}
    server = town.rules.server_capacity
    if server.default is not None:
        server = replace(server, default=1)
    cut = replace(
        town,
        deadline=town.dates[: 3 if max(rates) == 1 else 2][-1],
        places=tuple(
            replace(p, residents=min(2, p.residents) if p.id in kept else 0) for p in town.places
        ),
        teams=tuple(
            replace(t, rate_per_hour=rate) for t, rate in zip(town.teams, rates, strict=True)
        ),
        rules=replace(town.rules, server_capacity=server),
    )
    return cut, table, 60 // max(rates)


def test_against_naive_enumeration() -> None:
    """The whole frontier, in the smallest campaigns: every plan on the grid of minutes."""
    reached = pairs = shared = 0
    for seed in range(90):
        town, table, grid = _smallest(seed)
        values = best_values(town, table, grid)
        frontier = {w: min(t for more, t in values.items() if more >= w) for w in values}
        best = optimum(town, table)
        assert dict(best.frontier) == frontier, seed
        reached += best.weighted > 0
        pairs += len(town.teams) == 2
        shared += server_binds(town, table)
    assert reached >= 35
    assert pairs >= 20
    assert shared >= 5


def test_never_behind_the_older_search() -> None:
    """`exhaustive` does set-ups only right before their sessions: never better, mostly equal."""
    size = Size(posts=(1, 3), teams=(1, 2), dates=(2, 3), residents=(1, 4))
    pairs = []
    for seed in range(30):
        town, table = random_town(Random(seed).randint, size)
        best = optimum(town, table)
        pairs.append(((-best.weighted, best.total), exhaustive.best_plan(town, table)))
    assert all(oracle <= other for oracle, other in pairs)
    assert sum(oracle == other for oracle, other in pairs) >= 28


def _places(**changes: object) -> Callable[[Campaign], Campaign]:
    def relaxed(town: Campaign) -> Campaign:
        return replace(town, places=tuple(replace(p, **changes) for p in town.places))  # type: ignore[arg-type]

    return relaxed


def _rules(**changes: object) -> Callable[[Campaign], Campaign]:
    return lambda town: replace(town, rules=replace(town.rules, **changes))  # type: ignore[arg-type]


def _without(kind: type) -> Callable[[Campaign], Campaign]:
    def relaxed(town: Campaign) -> Campaign:
        kept = tuple(pin for pin in town.rules.pins if not isinstance(pin, kind))
        return replace(town, rules=replace(town.rules, pins=kept))

    return relaxed


def _teams(**changes: object) -> Callable[[Campaign], Campaign]:
    return lambda town: replace(town, teams=tuple(replace(t, **changes) for t in town.teams))  # type: ignore[arg-type]


def _light(town: Campaign) -> Campaign:
    return _places(weight=1)(town)


RELAXED: dict[str, Callable[[Campaign], Campaign]] = {
    "R4 loading": lambda town: replace(
        town, crossings=tuple(replace(c, loading_minutes=0) for c in town.crossings)
    ),
    "R4 timetable": lambda town: replace(
        town,
        crossings=tuple(
            replace(
                c,
                departures=None,
                open=0,
                close=1440,
                weekdays=(0, 1, 2, 3, 4, 5, 6),
                cancelled_dates=(),
            )
            for c in town.crossings
        ),
    ),
    "R5 set-up": _teams(setup_minutes=0),
    "R6 opening": _places(hours=((0, 1440),), hours_by_weekday={}),
    "R6 closed dates": _places(closed_dates=()),
    "R6' last in line": _rules(finish_minutes=120),
    "R6' small visits": _rules(min_visit_residents=0),
    "R8 nights": _rules(max_nights_out=5),
    "R8 lodging": lambda town: replace(
        town,
        places=tuple(
            p if p.lodging_per_person is not None else replace(p, lodging_per_person=0)
            for p in town.places
        ),
    ),
    "R9 rest days": lambda town: replace(town, rest_days=()),
    "R9 home": _rules(home_on_rest_days=False),
    "R11 pair per kecamatan": _rules(one_pair_per_kecamatan=False),
    "R12 server": _rules(connectivity="offline"),
    "R14 duty": _rules(duty_start=0, duty_end=1440),
    "R14 driving": _rules(max_driving_minutes=1440),
    "R15 pin": _without(KecamatanPin),
    "R15 bar": _without(KecamatanBar),
    "R15 post": _without(PostDates),
    "vehicle": _teams(vehicle="car"),
    "rate": _teams(rate_per_hour=3),
}


@pytest.mark.parametrize("rule", RELAXED)
def test_every_rule_is_in_play(rule: str) -> None:
    """Without the rule the optimum is another, never a worse one, in several campaigns."""
    changed = 0
    for seed in SEEDS:
        town, table = random_campaign(seed)
        relaxed = RELAXED[rule](town)
        if relaxed == town:
            continue
        shared = not relaxed.rules.one_pair_per_kecamatan and len(town.teams) > 1
        if shared and relaxed.rules.finish_minutes:
            continue  # the oracle does not tell which of two pairs ends a post
        before, after = optimum(town, table), optimum(relaxed, table)
        if rule != "vehicle":
            assert (after.weighted, -after.total) >= (before.weighted, -before.total)
        changed += (after.weighted, after.total) != (before.weighted, before.total)
        if changed >= 3:
            return
    pytest.fail(f"{rule}: changes the optimum in {changed} campaigns")


def test_the_campaigns_are_varied() -> None:
    """What the issue names occurs, all sizes within its limits, and most record somebody."""
    towns = [random_campaign(seed) for seed in SEEDS]
    for town, _ in towns:
        check_campaign(town)
        assert 1 <= len(town.posts) <= 4
        assert len(town.teams) <= 2
        assert len(town.dates) <= 5
        assert all(post.residents <= 6 for post in town.posts)
    alone = [town for town, _ in towns]
    shares: dict[str, Callable[[Campaign], bool]] = {
        "four posts": lambda t: len(t.posts) == 4,
        "two pairs": lambda t: len(t.teams) == 2,
        "five dates": lambda t: len(t.dates) == 5,
        "two conditions": lambda t: len(t.conditions) == 2,
        "weights": lambda t: _light(t) != t,
        "base is a post": lambda t: any(p.id == t.base for p in t.posts),
        "two vehicles": lambda t: len({p.vehicle for p in t.teams}) == 2,
        "rates differ": lambda t: len({p.rate_per_hour for p in t.teams}) == 2,
        "team dates": lambda t: any(p.from_ > t.start or p.until < t.deadline for p in t.teams),
        "on demand": lambda t: any(c.departures is None for c in t.crossings),
        "by timetable": lambda t: any(c.departures is not None for c in t.crossings),
        "outage": lambda t: 0 in t.rules.server_capacity.by_date.values(),
        "a kecamatan of two posts": lambda t: len({p.kecamatan for p in t.posts}) < len(t.posts),
        "R11 off": lambda t: not t.rules.one_pair_per_kecamatan,
    }
    few = {name: n for name, is_so in shares.items() if (n := sum(map(is_so, alone))) < 12}
    assert few == {}
    assert sum(optimum(*made).weighted > 0 for made in towns) >= 0.8 * len(towns)


def test_a_place_is_no_post_without_residents() -> None:
    """A campaign with nobody to record has the optimum 0, 0."""
    table = travel({})
    nobody: tuple[Place, ...] = (place(BASE),)
    best = optimum(campaign(nobody, table, 2), table)
    assert (best.weighted, best.total, best.frontier) == (0, 0, ((0, 0),))
