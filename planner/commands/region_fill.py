"""`jemputbola region fill`: a regency's own figures from a planner's table."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodata import Language, Message, say
from planner.commands.options import LangOption, language_of, point_of
from planner.commands.region import region_app
from planner.commands.shared import SUCCESS, answering
from planner.errors import OptionError
from planner.invocation import program, quoted

__all__ = ["register_region_fill"]

if TYPE_CHECKING:
    from geodata.build import FillReport, GivenRow

_SHOWN = 10
"""Codes and villages without a match that are listed."""


def register_region_fill() -> None:
    """Add the command to those of a region."""
    region_app.command(
        "fill",
        short_help="Fill a regency's dataset from a table.",
    )(fill_command)


@answering
def fill_command(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Folder of a regency's dataset."),
    ],
    table: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="CSV or Excel with village codes and: to_record, population, lodging, "
            "base, access. [default: none]",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="LON,LAT",
            help="The base, lon before lat. [default: as it is]",
        ),
    ] = None,
    lang: LangOption = "id",
) -> int:
    """Fill in residents, people, base and lodging by village code, and list what did not match.

    Posts and a base that nobody named are assumed anew. Without a table only that.

    Exit codes: 0; 2 bad input, nothing is written.
    """
    from geodata.build import fill_region  # noqa: PLC0415

    language, faults = language_of(lang), list[Message]()
    if not folder.is_dir():
        faults.append(Message("fill_folder", value=folder))
    point = point_of(base, faults)
    rows = [] if table is None else _rows(table, language, faults)
    if faults:
        raise OptionError(faults)
    report = fill_region(folder, rows, "" if table is None else table.name, point)
    for line in _told(report, folder, language):
        typer.echo(line)
    return SUCCESS


def _rows(path: Path, language: Language, faults: list[Message]) -> list[GivenRow]:
    """Read the first sheet of a workbook, or a CSV file."""
    from geodata.build import GivenRow  # noqa: PLC0415

    read = _csv(path, language, faults) if path.suffix.lower() == ".csv" else _excel(path, faults)
    if read is None:
        return []
    header, lines = read
    columns = [(at, str(name)) for at, name in enumerate(header) if name is not None]
    rows = [
        GivenRow(where, {name: cells[at] if at < len(cells) else None for at, name in columns})
        for where, cells in lines
        if any(cell is not None for cell in cells)
    ]
    if not rows:
        faults.append(Message("fill_empty", file=path.name))
    return rows


Read = tuple[list[object], list[tuple[str, list[object]]]]


def _csv(path: Path, language: Language, faults: list[Message]) -> Read | None:
    from planner.workbook import Fault  # noqa: PLC0415
    from planner.workbook.reading import read_csv  # noqa: PLC0415

    wrong: list[Fault] = []
    grid = read_csv(path, wrong)
    faults += [Message("fill_fault", text=one.text(language)) for one in wrong if not one.warning]
    if grid is None:
        return None
    lines = [(f"{row.refs[0]}" if row.refs else "", list(row.values)) for row in grid.rows]
    return list(grid.header.values), lines


def _excel(path: Path, faults: list[Message]) -> Read | None:
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    from planner.cell_parsing import tidy  # noqa: PLC0415

    try:
        book = load_workbook(path, data_only=True, read_only=True)
        cells = [[tidy(cell) for cell in row] for row in book.worksheets[0].values]
        book.close()
    except (OSError, ValueError, KeyError, InvalidFileException, zipfile.BadZipFile) as error:
        reason = " ".join(str(error).split())[:80]
        faults.append(Message("fill_unread", file=path.name, reason=reason))
        return None
    first = next((at for at, row in enumerate(cells) if any(c is not None for c in row)), None)
    if first is None:
        return [], []
    lines = [(f"A{at}", row) for at, row in enumerate(cells[first + 1 :], start=first + 2)]
    return cells[first], lines


def _told(report: FillReport, folder: Path, language: Language) -> Iterator[str]:
    if report.columns:
        columns = ", ".join(
            f"{say(f'role.{role}', language)} = {name}" for role, name in report.columns.items()
        )
        yield say("fill_done", language, count=report.matched, folder=folder, columns=columns)
    for key, names in (("fill_strangers", report.strangers), ("fill_missing", report.missing)):
        if names:
            shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
            yield say(key, language, count=len(names), names=shown)
    yield say(
        "fill_base_assumed" if report.base_assumed else "fill_base", language, base=report.base
    )
    chosen = "" if language == "id" else f" --lang {language}"
    command = f"{program()} region check {quoted(str(folder))}{chosen}"
    yield say("fill_next", language, command=command)
