"""Posts as a GeoDataFrame: a campaign's, and posts of one's own in their place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata import Dataset, Message, places_of
from geodata.boundaries import WGS84
from planner.campaigns.default_values import DEFAULTS, Defaults
from planner.errors import FrameError
from routing.campaign import Assumption, Campaign, Place, check_campaign

_NEEDED = ("id", "name", "residents")
_TEXTS = ("phone", "village", "building", "team_note", "note")
"""Columns of text that may be empty; `note` is for nobody but the planner."""

_APPROXIMATE = ("approximate", "bool")
"""Column that says that a point stands for a village and not for a building."""

_KINDS = ("str", "str", "str", "int64", "int64", "Int64")
_BASIS = "given by the caller"


def posts_of(campaign: Campaign) -> gpd.GeoDataFrame:
    """Return a campaign's posts as points (EPSG:4326), with the columns that `with_posts` takes.

    ``id, name, kecamatan, residents, weight, lodging_per_person, phone, village,
    building, team_note, note, approximate, geometry``, in the campaign's order.
    """
    columns = ("id", "name", "kecamatan", "residents", "weight", "lodging_per_person")
    rows = {
        name: pd.Series([getattr(post, name) for post in campaign.posts], dtype=kind)
        for name, kind in [
            *zip(columns, _KINDS, strict=True),
            *((text, "str") for text in _TEXTS),
            _APPROXIMATE,
        ]
    }
    points = gpd.points_from_xy([p.lon for p in campaign.posts], [p.lat for p in campaign.posts])
    return gpd.GeoDataFrame(rows, geometry=points, crs=WGS84)


def with_posts(
    region: Dataset, campaign: Campaign, posts: gpd.GeoDataFrame, defaults: Defaults = DEFAULTS
) -> tuple[Dataset, Campaign]:
    """Put posts of one's own in the place of a campaign's posts.

    Parameters
    ----------
    region
        The regency's dataset.
    campaign
        Whose posts are replaced; its base, ports and lodging towns stay.
    posts
        Points in any CRS that is set, a row per post: ``id`` and ``name`` (text), ``residents``
        (whole, 0 or more); if present, ``kecamatan`` (name; else the one whose outline holds
        the point), ``weight`` (whole, 1 or more), ``lodging_per_person`` (rupiah; absent: that
        of `defaults`), ``phone``, ``village`` and ``building`` (for everybody), ``team_note``
        (for the teams), ``note`` (stays in campaign.json), ``approximate`` (true where the
        point is not that of a building). An id of the dataset (a village code, a town) stands
        where the frame says; the roads lead to it as to the dataset's.
    defaults
        Opening hours and lodging.

    Returns
    -------
    tuple of Dataset and Campaign
        The dataset with new places as towns, and the campaign (WGS 84); `prepare` takes both.

    Raises
    ------
    FrameError
        With everything about the frame that cannot be used.
    CampaignError
        When the changed campaign contradicts itself, as by a pin of a post that is gone.
    """
    faults = _shape_faults(posts)
    if faults:
        raise FrameError(faults)
    frame = posts.to_crs(WGS84)
    frame = frame.assign(kecamatan=_kecamatan(region, frame))
    faults = _row_faults(frame)
    if faults:
        raise FrameError(faults)
    places = [_place(row, point, defaults) for row, point in _rows(frame)]
    region, stated = _with_towns(region, places), _stated(campaign, len(places))
    ids = {place.id for place in places}
    kept = [replace(place, residents=0) for place in campaign.places if _stays(campaign, place)]
    changed = replace(
        campaign,
        places=(*(place for place in kept if place.id not in ids), *places),
        assumptions=stated,
        catchment=(),
    )
    check_campaign(changed)
    return region, changed


def _stays(campaign: Campaign, place: Place) -> bool:
    ports = {port for crossing in campaign.crossings for port in (crossing.from_, crossing.to)}
    return not place.residents or place.id == campaign.base or place.id in ports


def _shape_faults(posts: gpd.GeoDataFrame) -> list[Message]:
    missing = [name for name in _NEEDED if name not in posts.columns]
    faults = [Message("frame_columns", columns=", ".join(missing))] if missing else []
    if posts.crs is None:
        faults.append(Message("frame_crs"))
    kinds = sorted({str(kind) for kind in posts.geometry.geom_type.fillna("empty")} - {"Point"})
    if kinds:
        faults.append(Message("frame_points", kinds=", ".join(kinds)))
    return faults


def _row_faults(frame: gpd.GeoDataFrame) -> list[Message]:
    twice = frame["id"][frame["id"].duplicated()].unique()
    faults = [Message("frame_twice", id=each) for each in twice]
    for row, _ in _rows(frame):
        if row["kecamatan"] is None:
            faults.append(Message("frame_outside", id=row["id"]))
        for name, least in (("residents", 0), ("weight", 1), ("lodging_per_person", 0)):
            value = row.get(name)
            if value is not None and not _whole(value, least):
                faults.append(Message("frame_number", id=row["id"], name=name, value=value))
        if row["residents"] is None:
            faults.append(Message("frame_number", id=row["id"], name="residents", value="-"))
    return faults


def _whole(value: object, least: int) -> bool:
    try:
        return float(str(value)).is_integer() and float(str(value)) >= least
    except ValueError:
        return False


def _rows(frame: gpd.GeoDataFrame) -> list[tuple[dict[str, Any], Any]]:
    """Rows as dictionaries, absent values as None, each with its point."""
    columns = [name for name in frame.columns if name != frame.geometry.name]
    rows = frame[columns].to_dict("records")
    plain = [{k: None if pd.isna(v) else v for k, v in row.items()} for row in rows]
    return list(zip(plain, frame.geometry, strict=True))


def _kecamatan(region: Dataset, frame: gpd.GeoDataFrame) -> list[str | None]:
    """Kecamatan of each point: the one that its row names, else the outline that holds it."""
    outlines = region.kecamatan[["name", "geometry"]].rename(columns={"name": "_within"})
    points = gpd.GeoDataFrame({"_at": range(len(frame))}, geometry=list(frame.geometry), crs=WGS84)
    joined = points.sjoin(outlines, how="left", predicate="intersects").drop_duplicates("_at")
    held = [None if pd.isna(name) else str(name) for name in joined["_within"]]
    if "kecamatan" not in frame.columns:
        return held
    return [
        found if pd.isna(named) else str(named)
        for named, found in zip(frame["kecamatan"], held, strict=True)
    ]


def _place(row: dict[str, Any], point: Any, defaults: Defaults) -> Place:  # noqa: ANN401
    lodging = row.get("lodging_per_person")
    return Place(
        id=str(row["id"]),
        name=str(row["name"]),
        kecamatan=row["kecamatan"],
        lon=round(float(point.x), 6),
        lat=round(float(point.y), 6),
        residents=int(row["residents"]),
        weight=int(row.get("weight") or 1),
        lodging_per_person=defaults.lodging_per_person if lodging is None else int(lodging),
        hours=defaults.hours,
        hours_by_weekday={4: defaults.friday_hours},
        phone=row.get("phone"),
        village=row.get("village"),
        building=row.get("building"),
        team_note=row.get("team_note"),
        note=row.get("note"),
        approximate=bool(row.get("approximate")),
    )


def _with_towns(region: Dataset, places: list[Place]) -> Dataset:
    known = set(places_of(region))
    new = [place for place in places if place.id not in known]
    rows = [
        {"id": place.id, "name": place.name, "lon": place.lon, "lat": place.lat, "basis": _BASIS}
        for place in new
    ]
    if not rows:
        return region
    towns = pd.concat([region.towns, pd.DataFrame(rows)], ignore_index=True)
    return replace(region, towns=towns[list(region.towns.columns)])


def _stated(campaign: Campaign, count: int) -> tuple[Assumption, ...]:
    """Drop what the campaign assumed of its own posts, and state where the new ones are from."""
    gone = ("residents.", "post ", "places.post", "catchment")
    kept = [each for each in campaign.assumptions if not each.field.startswith(gone)]
    return (Assumption("posts", str(count), _BASIS), *kept)
