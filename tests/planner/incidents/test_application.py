"""What each kind of incident changes in a campaign, on whole and on half days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from geodata import Dataset
from planner.campaigns import Prepared
from planner.errors import IncidentError
from planner.incident import Incident
from planner.incidents.application import apply_incidents
from planner.incidents.campaign_draft import RecordedSession
from routing.campaign.parts import Pause, ServerCapacity, Team, TeamState
from tests.planner.incidents.conftest import applied, at, keys, ready
from tests.routing import towns


def team(prepared: Prepared, number: int = 1) -> Team:
    return prepared.campaign.teams[number - 1]


def with_rules(town: Prepared, **changes: object) -> Prepared:
    rules = replace(town.campaign.rules, **changes)  # type: ignore[arg-type]
    return replace(town, campaign=replace(town.campaign, rules=rules))


@pytest.fixture
def online(town: Prepared) -> Prepared:
    """The town, recording through the server."""
    return with_rules(town, connectivity="online")


# A kit, an operator.


def test_a_team_without_its_kit_records_nobody(town: Prepared) -> None:
    found = applied(town, Incident("kit", "T01", at(0, "12:00"), at(2)))
    assert team(found.prepared).pauses == (
        Pause(towns.day(0), 720, 1440), Pause(towns.day(1), 0, 1440),
    )  # fmt: skip
    assert team(found.prepared, 2) == team(town, 2)
    assert (found.touched, found.taken, found.messages) == ({"T01"}, {"T01"}, ())


def test_half_a_day_without_a_kit_takes_no_team_away(town: Prepared) -> None:
    found = applied(town, Incident("kit", "T01", at(1, "08:00"), at(1, "12:00")))
    assert team(found.prepared).pauses == (Pause(towns.day(1), 480, 720),)
    assert (found.touched, found.taken) == ({"T01"}, set())


def test_a_kit_that_is_gone_for_good_pauses_to_the_deadline(town: Prepared) -> None:
    found = applied(town, Incident("kit", "T01", at(3)))
    assert [pause.date for pause in team(found.prepared).pauses] == [towns.day(3), towns.day(4)]


def test_what_is_left_of_today_may_be_a_whole_date(town: Prepared) -> None:
    """At noon, with duty to 18:00: a kit that is out from 11:00 to 18:00 loses what is left."""
    incident = Incident("kit", "T01", at(0, "11:00"), at(0, "18:00"))
    assert applied(town, incident, now=at(0, "12:00")).taken == {"T01"}
    assert applied(town, incident, now=at(0, "10:00")).taken == set()


def test_a_rest_day_without_a_kit_takes_no_team_away(town: Prepared) -> None:
    resting = replace(town, campaign=replace(town.campaign, rest_days=(towns.day(1),)))
    found = applied(resting, Incident("kit", "T01", at(1), at(2)))
    assert (found.touched, found.taken) == ({"T01"}, set())


def test_pauses_that_meet_are_one(town: Prepared) -> None:
    found = applied(
        town,
        Incident("kit", "T01", at(0, "08:00"), at(0, "10:00")),
        Incident("operator", "Ani 1", at(0, "09:00"), at(0, "12:00")),
        Incident("operator", "T01", at(0, "14:00"), at(0, "15:00")),
    )
    assert team(found.prepared).pauses == (
        Pause(towns.day(0), 480, 720), Pause(towns.day(0), 840, 900),
    )  # fmt: skip


def test_a_team_with_a_substitute_goes_on(town: Prepared) -> None:
    found = applied(town, Incident("operator", "Budi 1", at(0), None, "Citra"))
    assert team(found.prepared).operators == ("Ani 1", "Citra")
    assert team(found.prepared).pauses == ()
    assert (found.touched, found.taken, found.messages) == (set(), set(), ())


def test_a_substitute_for_some_days_stays_until_the_next_plan(town: Prepared) -> None:
    found = applied(town, Incident("operator", "Budi 1", at(0), at(2), "Citra"))
    assert team(found.prepared).operators == ("Ani 1", "Citra")
    assert keys(found) == ["incident_until_replan"]
    assert "Citra stands in the papers until you plan again" in found.messages[0].text("en")


def test_a_substitute_counts_from_the_day_on(town: Prepared) -> None:
    incident = Incident("operator", "Budi 1", at(2), None, "Citra")
    found = applied(town, incident)
    assert team(found.prepared).operators == ("Ani 1", "Budi 1")
    assert keys(found) == ["incident_later"]
    assert team(applied(town, incident, now=at(2)).prepared).operators == ("Ani 1", "Citra")


def test_a_substitute_and_the_way_back_told_again_end_the_same(town: Prepared) -> None:
    there = Incident("operator", "Budi 1", at(0), None, "Citra")
    back = Incident("operator", "Citra", at(2), None, "Budi 1")
    first = applied(town, there, now=at(0)).prepared
    second = applied(first, there, back, now=at(2)).prepared
    third = applied(second, back, there, now=at(3)).prepared
    assert team(second).operators == team(third).operators == ("Ani 1", "Budi 1")


def test_who_is_in_no_pair_any_more_changes_nothing(town: Prepared) -> None:
    found = applied(town, Incident("operator", "Eka", at(0)), Incident("kit", "T09", at(0)))
    assert keys(found) == ["incident_gone", "incident_gone"]
    assert found.prepared.campaign == town.campaign


# A vehicle.


def test_a_team_without_its_vehicle_stays_where_it_is(dataset: Dataset) -> None:
    """The hill has lodging; two nights so far and two more are within the usual limit of six."""
    away = ready(dataset, "hill", nights=2)
    found = applied(away, Incident("vehicle", "T01", at(0), at(2)))
    assert team(found.prepared).state == TeamState(towns.day(2), "hill", 4)
    assert (found.touched, found.taken) == ({"T01"}, {"T01"})


def test_half_a_day_without_a_vehicle_ends_within_a_date(dataset: Dataset) -> None:
    away = ready(dataset, "hill")
    found = applied(away, Incident("vehicle", "T01", at(0), at(0, "12:00")), now=at(0, "07:00"))
    assert team(found.prepared).state == TeamState(towns.day(0), "hill", 0, 720)
    assert found.taken == set()
    over = applied(away, Incident("vehicle", "T01", at(0), at(1, "05:00")))
    assert team(over.prepared).state == TeamState(towns.day(1), "hill", 1)
    late = applied(away, Incident("vehicle", "T01", at(0), at(1, "18:30")))
    assert team(late.prepared).state == TeamState(towns.day(2), "hill", 2)


def test_a_team_cannot_wait_where_there_is_no_lodging(dataset: Dataset) -> None:
    away = ready(dataset, "harbour")
    with pytest.raises(IncidentError) as caught:
        applied(away, Incident("vehicle", "T01", at(0), at(1)))
    said = caught.value.text("en")
    assert said.startswith("vehicle T01, 12/03/2018: T01 would have to sleep at Harbour, where")
    assert "send another vehicle the same day" in said
    today = Incident("vehicle", "T01", at(0), at(0, "17:00"))  # no night there
    assert team(applied(away, today).prepared).state == TeamState(towns.day(0), "harbour", 0, 1020)


@pytest.mark.parametrize(("most", "fits"), [(4, True), (3, False)])
def test_a_team_cannot_wait_longer_than_the_limit_of_nights(
    dataset: Dataset, most: int, fits: bool
) -> None:
    away = with_rules(ready(dataset, "hill", nights=2), max_nights_out=most)
    incident = Incident("vehicle", "T01", at(0), at(2))
    if fits:
        assert team(applied(away, incident).prepared).state == TeamState(towns.day(2), "hill", 4)
        return
    with pytest.raises(IncidentError) as caught:
        applied(away, incident)
    assert "4 nights in a row away from the base (Hill), more than 3" in caught.value.text("en")


def test_a_team_away_without_a_vehicle_for_good_is_asked_about(dataset: Dataset) -> None:
    away = ready(dataset, "hill")
    with pytest.raises(IncidentError) as caught:
        applied(
            away,
            Incident("vehicle", "T01", at(0)),
            Incident("kit", "T02", at(0)),
        )
    assert "(Hill) without a vehicle: say until when" in caught.value.text("en")
    beyond = with_rules(away, max_nights_out=30)
    with pytest.raises(IncidentError) as caught:
        applied(beyond, Incident("vehicle", "T01", at(0), at(9)))
    assert "cannot come home from Hill before the deadline, 2018-03-16" in caught.value.text("en")


def test_a_team_at_the_base_without_a_vehicle_stays_there(town: Prepared) -> None:
    found = applied(town, Incident("vehicle", "T01", at(0), at(2)))
    assert team(found.prepared).state == TeamState(towns.day(2), "base")
    gone = applied(town, Incident("vehicle", "T01", at(0)))
    assert team(gone.prepared).days_off == tuple(towns.day(n) for n in range(5))
    assert gone.taken == {"T01"}


def test_a_vehicle_that_will_be_out_keeps_the_team_at_the_base(dataset: Dataset) -> None:
    away = ready(dataset, "hill")
    found = applied(away, Incident("vehicle", "T01", at(2), at(3, "12:00")))
    assert team(found.prepared).days_off == (towns.day(2), towns.day(3))
    assert team(found.prepared).state == TeamState(towns.day(0), "hill")
    assert keys(found) == ["incident_whole_dates"]
    assert found.taken == {"T01"}


# Crossings, posts, the server.


def test_a_crossing_does_not_leave_on_whole_dates(town: Prepared) -> None:
    found = applied(town, Incident("crossing", "out", at(1, "12:00"), at(3)))
    by_id = found.prepared.campaign.crossing_by_id
    assert by_id["out"].cancelled_dates == (towns.day(1), towns.day(2))
    assert by_id["back"].cancelled_dates == ()
    assert keys(found) == ["incident_whole_dates"]
    every = applied(town, Incident("crossing", "", at(4))).prepared.campaign.crossings
    assert [each.cancelled_dates for each in every] == [(towns.day(4),)] * 2


def test_a_crossing_is_cancelled_only_when_it_runs(town: Prepared) -> None:
    tuesdays = replace(town.campaign.crossings[0], weekdays=(1,))
    campaign = replace(town.campaign, crossings=(tuesdays, town.campaign.crossings[1]))
    found = applied(replace(town, campaign=campaign), Incident("crossing", "out", at(0)))
    assert found.prepared.campaign.crossing_by_id["out"].cancelled_dates == (towns.day(1),)


def test_a_post_is_closed_on_whole_dates_or_opens_fewer_hours(town: Prepared) -> None:
    """The hill is open 08:00-12:00 and 13:00-16:00."""
    found = applied(town, Incident("post_closed", "hill", at(0, "10:00"), at(2)))
    hill = found.prepared.campaign.place_by_id["hill"]
    assert hill.closed_dates == (towns.day(1),)
    assert hill.hours_by_date == {towns.day(0): ((480, 600),)}
    assert hill.opening(towns.day(0)) == ((480, 600),)
    noon = applied(town, Incident("post_closed", "hill", at(0, "10:00"), at(0, "14:00")))
    assert noon.prepared.campaign.place_by_id["hill"].opening(towns.day(0)) == (
        (480, 600), (840, 960),
    )  # fmt: skip
    lunch = applied(town, Incident("post_closed", "hill", at(0, "12:00"), at(0, "13:00")))
    assert lunch.prepared.campaign == town.campaign


def test_an_outage_of_whole_dates_is_a_capacity_of_nothing(online: Prepared) -> None:
    found = applied(online, Incident("server", "", at(1), at(3)))
    capacity = found.prepared.campaign.rules.server_capacity
    assert capacity.by_date == {towns.day(1): 0, towns.day(2): 0}
    assert found.taken == set()


def test_an_outage_of_half_a_day_pauses_everybody(online: Prepared) -> None:
    found = applied(online, Incident("server", "", at(1, "08:00"), at(2, "12:00")))
    assert found.prepared.campaign.rules.server_capacity.by_date == {}
    pauses = (Pause(towns.day(1), 480, 1440), Pause(towns.day(2), 0, 720))
    assert [each.pauses for each in found.prepared.campaign.teams] == [pauses, pauses]
    assert found.touched == {"T01", "T02"}
    assert found.taken == set()


def test_an_outage_reported_at_noon_that_lasts_is_one_of_what_is_left(online: Prepared) -> None:
    incident = Incident("server", "", at(0, "09:00"), at(1, "08:00"))
    found = applied(online, incident, now=at(0, "12:00"))
    assert found.prepared.campaign.rules.server_capacity.by_date == {towns.day(0): 0}
    assert team(found.prepared).pauses == (Pause(towns.day(1), 0, 480),)


def test_a_capacity_counts_for_whole_dates(online: Prepared) -> None:
    limited = with_rules(online, server_capacity=ServerCapacity(500, {towns.day(0): 80}))
    found = applied(limited, Incident("server", "", at(1, "12:00"), at(2), "200"))
    assert found.prepared.campaign.rules.server_capacity == ServerCapacity(
        500, {towns.day(0): 80, towns.day(1): 200}
    )
    assert keys(found) == ["incident_whole_dates"]


def test_of_two_capacities_the_later_holds_and_of_one_moment_the_last_told(
    online: Prepared,
) -> None:
    wide = Incident("server", "", at(0), at(4))
    later = Incident("server", "", at(2), at(3), "300")
    for told in permutations([wide, later]):
        by_date = applied(online, *told).prepared.campaign.rules.server_capacity.by_date
        assert [by_date[towns.day(n)] for n in range(4)] == [0, 0, 300, 0]
    mended = replace(later, value="90")
    by_date = applied(online, wide, later, mended).prepared.campaign.rules.server_capacity.by_date
    assert by_date[towns.day(2)] == 90


def test_a_kit_that_is_mended_sooner_than_thought(town: Prepared) -> None:
    thought = Incident("kit", "T01", at(0), at(4))
    before = applied(town, thought).prepared
    assert [pause.date for pause in team(before).pauses] == [towns.day(n) for n in range(4)]
    found = applied(before, thought, replace(thought, until=at(2)), now=at(1))
    assert [pause.date for pause in team(found.prepared).pauses] == [towns.day(0), towns.day(1)]
    assert found.touched == {"T01"}


def test_residents_that_were_to_come_count_when_they_do(town: Prepared) -> None:
    counted = Incident("residents", "hill", at(0), None, "35")
    to_come = Incident("residents", "isle", at(2), None, "+5")
    both = [counted, to_come]
    found = apply_incidents(town, both, at(2), known=both)
    places = found.prepared.campaign.place_by_id
    assert (places["hill"].residents, places["isle"].residents) == (35, 25)
    assert found.prepared.incidents == (counted, to_come)
    assert found.messages == ()  # known, and told when they were new
    assert keys(applied(town, *both, now=at(1))) == ["incident_left", "incident_later"]


def test_sessions_are_taken_off_the_residents_of_their_time(town: Prepared) -> None:
    """Of 140 on the hill 30 are recorded on Monday; then 35 are left, of whom Tuesday records 20.

    On the isle more come than are listed: 25 of 20; later 4 more are found.
    """
    sessions = [
        RecordedSession(at(1, "08:00"), "hill", 20),
        RecordedSession(at(0, "08:00"), "hill", 30),
        RecordedSession(at(0, "09:00"), "isle", 25),
    ]
    told = [
        Incident("residents", "hill", at(1), None, "35"),
        Incident("residents", "isle", at(1), None, "+4"),
    ]
    found = apply_incidents(town, told, at(2), recorded=sessions)
    places = found.prepared.campaign.place_by_id
    assert (places["hill"].residents, places["isle"].residents) == (15, 4)
    without = apply_incidents(town, [], at(2), recorded=sessions).prepared.campaign.place_by_id
    assert (without["hill"].residents, without["isle"].residents) == (90, 0)


def test_what_the_server_has_taken_today_is_taken_off(online: Prepared) -> None:
    """At noon 30 of today's 50 are recorded; yesterday's 40 do not matter."""
    sessions = [
        RecordedSession(at(0, "08:00"), "hill", 40), RecordedSession(at(1, "08:00"), "hill", 30),
    ]  # fmt: skip
    limit = Incident("server", "", at(1), at(2), "50")
    found = apply_incidents(online, [limit], at(1, "12:00"), recorded=sessions)
    assert found.prepared.campaign.rules.server_capacity.by_date == {towns.day(1): 20}


def test_offline_the_server_does_not_matter(town: Prepared) -> None:
    found = applied(town, Incident("server", "", at(1), at(3)))
    assert town.campaign.rules.connectivity == "offline"
    assert found.prepared.campaign == town.campaign
    assert keys(found) == ["incident_offline"]


# Residents and rates.


@pytest.mark.parametrize(("value", "left"), [("+60", 200), ("-20", 120), ("-500", 0), ("35", 35)])
def test_residents_are_more_or_fewer(town: Prepared, value: str, left: int) -> None:
    found = applied(town, Incident("residents", "hill", at(0), None, value))
    assert found.prepared.campaign.place_by_id["hill"].residents == left
    told = found.messages[0].text("en")
    assert told.endswith(f"at Hill {left} residents are now to be recorded, not 140.")


def test_numbers_count_before_changes_and_changes_add_up(town: Prepared) -> None:
    told = [
        Incident("residents", "hill", at(0), None, "+60"),
        Incident("residents", "hill", at(0), None, "30"),
        Incident("residents", "hill", at(0, "09:00"), None, "-5"),
    ]
    for order in permutations(told):
        found = applied(town, *order, now=at(0, "12:00"))
        assert found.prepared.campaign.place_by_id["hill"].residents == 85


def test_a_change_that_is_told_twice_is_counted_once(town: Prepared) -> None:
    more = Incident("residents", "hill", at(0), None, "+60", note="a list from the village")
    again = Incident("residents", "hill", at(0), None, "+60")
    found = apply_incidents(town, [again, more], at(1), known=[again])
    assert found.prepared.campaign.place_by_id["hill"].residents == 200


def test_what_is_to_come_does_not_count_yet(town: Prepared) -> None:
    found = applied(
        town,
        Incident("residents", "hill", at(2), None, "+60"),
        Incident("rate", "T01", at(2), None, "6"),
    )
    assert found.prepared.campaign == town.campaign
    assert keys(found) == ["incident_later", "incident_later"]


def test_a_rate_holds_from_now_on(town: Prepared) -> None:
    one = applied(town, Incident("rate", "T02", at(0), None, "6"))
    assert [each.rate_per_hour for each in one.prepared.campaign.teams] == [12, 6]
    assert one.touched == {"T02"}
    every = applied(
        town, Incident("rate", "", at(1), None, "8"), Incident("rate", "T02", at(0), None, "6"),
        now=at(1),
    )  # fmt: skip
    assert [each.rate_per_hour for each in every.prepared.campaign.teams] == [8, 8]
    assert every.taken == set()


# Time.


def test_what_is_over_changes_nothing(town: Prepared) -> None:
    found = applied(town, Incident("kit", "T01", at(0), at(1)), now=at(1))
    assert found.prepared.campaign == town.campaign
    assert keys(found) == ["incident_over"]
    assert found.messages[0].text("en") == "kit T01, 12/03/2018: it is over and changes nothing."
    assert found.messages[0].text("id") == (
        "alat rekam T01, 12/03/2018: sudah lewat, jadi tidak berpengaruh lagi."
    )


def test_what_begins_after_the_deadline_changes_nothing(town: Prepared) -> None:
    found = applied(town, Incident("kit", "T01", at(5)))
    assert found.prepared.campaign == town.campaign
    assert keys(found) == ["incident_outside"]


def test_after_the_deadline_nothing_changes(town: Prepared) -> None:
    found = applied(town, Incident("kit", "T01", at(0)), now=at(9))
    assert found.prepared.campaign == town.campaign


def test_incidents_told_once_more_change_nothing_more(online: Prepared) -> None:
    told = [
        Incident("kit", "T01", at(0, "12:00"), at(2)),
        Incident("vehicle", "T02", at(2), at(3)),
        Incident("crossing", "out", at(1)),
        Incident("server", "", at(1, "08:00"), at(1, "12:00")),
        Incident("server", "", at(3), at(4)),
        Incident("post_closed", "hill", at(0, "10:00"), at(2)),
        Incident("rate", "T01", at(0), None, "9"),
        Incident("operator", "Ani 2", at(0), None, "Citra"),
        Incident("residents", "isle", at(0), None, "25"),
    ]
    once = applied(online, *told).prepared
    twice = applied(once, *reversed(told))
    assert twice.prepared.campaign == once.campaign
    assert twice.touched == set()


def test_dates_before_the_campaign_are_none_of_its_dates(town: Prepared) -> None:
    found = applied(town, Incident("post_closed", "hill", at(-5), at(1)), now=at(-9))
    assert found.prepared.campaign.place_by_id["hill"].closed_dates == (date(2018, 3, 12),)
