"""Tables as found: cells with where they stand, from a workbook, CSV files or a GeoPackage."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from planner.workbook import Fault, fault
from planner.workbook.reading.csv_reader import CSV_NAMES, read_csv
from planner.workbook.reading.geopackage_reader import LAYER_NAMES, read_geopackage
from planner.workbook.reading.raw_table import Grid
from planner.workbook.schema import CAMPAIGN, PLACES

_WORKBOOK = "campaign.xlsx"


@dataclass(slots=True)
class FoundTables:
    """What a folder holds.

    Attributes
    ----------
    where
        The file or folder that the tables come from.
    grids
        Tables by the sheet's id.
    faults
        What cannot be read, and what is left aside.
    """

    where: Path
    grids: dict[str, Grid] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def find_tables(folder: Path) -> FoundTables:
    """Read the tables of a campaign's folder; a path of a workbook itself will do.

    Whatever else is named in place of a folder is answered as a workbook is: by its content.

    `campaign.xlsx` goes before CSV files; a GeoPackage of places goes before both.
    """
    named = folder.suffix.lower() == ".xlsx" or (folder.exists() and not folder.is_dir())
    book = folder if named else folder / _WORKBOOK
    if not folder.exists():
        return FoundTables(folder, faults=[fault("no_folder", str(folder), folder=folder)])
    home = book.parent
    tables = {path: CSV_NAMES[path.name.lower()] for path in _named(home, CSV_NAMES)}
    if book.exists():
        # It takes a third of a second to load, also where there are no workbooks.
        from planner.workbook.reading.excel_reader import read_workbook  # noqa: PLC0415

        found = FoundTables(book)
        read_workbook(book, found.grids, found.faults)
        found.faults += [fault("file_ignored", path.name, used=book.name) for path in tables]
    elif tables:
        found = FoundTables(home)
        for path, sheet in tables.items():
            grid = read_csv(path, found.faults)
            if grid is None:
                continue
            if sheet in found.grids:
                used = found.grids[sheet].sheet
                found.faults.append(fault("file_ignored", path.name, used=used))
            else:
                found.grids[sheet] = grid
    else:
        return FoundTables(folder, faults=[fault("no_tables", str(folder))])
    for path in _named(home, LAYER_NAMES)[:1]:
        if PLACES.id in found.grids:
            found.faults.append(fault("places_layer", path.name))
        layer = read_geopackage(path, found.faults)
        if layer is not None:
            found.grids[PLACES.id] = layer
    return found


def has_tables(folder: Path) -> bool:
    """Return whether a folder holds a workbook or a CSV file of the campaign's own table."""
    names = {name: sheet for name, sheet in CSV_NAMES.items() if sheet == CAMPAIGN.id}
    return (folder / _WORKBOOK).is_file() or bool(_named(folder, names))


def _named(folder: Path, names: dict[str, str]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.lower() in names)
