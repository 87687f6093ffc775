"""Ids of a campaign document that other fields and files may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids that other fields may name; None where the list that gives them is damaged."""

    places: frozenset[str] | None
    kecamatan: frozenset[str] | None
    teams: frozenset[str] | None
    crossings: frozenset[str] | None
    vehicles: frozenset[str] | None


def known_ids(raw: Mapping[str, object]) -> Ids:
    """Every id of a campaign document, however damaged the rest of it is."""

    def of(key: str, field: str) -> frozenset[str] | None:
        rows = raw.get(key)
        if not isinstance(rows, (list, tuple)):
            return None
        found = [row.get(field) for row in rows if isinstance(row, Mapping)]
        return frozenset(name for name in found if isinstance(name, str))

    costs = raw.get("costs")
    prices = costs.get("rupiah_per_km") if isinstance(costs, Mapping) else None
    return Ids(
        places=of("places", "id"),
        kecamatan=of("places", "kecamatan"),
        teams=of("teams", "id"),
        crossings=of("crossings", "id"),
        vehicles=frozenset(prices) if isinstance(prices, Mapping) else None,
    )
