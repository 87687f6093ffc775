"""A campaign from a planner's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodata import Dataset, Language, Message, conditions_for
from geodata.spelling import fold
from planner.campaigns import (
    DEFAULTS,
    assumptions_of_dataset,
    crossings_for,
    explained,
    sources_of,
    unknown_holidays,
    values_in,
)
from planner.workbook.assembly.calendar import Dates
from planner.workbook.assembly.catchment import Walk
from planner.workbook.assembly.opening_hours import opening_of
from planner.workbook.assembly.places import Spots
from planner.workbook.assembly.points import PlaceEntry
from planner.workbook.reading import WorkbookTables
from planner.workbook.schema import (
    GO_TO,
    OPENING_HOURS,
    OTHER_HOURS,
    WEEKDAYS,
    CampaignRow,
    CostRow,
    PairRow,
)
from routing.campaign import (
    Assumption,
    Campaign,
    Condition,
    Costs,
    Crossing,
    Pin,
    Place,
    Rules,
    Served,
    ServerCapacity,
    Team,
    campaign_id,
)
from routing.clock import format_clock

PLACEHOLDER = "Operator "
"""How the names of the default operators begin."""

CATCHMENT = Message(
    "residents of villages without a post are taken to come to another; jemputbola check shows "
    "how far that is"
)


def campaign_of(
    tables: WorkbookTables,
    region: Dataset,
    dates: Dates,
    spots: Spots,
    teams: tuple[Team, ...],
    pins: tuple[Pin, ...],
    walks: tuple[Walk, ...],
    language: Language,
) -> Campaign:
    """Put the parts together.

    Parameters
    ----------
    region
        The dataset with the planner's places, closures and crossings.
    walks
        Who comes to which post.
    language
        Of the assumptions' reasons.
    """
    row, costs = tables.campaign.rows[0], tables.costs.rows[0]
    conditions, _ = conditions_for(region, dates.start, dates.deadline)
    crossings = crossings_for(region, dates.start, dates.deadline)
    return Campaign(
        id=campaign_id(row.name, str(spots.base), dates.start),
        name=row.name,
        timezone=row.timezone or region.timezone,
        start=dates.start,
        deadline=dates.deadline,
        base=str(spots.base),
        rest_days=dates.rest_days,
        conditions=tuple(Condition(c.id, c.start, c.until) for c in conditions),
        places=tuple(_places(spots, crossings, residents_of(spots, walks), row, costs)),
        crossings=crossings,
        teams=teams,
        rules=Rules(
            one_pair_per_kecamatan=row.one_pair_per_kecamatan,
            home_on_rest_days=row.home_on_rest_days,
            max_nights_out=row.max_nights_out,
            duty_start=row.duty_start,
            duty_end=row.duty_end,
            max_driving_minutes=row.max_driving_minutes,
            connectivity="online" if row.connectivity == "online" else "offline",
            server_capacity=ServerCapacity(row.server_capacity, dates.capacity),
            pins=pins,
            finish_minutes=row.finish_minutes,
            min_visit_residents=row.min_visit_residents,
        ),
        costs=Costs(
            rupiah_per_km={"car": costs.per_km_car, "motorcycle": costs.per_km_motorcycle},
            per_diem=costs.per_diem,
            urgency_rupiah_per_resident_day=costs.urgency,
        ),
        assumptions=_assumptions(tables, region, dates, walks, language),
        sources=sources_of(region, language),
        catchment=tuple(_catchment(spots, walks, region)),
    )


def residents_of(spots: Spots, walks: Iterable[Walk]) -> dict[str, int]:
    """Return how many residents come to each post."""
    sums = {spot.id: spot.row.residents for spot in spots.by_id.values() if spot.row.post}
    for walk in walks:
        sums[walk.post] += walk.residents
    return sums


def _catchment(spots: Spots, walks: tuple[Walk, ...], region: Dataset) -> Iterable[Served]:
    """Yield the post of each village: its own, or the one that its residents walk to."""
    villages = set(region.villages["code"])
    visited = {post for post, residents in residents_of(spots, walks).items() if residents}
    for spot in spots.by_id.values():
        own = spot.row.post and spot.id in visited
        if own and (spot.id in villages or spot.row.residents):
            yield Served(spot.id, spot.row.name, spot.id, spot.row.residents)
    for walk in walks:
        yield Served(walk.village, spots.by_id[walk.village].row.name, walk.post, walk.residents)


def _places(
    spots: Spots,
    crossings: tuple[Crossing, ...],
    residents: dict[str, int],
    row: CampaignRow,
    costs: CostRow,
) -> Iterable[Place]:
    """Yield what the campaign needs: base, ports, posts with residents, and lodging."""
    ports = {port for crossing in crossings for port in (crossing.from_, crossing.to)}
    for spot in spots.by_id.values():
        lodging = _lodging(spot, costs)
        wanted = spot.id in ports or spot.id == spots.base or lodging is not None
        if not wanted and not residents.get(spot.id):
            continue
        own, post = spot.row, spot.row.post
        hours, by_weekday = opening_of(own, row.hours, row.other_hours)
        yield Place(
            id=spot.id,
            name=own.name,
            kecamatan=spot.kecamatan,
            lon=spot.lon,
            lat=spot.lat,
            residents=residents.get(spot.id, 0),
            weight=own.weight,
            lodging_per_person=None if spot.id == spots.base else lodging,
            hours=hours if post else (),
            hours_by_weekday=by_weekday if post else {},
            closed_dates=own.closed_dates,
            phone=own.phone or None,
            building=own.building or None,
            team_note=own.team_note or None,
            approximate=spot.approximate,
            by_air=spot.by_air,
        )


def _lodging(spot: PlaceEntry, costs: CostRow) -> int | None:
    own = spot.row.lodging
    if own is None:
        return costs.lodging if spot.row.post else None
    return own if isinstance(own, int) else None


def _assumptions(
    tables: WorkbookTables,
    region: Dataset,
    dates: Dates,
    walks: tuple[Walk, ...],
    language: Language,
) -> tuple[Assumption, ...]:
    usual = values_in(region, DEFAULTS, "village")
    own = explained(region, _values(tables, dates, usual), usual, language)
    goes = tables.campaign.rows[0].residents_go_to
    shown = GO_TO[goes].text(language)
    catchment = (Assumption("catchment", shown, CATCHMENT.text(language)),) if walks else ()
    holidays = unknown_holidays(region, dates.start, dates.deadline, language)
    if tables.calendar.rows:
        holidays = []
    return (*own, *catchment, *holidays, *assumptions_of_dataset(region, language))


def _values(tables: WorkbookTables, dates: Dates, usual: Mapping[str, str]) -> dict[str, str]:
    """Return the campaign's values by field, in the words of the default campaign's."""
    row, costs, pairs = tables.campaign.rows[0], tables.costs.rows[0], tables.pairs.rows
    places = tables.places.rows
    hours = str(OPENING_HOURS.show(row.hours, "en")).replace("; ", ", ")
    others = str(OTHER_HOURS.show(row.other_hours, "en")).replace("day ", " ")
    weekly = ", ".join(WEEKDAYS[day].text("en")[:3] for day in row.weekly_rest_days)
    values = {
        "residents.village": str(sum(place.residents for place in places)),
        "start": dates.start.isoformat(),
        "teams": str(len({fold(pair.id) for pair in pairs})),
        "vehicle": _all(pairs, "vehicle"),
        "rate_per_hour": _all(pairs, "rate_per_hour"),
        "setup_minutes": _all(pairs, "setup_minutes"),
        "hours": f"{hours}; {others}" if others else hours,
        "weight": ", ".join(sorted({str(place.weight) for place in places})),
        "duty_window": f"{format_clock(row.duty_start)}-{format_clock(row.duty_end)}",
        "max_driving_minutes": str(row.max_driving_minutes),
        "max_nights_out": str(row.max_nights_out),
        "finish_minutes": str(row.finish_minutes),
        "min_visit_residents": str(row.min_visit_residents),
        "home_on_rest_days": str(row.home_on_rest_days).lower(),
        "weekly_rest_days": weekly,
        "lodging_per_person": str(costs.lodging),
        "per_diem": str(costs.per_diem),
        "rupiah_per_km": f"car {costs.per_km_car}, motorcycle {costs.per_km_motorcycle}",
        "urgency": str(costs.urgency),
        "connectivity": row.connectivity,
        "server_capacity": "null" if row.server_capacity is None else str(row.server_capacity),
    }
    own = usual["lodging_per_person"]
    if own.startswith(f"{costs.lodging}:"):
        values["lodging_per_person"] = own
    if any(pair.operator_1.startswith(PLACEHOLDER) for pair in pairs):
        values["operators"] = usual["operators"]
    if dates.deadline != DEFAULTS.deadline:
        values["deadline"] = dates.deadline.isoformat()
    return values


def _all(pairs: tuple[PairRow, ...], field: str) -> str:
    """Return what the pairs have in common, or all that they have."""
    return ", ".join(dict.fromkeys(str(getattr(pair, field)) for pair in pairs))
