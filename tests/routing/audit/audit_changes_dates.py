"""Changes that break or keep the rules on dates and nights: R1, R2, R8, R9, R10, R14."""

from __future__ import annotations

from tests.routing.audit.audit_town import date, drive, stay
from tests.routing.audit.audit_workbench import Catalogue, Town

CHANGES = Catalogue()
breaks, keeps = CHANGES.breaks, CHANGES.keeps


def free_rest_days(town: Town) -> None:
    """Let teams be away on rest days."""
    town.campaign["rules"]["home_on_rest_days"] = False


def rest_away(town: Town) -> None:
    """Make Tuesday 13 a rest day that T01 spends at Camplong, between two nights there."""
    town.campaign["rest_days"].append("2018-03-13")
    town.day("T01", 13)["events"] = []


# R1 base


@breaks("R1 not_from_base")
def first_date_starts_away(town: Town) -> None:
    town.day("T01", 12)["start_at"] = "camplong"
    del town.events("T01", 12)[0]


@breaks("R1 not_from_base", "R2 place_gap")
def first_date_says_it_starts_away(town: Town) -> None:
    town.day("T01", 12)["start_at"] = "camplong"


@breaks("R1 not_from_base", "R2 place_gap")
def first_event_away(town: Town) -> None:
    del town.events("T01", 12)[0]


@breaks("R1 not_to_base")
def never_comes_home(town: Town) -> None:
    free_rest_days(town)
    del town.events("T01", 16)[-1]
    town.day("T01", 16)["night_at"] = "camplong"


@breaks("R1 not_to_base", "R2 night_place")
def sleeps_at_base_without_going_there(town: Town) -> None:
    del town.events("T01", 16)[-1]


@breaks("R1 idle_team_dates")
def idle_team_lists_a_date(town: Town) -> None:
    town.dates("T03").append(date("2018-03-12", "oelamasi", [], "oelamasi"))


@breaks("R1 idle_date")
def rest_day_at_base_is_listed(town: Town) -> None:
    town.dates("T01").append(date("2018-03-17", "oelamasi", [], "oelamasi"))


# R2 continuity


@breaks("R2 kind_unknown")
def unknown_kind(town: Town) -> None:
    town.events("T01", 12)[3]["kind"] = "lunch"


@breaks("R2 kind_unknown")
def kind_in_capitals(town: Town) -> None:
    town.events("T01", 12)[3]["kind"] = "WAIT"


@breaks("R2 event_backwards", "R2 time_gap")
def ends_before_it_starts(town: Town) -> None:
    town.events("T01", 12)[3]["end"] = "11:00"


@breaks("R2 event_empty")
def wait_of_no_time(town: Town) -> None:
    town.events("T01", 12).insert(3, stay("wait", "camplong", "12:00", "12:00"))


@breaks("R2 event_empty", "R3 drive_minutes")
def drive_of_no_time_on_a_leg_that_takes_time(town: Town) -> None:
    town.events("T02", 19)[0]["end"] = "16:00"


@keeps
def drive_of_no_time_on_a_leg_of_no_time(town: Town) -> None:
    leg = ("oelamasi", "bolok-port", "motorcycle", "dry", 55, 44_321)
    town.travel[town.travel.index(leg)] = (*leg[:4], 0, 5)
    town.events("T02", 19)[0].update(end="16:00", metres=5)


@breaks("R2 time_gap")
def idle_without_a_wait(town: Town) -> None:
    del town.events("T01", 12)[3]


@breaks("R2 time_gap")
def overlaps_by_a_minute(town: Town) -> None:
    town.events("T01", 13)[5].update(start="14:59", end="16:29")


@breaks("R2 place_gap")
def waits_elsewhere(town: Town) -> None:
    town.events("T01", 12)[3]["at"] = "lelogama"


@breaks("R2 place_gap")
def jumps_between_posts(town: Town) -> None:
    del town.events("T01", 13)[0]


