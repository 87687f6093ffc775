"""The layers of the maps, one function each: data in, a folium layer out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import folium
from folium.features import GeoJson
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from maps.data import MapData, WayKey
from maps.drawing.folium_map import Feature, Style, feature, vector_layer
from maps.drawing.outlines import LandOutlines, merge_lines, to_geojson
from maps.drawing.palette import PairStyle, pair_style
from maps.figures import KecamatanFigures, PairFigures, post_turns
from maps.html import escape, fragment
from maps.language import Words
from routing.campaign import Place
from routing.plan import Ferry, TeamPlan

ROAD_WEIGHT = {
    "national": 2.6,
    "trunk": 2.6,
    "primary": 2.2,
    "provincial": 1.8,
    "secondary": 1.8,
}
"""Pixels by road class; other roads are thinner."""

_WHITE_EDGE = {"color": "#ffffff", "opacity": 0.95, "fill": False}


def beyond_layer(land: LandOutlines) -> GeoJson:
    """Land without an outline in the sources."""
    return vector_layer(
        [feature(to_geojson(shape, 3)) for _, shape in land.beyond],
        "beyond",
        lambda _: {"stroke": False, "fillOpacity": 1, "className": "jb-beyond"},
    )


def neighbours_layer(land: LandOutlines, digits: int = 4) -> GeoJson:
    """Draw the regencies around."""
    return vector_layer(
        [feature(to_geojson(shape, digits)) for _, shape in land.neighbours],
        "neighbours",
        lambda _: {
            "color": "#cfc8b8",
            "weight": 1,
            "fillColor": "#efeadf",
            "fillOpacity": 1,
            "interactive": False,
        },
    )


def kecamatan_layer(
    data: MapData, land: LandOutlines, figures: Iterable[KecamatanFigures], lang: Words
) -> GeoJson:
    """Draw the kecamatan in the colour and pattern of the pair that records there."""
    features = []
    for row in figures:
        if row.code in land.kecamatan:
            popup = fragment(lang, "popups.html", "kecamatan", row=row, data=data)
            style = pair_style(data.team_index[row.pairs[0]]) if row.pairs else None
            features.append(
                feature(
                    to_geojson(land.kecamatan[row.code]),
                    popup=popup,
                    label=row.name,
                    css=style.css_class if style else "pair-none",
                )
            )
    return vector_layer(
        features,
        "kecamatan",
        lambda f: {
            "color": "#ffffff",
            "weight": 1.6,
            "fillOpacity": 1,
            "className": f"jb-area {f['properties']['css']}",
        },
    )


def team_area_layer(land: LandOutlines, style: PairStyle, codes: Iterable[str]) -> GeoJson:
    """All kecamatan as ground, those of one team in its colour."""
    own = set(codes)
    features = [
        feature(to_geojson(shape, 3), css=style.css_class if code in own else "pair-none")
        for code, shape in land.kecamatan.items()
    ]
    return vector_layer(
        features,
        "kecamatan",
        lambda f: {
            "color": "#ffffff",
            "weight": 1.4,
            "fillOpacity": 1,
            "interactive": False,
            "className": f"jb-area {f['properties']['css']}",
        },
    )


def village_layer(land: LandOutlines, digits: int = 4) -> GeoJson:
    """Borders between villages."""
    shapes = [shape for shape in land.village_borders.values() if not shape.is_empty]
    return vector_layer(
        [feature(to_geojson(shape, digits)) for shape in shapes],
        "borders",
        lambda _: {**_WHITE_EDGE, "weight": 0.7, "opacity": 0.75, "interactive": False},
    )


def road_layer(data: MapData, lang: Words) -> GeoJson:
    """Official road sections by class."""
    roads = data.roads[~data.roads["estimated"].astype(bool)]
    features = []
    for road in roads.itertuples():
        popup = fragment(
            lang,
            "popups.html",
            "road",
            name=str(road.name),
            road_class=str(road.road_class),
            surface=str(road.surface),
        )
        shape = merge_lines([road.geometry])
        features.append(
            feature(to_geojson(shape), popup, label=str(road.name), rank=str(road.road_class))
        )
    return vector_layer(features, "roads", _road_style)


def plain_road_layer(data: MapData) -> GeoJson:
    """Draw official roads, a line per class, without popups: small enough for a phone."""
    roads = data.roads[~data.roads["estimated"].astype(bool)]
    features = [
        feature(to_geojson(merge_lines(group.geometry)), rank=str(rank))
        for rank, group in roads.groupby("road_class", sort=True)
    ]
    return vector_layer(features, "roads", _road_style)


def _road_style(road: Feature) -> Style:
    weight = ROAD_WEIGHT.get(road["properties"]["rank"], 1.2)
    return {"color": "#6f675c", "weight": weight, "opacity": 0.85}


def local_road_group(data: MapData, lang: Words) -> folium.FeatureGroup:
    """Estimated local roads between villages; not shown until asked for."""
    roads = data.roads[data.roads["estimated"].astype(bool)]
    group = folium.FeatureGroup(
        name=str(escape(fragment(lang, "popups.html", "local_roads_name"))), show=False
    )
    if len(roads):
        shape = merge_lines(roads.geometry)
        vector_layer(
            [feature(to_geojson(shape))],
            "roads",
            lambda _: {"color": "#6f675c", "weight": 1, "dashArray": "2 4", "interactive": False},
        ).add_to(group)
    return group


def pair_group(
    data: MapData, figures: PairFigures, lang: Words, numbers: Mapping[str, int] | None = None
) -> folium.FeatureGroup:
    """One pair: its ways, crossings and posts, to be switched on and off together."""
    style = pair_style(data.team_index[figures.team.id])
    group = folium.FeatureGroup(
        name=str(escape(fragment(lang, "popups.html", "pair_name", figures=figures, style=style)))
    )
    for layer in way_layers(data, figures.plan, style):
        layer.add_to(group)
    posts = [data.place(post) for post in dict.fromkeys(_sites(figures.plan))]
    if posts and numbers is None:
        post_layer(data, posts, lang, style).add_to(group)
    elif posts and numbers is not None:
        stop_layer(posts, numbers).add_to(group)
    return group


def pair_groups(
    data: MapData, pairs: Iterable[PairFigures], lang: Words
) -> dict[str, folium.FeatureGroup]:
    """Draw every pair that has dates; by team id, in the order of drawing.

    The pair with the longest way comes first, so that shorter ways over the same road stay
    in sight on top of it.
    """

    def reach(figures: PairFigures) -> int:
        ways = (data.ways.get(leg) for leg in data.team_drives(figures.plan))
        return max((way.metres for way in ways if way), default=0)

    active = [figures for figures in pairs if figures.plan.dates]
    order = sorted(active, key=lambda figures: (-reach(figures), data.team_index[figures.team.id]))
    return {figures.team.id: pair_group(data, figures, lang) for figures in order}


def way_layers(data: MapData, team: TeamPlan, style: PairStyle) -> list[GeoJson]:
    """Draw a team's ways as they run on the road graph, estimated parts dashed, ferries dotted."""
    lines = way_lines(data, data.team_drives(team))
    shapes = [(kind, merge_lines(parts)) for kind, parts in lines.items() if parts]
    ferries = ferry_lines(data, team)
    if ferries:
        shapes.append(("ferry", merge_lines(ferries, 0.0)))
    if not shapes:
        return []
    casing = {"color": "#ffffff", "weight": 6, "opacity": 0.9, "interactive": False}
    dashes = {"official": None, "estimated": "7 6", "ferry": "1 7"}
    features = [feature(to_geojson(shape), kind=kind) for kind, shape in shapes]
    below = [feature(to_geojson(shape)) for kind, shape in shapes if kind != "ferry"]
    drawn = vector_layer(
        features,
        "ways",
        lambda f: {
            "color": style.line,
            "weight": 3.4,
            "opacity": 1,
            "dashArray": dashes[f["properties"]["kind"]],
            "lineCap": "butt" if f["properties"]["kind"] == "estimated" else "round",
            "interactive": False,
        },
    )
    return [vector_layer(below, "ways", lambda _: casing), drawn] if below else [drawn]


