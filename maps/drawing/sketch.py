"""A sketch of routes for paper: our outlines, roads and places as a small SVG.

Units are tenths of a millimetre on paper, x to the east, y to the south. The projection is
equirectangular with degrees of longitude shortened as in the middle of the sketch: right to
a few per mille over a regency, and nothing is measured on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from maps.data import MapData
from maps.drawing.layers import ferry_lines, ports, way_lines
from maps.drawing.outlines import LandOutlines
from maps.figures import PairFigures
from maps.html import plain
from routing.campaign import Place

KM_PER_DEGREE = 111.2
"""Kilometres of a degree of latitude: the mean of WGS 84."""

LETTER = 17
"""Mean width of a letter of a label, which is 30 high."""

GAP = 26
"""Between a place and its label."""

_MOST_NAMES = 40
"""Posts that are named on a sheet; of more, the kecamatan are."""

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The `d` of a path and its CSS class."""

    path: str
    css: str


@dataclass(frozen=True, slots=True)
class SketchMark:
    """A place: `kind` is `stop`, `dot`, `base`, `port` or `night`; `anchor` as in SVG."""

    x: int
    y: int
    kind: str
    number: str
    name: str
    label_x: int
    label_y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """Everything on the sheet, from the ground up; `scale` is a bar's length and its km."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    marks: tuple[SketchMark, ...]
    areas: tuple[tuple[int, int, str], ...]
    scale: tuple[int, int]


class _Sheet:
    """The frame on paper and how degrees come onto it."""

    def __init__(self, bounds: tuple[float, float, float, float], size: tuple[int, int]) -> None:
        west, south, east, north = bounds
        self.width, self.height = size
        self._shrink = math.cos(math.radians((south + north) / 2))
        across = max((east - west) * self._shrink, 0.02)
        down = max(north - south, 0.02)
        self.per_degree = 0.84 * min(self.width / across, self.height / down)
        self._lon, self._lat = (west + east) / 2, (south + north) / 2

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        """Place of a point on the sheet."""
        x = self.width / 2 + (lon - self._lon) * self._shrink * self.per_degree
        y = self.height / 2 - (lat - self._lat) * self.per_degree
        return round(x), round(y)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the sheet in degrees, a little beyond its edges."""
        half_x = (self.width / 2 + 20) / self._shrink / self.per_degree
        half_y = (self.height / 2 + 20) / self.per_degree
        return self._lon - half_x, self._lat - half_y, self._lon + half_x, self._lat + half_y

    def holds(self, box: _Box) -> bool:
        """Whether a box lies within the sheet."""
        return box[0] >= 0 and box[1] >= 0 and box[2] <= self.width and box[3] <= self.height

    def shape(self, geometry: BaseGeometry, css: str) -> Shape | None:
        """Return what of a geometry is on the sheet."""
        cut = shapely.clip_by_rect(geometry, *self.bounds)
        fine = shapely.simplify(cut, 3 / self.per_degree)
        path = "".join(self._path(part) for part in shapely.get_parts(fine))
        return Shape(path, css) if path else None

    def _path(self, part: BaseGeometry) -> str:
        if isinstance(part, Polygon):
            rings = [part.exterior, *part.interiors]
            return "".join(self._line(ring) + "z" for ring in rings if not ring.is_empty)
        return self._line(part) if part.geom_type == "LineString" else ""

    def _line(self, line: BaseGeometry) -> str:
        points = [self.point(lon, lat) for lon, lat in line.coords]
        (x, y), steps = points[0], []
        before = points[0]
        for here in points[1:]:
            if here != before:
                steps.append(f"{here[0] - before[0]} {here[1] - before[1]}")
                before = here
        return f"M{x} {y}l{' '.join(steps)}".replace(" -", "-") if steps else ""


