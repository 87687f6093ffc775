"""Leave lakes, reservoirs and forest blocks out of a layer of villages, with a warning.

Statistics offices draw them as areas of their own, with village codes that end in 888 to 999.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np

from geodata.array_types import BoolArray
from geodata.build.area_posts import area_posts
from geodata.build.area_tables import AreaTables
from geodata.findings import some
from geodata.message import Message

__all__ = ["Unpeopled", "without_unpeopled"]

_CODES = re.compile(r"([A-Z]{2})?\d{10}|\d{2}\.\d{2}\.\d{2}(\.\d{4}|000)", re.I)
"""Village codes of BPS, Kemendagri and COD-AB; a kecamatan that counts as one ends in 000."""
_WATER = re.compile(r"(danau|danai|waduk|perairan|rawa|situ|telaga|embung)\b", re.I)
_LAND = re.compile(
    r"(hutan|hutam|kawasan (hutan|hutam)|taman nasional|cagar alam|suaka margasatwa)\b", re.I
)
_FIRST, _LAST = 888, 999
_WATER_CODE = "888"


@dataclass(frozen=True, slots=True, eq=False)
class Unpeopled:
    """What was left out of the villages.

    Attributes
    ----------
    places : AreaTables
        The villages and kecamatan that remain.
    land : GeoDataFrame
        ``name, geometry`` (WGS 84) of the forest blocks: land around, unlike lakes.
    """

    places: AreaTables
    land: gpd.GeoDataFrame


def without_unpeopled(
    places: AreaTables, file: str, notes: list[Message], faults: list[Message]
) -> Unpeopled:
    """Take lakes, reservoirs and forest blocks out of the villages, and say so.

    An area without residents counts as such by its code (its last three digits are 888 to 999),
    or by its name where the layer tells residents and it has none. Villages do have such names
    (Danau Indah, Rawa Buaya), so that a name says nothing without residents; it is then told.

    Parameters
    ----------
    places : AreaTables
        As the layer has them.
    file : str
        For messages.
    notes, faults : list of Message
        Get what was left out, and a line if nothing remains.
    """
    villages = places.villages
    empty = villages["population_2010"].to_numpy() == 0
    by_code = np.array([_is_unpeopled(code) for code in villages["code"]], dtype=bool)
    names = villages["name"].astype(str)
    water = np.array([bool(_WATER.match(name)) for name in names], dtype=bool)
    named = water | np.array([bool(_LAND.match(name)) for name in names], dtype=bool)
    out = empty & (by_code | (named if places.residents_known else False))
    lakes = water | (villages["code"].str.contains(_WATER_CODE + "(?:000)?$").to_numpy() & ~named)
    if out.all():
        faults.append(
            Message(
                "%(file)s: all its areas are lakes or forest by code and name (%(names)s); "
                "give the layer of a regency with villages",
                file=file,
                names=_listed(places, out),
            )
        )
        return Unpeopled(places, _shapes(places, out & ~out))
    if out.any():
        count = int(out.sum())
        notes.append(
            Message(
                "%(count)s areas are lakes, reservoirs or forest without residents by code or "
                "name, and are no villages: %(names)s",
                count=count,
                names=_listed(places, out),
            )
        )
    unsure = ~out & named & ~by_code
    if not places.residents_known and unsure.any():
        notes.append(
            Message(
                "named like lakes or forest, but with codes of villages, and kept: %(names)s; "
                "if nobody lives there, delete them from %(file)s",
                names=_listed(places, unsure),
                file=file,
            )
        )
    return Unpeopled(_kept(places, ~out), _shapes(places, out & ~lakes))


def _is_unpeopled(code: str) -> bool:
    plain = str(code).removesuffix("000")
    plain = plain if _CODES.fullmatch(str(code)) else ""
    return plain[-3:].isdigit() and _FIRST <= int(plain[-3:]) <= _LAST


def _listed(places: AreaTables, rows: BoolArray) -> str:
    chosen = places.villages.loc[rows]
    return some([f"{n} ({c})" for n, c in zip(chosen["name"], chosen["code"], strict=True)])


def _kept(places: AreaTables, rows: BoolArray) -> AreaTables:
    if rows.all():
        return places
    villages = places.villages.loc[rows].reset_index(drop=True)
    return replace(
        places,
        villages=villages,
        kecamatan=area_posts(villages, of_kecamatan=places.of_kecamatan),
        outlines=places.outlines.loc[rows].reset_index(drop=True),
    )


def _shapes(places: AreaTables, rows: BoolArray) -> gpd.GeoDataFrame:
    names = places.villages.loc[rows, "name"].tolist()
    shapes = places.outlines.geometry.to_numpy()[rows]
    return gpd.GeoDataFrame({"name": names}, geometry=shapes, crs=places.outlines.crs)
