"""Whatever stands in the cells, the answer is a list of faults, never a crash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from geodata import Dataset
from planner.cell_parsing import tidy
from planner.workbook.faults import WorkbookError
from planner.workbook.loader import _loaded
from planner.workbook.reading.folder_reader import find_tables
from planner.workbook.reading.raw_table import ErrorValue, Grid, UncalculatedFormula
from planner.workbook.reading.typed_tables import read_tables
from planner.workbook.schema.sheets import SHEETS

NOON = datetime.combine(date(2018, 3, 12), time(12))
WORDS = [
    "yes", "no", "ya", "T01", "Semau", "5303100005", "oelamasi", "12/03/2018", "2018-03-12",
    "every day", "Senin-Jumat", "08:00-12:00", "Friday 08:00-11:30", "07:30; 16:00", "none", "-1",
    "0", "150.000", "rest day", "server capacity", "only this pair", "car; truck", "N7", "nearest",
    "=1+1", "'=1", "\u0000", "🙂", "9" * 400, "-", ";", "1e309",
]  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=True),
    st.booleans(),
    st.just(NOON),
    st.just(UncalculatedFormula("=A1")),
    st.just(ErrorValue("#REF!")),
)
PLACE = st.tuples(st.sampled_from([s.id for s in SHEETS]), st.integers(0, 14), st.integers(0, 15))


class Enough(Exception):  # noqa: N818  (no error: the checks are through)
    """Raised where the checks end and the roads begin."""


class Held:
    """The default tables and the dataset: too long to be shown by hypothesis."""

    def __init__(self, grids: dict[str, Grid], dataset: Dataset) -> None:
        self.grids, self.dataset = grids, dataset


@pytest.fixture(scope="module")
def held(books: dict[str, Path], kupang: Dataset) -> Held:
    return Held(find_tables(books["en"].parent).grids, kupang)


def changed(grid: Grid, at: list[tuple[int, int, object]]) -> Grid:
    rows = list(grid.rows)
    header = grid.header
    for number, column, value in at:
        row = rows[number - 1] if 0 < number <= len(rows) else header
        if column >= len(row.values):
            continue
        cells = list(row.values)
        cells[column] = tidy(value)
        made = replace(row, values=tuple(cells))
        if row is header:
            header = made
        else:
            rows[number - 1] = made
    return Grid(grid.sheet, header, rows, [])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.dictionaries(PLACE, CELLS, min_size=1, max_size=8))
def test_garbage_is_answered(held: Held, cells: dict[tuple[str, int, int], object]) -> None:
    made = {
        sheet: changed(grid, [(r, c, value) for (s, r, c), value in cells.items() if s == sheet])
        for sheet, grid in held.grids.items()
    }

    def tell(stage: str, _: float) -> None:
        if stage == "roads":
            raise Enough

    faults: list[object] = []
    tables = read_tables(made, faults)
    try:
        _loaded(tables, held.dataset, Path("x"), faults, "en", tell)
    except Enough:
        assert not any(not one.warning for one in faults)
    except WorkbookError as error:
        assert error.faults
        assert all(one.text("id") and one.text("en") for one in error.faults)
        assert len({(f.key, f.sheet, f.cell, f.values) for f in error.faults}) == len(error.faults)
