"""Changes that break or keep R1', R8 over the revision's start, R16 of the history, R17 and R19."""

from __future__ import annotations

from tests.routing.audit.audit_town import Doc, date, drive, record, stay
from tests.routing.audit.revised_town import RevisedTown, RevisionCatalogue, session

CHANGES = RevisionCatalogue()
breaks, keeps = CHANGES.breaks, CHANGES.keeps
NOON = "2018-03-14T12:00"


def thaw(town: RevisedTown) -> None:
    """No date is frozen."""
    town.campaign["frozen"] = []


def nobody_ill(town: RevisedTown) -> None:
    """T01 has no day off; T03 goes on with Fatuleu because the planner allows it."""
    town.team("T01")["days_off"] = []
    town.campaign["rules"]["allow_handovers"] = True


def stays_a_night(town: RevisedTown) -> None:
    """T01 stays at Camplong on Wednesday 14 and drives home on the wet Thursday."""
    thaw(town)
    nobody_ill(town)
    town.campaign["rules"]["most_changes"] = None
    town.day("T01", 14).update(events=[], night_at="camplong")
    home = [drive("camplong", "oelamasi", "07:00", "07:45", 22_501)]
    town.dates("T01").insert(1, date("2018-03-15", "camplong", home, "oelamasi"))


def only_the_second_team_is_left(town: RevisedTown) -> None:
    """T01 does nothing; what it would have recorded is left."""
    thaw(town)
    town.campaign["rules"]["most_changes"] = None
    town.dates("T01").clear()


def from_noon(town: RevisedTown) -> None:
    """Now is noon of Wednesday 14: T01 is home, and has recorded the 30 of Oelamasi.

    What it did before noon is history; in the afternoon nothing is left for it there.
    """
    town.campaign["now"] = town.history["now"] = NOON
    town.campaign["promises"] = [p for p in town.campaign["promises"] if p["post"] != "oelamasi"]
    town.history["sessions"].append(session(14, "09:05", "oelamasi", 30, 30))
    town.place("oelamasi")["residents"] = 0
    town.state.update(at="oelamasi", **{"from": "12:00"})
    del town.dates("T01")[0]


# R1' a team under way


@breaks("R1' state_place")
def begins_elsewhere(town: RevisedTown) -> None:
    town.state["at"] = "lelogama"


@breaks("R1' state_place", "R2 place_gap")
def says_it_begins_at_the_base(town: RevisedTown) -> None:
    town.day("T01", 14)["start_at"] = "oelamasi"


@breaks("R2 place_gap")
def says_it_begins_there_but_drives_from_elsewhere(town: RevisedTown) -> None:
    thaw(town)
    del town.events("T01", 14)[0]


@breaks("R1 not_from_base")
def away_without_a_state(town: RevisedTown) -> None:
    del town.team("T01")["state"]


@breaks("R1' state_gap", "R8 nights_row")
def first_date_after_the_states(town: RevisedTown) -> None:
    """Without Wednesday the trip goes on five days after the state, for a third night."""
    thaw(town)
    town.campaign["rules"]["most_changes"] = None
    del town.dates("T01")[0]
    town.day("T01", 19)["start_at"] = "camplong"
    del town.events("T01", 19)[0]


@breaks("R1' state_date")
def first_date_before_the_states(town: RevisedTown) -> None:
    town.state.update(date="2018-03-15", at="oelamasi")
    thaw(town)
    town.day("T01", 14)["start_at"] = "oelamasi"
    town.events("T01", 14)[:1] = [stay("wait", "oelamasi", "08:00", "08:35")]


@keeps
def a_state_at_the_base_with_a_later_first_date(town: RevisedTown) -> None:
    thaw(town)
    town.campaign["rules"]["most_changes"] = None
    town.state.update(at="oelamasi", nights_away=0)
    del town.dates("T01")[0]


@keeps
def an_idle_team_at_the_base(town: RevisedTown) -> None:
    only_the_second_team_is_left(town)
    town.state.update(at="oelamasi", nights_away=0)


@breaks("R1' state_left")
def never_comes_home(town: RevisedTown) -> None:
    only_the_second_team_is_left(town)


@breaks("R1' state_left")
def waits_away_and_never_comes_home(town: RevisedTown) -> None:
    only_the_second_team_is_left(town)
    nobody_ill(town)
    town.state["nights_away"] = 0
    town.dates("T01").append(date("2018-03-14", "camplong", [], "camplong"))


