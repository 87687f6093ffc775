"""`campaign.json`: written and read back, and what cannot be read."""

from __future__ import annotations

import json
import random
from dataclasses import FrozenInstanceError, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from routing.campaign.document import Campaign
from routing.campaign.parts import (
    Assumption,
    Begun,
    Condition,
    FrozenDate,
    KecamatanBar,
    KecamatanPin,
    Pause,
    PostDates,
    Promise,
    ServerCapacity,
    Source,
    TeamState,
)
from routing.clock import format_clock, parse_clock
from routing.errors import CampaignError, RoutingError
from tests.routing.random_towns import Size, random_town
from tests.routing.towns import (
    BASE,
    MONDAY,
    both_ways,
    campaign,
    day,
    ferry,
    place,
    port,
    rules,
    travel,
)

TABLE = travel(both_ways({(BASE, "a"): (30, 20_000)}))


def full() -> Campaign:
    """A campaign with a value in every field."""
    post = place(
        "a",
        10,
        name="Désa “A”",
        weight=2,
        hours_by_weekday={4: ((480, 690),), 6: ()},
        closed_dates=(day(1),),
        phone="+62 380",
        note="by the church",
    )
    limits = rules(
        connectivity="online",
        server_capacity=ServerCapacity(50, {day(2): 0}),
        pins=(
            KecamatanPin("K-a", "T01"),
            KecamatanBar("K-a", "T02"),
            PostDates("a", (day(0), day(2))),
        ),
    )
    town = campaign(
        (place(BASE), post, port("quay"), port("jetty")),
        TABLE,
        4,
        crossings=(
            ferry("out", "quay", "jetty"),
            ferry("back", "jetty", "quay", departures=None, open=480, close=1440),
        ),
        rest_days=(day(3),),
        rules=limits,
        assumptions=(Assumption("rate_per_hour", "12", "counted nowhere"),),
        sources=(Source("residents", "census", "facts"),),
    )
    second = replace(town.teams[0], id="T02", operators=("C", "D"), vehicle="motorcycle")
    return replace(town, teams=(*town.teams, second))


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(full().to_json())
    return found


def test_what_is_written_is_read_back() -> None:
    town = full()
    assert Campaign.from_json(town.to_json()) == town
    assert Campaign.from_json(town.to_json()).to_json() == town.to_json()


def test_last_in_line_is_off_where_a_campaign_does_not_name_it() -> None:
    """Campaigns of before know neither field; what is off is not written."""
    found = document()
    assert not {"finish_minutes", "min_visit_residents"} & set(found["rules"])
    old = Campaign.from_json(json.dumps(found)).rules
    assert (old.finish_minutes, old.min_visit_residents) == (0, 0)
    assert (old.least_visit(5), old.least_visit(50)) == (1, 1)
    found["rules"] |= {"finish_minutes": 20, "min_visit_residents": 10}
    new = Campaign.from_json(json.dumps(found))
    assert (new.rules.least_visit(9), new.rules.least_visit(10)) == (9, 10)
    assert json.loads(new.to_json())["rules"] == found["rules"]
    found["rules"]["finish_minutes"] = -1
    with pytest.raises(CampaignError, match="finish_minutes"):
        Campaign.from_json(json.dumps(found))


@pytest.mark.parametrize("seed", range(20))
def test_random_campaigns_are_read_back(seed: int) -> None:
    town, _ = random_town(random.Random(seed).randint, Size(shared=True, teams=(1, 3)))
    assert Campaign.from_json(town.to_json()) == town


def test_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "campaign.json"
    path.write_text(full().to_json(), encoding="utf-8")
    assert Campaign.read(path) == full()


