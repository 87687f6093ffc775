"""From a layer of villages or kecamatan to the tables of a dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.boundaries import WGS84
from geodata.build.area_layers import Areas
from geodata.build.column_roles import flag_of
from geodata.message import Told, cell_text, features
from geodata.number_reader import NumberError, number, read_counts
from geodata.typed_rows import records

__all__ = ["AreaTables", "area_tables", "posts_of"]

_KECAMATAN_OF = (
    (re.compile(r"\d{10}"), 7),
    (re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}"), 8),
    (re.compile(r"[A-Za-z]{2}\d{10}"), 9),
)
"""Village codes of BPS, Kemendagri and COD-AB, and how much of them is the kecamatan's."""
_KECAMATAN_CODES = re.compile(r"\d{7}|\d{2}\.\d{2}\.\d{2}|[A-Za-z]{2}\d{7}")
_LEVELS = {
    ("villages", "desa"): re.compile(r"\d{10}|\d{2}\.\d{2}\.\d{2}\.\d{4}|[A-Za-z]{2}\d{10}"),
    ("kecamatan", "kecamatan"): re.compile(r"\d{7}|\d{2}\.\d{2}\.\d{2}|[A-Za-z]{2}\d{7}"),
    ("regencies", "kabupaten"): re.compile(r"\d{4}|\d{2}\.\d{2}|[A-Za-z]{2}\d{4}"),
}
"""Codes of each level, and its name."""
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
    notes: tuple[str, ...] = ()


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
    names = [name for name in reader.texts("regency") if name]
    return AreaTables(
        villages=villages,
        kecamatan=posts_of(villages, of_kecamatan=reader.of_kecamatan),
        outlines=outlines,
        regency=names[0] if names else "",
        of_kecamatan=reader.of_kecamatan,
        residents_known=bool(villages["population_2010"].any()),
        notes=tuple(reader.notes),
    )


