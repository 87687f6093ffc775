"""A plan as tables, for programs and for schedule.xlsx.

Dates are local dates, clock times `HH:MM` texts, distances whole metres, money whole
rupiah. A trip lasts from leaving the base to the return to it; trips of a pair count from 1.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from maps.figures import PairFigures, pair_figures
from planner.tables.card_allocation import CardRow, share_cards
from planner.tables.rates import RateRow, rate_id, rates_of
from planner.tables.rows import (
    ROW_TYPES,
    BudgetRow,
    DateRow,
    KecamatanRow,
    LegRow,
    PairSumsRow,
    ProgressRow,
    SessionRow,
    TripRow,
    column_types,
)
from routing.campaign import Campaign
from routing.clock import format_clock
from routing.plan import (
    OPERATORS,
    Drive,
    Ferry,
    Plan,
    TeamDate,
    TeamPlan,
    duty_day_rupiah,
    night_rupiah,
)


@dataclass(frozen=True)
class PlanTables:
    """All tables of a plan. `stock` is the number of blank cards, None if not given."""

    campaign: Campaign
    plan: Plan
    stock: int | None
    sessions: tuple[SessionRow, ...]
    legs: tuple[LegRow, ...]
    dates: tuple[DateRow, ...]
    trips: tuple[TripRow, ...]
    pairs: tuple[PairSumsRow, ...]
    kecamatan: tuple[KecamatanRow, ...]
    residents_by_date: tuple[ProgressRow, ...]
    budget: tuple[BudgetRow, ...]
    rates: tuple[RateRow, ...]
    cards: tuple[CardRow, ...]

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table by its name as a DataFrame, dates as `datetime.date`."""
        columns = column_types(ROW_TYPES[name])
        rows = getattr(self, name)
        return pd.DataFrame(
            {
                column: pd.Series([getattr(row, column) for row in rows], dtype=_DTYPES[kind])
                for column, kind in columns.items()
            }
        )


_DTYPES: dict[type, str] = {str: "object", int: "Int64", bool: "bool", dt.date: "object"}


def tables_of(campaign: Campaign, plan: Plan, stock: int | None = None) -> PlanTables:
    """Return a plan as tables.

    Parameters
    ----------
    stock
        Blank cards to hand out; None if it is not known.
    """
    by_id = {team.id: team for team in plan.teams}
    figures = [
        pair_figures(campaign, team, by_id.get(team.id, TeamPlan(team.id, (), ())))
        for team in campaign.teams
    ]
    trips = [(pair, number, days) for pair in figures for number, days in enumerate(pair.trips, 1)]
    sessions = tuple(row for trip in trips for row in _sessions(campaign, *trip))
    return PlanTables(
        campaign=campaign,
        plan=plan,
        stock=stock,
        sessions=sessions,
        legs=tuple(row for trip in trips for row in _legs(campaign, *trip)),
        dates=tuple(_date(campaign, pair, n, day) for pair, n, days in trips for day in days),
        trips=tuple(_trip(campaign, *trip) for trip in trips),
        pairs=tuple(_pair(campaign, pair) for pair in figures),
        kecamatan=tuple(_kecamatan(campaign, sessions)),
        residents_by_date=tuple(_progress(campaign, sessions)),
        budget=tuple(row for pair in figures for row in _budget(campaign, pair)),
        rates=rates_of(campaign, plan),
        cards=_cards(trips, stock),
    )


def kecamatan_of(campaign: Campaign, post: str) -> str:
    """Kecamatan of a post; a post without one is its own."""
    place = campaign.place_by_id[post]
    return place.kecamatan or place.name


def _listed(names: Iterator[str]) -> str:
    """Names once each, in order, as one text."""
    return "; ".join(dict.fromkeys(names))