@breaks("R1 not_to_base")
def ends_away(town: RevisedTown) -> None:
    only_the_second_team_is_left(town)
    nobody_ill(town)
    town.state["nights_away"] = 0
    drives = [drive("camplong", "lelogama", "07:00", "08:30", 48_001)]
    town.dates("T01").append(date("2018-03-14", "camplong", drives, "lelogama"))


@keeps
def no_date_is_left_to_come_home(town: RevisedTown) -> None:
    """The pair left for good on 13: no date of its own is there for the way home."""
    only_the_second_team_is_left(town)
    town.team("T01")["until"] = "2018-03-13"


@breaks("R1' state_left")
def a_last_date_is_left_to_come_home(town: RevisedTown) -> None:
    only_the_second_team_is_left(town)
    town.team("T01")["until"] = "2018-03-14"


@keeps
def a_null_state_is_none(town: RevisedTown) -> None:
    town.team("T02")["state"] = None


@keeps
def the_states_minute(town: RevisedTown) -> None:
    town.state["from"] = "08:00"


@breaks("R1' state_minute")
def a_minute_before_the_states(town: RevisedTown) -> None:
    town.state["from"] = "08:01"


@breaks("R1' state_minute")
def before_the_minute_of_a_state_at_the_base(town: RevisedTown) -> None:
    nobody_ill(town)
    town.team("T03")["state"] = {
        "date": "2018-03-15",
        "at": "oelamasi",
        "nights_away": 0,
        "from": "07:30",
    }


@keeps
def the_minute_holds_on_the_states_date_only(town: RevisedTown) -> None:
    town.team("T03")["state"] = {
        "date": "2018-03-14",
        "at": "oelamasi",
        "nights_away": 0,
        "from": "07:30",
    }


# R2: every date away is listed


@breaks("R2 dates_missing")
def a_date_is_missing_on_the_way_home(town: RevisedTown) -> None:
    stays_a_night(town)
    town.state["nights_away"] = 0
    home = town.dates("T01").pop(1)
    home["date"] = "2018-03-16"
    town.dates("T01").insert(1, home)


# R8: nights before the revision count


@breaks("R8 nights_row")
def one_night_more_than_allowed_with_those_before(town: RevisedTown) -> None:
    stays_a_night(town)


@keeps
def as_many_nights_as_allowed_with_those_before(town: RevisedTown) -> None:
    stays_a_night(town)
    town.state["nights_away"] = 1


@keeps
def more_nights_than_allowed_before_but_home_at_once(town: RevisedTown) -> None:
    town.state["nights_away"] = 9


@keeps
def nights_before_a_state_at_the_base_are_over(town: RevisedTown) -> None:
    """At home at noon after two nights away: the night at Lelogama is in another row."""
    from_noon(town)
    town.state["nights_away"] = 2


# R16: the history


@breaks("R16 history_campaign")
def history_of_another_campaign(town: RevisedTown) -> None:
    town.history["campaign_id"] = "kampung-lain-2018"


@breaks("R16 history_now")
def history_up_to_another_moment(town: RevisedTown) -> None:
    town.history["now"] = "2018-03-13"


@keeps
def midnight_written_out(town: RevisedTown) -> None:
    town.history["now"] = "2018-03-14T00:00"


@breaks("R16 history_order")
def history_out_of_order(town: RevisedTown) -> None:
    sessions = town.history["sessions"]
    sessions[1], sessions[2] = sessions[2], sessions[1]


@breaks("R16 history_twice")
def a_session_is_in_the_history_twice(town: RevisedTown) -> None:
    town.history["sessions"].insert(1, session(12, "08:30", "camplong", 42, 1))


@keeps
def two_teams_at_the_same_minute(town: RevisedTown) -> None:
    other = {**session(12, "08:30", "camplong", 5, 5), "team": "T03"}
    town.history["sessions"].insert(1, other)


@keeps
def a_post_that_is_no_more(town: RevisedTown) -> None:
    town.history["sessions"].append(session(13, "16:00", "a-post-that-was", 1, 1))


@keeps
def nothing_has_happened(town: RevisedTown) -> None:
    town.history["sessions"] = []


@keeps
def more_recorded_than_listed(town: RevisedTown) -> None:
    town.history["sessions"][0].update(recorded=60, no_shows=None, planned=None)


# R17 frozen dates


@breaks("R17 superseded_hash", repair=False)
def another_plan_is_superseded(town: RevisedTown) -> None:
    town.superseded["summary"]["metres"] += 1


