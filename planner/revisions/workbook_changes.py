"""What a planner has changed in the workbook since the plan was made, in words.

Whether it is taken into a revision is decided in `planner.revisions.workbook_merge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from geodata import Figure, Language, Message
from geodata.findings import some
from planner.workbook.schema import (
    CALENDAR,
    CAMPAIGN,
    CLOSURES,
    COSTS,
    CROSSINGS,
    PAIRS,
    PINS,
    PLACES,
    RowT,
    Sheet,
)
from routing.campaign import Campaign, KecamatanBar, KecamatanPin, Pin, Place, Team

_NAMED = 3
"""Places or pairs that a change names; of more it gives the number."""


@dataclass(frozen=True, slots=True)
class WorkbookChange:
    """Something that a planner has changed in the workbook.

    Attributes
    ----------
    what
        The sheet, and what is otherwise than it was.
    posts, teams
        Ids of those that it concerns; none of both = the whole campaign.
    refusal
        Why a revision does not take it; None = it is taken.
    """

    what: Message
    posts: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    refusal: Message | None = None

    @property
    def is_taken(self) -> bool:
        """Whether a revision takes it."""
        return self.refusal is None

    @property
    def told(self) -> Message:
        """What the planner is told."""
        if self.refusal is None:
            return Message("workbook_taken", change=self.what)
        return Message("workbook_not_taken", change=self.what, why=self.refusal)


Fields = Mapping[str, Callable[[Campaign], object]]
PlaceFields = Mapping[str, Callable[[Place], object]]

_RULES: Fields = {
    "name": lambda c: c.name,
    "deadline": lambda c: c.deadline,
    "duty_start": lambda c: c.rules.duty_start,
    "duty_end": lambda c: c.rules.duty_end,
    "max_driving_minutes": lambda c: c.rules.max_driving_minutes,
    "max_nights_out": lambda c: c.rules.max_nights_out,
    "home_on_rest_days": lambda c: c.rules.home_on_rest_days,
    "one_pair_per_kecamatan": lambda c: c.rules.one_pair_per_kecamatan,
    "connectivity": lambda c: c.rules.connectivity,
    "server_capacity": lambda c: c.rules.server_capacity.default,
    "finish_minutes": lambda c: c.rules.finish_minutes,
    "min_visit_residents": lambda c: c.rules.min_visit_residents,
}
"""Settings of the sheet Campaign, by field."""

_COSTS: Fields = {
    "per_km_car": lambda c: c.costs.rupiah_per_km.get("car"),
    "per_km_motorcycle": lambda c: c.costs.rupiah_per_km.get("motorcycle"),
    "per_diem": lambda c: c.costs.per_diem,
    "urgency": lambda c: c.costs.urgency_rupiah_per_resident_day,
}

_PLACE: PlaceFields = {
    "name": lambda p: p.name,
    "kecamatan": lambda p: p.kecamatan,
    "residents": lambda p: p.residents,
    "weight": lambda p: p.weight,
    "lodging": lambda p: p.lodging_per_person,
    "hours": lambda p: p.hours,
    "other_hours": lambda p: dict(p.hours_by_weekday),
    "closed_dates": lambda p: p.closed_dates,
    "lon": lambda p: p.lon,
    "lat": lambda p: p.lat,
    "phone": lambda p: p.phone,
    "building": lambda p: p.building,
    "team_note": lambda p: p.team_note,
    "by_air": lambda p: p.by_air,
}


def _pair_fields(campaign: Campaign) -> Mapping[str, Callable[[Team], object]]:
    """Fields of the sheet Pairs; dates only where they are not those of the campaign."""
    return {
        "operator_1": lambda t: t.operators[0],
        "operator_2": lambda t: t.operators[1],
        "vehicle": lambda t: t.vehicle,
        "rate_per_hour": lambda t: t.rate_per_hour,
        "setup_minutes": lambda t: t.setup_minutes,
        "from_date": lambda t: None if t.from_ == campaign.start else t.from_,
        "until_date": lambda t: None if t.until == campaign.deadline else t.until,
        "days_off": lambda t: t.days_off,
    }


def workbook_changes(before: Campaign, after: Campaign) -> tuple[WorkbookChange, ...]:
    """Return everything that the workbook says otherwise than it did, sheet by sheet.

    Parameters
    ----------
    before, after
        Campaigns as the workbook had them when the plan was made, and has them now: both without
        incidents and history.
    """
    return (
        *_settings(CAMPAIGN, _RULES, before, after),
        *_places(before, after),
        *_pairs(before, after),
        *_calendar(before, after),
        *_roads(before, after),
        *_crossings(before, after),
        *_pins(before, after),
        *_settings(COSTS, _COSTS, before, after),
    )


def setting_change(
    sheet: Sheet[RowT], field: str, was: object, is_: object, names: Sequence[str] = ()
) -> WorkbookChange:
    """Return a change of a setting, or of a column in the rows of some places or pairs."""
    column = sheet.row.columns()[field]
    figures = {
        "sheet": sheet.name,
        "setting": column.name,
        "before": partial(_shown, column.kind.show, was),
        "after": partial(_shown, column.kind.show, is_),
    }
    if not names:
        return WorkbookChange(Message("workbook_setting", **figures))
    return WorkbookChange(Message("workbook_cell", names=_listed(names), **figures))


def row_change(key: str, sheet: Sheet[RowT], names: Sequence[str]) -> WorkbookChange:
    """Return that rows of a sheet are new, gone or otherwise."""
    return WorkbookChange(Message(key, sheet=sheet.name, names=_listed(names), count=len(names)))


def _listed(names: Sequence[str]) -> str:
    return some(list(names), _NAMED)


def _shown(show: Callable[..., object], value: object, language: Language) -> str:
    """Write a value as its cell does."""
    if value is None or value in ("", (), {}):
        return Message("none").text(language)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, tuple) and isinstance(value[0], date):
        return some([f"{day:%d/%m/%Y}" for day in value], _NAMED)
    shown = show(value, language)
    return Figure(shown).text(language) if isinstance(shown, int) else str(shown)


def _settings(
    sheet: Sheet[RowT], fields: Fields, before: Campaign, after: Campaign
) -> Iterator[WorkbookChange]:
    for field, value in fields.items():
        if value(before) != value(after):
            yield setting_change(sheet, field, value(before), value(after))


def _places(before: Campaign, after: Campaign) -> Iterator[WorkbookChange]:
    old, new = before.place_by_id, after.place_by_id
    came = [p for p in after.places if p.id not in old]
    gone = [p for p in before.places if p.id not in new]
    for key, rows in (("workbook_new", came), ("workbook_gone", gone)):
        for place in rows:
            change = row_change(key, PLACES, [place.name])
            yield replace(change, posts=frozenset({place.id}))
    same = [(old[p.id], p) for p in after.places if p.id in old]
    for field, value in _PLACE.items():
        for was, is_, rows in _grouped((value(o), value(n), n) for o, n in same):
            change = setting_change(PLACES, field, was, is_, [place.name for place in rows])
            yield replace(change, posts=frozenset(place.id for place in rows))


def _grouped(
    rows: Iterable[tuple[object, object, Place]],
) -> list[tuple[object, object, list[Place]]]:
    """Return places by what was and what is, of those that differ."""
    found: list[tuple[object, object, list[Place]]] = []
    for was, is_, place in rows:
        if was == is_:
            continue
        for before, after, places in found:
            if (before, after) == (was, is_):
                places.append(place)
                break
        else:
            found.append((was, is_, [place]))
    return found


def _pairs(before: Campaign, after: Campaign) -> Iterator[WorkbookChange]:
    old, new = {t.id: t for t in before.teams}, {t.id: t for t in after.teams}
    for key, ids in (
        ("workbook_new", [id_ for id_ in new if id_ not in old]),
        ("workbook_gone", [id_ for id_ in old if id_ not in new]),
    ):
        for id_ in ids:
            yield replace(row_change(key, PAIRS, [id_]), teams=frozenset({id_}))
    was_of, is_of = _pair_fields(before), _pair_fields(after)
    for id_ in (id_ for id_ in new if id_ in old):
        for field in was_of:
            was, is_ = was_of[field](old[id_]), is_of[field](new[id_])
            if was != is_:
                change = setting_change(PAIRS, field, was, is_, [id_])
                yield replace(change, teams=frozenset({id_}))


def _calendar(before: Campaign, after: Campaign) -> Iterator[WorkbookChange]:
    """Rest days, and what the server takes on single dates; of dates that both campaigns have."""
    dates = sorted({*before.dates} & {*after.dates})
    came = [day for day in dates if day in after.rest_days and day not in before.rest_days]
    gone = [day for day in dates if day in before.rest_days and day not in after.rest_days]
    was, is_ = (c.rules.server_capacity.by_date for c in (before, after))
    other = [day for day in dates if was.get(day) != is_.get(day)]
    for key, days in (
        ("workbook_rest", came), ("workbook_no_rest", gone), ("workbook_capacity", other),
    ):  # fmt: skip
        if days:
            yield row_change(key, CALENDAR, [f"{day:%d/%m/%Y}" for day in days])


def _roads(before: Campaign, after: Campaign) -> Iterator[WorkbookChange]:
    dates = sorted({*before.dates} & {*after.dates})
    other = [day for day in dates if before.condition_on(day) != after.condition_on(day)]
    if other:
        yield row_change("workbook_roads", CLOSURES, [f"{day:%d/%m/%Y}" for day in other])


def _crossings(before: Campaign, after: Campaign) -> Iterator[WorkbookChange]:
    old, new = before.crossing_by_id, after.crossing_by_id
    last = min(before.deadline, after.deadline)

    def seen(campaign: Campaign, id_: str) -> object:
        crossing = campaign.crossing_by_id[id_]
        days = tuple(day for day in crossing.cancelled_dates if day <= last)
        return replace(crossing, cancelled_dates=days)

    for key, ids in (
        ("workbook_new", [id_ for id_ in new if id_ not in old]),
        ("workbook_gone", [id_ for id_ in old if id_ not in new]),
        (
            "workbook_other",
            [id_ for id_ in new if id_ in old and seen(before, id_) != seen(after, id_)],
        ),
    ):
        if ids:
            yield row_change(key, CROSSINGS, ids)


def _pins(before: Campaign, after: Campaign) -> Iterator[WorkbookChange]:
    was, is_ = before.rules.pins, after.rules.pins
    for key, pins in (
        ("workbook_new", [pin for pin in is_ if pin not in was]),
        ("workbook_gone", [pin for pin in was if pin not in is_]),
    ):
        for pin in pins:
            yield pin_change(key, pin, after if pin in is_ else before)


def pin_change(key: str, pin: Pin, campaign: Campaign) -> WorkbookChange:
    """Return that a pin is new or gone, in the words of its row."""
    if isinstance(pin, KecamatanPin):
        name = f"{pin.kecamatan} = {pin.team}"
    elif isinstance(pin, KecamatanBar):
        name = f"{pin.kecamatan} ≠ {pin.not_team}"
    else:
        place = campaign.place_by_id.get(pin.post)
        days = some([f"{day:%d/%m/%Y}" for day in pin.dates], _NAMED)
        name = f"{pin.post if place is None else place.name}: {days}"
        return replace(row_change(key, PINS, [name]), posts=frozenset({pin.post}))
    posts = frozenset(p.id for p in campaign.posts if p.kecamatan == pin.kecamatan)
    return replace(row_change(key, PINS, [name]), posts=posts)
