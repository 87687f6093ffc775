"""Distribution of duty days, nights and residents over the pairs at work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from maps.figures.summaries import PairFigures
from maps.language import Words


@dataclass(frozen=True, slots=True)
class Spread:
    """One measure of all pairs at work.

    Parameters
    ----------
    title
        What is measured.
    rows
        Pair and value, in the campaign's order.
    least, most
        The smallest and the largest value, each with the pairs that have it.
    middle
        The median.
    """

    title: str
    rows: tuple[tuple[PairFigures, int], ...]
    least: tuple[int, tuple[str, ...]]
    most: tuple[int, tuple[str, ...]]
    middle: float

    def width(self, value: float) -> float:
        """Percent of the largest value."""
        return round(100 * value / self.most[0], 1) if self.most[0] else 0.0


def spreads(pairs: tuple[PairFigures, ...], lang: Words) -> tuple[Spread, ...]:
    """Return the three measures; empty where no pair is at work."""
    working = tuple(pair for pair in pairs if pair.duty_days)
    if not working:
        return ()
    return (
        _spread(lang.gettext("Duty days"), working, lambda pair: pair.duty_days),
        _spread(lang.gettext("Nights away"), working, lambda pair: pair.nights),
        _spread(lang.gettext("Residents"), working, lambda pair: pair.residents),
    )


def _spread(
    title: str, pairs: tuple[PairFigures, ...], measure: Callable[[PairFigures], int]
) -> Spread:
    rows = tuple((pair, measure(pair)) for pair in pairs)
    values = [value for _, value in rows]

    def of(value: int) -> tuple[int, tuple[str, ...]]:
        return value, tuple(pair.team.id for pair, own in rows if own == value)

    return Spread(title, rows, of(min(values)), of(max(values)), median(values))