@breaks("R17 frozen_event")
def a_frozen_date_begins_later(town: RevisedTown) -> None:
    """All of T02's Monday moves by five minutes, which nothing else forbids."""
    town.events("T02", 19)[0].update(start="16:05", end="17:00")


@breaks("R17 frozen_event")
def a_frozen_session_records_less(town: RevisedTown) -> None:
    town.events("T01", 14)[2]["residents"] = 29


@breaks("R17 frozen_event", "R3 drive_metres")
def a_frozen_drive_is_longer(town: RevisedTown) -> None:
    town.events("T02", 19)[0]["metres"] += 1


@breaks("R17 frozen_events")
def a_frozen_date_has_one_event_more(town: RevisedTown) -> None:
    town.events("T02", 19).insert(0, stay("wait", "oelamasi", "15:00", "16:00"))


@breaks("R17 frozen_events")
def a_frozen_date_is_dropped(town: RevisedTown) -> None:
    """T02 stays at home; the posts of Semau are left."""
    town.campaign["rules"]["most_changes"] = None
    town.dates("T02").clear()


@breaks("R17 frozen_events")
def a_frozen_date_without_events_gets_some(town: RevisedTown) -> None:
    town.campaign["frozen"].append({"team": "T03", "date": "2018-03-15"})


@keeps
def a_date_that_is_not_frozen_may_change(town: RevisedTown) -> None:
    thaw(town)
    town.events("T02", 19)[0].update(start="16:05", end="17:00")


@keeps
def other_dates_of_a_frozen_team_may_change(town: RevisedTown) -> None:
    town.events("T02", 20)[-1].update(residents=9)


@keeps
def frozen_from_noon_on(town: RevisedTown) -> None:
    """Of the date of now, only what begins from now on is frozen: here nothing."""
    from_noon(town)


@breaks("R17 frozen_events")
def an_event_after_noon_of_a_frozen_date(town: RevisedTown) -> None:
    from_noon(town)
    town.place("oelamasi")["residents"] = 6
    town.dates("T01").insert(0, _afternoon("13:00"))


def waits_at_noon(town: RevisedTown, until: str) -> None:
    """In the superseded plan T01 waits at home from 11:30 on, and records in the afternoon."""
    from_noon(town)
    town.place("oelamasi")["residents"] = 6
    planned = _afternoon("11:30")["events"]
    planned[0]["end"] = until
    for team in town.superseded["teams"]:
        if team["id"] == "T01":
            day = next(day for day in team["dates"] if day["date"] == "2018-03-14")
            day["events"] += planned
    town.supersede()
    town.dates("T01").insert(0, _afternoon("12:00"))


@keeps
def the_rest_of_a_wait_under_way(town: RevisedTown) -> None:
    waits_at_noon(town, "13:30")


@keeps
def what_follows_a_wait_under_way(town: RevisedTown) -> None:
    waits_at_noon(town, "13:30")
    del town.dates("T01")[0]["events"][0]


@breaks("R17 frozen_event")
def the_rest_of_a_wait_is_longer(town: RevisedTown) -> None:
    waits_at_noon(town, "13:00")


def on_the_other_side(town: RevisedTown) -> None:
    """The revision finds T02 on Tuesday 20 where its crossing ends, which it was loading for."""
    town.campaign["frozen"][1] = {"team": "T02", "date": "2018-03-20"}
    over = {"date": "2018-03-20", "at": "hansisi-port", "nights_away": 0, "from": "07:25"}
    town.team("T02")["state"] = over
    del town.dates("T02")[0]
    tuesday = town.dates("T02")[0]
    tuesday["start_at"] = "hansisi-port"
    assert [event["kind"] for event in tuesday["events"]][:2] == ["wait", "ferry"]
    del tuesday["events"][0]


@keeps
def a_crossing_for_which_a_team_is_loading(town: RevisedTown) -> None:
    on_the_other_side(town)
    del town.events("T02", 20)[0]


@breaks("R17 frozen_events")
def a_frozen_date_after_a_crossing_is_shorter(town: RevisedTown) -> None:
    on_the_other_side(town)
    del town.events("T02", 20)[0]
    town.place("uitao")["residents"] -= town.events("T02", 20)[-1]["residents"]
    del town.events("T02", 20)[-2:]


# R19 now


def _afternoon(start: str) -> Doc:
    """T01 records 6 more at Oelamasi on Wednesday from 14:00 on: 30 min * 12 / 60 = 6."""
    events = [
        stay("wait", "oelamasi", start, "13:30"),
        stay("setup", "oelamasi", "13:30", "14:00"),
        record("oelamasi", "14:00", "14:30", 6),
    ]
    return date("2018-03-14", "oelamasi", events, "oelamasi")


