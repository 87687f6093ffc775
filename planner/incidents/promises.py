"""What villages have been told: `promises.csv` in a plan's folder, read and written.

A row is a post on a date, with the hours that were announced. `docs/incidents.md` describes it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geodata import Message
from geodata.atomic_file import write_whole
from geodata.text_files import TextFileError, read_text
from planner.cell_text import safe
from planner.errors import PromisesError
from planner.reports import DELIMITERS, TextRow, TextTable
from planner.spelling import closest
from planner.workbook.schema import clock, day
from routing.campaign import Campaign, Promise
from routing.clock import format_clock

PROMISES_FILE = "promises.csv"
"""File in a bundle that holds what was announced."""

Strength = Literal["firm", "soft"]

PROMISE_COLUMNS = ("post", "date", "opens", "closes", "announced_on", "strength")

PROMISE_TABLE = TextTable(
    heading=re.compile(rf"^\W*post[\"']?\s*([{DELIMITERS}])", re.IGNORECASE),
    columns=PROMISE_COLUMNS,
    needed=("post", "date"),
    absent="promise_no_table",
    lacking="promise_columns",
)

_LONG_AGO = dt.date.min


@dataclass(frozen=True, slots=True)
class AnnouncedDate:
    """A post and a date that residents have been told, with the hours.

    `opens` and `closes` are minutes after midnight, None where no hours were told;
    `announced_on` is the date on which it was sent, None where that is not known. `origin` says
    where the row was read: file and line.
    """

    post: str
    date: dt.date
    opens: int | None = None
    closes: int | None = None
    announced_on: dt.date | None = None
    strength: Strength = "soft"
    origin: str = ""

    @property
    def promise(self) -> Promise:
        """What a revision has to keep of it."""
        return Promise(self.post, self.date, self.strength)


def read_promises(folder: Path, campaign: Campaign) -> tuple[Promise, ...]:
    """Return what villages have been told, in the order of date and post; nothing before the first.

    Dates before the moment of a revision are among them.

    Parameters
    ----------
    folder
        The bundle.
    campaign
        Whose posts and dates are meant.

    Raises
    ------
    PromisesError
        With everything that is wrong with the file, by lines.
    """
    return tuple(each.promise for each in read_announced(folder, campaign))


def read_announced(folder: Path, campaign: Campaign) -> tuple[AnnouncedDate, ...]:
    """Return what villages have been told, with the hours and when they were told.

    Raises
    ------
    PromisesError
        With everything that is wrong with the file, by lines.
    """
    path = folder / PROMISES_FILE
    if not path.exists():
        return ()
    faults: list[Message] = []
    try:
        text = read_text(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PromisesError([Message("report_unread", file=path.name, reason=reason)]) from error
    except TextFileError as error:
        raise PromisesError([Message("report_no_text", file=path.name)]) from error
    rows = [_announced(row, campaign) for row in PROMISE_TABLE.rows(text, path.name, faults)]
    _told_twice(rows, faults)
    if faults:
        raise PromisesError(faults)
    return tuple(sorted(rows, key=lambda row: (row.date, row.post)))


def promises_csv(rows: Iterable[AnnouncedDate]) -> str:
    """Return what was announced as CSV (RFC 4180), in the order of date and post."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(PROMISE_COLUMNS)
    for row in sorted(rows, key=lambda row: (row.date, row.post)):
        sent = "" if row.announced_on is None else row.announced_on.isoformat()
        hours = ["" if at is None else format_clock(at) for at in (row.opens, row.closes)]
        cells = (row.post, row.date.isoformat(), *hours, sent, row.strength)
        writer.writerow(safe(cell) for cell in cells)
    return buffer.getvalue()


def write_promises(folder: Path, rows: Iterable[AnnouncedDate]) -> Path:
    """Write what was announced into the bundle, whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written; the old one stays.
    """
    path = folder / PROMISES_FILE
    write_whole(path, promises_csv(rows).encode("utf-8"))
    return path


def _announced(row: TextRow, campaign: Campaign) -> AnnouncedDate:
    found = AnnouncedDate(
        post=row.text("post"),
        date=row.read("date", day, _LONG_AGO),
        opens=row.read("opens", clock, None),
        closes=row.read("closes", clock, None),
        announced_on=row.read("announced_on", day, None),
        strength=row.read("strength", _strength, "soft"),
        origin=row.origin,
    )
    row.demand("post", "date")
    at = {"file": row.name, "line": row.line}
    posts = {place.id: place for place in campaign.places if place.kecamatan is not None}
    if found.post and found.post not in posts:
        meant = closest(found.post, posts) or ", ".join(list(posts)[:3])
        row.faults.append(Message("report_post", **at, value=found.post, meant=meant))
    first, last = campaign.start, campaign.deadline
    later = campaign.revision > 0 and found.date > last  # the deadline was a later one once
    if found.date != _LONG_AGO and not later and not first <= found.date <= last:
        told = {"date": found.date, "first": first, "last": last}
        row.faults.append(Message("report_date", **at, **told))
    if found.opens is not None and found.closes is not None and found.closes <= found.opens:
        hours = f"{format_clock(found.opens)}-{format_clock(found.closes)}"
        row.faults.append(Message("promise_hours", **at, value=hours))
    return found


def _told_twice(rows: Iterable[AnnouncedDate], faults: list[Message]) -> None:
    first: dict[tuple[str, dt.date], AnnouncedDate] = {}
    for row in rows:
        before = first.setdefault((row.post, row.date), row)
        if before is not row and row.post and row.date != _LONG_AGO:
            file, _, line = row.origin.rpartition(":")
            other = before.origin.rpartition(":")[2]
            told = {"post": row.post, "date": row.date, "other": other}
            faults.append(Message("promise_twice", file=file, line=line, **told))


def _strength(text: str) -> Strength:
    match text.casefold():
        case "firm":
            return "firm"
        case "soft":
            return "soft"
        case _:
            raise ValueError(text)
