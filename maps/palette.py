"""Colours and patterns of the pairs.

Eight colours of Paul Tol's "muted" scheme, which readers with the common colour
deficiencies tell apart (SRON/EPS/TN/09-002), times three fills: 24 pairs. No pair is
known by its colour alone: its id stands on the map and in every table.
"""

from __future__ import annotations

from dataclasses import dataclass

_FILLS = (
    "#332288",
    "#88ccee",
    "#ddcc77",
    "#cc6677",
    "#117733",
    "#aa4499",
    "#44aa99",
    "#882255",
)
_LINES = (
    "#26196b",
    "#1f6f9c",
    "#8a7410",
    "#a8394d",
    "#0b5a26",
    "#7d2a70",
    "#1d756a",
    "#651a40",
)
"""The same hues, dark enough for a line on pale ground (at least 4.5 to 1 on white)."""

PATTERNS = ("plain", "stripes", "dots")


@dataclass(frozen=True, slots=True)
class PairStyle:
    """How a pair looks: `fill` and `line` as CSS colours, `pattern` one of `PATTERNS`."""

    number: int
    fill: str
    line: str
    pattern: str

    @property
    def css_class(self) -> str:
        """Class of whatever is filled in the pair's colour and pattern."""
        return f"pair-{self.number}"


def pair_style(index: int) -> PairStyle:
    """Style of the pair at a position of the campaign; styles repeat after 24."""
    number = index % (len(_FILLS) * len(PATTERNS))
    colour = number % len(_FILLS)
    return PairStyle(number, _FILLS[colour], _LINES[colour], PATTERNS[number // len(_FILLS)])
