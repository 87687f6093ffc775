"""Prices that are so small that three zeros seem to be missing."""

from __future__ import annotations

from planner.workbook import Fault, fault
from planner.workbook.reading import WorkbookTables

LEAST = {"per_diem": 10_000, "lodging": 10_000, "per_km_car": 100, "per_km_motorcycle": 100}
"""Rupiah below which a price, unless 0, is worth a second look: an assumption."""

LEAST_LODGING, LEAST_FARE = 10_000, 1_000


def check_rupiah(tables: WorkbookTables, faults: list[Fault]) -> None:
    """Add a caution for each price that seems to be in thousands."""
    costs = tables.costs
    small = [
        (costs.spot, field, costs.held[field], least)
        for field, least in LEAST.items()
        if field in costs.held
    ]
    small += [(p.spot, "lodging", p.row.lodging, LEAST_LODGING) for p in tables.places.lines]
    small += [
        (c.spot, "fare_rupiah", c.row.fare_rupiah, LEAST_FARE) for c in tables.crossings.lines
    ]
    for spot, field, price, least in small:
        if isinstance(price, int) and 0 < price < least:
            values = {"meant": f"{price}000"}
            faults.append(fault("small_rupiah", spot.sheet, spot.cell(field), price, **values))
