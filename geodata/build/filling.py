"""Filling a dataset's figures by village code from a table that a planner has."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import shapely

from geodata.boundaries import read_layer
from geodata.build.area_posts import area_posts
from geodata.build.base_town import assumed_base_row
from geodata.build.column_roles import ROLES, letters_of
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
from geodata.message import Message, cell_text
from geodata.number_reader import read_counts
from geodata.spelling import fold
from geodata.typed_rows import records

__all__ = ["FILLED", "FillReport", "GivenRow", "fill_region"]

FILLED: dict[str, tuple[str, ...]] = {
    "code": (*ROLES["code"], "id"),
    "to_record": (
        "torecord", "belummerekam", "belumrekam", "belumrekamktpel", "sisa", "belumrekamektp",
    ),
    "population": ROLES["population"],
    "lodging": ("lodging", "lodgingrupiah", "penginapan"),
    "base": ("base", "pangkalan"),
    "access": ("access", "akses"),
}  # fmt: skip
"""Columns of a planner's table by what they hold: letters and digits of their names."""
_COUNTS = {
    "to_record": "to_record",
    "population": "population_2010",
    "lodging": "lodging_rupiah",
}
_YES = {"yes", "ya", "y", "1", "true", "benar", "x"}
_AIR = {"air": "air", "udara": "air", "": "", "road": "", "darat": ""}


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row of a planner's table: where it stands, and its cells by column."""

    line: str
    cells: Mapping[str, object]


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
        self.of: dict[str, str] = {}

    def run(self, rows: Sequence[GivenRow], base: tuple[float, float] | None) -> FillReport:
        codes = {letters_of(str(code)): str(code) for code in self.villages["code"]}
        joined: dict[str, GivenRow] = {}
        strangers: list[str] = []
        if rows:
            joined, strangers = self._joined(rows, codes)
            self._fill_counts(joined)
            self._fill_access(joined)
        self._check_people()
        self._posts()
        self._base(self._named(joined) if base is None else base)
        if self.faults:
            raise DatasetError(self.file or str(self.dataset.folder), self.faults)
        written = self._write()
        names = {row.code: row.name for row in records(written.villages)}
        missing = [f"{names[code]} ({code})" for code in names if rows and code not in joined]
        town = next(row for row in records(written.towns) if row.id == written.base)
        found = tuple(strangers), tuple(missing), town.name, town.basis.startswith(ASSUMED_BASE)
        return FillReport(written, self.of, len(joined), *found)

    def _fault(self, what: Message) -> None:
        self.faults.append(Message("%(file)s%(what)s", file=self.file, what=what))

    def _joined(
        self, rows: Sequence[GivenRow], codes: Mapping[str, str]
    ) -> tuple[dict[str, GivenRow], list[str]]:
        """Return the rows by village code, and the codes that no village has."""
        there = {letters_of(str(column)): column for column in reversed(list(rows[0].cells))}
        for role, names in FILLED.items():
            column = next((there[name] for name in names if name in there), None)
            if column is not None:
                self.of[role] = column
        known = ", ".join(rows[0].cells)
        if "code" not in self.of or len(self.of) < 2:
            self._fault(
                Message(
                    ": a column of codes (code) and one of figures (to_record, population, "
                    "lodging, base, access) are needed; it has %(known)s",
                    known=known,
                ),
            )
            return {}, []
        joined: dict[str, GivenRow] = {}
        strangers = []
        for row in rows:
            text = cell_text(row.cells[self.of["code"]])
            code = codes.get(letters_of(str(text)))
            if code is None:
                strangers += [text] if text else []
            elif code in joined:
                self._fault(
                    Message(
                        ", %(line)s and %(line_2)s: %(text)s stands there twice; keep one",
                        line=row.line,
                        line_2=joined[code].line,
                        text=text,
                    ),
                )
            else:
                joined[code] = row
        if not joined:
            first = ", ".join(strangers[:3])
            self._fault(
                Message(
                    ", column %(of)s: none of its codes (%(first)s, …) is a village's; "
                    "villages.csv has codes such as %(codes)s",
                    of=self.of["code"],
                    first=first,
                    codes=next(iter(codes.values())),
                ),
            )
        return joined, strangers

    def _fill_counts(self, joined: Mapping[str, GivenRow]) -> None:
        for role, field in _COUNTS.items():
            if role not in self.of:
                continue
            column = self.of[role]
            cells = [row.cells[column] for row in joined.values()]
            found = read_counts([cell if cell_text(cell) else None for cell in cells])
            lines = [row.line for row in joined.values()]
            for wrong, what in (
                (found.bad, Message("is no whole number from 0")),
                (
                    found.unsure,
                    Message("may have decimals or thousands; write it without marks, such as 1250"),
                ),
            ):
                if wrong:
                    at, text = wrong[0]
                    more = f" (+{len(wrong) - 1})" if len(wrong) > 1 else ""
                    self._fault(
                        Message(
                            ", %(lines)s%(more)s, column %(column)s: %(text)r %(what)s",
                            lines=lines[at],
                            more=more,
                            column=column,
                            text=text,
                            what=what,
                        ),
                    )
            values = self.villages[field].to_dict()
            told = zip(joined, found.values, strict=True)
            values |= {code: value for code, value in told if value is not None}
            self.villages[field] = pd.Series(values, dtype=self.villages[field].dtype)

    def _fill_access(self, joined: Mapping[str, GivenRow]) -> None:
        if "access" not in self.of:
            return
        for code, row in joined.items():
            text = cell_text(row.cells[self.of["access"]])
            if fold(text) not in _AIR:
                self._fault(
                    Message(
                        ", %(line)s, column %(of)s: %(text)r is not known; write air or leave "
                        "it empty",
                        line=row.line,
                        of=self.of["access"],
                        text=text,
                    ),
                )
                continue
            self.villages.loc[code, "access"] = _AIR[fold(text)]

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

    def _named(self, joined: Mapping[str, GivenRow]) -> tuple[float, float] | None:
        """Return the point of the village that the table names as the base."""
        if "base" not in self.of:
            return None
        column = self.of["base"]
        codes = [code for code, row in joined.items() if fold(cell_text(row.cells[column])) in _YES]
        if len(codes) > 1:
            self._fault(
                Message(
                    ", column %(column)s: %(count)s bases (%(names)s); keep one",
                    column=column,
                    count=len(codes),
                    names=", ".join(codes),
                ),
            )
        if not codes:
            return None
        row = next(records(self.villages.loc[[codes[0]]]))
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
                    ": the roads of the map lead to the base where it is; name it with --base "
                    "in region build"
                ),
            )
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