def _sessions(
    campaign: Campaign, pair: PairFigures, trip: int, days: tuple[TeamDate, ...]
) -> Iterator[SessionRow]:
    urgency = campaign.costs.urgency_rupiah_per_resident_day
    for day in days:
        waited = (day.date - campaign.start).days
        for session in day.sessions:
            yield SessionRow(
                team=pair.team.id,
                trip=trip,
                date=day.date,
                post=session.at,
                post_name=campaign.place_by_id[session.at].name,
                kecamatan=kecamatan_of(campaign, session.at),
                start=format_clock(session.start),
                end=format_clock(session.end),
                minutes=session.end - session.start,
                residents=session.residents,
                rupiah_urgency=session.residents * waited * urgency,
            )


def _legs(
    campaign: Campaign, pair: PairFigures, trip: int, days: tuple[TeamDate, ...]
) -> Iterator[LegRow]:
    places, vehicle = campaign.place_by_id, pair.team.vehicle
    per_km = campaign.costs.rupiah_per_km.get(vehicle, 0)
    for day in days:
        for event in day.events:
            if not isinstance(event, Drive | Ferry):
                continue
            crossing = event.crossing if isinstance(event, Ferry) else None
            metres = event.metres if isinstance(event, Drive) else None
            fare = campaign.crossing_by_id[crossing].fare_rupiah if crossing else 0
            yield LegRow(
                team=pair.team.id,
                trip=trip,
                date=day.date,
                kind=event.kind,
                origin=event.from_,
                origin_name=places[event.from_].name,
                destination=event.to,
                destination_name=places[event.to].name,
                start=format_clock(event.start),
                end=format_clock(event.end),
                minutes=event.end - event.start,
                metres=metres,
                vehicle=vehicle,
                crossing=crossing,
                rate=rate_id("crossings", crossing) if crossing else rate_id("distance", vehicle),
                rupiah=(metres * per_km + 500) // 1000 if metres is not None else fare,
            )


def _date(campaign: Campaign, pair: PairFigures, trip: int, day: TeamDate) -> DateRow:
    places, away = campaign.place_by_id, day.night_at != campaign.base
    lodging = places[day.night_at].lodging_per_person or 0
    return DateRow(
        team=pair.team.id,
        trip=trip,
        date=day.date,
        start_at=day.start_at,
        start_name=places[day.start_at].name,
        posts=_listed(places[session.at].name for session in day.sessions),
        kecamatan=_listed(kecamatan_of(campaign, session.at) for session in day.sessions),
        residents=day.residents,
        driving_minutes=sum(e.end - e.start for e in day.events if isinstance(e, Drive)),
        metres=day.metres,
        duty_day=bool(day.events),
        night_at=day.night_at,
        night_name=places[day.night_at].name,
        away=away,
        rupiah_duty=duty_day_rupiah(campaign.costs.per_diem) if day.events else 0,
        rupiah_night=night_rupiah(lodging) if away else 0,
    )


def _trip(campaign: Campaign, pair: PairFigures, trip: int, days: tuple[TeamDate, ...]) -> TripRow:
    figures = pair_figures(campaign, pair.team, TeamPlan(pair.team.id, (), days))
    sessions = (session for day in days for session in day.sessions)
    return TripRow(
        team=pair.team.id,
        trip=trip,
        leave_date=days[0].date,
        return_date=days[-1].date,
        dates=(days[-1].date - days[0].date).days + 1,
        duty_days=figures.duty_days,
        nights=figures.nights,
        kecamatan=_listed(kecamatan_of(campaign, session.at) for session in sessions),
        residents=figures.residents,
        metres=figures.metres,
        rupiah=figures.rupiah.spent,
    )


def _pair(campaign: Campaign, pair: PairFigures) -> PairSumsRow:
    sessions = (session for day in pair.plan.dates for session in day.sessions)
    rupiah = pair.rupiah
    return PairSumsRow(
        team=pair.team.id,
        operator_1=pair.team.operators[0],
        operator_2=pair.team.operators[1],
        vehicle=pair.team.vehicle,
        kecamatan=_listed(kecamatan_of(campaign, session.at) for session in sessions),
        first_date=pair.first,
        last_date=pair.last,
        trips=len(pair.trips),
        duty_days=pair.duty_days,
        nights=pair.nights,
        metres=pair.metres,
        residents=pair.residents,
        rupiah_distance=rupiah.distance,
        rupiah_nights=rupiah.nights,
        rupiah_duty_days=rupiah.duty_days,
        rupiah_crossings=rupiah.crossings,
        rupiah_spent=rupiah.spent,
        rupiah_urgency=rupiah.urgency,
    )


