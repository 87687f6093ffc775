"""A revision and what was done before it, as one campaign. Counts are residents, money rupiah."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maps.data import MapData
from maps.figures.summaries import KecamatanFigures, PairFigures


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A kecamatan or a pair: recorded so far, planned from now on, and left by the plan.

    `spent` and `to_spend` are rupiah, before now and by the plan; None for a kecamatan.
    """

    name: str
    recorded: int
    planned: int
    left: int = 0
    spent: int | None = None
    to_spend: int | None = None


@dataclass(frozen=True, slots=True)
class WholeCampaign:
    """The sums, and the same by kecamatan and by pair; those without anything are left out."""

    recorded: int
    planned: int
    all: int
    spent: int
    to_spend: int
    kecamatan: tuple[WholeRow, ...]
    pairs: tuple[WholeRow, ...]


def whole_campaign(
    data: MapData, kecamatan: Sequence[KecamatanFigures], pairs: Sequence[PairFigures]
) -> WholeCampaign | None:
    """Add what was done before a revision to what it plans; None without a history."""
    past, summary = data.so_far, data.plan.summary
    if past is None:
        return None
    by_code: dict[str, int] = {}
    for post, residents in past.recorded.items():
        place = data.campaign.place_by_id.get(post)
        code = data.kecamatan_code(place.kecamatan or place.id) if place else post
        by_code[code] = by_code.get(code, 0) + residents
    areas = [
        WholeRow(row.name, by_code.pop(row.code, 0), row.recorded, row.to_record - row.recorded)
        for row in kecamatan
    ]
    areas += [WholeRow(data.kecamatan_name(code), n, 0) for code, n in sorted(by_code.items())]
    teams = [
        WholeRow(
            row.team.id,
            past.by_team.get(row.team.id, 0),
            row.residents,
            spent=past.rupiah.get(row.team.id, 0),
            to_spend=row.rupiah.spent,
        )
        for row in pairs
    ]
    known = {row.team.id for row in pairs}
    teams += [
        WholeRow(team, past.by_team.get(team, 0), 0, spent=past.rupiah.get(team, 0), to_spend=0)
        for team in sorted((past.by_team.keys() | past.rupiah.keys()) - known)
    ]
    recorded = sum(past.recorded.values())
    return WholeCampaign(
        recorded=recorded,
        planned=summary.residents_recorded,
        all=recorded + summary.residents_to_record,
        spent=sum(past.rupiah.values()),
        to_spend=summary.rupiah.spent,
        kecamatan=tuple(row for row in areas if row.recorded or row.planned or row.left),
        pairs=tuple(row for row in teams if row.recorded or row.planned or row.spent),
    )
