"""A campaign that is planned within seconds: three pairs and six posts near the base.

It is the workbook of `init` with the other posts and pairs taken out. A pair records 84 residents
a date, so 820 residents take ten dates of pairs at least.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from geodata import load_dataset
from planner.workbook.writing import initial_tables, write_workbook

POSTS = {
    "Babau": 150,
    "Nonbes": 160,
    "Fatuknutu": 100,
    "Camplong I": 160,
    "Takari": 150,
    "Oemofa": 100,
}
"""Residents to record by post."""

RESIDENTS = 820

WORK = ("--work", "20", "--seconds", "600", "--lang", "en")
"""Of `plan`: a work limit that ends within seconds."""

REPLAN_WORK = ("--work", "6", "--seconds", "600", "--lang", "en")


def write_workbook_into(folder: Path) -> Path:
    """Write the workbook into a folder and return its path."""
    path = folder / "campaign.xlsx"
    write_workbook(path, initial_tables(load_dataset(), None, "en"), "en")
    make_small(path)
    return path


def make_small(path: Path) -> None:
    """Take the other posts and pairs out of an English workbook of `init`."""
    book = load_workbook(path)
    places = book["Places"]
    columns = {cell.value: cell.column - 1 for cell in places[1]}
    for row in places.iter_rows(min_row=2):
        post, residents = row[columns["Post"]], row[columns["To record (residents)"]]
        name = str(row[columns["Name"]].value)
        taken = post.value == "yes" and name in POSTS
        if taken or residents.value is not None:
            residents.value = POSTS[name] if taken else 0
        post.value = "yes" if taken else None
    book["Pairs"].delete_rows(5, book["Pairs"].max_row)
    book["Campaign"]["B2"] = "Trial of three pairs"
    book.save(path)
