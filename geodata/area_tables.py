"""From a layer of villages or kecamatan to the tables of a dataset."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.boundaries import WGS84
from geodata.columns import flag_of
from geodata.frames import records
from geodata.layers import Areas
from geodata.told import Told

__all__ = ["AreaTables", "area_tables"]

_KECAMATAN_OF = (
    (re.compile(r"\d{10}"), 7),
    (re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}"), 8),
    (re.compile(r"[A-Z]{2}\d{10}"), 9),
)
"""Village codes of BPS, Kemendagri and COD-AB, and how much of them is the kecamatan's."""
_KECAMATAN_CODES = re.compile(r"\d{7}|\d{2}\.\d{2}\.\d{2}|[A-Z]{2}\d{7}")
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
    """

    villages: pd.DataFrame
    kecamatan: pd.DataFrame
    outlines: gpd.GeoDataFrame
    regency: str
    of_kecamatan: bool
    residents_known: bool


def area_tables(areas: Areas, file: str, faults: list[str]) -> AreaTables | None:
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
    faults : list of str
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
    names = reader.texts("regency")
    return AreaTables(
        villages=villages,
        kecamatan=_kecamatan(villages, of_kecamatan=reader.of_kecamatan),
        outlines=outlines,
        regency=names[0] if names else "",
        of_kecamatan=reader.of_kecamatan,
        residents_known="population" in reader.of,
    )


class _Reader:
    def __init__(self, areas: Areas, file: str, faults: list[str]) -> None:
        self.frame, self.of = areas.frame, dict(areas.columns.of)
        self.file, self.faults = file, faults
        self.of_kecamatan = self._is_of_kecamatan()

    def _is_of_kecamatan(self) -> bool:
        """Tell whether each area is a kecamatan, and if so take its columns as the village's."""
        own = {"code", "name"} <= set(self.of)
        whole = {"kecamatan_code", "kecamatan"} <= set(self.of)
        if whole and not own:
            self.of |= {"code": self.of["kecamatan_code"], "name": self.of["kecamatan"]}
            return True
        codes = self.texts("code")
        return own and not whole and all(_KECAMATAN_CODES.fullmatch(code) for code in codes)

    def texts(self, role: str) -> list[str]:
        """Return a column as texts; empty if there is none."""
        if role not in self.of:
            return []
        return [_text(value) for value in self.frame[self.of[role]].tolist()]

    def villages(self) -> pd.DataFrame | None:
        needed = ["code", "name"] + ([] if self.of_kecamatan else ["kecamatan"])
        missing = [role for role in needed if role not in self.of]
        for role in missing:
            known = ", ".join(column for column in self.frame.columns if column != "geometry")
            flag = flag_of(role)
            self._fault(
                f"no column looks like the {role}; name it with --{flag} (columns: {known})",
                f"tidak ada kolom yang tampak seperti {role}; sebutkan dengan --{flag} "
                f"(kolom: {known})",
            )
        if missing:
            return None
        codes, names = self.texts("code"), self.texts("name")
        self._check_texts("code", codes)
        self._check_texts("name", names)
        self._check_doubled(codes, names)
        kecamatan_codes = self._kecamatan_codes(codes)
        kecamatan = names if self.of_kecamatan else self.texts("kecamatan")
        self._check_one_name(kecamatan_codes, kecamatan)
        points = self._points(codes)
        status = self.texts("status") or ["kecamatan" if self.of_kecamatan else "desa"] * len(codes)
        ending = _ONLY_VILLAGE if self.of_kecamatan else ""
        return pd.DataFrame(
            {
                "code": [code + ending for code in codes],
                "name": names,
                "kecamatan_code": kecamatan_codes,
                "kecamatan": kecamatan,
                "status": [text or "desa" for text in status],
                "population_2010": self._counts("population"),
                "polling_stations_2024": self._counts("polling_stations"),
                "lon": points[:, 0],
                "lat": points[:, 1],
            }
        )

    def _fault(self, english: str, indonesian: str) -> None:
        self.faults.append(Told(f"{self.file}: {english}", f"{self.file}: {indonesian}"))

    def _at(self, row: int) -> int:
        return int(self.frame.index[row]) + 1

    def _check_texts(self, role: str, texts: list[str]) -> None:
        for row, text in enumerate(texts):
            if not text or (role == "code" and " " in text):
                number, column = self._at(row), self.of[role]
                self._fault(
                    f"feature {number}, column {column}: {text!r} is no {role}; fill it"
                    + (" without spaces" if role == "code" else ""),
                    f"fitur {number}, kolom {column}: {text!r} bukan {role}; isilah"
                    + (" tanpa spasi" if role == "code" else ""),
                )

    def _check_doubled(self, codes: list[str], names: list[str]) -> None:
        first: dict[str, int] = {}
        for row, code in enumerate(codes):
            other = first.setdefault(code, row)
            if other != row and code:
                ends = f"{self._at(other)} ({names[other]})", f"{self._at(row)} ({names[row]})"
                self._fault(
                    f"features {ends[0]} and {ends[1]} both have the code {code}; give each its "
                    "own, or merge them if they are parts of one (QGIS: Dissolve)",
                    f"fitur {ends[0]} dan {ends[1]} sama-sama berkode {code}; beri kode sendiri, "
                    "atau gabungkan bila bagian dari satu wilayah (QGIS: Dissolve)",
                )

    def _kecamatan_codes(self, codes: list[str]) -> list[str]:
        if self.of_kecamatan:
            return codes
        if "kecamatan_code" in self.of:
            texts = self.texts("kecamatan_code")
            self._check_texts("kecamatan_code", texts)
            return texts
        for pattern, length in _KECAMATAN_OF:
            if all(pattern.fullmatch(code) for code in codes):
                return [code[:length] for code in codes]
        self._fault(
            "no column looks like the kecamatan's code, and the villages' codes do not hold it; "
            "name it with --kecamatan-code",
            "tidak ada kolom kode kecamatan, dan kode desa tidak memuatnya; sebutkan dengan "
            "--kecamatan-code",
        )
        return codes

    def _check_one_name(self, codes: list[str], names: list[str]) -> None:
        by_code: dict[str, set[str]] = {}
        for code, name in zip(codes, names, strict=True):
            by_code.setdefault(code, set()).add(name)
        for code, held in by_code.items():
            if len(held) > 1:
                told = ", ".join(sorted(held))
                self._fault(
                    f"kecamatan {code} has several names: {told}; write one",
                    f"kecamatan {code} mempunyai beberapa nama: {told}; tulis satu saja",
                )

    def _counts(self, role: str) -> list[int]:
        counts = []
        for row, text in enumerate(self.texts(role) or ["0"] * len(self.frame)):
            try:
                count = round(float(text or 0))
            except (ValueError, OverflowError):
                count = -1
            if count < 0:
                number, column = self._at(row), self.of[role]
                self._fault(
                    f"feature {number}, column {column}: {text!r} is no whole number from 0",
                    f"fitur {number}, kolom {column}: {text!r} bukan bilangan bulat mulai 0",
                )
            counts.append(count)
        return counts

    def _points(self, codes: list[str]) -> npt.NDArray[np.float64]:
        shapes = self.frame.geometry.to_numpy()
        if not {"lon", "lat"} <= set(self.of):
            inside = shapely.point_on_surface(shapes)
            return np.round(shapely.get_coordinates(inside), 6)
        held = self.frame[[self.of["lon"], self.of["lat"]]]
        points = np.column_stack(
            [pd.to_numeric(held[column], errors="coerce") for column in held.columns]
        )
        within = shapely.contains_xy(shapes, points)
        turned = shapely.contains_xy(shapes, points[:, ::-1])
        columns = f"{self.of['lon']}, {self.of['lat']}"
        for row in np.flatnonzero(~within):
            said = f"{points[row, 0]:g}, {points[row, 1]:g}"
            number = f"{self._at(int(row))} ({codes[row]})"
            if turned[row]:
                self._fault(
                    f"feature {number}, columns {columns}: lon and lat are swapped ({said}); "
                    "write lon before lat",
                    f"fitur {number}, kolom {columns}: bujur dan lintang tertukar ({said}); "
                    "tulis bujur sebelum lintang",
                )
            else:
                self._fault(
                    f"feature {number}, columns {columns}: {said} lies outside its outline; "
                    "correct it, or drop the two columns to take a point inside",
                    f"fitur {number}, kolom {columns}: {said} di luar wilayahnya; perbaiki, atau "
                    "hapus kedua kolom agar titik di dalamnya yang dipakai",
                )
        return points


def _text(value: object) -> str:
    """Return a cell as text; whole numbers without a decimal point, missing ones empty."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _kecamatan(villages: pd.DataFrame, *, of_kecamatan: bool) -> pd.DataFrame:
    rows: list[Mapping[str, object]] = []
    for code, group in villages.sort_values("code").groupby("kecamatan_code", sort=True):
        name = str(group["kecamatan"].iloc[0])
        same = group[group["name"].str.casefold() == name.casefold()]
        most = int(group["population_2010"].to_numpy().argmax())
        post = next(records(same if len(same) else group.iloc[[most]]))
        if of_kecamatan:
            reason = "a point inside the kecamatan, whose villages are not in the layer"
        elif len(same):
            reason = "the village of the kecamatan's name is assumed"
        elif post.population_2010:
            reason = "the village with most residents is assumed"
        else:
            reason = "the village with the lowest code is assumed"
        rows.append(
            {
                "code": code,
                "name": name,
                "capital": post.code,
                "capital_name": post.name,
                "post_lon": post.lon,
                "post_lat": post.lat,
                "post_basis": f"point of {post.name}, assumed",
                "post_doubt": f"no source names the capital; {reason}",
                "source": "assumption",
            }
        )
    return pd.DataFrame(rows)
