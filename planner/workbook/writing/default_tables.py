"""The tables of a regency's default campaign, ready to be edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geodata import Dataset, Language, places_of, text_in
from geodata.typed_rows import records
from planner.campaigns import (
    DEFAULTS,
    Defaults,
    default_campaign,
    is_home,
    knows_demand,
    lodgings_of,
)
from planner.workbook import EMBEDDED_NAME
from planner.workbook.schema import (
    CalendarRow,
    CampaignRow,
    ClosureRow,
    CostRow,
    CrossingRow,
    PairRow,
    PlaceRow,
    Row,
    RowT,
)
from routing.campaign import Campaign, Team
from routing.clock import parse_clock


@dataclass(frozen=True, slots=True)
class Initial:
    """Rows by sheet, and the lists that drop-downs offer."""

    rows: dict[str, list[Row]]
    lists: dict[str, list[str]]


def initial_tables(
    dataset: Dataset, region: Path | None, language: Language, defaults: Defaults = DEFAULTS
) -> Initial:
    """Return the default campaign of a regency as rows of every sheet.

    A post per kecamatan, at its capital; the residents still to record are spread over all
    villages. Another regency than Kupang has to fill in the dates itself, and the residents
    where its dataset does not hold them.

    Parameters
    ----------
    region
        The dataset's folder as the workbook shall name it; None = the embedded one.
    language
        Of remarks.
    """
    own = is_home(dataset) or knows_demand(dataset)
    villages = default_campaign(
        dataset, "village", defaults if own else replace(defaults, residents=0), language
    )
    rows: dict[str, list[Row]] = {
        "campaign": [_campaign(villages, dataset, region, defaults)],
        "places": list(_places(villages, dataset, defaults, language, told=own)),
        "pairs": [_pair(team) for team in villages.teams],
        "calendar": list(_calendar(dataset, defaults, language)),
        "closures": list(_closures(dataset, defaults, language)),
        "crossings": list(_crossings(dataset, language)),
        "pins": [],
        "costs": [_costs(defaults)],
        "incidents": [],
    }
    sections = zip(dataset.sections["id"], dataset.sections["name"], strict=True)
    lists = {
        "kecamatan": sorted(map(str, dataset.kecamatan["name"])),
        "sections": [f"{section} {name}" for section, name in sections],
    }
    return Initial(rows, lists)


def _made(model: type[RowT], **values: Any) -> RowT:  # noqa: ANN401  (any field of any sheet)
    """Return a row of values that need no reading; what is not given is as if empty."""
    blank: dict[str, Any] = {name: column.blank for name, column in model.columns().items()}
    return model.model_construct(**(blank | values))


def _campaign(
    campaign: Campaign, dataset: Dataset, region: Path | None, defaults: Defaults
) -> CampaignRow:
    rules, dated = campaign.rules, is_home(dataset)
    return _made(
        CampaignRow,
        name=campaign.name if dated else dataset.name,
        start=campaign.start if dated else None,
        deadline=campaign.deadline if dated else None,
        weekly_rest_days=dataset.weekly_rest_days,
        hours=defaults.hours,
        other_hours={4: defaults.friday_hours},
        duty_start=rules.duty_start,
        duty_end=rules.duty_end,
        max_driving_minutes=rules.max_driving_minutes,
        max_nights_out=rules.max_nights_out,
        finish_minutes=rules.finish_minutes,
        min_visit_residents=rules.min_visit_residents,
        home_on_rest_days=rules.home_on_rest_days,
        one_pair_per_kecamatan=rules.one_pair_per_kecamatan,
        residents_go_to="nearest",
        connectivity=rules.connectivity,
        server_capacity=rules.server_capacity.default,
        region=EMBEDDED_NAME if region is None else region.as_posix(),
        timezone=campaign.timezone,
    )


def _places(
    campaign: Campaign, dataset: Dataset, defaults: Defaults, language: Language, *, told: bool
) -> Iterator[PlaceRow]:
    """Yield the base, the other towns, then the villages; the capitals are posts.

    Where nobody has `told` how many residents are to be recorded, their cells stay empty.
    """
    capitals = {row.capital: row.name for row in records(dataset.kecamatan)}
    residents = {place.id: place.residents for place in campaign.places}
    towns = sorted(records(dataset.towns), key=lambda row: row.id != dataset.base)
    doubts = {row.capital: row.post_doubt for row in records(dataset.kecamatan)}
    for row in towns:
        yield _made(
            PlaceRow,
            id=row.id,
            name=row.name,
            kecamatan=capitals.get(row.id, ""),
            post=row.id in capitals,
            base=row.id == dataset.base,
            lodging=defaults.lodging_per_person if row.id in defaults.lodging_towns else None,
            lon=row.lon,
            lat=row.lat,
            by_air=row.id in dataset.by_air,
            note=text_in(
                doubts.get(row.id) or (row.basis if row.id == dataset.base else ""), language
            ),
        )
    lodgings = lodgings_of(dataset)
    for place in places_of(dataset).values():
        if place.kind == "village":
            yield _made(
                PlaceRow,
                id=place.id,
                name=place.name,
                kecamatan=place.kecamatan or "",
                post=place.id in capitals,
                residents=residents.get(place.id, 0) if told else None,
                lodging=lodgings.get(place.id),
                lon=place.lon,
                lat=place.lat,
                by_air=place.id in dataset.by_air,
                note=text_in(doubts.get(place.id) or "", language),
            )


def _pair(team: Team) -> PairRow:
    return _made(
        PairRow,
        id=team.id,
        operator_1=team.operators[0],
        operator_2=team.operators[1],
        vehicle=team.vehicle,
        rate_per_hour=team.rate_per_hour,
        setup_minutes=team.setup_minutes,
    )


def _calendar(dataset: Dataset, defaults: Defaults, language: Language) -> Iterator[CalendarRow]:
    """Yield the holidays of the campaign's years, so that it may be moved within them.

    Where its dates are not known, all that the dataset knows.
    """
    years = range(defaults.start.year, defaults.deadline.year + 1)
    for row in records(dataset.rest_days):
        if row.date.year in years or not is_home(dataset):
            yield _made(
                CalendarRow,
                from_date=row.date,
                kind="rest",
                note=text_in(row.name_en, language),
                source=text_in(row.source, language),
            )


def _closures(dataset: Dataset, defaults: Defaults, language: Language) -> Iterator[ClosureRow]:
    """Yield the closures that fall into the campaign."""
    names = dict(zip(dataset.sections["id"], dataset.sections["name"], strict=True))
    for row in records(dataset.closures):
        ended = row.until_date is not None and row.until_date < defaults.start
        if is_home(dataset) and (ended or row.from_date > defaults.deadline):
            continue
        yield _made(
            ClosureRow,
            section=f"{row.section} {names[row.section]}",
            from_date=row.from_date,
            until_date=row.until_date,
            stops=tuple(row.stops),
            note=text_in(row.note or "", language),
            source=row.source,
        )


def _crossings(dataset: Dataset, language: Language) -> Iterator[CrossingRow]:
    for row in records(dataset.crossings):
        clocks = row.departures and tuple(parse_clock(clock) for clock in row.departures)
        yield _made(
            CrossingRow,
            id=row.id,
            from_place=getattr(row, "from"),
            to_place=row.to,
            mode=row.mode,
            vehicles=tuple(row.vehicles),
            weekdays=tuple(row.weekdays),
            departures=clocks,
            opens=parse_clock(row.open) if row.open else None,
            closes=parse_clock(row.close) if row.close else None,
            from_day=row.from_day,
            until_day=row.until_day,
            cancelled_dates=tuple(row.cancelled_dates),
            loading_minutes=row.loading_minutes,
            crossing_minutes=row.crossing_minutes,
            fare_rupiah=row.fare_rupiah,
            basis=text_in(row.basis, language),
        )


def _costs(defaults: Defaults) -> CostRow:
    return _made(
        CostRow,
        per_km_car=defaults.rupiah_per_km_car,
        per_km_motorcycle=defaults.rupiah_per_km_motorcycle,
        per_diem=defaults.per_diem,
        lodging=defaults.lodging_per_person,
        urgency=defaults.urgency_rupiah_per_resident_day,
    )
