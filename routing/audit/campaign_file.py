"""How the audit reads the campaign from `campaign.json`, and the campaign's own sanity.

Clock times are minutes after local midnight, money whole rupiah, durations minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from routing.audit.campaign_parts import (
    Campaign,
    Costs,
    Crossing,
    Interval,
    Pin,
    Place,
    Rules,
    Team,
)
from routing.audit.ids import Ids
from routing.audit.messages_form import (
    INTERVAL,
    KECAMATAN,
    MODE,
    ON_DEMAND,
    ONE_CONDITION,
    PIN,
    PLACE,
    POST_KECAMATAN,
    PRICED,
    SWAP,
    TEAM,
    WEEKDAY,
)
from routing.audit.revision_file import read_revision, read_state
from routing.audit.strict_json import (
    Fault,
    FormError,
    Record,
    clock,
    day,
    filled,
    flag,
    listed,
    nullable,
    number,
    one_of,
    text,
    whole,
)
from routing.audit.template import Phrase

FILE = "campaign.json"


def read_campaign(raw: Mapping[str, object], ids: Ids, faults: list[Fault]) -> Campaign:
    """Read the campaign; it may be used only if no fault was added to `faults`."""
    top = Record(raw, FILE, "$", faults)
    for key in ("name", "timezone"):
        top.read(key, text)
    for key in ("assumptions", "sources"):
        top.records(key)
    before = len(faults)
    start, deadline = top.read("start", day), top.read("deadline", day)
    conditions = tuple(
        (row.read("from", day), row.read("until", day), row.read("id", filled))
        for row in top.records("conditions")
    )
    if len(faults) == before:
        _check_calendar(top, start, deadline, conditions)
    places = [_place(row) for row in top.records("places")]
    crossings = [_crossing(row, ids) for row in top.records("crossings")]
    teams = [_team(row, ids) for row in top.records("teams")]
    _catchment(top, ids)
    top.unique("places", [place.id for place in places], "id")
    top.unique("crossings", [crossing.id for crossing in crossings], "id")
    top.unique("teams", [team.id for team in teams], "id")
    return Campaign(
        start=start,
        deadline=deadline,
        base=top.read("base", one_of(ids.places, PLACE)),
        rest_days=frozenset(top.each("rest_days", day)),
        conditions=conditions,
        places={place.id: place for place in places},
        crossings={crossing.id: crossing for crossing in crossings},
        teams={team.id: team for team in teams},
        rules=_rules(top.record("rules"), ids),
        costs=_costs(top.record("costs")),
        travel_sha256=top.read("travel_sha256", text),
        revision=read_revision(top, ids, teams),
    )


def _check_calendar(
    top: Record,
    start: dt.date,
    deadline: dt.date,
    conditions: tuple[tuple[dt.date, dt.date, str], ...],
) -> None:
    """Every date from `start` to `deadline` must have exactly one condition."""
    if start > deadline:
        remedy = Phrase(
            f"write a date that is not before the start, {start}",
            f"tulis tanggal yang tidak mendahului hari pertama, {start}",
        )
        top.add("$.deadline", str(deadline), remedy)
        return
    expected, final = start.toordinal(), deadline.toordinal()
    for begin, end in sorted((a.toordinal(), b.toordinal()) for a, b, _ in conditions):
        if end < begin:
            swapped = Phrase(
                f"until before from, {_iso(begin)}", f"until sebelum from, {_iso(begin)}"
            )
            top.add("$.conditions", swapped, SWAP)
        if end < begin or begin > final or end < start.toordinal():
            continue
        if begin > expected:
            top.add("$.conditions", _no_condition(expected), ONE_CONDITION)
        if begin < expected and expected > start.toordinal():
            top.add("$.conditions", _two_conditions(max(begin, start.toordinal())), ONE_CONDITION)
        expected = max(expected, end + 1)
    if expected <= final:
        top.add("$.conditions", _no_condition(expected), ONE_CONDITION)


def _no_condition(ordinal: int) -> Phrase:
    on = _iso(ordinal)
    return Phrase(f"no condition on {on}", f"tanpa kondisi pada {on}")


def _two_conditions(ordinal: int) -> Phrase:
    on = _iso(ordinal)
    return Phrase(f"two conditions on {on}", f"dua kondisi pada {on}")


def _iso(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat()


def _place(row: Record) -> Place:
    for key, low, high in (("lon", -180, 180), ("lat", -90, 90)):
        row.read(key, number(low, high))
    for key in ("phone", "note"):
        row.read(key, nullable(text))
    _optional_texts(row)
    interval = _interval
    place = Place(
        id=row.read("id", filled),
        name=row.read("name", text),
        kecamatan=row.read("kecamatan", nullable(filled)),
        residents=row.read("residents", whole(0)),
        weight=row.read("weight", whole(1)),
        lodging=row.read("lodging_per_person", nullable(whole(0))),
        hours=row.each("hours", interval),
        hours_by_weekday=row.by_key("hours_by_weekday", _weekday_key, listed(interval)),
        hours_by_date=(
            row.by_key("hours_by_date", day, listed(interval)) if row.given("hours_by_date") else {}
        ),
        closed=frozenset(row.each("closed_dates", day)),
    )
    if row.is_null("kecamatan") and (place.residents or 0) > 0:
        row.add(f"{row.path}.kecamatan", None, POST_KECAMATAN)
    return place


def _catchment(top: Record, ids: Ids) -> None:
    """Check the form of what may say which post each village's residents come to."""
    for served in top.records("catchment") if top.has("catchment") else ():
        served.read("village", filled)
        served.read("name", text)
        served.read("post", one_of(ids.places, PLACE))
        served.read("residents", whole(0))