def way_lines(data: MapData, legs: Iterable[WayKey]) -> dict[str, list[BaseGeometry]]:
    """Lines of legs, `official` and `estimated` apart."""
    lines: dict[str, list[BaseGeometry]] = {"official": [], "estimated": []}
    for leg in legs:
        way = data.ways.get(leg)
        for part in way.parts if way else ():
            lines["estimated" if part.estimated else "official"].append(part.line)
    return lines


def ferry_lines(data: MapData, team: TeamPlan) -> list[LineString]:
    """Straight lines between the ports of the crossings that a team takes, each pair once."""
    pairs = {
        tuple(sorted((event.from_, event.to)))
        for day in team.dates
        for event in day.events
        if isinstance(event, Ferry)
    }
    ports = [(data.place(one), data.place(other)) for one, other in sorted(pairs)]
    return [LineString([(a.lon, a.lat), (b.lon, b.lat)]) for a, b in ports]


def _sites(team: TeamPlan) -> Iterable[str]:
    return (session.at for day in team.dates for session in day.sessions)


def post_layer(
    data: MapData, posts: Iterable[Place], lang: Words, style: PairStyle | None
) -> GeoJson:
    """Draw posts as circles, their area by residents; a broken ring where residents are left."""
    features = []
    turns = post_turns(data)
    for post in posts:
        recorded = data.plan.recorded.get(post.id, 0)
        popup = fragment(
            lang, "popups.html", "post",
            post=post, recorded=recorded, turns=turns.get(post.id, ()), data=data,
        )  # fmt: skip
        features.append(
            feature(
                _point(post),
                popup=popup,
                label=f"{post.name}: {lang.number(post.residents)}",
                radius=post_radius(post.residents),
                left=recorded < post.residents,
            )
        )
    colour = style.line if style else "#1d1d1b"
    return vector_layer(
        features,
        "posts",
        lambda f: {
            "radius": f["properties"]["radius"],
            "color": "#1d1d1b" if f["properties"]["left"] else colour,
            "weight": 3,
            "dashArray": "4 3" if f["properties"]["left"] else None,
            "fill": True,
            "fillColor": "#ffffff",
            "fillOpacity": 0.95,
            "className": "jb-post",
        },
        marker=folium.CircleMarker(),
    )


