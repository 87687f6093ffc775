"""Damage to the documents: named with file, path, value and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from routing.audit.bundle_audit import BundleError
from tests.routing.audit.audit_changes_sums import CHANGES
from tests.routing.audit.audit_town import Doc
from tests.routing.audit.audit_workbench import Town


def damage(town: Town) -> tuple[str, ...]:
    """The faults of the town's documents, a line each."""
    with pytest.raises(BundleError) as caught:
        town.audit()
    return tuple(str(fault) for fault in caught.value.faults)


Edit = Callable[[Town], Any]
FORM: list[tuple[str, Edit, str]] = [
    (
        "plan-format",
        lambda t: t.plan.update(format="jemputbola-plan/2"),
        "plan.json, $.format: found 'jemputbola-plan/2'; write \"jemputbola-plan/1\"",
    ),
    (
        "field-missing",
        lambda t: t.plan["summary"].pop("metres"),
        "plan.json, $.summary.metres: found nothing; add the missing field",
    ),
    (
        "nested-field-missing",
        lambda t: t.events("T01", 12)[2].pop("residents"),
        "$.teams[0].dates[0].events[2].residents: found nothing",
    ),
    (
        "part-missing",
        lambda t: t.plan.pop("certificate"),
        "plan.json, $.certificate: found nothing",
    ),
    (
        "text-for-number",
        lambda t: t.events("T01", 12)[2].update(residents="42"),
        "$.teams[0].dates[0].events[2].residents: found '42'; write a whole number",
    ),
    (
        "true-for-number",
        lambda t: t.place("camplong").update(residents=True),
        "campaign.json, $.places[1].residents: found true; write a whole number of at least 0",
    ),
    (
        "half-a-metre",
        lambda t: t.events("T01", 12)[0].update(metres=22_501.0),
        "events[0].metres: found 22501.0; write a whole number",
    ),
    (
        "number-too-large",
        lambda t: t.plan["summary"].update(metres=2**53),
        "$.summary.metres: found 9007199254740992; write a whole number",
    ),
    (
        "negative-bound",
        lambda t: t.plan["certificate"].update(total_bound=-1),
        "$.certificate.total_bound: found -1; write a whole number of at least 0, or null",
    ),
    (
        "gap-not-finite",
        lambda t: t.plan["certificate"].update(gap_percent=float("nan")),
        "$.certificate.gap_percent: found nan; write a number, or null",
    ),
    (
        "clock",
        lambda t: t.events("T01", 12)[0].update(start="7:25"),
        "events[0].start: found '7:25'; write a clock time HH:MM",
    ),
    (
        "clock-minutes",
        lambda t: t.place("camplong").update(hours=[["08:00", "12:60"]]),
        "$.places[1].hours[0]: found a list of 2; write a clock time HH:MM",
    ),
    (
        "clock-past-midnight",
        lambda t: t.campaign["rules"].update(duty_end="24:01"),
        "$.rules.duty_end: found '24:01'; write a clock time HH:MM from 00:00 to 24:00",
    ),
    (
        "date",
        lambda t: t.day("T01", 12).update(date="2018-02-29"),
        "$.teams[0].dates[0].date: found '2018-02-29'; write a date YYYY-MM-DD",
    ),
    (
        "date-format",
        lambda t: t.campaign.update(start="20180312"),
        "campaign.json, $.start: found '20180312'; write a date YYYY-MM-DD",
    ),
    (
        "list-for-object",
        lambda t: t.plan.update(summary=[]),
        "$.summary: found a list of 0; write an object in curly brackets",
    ),
    (
        "object-for-list",
        lambda t: t.plan.update(teams={"id": "T01"}),
        "$.teams: found an object of 1 fields; write a list in square brackets",
    ),
    (
        "null-for-text",
        lambda t: t.place("camplong").update(name=None),
        "$.places[1].name: found null; write a text in quotes",
    ),
    (
        "unknown-place",
        lambda t: t.events("T01", 12)[3].update(at="campalong"),
        "events[3].at: found 'campalong'; write the id of a place of campaign.json",
    ),
    (
        "unknown-night",
        lambda t: t.day("T01", 12).update(night_at="home"),
        "$.teams[0].dates[0].night_at: found 'home'",
    ),
    (
        "unknown-team",
        lambda t: t.plan["teams"][2].update(id="T99"),
        "$.teams[2].id: found 'T99'; write the id of a team of campaign.json",
    ),
    (
        "team-twice",
        lambda t: t.plan["teams"].append(t.plan["teams"][2]),
        "plan.json, $.teams[3].id: found 'T03'; give every entry of the list its own",
    ),
    (
        "unknown-crossing",
        lambda t: t.events("T02", 20)[1].update(crossing="bridge"),
        "events[1].crossing: found 'bridge'; write the id of a crossing of campaign.json",
    ),
    (
        "unknown-unserved-post",
        lambda t: t.plan["unserved"][0].update(post="nowhere"),
        "$.unserved[0].post: found 'nowhere'",
    ),
    (
        "unknown-reason",
        lambda t: t.plan["unserved"][0]["reasons"][0].update(code="lazy"),
        "$.unserved[0].reasons[0].code: found 'lazy'; write one of no_time, unreachable",
    ),
    (
        "unknown-base",
        lambda t: t.campaign.update(base="kupang"),
        "campaign.json, $.base: found 'kupang'; write the id of a place of the campaign",
    ),
    (
        "unknown-port",
        lambda t: t.crossing("ferry-out").update(to="rote"),
        "$.crossings[0].to: found 'rote'",
    ),
    (
        "vehicle-without-price",
        lambda t: t.team("T01").update(vehicle="horse"),
        "$.teams[0].vehicle: found 'horse'; write a vehicle that rupiah_per_km prices",
    ),
    (
        "place-twice",
        lambda t: t.place("lelogama").update(id="camplong"),
        "campaign.json, $.places[2].id: found 'camplong'; give every entry of the list its own",
    ),
    (
        "crossing-twice",
        lambda t: t.crossing("boat-out").update(id="ferry-out"),
        "$.crossings[2].id: found 'ferry-out'",
    ),
    (
        "no-demand-hours",
        lambda t: t.crossing("boat-out").update(open=None),
        "$.crossings[2].open: found null; a crossing on demand needs open and close",
    ),
    (
        "post-without-kecamatan",
        lambda t: t.place("camplong").update(kecamatan=None),
        "$.places[1].kecamatan: found null; name the kecamatan of a post with residents",
    ),
    (
        "weekday",
        lambda t: t.crossing("ferry-out").update(weekdays=[1, 7]),
        "$.crossings[0].weekdays[1]: found 7; write a whole number of at least 0 and at most 6",
    ),
    (
        "weekday-key",
        lambda t: t.place("camplong").update(hours_by_weekday={"Friday": []}),
        "$.places[1].hours_by_weekday['Friday']: found 'Friday'; write a weekday from \"0\"",
    ),
    (
        "weight",
        lambda t: t.place("camplong").update(weight=0),
        "$.places[1].weight: found 0; write a whole number of at least 1",
    ),
    (
        "latitude",
        lambda t: t.place("camplong").update(lat=123.9),
        "$.places[1].lat: found 123.9; write a number from -90 to 90",
    ),
    (
        "longitude-as-text",
        lambda t: t.place("camplong").update(lon="123.9"),
        "$.places[1].lon: found '123.9'; write a number from -180 to 180",
    ),
    (
        "gap-true",
        lambda t: t.plan["certificate"].update(gap_percent=True),
        "$.certificate.gap_percent: found true; write a number, or null",
    ),
    (
        "gap-too-large",
        lambda t: t.plan["certificate"].update(gap_percent=10**400),
        "$.certificate.gap_percent: found a number of more than 16 digits; write a number",
    ),
    (
        "long-text",
        lambda t: t.plan.update(format="x" * 100),
        f"$.format: found '{'x' * 56}...; write",
    ),
    (
        "connectivity",
        lambda t: t.campaign["rules"].update(connectivity="sometimes"),
        '$.rules.connectivity: found \'sometimes\'; write "online" or "offline"',
    ),
    (
        "pin-of-two-kinds",
        lambda t: t.campaign["rules"]["pins"][0].update(not_team="T01"),
        "$.rules.pins[0]: found an object of 3 fields; write a pin as kecamatan and team",
    ),
    (
        "pin-of-unknown-kecamatan",
        lambda t: t.campaign["rules"]["pins"][0].update(kecamatan="Sabu"),
        "$.rules.pins[0].kecamatan: found 'Sabu'; write a kecamatan of the campaign's places",
    ),
    (
        "operator-without-name",
        lambda t: t.team("T01").update(operators=["Ani", " "]),
        "$.teams[0].operators[1]: found ' '; write a text that is not empty",
    ),
    (
        "deadline-before-start",
        lambda t: t.campaign.update(deadline="2018-03-11"),
        "$.deadline: found '2018-03-11'; write a date that is not before the start, 2018-03-12",
    ),
    (
        "condition-missing-at-the-start",
        lambda t: t.campaign["conditions"][0].update({"from": "2018-03-13"}),
        "$.conditions: found 'no condition on 2018-03-12'",
    ),
    (
        "condition-missing-in-between",
        lambda t: t.campaign["conditions"].pop(1),
        "$.conditions: found 'no condition on 2018-03-15'",
    ),
    (
        "condition-missing-at-the-end",
        lambda t: t.campaign["conditions"][2].update(until="2018-03-22"),
        "$.conditions: found 'no condition on 2018-03-23'",
    ),
    (
        "two-conditions",
        lambda t: t.campaign["conditions"][0].update(until="2018-03-15"),
        "$.conditions: found 'two conditions on 2018-03-15'",
    ),
    (
        "condition-inside-another",
        lambda t: t.campaign["conditions"][0].update(until="2018-03-23"),
        "$.conditions: found 'two conditions on 2018-03-17'",
    ),
    (
        "condition-backwards",
        lambda t: t.campaign["conditions"][1].update({"from": "2018-03-17"}),
        "$.conditions: found 'until before from, 2018-03-17'",
    ),
    (
        "travel-minutes",
        lambda t: t.travel.append(("camplong", "uitao", "car", "dry", -1, 5)),
        "travel.parquet, row 17: found 'camplong', 'uitao', 'car', 'dry', -1, 5; "
        "write minutes and metres as whole numbers of at least 0",
    ),
    (
        "travel-row-twice",
        lambda t: t.travel.append(t.travel[0]),
        "travel.parquet, row 17: found 'oelamasi', 'camplong', 'car', 'dry', 35, 22501; "
        "write one row per leg",
    ),
]


