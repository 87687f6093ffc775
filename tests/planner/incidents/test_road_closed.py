"""A road that closes while the campaign runs: conditions, times, and who drives there."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from geodata import Dataset
from planner.campaigns import Prepared, default_campaign, prepare
from planner.incident import Incident
from planner.incidents.application import apply_incidents

BARATE = "5303018"
"""The section Barate - Manubelon, on the way along the coast to Amfoang."""

APRIL = datetime(2018, 4, 2)
NOON = datetime(2018, 4, 2, 12)
FRIDAY = datetime(2018, 4, 6)


@pytest.fixture(scope="module")
def kupang(dataset: Dataset) -> Prepared:
    return prepare(dataset, default_campaign(dataset, "kecamatan"))


def minutes(ready: Prepared, condition: str, vehicle: str = "car") -> dict[tuple[str, str], int]:
    rows = ready.travel.rows()
    return {(o, d): m for o, d, v, c, m, _ in rows if (v, c) == (vehicle, condition)}


def test_a_closed_road_parts_the_conditions_and_times_the_ways_anew(kupang: Prepared) -> None:
    incident = Incident("road", BARATE, NOON, FRIDAY)
    found = apply_incidents(kupang, [incident], APRIL)
    spans = [(c.id, c.from_, c.until) for c in found.prepared.campaign.conditions]
    assert spans == [
        ("wet", date(2018, 3, 12), date(2018, 3, 31)),
        ("dry", date(2018, 4, 1), date(2018, 4, 1)),
        ("dry-c1", date(2018, 4, 2), date(2018, 4, 5)),
        ("dry", date(2018, 4, 6), date(2018, 6, 26)),
    ]
    assert found.prepared.states["dry-c1"].closed_to("car") == {BARATE}
    assert found.prepared.states["dry-c1"].closed_to("motorcycle") == {BARATE}
    assert found.prepared.campaign.travel_sha256 == found.prepared.travel.sha256()
    shut, usual = minutes(found.prepared, "dry-c1"), minutes(kupang, "dry")
    assert minutes(found.prepared, "dry") == usual
    assert all(shut.get(leg, usual[leg]) >= usual[leg] for leg in usual)
    assert any(shut[leg] > usual[leg] for leg in shut)
    (said,) = [message.text("en") for message in found.messages]
    assert said.endswith("it counts for whole dates, not for half days.")


def test_a_road_may_be_closed_to_some_vehicles_only(kupang: Prepared) -> None:
    found = apply_incidents(kupang, [Incident("road", BARATE, APRIL, None, "car; truck")], APRIL)
    (state,) = [s for s in found.prepared.states.values() if s.closed]
    assert set(state.closed) == {"car", "truck"}
    assert found.prepared.campaign.conditions[-1].id == "dry-c1"
    assert found.messages == ()


def test_a_road_told_twice_is_closed_once(kupang: Prepared) -> None:
    incident = Incident("road", BARATE, APRIL)
    once = apply_incidents(kupang, [incident], APRIL).prepared
    twice = apply_incidents(once, [incident], APRIL).prepared
    assert twice.campaign == once.campaign
