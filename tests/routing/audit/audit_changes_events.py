"""Changes that break or keep the rules on single events: R3, R4, R5, R6."""

from __future__ import annotations

from tests.routing.audit.audit_town import drive, ferry, record, stay
from tests.routing.audit.audit_workbench import Catalogue, Town

CHANGES = Catalogue()
breaks, keeps = CHANGES.breaks, CHANGES.keeps


# R3 drive


@breaks("R3 drive_minutes")
def drives_a_minute_faster(town: Town) -> None:
    town.events("T01", 14)[0]["start"] = "08:01"


@breaks("R3 drive_minutes")
def drives_a_minute_slower(town: Town) -> None:
    town.events("T01", 14)[0]["start"] = "07:59"


@breaks("R3 drive_minutes")
def drives_as_if_dry_on_a_wet_date(town: Town) -> None:
    town.events("T01", 15)[0]["start"] = "07:10"


@breaks("R3 drive_minutes")
def drives_as_if_wet_on_a_dry_date(town: Town) -> None:
    town.events("T01", 12)[0]["start"] = "07:15"


@breaks("R3 drive_minutes")
def drives_as_another_vehicle(town: Town) -> None:
    town.events("T02", 19)[0]["end"] = "17:00"


@breaks("R3 drive_metres")
def a_metre_more(town: Town) -> None:
    town.events("T01", 14)[0]["metres"] += 1


@breaks("R3 drive_metres")
def metres_of_the_way_back(town: Town) -> None:
    town.events("T01", 13)[0]["metres"] = 47_999


@breaks("R3 drive_absent")
def leg_absent_under_the_condition(town: Town) -> None:
    town.campaign["conditions"][0]["until"] = "2018-03-12"
    town.campaign["conditions"].insert(
        1, {"id": "wet", "from": "2018-03-13", "until": "2018-03-13"}
    )
    town.campaign["conditions"].insert(
        2, {"id": "dry", "from": "2018-03-14", "until": "2018-03-14"}
    )


@breaks("R3 drive_absent")
def leg_absent_in_one_direction(town: Town) -> None:
    town.travel.remove(("camplong", "oelamasi", "car", "wet", 45, 22_501))


@breaks("R3 drive_absent")
def leg_of_another_vehicle_only(town: Town) -> None:
    town.travel.remove(("oelamasi", "bolok-port", "motorcycle", "dry", 55, 44_321))


@breaks("R3 drive_absent")
def drives_over_the_sea(town: Town) -> None:
    town.events("T02", 20)[:3] = [drive("bolok-port", "uitao", "07:00", "07:45", 20_000)]


@breaks("R3 drive_nowhere")
def drives_to_where_it_is(town: Town) -> None:
    town.travel.append(("camplong", "camplong", "car", "dry", 5, 100))
    town.events("T01", 12).append(drive("camplong", "camplong", "16:00", "16:05", 100))


@keeps
def drives_one_after_another(town: Town) -> None:
    """T01 passes Camplong on the way home on Tuesday: 15:00 + 90 + 35 = 17:05."""
    town.campaign["rules"]["max_driving_minutes"] = 215
    town.events("T01", 13).append(drive("camplong", "oelamasi", "16:30", "17:05", 22_501))
    town.day("T01", 13)["night_at"] = "oelamasi"
    town.day("T01", 14)["start_at"] = "oelamasi"
    del town.events("T01", 14)[0]


# R4 crossing


@breaks("R4 ferry_route", "R4 ferry_loading")
def crossing_of_the_other_direction(town: Town) -> None:
    town.events("T02", 21)[4]["crossing"] = "boat-out"


@breaks("R4 ferry_vehicle")
def vehicle_not_taken(town: Town) -> None:
    town.crossing("ferry-out")["vehicles"] = ["car"]


@breaks("R4 ferry_weekday")
def does_not_run_on_tuesdays(town: Town) -> None:
    town.crossing("ferry-out")["weekdays"] = [0, 2, 3, 4, 5, 6]


@breaks("R4 ferry_cancelled")
def ferry_of_a_cancelled_date(town: Town) -> None:
    town.crossing("ferry-out")["cancelled_dates"] = ["2018-03-20", "2018-03-27"]


@keeps
def ferry_cancelled_on_other_dates(town: Town) -> None:
    town.crossing("ferry-out")["cancelled_dates"] = ["2018-03-27"]


@breaks("R4 ferry_departure")
def leaves_before_the_departure(town: Town) -> None:
    town.crossing("ferry-out")["departures"] = ["07:01", "16:00"]


@breaks("R4 ferry_departure")
def no_departure_at_all(town: Town) -> None:
    town.crossing("ferry-out")["departures"] = []


