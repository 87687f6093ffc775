"""Posts in parts of a village that do not hold the village's point."""

from __future__ import annotations

import pytest
import shapely
from openpyxl import Workbook

from geodata import Dataset
from planner.workbook.loader import load
from tests.planner.workbook.conftest import Book, field_cells

OELFATU, WITHIN = "5303191005", (123.952776, -9.554667)
OEBOLA, ELSEWHERE = "Oebola Dalam", (123.878061, -10.020523)


@pytest.mark.parametrize("point", [WITHIN, ELSEWHERE])
def test_a_post_in_any_part_of_a_village_is_in_it(
    changed: Book, kupang: Dataset, point: tuple[float, float]
) -> None:
    outlines = kupang.villages.geometry.to_numpy()
    owner = kupang.villages.iloc[int(shapely.intersects_xy(outlines, *point).argmax())]
    home = shapely.Point(owner["lon"], owner["lat"])
    parts = shapely.get_parts(owner.geometry)
    assert owner["code"] == OELFATU or owner["name"] == OEBOLA
    assert not parts[shapely.intersects_xy(parts, *point)][0].contains(home)

    def edit(book: Workbook) -> None:
        page = book["Places"]
        at = field_cells(page, "places")
        values = {"id": "q1", "name": "Di bagian kedua", "kecamatan": owner["kecamatan"]}
        values |= {"post": "yes", "residents": 20, "lon": point[0], "lat": point[1]}
        row = page.max_row + 1
        for field, value in values.items():
            page[f"{at[field]}{row}"] = value

    ready = load(changed({}, edit), language="en").prepared
    assert "q1" in {post.id for post in ready.campaign.posts}
    ends = {(origin, destination) for origin, destination, *_ in ready.travel.rows()}
    assert (ready.campaign.base, "q1") in ends