def _kecamatan(campaign: Campaign, sessions: tuple[SessionRow, ...]) -> Iterator[KecamatanRow]:
    for name, to_record in demand_of(campaign).items():
        here = [row for row in sessions if row.kecamatan == name]
        recorded = sum(row.residents for row in here)
        yield KecamatanRow(
            kecamatan=name,
            teams=_listed(row.team for row in here),
            first_date=min((row.date for row in here), default=None),
            last_date=max((row.date for row in here), default=None),
            to_record=to_record,
            recorded=recorded,
            left=to_record - recorded,
        )


def demand_of(campaign: Campaign) -> dict[str, int]:
    """Residents to record by kecamatan, in the order of the posts."""
    demand: Counter[str] = Counter()
    for post in campaign.posts:
        demand[kecamatan_of(campaign, post.id)] += post.residents
    return dict(demand)


def _progress(campaign: Campaign, sessions: tuple[SessionRow, ...]) -> Iterator[ProgressRow]:
    for name, to_record in demand_of(campaign).items():
        by_date: Counter[dt.date] = Counter()
        for row in sessions:
            if row.kecamatan == name:
                by_date[row.date] += row.residents
        so_far = 0
        for day, recorded in sorted(by_date.items()):
            so_far += recorded
            yield ProgressRow(name, day, recorded, so_far, to_record - so_far)


def _budget(campaign: Campaign, pair: PairFigures) -> Iterator[BudgetRow]:
    team, costs, rupiah = pair.team, campaign.costs, pair.rupiah
    if not pair.plan.dates:
        return
    per_km = costs.rupiah_per_km.get(team.vehicle, 0)
    yield BudgetRow(
        team.id, "distance", rate_id("distance", team.vehicle), pair.metres, "metre", per_km,
        rupiah.distance,
    )  # fmt: skip
    slept = Counter(d.night_at for d in pair.plan.dates if d.night_at != campaign.base)
    for place, nights in slept.items():
        price, persons = campaign.place_by_id[place].lodging_per_person or 0, OPERATORS * nights
        yield BudgetRow(
            team.id, "nights", rate_id("nights", place), persons, "person-night", price,
            persons * price,
        )  # fmt: skip
    yield BudgetRow(
        team.id, "duty_days", "duty_days", OPERATORS * pair.duty_days, "person-day",
        costs.per_diem, rupiah.duty_days,
    )  # fmt: skip
    events = [event for day in pair.plan.dates for event in day.events]
    for crossing, count in Counter(e.crossing for e in events if isinstance(e, Ferry)).items():
        fare = campaign.crossing_by_id[crossing].fare_rupiah
        yield BudgetRow(
            team.id, "crossings", rate_id("crossings", crossing), count, "crossing", fare,
            count * fare,
        )  # fmt: skip
    price = costs.urgency_rupiah_per_resident_day
    waiting = sum(day.residents * (day.date - campaign.start).days for day in pair.plan.dates)
    yield BudgetRow(team.id, "urgency", "urgency", waiting, "resident-day", price, rupiah.urgency)


def _cards(
    trips: list[tuple[PairFigures, int, tuple[TeamDate, ...]]], stock: int | None
) -> tuple[CardRow, ...]:
    expected = [sum(day.residents for day in days) for _, _, days in trips]
    cards = None if stock is None else share_cards(expected, stock)
    return tuple(
        CardRow(
            team=pair.team.id,
            trip=trip,
            leave_date=days[0].date,
            return_date=days[-1].date,
            recordings=count,
            cards=None if cards is None else cards[number],
            certificates=None if cards is None else count - cards[number],
        )
        for number, ((pair, trip, days), count) in enumerate(zip(trips, expected, strict=True))
    )