@breaks("R2 place_gap")
def jumps_over_the_strait(town: Town) -> None:
    del town.events("T02", 20)[:2]


@breaks("R2 date_start")
def wakes_up_elsewhere_on_a_trip(town: Town) -> None:
    town.day("T01", 13)["start_at"] = "lelogama"
    del town.events("T01", 13)[0]


@breaks("R2 date_start")
def second_trip_starts_away(town: Town) -> None:
    town.day("T01", 15)["start_at"] = "camplong"
    del town.events("T01", 15)[0]


@breaks("R2 night_place")
def sleeps_elsewhere(town: Town) -> None:
    town.day("T01", 12)["night_at"] = "lelogama"
    town.day("T01", 13)["start_at"] = "lelogama"
    del town.events("T01", 13)[0]


@breaks("R2 dates_order")
def dates_swapped(town: Town) -> None:
    dates = town.dates("T01")
    dates[3], dates[4] = dates[4], dates[3]


@breaks("R2 dates_order")
def date_listed_twice(town: Town) -> None:
    town.events("T01", 15)[2]["residents"] = 6
    town.dates("T01").insert(4, dict(town.day("T01", 15)))


@breaks("R2 dates_missing")
def date_missing_on_a_trip(town: Town) -> None:
    del town.dates("T01")[1]


@keeps
def dates_between_trips_are_not_listed(town: Town) -> None:
    del town.dates("T01")[3]


# R8 nights


@breaks("R8 night_lodging")
def no_lodging(town: Town) -> None:
    town.place("bolok-port")["lodging_per_person"] = None


@keeps
def lodging_without_a_price(town: Town) -> None:
    town.place("bolok-port")["lodging_per_person"] = 0


@breaks("R8 nights_row")
def one_night_too_many(town: Town) -> None:
    town.campaign["rules"]["max_nights_out"] = 1


@breaks("R8 nights_row")
def rest_days_away_count_as_nights(town: Town) -> None:
    free_rest_days(town)
    rest_away(town)
    town.campaign["rules"]["max_nights_out"] = 1


@breaks("R8 nights_row", "R2 dates_missing")
def missing_dates_count_as_nights(town: Town) -> None:
    """Away on 12 and 14, the night between them is not listed: three in a row."""
    del town.dates("T01")[1]
    town.day("T01", 14).update(events=[], night_at="camplong")
    town.day("T01", 15)["start_at"] = "camplong"
    del town.events("T01", 15)[0]


@keeps
def a_night_at_base_starts_a_new_row(town: Town) -> None:
    """T01 is away on the nights of 12 and 13, at home on 14, away on 15: two in a row."""
    town.dates("T01")[3]["night_at"] = "camplong"
    del town.events("T01", 15)[-1]
    town.day("T01", 16)["start_at"] = "camplong"
    del town.events("T01", 16)[0]


# R9 rest days


@breaks("R9 rest_events")
def works_on_a_rest_day(town: Town) -> None:
    town.campaign["rest_days"].append("2018-03-15")


@breaks("R9 rest_events")
def waits_on_a_rest_day(town: Town) -> None:
    wait = stay("wait", "oelamasi", "08:00", "09:00")
    town.dates("T01").append(date("2018-03-17", "oelamasi", [wait], "oelamasi"))


@breaks("R9 rest_night")
def away_before_a_rest_day(town: Town) -> None:
    rest_away(town)


@keeps
def away_before_a_rest_day_where_that_is_allowed(town: Town) -> None:
    free_rest_days(town)
    rest_away(town)


# R10 dates


@breaks("R10 date_outside")
def before_the_start(town: Town) -> None:
    town.campaign["start"] = "2018-03-13"


@breaks("R10 date_outside", "R10 night_after_end")
def after_the_deadline(town: Town) -> None:
    town.campaign["deadline"] = "2018-03-20"