def post_radius(residents: int) -> float:
    """Radius of a post's circle in pixels: the area grows with the residents.

    >>> post_radius(0), post_radius(400), post_radius(2500)
    (3.0, 6.0, 10.5)
    """
    return round(3 + 0.15 * math.sqrt(residents), 1)


def stop_layer(posts: Iterable[Place], numbers: Mapping[str, int]) -> GeoJson:
    """Draw posts as numbered stops; the script takes their texts from the page's list of posts."""
    features = [feature(_point(post), stop=numbers[post.id]) for post in posts]
    return vector_layer(features, "posts")


def place_layer(data: MapData, places: Iterable[Place], lang: Words) -> GeoJson:
    """Draw the base and the ports by name."""
    features = [
        feature(
            _point(place),
            icon=fragment(
                lang,
                "popups.html",
                "place_icon",
                name=place.name,
                kind="base" if place.id == data.campaign.base else "port",
            ),
            label=place.name,
        )
        for place in places
    ]
    return vector_layer(features, "labels")


def label_layer(
    data: MapData, land: LandOutlines, figures: Iterable[KecamatanFigures], lang: Words
) -> GeoJson:
    """Each kecamatan's name and the ids of its pairs."""
    features = []
    for row in figures:
        if row.code in land.kecamatan:
            point = land.kecamatan[row.code].representative_point()
            icon = fragment(lang, "popups.html", "area_label", name=row.name, pairs=row.pairs)
            features.append(feature(to_geojson(point), icon=icon))
    return vector_layer(features, "labels")


def neighbour_labels(land: LandOutlines, lang: Words) -> GeoJson:
    """Names of the land around."""
    shapes = [*land.neighbours, *land.beyond]
    features = [
        feature(
            to_geojson(shape.representative_point()),
            icon=fragment(lang, "popups.html", "neighbour_label", name=name),
        )
        for name, shape in shapes
    ]
    return vector_layer(features, "labels")


def ports(data: MapData, teams: Iterable[TeamPlan] | None = None) -> list[Place]:
    """Return the ports that ferries of the plan, or of some teams, use; campaign's order."""
    used: set[str] = set()
    for team in data.plan.teams if teams is None else teams:
        for day in team.dates:
            for event in day.events:
                if isinstance(event, Ferry):
                    used |= {event.from_, event.to}
    return [place for place in data.campaign.places if place.id in used]


def all_ports(data: MapData) -> list[Place]:
    """Return every port of the campaign's crossings, in the campaign's order."""
    ends = {end for crossing in data.campaign.crossings for end in (crossing.from_, crossing.to)}
    return [place for place in data.campaign.places if place.id in ends]


def _point(place: Place) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
