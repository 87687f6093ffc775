"""Differences between two plans: pairs of kecamatan, dates, costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from geodata import Figure, Language, say
from maps.language import Words, language as reader
from planner.bundle import Bundle
from planner.tables import KecamatanRow, tables_of
from routing.campaign import Campaign
from routing.clock import format_clock

_UNITS = {
    "fig_spent": "money", "fig_distance": "money", "fig_nights_rupiah": "money",
    "fig_duty_rupiah": "money", "fig_crossings": "money", "fig_urgency": "money",
    "fig_km": "metres", "fig_first": "date", "fig_last": "date",
}  # fmt: skip
"""What a figure counts, where it is no plain number."""

FigureValue = int | dt.date | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """A figure or a value of the campaign in both plans."""

    name: str
    a: Any
    b: Any


@dataclass(frozen=True, slots=True)
class Moved:
    """A kecamatan whose pairs, dates or residents left differ."""

    kecamatan: str
    teams_a: str
    teams_b: str
    first_a: dt.date | None
    last_a: dt.date | None
    first_b: dt.date | None
    last_b: dt.date | None
    left_a: int
    left_b: int

    @property
    def other_pair(self) -> bool:
        """Other pairs record it."""
        return self.teams_a != self.teams_b

    @property
    def other_dates(self) -> bool:
        """The same pairs record it on other dates, or another number of residents is left."""
        return not self.other_pair and (self.first_a, self.last_a) != (self.first_b, self.last_b)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two plans.

    Attributes
    ----------
    figures
        Sums of both plans, also those that are the same.
    campaign
        Values of the campaign that differ.
    kecamatan
        Those that differ; `count` is the number of all.
    """

    figures: tuple[CellChange, ...]
    campaign: tuple[CellChange, ...]
    kecamatan: tuple[Moved, ...]
    count: int

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return not self.kecamatan and not self.campaign and all(f.a == f.b for f in self.figures)

    def document(self) -> dict[str, Any]:
        """Return the comparison as JSON holds it."""
        return {
            "format": "jemputbola-compare/1",
            "figures": [_plain(each) for each in self.figures],
            "campaign": [_plain(each) for each in self.campaign],
            "kecamatan": [
                {**asdict(each), "other_pair": each.other_pair} for each in self.kecamatan
            ],
        }


def _plain(change: CellChange) -> dict[str, Any]:
    return {"name": change.name.partition("_")[2], "a": change.a, "b": change.b}


def compare(a: Bundle, b: Bundle) -> Comparison:
    """Compare two plans, kecamatan by name and pairs by id."""
    figures_a, figures_b = _figures(a), _figures(b)
    values_a, values_b = _values(a.campaign), _values(b.campaign)
    rows_a, rows_b = (
        {row.kecamatan: row for row in tables_of(each.campaign, each.plan).kecamatan}
        for each in (a, b)
    )
    names = list(dict.fromkeys([*rows_a, *rows_b]))
    pairs = (_moved(name, rows_a.get(name), rows_b.get(name)) for name in names)
    return Comparison(
        figures=tuple(CellChange(name, figures_a[name], figures_b[name]) for name in figures_a),
        campaign=tuple(
            CellChange(name, values_a[name], values_b[name])
            for name in values_a
            if values_a[name] != values_b[name]
        ),
        kecamatan=tuple(pair for pair in pairs if pair is not None),
        count=len(names),
    )


def _moved(name: str, a: KecamatanRow | None, b: KecamatanRow | None) -> Moved | None:
    sides = [
        (row.teams, row.first_date, row.last_date, row.left) if row else ("", None, None, 0)
        for row in (a, b)
    ]
    if sides[0] == sides[1]:
        return None
    (teams_a, first_a, last_a, left_a), (teams_b, first_b, last_b, left_b) = sides
    return Moved(name, teams_a, teams_b, first_a, last_a, first_b, last_b, left_a, left_b)


def _figures(bundle: Bundle) -> dict[str, FigureValue]:
    summary = bundle.plan.summary
    return {
        "fig_recorded": summary.residents_recorded,
        "fig_first": summary.first_date,
        "fig_last": summary.last_session,
        "fig_spent": summary.rupiah.spent,
        "fig_distance": summary.rupiah.distance,
        "fig_nights_rupiah": summary.rupiah.nights,
        "fig_duty_rupiah": summary.rupiah.duty_days,
        "fig_crossings": summary.rupiah.crossings,
        "fig_urgency": summary.rupiah.urgency,
        "fig_km": summary.metres,
        "fig_nights": summary.nights_away,
        "fig_duty_days": summary.duty_days,
        "fig_pairs": sum(bool(team.dates) for team in bundle.plan.teams),
    }