def route_sketch(
    data: MapData,
    land: LandOutlines,
    pairs: Iterable[PairFigures],
    stops: Mapping[str, int],
    size: tuple[int, int],
    recorded_by: Mapping[str, tuple[str, tuple[str, ...]]] | None = None,
) -> Sketch:
    """Return the sketch of the routes of pairs.

    Parameters
    ----------
    data, land
        Campaign, plan and outlines, WGS 84.
    pairs
        Whose routes; the sheet shows all of them and their posts.
    stops
        The posts to mark by id with their numbers, 0 for none. Posts without a number are
        dots without a name if they are more than `_MOST_NAMES`.
    size
        Width and height of the sheet in tenths of a millimetre.
    recorded_by
        CSS class of each kecamatan and the ids of its pairs, by code; without it the pairs'
        own kecamatan have the class `own`.
    """
    pairs = tuple(pairs)
    sheet = _Sheet(_bounds(data, pairs, stops), size)
    own = {data.kecamatan_code(value) for pair in pairs for value in pair.plan.kecamatan}
    css = dict.fromkeys(own, "own")
    if recorded_by is not None:
        css = {code: style for code, (style, _) in recorded_by.items()}
    ids = {code: " ".join(teams) for code, (_, teams) in (recorded_by or {}).items()}
    found = [
        *(sheet.shape(shape, "around") for _, shape in (*land.beyond, *land.neighbours)),
        *(
            sheet.shape(shape, f"area {css.get(c, '')}".strip())
            for c, shape in land.kecamatan.items()
        ),
        *_roads(data, sheet),
        *_ways(data, sheet, pairs),
    ]
    marks = _marks(data, sheet, pairs, stops, ids)
    return Sketch(
        width=sheet.width,
        height=sheet.height,
        shapes=tuple(shape for shape in found if shape),
        marks=marks,
        areas=_names(data, land, sheet, marks, ids),
        scale=_scale(sheet),
    )


def _bounds(
    data: MapData, pairs: tuple[PairFigures, ...], stops: Mapping[str, int]
) -> tuple[float, float, float, float]:
    places = [data.place(data.campaign.base), *(data.place(post) for post in stops)]
    lines: list[BaseGeometry] = [shapely.Point(place.lon, place.lat) for place in places]
    for pair in pairs:
        lines += [
            line
            for found in way_lines(data, data.team_drives(pair.plan)).values()
            for line in found
        ]
        lines += ferry_lines(data, pair.plan)
    west, south, east, north = shapely.total_bounds(lines)
    return float(west), float(south), float(east), float(north)


def _roads(data: MapData, sheet: _Sheet) -> list[Shape | None]:
    roads = data.roads[~data.roads["estimated"].astype(bool)]
    return [sheet.shape(_merged(list(roads.geometry)), "road")] if len(roads) else []


def _ways(data: MapData, sheet: _Sheet, pairs: tuple[PairFigures, ...]) -> list[Shape | None]:
    lines: dict[str, list[BaseGeometry]] = {"official": [], "estimated": [], "ferry": []}
    for pair in pairs:
        for kind, found in way_lines(data, data.team_drives(pair.plan)).items():
            lines[kind] += found
        lines["ferry"] += ferry_lines(data, pair.plan)
    return [sheet.shape(_merged(found), f"way {kind}") for kind, found in lines.items() if found]


def _merged(lines: list[BaseGeometry]) -> BaseGeometry:
    union = shapely.union_all(lines)
    return shapely.line_merge(union) if union.geom_type == "MultiLineString" else union