@keeps
def any_departure_of_several(town: Town) -> None:
    town.crossing("ferry-out")["departures"] = ["16:00", "07:00"]


@keeps
def open_and_close_bind_on_demand_only(town: Town) -> None:
    town.crossing("ferry-out").update(open="08:00", close="09:00")


@breaks("R4 ferry_window")
def on_demand_before_opening(town: Town) -> None:
    town.crossing("boat-back")["open"] = "08:42"


@breaks("R4 ferry_window")
def on_demand_after_closing(town: Town) -> None:
    town.crossing("boat-back")["close"] = "08:40"


@keeps
def on_demand_at_the_only_minute(town: Town) -> None:
    town.crossing("boat-back").update(open="08:41", close="08:41")


@breaks("R4 ferry_minutes")
def crosses_faster_than_the_ferry(town: Town) -> None:
    town.crossing("ferry-out")["crossing_minutes"] = 26


@breaks("R4 ferry_minutes")
def crosses_slower_than_the_boat(town: Town) -> None:
    town.crossing("boat-back")["crossing_minutes"] = 29


@breaks("R4 ferry_loading")
def a_minute_late_for_loading(town: Town) -> None:
    town.events("T02", 20)[0]["start"] = "06:41"


@keeps
def just_in_time_for_loading(town: Town) -> None:
    town.events("T02", 20)[0]["start"] = "06:40"


@breaks("R4 ferry_loading")
def no_wait_for_loading(town: Town) -> None:
    del town.events("T02", 20)[0]


@keeps
def no_wait_where_nothing_is_loaded(town: Town) -> None:
    town.crossing("ferry-out")["loading_minutes"] = 0
    del town.events("T02", 20)[0]


@keeps
def waits_for_loading_add_up(town: Town) -> None:
    town.events("T02", 20)[:1] = [
        stay("wait", "bolok-port", "06:40", "06:55"),
        stay("wait", "bolok-port", "06:55", "07:00"),
    ]


@breaks("R4 ferry_loading")
def waited_the_evening_before(town: Town) -> None:
    town.events("T02", 19).append(stay("wait", "bolok-port", "16:55", "17:55"))
    del town.events("T02", 20)[0]


@breaks("R4 ferry_loading")
def waited_before_the_port(town: Town) -> None:
    town.events("T02", 21)[2:4] = [
        stay("wait", "uitao", "08:06", "08:21"),
        drive("uitao", "hansisi-port", "08:21", "08:41", 9_999),
    ]


@breaks("R4 ferry_loading", "R5 setup_minutes")
def another_event_between_wait_and_ferry(town: Town) -> None:
    town.events("T02", 21)[3:4] = [
        stay("wait", "hansisi-port", "08:26", "08:40"),
        stay("setup", "hansisi-port", "08:40", "08:41"),
    ]


@keeps
def ferry_back_in_the_afternoon(town: Town) -> None:
    """T02 returns on Wednesday by the 16:00 ferry, which then runs on Wednesdays too."""
    town.crossing("ferry-back")["weekdays"] = [1, 2, 3, 5, 6]
    town.events("T02", 21)[3:] = [
        stay("wait", "hansisi-port", "08:26", "16:00"),
        ferry("ferry-back", "hansisi-port", "bolok-port", "16:00", "16:25"),
        drive("bolok-port", "oelamasi", "16:25", "17:20", 44_321),
    ]


# R5 set-up


@breaks("R5 setup_missing")
def no_setup(town: Town) -> None:
    town.events("T01", 12)[1]["kind"] = "wait"


@breaks("R5 setup_missing")
def no_setup_of_a_single_minute(town: Town) -> None:
    town.campaign["teams"][1]["setup_minutes"] = 1
    town.events("T02", 20)[3:4] = [
        stay("setup", "uitao", "07:45", "07:46"),
        stay("wait", "uitao", "07:46", "08:05"),
    ]
    town.events("T02", 21)[0]["kind"] = "wait"


@breaks("R5 setup_missing")
def setup_of_the_day_before(town: Town) -> None:
    del town.events("T02", 21)[0]


@breaks("R5 setup_missing")
def setup_at_another_post(town: Town) -> None:
    town.events("T01", 13)[1]["kind"] = "wait"
    town.events("T01", 13).insert(0, stay("setup", "camplong", "06:30", "07:00"))


@breaks("R5 setup_missing")
def setup_after_the_first_session(town: Town) -> None:
    town.events("T01", 12)[1:3] = [
        record("camplong", "08:00", "08:30", 6),
        stay("setup", "camplong", "08:30", "09:00"),
        record("camplong", "09:00", "12:00", 36),
    ]


