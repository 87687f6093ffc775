"""Write the files of a plan other than maps: workbooks for people, tables for programs."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geodata import Language
from planner.bundle.folder import BundleFolder
from planner.bundle.reader import Bundle
from planner.spreadsheets import write_duty_lists, write_schedule
from planner.tables import ROW_TYPES, PlanTables, column_types, rows_csv, tables_of
from routing.campaign import Campaign
from routing.plan import Plan

SCHEDULE, DUTY_LISTS, TABLES_FOLDER = "schedule.xlsx", "duty-lists.xlsx", "tables"
RESULT_FILES = (SCHEDULE, DUTY_LISTS, TABLES_FOLDER)
"""Names of what `write_results` writes into a bundle."""

_ARROW = {"str": pa.string(), "int": pa.int64(), "bool": pa.bool_(), "date": pa.date32()}


def write_results(
    folder: Path,
    campaign: Campaign,
    plan: Plan,
    language: Language,
    cards: int | None = None,
    team_language: Language = "id",
) -> None:
    """Write schedule.xlsx, duty-lists.xlsx, and tables/ as CSV and Parquet.

    Parameters
    ----------
    folder
        An existing folder.
    campaign, plan
        What was planned.
    language
        Of schedule.xlsx; CSV and Parquet have the same English column names everywhere.
    cards
        Blank cards that can be handed out; None if the planner did not say.
    team_language
        Of the duty lists.

    Raises
    ------
    OSError
        When a file cannot be written.
    """
    tables = tables_of(campaign, plan, cards)
    write_schedule(folder / SCHEDULE, tables, language)
    write_duty_lists(folder / DUTY_LISTS, tables, team_language)
    write_tables(folder / TABLES_FOLDER, tables)


def rewrite_results(bundle: Bundle, language: Language, cards: int | None) -> list[str]:
    """Write the results of a bundle once more; everything else in its folder stays.

    Returns
    -------
    list of str
        Under which names results are kept that the planner had changed.

    Raises
    ------
    BundleFolderError
        When the folder cannot be written; what was in it is as it was.
    """
    results = ResultFolder(bundle.folder)
    results.fill(lambda new: write_results(new, bundle.campaign, bundle.plan, language, cards))
    return results.changed


class ResultFolder(BundleFolder):
    """A bundle of which only the results are replaced."""

    ours = RESULT_FILES
    essential = ()
    whole = False


def write_tables(folder: Path, tables: PlanTables) -> None:
    """Write every table as CSV and as Parquet; the same plan gives the same bytes.

    Text in CSV is kept from starting a formula (see docs/files.md); in Parquet it is as in
    the campaign.
    """
    folder.mkdir(exist_ok=True)
    for name in ROW_TYPES:
        (folder / f"{name}.csv").write_bytes(csv_text(tables, name).encode())
        pq.write_table(arrow_table(tables, name), folder / f"{name}.parquet", compression="zstd")


def csv_text(tables: PlanTables, name: str) -> str:
    """Return a table as CSV (RFC 4180): a header, commas, CR LF, no value for what is absent."""
    return rows_csv(ROW_TYPES[name], getattr(tables, name))


def arrow_table(tables: PlanTables, name: str) -> pa.Table:
    """Return a table with typed columns: text, whole numbers, truth values, dates."""
    columns = column_types(ROW_TYPES[name])
    rows = getattr(tables, name)
    arrays = [
        pa.array([_storable(getattr(row, column)) for row in rows], _ARROW[kind.__name__])
        for column, kind in columns.items()
    ]
    return pa.Table.from_arrays(arrays, names=list(columns))


def _storable(value: object) -> object:
    """Replace lone surrogates, which UTF-8 cannot hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