def test_the_fields_are_those_of_the_format() -> None:
    text, found = full().to_json(), document()
    assert text.endswith("}\n")
    assert "Désa “A”" in text
    assert list(found) == [
        "name", "timezone", "start", "deadline", "base", "rest_days", "conditions", "places",
        "crossings", "teams", "rules", "costs", "assumptions", "sources", "travel_sha256",
    ]  # fmt: skip
    assert found["conditions"] == [{"id": "dry", "from": "2018-03-12", "until": "2018-03-15"}]
    post = found["places"][1]
    assert post["hours"] == [["08:00", "12:00"], ["13:00", "16:00"]]
    assert post["hours_by_weekday"] == {"4": [["08:00", "11:30"]], "6": []}
    assert post["closed_dates"] == ["2018-03-13"]
    back = found["crossings"][1]
    assert (back["from"], back["to"], back["departures"]) == ("jetty", "quay", None)
    assert (back["open"], back["close"]) == ("08:00", "24:00")
    assert found["crossings"][0]["departures"] == ["07:00", "14:00"]
    assert found["rules"]["server_capacity"] == {"default": 50, "by_date": {"2018-03-14": 0}}
    assert found["rules"]["pins"] == [
        {"kecamatan": "K-a", "team": "T01"},
        {"kecamatan": "K-a", "not_team": "T02"},
        {"post": "a", "dates": ["2018-03-12", "2018-03-14"]},
    ]
    assert found["teams"][0]["from"] == "2018-01-01"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("start",), "12 March", "start"),
        (("places", 1, "residents"), -1, "places.1.residents"),
        (("places", 1, "residents"), 1.5, "places.1.residents"),
        (("places", 1, "weight"), 0, "places.1.weight"),
        (("places", 1, "lon"), 181, "places.1.lon"),
        (("places", 1, "hours"), [["8:00", "12:00"]], "no clock time"),
        (("places", 1, "hours"), [["08:00", "24:01"]], "no clock time"),
        (("teams", 0, "operators"), ["Ani"], "teams.0.operators"),
        (("teams", 0, "operators"), ["Ani", "Budi", "Cici"], "teams.0.operators"),
        (("teams", 0, "rate_per_hour"), 0, "teams.0.rate_per_hour"),
        (("rules", "connectivity"), "sometimes", "rules.connectivity"),
        (("rules", "max_nights_out"), -1, "rules.max_nights_out"),
        (("crossings", 0, "weekdays"), [7], "crossings.0.weekdays"),
        (("costs", "per_diem"), None, "costs.per_diem"),
    ],
)
def test_a_wrong_value_is_named(path: tuple[Any, ...], value: object, said: str) -> None:
    found = document()
    part = found
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(CampaignError) as caught:
        Campaign.from_json(json.dumps(found))
    assert said in str(caught.value)
    assert "campaign.json" in str(caught.value)


def test_all_wrong_values_at_once() -> None:
    found = document()
    found["start"] = "?"
    found["places"][0]["lat"] = 95
    del found["base"]
    with pytest.raises(CampaignError) as caught:
        Campaign.from_json(json.dumps(found))
    assert len(caught.value.faults) == 3
    assert isinstance(caught.value, RoutingError)


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_no_campaign_at_all(text: str) -> None:
    with pytest.raises(CampaignError, match=r"campaign\.json"):
        Campaign.from_json(text)


def test_contradictions_are_found_on_reading() -> None:
    found = document()
    found["deadline"] = "2018-03-01"
    with pytest.raises(CampaignError, match="before the start"):
        Campaign.from_json(json.dumps(found))


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        full().name = "other"  # type: ignore[misc]


def test_dates_and_conditions() -> None:
    town = replace(
        full(),
        conditions=(Condition("dry", MONDAY, day(1)), Condition("wet", day(2), day(3))),
    )
    assert town.dates == (day(0), day(1), day(2), day(3))
    assert [town.condition_on(d) for d in town.dates] == ["dry", "dry", "wet", "wet"]
    with pytest.raises(KeyError):
        town.condition_on(day(4))


def test_opening_by_date() -> None:
    post = full().place_by_id["a"]
    assert post.opening(day(0)) == ((480, 720), (780, 960))
    assert post.opening(day(1)) == ()  # closed
    assert post.opening(date(2018, 3, 16)) == ((480, 690),)  # a Friday
    assert post.opening(date(2018, 3, 18)) == ()  # a Sunday


def test_server_capacity_by_date_goes_first() -> None:
    capacity = ServerCapacity(50, {day(2): 0})
    assert [capacity.on(day(n)) for n in (1, 2)] == [50, 0]
    assert ServerCapacity().on(day(1)) is None


@pytest.mark.parametrize(("minutes", "text"), [(0, "00:00"), (425, "07:05"), (1440, "24:00")])
def test_clock(minutes: int, text: str) -> None:
    assert format_clock(minutes) == text
    assert parse_clock(text) == parse_clock(minutes) == minutes


