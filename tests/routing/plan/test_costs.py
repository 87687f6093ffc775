"""Costs and sums of hand-made dates, by the formulas of the contract."""

from __future__ import annotations

from dataclasses import replace

from routing.campaign.document import Campaign
from routing.campaign.parts import Costs, Promise
from routing.plan.costs import (
    add_rupiah,
    assemble,
    date_rupiah,
    promises_kept,
    summarise,
    team_plan,
    team_rupiah,
)
from routing.plan.document import (
    Certificate,
    Drive,
    Ferry,
    Rupiah,
    Session,
    Setup,
    TeamDate,
    TeamPlan,
    Wait,
)
from tests.routing.towns import (
    BASE,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    teams,
    travel,
)

TABLE = travel(both_ways({(BASE, "a"): (30, 20_000)}))

OUT = TeamDate(
    day(0),
    BASE,
    (
        Drive(BASE, "a", 420, 450, 333),  # 333 * 2750 = 915,750 -> 916 with the half added
        Setup("a", 450, 480),
        Session("a", 480, 530, 10),
        Drive("a", "b", 530, 560, 1_500),  # 4,125 exactly
        Wait("b", 560, 600),
        Session("b", 600, 605, 1),
    ),
    "b",
)
IDLE = TeamDate(day(1), "b", (), "b")
HOME = TeamDate(
    day(2),
    "b",
    (Session("b", 480, 500, 4), Ferry("f", "b", BASE, 530, 555), Drive("quay", BASE, 555, 560, 2)),
    BASE,
)


def town() -> Campaign:
    places = (
        place(BASE),
        place("a", 30, weight=3, lodging_per_person=None),
        place("b", 20, lodging_per_person=75_000, kecamatan="A first"),
        port("quay"),
    )
    made = campaign(
        places, TABLE, 4, crossings=(ferry("f", "b", BASE, fare_rupiah=12_345),), teams=teams(2)
    )
    return replace(made, costs=Costs({"car": 2_750}, 430_000, 7))


def trip() -> TeamPlan:
    return team_plan(town(), town().teams[0], (OUT, IDLE, HOME))


def test_a_date_away() -> None:
    assert date_rupiah(town(), town().teams[0], OUT) == Rupiah(
        distance=916 + 4_125, nights=150_000, duty_days=860_000, crossings=0, urgency=0
    )


def test_a_date_without_events_costs_its_night() -> None:
    assert date_rupiah(town(), town().teams[0], IDLE) == Rupiah(0, 150_000, 0, 0, 0)


def test_the_way_home() -> None:
    # 2 m * 2,750 = 5,500 -> 6 (half a rupiah up); 4 residents waited 2 dates at 7.
    assert date_rupiah(town(), town().teams[0], HOME) == Rupiah(6, 0, 860_000, 12_345, 56)


def test_a_team() -> None:
    assert team_rupiah(town(), trip()) == Rupiah(5_047, 300_000, 1_720_000, 12_345, 56)
    assert trip().kecamatan == ("A first", "K-a")
    assert add_rupiah([]) == Rupiah(0, 0, 0, 0, 0)


def test_sums() -> None:
    found = summarise(town(), [trip(), team_plan(town(), town().teams[1], ())])
    assert (found.residents_to_record, found.residents_recorded) == (50, 15)
    assert found.weighted_recorded == 3 * 10 + 5
    assert found.rupiah == team_rupiah(town(), trip())
    assert found.total_rupiah == 5_047 + 300_000 + 1_720_000 + 12_345 + 56
    assert found.rupiah.spent == found.total_rupiah - 56
    assert (found.metres, found.nights_away, found.duty_days) == (1_835, 2, 2)
    assert (found.first_date, found.last_session) == (day(0), day(2))


def test_nobody_works() -> None:
    found = summarise(town(), [team_plan(town(), team, ()) for team in town().teams])
    assert (found.residents_recorded, found.total_rupiah, found.metres) == (0, 0, 0)
    assert found.first_date is None
    assert found.last_session is None


def test_a_whole_plan() -> None:
    idle = team_plan(town(), town().teams[1], ())
    plan = assemble(town(), [trip(), idle])
    assert plan.campaign_sha256 == town().sha256
    assert plan.certificate == Certificate()
    assert plan.recorded == {"a": 10, "b": 5}
    assert [(team, d, s.residents) for team, d, s in plan.sessions()] == [
        ("T01", day(0), 10),
        ("T01", day(0), 1),
        ("T01", day(2), 4),
    ]
    assert (OUT.residents, OUT.metres, IDLE.residents) == (11, 1_833, 0)


def test_the_hash_is_that_of_the_file() -> None:
    """SHA-256 of the text's bytes: another text, another hash; 64 small hexadecimal digits."""
    one, two = town().sha256, replace(town(), name="Lain").sha256
    assert one != two
    assert len(one) == 64
    assert set(one) <= set("0123456789abcdef")


def test_promises_kept_and_broken() -> None:
    """Of three promises the trip keeps the session at a on date 0 and at b on date 2."""
    told = (
        Promise("a", day(0), "firm"), Promise("b", day(2), "soft"), Promise("a", day(2), "soft"),
    )  # fmt: skip
    costs = replace(town().costs, rupiah_per_changed_promise=40_000)
    promised = replace(town(), promises=told, costs=costs)
    idle = team_plan(promised, promised.teams[1], ())

    found = summarise(promised, [trip(), idle])

    assert promises_kept(promised, [trip(), idle]) == told[:2]
    assert (found.firm_promises_kept, found.soft_promises_kept) == (1, 1)
    assert found.rupiah.changes == 40_000
    assert found.total_rupiah == summarise(town(), [trip(), idle]).total_rupiah + 40_000
    assert found.rupiah.spent == found.total_rupiah - 40_000 - 56
