"""Warn of posts without a building, or with a point that the dataset doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodata import Dataset
from geodata.findings import some
from geodata.typed_rows import records
from planner.workbook import Fault, fault
from planner.workbook.assembly.catchment import Walk
from planner.workbook.assembly.places import Spots

MOST_NAMED_PLACES = 30
"""So many posts are named on a line."""


def post_cautions(
    spots: Spots, walks: Iterable[Walk], dataset: Dataset, sheet: str
) -> Iterator[Fault]:
    """Yield a line on posts without a building, and one on posts whose place is doubted.

    Parameters
    ----------
    walks
        Who comes to which post: one to which nobody comes needs no building.
    sheet
        Name of the sheet of places as in the file.
    """
    visited = {walk.post for walk in walks}
    posts = [
        spot
        for spot in spots.by_id.values()
        if spot.row.post and not spot.by_air and (spot.row.residents or spot.id in visited)
    ]
    doubted = {str(row.capital) for row in records(dataset.kecamatan) if row.post_doubt}
    bare = [spot for spot in posts if not spot.row.building]
    unsure = [spot for spot in bare if spot.approximate and spot.id in doubted]
    for key, found in (("no_building", bare), ("doubted_posts", unsure)):
        if found:
            names = [spot.row.name for spot in found]
            told = some(names, MOST_NAMED_PLACES, counted=True)
            yield fault(key, sheet, count=len(found), names=told)