@pytest.mark.parametrize(
    ("edit", "message"), [row[1:] for row in FORM], ids=[row[0] for row in FORM]
)
def test_damage_is_named_with_file_path_value_and_remedy(edit: Edit, message: str) -> None:
    town = Town()
    edit(town)
    assert message in "\n".join(damage(town))


ENGLISH = re.compile(
    r"\b(found|write|give|add|nothing|the|whole number|name|needs|before|two|swap|entry|list)\b"
)


@pytest.mark.parametrize("edit", [row[1] for row in FORM], ids=[row[0] for row in FORM])
def test_damage_is_named_in_bahasa_indonesia_alone(edit: Edit) -> None:
    town = Town()
    edit(town)
    with pytest.raises(BundleError) as caught:
        town.audit()
    assert str(caught.value) == caught.value.text("en")
    for fault in caught.value.faults:
        told = fault.text("id").replace(str(fault.value), "").replace(fault.path, "")
        assert told.startswith(f"{fault.file}, ")
        assert not ENGLISH.search(told), told


def test_sentences_of_damage_in_bahasa_indonesia() -> None:
    town = Town()
    town.plan["summary"].pop("metres")
    town.events("T01", 12)[2]["residents"] = "42"
    town.place("camplong")["lodging_per_person"] = -1
    town.campaign["rest_days"] = {"a": 1}
    with pytest.raises(BundleError) as caught:
        town.audit()
    assert caught.value.text("id").splitlines() == [
        "campaign.json, $.places[1].lodging_per_person: tertulis -1; tulis bilangan bulat paling "
        "sedikit 0, atau null",
        "campaign.json, $.rest_days: objek dengan 1 isian; tulis daftar dalam kurung siku",
        "plan.json, $.summary.metres: tidak ada; tambahkan isian yang tidak ada",
        "plan.json, $.teams[0].dates[0].events[2].residents: tertulis '42'; tulis bilangan bulat",
    ]


