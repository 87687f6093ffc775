"""Fewest visits and entries, counted by hand: 84 residents a full date (48 + 36)."""

from __future__ import annotations

from typing import Any

import pytest

from routing.bounds.capacity_cuts import min_visits
from routing.bounds.pricing_instance import PricingTables
from tests.routing.one_pair import tables_of
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    rules,
    travel,
)


def town(residents: int, minutes: int = 60, dates: int = 12, **changes: Any) -> PricingTables:
    """One post, so many minutes away."""
    table = travel(both_ways({(BASE, "a"): (minutes, 20_000)}))
    limits = {key: changes.pop(key) for key in ("max_nights_out",) if key in changes}
    places = (place(BASE), place("a", residents))
    return tables_of(campaign(places, table, dates, rules=rules(**limits), **changes), table)


def island(residents: int, dates: int = 4, lodging: int | None = 150_000) -> PricingTables:
    """Over at 07:00 and back at 14:00 on Mondays and Thursdays; 20 minutes on either side."""
    table = travel(both_ways({(BASE, "quay"): (20, 10_000), ("jetty", "a"): (20, 10_000)}))
    places = (
        place(BASE),
        port("quay"),
        port("jetty"),
        place("a", residents, lodging_per_person=lodging),
    )
    times = {"weekdays": (0, 3)}
    crossings = (
        ferry("out", "quay", "jetty", departures=(420,), **times),
        ferry("back", "jetty", "quay", departures=(840,), **times),
    )
    return tables_of(campaign(places, table, dates, crossings=crossings), table)


@pytest.mark.parametrize(
    ("residents", "visits"), [(1, 1), (84, 1), (85, 2), (168, 2), (169, 3), (420, 5), (421, 6)]
)
def test_visits_of_a_post(residents: int, visits: int) -> None:
    assert min_visits(town(residents), (1,), "visit") == visits


@pytest.mark.parametrize(("residents", "visits"), [(54, 1), (55, 2), (108, 2), (109, 3)])
def test_visits_of_a_far_post_without_nights(residents: int, visits: int) -> None:
    """Three hours away: there at 09:00, 30 from 09:30 on, 24 from 13:00 to 15:00, home at 18:00."""
    assert min_visits(town(residents, 180, max_nights_out=0), (1,), "visit") == visits


def test_visits_of_a_far_post_with_nights() -> None:
    """The pair may come the evening before, and leave the morning after."""
    assert min_visits(town(84, 180), (1,), "visit") == 1
    assert min_visits(town(85, 180), (1,), "visit") == 2


@pytest.mark.parametrize(("residents", "visits"), [(47, 1), (48, 2)])
def test_visits_to_an_island_without_lodging(residents: int, visits: int) -> None:
    """Ashore at 07:25, there at 07:45: 45 from 08:15 on, 2 from 13:00 to 13:10, port by 13:30."""
    assert min_visits(island(residents, lodging=None), (3,), "visit") == visits


@pytest.mark.parametrize(("residents", "entries"), [(299, 1), (300, 2)])
def test_entries_between_two_ferries(residents: int, entries: int) -> None:
    """Monday 45 + 36, Tuesday and Wednesday 84 each, Thursday 48 + 2 before the boat."""
    assert min_visits(island(residents), (3,), "entry") == entries


@pytest.mark.parametrize(
    ("nights", "residents", "entries"),
    [(5, 504, 1), (5, 505, 2), (2, 252, 1), (2, 253, 2), (0, 84, 1), (0, 85, 2)],
)
def test_entries_into_an_area(nights: int, residents: int, entries: int) -> None:
    """Three nights out are four full dates."""
    assert min_visits(town(residents, max_nights_out=nights), (1,), "entry") == entries


def test_entries_end_at_rest_days() -> None:
    """Home before the fourth date: three dates, or after it at most two of the six."""
    for residents, entries in ((252, 1), (253, 2)):
        tables = town(residents, dates=6, rest_days=(day(3),))
        assert min_visits(tables, (1,), "entry") == entries


@pytest.mark.parametrize(("each", "entries"), [(39, 1), (40, 2)])
def test_entries_into_two_posts(each: int, entries: int) -> None:
    """Both set up by 08:15, 39 recorded at one until 11:30, from 11:45 on 3 and 36 at the other."""
    legs = {(BASE, "a"): (60, 20_000), (BASE, "b"): (60, 20_000), ("a", "b"): (15, 5000)}
    table = travel(both_ways(legs))
    places = (place(BASE), place("a", each), place("b", each))
    made = campaign(places, table, 9, rules=rules(max_nights_out=0))
    assert min_visits(tables_of(made, table), (1, 2), "entry") == entries


def test_nobody_can_be_recorded() -> None:
    """A post that is always closed, and one that is too far: at least one visit."""
    assert min_visits(town(10, 700), (1,), "visit") == 1
    table = travel(both_ways({(BASE, "a"): (60, 20_000)}))
    made = campaign((place(BASE), place("a", 10, hours=())), table, 2)
    assert min_visits(tables_of(made, table), (1,), "visit") == 1


@pytest.mark.parametrize("looks", range(12))
def test_stopped_at_any_look_the_number_is_valid(looks: int) -> None:
    """By a clock that counts: 421 residents take 6 visits; what is known early is no more."""
    asked = 0

    def stopped(_: float) -> bool:
        nonlocal asked
        asked += 1
        return asked > looks

    found = min_visits(town(421), (1,), "visit", stopped)
    assert 1 <= found <= 6
    assert asked <= looks + 1
    if looks == 0:
        assert found == 1
