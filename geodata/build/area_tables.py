"""Make the tables of a dataset from a layer of villages or kecamatan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.array_types import FloatArray
from geodata.boundaries import WGS84
from geodata.build.area_columns import AreaColumns
from geodata.build.area_layers import Areas
from geodata.build.area_posts import area_posts
from geodata.build.column_roles import flag_of
from geodata.message import Message, features, listed

__all__ = ["AreaTables", "area_tables"]

_KECAMATAN_OF = (
    (re.compile(r"\d{10}"), 7),
    (re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}"), 8),
    (re.compile(r"[A-Za-z]{2}\d{10}"), 9),
)
"""Village codes of BPS, Kemendagri and COD-AB, and how much of them is the kecamatan's."""
_KECAMATAN_CODES = re.compile(r"\d{7}|\d{2}\.\d{2}\.\d{2}|[A-Za-z]{2}\d{7}")
_LEVELS = {
    Message("villages"): re.compile(r"\d{10}|\d{2}\.\d{2}\.\d{2}\.\d{4}|[A-Za-z]{2}\d{10}"),
    Message("kecamatan"): re.compile(r"\d{7}|\d{2}\.\d{2}\.\d{2}|[A-Za-z]{2}\d{7}"),
    Message("regencies"): re.compile(r"\d{4}|\d{2}\.\d{2}|[A-Za-z]{2}\d{4}"),
}
"""Codes of each level, and its name."""
_TURNED = "lon and lat are swapped (%(said)s); write lon before lat"
_OUTSIDE = (
    "%(said)s lies outside its outline; correct it, or drop the two columns to take a point inside"
)
_ONLY_VILLAGE = "000"
"""Behind a kecamatan's code: the one area that stands for all its villages."""


@dataclass(frozen=True, slots=True, eq=False)
class AreaTables:
    """The places of a regency.

    Attributes
    ----------
    villages, kecamatan : DataFrame
        As in the dataset.
    outlines : GeoDataFrame
        ``code, geometry`` (WGS 84).
    regency : str
        Its name by the layer, empty if it tells none.
    of_kecamatan : bool
        Whether the layer was of kecamatan, each of which counts as one village.
    residents_known : bool
        Whether the layer tells residents.
    notes : tuple of str
        What was done to its figures.
    """

    villages: pd.DataFrame
    kecamatan: pd.DataFrame
    outlines: gpd.GeoDataFrame
    regency: str
    of_kecamatan: bool
    residents_known: bool
    notes: tuple[Message, ...] = ()


def area_tables(areas: Areas, file: str, faults: list[Message]) -> AreaTables | None:
    """Make the tables of villages and kecamatan.

    A village's point is the layer's own (columns of lon and lat), else a point inside its
    outline. A kecamatan's post is the village of the kecamatan's name, else the one with most
    residents, else the first; what is unsure about it is written beside it.

    Parameters
    ----------
    areas : Areas
        The layer.
    file : str
        For messages.
    faults : list of Message
        Gets a line per fault.

    Returns
    -------
    AreaTables or None
        None if a column is missing, a code doubled or a figure unreadable.
    """
    before = len(faults)
    reader = _Reader(areas, file, faults)
    villages = reader.villages()
    if villages is None or len(faults) > before:
        return None
    outlines = gpd.GeoDataFrame(
        {"code": villages["code"]}, geometry=areas.frame.geometry.to_numpy(), crs=WGS84
    )
    names = [name for name in reader.columns.texts("regency") if name]
    return AreaTables(
        villages=villages,
        kecamatan=area_posts(villages, of_kecamatan=reader.of_kecamatan),
        outlines=outlines,
        regency=names[0] if names else "",
        of_kecamatan=reader.of_kecamatan,
        residents_known=bool(villages["population_2010"].any()),
        notes=tuple(reader.columns.notes),
    )