def test_conditions_may_reach_over_the_campaign_and_come_in_any_order() -> None:
    town = Town()
    town.campaign["conditions"][0]["from"] = "2018-01-01"
    town.campaign["conditions"][2]["until"] = "2018-12-31"
    town.campaign["conditions"].insert(
        0, {"id": "old", "from": "2017-01-01", "until": "2017-12-31"}
    )
    town.campaign["conditions"].reverse()
    town.repair()
    assert town.audit().ok


LEAST: list[tuple[str, Callable[[Town], Doc], str, int]] = [
    ("residents", lambda t: t.place("lelogama"), "residents", 0),
    ("weight", lambda t: t.place("lelogama"), "weight", 1),
    ("lodging", lambda t: t.place("lelogama"), "lodging_per_person", 0),
    ("loading", lambda t: t.crossing("boat-out"), "loading_minutes", 0),
    ("crossing", lambda t: t.crossing("boat-out"), "crossing_minutes", 1),
    ("fare", lambda t: t.crossing("boat-out"), "fare_rupiah", 0),
    ("rate", lambda t: t.team("T03"), "rate_per_hour", 0),
    ("setup", lambda t: t.team("T03"), "setup_minutes", 0),
    ("nights", lambda t: t.campaign["rules"], "max_nights_out", 0),
    ("driving", lambda t: t.campaign["rules"], "max_driving_minutes", 0),
    ("capacity", lambda t: t.campaign["rules"]["server_capacity"], "default", 0),
    ("date", lambda t: t.campaign["rules"]["server_capacity"]["by_date"], "2018-03-20", 0),
    ("kilometre", lambda t: t.campaign["costs"]["rupiah_per_km"], "car", 0),
    ("per-diem", lambda t: t.campaign["costs"], "per_diem", 0),
    ("urgency", lambda t: t.campaign["costs"], "urgency_rupiah_per_resident_day", 0),
    ("weighted-bound", lambda t: t.plan["certificate"], "weighted_bound", 0),
    ("total-bound", lambda t: t.plan["certificate"], "total_bound", 0),
]


