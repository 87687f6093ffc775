"""Which cases a what-if plans, and what is wrong with one that cannot be planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.errors import OptionError
from planner.what_if.cases import MOST_CASES, SETTINGS, cases_of, with_deadline, with_teams
from routing import Campaign
from routing.campaign.parts import KecamatanBar, KecamatanPin, PostDates
from tests.planner import island


@pytest.fixture(scope="module")
def town() -> Campaign:
    return island.campaign()


def faults(town: Campaign, teams: str | None, *vary: str) -> list[str]:
    with pytest.raises(OptionError) as caught:
        cases_of(town, teams, vary)
    return [note.text("en") for note in caught.value.notes]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4:24:10", [4, 14, 24]),
        ("4:9:2", [4, 6, 8]),
        ("3:5", [3, 4, 5]),
        ("7", [7]),
        ("8, 2,8", [2, 8]),
    ],
)
def test_numbers_of_pairs(town: Campaign, text: str, numbers: list[int]) -> None:
    cases = cases_of(town, text, ())
    assert [case.teams for case in cases] == numbers
    assert [len(case.campaign.teams) for case in cases] == numbers


@pytest.mark.parametrize(
    "text", ["", "0", "a", "4:", "5:3", "4:8:0", "-2", "1:2:3:4", "201", "2.5"]
)
def test_numbers_that_are_none(town: Campaign, text: str) -> None:
    (line,) = faults(town, text)
    assert line.startswith(f"--teams {text!r} is not understood; write 8, 4,6,12 or 4:24:2")


def test_new_pairs_have_no_days_off(town: Campaign) -> None:
    away = replace(town.teams[-1], days_off=(town.start,))
    changed, _ = with_teams(replace(town, teams=(*town.teams[:-1], away)), len(town.teams) + 1)
    assert [team.days_off for team in changed.teams[-2:]] == [(town.start,), ()]


def test_every_combination(town: Campaign) -> None:
    cases = cases_of(town, "1:2", ("rate=8,12", "max_nights_out=0,5"))
    assert [case.name for case in cases][:3] == [
        "teams-01_rate-8_max_nights_out-0",
        "teams-01_rate-8_max_nights_out-5",
        "teams-01_rate-12_max_nights_out-0",
    ]
    assert len({case.name for case in cases}) == 8
    last = cases[-1].campaign
    assert {team.rate_per_hour for team in last.teams} == {12}
    assert last.rules.max_nights_out == 5


def test_all_faults_at_once(town: Campaign) -> None:
    lines = faults(town, "x", "rate=0,8", "speed=3", "deadline=June", "home_on_rest_days=maybe")
    assert [line.split()[0] for line in lines] == ["--teams", *["--vary"] * 4]
    assert "'0' cannot be" in lines[1]
    assert "'speed=3' is unknown" in lines[2]
    assert "rate" in lines[2]
    assert "'June' is no date" in lines[3]
    assert "'maybe' is not understood" in lines[4]


def test_nothing_twice_and_too_much(town: Campaign) -> None:
    assert faults(town, None) == ["Say what to change: --teams 4:24:2 or --vary rate=8,12,16"]
    assert faults(town, None, "rate=8", "rate=9") == [
        "rate is varied twice; name all its values at once"
    ]
    many = ",".join(str(n) for n in range(1, 30))
    (line,) = faults(town, "1:20", f"rate={many}")
    assert line.startswith(f"580 cases are too many, {MOST_CASES} at most")


def test_every_name_changes_what_it_says(town: Campaign) -> None:
    values = {
        "rate": "7", "setup_minutes": "15", "max_nights_out": "2", "max_driving_minutes": "300",
        "home_on_rest_days": "no", "one_pair_per_kecamatan": "tidak", "deadline": "2018-03-14",
        "server_capacity": "90", "per_diem": "1", "lodging": "2", "urgency": "3",
        "finish_minutes": "25", "min_visit_residents": "8",
    }  # fmt: skip
    assert set(values) == set(SETTINGS)
    (case,) = cases_of(town, None, [f"{name}={value}" for name, value in values.items()])
    changed = case.campaign
    assert {(t.rate_per_hour, t.setup_minutes) for t in changed.teams} == {(7, 15)}
    assert changed.rules.max_nights_out == 2
    assert (changed.rules.finish_minutes, changed.rules.min_visit_residents) == (25, 8)
    assert changed.rules.max_driving_minutes == 300
    assert (changed.rules.home_on_rest_days, changed.rules.one_pair_per_kecamatan) == (False, False)
    assert changed.deadline == date(2018, 3, 14)
    assert (changed.rules.connectivity, changed.rules.server_capacity.default) == ("online", 90)
    costs = changed.costs
    assert (costs.per_diem, costs.urgency_rupiah_per_resident_day) == (1, 3)
    assert [place.lodging_per_person for place in changed.places] == [None, 2, None, 2]
    stated = {each.field: each.value for each in changed.assumptions}
    assert stated["rate_per_hour"] == "7"
    assert stated["per_diem"] == "1"  # in the place of what the campaign said
    assert len(stated) == len(changed.assumptions)


def test_more_pairs_are_like_the_last_and_nobody_is_in_two(town: Campaign) -> None:
    changed, dropped = with_teams(town, 4)
    assert dropped == 0
    assert [team.id for team in changed.teams] == ["T01", "T02", "T03", "T04"]
    assert changed.teams[2].operators == ("Operator 03A", "Operator 03B")
    assert changed.teams[3].vehicle == town.teams[-1].vehicle
    names = [name for team in changed.teams for name in team.operators]
    assert len(names) == len(set(names))


def test_pins_of_missing_pairs_are_dropped_and_counted(town: Campaign) -> None:
    pins = (
        KecamatanPin("K-hill", "T02"),
        KecamatanBar("K-isle", "T01"),
        PostDates("hill", (date(2018, 3, 12),)),
    )
    pinned = replace(town, rules=replace(town.rules, pins=pins))
    changed, dropped = with_teams(pinned, 1)
    assert dropped == 1
    assert changed.rules.pins == pins[1:]
    assert with_teams(pinned, 2) == (pinned, 0)


def test_an_earlier_deadline_cuts_what_lies_after_it(town: Campaign) -> None:
    changed = with_deadline(replace(town, rest_days=(date(2018, 3, 16),)), date(2018, 3, 14))
    assert changed.conditions[-1].until == date(2018, 3, 14)
    assert changed.rest_days == ()
    assert len(changed.dates) == 3


def test_a_deadline_outside_the_campaign(town: Campaign) -> None:
    (line,) = faults(town, None, "deadline=2018-03-20")
    assert line.startswith("--vary deadline: 2018-03-20 is not from the start 2018-03-12")