def _values(campaign: Campaign) -> dict[str, object]:
    """Return what a planner may have changed, in short."""
    rules, costs, teams = campaign.rules, campaign.costs, campaign.teams
    lodging = {p.lodging_per_person for p in campaign.places if p.lodging_per_person is not None}
    per_km = (f"{vehicle} {rate}" for vehicle, rate in costs.rupiah_per_km.items())
    return {
        "set_start": campaign.start.isoformat(),
        "set_deadline": campaign.deadline.isoformat(),
        "set_teams": len(teams),
        "set_vehicles": _listed(team.vehicle for team in teams),
        "set_rate_per_hour": _listed(team.rate_per_hour for team in teams),
        "set_setup_minutes": _listed(team.setup_minutes for team in teams),
        "set_residents": sum(post.residents for post in campaign.posts),
        "set_posts": len(campaign.posts),
        "set_rest_days": len(campaign.rest_days),
        "set_conditions": _listed(f"{c.id} {c.from_} - {c.until}" for c in campaign.conditions),
        "set_crossings": len(campaign.crossings),
        "set_max_nights_out": rules.max_nights_out,
        "set_home_on_rest_days": rules.home_on_rest_days,
        "set_one_pair_per_kecamatan": rules.one_pair_per_kecamatan,
        "set_duty": f"{format_clock(rules.duty_start)}-{format_clock(rules.duty_end)}",
        "set_max_driving_minutes": rules.max_driving_minutes,
        "set_finish_minutes": rules.finish_minutes,
        "set_min_visit_residents": rules.min_visit_residents,
        "set_connectivity": rules.connectivity,
        "set_server_capacity": rules.server_capacity.default,
        "set_outages": _listed(day.isoformat() for day in sorted(rules.server_capacity.by_date)),
        "set_pins": len(rules.pins),
        "set_per_diem": costs.per_diem,
        "set_rupiah_per_km": ", ".join(per_km),
        "set_lodging": _listed(sorted(lodging)),
        "set_urgency": costs.urgency_rupiah_per_resident_day,
        "set_travel": campaign.travel_sha256[:12],
    }


def _listed(values: Iterator[object] | list[int] | Any) -> str:  # noqa: ANN401
    return ", ".join(str(value) for value in dict.fromkeys(values))


def comparison_lines(found: Comparison, language: Language) -> Iterator[str]:
    """Say a comparison in words and figures."""
    words = reader(language)
    if found.same:
        yield say("same_plans", language)
        return
    yield _headline(found, words, language)
    if found.campaign:
        yield say("changed_campaign", language)
        for change in found.campaign:
            a, b = (_value(value, language) for value in (change.a, change.b))
            if change.name == "set_travel":
                a, b = "A", say("other_times", language)
            yield f"  {say(change.name, language)}: {a} -> {b}"
    yield say("figures", language)
    for figure in found.figures:
        yield _figure(figure, words, language)
    yield from _kecamatan(found, words, language)


def _headline(found: Comparison, words: Words, language: Language) -> str:
    figures = {figure.name: figure for figure in found.figures}
    recorded, spent, last = (figures[f"fig_{key}"] for key in ("recorded", "spent", "last"))
    more = recorded.b - recorded.a
    key = "more_residents" if more > 0 else "fewer_residents" if more < 0 else "as_many"
    parts = [say(key, language, count=Figure(abs(more)))]
    cost = spent.b - spent.a
    key = "costs_more" if cost > 0 else "costs_less" if cost < 0 else "costs_same"
    share = words.percent(100 * abs(cost) / spent.a, 1) if spent.a else "–"
    parts.append(say(key, language, money=words.thousands(abs(cost)), share=share))
    if last.a and last.b:
        days = (last.b - last.a).days
        key = "ends_later" if days > 0 else "ends_earlier" if days < 0 else "ends_same"
        parts.append(say(key, language, count=Figure(abs(days))))
    return ", ".join(parts) + "."


def _figure(figure: CellChange, words: Words, language: Language) -> str:
    unit, name = _UNITS.get(figure.name, ""), say(figure.name, language)

    def told(value: FigureValue) -> str:
        if isinstance(value, dt.date):
            return words.short_date(value)
        if value is None:
            return "–"
        if unit == "money":
            return words.rupiah(value)
        return words.km(value, 0) if unit == "metres" else words.number(value)

    if figure.a == figure.b:
        return say("figure_same", language, name=name, a=told(figure.a))
    if figure.a is None or figure.b is None:
        change = "–"
    elif unit == "date":
        change = f"{(figure.b - figure.a).days:+d}"
    else:
        sign = "+" if figure.b > figure.a else "-"
        change = sign + told(abs(figure.b - figure.a))
    return say(
        "figure_line", language, name=name, a=told(figure.a), b=told(figure.b), change=change
    )


def _value(value: object, language: Language) -> str:
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    if value is None:
        return say("no_limit", language)
    return reader(language).number(value) if isinstance(value, int) else str(value) or "–"


def _kecamatan(found: Comparison, words: Words, language: Language) -> Iterator[str]:
    moved = [each for each in found.kecamatan if each.other_pair]
    shifted = [each for each in found.kecamatan if each.other_dates]
    left = [each for each in found.kecamatan if each.left_a != each.left_b]
    for key, line, rows in (("moved", "moved_line", moved), ("shifted", "shifted_line", shifted)):
        yield say(key, language, count=len(rows), all=found.count)
        for row in rows:
            yield say(
                line,
                language,
                name=row.kecamatan,
                a=row.teams_a or say("nobody", language),
                b=row.teams_b or say("nobody", language),
                dates_a=words.span(row.first_a, row.last_a),
                dates_b=words.span(row.first_b, row.last_b),
            )
    if left:
        yield say("left_changed", language)
        for row in left:
            a, b = Figure(row.left_a), Figure(row.left_b)
            yield say("left_line", language, name=row.kecamatan, a=a, count=b)