@pytest.mark.parametrize(
    "value", ["7:05", "24:01", "25:00", "12:60", "noon", "", None, -1, 1441, True, 12.5]
)
def test_no_clock_time(value: object) -> None:
    with pytest.raises(ValueError, match="write HH:MM"):
        parse_clock(value)


def test_what_a_place_need_not_say_is_left_out_and_read_again() -> None:
    town = campaign((place(BASE), place("a", 3)), TABLE)
    bare = json.loads(town.to_json())
    said = {"building": "Balai Desa", "team_note": "Kunci di sekolah", "approximate": True}
    said["by_air"] = True
    assert not any(said.keys() & each.keys() for each in bare["places"])
    assert "catchment" not in bare
    bare["places"][0] |= said
    post = bare["places"][0]["id"]
    bare["catchment"] = [{"village": "v1", "name": "Satu", "post": post, "residents": 3}]
    read = Campaign.from_json(json.dumps(bare))
    first = read.places[0]
    read_back = first.building, first.team_note, first.approximate, first.by_air
    assert read_back == tuple(said.values())
    assert first.label == f"{first.name}, Balai Desa"
    assert json.loads(read.to_json()) == bare
    bare["catchment"] *= 2
    bare["catchment"][0] = bare["catchment"][0] | {"post": "nowhere"}
    with pytest.raises(CampaignError) as caught:
        Campaign.from_json(json.dumps(bare))
    assert len(caught.value.faults) == 2


def revised() -> Campaign:
    """A revision with a value in every field."""
    town = full()
    state = TeamState(day(1), "a", 1, 720)
    first = replace(town.teams[0], state=state, pauses=(Pause(day(2), 0, 720),))
    places = tuple(
        replace(p, hours_by_date={day(2): ((480, 600),)}) if p.id == "a" else p for p in town.places
    )
    return replace(
        town,
        places=places,
        teams=(first, *town.teams[1:]),
        rules=replace(town.rules, most_changes=0, allow_handovers=True),
        costs=replace(town.costs, rupiah_per_changed_promise=5),
        id="kupang",
        revision=2,
        supersedes="ab",
        now=datetime(2018, 3, 13, 12, 0),
        frozen=(FrozenDate("T01", day(1)),),
        promises=(Promise("a", day(2), "firm"),),
        begun=(Begun("K-a", "T01"),),
    )


def test_a_revision_is_read_back_as_it_was_written() -> None:
    assert Campaign.from_json(revised().to_json()) == revised()


def test_a_first_plan_says_nothing_of_revisions() -> None:
    document = json.loads(full().to_json())

    assert not {"id", "revision", "supersedes", "now", "frozen", "promises"} & set(document)
    assert "most_changes" not in document["rules"]
    assert not {"state", "pauses"} & set(document["teams"][0])


def test_now_is_written_with_its_time_unless_it_is_midnight() -> None:
    noon = json.loads(revised().to_json())["now"]
    midnight = replace(revised(), now=datetime(2018, 3, 13))

    assert noon == "2018-03-13T12:00"
    assert json.loads(midnight.to_json())["now"] == "2018-03-13"
    assert Campaign.from_json(midnight.to_json()) == midnight


def test_hours_of_a_date_replace_those_of_its_weekday() -> None:
    post = revised().place_by_id["a"]

    assert post.opening(day(2)) == ((480, 600),)
    assert post.opening(day(9)) == post.hours


def test_faults_of_a_revision_are_told_together() -> None:
    first = replace(revised().teams[0], state=TeamState(day(0), "nowhere"))
    wrong = replace(
        revised(),
        teams=(first, *revised().teams[1:]),
        frozen=(FrozenDate("T09", day(1)),),
        begun=(Begun("K-a", "T08"),),
        promises=(
            Promise("b", day(2), "soft"),
            Promise("a", day(2), "firm"),
            Promise("a", day(2), "soft"),
            Promise("a", day(0), "soft"),
        ),
    )

    with pytest.raises(CampaignError) as error:
        Campaign.from_json(wrong.to_json())

    told = str(error.value)
    for part in ("'nowhere'", "before the revision's 2018-03-13", "'T09'", "'T08'", "'b'",
                 "'a' on 2018-03-14 is there twice", "'a' on 2018-03-12 is before"):  # fmt: skip
        assert part in told


def test_a_team_does_not_work_before_its_state() -> None:
    team = revised().teams[0]

    assert not team.works(day(0))
    assert team.works(day(1))