def _marks(
    data: MapData,
    sheet: _Sheet,
    pairs: tuple[PairFigures, ...],
    stops: Mapping[str, int],
    ids: Mapping[str, str],
) -> tuple[SketchMark, ...]:
    kinds = dict.fromkeys(stops, "stop")
    if data.campaign.base not in kinds:
        kinds[data.campaign.base] = "base"
    used = [place.id for place in ports(data, [pair.plan for pair in pairs])]
    kinds |= {port: "port" for port in used if port not in kinds}
    nights = (day.night_at for pair in pairs for day in pair.plan.dates)
    kinds |= {place: "night" for place in nights if place not in kinds}
    crowd = len(stops) > _MOST_NAMES and not any(stops.values())
    places = [(data.place(place), kind) for place, kind in kinds.items()]
    # a mark under a label is four times as bad as a label under a label
    taken = [_box(*sheet.point(place.lon, place.lat), 26, 26) for place, _ in places] * 4
    marks = []
    for place, kind in places:
        code = data.kecamatan_code(place.kecamatan) if place.kecamatan else ""
        name = _short(place.name, ids.get(code, "") if kind == "stop" else "")
        if kind == "stop" and crowd:
            x, y = sheet.point(place.lon, place.lat)
            marks.append(SketchMark(x, y, "dot", "", "", x, y, "start"))
        else:
            marks.append(_mark(sheet, place, kind, (str(stops.get(place.id) or ""), name), taken))
    return tuple(marks)


def _mark(
    sheet: _Sheet, place: Place, kind: str, words: tuple[str, str], taken: list[_Box]
) -> SketchMark:
    """Return a mark with its label where it covers least; the label is taken from then on."""
    x, y = sheet.point(place.lon, place.lat)
    spots = (
        ("start", x + GAP, y + 10),
        ("end", x - GAP, y + 10),
        ("middle", x, y - GAP - 4),
        ("middle", x, y + GAP + 24),
        ("start", x + GAP - 8, y - 14),
        ("start", x + GAP - 8, y + 34),
        ("end", x - GAP + 8, y - 14),
        ("end", x - GAP + 8, y + 34),
    )
    choices = [
        SketchMark(x, y, kind, *words, label_x, label_y, anchor)
        for anchor, label_x, label_y in spots
    ]

    def covered(mark: SketchMark) -> float:
        box = _label_box(mark)
        return sum(_overlap(box, other) for other in taken) + 100_000 * (not sheet.holds(box))

    best = min(choices, key=covered)
    taken.append(_label_box(best))
    return best


def _box(x: float, y: float, half_width: float, half_height: float) -> _Box:
    return x - half_width, y - half_height, x + half_width, y + half_height


def _overlap(one: _Box, other: _Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def _names(
    data: MapData,
    land: LandOutlines,
    sheet: _Sheet,
    marks: tuple[SketchMark, ...],
    ids: Mapping[str, str],
) -> tuple[tuple[int, int, str], ...]:
    """Names of kecamatan in the middle of what is on the sheet of them, where there is room."""
    taken = [_box(mark.x, mark.y, 26, 26) for mark in marks]
    taken += [_label_box(mark) for mark in marks]
    known = {mark.name for mark in marks}
    found = []
    for code, shape in land.kecamatan.items():
        part = shapely.clip_by_rect(shape, *sheet.bounds)
        name = _short(data.kecamatan_name(code), ids.get(code, ""))
        if part.is_empty or name in known:
            continue
        middle = part.representative_point()
        x, y = sheet.point(middle.x, middle.y)
        box = _box(x, y - 9, LETTER * len(name) / 2, 16)
        if sheet.holds(box) and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            found.append((x, y, name))
    return tuple(found)


def _label_box(mark: SketchMark) -> _Box:
    length = LETTER * len(mark.name)
    start = {"start": 0.0, "middle": length / 2, "end": float(length)}[mark.anchor]
    left = mark.label_x - start
    return left, mark.label_y - 26, left + length, mark.label_y + 6


def _short(text: str, ids: str = "") -> str:
    name = plain(text)
    short = name if len(name) <= 28 else name[:27] + "…"
    return f"{short} {ids}".strip()


def _scale(sheet: _Sheet) -> tuple[int, int]:
    """Length of a scale bar of a round number of km, at most a quarter of the sheet."""
    per_km = sheet.per_degree / KM_PER_DEGREE
    for km in (50, 20, 10, 5, 2, 1):
        if km * per_km <= sheet.width / 4:
            return round(km * per_km), km
    return round(per_km), 1
