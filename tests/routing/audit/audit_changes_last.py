"""Changes that break or keep R6': late ends of a post's last session, and small visits.

Lelogama's last session is on Tuesday 13 March: 13:00-15:00, 24 residents, and then all 60 are
recorded. Oelamasi's only one is on Wednesday 14 March: 09:05-11:35, all of its 30.
Camplong keeps 5 residents; its last session is on Friday 16 March, 08:15-11:30.
"""

from __future__ import annotations

from tests.routing.audit.audit_changes_shared import share
from tests.routing.audit.audit_town import date, drive, record, stay
from tests.routing.audit.audit_workbench import Catalogue, Town

CHANGES = Catalogue()
breaks, keeps = CHANGES.breaks, CHANGES.keeps


def finish(town: Town, minutes: int) -> None:
    town.campaign["rules"]["finish_minutes"] = minutes


def least(town: Town, residents: int) -> None:
    town.campaign["rules"]["min_visit_residents"] = residents


def closes_early(town: Town, place: str, close: str) -> None:
    """The afternoon at a post ends at `close`."""
    town.place(place)["hours"] = [["08:00", "12:00"], ["13:00", close]]


# Late ends


@keeps
def last_session_ends_within_the_minutes(town: Town) -> None:
    finish(town, 20)
    closes_early(town, "lelogama", "14:40")


@breaks("R6 session_hours")
def last_session_ends_a_minute_too_late(town: Town) -> None:
    finish(town, 20)
    closes_early(town, "lelogama", "14:39")


@breaks("R6 session_hours")
def no_minutes_to_finish(town: Town) -> None:
    finish(town, 0)
    closes_early(town, "lelogama", "14:59")


@breaks("R6' session_not_last")
def a_resident_is_left(town: Town) -> None:
    finish(town, 20)
    closes_early(town, "lelogama", "14:40")
    town.place("lelogama")["residents"] = 61


@breaks("R6' session_not_last")
def another_date_follows(town: Town) -> None:
    """Monday's session at Camplong ends a minute late, and all are recorded on Friday."""
    finish(town, 20)
    town.place("camplong")["hours_by_weekday"] = {"0": [["08:00", "12:00"], ["13:00", "15:59"]]}
    town.place("camplong")["residents"] = 95


@breaks("R6' session_not_last")
def an_earlier_session_of_the_last_date(town: Town) -> None:
    """Tuesday morning's session at Lelogama ends a minute late, the afternoon's is the last."""
    finish(town, 20)
    town.place("lelogama")["hours"] = [["08:00", "11:59"], ["13:00", "16:00"]]


@breaks("R6 session_hours")
def starts_after_closing(town: Town) -> None:
    """What begins when the doors are closed finishes nothing, however short it is."""
    finish(town, 180)
    town.place("lelogama")["hours"] = [["08:00", "12:00"]]


@keeps
def starts_in_another_interval(town: Town) -> None:
    """Two intervals that touch: the second may be left late although the first was as well."""
    finish(town, 20)
    town.place("lelogama")["hours"] = [["08:00", "12:00"], ["12:59", "14:59"]]


def _two_teams(town: Town, second: str) -> None:
    """T03 records 5 of Camplong's 100 on Friday, up to `second`; T01's session ends at 11:30."""
    finish(town, 20)
    share(town)
    town.place("camplong")["hours_by_weekday"] = {"4": [["08:00", "11:20"]]}
    events = [
        drive("oelamasi", "camplong", "07:15", "08:00", 22_501),
        stay("setup", "camplong", "08:00", "08:30"),
        record("camplong", "08:30", second, 5),
        drive("camplong", "oelamasi", second, _later(second, 45), 22_501),
    ]
    town.dates("T03").append(date("2018-03-16", "oelamasi", events, "oelamasi"))


def _later(clock: str, minutes: int) -> str:
    minute = int(clock[:2]) * 60 + int(clock[3:]) + minutes
    return f"{minute // 60:02d}:{minute % 60:02d}"


@keeps
def last_of_two_teams(town: Town) -> None:
    _two_teams(town, "11:20")


@breaks("R6' session_not_last")
def another_team_ends_later(town: Town) -> None:
    _two_teams(town, "11:31")


# Small visits


@keeps
def smallest_visit_is_enough(town: Town) -> None:
    """T01 records 5 at Camplong on Friday, T02 1 at Uitao on Wednesday: without that one, 5."""
    least(town, 5)
    _without_one(town)


def _without_one(town: Town) -> None:
    """T02 leaves the last resident of Uitao and only goes home on Wednesday."""
    town.events("T02", 21)[:2] = [stay("wait", "uitao", "07:40", "08:06")]


@breaks("R6' visit_small")
def one_resident_more_is_asked_for(town: Town) -> None:
    least(town, 6)
    _without_one(town)


@breaks("R6' visit_small")
def a_visit_for_one(town: Town) -> None:
    least(town, 2)


@keeps
def one_is_always_enough(town: Town) -> None:
    least(town, 1)


@keeps
def both_sessions_of_a_date_count(town: Town) -> None:
    """Tuesday at Lelogama: 36 in the morning and 24 after noon make 60."""
    least(town, 60)
    town.campaign["rules"]["max_driving_minutes"] = 215  # 90 + 90 + 35
    town.place("camplong")["residents"] = 0
    town.place("uitao")["residents"] = 0
    town.dates("T02").clear()
    del town.dates("T01")[2:]
    town.dates("T01")[0]["events"][1:] = []
    town.events("T01", 13).append(drive("camplong", "oelamasi", "16:30", "17:05", 22_501))
    town.day("T01", 13)["night_at"] = "oelamasi"


@keeps
def all_that_a_post_ever_had(town: Town) -> None:
    """Oelamasi has 30, Lelogama 60: no visit can be larger."""
    least(town, 61)
    town.place("camplong")["residents"] = 0
    town.place("uitao")["residents"] = 0
    town.dates("T02").clear()
    del town.dates("T01")[3:]
    town.dates("T01")[0]["events"][1:] = []
