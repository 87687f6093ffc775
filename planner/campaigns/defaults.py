"""The default campaign of a regency: sourced figures, and assumptions that say so.

Every value of `planner.campaigns.default_values.DEFAULTS` is either a fact with its number in the
dataset's facts or an assumption with its reason; both are written into `campaign.json` and shown to
the user.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from geodata import Dataset, DatasetPlace as Spot, Message, conditions_for, places_of, runs_on
from geodata.rounding import spread
from geodata.travel import departures_of
from geodata.typed_rows import records
from planner.campaigns.assumptions import assumptions_of, sources_of
from planner.campaigns.default_values import DEFAULTS, LEVELS, Defaults, Level
from planner.campaigns.home import lodgings_of
from planner.errors import OptionError
from routing.campaign import (
    Campaign,
    Condition,
    Costs,
    Crossing,
    Place,
    Rules,
    Served,
    ServerCapacity,
    Team,
    campaign_id,
)
from routing.clock import parse_clock

MOST_DATES = 731
"""Dates of the longest campaign; a longer one is a slip in the year."""
LAST_YEAR = 2199
"""Later years are slips of the hand, and dates end with 9999."""
_MOST_TEAMS = 500
"""More operator pairs than any regency has: a slip of the hand, and too many to plan."""


def default_campaign(
    dataset: Dataset,
    level: Level = "kecamatan",
    defaults: Defaults = DEFAULTS,
    language: Literal["id", "en"] = "en",
) -> Campaign:
    """Make the default campaign of a regency.

    Parameters
    ----------
    level
        `kecamatan`: a post per kecamatan at its capital, with all its residents;
        `village`: a post per village.
    defaults
        Values to use; change them with `dataclasses.replace`.
    language
        Of the assumptions' reasons.

    Raises
    ------
    OptionError
        When a value cannot be used, with every such value.
    """
    faults = option_faults(level, defaults)
    if faults:
        raise OptionError(faults)
    name = f"{dataset.name} {defaults.start.year}"
    conditions, _ = conditions_for(dataset, defaults.start, defaults.deadline)
    posts = _lodged(dataset, _posts(dataset, level, defaults))
    return Campaign(
        id=campaign_id(name, dataset.base, defaults.start),
        name=name,
        timezone=dataset.timezone,
        start=defaults.start,
        deadline=defaults.deadline,
        base=dataset.base,
        rest_days=_rest_days(dataset, defaults),
        conditions=tuple(Condition(c.id, c.start, c.until) for c in conditions),
        places=(*_towns(dataset, defaults), *posts),
        catchment=_catchment(dataset, level, defaults),
        crossings=crossings_for(dataset, defaults.start, defaults.deadline),
        teams=tuple(_team(n, defaults) for n in range(1, defaults.teams + 1)),
        rules=Rules(
            one_pair_per_kecamatan=True,
            home_on_rest_days=True,
            max_nights_out=defaults.max_nights_out,
            duty_start=defaults.duty_start,
            duty_end=defaults.duty_end,
            max_driving_minutes=defaults.max_driving_minutes,
            connectivity="online",
            server_capacity=ServerCapacity(),
            finish_minutes=defaults.finish_minutes,
            min_visit_residents=defaults.min_visit_residents,
        ),
        costs=Costs(
            rupiah_per_km={
                "car": defaults.rupiah_per_km_car,
                "motorcycle": defaults.rupiah_per_km_motorcycle,
            },
            per_diem=defaults.per_diem,
            urgency_rupiah_per_resident_day=defaults.urgency_rupiah_per_resident_day,
        ),
        assumptions=assumptions_of(
            dataset,
            replace(defaults, residents=sum(p.residents for p in posts)),
            DEFAULTS,
            level,
            language,
        ),
        sources=sources_of(dataset, language),
    )


def nodes_of(dataset: Dataset, campaign: Campaign) -> dict[str, str]:
    """Node of the road graph by place id."""
    spots = places_of(dataset)
    return {place.id: spots[place.id].node for place in campaign.places}


def with_hash(campaign: Campaign, travel_sha256: str) -> Campaign:
    """The campaign that names its travel table."""
    return replace(campaign, travel_sha256=travel_sha256)


def option_faults(level: str, defaults: Defaults) -> list[Message]:
    """Everything about the values of a campaign that cannot be used."""
    faults = []
    if level not in LEVELS:
        faults.append(Message("bad_level", value=level, known=", ".join(LEVELS)))
    if defaults.teams < 1:
        faults.append(Message("bad_teams", value=defaults.teams))
    if defaults.teams > _MOST_TEAMS:
        faults.append(Message("many_teams", value=str(defaults.teams)[:12], most=_MOST_TEAMS))
    span = {"start": defaults.start, "deadline": defaults.deadline}
    days = (defaults.deadline - defaults.start).days + 1
    if days < 1:
        faults.append(Message("bad_span", **span))
    elif days > MOST_DATES:
        faults.append(Message("long_span", days=days, most=MOST_DATES, **span))
    elif defaults.deadline.year > LAST_YEAR:
        faults.append(Message("bad_year", value=defaults.deadline.year, most=LAST_YEAR))
    if defaults.residents < 0:
        faults.append(Message("bad_residents", value=defaults.residents))
    return faults


def _rest_days(dataset: Dataset, defaults: Defaults) -> tuple[date, ...]:
    listed = set(dataset.rest_days["date"])
    days = (defaults.deadline - defaults.start).days + 1
    dates = (defaults.start + timedelta(days=n) for n in range(days))
    weekly = dataset.weekly_rest_days
    return tuple(day for day in dates if day in listed or day.weekday() in weekly)


def _towns(dataset: Dataset, defaults: Defaults) -> list[Place]:
    spots = places_of(dataset)
    ports = [*dataset.crossings["from"], *dataset.crossings["to"]]
    lodging = [town for town in defaults.lodging_towns if town in spots]
    ids = dict.fromkeys([dataset.base, *lodging, *ports])
    return [
        Place(
            id=town,
            name=spots[town].name,
            kecamatan=None,
            lon=spots[town].lon,
            lat=spots[town].lat,
            lodging_per_person=defaults.lodging_per_person if town in lodging else None,
        )
        for town in ids
    ]


def _posts(dataset: Dataset, level: Level, defaults: Defaults) -> list[Place]:
    shares = _shares(dataset, defaults)
    spots = places_of(dataset)
    if level == "village":
        return [
            replace(_post(spots[code], residents, defaults), by_air=code in dataset.by_air)
            for code, residents in shares.items()
        ]
    sums: dict[str, int] = {}
    at = _post_by_village(dataset)
    for code, residents in shares.items():
        sums[at[code]] = sums.get(at[code], 0) + residents
    capitals = dict(zip(dataset.kecamatan["code"], dataset.kecamatan["capital"], strict=True))
    return [
        replace(
            _post(spots[code], residents, defaults, spots[capitals.get(code, code)].name),
            by_air=capitals.get(code, code) in dataset.by_air,
        )
        for code, residents in sums.items()
    ]


def _post_by_village(dataset: Dataset) -> dict[str, str]:
    """Return the post of each village where every kecamatan has one.

    From a village by air only nobody comes to another's post: it is one of its own.
    """
    by_air = dataset.by_air
    capitals = dict(zip(dataset.kecamatan["code"], dataset.kecamatan["capital"], strict=True))
    parents = zip(dataset.villages["code"], dataset.villages["kecamatan_code"], strict=True)
    return {
        str(code): str(code if code in by_air and capitals[parent] not in by_air else parent)
        for code, parent in parents
    }


def _lodged(dataset: Dataset, posts: list[Place]) -> list[Place]:
    """Return posts with the prices of lodging in the dataset for their villages."""
    prices, spots = lodgings_of(dataset), places_of(dataset)
    return [
        replace(post, lodging_per_person=prices.get(spots[post.id].node, post.lodging_per_person))
        for post in posts
    ]


def _shares(dataset: Dataset, defaults: Defaults) -> dict[str, int]:
    """Residents to record of each village."""
    codes = [str(code) for code in dataset.villages["code"]]
    return dict(zip(codes, _demand(dataset, defaults), strict=True))


def _catchment(dataset: Dataset, level: Level, defaults: Defaults) -> tuple[Served, ...]:
    """Each village at its own post, or at that of its kecamatan."""
    shares = _shares(dataset, defaults)
    at = {code: code for code in shares} if level == "village" else _post_by_village(dataset)
    return tuple(
        Served(
            village=str(row.code),
            name=str(row.name),
            post=at[str(row.code)],
            residents=shares[str(row.code)],
        )
        for row in records(dataset.villages)
    )


def _demand(dataset: Dataset, defaults: Defaults) -> list[int]:
    """Return the residents to record by village: those of the dataset, else a total spread.

    A total other than the default one goes before the dataset's figures.
    """
    villages = dataset.villages
    people = [int(count) for count in villages["population_2010"]]
    own = villages["to_record"]
    if defaults.residents == DEFAULTS.residents and own.notna().any():
        shares = [int(count) for count in own.fillna(0)]
        faults = [
            Message("more_in_village", village=name, residents=count, people=most)
            for name, count, most in zip(villages["name"], shares, people, strict=True)
            if 0 < most < count
        ]
    else:
        if defaults.residents and not any(people):
            raise OptionError([Message("no_population")])
        shares, faults = spread(defaults.residents, people), []
    total, everybody = sum(shares), sum(people)
    if not faults and 0 < everybody < total:
        values = {"residents": total, "people": everybody, "name": dataset.name}
        faults = [Message("more_than_people", **values)]
    if faults:
        raise OptionError(faults)
    return shares


def _post(spot: Spot, residents: int, defaults: Defaults, village: str | None = None) -> Place:
    return Place(
        id=spot.id,
        name=spot.name,
        kecamatan=spot.kecamatan,
        lon=spot.lon,
        lat=spot.lat,
        residents=residents,
        lodging_per_person=defaults.lodging_per_person,
        hours=defaults.hours,
        hours_by_weekday={4: defaults.friday_hours},
        village=village if village != spot.name else None,
        approximate=True,
    )


def crossings_for(dataset: Dataset, start: date, deadline: date) -> tuple[Crossing, ...]:
    """Return a dataset's crossings with the dates of a campaign on which they do not leave."""
    days = (deadline - start).days + 1
    dates = [start + timedelta(days=n) for n in range(days)]
    return tuple(
        Crossing(
            id=row.id,
            from_=getattr(row, "from"),
            to=row.to,
            vehicles=tuple(row.vehicles),
            weekdays=tuple(row.weekdays),
            departures=departures_of(row),
            open=parse_clock(row.open) if row.open else None,
            close=parse_clock(row.close) if row.close else None,
            loading_minutes=row.loading_minutes,
            crossing_minutes=row.crossing_minutes,
            fare_rupiah=row.fare_rupiah,
            cancelled_dates=tuple(
                day for day in dates if day.weekday() in row.weekdays and not runs_on(row, day)
            ),
        )
        for row in records(dataset.crossings)
    )


def _team(number: int, defaults: Defaults) -> Team:
    return Team(
        id=f"T{number:02d}",
        operators=(f"Operator {number:02d}A", f"Operator {number:02d}B"),
        vehicle=defaults.vehicle,
        rate_per_hour=defaults.rate_per_hour,
        setup_minutes=defaults.setup_minutes,
        from_=defaults.start,
        until=defaults.deadline,
    )