class _Reader:
    def __init__(self, areas: Areas, file: str, faults: list[str]) -> None:
        self.frame, self.of = areas.frame, dict(areas.columns.of)
        self.file, self.faults = file, faults
        self.notes: list[str] = []
        self.of_kecamatan = self._is_of_kecamatan()

    def _is_of_kecamatan(self) -> bool:
        """Tell whether each area is a kecamatan, and if so take its columns as the village's."""
        own = {"code", "name"} <= set(self.of)
        whole = {"kecamatan_code", "kecamatan"} <= set(self.of)
        if whole and not own:
            self.of |= {"code": self.of["kecamatan_code"], "name": self.of["kecamatan"]}
            return True
        codes = self.texts("code")
        told = [code for code in codes if code]
        return own and not whole and all(_KECAMATAN_CODES.fullmatch(code) for code in told)

    def texts(self, role: str) -> list[str]:
        """Return a column as texts; empty if there is none."""
        if role not in self.of:
            return []
        return [cell_text(value) for value in self.frame[self.of[role]].tolist()]

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
        if not self._one_level(codes):
            return None
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

    def _features(self, rows: Iterable[int]) -> tuple[str, str]:
        return features([self._at(row) for row in rows])

    def _one_level(self, codes: list[str]) -> bool:
        """Tell whether the areas are of one level; a fault if their codes are of several."""
        held: dict[tuple[str, str], list[str]] = {}
        for code in codes:
            level = next((names for names, kind in _LEVELS.items() if kind.fullmatch(code)), None)
            if level:
                held.setdefault(level, []).append(code)
        if len(held) < 2:
            return True
        english, indonesian = (
            ", ".join(f"{len(some)} {level[at]} ({some[0]})" for level, some in held.items())
            for at in (0, 1)
        )
        self._fault(
            f"column {self.of['code']} mixes levels: {english}; keep the areas of one level "
            "(QGIS: filter by the length of the code)",
            f"kolom {self.of['code']} mencampur tingkat: {indonesian}; sisakan wilayah satu "
            "tingkat (QGIS: saring menurut panjang kode)",
        )
        return False

    def _check_texts(self, role: str, texts: list[str]) -> None:
        column = self.of[role]
        blank = [row for row, text in enumerate(texts) if not text]
        if blank:
            english, indonesian = self._features(blank)
            self._fault(
                f"{english}, column {column}: no {role} there; fill it, or delete the features",
                f"{indonesian}, kolom {column}: tidak ada {role}; isilah, atau hapus fiturnya",
            )
        spaced = [row for row, text in enumerate(texts) if role == "code" and " " in text]
        if spaced:
            english, indonesian = self._features(spaced)
            first = texts[spaced[0]]
            self._fault(
                f"{english}, column {column}: {first!r} is no {role}; write it without spaces",
                f"{indonesian}, kolom {column}: {first!r} bukan {role}; tulis tanpa spasi",
            )

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
        ends = f"{self._at(other)} ({names[other]})", f"{self._at(row)} ({names[row]})"
        more = len(doubled) - 1
        self._fault(
            f"features {ends[0]} and {ends[1]} both have the code {codes[row]}"
            + (f", and so it is with {more} more" if more else "")
            + "; give each its own, or merge them if they are parts of one (QGIS: Dissolve)",
            f"fitur {ends[0]} dan {ends[1]} sama-sama berkode {codes[row]}"
            + (f", demikian juga {more} lainnya" if more else "")
            + "; beri kode sendiri, atau gabungkan bila bagian dari satu wilayah (QGIS: Dissolve)",
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
        several = {code: held for code, held in by_code.items() if len(held) > 1 and code}
        if several:
            code, held = next(iter(several.items()))
            told, more = ", ".join(sorted(held)), len(several) - 1
            self._fault(
                f"kecamatan {code} has several names: {told}"
                + (f" (and {more} more kecamatan)" if more else "")
                + "; write one",
                f"kecamatan {code} mempunyai beberapa nama: {told}"
                + (f" (dan {more} kecamatan lain)" if more else "")
                + "; tulis satu saja",
            )

    def _counts(self, role: str) -> list[int]:
        """Read a column of counts; an empty cell is 0."""
        if role not in self.of:
            return [0] * len(self.frame)
        column = self.of[role]
        cells = [None if not cell_text(cell) else cell for cell in self.frame[column].tolist()]
        found = read_counts(cells)
        if found.bad:
            english, indonesian = self._features([row for row, _ in found.bad])
            text = found.bad[0][1]
            self._fault(
                f"{english}, column {column}: {text!r} is no whole number from 0",
                f"{indonesian}, kolom {column}: {text!r} bukan bilangan bulat mulai 0",
            )
        if found.unsure:
            english, indonesian = self._features([row for row, _ in found.unsure])
            text = found.unsure[0][1]
            self._fault(
                f"{english}, column {column}: is {text} a figure with decimals, or are its mark's "
                "three digits thousands? Write whole numbers without marks, such as 1250",
                f"{indonesian}, kolom {column}: apakah {text} berdesimal, atau tandanya pemisah "
                "ribuan? Tulis bilangan bulat tanpa tanda, misalnya 1250",
            )
        if found.rounded:
            self.notes.append(
                Told(
                    f"{role}: column {column} holds decimals, {found.rounded} figures are rounded",
                    f"{role}: kolom {column} berdesimal, {found.rounded} angka dibulatkan",
                )
            )
        return [value or 0 for value in found.values]

    def _degrees(self, column: str) -> npt.NDArray[np.float64]:
        """Read a column of degrees; NaN where a cell is none."""
        degrees, bad = [], []
        for row, cell in enumerate(self.frame[column].tolist()):
            try:
                degrees.append(number(cell, most=180.0))
            except NumberError:
                degrees.append(np.nan)
                bad.append(row)
        if bad:
            english, indonesian = self._features(bad)
            text = cell_text(self.frame[column].iloc[bad[0]])
            self._fault(
                f"{english}, column {column}: {text!r} is no number of degrees; correct it, or "
                "drop the column to take points inside the outlines",
                f"{indonesian}, kolom {column}: {text!r} bukan derajat; perbaiki, atau hapus "
                "kolomnya agar titik di dalam wilayah yang dipakai",
            )
        return np.array(degrees)

    def _points(self, codes: list[str]) -> npt.NDArray[np.float64]:
        shapes = self.frame.geometry.to_numpy()
        if not {"lon", "lat"} <= set(self.of):
            inside = shapely.point_on_surface(shapes)
            return np.round(shapely.get_coordinates(inside), 6)
        columns = f"{self.of['lon']}, {self.of['lat']}"
        points = np.column_stack([self._degrees(self.of[role]) for role in ("lon", "lat")])
        read = np.isfinite(points).all(axis=1)
        within = shapely.contains_xy(shapes, points)
        turned = np.flatnonzero(read & ~within & shapely.contains_xy(shapes, points[:, ::-1]))
        outside = np.setdiff1d(np.flatnonzero(read & ~within), turned)
        for rows, english, indonesian in (
            (
                turned,
                "lon and lat are swapped ({said}); write lon before lat",
                "bujur dan lintang tertukar ({said}); tulis bujur sebelum lintang",
            ),
            (
                outside,
                "{said} lies outside its outline; correct it, or drop the two columns to take a "
                "point inside",
                "{said} di luar wilayahnya; perbaiki, atau hapus kedua kolom agar titik di "
                "dalamnya yang dipakai",
            ),
        ):
            if len(rows):
                first = rows[0]
                said = f"{points[first, 0]:g}, {points[first, 1]:g}"
                where = features([f"{self._at(int(row))} ({codes[row]})" for row in rows])
                self._fault(
                    f"{where[0]}, columns {columns}: {english.format(said=said)}",
                    f"{where[1]}, kolom {columns}: {indonesian.format(said=said)}",
                )
        return points


def posts_of(villages: pd.DataFrame, *, of_kecamatan: bool) -> pd.DataFrame:
    """Return the kecamatan of villages, each with the village that is assumed to be its post."""
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
