"""Calendars of revisions, imported one after the other as a phone does."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from maps import MapData, PastSession, write_exports
from maps.exports.icalendar_files import pair_calendar
from maps.figures import all_pairs
from maps.language import language
from routing.plan.document import Drive, Session, Setup, TeamDate, TeamPlan

MONDAY = dt.date(2018, 3, 12)
DAY = dt.timedelta(days=1)


def written(folder: Path, data: MapData) -> dict[str, Any] | None:
    """The calendar of T01 in a folder of exports: events by id."""
    folder.mkdir()
    write_exports(folder, data, "en")
    path = folder / "team-T01.ics"
    return events_of(path.read_bytes()) if path.exists() else None


def events_of(file: bytes) -> dict[str, Any]:
    calendar = Calendar.from_ical(file)
    assert str(calendar["METHOD"]) == "PUBLISH"
    events = calendar.walk("VEVENT")
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


def imported(data: MapData) -> dict[str, Any]:
    """The calendar of T01, which has dates or had some; as `written`, without other files."""
    return events_of(pair_calendar(data, all_pairs(data)[0], language("en")))


def with_dates(data: MapData, dates: Sequence[TeamDate]) -> MapData:
    teams = (TeamPlan("T01", (), tuple(dates)), *data.plan.teams[1:])
    return replace(data, plan=replace(data.plan, teams=teams))


def revision(
    before: MapData, now: dt.datetime, dates: Sequence[TeamDate], extra: Sequence[PastSession] = ()
) -> MapData:
    """The revision of a plan from a moment on, with all that happened before in its history."""
    history = list(before.history)
    history += [
        PastSession("T01", session.at, day, session.start, session.residents)
        for team, day, session in before.plan.sessions()
        if team == "T01" and local(day, session.start) < now
    ]
    campaign = before.campaign
    later = replace(campaign, id=campaign.identity, revision=campaign.revision + 1, now=now)
    data = replace(before, campaign=later, previous=before.plan, history=(*history, *extra))
    return with_dates(data, dates)


def local(day: dt.date, minutes: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)


def told(event: Any) -> tuple[str, str]:
    return (str(event["DTSTART"].dt)[:16], str(event["SUMMARY"]))


def cancelled(events: dict[str, Any]) -> dict[str, Any]:
    return {uid: each for uid, each in events.items() if each["STATUS"] == "CANCELLED"}


def test_no_news_changes_nothing_but_the_number(data: MapData, tmp_path: Path) -> None:
    first = written(tmp_path / "0", data)
    now = dt.datetime(2018, 3, 10, 8)
    second = written(tmp_path / "1", revision(data, now, data.plan.teams[0].dates))
    assert first is not None
    assert second is not None
    assert {uid: told(each) for uid, each in first.items()} == {
        uid: told(each) for uid, each in second.items()
    }
    assert {(int(e["SEQUENCE"]), str(e["STATUS"])) for e in first.values()} == {(0, "CONFIRMED")}
    assert {(int(e["SEQUENCE"]), str(e["STATUS"])) for e in second.values()} == {(1, "CONFIRMED")}
    start = dt.datetime(2018, 3, 12, tzinfo=dt.UTC)
    assert {e["DTSTAMP"].dt for e in first.values()} == {start}
    assert {e["LAST-MODIFIED"].dt for e in second.values()} == {start + dt.timedelta(seconds=1)}


def test_a_session_that_goes_is_cancelled_under_its_id(data: MapData, tmp_path: Path) -> None:
    """The afternoon on Semau is dropped on the evening before; the rest stays as it was."""
    first = written(tmp_path / "0", data)
    _, tuesday, *others = data.plan.teams[0].dates
    dates = (replace(tuesday, events=tuesday.events[:-2]), *others)
    second = written(tmp_path / "1", revision(data, dt.datetime(2018, 3, 12, 20), dates))
    assert first is not None
    assert second is not None
    (uid,) = cancelled(second)
    assert told(first[uid]) == told(second[uid])
    assert told(second[uid]) == ("2018-03-13 13:00", "T01: Record at Semau (14 residents)")
    assert int(second[uid]["SEQUENCE"]) == 1
    from_tuesday = {u: told(e) for u, e in first.items() if told(e)[0] >= "2018-03-13"}
    assert {u: told(e) for u, e in second.items()} == from_tuesday
    # 20:00 in Kupang is noon in UTC, and a second is added for the revision
    stamp = dt.datetime(2018, 3, 12, 12, 0, 1, tzinfo=dt.UTC)
    assert {e["DTSTAMP"].dt for e in second.values()} == {stamp}


def test_dates_that_move_are_the_same_events(data: MapData, tmp_path: Path) -> None:
    """From Tuesday on everything happens two days later."""
    first = written(tmp_path / "0", data)
    dates = [replace(day, date=day.date + 2 * DAY) for day in data.plan.teams[0].dates[1:]]
    second = written(tmp_path / "1", revision(data, dt.datetime(2018, 3, 13), dates))
    assert first is not None
    assert second is not None
    assert cancelled(second) == {}
    assert set(second) < set(first)
    assert all(second[u]["DTSTART"].dt == first[u]["DTSTART"].dt + 2 * DAY for u in second)


def test_a_pair_that_is_taken_out_has_its_dates_cancelled(data: MapData, tmp_path: Path) -> None:
    first = written(tmp_path / "0", data)
    gone = revision(data, dt.datetime(2018, 3, 13), ())
    second = written(tmp_path / "1", gone)
    assert first is not None
    assert second is not None
    expected = {u: told(e) for u, e in first.items() if told(e)[0] >= "2018-03-13"}
    assert {u: told(e) for u, e in cancelled(second).items()} == expected
    assert len(second) == len(expected)
    assert not (tmp_path / "1" / "team-T01.gpx").exists()
    assert not (tmp_path / "1" / "team-T02.ics").exists()
    # also where the campaign does not have the pair any more
    teams = (gone.campaign.teams[1],)
    plan = replace(gone.plan, teams=(gone.plan.teams[1],))
    left = replace(gone, campaign=replace(gone.campaign, teams=teams), plan=plan)
    third = written(tmp_path / "2", left)
    assert third is not None
    assert set(cancelled(third)) == set(expected)


def test_a_session_that_no_plan_had_moves_no_number(data: MapData, tmp_path: Path) -> None:
    extra = PastSession("T01", "se", MONDAY, 900, 0)
    now, dates = dt.datetime(2018, 3, 13), data.plan.teams[0].dates[1:]
    plain = written(tmp_path / "0", revision(data, now, dates))
    more = written(tmp_path / "1", revision(data, now, dates, [extra]))
    assert plain is not None
    assert more is not None
    assert set(plain) == set(more)


def duty(choice: random.Random, day: dt.date, base: str) -> TeamDate:
    """A date at one or two posts, or on the way only."""
    events: list[Any] = []
    at, clock = base, 420
    for post in choice.sample(["ba", "se", "ta"], choice.choice([0, 1, 1, 2])):
        events += [Drive(at, post, clock, clock + 30, 9_000), Setup(post, clock + 30, clock + 60)]
        events.append(Session(post, clock + 60, clock + 150, choice.randint(1, 18)))
        at, clock = post, clock + 180
    if choice.random() < 0.5 or not events:
        events.append(Drive(at, base, clock, clock + 40, 9_000))
        at = base
    return TeamDate(day, base, tuple(events), at)


def changed(choice: random.Random, dates: Sequence[TeamDate], now: dt.date) -> list[TeamDate]:
    """What is left of a plan, with dates dropped, moved, made anew and kept."""
    found: dict[dt.date, TeamDate] = {}
    for day in dates:
        fate = choice.random()
        on = day.date + DAY if fate < 0.2 else day.date
        if fate > 0.4 and day.date >= now:
            found[day.date] = day
        elif fate < 0.3 and now <= on <= MONDAY + 11 * DAY:
            found[on] = replace(day, date=on)
    for number in range((MONDAY + 12 * DAY - now).days):
        if choice.random() < 0.2:
            found[now + number * DAY] = duty(choice, now + number * DAY, "oe")
    return [found[day] for day in sorted(found)]


@pytest.mark.parametrize("seed", range(12))
def test_a_phone_that_takes_every_file_shows_what_is_planned(data: MapData, seed: int) -> None:
    """Six revisions: past events stay as they were, later ones are those of the plan alone."""
    choice = random.Random(seed)
    dates = [duty(choice, MONDAY + n * DAY, "oe") for n in range(12)]
    current = with_dates(data, dates)
    phone = imported(current)
    past: dict[str, tuple[str, str]] = {}
    for number in range(1, 7):
        now = local(MONDAY + (number + number // 3) * DAY, 0)
        before = {u: told(e) for u, e in phone.items() if u not in cancelled(phone)}
        past |= {u: event for u, event in before.items() if event[0] < str(now.date())}
        dates = changed(choice, dates, now.date())
        current = revision(current, now, dates)
        file = imported(current)
        for uid, event in file.items():
            assert uid not in past
            assert uid not in phone or int(phone[uid]["SEQUENCE"]) < int(event["SEQUENCE"])
            phone[uid] = event
        alone = imported(with_dates(data, dates))
        gone = cancelled(phone)
        shown = {u: told(e) for u, e in phone.items() if u not in gone and u not in past}
        assert sorted(shown.values()) == sorted(map(told, alone.values()))
        assert {u: told(phone[u]) for u in past} == past
