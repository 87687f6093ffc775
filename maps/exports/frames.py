"""A plan as tables with geometries, WGS 84: what QGIS and other programs read.

Dates are local; `begin` and `end` are instants with the offset of the campaign's time zone,
`local_begin` and `local_end` the same as local clock times.
Distances are metres, money whole rupiah. Texts are on one line. A leg without a drawn way
has no geometry.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import geopandas as gpd
import pandas as pd
import pyarrow as pa
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.boundaries import WGS84
from maps.data import MapData, WayShape
from maps.exports.frame_columns import (
    KECAMATAN_COLUMNS,
    MOMENT,
    PAIR_COLUMNS,
    PLACE_COLUMNS,
    POST_COLUMNS,
    ROUTE_COLUMNS,
    SESSION_COLUMNS,
    VILLAGE_COLUMNS,
    ArrowTypes,
)
from maps.figures import (
    Share,
    all_kecamatan,
    all_pairs,
    kecamatan_sent,
    kecamatan_shares,
    sent_dates,
)
from maps.html import plain
from routing.campaign import Place
from routing.clock import format_clock
from routing.plan import Drive, Ferry, Session, TeamDate


def zone(data: MapData) -> dt.tzinfo:
    """Time zone of the campaign; UTC where its name is not known."""
    try:
        return ZoneInfo(data.campaign.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC


def moment(day: dt.date, minutes: int, tz: dt.tzinfo | None) -> dt.datetime:
    """Return the moment some minutes after local midnight of a date; `tz` None = local."""
    start = dt.datetime.combine(day, dt.time(), tz)
    return start + dt.timedelta(minutes=minutes)


def way_line(way: WayShape | None) -> LineString | None:
    """Line of a way in the order of travel; None where it has no shape."""
    if way is None or not way.parts:
        return None
    points: list[tuple[float, ...]] = []
    for part in way.parts:
        points += [point for point in part.line.coords if not points or point != points[-1]]
    return LineString(points) if len(points) > 1 else None


def posts_frame(data: MapData) -> gpd.GeoDataFrame:
    """Return the posts with what the plan records there.

    Returns
    -------
    GeoDataFrame
        A row per post in the campaign's order, points in EPSG:4326: `residents` to record,
        `recorded`, `left`, `pairs` (ids, most residents first), `first_date`, `last_date`
        and the number of `dates` with a session, and what the campaign says of the post.
    """
    pairs, dates = _visits(data)
    rows = []
    for post in data.campaign.posts:
        recorded = data.plan.recorded.get(post.id, 0)
        days = dates.get(post.id, [])
        rows.append(
            {
                "id": plain(post.id),
                "name": plain(post.name),
                "kecamatan": plain(data.kecamatan_name(post.kecamatan)) if post.kecamatan else None,
                "residents": post.residents,
                "recorded": recorded,
                "left": post.residents - recorded,
                "weight": post.weight,
                "pairs": ", ".join(pairs.get(post.id, ())),
                "first_date": min(days, default=None),
                "last_date": max(days, default=None),
                "dates": len(days),
                "phone": plain(post.phone) if post.phone else None,
                "building": plain(post.building) if post.building else None,
                "team_note": plain(post.team_note) if post.team_note else None,
                "geometry": _point(post),
            }
        )
    return _geo(rows, POST_COLUMNS, data)


def places_frame(data: MapData) -> gpd.GeoDataFrame:
    """Return the base, the ports and the other places without residents to record.

    Returns
    -------
    GeoDataFrame
        Points in EPSG:4326; `kind` is `base`, `port` or `town`, `lodging_per_person` rupiah.
    """
    ports = {end for crossing in data.campaign.crossings for end in (crossing.from_, crossing.to)}
    rows = [
        {
            "id": plain(place.id),
            "name": plain(place.name),
            "kind": "port" if place.id in ports else "town",
            "lodging_per_person": place.lodging_per_person,
            "geometry": _point(place),
        }
        for place in data.campaign.places
        if not place.residents or place.id == data.campaign.base
    ]
    for row in rows:
        if row["id"] == plain(data.campaign.base):
            row["kind"] = "base"
    return _geo(rows, PLACE_COLUMNS, data)


def routes_frame(data: MapData) -> gpd.GeoDataFrame:
    """Return every drive and crossing of the plan, pair by pair in order of time.

    Returns
    -------
    GeoDataFrame
        Lines in EPSG:4326: `leg` counts the legs of a date, `kind` is `drive` or `ferry`;
        `metres` and `estimated_metres` (how much of them is estimated) are null on a ferry.
    """
    tz = zone(data)
    rows = []
    for team, day in _dates(data):
        vehicle = data.vehicles[team]
        condition = data.campaign.condition_on(day.date)
        moves = [event for event in day.events if isinstance(event, Drive | Ferry)]
        for number, event in enumerate(moves, start=1):
            start, end = data.place(event.from_), data.place(event.to)
            drive = isinstance(event, Drive)
            way = data.ways.get((event.from_, event.to, vehicle, condition)) if drive else None
            ferry = LineString([(start.lon, start.lat), (end.lon, end.lat)])
            rows.append(
                {
                    "pair": plain(team),
                    "date": day.date,
                    "leg": number,
                    "kind": event.kind,
                    "from_id": plain(start.id),
                    "from_name": plain(start.name),
                    "to_id": plain(end.id),
                    "to_name": plain(end.name),
                    **_times(day.date, event, tz),
                    "minutes": event.end - event.start,
                    "metres": event.metres if isinstance(event, Drive) else None,
                    "estimated_metres": way.estimated_metres if way else None,
                    "vehicle": plain(vehicle),
                    "condition": plain(condition),
                    "geometry": way_line(way) if drive else ferry,
                }
            )
    return _geo(rows, ROUTE_COLUMNS, data)


def sessions_frame(data: MapData) -> gpd.GeoDataFrame:
    """Return every session at its post, pair by pair in order of time.

    Returns
    -------
    GeoDataFrame
        Points in EPSG:4326: `residents` recorded, `minutes` it lasts, and `at_server`, the
        date on which its records reach the server (null if that is not in the plan).
    """
    tz = zone(data)
    rules = data.campaign.rules
    sent = {
        team.id: sent_dates(team.dates, data.campaign.base, rules.connectivity)
        for team in data.plan.teams
    }
    rows = []
    for team, day, session in data.plan.sessions():
        post = data.place(session.at)
        rows.append(
            {
                "pair": plain(team),
                "date": day,
                "post": plain(post.id),
                "name": plain(post.name),
                "kecamatan": plain(data.kecamatan_name(post.kecamatan)) if post.kecamatan else None,
                **_times(day, session, tz),
                "minutes": session.end - session.start,
                "residents": session.residents,
                "at_server": sent[team].get(day),
                "geometry": _point(post),
            }
        )
    return _geo(rows, SESSION_COLUMNS, data)


def kecamatan_frame(data: MapData) -> gpd.GeoDataFrame:
    """Return the kecamatan with their results, as multipolygons.

    `metres` and `rupiah_spent` are a kecamatan's share of what its pairs drive and spend.
    """
    shapes = dict(zip(data.kecamatan_names, data.kecamatan.geometry, strict=True))
    sent = kecamatan_sent(data)
    shares = kecamatan_shares(data, all_pairs(data))
    none = Share(0, 0)
    rows = [
        {
            "code": plain(row.code),
            "name": plain(row.name),
            "pairs": ", ".join(map(plain, row.pairs)),
            "first_date": row.first,
            "last_date": row.last,
            "dates": len(row.days),
            "to_record": row.to_record,
            "recorded": row.recorded,
            "left": row.to_record - row.recorded,
            "at_server": sent.get(row.code),
            "metres": shares.get(row.code, none).metres,
            "rupiah_spent": shares.get(row.code, none).rupiah,
            "geometry": _multi(shapes.get(row.code)),
        }
        for row in all_kecamatan(data)
    ]
    return _geo(rows, KECAMATAN_COLUMNS, data)


def villages_frame(data: MapData) -> gpd.GeoDataFrame:
    """Return the villages with the post that serves them.

    Returns
    -------
    GeoDataFrame
        Points in EPSG:4326: `people` by the census, `metres` and `minutes` of the way to the
        `post`; these are null where no road leads there.
    """
    rows = [
        {
            "code": plain(village.code),
            "name": plain(village.name),
            "kecamatan": plain(data.kecamatan_name(village.kecamatan_code)),
            "people": village.people,
            "post": plain(village.post) if village.post else None,
            "post_name": plain(data.place(village.post).name) if village.post else None,
            "metres": village.metres,
            "minutes": village.minutes,
            "geometry": Point(village.lon, village.lat),
        }
        for village in data.village_reach
    ]
    return _geo(rows, VILLAGE_COLUMNS, data)


def pairs_frame(data: MapData) -> pd.DataFrame:
    """Return the sums of every pair.

    Returns
    -------
    DataFrame
        A row per pair in the campaign's order, without a geometry: residents, dates, metres,
        minutes, and money by its parts in rupiah; `rupiah_urgency` is no money spent.
    """
    rows = [
        {
            "pair": plain(row.team.id),
            "operator_1": plain(row.team.operators[0]),
            "operator_2": plain(row.team.operators[1]),
            "vehicle": plain(row.team.vehicle),
            "kecamatan": ", ".join(plain(data.kecamatan_name(code)) for code in row.plan.kecamatan),
            "first_date": row.first,
            "last_date": row.last,
            "residents": row.residents,
            "duty_days": row.duty_days,
            "nights_away": row.nights,
            "metres": row.metres,
            "driving_minutes": row.driving_minutes,
            "rupiah_distance": row.rupiah.distance,
            "rupiah_nights": row.rupiah.nights,
            "rupiah_duty_days": row.rupiah.duty_days,
            "rupiah_crossings": row.rupiah.crossings,
            "rupiah_spent": row.rupiah.spent,
            "rupiah_urgency": row.rupiah.urgency,
        }
        for row in all_pairs(data)
    ]
    return _table(rows, PAIR_COLUMNS, data)


def _times(day: dt.date, event: Drive | Ferry | Session, tz: dt.tzinfo) -> dict[str, Any]:
    return {
        "begin": moment(day, event.start, tz),
        "end": moment(day, event.end, tz),
        "local_begin": format_clock(event.start),
        "local_end": format_clock(event.end),
    }


def _table(rows: Sequence[Mapping[str, Any]], columns: ArrowTypes, data: MapData) -> pd.DataFrame:
    stamp = pa.timestamp("s", tz=data.campaign.timezone if zone(data) != dt.UTC else "UTC")
    return pd.DataFrame(
        {
            name: pd.Series(
                [row[name] for row in rows],
                dtype=pd.ArrowDtype(stamp if kind == MOMENT else kind),
            )
            for name, kind in columns.items()
        }
    )


def _geo(rows: Sequence[Mapping[str, Any]], columns: ArrowTypes, data: MapData) -> gpd.GeoDataFrame:
    shapes = gpd.GeoSeries([row["geometry"] for row in rows], crs=WGS84)
    return gpd.GeoDataFrame(_table(rows, columns, data), geometry=shapes, crs=WGS84)


def _dates(data: MapData) -> Iterator[tuple[str, TeamDate]]:
    for team in data.plan.teams:
        for day in team.dates:
            yield team.id, day


def _visits(data: MapData) -> tuple[dict[str, list[str]], dict[str, list[dt.date]]]:
    """Pairs and dates of each post's sessions."""
    pairs: dict[str, Counter[str]] = {}
    dates: dict[str, set[dt.date]] = {}
    for team, day, session in data.plan.sessions():
        pairs.setdefault(session.at, Counter())[plain(team)] += session.residents
        dates.setdefault(session.at, set()).add(day)
    return (
        {post: [team for team, _ in count.most_common()] for post, count in pairs.items()},
        {post: sorted(days) for post, days in dates.items()},
    )


def _point(place: Place) -> Point:
    return Point(place.lon, place.lat)


def _multi(shape: BaseGeometry | None) -> BaseGeometry | None:
    return MultiPolygon([shape]) if isinstance(shape, Polygon) else shape
