"""Ways within a date and recording in opening hours, by hand and against listing all."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from routing.campaign.document import Campaign
from routing.campaign.parts import Interval
from routing.instance.campaign_arrays import Instance
from routing.instance.legs import travel
from routing.timetable.labelling import fill
from tests.routing.exhaustive import Town
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    ferry,
    place,
    port,
    team,
    travel as table_of,
)

ROADS = both_ways({(BASE, "bolok"): (60, 40_000), ("hansisi", "uitao"): (20, 9_999)})


def instance(**changes: object) -> Instance:
    table = table_of(ROADS)
    places = (place(BASE), port("bolok"), port("hansisi"), place("uitao", 10))
    crossings = (
        ferry("out", "bolok", "hansisi", **changes),
        ferry("back", "hansisi", "bolok", **changes),
    )
    return Instance(campaign(places, table, crossings=crossings), table)


def way(town: Instance, origin: str, destination: str, at: int, *, backward: bool = False):  # type: ignore[no-untyped-def]  # noqa: ANN201
    pair = town.campaign.teams[0]
    return travel(
        town.net(pair), town.terms(pair), 0, 0,
        town.index[origin], town.index[destination], at, backward,
    )  # fmt: skip


def test_by_road() -> None:
    there = way(instance(), BASE, "bolok", 360)
    assert (there.end, there.driving_minutes, there.rupiah) == (420, 60, 120_000)
    assert (there.first, there.second) == (-1, -1)
    assert way(instance(), BASE, "bolok", 420, backward=True).end == 360


def test_on_the_spot() -> None:
    here = way(instance(), BASE, BASE, 400)
    assert (here.end, here.driving_minutes, here.rupiah) == (400, 0, 0)


@pytest.mark.parametrize(
    ("at", "end"),
    [
        (330, 465),  # 06:30 at the port, loading to 07:00; 07:25, 20 minutes more
        (331, 885),  # a minute late: the ferry of 14:00
        (750, 885),
        (751, -1),
    ],
)
def test_over_water_waits_for_a_departure(at: int, end: int) -> None:
    there = way(instance(), BASE, "uitao", at)
    assert there.end == end
    if end > 0:
        # 120,000 and 29,997 for the roads, 100,000 for the ferry.
        assert (there.driving_minutes, there.rupiah) == (80, 249_997)


@pytest.mark.parametrize(("by", "start"), [(465, 330), (464, -1), (885, 750), (884, 330)])
def test_latest_way_that_arrives_in_time(by: int, start: int) -> None:
    assert way(instance(), BASE, "uitao", by, backward=True).end == start


@pytest.mark.parametrize(("at", "end"), [(330, 465), (331, 466), (480, 615), (481, -1)])
def test_on_demand(at: int, end: int) -> None:
    """Between 06:00 and 09:30: at the latest at the port at 09:00 to load."""
    town = instance(departures=None, open=360, close=570)
    assert way(town, BASE, "uitao", at).end == end


def test_not_on_this_weekday() -> None:
    assert way(instance(weekdays=(1, 2, 3, 4, 5, 6)), BASE, "uitao", 330).end == -1


def test_quickest_of_all_ways_of_up_to_two_crossings() -> None:
    """Against the exhaustive search, for places without a road between them."""
    size = Size(posts=(2, 4), dates=(3, 3), spread=60, ferries=2)
    compared = 0
    for seed in range(60):
        town, table = random_town(random.Random(seed).randint, size)
        arrays, other = Instance(town, table), Town(town, table, town.teams[0])
        for date in range(3):
            for origin in arrays.index:
                everything = other.ways(date, origin, 400)
                for destination in arrays.index:
                    if _road(arrays, date, origin, destination):
                        continue
                    got = _way_on(arrays, date, origin, destination, 400)
                    known = everything.get(destination, ())
                    best = min((arrival.time for arrival in known), default=-1)
                    assert (got if got <= town.rules.duty_end else -1) == best
                    compared += 1
    assert compared > 300


def _road(arrays: Instance, date: int, origin: str, destination: str) -> bool:
    net = arrays.net(arrays.campaign.teams[0])
    condition = arrays.condition_by_date[date]
    here, there = arrays.index[origin], arrays.index[destination]
    return origin == destination or bool(net.minutes[condition, here, there] >= 0)


def _way_on(arrays: Instance, date: int, origin: str, destination: str, at: int) -> int:
    pair = arrays.campaign.teams[0]
    found = travel(
        arrays.net(pair), arrays.terms(pair), date, int(arrays.condition_by_date[date]),
        arrays.index[origin], arrays.index[destination], at, False,
    )  # fmt: skip
    return int(found.end)


def post(hours: tuple[Interval, ...], rate: int = 12, setup: int = 30) -> tuple[Instance, Campaign]:
    table = table_of(both_ways({(BASE, "a"): (30, 20_000)}))
    pairs = (team(rate_per_hour=rate, setup_minutes=setup),)
    town = campaign((place(BASE), place("a", 99, hours=hours)), table, teams=pairs)
    return Instance(town, table), town


@pytest.mark.parametrize(
    ("arrival", "until", "want", "expected"),
    [
        (400, 1080, 99, (84, 960)),  # set-up before opening; 48 + 36
        (400, 1080, 48, (48, 720)),
        (400, 1080, 49, (49, 785)),  # one after the break
        (450, 1080, 1, (1, 485)),
        (451, 1080, 99, (83, 960)),  # 08:01: 239 minutes -> 47
        (690, 1080, 99, (36, 960)),  # set up at noon sharp
        (400, 720, 99, (48, 720)),
        (400, 719, 99, (47, 715)),
        (400, 484, 99, (0, 400)),
        (926, 1080, 99, (0, 926)),  # 4 minutes to closing: nobody
        (400, 1080, 0, (0, 400)),
    ],
)
def test_fill(arrival: int, until: int, want: int, expected: tuple[int, int]) -> None:
    arrays, town = post(((480, 720), (780, 960)))
    pair = town.teams[0]
    found = fill(arrays.calendar(pair), arrays.terms(pair), 1, 0, arrival, until, want, 0)
    assert tuple(found) == expected


@pytest.mark.parametrize(
    ("arrival", "until", "want", "expected"),
    [
        (400, 1080, 52, (52, 740)),  # 48 until noon, 4 more in 20 minutes
        (400, 1080, 53, (53, 805)),  # one too many: 5 after the break
        (400, 739, 52, (48, 720)),  # gone a minute too early
        (689, 1080, 4, (4, 739)),  # set up a minute before noon
        (690, 1080, 4, (4, 800)),  # set up at noon sharp: nothing begins after closing
        (690, 1080, 40, (40, 980)),
        (690, 1080, 41, (36, 960)),
    ],
)
def test_fill_to_the_last_in_line(
    arrival: int, until: int, want: int, expected: tuple[int, int]
) -> None:
    """Open 08:00-12:00 and 13:00-16:00, set-up 30 minutes, a resident every 5 minutes."""
    arrays, town = post(((480, 720), (780, 960)))
    pair = town.teams[0]
    found = fill(arrays.calendar(pair), arrays.terms(pair), 1, 0, arrival, until, want, 20)
    assert tuple(found) == expected


def test_fill_against_resident_by_resident() -> None:
    pick = random.Random(5).randint
    for _ in range(200):
        cuts = sorted({pick(360, 1080) for _ in range(6)})
        hours = tuple(zip(cuts[0::2], cuts[1::2], strict=False))
        arrays, town = post(hours, rate=pick(1, 40), setup=pick(0, 60))
        arrival, until, want = pick(360, 900), pick(600, 1080), pick(0, 90)
        pair = town.teams[0]
        found = fill(arrays.calendar(pair), arrays.terms(pair), 1, 0, arrival, until, want, 0)
        ready, done, end = arrival + pair.setup_minutes, 0, arrival
        for opens, closes in hours:
            start, number = max(ready, opens), 1
            while done < want and (min(closes, until) - start) * pair.rate_per_hour >= 60 * number:
                end = start + -(-60 * number // pair.rate_per_hour)
                done, number = done + 1, number + 1
        assert tuple(found) == (done, end)


@pytest.mark.slow
def test_plain_python_gives_the_same_timetables() -> None:
    """Without the compiler, in a process of its own."""
    code = (
        "import random\n"
        "from tests.routing.random_towns import Size, random_town\n"
        "from tests.routing.towns import timed\n"
        "size = Size(posts=(1, 3), dates=(2, 3), residents=(1, 40), rate=(2, 12))\n"
        "for seed in range(6):\n"
        "    town, table = random_town(random.Random(seed).randint, size)\n"
        "    print(timed(town, table, [(p.id, p.residents) for p in town.posts], beam=16))\n"
    )
    root = Path(__file__).parents[3]
    said = []
    for plain in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
            env={**os.environ, "NUMBA_DISABLE_JIT": plain},
        )
        said.append(done.stdout)
    assert said[0] == said[1] != ""