@keeps
def an_event_at_the_very_minute(town: RevisedTown) -> None:
    from_noon(town)
    thaw(town)
    town.place("oelamasi")["residents"] = 6
    town.dates("T01").insert(0, _afternoon("12:00"))


@breaks("R19 event_past", "R1' state_minute")
def an_event_a_minute_before_now(town: RevisedTown) -> None:
    from_noon(town)
    thaw(town)
    town.place("oelamasi")["residents"] = 6
    town.dates("T01").insert(0, _afternoon("11:59"))


@breaks("R19 event_past")
def a_date_before_now(town: RevisedTown) -> None:
    """T03 has recorded two of Camplong on Tuesday 13, says the revision of Wednesday 14."""
    events = [
        drive("oelamasi", "camplong", "07:00", "07:35", 22_501),
        stay("setup", "camplong", "07:35", "08:05"),
        record("camplong", "08:05", "08:15", 2),
        drive("camplong", "oelamasi", "08:15", "08:50", 22_501),
    ]
    town.dates("T03").insert(0, date("2018-03-13", "oelamasi", events, "oelamasi"))
    town.events("T03", 15)[2]["residents"] = 20


@breaks("R19 history_late")
def a_session_on_the_date_of_now(town: RevisedTown) -> None:
    town.history["sessions"].append(session(14, "09:05", "oelamasi", 30, 30))


@breaks("R19 history_late")
def a_session_at_the_very_minute(town: RevisedTown) -> None:
    from_noon(town)
    town.history["sessions"].append(session(14, "12:00", "oelamasi", 1, 1))


@keeps
def a_session_a_minute_before(town: RevisedTown) -> None:
    from_noon(town)
    town.history["sessions"].append(session(14, "11:59", "oelamasi", 1, 1))


# R5 and R6 where a revision begins in the middle of a date


def _from_five_past_ten(town: RevisedTown) -> None:
    """T01 records at Oelamasi since 09:05 in two sessions; now is 10:05, between the two."""
    now = "2018-03-14T10:05"
    town.campaign["now"] = town.history["now"] = now
    before = next(team for team in town.superseded["teams"] if team["id"] == "T01")
    wednesday = next(each for each in before["dates"] if each["date"] == "2018-03-14")
    *way, whole = wednesday["events"]
    sessions = [record("oelamasi", "09:05", "10:05", 12), record("oelamasi", "10:05", "11:35", 18)]
    wednesday["events"] = [*way, *sessions]
    assert whole["residents"] == 30
    town.supersede()
    town.history["sessions"].append(session(14, "09:05", "oelamasi", 12, 12))
    town.place("oelamasi")["residents"] = 18
    town.state.update(at="oelamasi", **{"from": "10:05"})
    town.day("T01", 14).update(start_at="oelamasi", events=[sessions[1]])


@keeps
def goes_on_where_it_is_set_up(town: RevisedTown) -> None:
    _from_five_past_ten(town)


@breaks("R5 setup_missing")
def goes_on_where_nothing_was_set_up(town: RevisedTown) -> None:
    _from_five_past_ten(town)
    before = next(team for team in town.superseded["teams"] if team["id"] == "T01")
    wednesday = next(each for each in before["dates"] if each["date"] == "2018-03-14")
    del wednesday["events"][1]
    town.supersede()


@breaks("R6 session_hours")
def a_session_in_a_pause(town: RevisedTown) -> None:
    """The kit of T01 is broken from 10:00 to 11:00; it records from 09:05 to 11:35."""
    town.team("T01")["pauses"] = [{"date": "2018-03-14", "from": "10:00", "until": "11:00"}]


@keeps
def pauses_of_others_and_on_other_dates(town: RevisedTown) -> None:
    town.team("T01")["pauses"] = [{"date": "2018-03-15", "from": "00:00", "until": "23:59"}]
    town.team("T02")["pauses"] = [{"date": "2018-03-14", "from": "10:00", "until": "11:00"}]


@breaks("R6 session_hours")
def a_session_outside_the_hours_of_its_date(town: RevisedTown) -> None:
    town.place("oelamasi")["hours_by_date"] = {"2018-03-14": [["09:00", "11:00"]]}


@keeps
def hours_of_a_date_that_are_longer(town: RevisedTown) -> None:
    town.place("oelamasi")["hours_by_date"] = {"2018-03-14": [["06:00", "18:00"]]}
