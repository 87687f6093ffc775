"""Findings point to the team, the date and the event, and carry the right figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.routing.audit.test_audit_changes import CHANGES

OELAMASI, CAMPLONG, BOLOK = "Oelamasi (oelamasi)", "Camplong (camplong)", "Bolok (bolok-port)"
LELOGAMA, HANSISI, UITAO = "Lelogama (lelogama)", "Hansisi (hansisi-port)", "Uitao (uitao)"
Spot = tuple[str | None, str | None, int | None]

SPOTS: list[tuple[str, list[Spot], dict[str, Any]]] = [
    (
        "R1-first_event_away",
        [("T01", "2018-03-12", 0)],
        {"found": CAMPLONG, "expected": OELAMASI},
    ),
    (
        "R1-first_date_says_it_starts_away",
        [("T01", "2018-03-12", None)],
        {"found": CAMPLONG, "expected": OELAMASI},
    ),
    (
        "R1-never_comes_home",
        [("T01", "2018-03-16", 2)],
        {"found": CAMPLONG, "expected": OELAMASI},
    ),
    ("R1-idle_team_lists_a_date", [("T03", None, None)], {"found": 1}),
    (
        "R2-ends_before_it_starts",
        [("T01", "2018-03-12", 3), ("T01", "2018-03-12", 4)],
        {"start": "12:00", "end": "11:00"},
    ),
    (
        "R2-overlaps_by_a_minute",
        [("T01", "2018-03-13", 5)],
        {"found": "14:59", "expected": "15:00"},
    ),
    (
        "R2-waits_elsewhere",
        [("T01", "2018-03-12", 3), ("T01", "2018-03-12", 4)],
        {"found": LELOGAMA, "expected": CAMPLONG},
    ),
    (
        "R2-wakes_up_elsewhere_on_a_trip",
        [("T01", "2018-03-13", None)],
        {"found": LELOGAMA, "expected": CAMPLONG},
    ),
    (
        "R2-sleeps_elsewhere",
        [("T01", "2018-03-12", None)],
        {"found": LELOGAMA, "expected": CAMPLONG},
    ),
    ("R2-dates_swapped", [("T01", "2018-03-15", None)], {"found": "2018-03-16"}),
    (
        "R2-date_missing_on_a_trip",
        [("T01", "2018-03-14", None)],
        {"found": 1, "night": "2018-03-12", "place": CAMPLONG},
    ),
    (
        "R3-drives_a_minute_slower",
        [("T01", "2018-03-14", 0)],
        {
            "origin": CAMPLONG,
            "destination": OELAMASI,
            "vehicle": "car",
            "condition": "dry",
            "found": 36,
            "expected": 35,
        },
    ),
    (
        "R4-a_minute_late_for_loading",
        [("T02", "2018-03-20", 1)],
        {"crossing": "ferry-out", "place": BOLOK, "found": 19, "expected": 20},
    ),
    (
        "R4-leaves_before_the_departure",
        [("T02", "2018-03-20", 1)],
        {"crossing": "ferry-out", "found": "07:00", "expected": "07:01, 16:00"},
    ),
    (
        "R4-crossing_of_the_other_direction",
        [("T02", "2018-03-21", 4), ("T02", "2018-03-21", 4)],
        {
            "crossing": "boat-out",
            "found": f"{HANSISI} - {BOLOK}",
            "expected": f"{BOLOK} - {HANSISI}",
        },
    ),
    (
        "R5-setup_in_two_pieces",
        [("T01", "2018-03-12", 1), ("T01", "2018-03-12", 2)],
        {"place": CAMPLONG, "found": 15, "expected": 30},
    ),
    (
        "R6-minutes_of_another_session_do_not_count",
        [("T01", "2018-03-12", 2)],
        {"place": CAMPLONG, "found": 43, "minutes": 210, "rate": 12, "expected": 42},
    ),
    (
        "R7-one_more_than_there_are",
        [(None, None, None)],
        {"place": LELOGAMA, "found": 60, "expected": 59},
    ),
    (
        "R8-one_night_too_many",
        [("T01", "2018-03-13", None), ("T02", "2018-03-20", None)],
        {"found": 2, "expected": 1, "first": "2018-03-12", "last": "2018-03-13"},
    ),
    (
        "R9-away_before_a_rest_day",
        [("T01", "2018-03-12", None)],
        {"rest": "2018-03-13", "found": CAMPLONG, "expected": OELAMASI},
    ),
    ("R9-works_on_a_rest_day", [("T01", "2018-03-15", None)], {"found": 4}),
    (
        "R10-after_the_teams_last_date",
        [("T02", "2018-03-20", None), ("T02", "2018-03-21", None)],
        {"found": UITAO, "expected": OELAMASI},
    ),
    (
        "R10-before_the_teams_first_date",
        [("T02", "2018-03-19", None)],
        {"first": "2018-03-20", "last": "2018-03-21"},
    ),
    (
        "R12-teams_together_over_the_capacity",
        [(None, "2018-03-20", None)],
        {"found": 54, "expected": 49},
    ),
    (
        "R13-operator_in_two_teams",
        [(None, None, None)],
        {"operator": "Ani", "found": 2, "teams": "T01, T03"},
    ),
    (
        "R14-drives_a_minute_too_long",
        [("T01", "2018-03-13", None)],
        {"found": 180, "expected": 179},
    ),
    (
        "R15-pinned_to_another_team",  # two sessions on 20 and one on 21: one finding
        [("T02", "2018-03-20", 4)],
        {"kecamatan": "Semau", "expected": "T03", "found": "T02", "place": UITAO},
    ),
    (
        "R15-no_promised_date_at_all",  # one finding per date
        [("T02", "2018-03-20", 4), ("T02", "2018-03-21", 1)],
        {"place": UITAO, "expected": ""},
    ),
    (
        "R16-one_resident_dropped",
        [(None, None, None)],
        {"place": CAMPLONG, "expected": 100, "recorded": 95, "unserved": 4, "found": 99},
    ),
]


@pytest.mark.parametrize(("name", "spots", "figures"), SPOTS, ids=[row[0] for row in SPOTS])
def test_spots_and_figures(name: str, spots: list[Spot], figures: dict[str, Any]) -> None:
    change = next(change for change in CHANGES if change.name == name)
    rule = name.split("-", maxsplit=1)[0]
    violations = [entry for entry in change.audit().violations if entry.rule == rule]
    found = [(v.team, None if v.date is None else str(v.date), v.event) for v in violations]
    assert found == spots
    assert dict(violations[0].params) == figures