@keeps
def on_the_deadline(town: Town) -> None:
    town.campaign["deadline"] = "2018-03-21"


@breaks("R10 date_outside")
def before_the_teams_first_date(town: Town) -> None:
    town.team("T02")["from"] = "2018-03-20"


@breaks("R10 date_outside", "R10 night_after_end")
def after_the_teams_last_date(town: Town) -> None:
    town.team("T02")["until"] = "2018-03-20"


@breaks("R10 date_outside")
def day_trip_after_the_teams_last_date(town: Town) -> None:
    town.team("T01")["until"] = "2018-03-15"


@breaks("R10 night_after_end", "R1 not_to_base")
def trip_not_over_on_the_last_date(town: Town) -> None:
    never_comes_home(town)
    town.team("T01")["until"] = "2018-03-16"


@breaks("R10 off_events")
def day_trip_on_a_day_off(town: Town) -> None:
    town.team("T01")["days_off"] = ["2018-03-15"]


@breaks("R10 off_events", "R10 off_night")
def on_the_way_on_a_day_off(town: Town) -> None:
    town.team("T02")["days_off"] = ["2018-03-20"]


@breaks("R10 off_night")
def away_on_a_day_off_without_events(town: Town) -> None:
    """T01 stays at Camplong on Tuesday 13, between two nights there."""
    town.day("T01", 13)["events"] = []
    town.team("T01")["days_off"] = ["2018-03-13"]


@keeps
def days_off_before_between_and_after_trips(town: Town) -> None:
    town.team("T02")["days_off"] = ["2018-03-12", "2018-03-16", "2018-03-22"]


# R14 duty


@breaks("R14 duty_window")
def starts_before_duty(town: Town) -> None:
    town.campaign["rules"]["duty_start"] = "06:31"


@keeps
def starts_with_duty(town: Town) -> None:
    town.campaign["rules"]["duty_start"] = "06:30"


@breaks("R14 duty_window")
def ends_after_duty(town: Town) -> None:
    town.campaign["rules"]["duty_end"] = "16:54"


@keeps
def ends_with_duty(town: Town) -> None:
    town.campaign["rules"]["duty_end"] = "16:55"


@keeps
def first_event_at_any_minute_of_duty(town: Town) -> None:
    town.events("T02", 19)[0].update(start="17:05", end="18:00")


@breaks("R14 duty_window")
def last_event_a_minute_past_duty(town: Town) -> None:
    town.events("T02", 19)[0].update(start="17:06", end="18:01")


@breaks("R14 duty_window")
def waits_after_duty(town: Town) -> None:
    town.events("T02", 19).append(stay("wait", "bolok-port", "16:55", "18:01"))


@breaks("R14 duty_driving")
def drives_a_minute_too_long(town: Town) -> None:
    town.campaign["rules"]["max_driving_minutes"] = 179


def _only_second_team(town: Town) -> None:
    for team in town.plan["teams"]:
        if team["id"] != "T02":
            team["dates"] = []


@keeps
def ferry_is_no_driving(town: Town) -> None:
    """T02 drives at most 20 + 55 = 75 minutes on a date; the boat's 30 do not count."""
    _only_second_team(town)
    town.campaign["rules"]["max_driving_minutes"] = 75


@breaks("R14 duty_driving")
def drives_too_long_around_a_ferry(town: Town) -> None:
    _only_second_team(town)
    town.campaign["rules"]["max_driving_minutes"] = 74


@breaks("R14 duty_window", "R3 drive_midnight")
def drives_past_midnight(town: Town) -> None:
    town.campaign["rules"]["duty_end"] = "24:00"
    town.dates("T02")[0]["events"] = [
        drive("oelamasi", "bolok-port", "23:30", "24:25", 44_321),
    ]


@keeps
def drives_until_midnight(town: Town) -> None:
    town.campaign["rules"]["duty_end"] = "24:00"
    town.events("T02", 19)[0].update(start="23:05", end="24:00")
