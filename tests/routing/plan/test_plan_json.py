"""`plan.json`: its fields, and what cannot be read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from routing.errors import PlanError
from routing.plan.document import (
    Certificate,
    Drive,
    Ferry,
    Plan,
    Reason,
    Rupiah,
    Session,
    Setup,
    Summary,
    TeamDate,
    TeamPlan,
    Unserved,
    Wait,
)
from tests.routing.towns import day

PLAN = Plan(
    campaign_sha256="ab" * 32,
    summary=Summary(30, 9, 18, 1_000, Rupiah(500, 200, 250, 40, 10), 20_000, 1, 2, day(0), day(1)),
    certificate=Certificate(weighted_bound=60, residents_gap_percent=233.3),
    teams=(
        TeamPlan(
            "T01",
            ("Amarasi",),
            (
                TeamDate(
                    day(0),
                    "oelamasi",
                    (
                        Drive("oelamasi", "bolok", 425, 450, 20_000),
                        Wait("bolok", 450, 480),
                        Ferry("out", "bolok", "hansisi", 480, 505),
                        Setup("hansisi", 505, 535),
                        Session("hansisi", 535, 580, 9),
                    ),
                    "hansisi",
                ),
                TeamDate(day(1), "hansisi", (), "oelamasi"),
            ),
        ),
        TeamPlan("T02", (), ()),
    ),
    unserved=(Unserved("lelogama", 21, (Reason("no_time", "Penuh."),), ("Tambah – “pasangan”.",)),),
)


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PLAN.to_json())
    return found


def test_what_is_written_is_read_back() -> None:
    assert Plan.from_json(PLAN.to_json()) == PLAN
    empty = replace(PLAN, teams=(), unserved=(), certificate=Certificate())
    assert Plan.from_json(empty.to_json()) == empty


def test_the_fields_are_those_of_the_format() -> None:
    text, found = PLAN.to_json(), document()
    assert text.startswith('{\n  "format": "jemputbola-plan/1",\n  "campaign_sha256": "abab')
    assert text.endswith("}\n")
    assert "Tambah – “pasangan”." in text
    assert list(found) == [
        "format", "campaign_sha256", "summary", "certificate", "teams", "unserved",
    ]  # fmt: skip
    assert found["summary"] == {
        "residents_to_record": 30,
        "residents_recorded": 9,
        "weighted_recorded": 18,
        "total_rupiah": 1_000,
        "rupiah": {
            "distance": 500,
            "nights": 200,
            "duty_days": 250,
            "crossings": 40,
            "urgency": 10,
        },
        "metres": 20_000,
        "nights_away": 1,
        "duty_days": 2,
        "first_date": "2018-03-12",
        "last_session": "2018-03-13",
    }
    assert found["certificate"] == {
        "weighted_bound": 60,
        "residents_gap_percent": 233.3,
        "total_bound": None,
        "gap_percent": None,
        "method": None,
    }
    assert found["teams"][1] == {"id": "T02", "kecamatan": [], "dates": []}
    assert found["unserved"] == [
        {
            "post": "lelogama",
            "residents": 21,
            "reasons": [{"code": "no_time", "text": "Penuh."}],
            "remedies": ["Tambah – “pasangan”."],
        }
    ]


def test_events_as_in_the_format() -> None:
    first, second = document()["teams"][0]["dates"]
    assert first["events"] == [
        {
            "kind": "drive",
            "from": "oelamasi",
            "to": "bolok",
            "start": "07:05",
            "end": "07:30",
            "metres": 20_000,
        },
        {"kind": "wait", "at": "bolok", "start": "07:30", "end": "08:00"},
        {
            "kind": "ferry",
            "crossing": "out",
            "from": "bolok",
            "to": "hansisi",
            "start": "08:00",
            "end": "08:25",
        },
        {"kind": "setup", "at": "hansisi", "start": "08:25", "end": "08:55"},
        {"kind": "record", "at": "hansisi", "start": "08:55", "end": "09:40", "residents": 9},
    ]
    assert all(next(iter(event)) == "kind" for event in first["events"])
    assert second == {
        "date": "2018-03-13",
        "start_at": "hansisi",
        "events": [],
        "night_at": "oelamasi",
    }


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_no_plan_at_all(text: str) -> None:
    with pytest.raises(PlanError, match=r"plan\.json"):
        Plan.from_json(text)


def test_every_fault_is_named() -> None:
    found = document()
    found["format"] = "jemputbola-plan/2"
    found["summary"]["metres"] = "far"
    found["teams"][0]["dates"][0]["events"][0]["kind"] = "fly"
    found["teams"][0]["dates"][0]["events"][1]["end"] = "8:00"
    found["unserved"][0]["reasons"][0]["code"] = "tired"
    with pytest.raises(PlanError) as caught:
        Plan.from_json(json.dumps(found))
    said = str(caught.value).splitlines()
    for part in (
        "format",
        "summary.metres",
        "teams.0.dates.0.events.0",
        "teams.0.dates.0.events.1",
        "unserved.0.reasons.0.code",
    ):
        assert any(part in line for line in said)
    assert len(said) == 5
