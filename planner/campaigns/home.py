"""Defaults of Kabupaten Kupang alone, which another regency has to give itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial

from geodata import Dataset, Message, listed
from geodata.dataset import ASSUMED_BASE
from geodata.typed_rows import records
from planner.campaigns.assumptions import is_home, reason
from routing.campaign import Assumption

TAKEN_OVER = (
    "teams",
    "rate_per_hour",
    "setup_minutes",
    "hours",
    "duty_window",
    "max_driving_minutes",
    "max_nights_out",
    "lodging_per_person",
    "per_diem",
    "rupiah_per_km",
    "urgency",
)
"""Values that every regency needs and that the defaults take from Kupang: their fields."""


def taken_over(assumptions: Iterable[Assumption]) -> tuple[Message, ...]:
    """Name the values of a campaign that are Kupang's and not the regency's."""
    elsewhere = {reason("elsewhere", "id"), reason("elsewhere", "en")}
    fields = [one.field for one in assumptions if one.reason in elsewhere]
    return tuple(Message(f"taken_over.{field}") for field in fields if field in TAKEN_OVER)


def assumed_base_name(dataset: Dataset) -> str | None:
    """Return the name of the base where nobody named it."""
    base = next(row for row in records(dataset.towns) if row.id == dataset.base)
    return str(base.name) if base.basis.startswith(ASSUMED_BASE) else None


def knows_demand(dataset: Dataset) -> bool:
    """Whether the dataset holds how many residents are to be recorded."""
    return bool(dataset.villages["to_record"].notna().any())


def lodgings_of(dataset: Dataset) -> dict[str, int]:
    """Return the price of lodging in the dataset, by village, rupiah a person and night."""
    told = dataset.villages.set_index("code")["lodging_rupiah"].dropna()
    return {str(code): int(price) for code, price in told.items()}


def unknown_figures(dataset: Dataset, given: Collection[str]) -> list[Message]:
    """Ask for what nobody but the regency can know.

    Parameters
    ----------
    given
        The options that were given: ``start``, ``deadline``, ``residents``.
    """
    if is_home(dataset):
        return []
    notes = []
    if not {"start", "deadline"} <= set(given):
        notes.append(Message("ask_dates", name=dataset.name))
    if "residents" not in given and not knows_demand(dataset):
        notes.append(Message("ask_residents", name=dataset.name, folder=dataset.folder))
    return notes


def remarks_of(dataset: Dataset, assumptions: Iterable[Assumption]) -> tuple[Message, ...]:
    """Say on screen what a default campaign of another regency rests on."""
    if is_home(dataset):
        return ()
    notes = []
    base, values = assumed_base_name(dataset), taken_over(assumptions)
    if base is not None:
        key = "base_assumed" if dataset.mapped is None else "base_assumed_on_map"
        notes.append(Message(key, base=base, folder=dataset.folder))
    if values:
        told = {"name": dataset.name, "folder": dataset.folder}
        notes.append(Message("elsewhere", values=partial(listed, values), **told))
    return tuple(notes)
