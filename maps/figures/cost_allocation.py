"""A pair's kilometres and money shared out over the kecamatan that it serves.

What a pair spends on a date belongs to the kecamatan that it records in on that date, by the
residents recorded there. A date without a session (on the way, away without work) belongs to
the kecamatan of its trip in the same way. So the shares of all kecamatan add up to the sums of
the plan, to the metre and the rupiah. Urgency is no money spent and stays out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from geodata.rounding import largest_remainders
from maps.data import MapData
from maps.figures.summaries import PairFigures, pair_figures
from routing.plan import TeamDate, TeamPlan


@dataclass(frozen=True, slots=True)
class Share:
    """Of a kecamatan: metres driven and rupiah spent for it."""

    metres: int
    rupiah: int


def kecamatan_shares(data: MapData, pairs: tuple[PairFigures, ...]) -> dict[str, Share]:
    """Return the share of each kecamatan by its code; "" has what belongs to none."""
    metres: Counter[str] = Counter()
    rupiah: Counter[str] = Counter()
    for pair in pairs:
        dates = _dates(data, pair)
        metres.update(whole_shares(_shared((day.metres, by) for day, by in dates)))
        spent = ((_spent(data, pair, day), by) for day, by in dates)
        rupiah.update(whole_shares(_shared(spent)))
    return {code: Share(metres[code], rupiah[code]) for code in {**metres, **rupiah}}


Residents = Counter[str]


def _dates(data: MapData, pair: PairFigures) -> list[tuple[TeamDate, Residents]]:
    """A pair's dates, each with the residents by kecamatan that it is shared by."""
    everything = _residents(data, pair.plan.dates)
    found = []
    for trip in pair.trips:
        whole = _residents(data, trip) or everything
        found += [(day, _residents(data, (day,)) or whole) for day in trip]
    return found


def _residents(data: MapData, dates: tuple[TeamDate, ...]) -> Residents:
    count: Residents = Counter()
    for day in dates:
        for session in day.sessions:
            place = data.place(session.at)
            count[data.kecamatan_code(place.kecamatan or place.id)] += session.residents
    return count


def _spent(data: MapData, pair: PairFigures, day: TeamDate) -> int:
    alone = TeamPlan(pair.team.id, pair.plan.kecamatan, (day,))
    return pair_figures(data.campaign, pair.team, alone).rupiah.spent


def _shared(amounts: Iterable[tuple[int, Residents]]) -> dict[str, Fraction]:
    shares: dict[str, Fraction] = {}
    for amount, by in amounts:
        total = sum(by.values())
        for code, residents in by.items() if total else (("", 1),):
            part = Fraction(amount * residents, total or 1)
            shares[code] = shares.get(code, Fraction(0)) + part
    return {code: part for code, part in shares.items() if part or code}


def whole_shares(shares: dict[str, Fraction]) -> dict[str, int]:
    """Round the shares of codes to whole numbers with the same sum; ties by code.

    >>> whole_shares({"a": Fraction(5, 3), "b": Fraction(4, 3), "c": Fraction(1)})
    {'a': 2, 'b': 1, 'c': 1}
    """
    codes = sorted(shares)
    whole = dict(zip(codes, largest_remainders([shares[code] for code in codes]), strict=True))
    return {code: whole[code] for code in shares}
