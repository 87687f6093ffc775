"""Writing a dataset folder: whole, read back, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.boundaries import write_layer
from geodata.dataset.csv_tables import write_table
from geodata.dataset.folder import DatasetFolder, record_written
from geodata.dataset.loader import PACKAGE_FILE, Dataset, load_dataset
from geodata.dataset.road_store import JUNCTIONS_FILE, ROADS_FILE
from geodata.dataset.schemas import LAYERS, TABLES, TableSchema
from geodata.errors import DatasetError
from geodata.message import Message
from geodata.typed_rows import records

__all__ = ["Identity", "write_dataset", "write_json"]

_LICENCE_PATHS = {
    "MIT": "https://opensource.org/license/mit",
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "CC BY-IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
}

MAPPED_FILES = {
    ROADS_FILE: "Roads of the road map between junctions, with their lines (GeoParquet)",
    JUNCTIONS_FILE: "Junctions of the road map",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Which regency a dataset is about; as the attributes of `geodata.Dataset`."""

    id: str
    name: str
    base: str
    timezone: str
    weekly_rest_days: tuple[int, ...]
    attribution: str

    @classmethod
    def of(cls, dataset: Dataset) -> Identity:
        """Return the identity of a dataset that is there."""
        return cls(**{field.name: getattr(dataset, field.name) for field in fields(cls)})


def write_dataset(
    folder: DatasetFolder,
    identity: Identity,
    tables: Mapping[str, pd.DataFrame],
    layers: Mapping[str, gpd.GeoDataFrame],
    more: Callable[[Path], None],
    look: Callable[[Dataset], object],
    *,
    filled: bool = False,
) -> None:
    """Write a dataset beside its place, read it back, then put it there.

    Parameters
    ----------
    folder : DatasetFolder
        Folder to write; an older dataset there is replaced as a whole, or kept beside.
    identity : Identity
        Which regency it is.
    tables, layers : mapping
        Our tables and layers by name.
    more : callable
        Writes further files into the folder that it is given.
    look : callable
        Gets the dataset as it was read back, before it is put in place; may write into it.
    filled : bool
        Whether a planner's figures went into it. The record of what was written then stays as
        it is in the folder, so that what they changed counts as theirs.

    Raises
    ------
    DatasetError
        If it cannot be written, or cannot be read back. Then nothing has changed.
    """
    faults = folder.faults()
    if faults:
        raise DatasetError(str(folder.named), faults)
    try:
        with folder.room() as fresh:
            for table in _written(tables):
                write_table(tables[table.name], table, fresh / table.file)
            for name, layer in LAYERS.items():
                write_layer(layers[name], name, layer.properties, fresh / layer.file)
            more(fresh)
            write_json(fresh / PACKAGE_FILE, _package(tables, identity, fresh))
            look(load_dataset(fresh))
            if not filled:
                record_written(fresh)
            folder.put(fresh)
    except OSError as error:
        raise DatasetError(
            str(folder.named), [Message("it cannot be written: %(error)s", error=error)]
        ) from error


def write_json(path: Path, value: object) -> None:
    """Write JSON so that bytes repeat."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _written(tables: Mapping[str, pd.DataFrame]) -> list[TableSchema]:
    """Return the tables that get a file, with its columns: no empty ones that may be missing."""
    return [
        table.held(tables[name])
        for name, table in TABLES.items()
        if len(tables[name]) or not table.may_lack
    ]


def _package(tables: Mapping[str, pd.DataFrame], identity: Identity, fresh: Path) -> dict[str, Any]:
    sources = tables["sources"]
    resources = [
        {
            "name": table.name,
            "title": table.title,
            "path": table.file,
            "type": "table",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table.descriptor(),
            **_provenance(sources[sources["resource"] == table.name]),
        }
        for table in _written(tables)
    ]
    resources += [
        {
            "name": layer.name,
            "title": layer.title,
            "path": layer.file,
            "type": "json",
            "scheme": "file",
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            **_provenance(sources[sources["resource"] == layer.name]),
        }
        for layer in LAYERS.values()
    ]
    resources += [
        {
            "name": path.stem,
            "title": title,
            "path": path.name,
            "type": "file",
            "scheme": "file",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            **_provenance(sources[sources["resource"] == path.stem]),
        }
        for path, title in ((fresh / name, title) for name, title in MAPPED_FILES.items())
        if path.exists()
    ]
    return {
        "name": identity.id,
        "title": identity.name,
        "description": f"Places, outlines, roads, crossings and facts. {identity.attribution}. "
        "Coordinates: WGS 84, longitude before latitude.",
        "jemputbola": {
            "base": identity.base,
            "timezone": identity.timezone,
            "weekly_rest_days": list(identity.weekly_rest_days),
            "attribution": identity.attribution,
        },
        **_provenance(sources),
        "resources": resources,
    }


def _provenance(sources: pd.DataFrame) -> dict[str, list[Mapping[str, str]]]:
    titles = [f"{row.figure}: {row.source}" for row in records(sources)]
    licences = list(dict.fromkeys(sources["licence"]))
    return {
        "sources": [{"title": title} for title in dict.fromkeys(titles)],
        "licenses": [_licence(licence) for licence in licences],
    }


def _licence(stated: str) -> Mapping[str, str]:
    name = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in stated)
    held = {"name": name.strip("-"), "title": stated}
    return held | ({"path": _LICENCE_PATHS[stated]} if stated in _LICENCE_PATHS else {})