class _Reader:
    """Makes villages of the areas of a layer; what is wrong with them is told at once."""

    def __init__(self, areas: Areas, file: str, faults: list[Message]) -> None:
        self.of = dict(areas.columns.of)
        self.columns = AreaColumns(areas.frame, self.of, file, faults)
        self.of_kecamatan = self._is_of_kecamatan()

    def _is_of_kecamatan(self) -> bool:
        """Return whether each area is a kecamatan, and if so take its columns as the village's."""
        own = {"code", "name"} <= set(self.of)
        whole = {"kecamatan_code", "kecamatan"} <= set(self.of)
        if whole and not own:
            self.of |= {"code": self.of["kecamatan_code"], "name": self.of["kecamatan"]}
            return True
        codes = self.columns.texts("code")
        told = [code for code in codes if code]
        return own and not whole and all(_KECAMATAN_CODES.fullmatch(code) for code in told)

    def villages(self) -> pd.DataFrame | None:
        needed = ["code", "name"] + ([] if self.of_kecamatan else ["kecamatan"])
        missing = [role for role in needed if role not in self.of]
        for role in missing:
            known = ", ".join(
                column for column in self.columns.frame.columns if column != "geometry"
            )
            flag = flag_of(role)
            self.columns.fault(
                Message(
                    "no column looks like the %(role)s; name it with --%(flag)s (columns: "
                    "%(known)s)",
                    role=role,
                    flag=flag,
                    known=known,
                ),
            )
        if missing:
            return None
        codes, names = self.columns.texts("code"), self.columns.texts("name")
        if not self._one_level(codes):
            return None
        self.columns.check_texts("code", codes)
        self.columns.check_texts("name", names)
        self._check_doubled(codes, names)
        kecamatan_codes = self._kecamatan_codes(codes)
        kecamatan = names if self.of_kecamatan else self.columns.texts("kecamatan")
        self._check_one_name(kecamatan_codes, kecamatan)
        points = self._points(codes)
        status = self.columns.texts("status") or [
            "kecamatan" if self.of_kecamatan else "desa"
        ] * len(codes)
        ending = _ONLY_VILLAGE if self.of_kecamatan else ""
        return pd.DataFrame(
            {
                "code": [code + ending for code in codes],
                "name": names,
                "kecamatan_code": kecamatan_codes,
                "kecamatan": kecamatan,
                "status": [text or "desa" for text in status],
                "population_2010": self.columns.counts("population"),
                "polling_stations_2024": self.columns.counts("polling_stations"),
                "lon": points[:, 0],
                "lat": points[:, 1],
            }
        )

    def _one_level(self, codes: list[str]) -> bool:
        """Return whether the areas are of one level; a fault if their codes are of several."""
        held: dict[Message, list[str]] = {}
        for code in codes:
            level = next((names for names, kind in _LEVELS.items() if kind.fullmatch(code)), None)
            if level:
                held.setdefault(level, []).append(code)
        if len(held) < 2:
            return True
        told = tuple(
            Message("%(count)s %(level)s (%(code)s)", count=len(some), level=level, code=some[0])
            for level, some in held.items()
        )
        self.columns.fault(
            Message(
                "column %(of)s mixes levels: %(what)s; keep the areas of one level (QGIS: "
                "filter by the length of the code)",
                of=self.of["code"],
                what=partial(listed, told),
            ),
        )
        return False

    def _check_doubled(self, codes: list[str], names: list[str]) -> None:
        first: dict[str, int] = {}
        doubled: list[tuple[int, int]] = []
        for row, code in enumerate(codes):
            other = first.setdefault(code, row)
            if other != row and code:
                doubled.append((other, row))
        if not doubled:
            return
        other, row = doubled[0]
        ends = (
            f"{self.columns.at(other)} ({names[other]})",
            f"{self.columns.at(row)} ({names[row]})",
        )
        more = len(doubled) - 1
        self.columns.fault(
            Message(
                "features %(ends)s and %(ends_2)s both have the code %(codes)s%(more)s; give "
                "each its own, or merge them if they are parts of one (QGIS: Dissolve)",
                ends=ends[0],
                ends_2=ends[1],
                codes=codes[row],
                more=(Message(", and so it is with %(more)s more", more=more) if more else ""),
            ),
        )

    def _kecamatan_codes(self, codes: list[str]) -> list[str]:
        if self.of_kecamatan:
            return codes
        if "kecamatan_code" in self.of:
            texts = self.columns.texts("kecamatan_code")
            self.columns.check_texts("kecamatan_code", texts)
            return texts
        for pattern, length in _KECAMATAN_OF:
            if all(pattern.fullmatch(code) for code in codes):
                return [code[:length] for code in codes]
        self.columns.fault(
            Message(
                "no column looks like the kecamatan's code, and the villages' codes do not "
                "hold it; name it with --kecamatan-code"
            ),
        )
        return codes

    def _check_one_name(self, codes: list[str], names: list[str]) -> None:
        by_code: dict[str, set[str]] = {}
        for code, name in zip(codes, names, strict=True):
            by_code.setdefault(code, set()).add(name)
        several = {code: held for code, held in by_code.items() if len(held) > 1 and code}
        if several:
            code, held = next(iter(several.items()))
            told, more = ", ".join(sorted(held)), len(several) - 1
            self.columns.fault(
                Message(
                    "kecamatan %(code)s has several names: %(told)s%(more)s; write one",
                    code=code,
                    told=told,
                    more=(Message(" (and %(more)s more kecamatan)", more=more) if more else ""),
                ),
            )

    def _points(self, codes: list[str]) -> FloatArray:
        shapes = self.columns.frame.geometry.to_numpy()
        if not {"lon", "lat"} <= set(self.of):
            inside = shapely.point_on_surface(shapes)
            return np.round(shapely.get_coordinates(inside), 6)
        columns = f"{self.of['lon']}, {self.of['lat']}"
        points = np.column_stack([self.columns.degrees(self.of[role]) for role in ("lon", "lat")])
        read = np.isfinite(points).all(axis=1)
        within = shapely.contains_xy(shapes, points)
        turned = np.flatnonzero(read & ~within & shapely.contains_xy(shapes, points[:, ::-1]))
        outside = np.setdiff1d(np.flatnonzero(read & ~within), turned)
        for rows, key in ((turned, _TURNED), (outside, _OUTSIDE)):
            if len(rows):
                first = rows[0]
                said = f"{points[first, 0]:g}, {points[first, 1]:g}"
                where = features([f"{self.columns.at(int(row))} ({codes[row]})" for row in rows])
                self.columns.fault(
                    Message(
                        "%(where)s, columns %(columns)s: %(what)s",
                        where=where,
                        columns=columns,
                        what=Message(key, said=said),
                    ),
                )
        return points