def _optional_texts(row: Record) -> None:
    """Check what a place may say beside what the rules need."""
    for key in ("village", "building", "team_note"):
        if row.has(key):
            row.read(key, nullable(text))
    for key in ("approximate", "by_air"):
        if row.has(key):
            row.read(key, flag)


def _interval(value: object) -> Interval:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise FormError(INTERVAL)
    parse = clock()
    return parse(value[0]), parse(value[1])


def _weekday_key(value: object) -> int:
    if not isinstance(value, str) or value not in {"0", "1", "2", "3", "4", "5", "6"}:
        raise FormError(WEEKDAY)
    return int(value)


def _crossing(row: Record, ids: Ids) -> Crossing:
    place = one_of(ids.places, PLACE)
    crossing = Crossing(
        id=row.read("id", filled),
        origin=row.read("from", place),
        destination=row.read("to", place),
        vehicles=row.each("vehicles", filled),
        weekdays=row.each("weekdays", whole(0, 6)),
        departures=row.read("departures", nullable(listed(clock()))),
        open=row.read("open", nullable(clock())),
        close=row.read("close", nullable(clock())),
        loading_minutes=row.read("loading_minutes", whole(0)),
        crossing_minutes=row.read("crossing_minutes", whole(1)),
        fare_rupiah=row.read("fare_rupiah", whole(0)),
        cancelled=frozenset(row.optional("cancelled_dates", day)),
    )
    for key in ("open", "close"):
        if row.is_null("departures") and row.is_null(key):
            row.add(f"{row.path}.{key}", None, ON_DEMAND)
    return crossing


def _team(row: Record, ids: Ids) -> Team:
    return Team(
        id=row.read("id", filled),
        operators=row.each("operators", filled),
        vehicle=row.read("vehicle", one_of(ids.vehicles, PRICED)),
        rate_per_hour=row.read("rate_per_hour", whole(0)),
        setup_minutes=row.read("setup_minutes", whole(0)),
        first=row.read("from", day),
        last=row.read("until", day),
        off=frozenset(row.optional("days_off", day)),
        state=read_state(row, ids),
        pauses=tuple(
            (
                pause.read("date", day),
                pause.read("from", clock()),
                pause.read("until", clock()),
            )
            for pause in row.optional_records("pauses")
        ),
    )


def _rules(rules: Record, ids: Ids) -> Rules:
    capacity = rules.record("server_capacity")
    modes = ("online", "offline")
    return Rules(
        one_pair_per_kecamatan=rules.read("one_pair_per_kecamatan", flag),
        home_on_rest_days=rules.read("home_on_rest_days", flag),
        max_nights_out=rules.read("max_nights_out", whole(0)),
        duty_start=rules.read("duty_start", clock()),
        duty_end=rules.read("duty_end", clock()),
        max_driving_minutes=rules.read("max_driving_minutes", whole(0)),
        online=rules.read("connectivity", one_of(modes, MODE)) == "online",
        server_default=capacity.read("default", nullable(whole(0))),
        server_by_date=capacity.by_key("by_date", day, whole(0)),
        pins=tuple(_pin(row, ids) for row in rules.records("pins")),
        finish_minutes=_count_or_none(rules, "finish_minutes"),
        min_visit=_count_or_none(rules, "min_visit_residents"),
        most_changes=rules.read("most_changes", whole(0)) if rules.given("most_changes") else None,
        allow_handovers=rules.given("allow_handovers") and rules.read("allow_handovers", flag),
    )


def _count_or_none(fields: Record, key: str) -> int:
    """A whole number that may be missing; it is 0 then."""
    return fields.read(key, whole(0)) if fields.has(key) else 0


def _pin(row: Record, ids: Ids) -> Pin:
    kecamatan = one_of(ids.kecamatan, KECAMATAN)
    team = one_of(ids.teams, TEAM)
    kinds = [key for key in ("team", "not_team", "dates") if row.has(key)]
    if kinds == ["team"]:
        return Pin(kecamatan=row.read("kecamatan", kecamatan), team=row.read("team", team))
    if kinds == ["not_team"]:
        return Pin(kecamatan=row.read("kecamatan", kecamatan), not_team=row.read("not_team", team))
    if kinds == ["dates"]:
        post = row.read("post", one_of(ids.places, PLACE))
        return Pin(post=post, dates=frozenset(row.each("dates", day)))
    row.refuse(PIN)
    return Pin()


def _costs(costs: Record) -> Costs:
    return Costs(
        rupiah_per_km=costs.by_key("rupiah_per_km", filled, whole(0)),
        per_diem=costs.read("per_diem", whole(0)),
        urgency=costs.read("urgency_rupiah_per_resident_day", whole(0)),
        changed_promise=_count_or_none(costs, "rupiah_per_changed_promise"),
    )