@breaks("R5 setup_minutes")
def setup_a_minute_short(town: Town) -> None:
    town.events("T01", 12)[1:2] = [
        stay("setup", "camplong", "08:00", "08:29"),
        stay("wait", "camplong", "08:29", "08:30"),
    ]


@breaks("R5 setup_minutes")
def setup_a_minute_long(town: Town) -> None:
    town.events("T01", 12)[0].update(start="07:24", end="07:59")
    town.events("T01", 12)[1]["start"] = "07:59"


@breaks("R5 setup_minutes")
def setup_in_two_pieces(town: Town) -> None:
    town.events("T01", 12)[1:2] = [
        stay("setup", "camplong", "08:00", "08:15"),
        stay("setup", "camplong", "08:15", "08:30"),
    ]


@breaks("R5 setup_minutes")
def setup_where_none_is_needed(town: Town) -> None:
    town.team("T01")["setup_minutes"] = 0


@keeps
def no_setup_where_none_is_needed(town: Town) -> None:
    town.team("T01")["setup_minutes"] = 0
    for day in (12, 13, 14, 15, 16):
        town.events("T01", day)[1]["kind"] = "wait"


@keeps
def one_setup_for_a_post_that_the_team_leaves_in_between(town: Town) -> None:
    """On Tuesday T01 records 6 at Camplong, 36 at Lelogama and 6 at Camplong again.

    08:00-08:30 -> 6; 10:00-10:30 set-up; 10:30-12:00 -> 18; back 13:30; 13:30-14:00 -> 6.
    """
    town.day("T01", 13)["events"] = [
        stay("setup", "camplong", "07:30", "08:00"),
        record("camplong", "08:00", "08:30", 6),
        drive("camplong", "lelogama", "08:30", "10:00", 48_001),
        stay("setup", "lelogama", "10:00", "10:30"),
        record("lelogama", "10:30", "12:00", 18),
        drive("lelogama", "camplong", "12:00", "13:30", 47_999),
        record("camplong", "13:30", "14:00", 6),
    ]
    town.events("T01", 15)[2]["residents"] = 5


# R6 session


@breaks("R6 session_hours")
def starts_before_opening(town: Town) -> None:
    town.events("T02", 21)[0].update(start="07:39", end="07:59")
    town.events("T02", 21)[1]["start"] = "07:59"


@breaks("R6 session_hours")
def ends_after_closing(town: Town) -> None:
    town.events("T01", 12)[4]["end"] = "16:01"


@breaks("R6 session_hours")
def records_through_the_break(town: Town) -> None:
    town.events("T01", 12)[2:] = [record("camplong", "08:30", "16:00", 78)]


@breaks("R6 session_hours")
def friday_ends_earlier(town: Town) -> None:
    town.events("T01", 16)[2]["end"] = "11:31"
    town.events("T01", 16)[3].update(start="11:31", end="12:16")


@breaks("R6 session_hours")
def closed_on_that_weekday(town: Town) -> None:
    town.place("camplong")["hours_by_weekday"] = {"0": []}


@breaks("R6 session_hours")
def weekday_hours_replace_the_usual_ones(town: Town) -> None:
    town.place("uitao")["hours_by_weekday"] = {"2": [["08:01", "18:00"]]}


@keeps
def weekday_hours_of_another_weekday(town: Town) -> None:
    town.place("uitao")["hours_by_weekday"] = {"0": [], "3": [["10:00", "10:30"]]}


@breaks("R6 session_closed")
def closed_on_that_date(town: Town) -> None:
    town.place("camplong")["closed_dates"].append("2018-03-12")


@breaks("R6 session_empty")
def records_nobody(town: Town) -> None:
    town.events("T02", 21)[1]["residents"] = 0


@breaks("R6 session_empty")
def records_fewer_than_nobody(town: Town) -> None:
    town.events("T02", 21)[1]["residents"] = -1


@breaks("R6 session_rate")
def one_more_than_the_rate_allows(town: Town) -> None:
    town.events("T01", 13)[2]["residents"] = 35
    town.events("T01", 13)[4]["residents"] = 25


@breaks("R6 session_rate")
def minutes_of_another_session_do_not_count(town: Town) -> None:
    """42 + 36 fit into 390 minutes, but 43 do not fit into the first 210."""
    town.events("T01", 12)[2]["residents"] = 43
    town.events("T01", 12)[4]["residents"] = 35


@breaks("R6 session_rate")
def a_minute_short_of_a_resident(town: Town) -> None:
    """5 minutes at 10 an hour make 50 // 60 = 0 residents."""
    town.events("T02", 21)[1]["end"] = "08:05"
    town.events("T02", 21).insert(2, stay("wait", "uitao", "08:05", "08:06"))


@breaks("R6 session_rate")
def slower_team(town: Town) -> None:
    town.team("T01")["rate_per_hour"] = 11
