"""Residents to record against the people there are, and what another regency has to give itself."""

from __future__ import annotations

from functools import partial

from geodata import Dataset, listed
from planner.campaigns import assumed_base_name, is_home, taken_over
from planner.workbook import Fault, fault
from planner.workbook.reading import WorkbookTables
from routing.campaign import Campaign


def check_demand(tables: WorkbookTables, dataset: Dataset, faults: list[Fault]) -> None:
    """Add what cannot be about the residents to record."""
    people = dict(zip(dataset.villages["code"], dataset.villages["population_2010"], strict=True))
    found = False
    for line in tables.places.lines:
        row, most = line.row, int(people.get(line.row.id, 0))
        if "residents" not in line.bad and 0 < most < row.residents:
            cell = line.spot.cell("residents")
            faults.append(
                fault("more_than_people", line.spot.sheet, cell, row.residents, people=most)
            )
            found = True
    places, everybody = tables.places, sum(people.values())
    total = sum(row.residents for row in places.rows)
    if not found and 0 < everybody < total:
        told: dict[str, object] = {"total": total, "people": everybody, "name": dataset.name}
        faults.append(fault("more_than_all", places.sheet, "", None, **told))
    if not total and places.lines and not is_home(dataset):
        bad = any("residents" in line.bad for line in places.lines)
        if not bad:
            faults.append(fault("no_demand", places.sheet, name=dataset.name))


def caution_elsewhere(
    tables: WorkbookTables, dataset: Dataset, campaign: Campaign, faults: list[Fault]
) -> None:
    """Warn of a base that nobody named, and of values that are Kupang's."""
    if is_home(dataset):
        return
    base, values = assumed_base_name(dataset), taken_over(campaign.assumptions)
    line = next((line for line in tables.places.lines if line.row.id == campaign.base), None)
    towns = dataset.towns.set_index("id")
    if base is not None and line is not None and campaign.base == dataset.base:
        place = campaign.place_by_id[campaign.base]
        told = towns.loc[campaign.base]
        if (round(place.lon, 5), round(place.lat, 5)) == (round(told.lon, 5), round(told.lat, 5)):
            cell = line.spot.cell("base", "id")
            faults.append(fault("base_assumed", line.spot.sheet, cell, base))
    if values:
        faults.append(fault("elsewhere", values=partial(listed, values), name=dataset.name))
