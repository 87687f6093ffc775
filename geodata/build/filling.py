"""Filling a dataset's figures by village code from a table that a planner has."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from geodata.boundaries import read_layer
from geodata.build.area_posts import area_posts
from geodata.build.base_town import assumed_base_row, base_in_use
from geodata.build.given_figures import COUNTS, GivenFigures, GivenRow
from geodata.dataset import (
    ASSUMED_BASE,
    LAYERS,
    PACKAGE_FILE,
    TABLES,
    Dataset,
    DatasetFolder,
    Identity,
    load_dataset,
    stored_table,
    write_dataset,
)
from geodata.errors import DatasetError
from geodata.message import Message
from geodata.typed_rows import records

__all__ = ["FillReport", "fill_region"]


@dataclass(frozen=True, slots=True, eq=False)
class FillReport:
    """What was filled.

    Attributes
    ----------
    dataset : Dataset
        As it was read back.
    columns : dict
        Column of the table by what it holds.
    matched : int
        Rows of the table that have a village.
    strangers : tuple of str
        Codes of the table that no village has.
    missing : tuple of str
        Villages that the table does not have.
    base : str
        Name of the base.
    base_assumed : bool
        Whether nobody named it.
    """

    dataset: Dataset
    columns: dict[str, str]
    matched: int
    strangers: tuple[str, ...]
    missing: tuple[str, ...]
    base: str
    base_assumed: bool


def fill_region(
    folder: Path,
    rows: Sequence[GivenRow] = (),
    file: str = "",
    base: tuple[float, float] | None = None,
) -> FillReport:
    """Fill a dataset by village code, and make its assumed posts and base anew.

    Parameters
    ----------
    folder : Path
        The dataset; it is written whole or stays as it was. Files that are not the dataset's
        stay, too.
    rows : sequence of GivenRow
        The planner's table; empty = only make anew what is assumed.
    file : str
        Its name, for messages.
    base : tuple of float, optional
        Lon and lat of the base (WGS 84).

    Raises
    ------
    DatasetError
        With every fault found; nothing is written then.
    """
    return _Filling(load_dataset(folder), file).run(rows, base)


class _Filling:
    def __init__(self, dataset: Dataset, file: str) -> None:
        self.dataset, self.file = dataset, file
        self.faults: list[Message] = []
        self.tables = {name: stored_table(dataset.folder, table) for name, table in TABLES.items()}
        self.villages = self.tables["villages"].set_index("code", drop=False)

    def run(self, rows: Sequence[GivenRow], base: tuple[float, float] | None) -> FillReport:
        figures = GivenFigures(rows, self.villages["code"].astype(str), self.file, self.faults)
        for role, field in COUNTS.items():
            self._put(field, figures.counts(role))
        self._put("access", figures.access())
        self._check_people()
        self._posts()
        self._base(self._point_of(figures.base()) if base is None else base)
        if self.faults:
            raise DatasetError(self.file or str(self.dataset.folder), self.faults)
        written = self._write()
        names = {row.code: row.name for row in records(written.villages)}
        missing = [
            f"{names[code]} ({code})" for code in names if rows and code not in figures.joined
        ]
        town = next(row for row in records(written.towns) if row.id == written.base)
        found = (
            tuple(figures.strangers),
            tuple(missing),
            town.name,
            town.basis.startswith(ASSUMED_BASE),
        )
        return FillReport(written, figures.of, len(figures.joined), *found)

    def _fault(self, what: Message) -> None:
        self.faults.append(Message("%(file)s%(what)s", file=self.file, what=what))

    def _check_people(self) -> None:
        rows = self.villages
        over = rows[
            (rows["to_record"].fillna(0) > rows["population_2010"]) & (rows["population_2010"] > 0)
        ]
        if len(over):
            told = ", ".join(
                f"{row.name_} ({row.code})"
                for row in records(over.rename(columns={"name": "name_"}))
            )
            self._fault(
                Message(
                    ": more residents to record than people in %(told)s; correct the figures",
                    told=told,
                ),
            )

    def _posts(self) -> None:
        """Assume the posts that nobody named anew, as they may rest on residents."""
        held = self.tables["kecamatan"].set_index("code", drop=False)
        villages = self.villages.reset_index(drop=True)
        whole = bool((villages["code"] == villages["kecamatan_code"] + "000").all())
        fresh = area_posts(villages, of_kecamatan=whole).set_index("code", drop=False)
        untouched = held["post_basis"] == "point of " + held["capital_name"] + ", assumed"
        rows = held.index[(held["source"] == "assumption") & untouched]
        assumed = rows.intersection(fresh.index)
        held.loc[assumed, list(fresh.columns)] = fresh.loc[assumed]
        self.tables["kecamatan"] = held.reset_index(drop=True)

    def _put(self, field: str, told: Mapping[str, object]) -> None:
        """Put figures in place of those of some villages."""
        if told:
            column = self.villages[field]
            values: dict[Any, Any] = column.to_dict()
            self.villages[field] = pd.Series(values | dict(told), dtype=column.dtype)

    def _point_of(self, village: str | None) -> tuple[float, float] | None:
        if village is None:
            return None
        row = next(records(self.villages.loc[[village]]))
        return float(row.lon), float(row.lat)

    def _base(self, point: tuple[float, float] | None) -> None:
        towns, dataset = self.tables["towns"], self.dataset
        at = towns.index[towns["id"] == dataset.base][0]
        assumed = str(towns.loc[at, "basis"]).startswith(ASSUMED_BASE)
        if point is None and (not assumed or dataset.mapped is not None):
            return
        if dataset.mapped is not None:
            self._fault(
                Message(
                    ": the roads of the map lead to the base where it is; move it on the map: "
                    "region build --villages %(folder)s --osm FILE --base LON,LAT --out %(folder)s "
                    "--replace",
                    folder=dataset.folder,
                ),
            )
            return
        if in_use := base_in_use(dataset.base, self.tables):
            self.faults += in_use if point is not None else []
            return
        if point is None:
            row = assumed_base_row(self.villages, self.tables["kecamatan"])
        else:
            shapes = dataset.villages
            inside = shapes.loc[shapes.geometry.covers(_point(point)), "name"].tolist()
            if not inside:
                told = f"{point[0]:g},{point[1]:g}"
                self._fault(
                    Message("--base %(told)s: it lies in no village; write LON,LAT", told=told),
                )
                return
            row = {"name": f"Pangkalan {inside[0]}", "lon": point[0], "lat": point[1]}
            row |= {"basis": "named by the planner"}
        old = towns.to_dict("records")
        new = [
            each | row | {"id": dataset.base} if each["id"] == dataset.base else each
            for each in old
        ]
        self.tables["towns"] = pd.DataFrame(new, columns=towns.columns)

    def _write(self) -> Dataset:
        dataset, folder = self.dataset, self.dataset.folder
        self.tables["villages"] = self.villages.reset_index(drop=True)
        rows = self.tables["assumptions"]
        kept = rows[rows["field"] != "places.residents"].reset_index(drop=True)
        self.tables["assumptions"] = kept
        layers = {
            name: read_layer(folder / layer.file, layer.properties, [])
            for name, layer in LAYERS.items()
        }
        ours = {table.file for table in TABLES.values()} | {PACKAGE_FILE}
        ours |= {layer.file for layer in LAYERS.values()}
        target = DatasetFolder(folder, carried={path.name for path in folder.iterdir()})

        def more(fresh: Path) -> None:
            for path in folder.iterdir():
                if path.name in ours:
                    continue
                if path.is_dir():
                    shutil.copytree(path, fresh / path.name)
                else:
                    shutil.copy2(path, fresh / path.name)

        write_dataset(
            target, Identity.of(dataset), self.tables, layers, more, lambda _: None, filled=True
        )
        return load_dataset(folder)


def _point(place: tuple[float, float]) -> shapely.Point:
    return shapely.Point(*place)