@pytest.mark.parametrize(
    ("holder", "key", "least"), [row[1:] for row in LEAST], ids=[row[0] for row in LEAST]
)
def test_the_least_number_can_be_read_and_one_less_cannot(
    holder: Callable[[Town], Doc], key: str, least: int
) -> None:
    town = Town()
    holder(town)[key] = least
    town.audit()
    holder(town)[key] = least - 1
    (fault,) = damage(town)
    assert f"found {least - 1}; write a whole number of at least {least}" in fault


def test_campaign_of_a_single_date() -> None:
    town = Town()
    town.campaign.update(start="2018-03-12", deadline="2018-03-12")
    town.campaign["conditions"] = [{"id": "dry", "from": "2018-03-12", "until": "2018-03-12"}]
    for team in town.plan["teams"]:
        team["dates"] = []
    town.repair()
    assert town.audit().ok


def test_leg_of_no_minutes_and_metres_can_be_read() -> None:
    town = Town()
    town.travel.append(("hansisi-port", "camplong", "car", "dry", 0, 0))
    town.repair()
    assert town.audit().ok


def test_what_the_audit_returns_cannot_be_changed() -> None:
    report = next(change for change in CHANGES if change.findings).audit()
    for thing, field in ((report, "teams"), (report.violations[0], "rule")):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, field, "R0")
        assert not hasattr(thing, "__dict__")


def test_what_a_campaign_need_not_say_may_be_there_and_is_checked() -> None:
    town = Town()
    town.place("lelogama").update(building="Balai Desa", team_note=None, approximate=True)
    town.place("lelogama").update(by_air=False)
    served = {"village": "v1", "name": "Satu", "post": "lelogama", "residents": 3}
    town.campaign["catchment"] = [served]
    town.repair()
    assert town.audit().ok
    town.place("lelogama").update(building=3, approximate="yes", by_air=1)
    served.update(post="nowhere", residents=-1)
    found = "\n".join(damage(town))
    for path in (
        "building: found 3",
        "approximate: found 'yes'",
        "by_air: found 1",
        "post: found 'nowhere'",
    ):
        assert path in found
    assert "$.catchment[0].residents: found -1" in found
