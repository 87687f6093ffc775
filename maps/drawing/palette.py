"""Colours and patterns of the pairs.

The fills are eight colours of Paul Tol's "muted" scheme (SRON/EPS/TN/09-002), which is made
for readers with colour deficiencies, times three patterns: 24 looks, then they repeat. The
scheme's promise holds for its solid colours; kecamatan are drawn half transparent and lines
in darker hues of ours, so no pair is known by its colour alone: its id stands on the map, on
its button and in every table. `contrast` is what the tests hold the colours to.
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
"""The same hues, darker: at least 4.5 to 1 on white and 3 to 1 on a kecamatan in the fill."""

AREA_OPACITY = 0.5
"""How much of a kecamatan's fill covers the white below it."""

PATTERNS = ("plain", "stripes", "dots")


@dataclass(frozen=True, slots=True)
class PairStyle:
    """How a pair looks: `fill` and `line` as CSS colours, `pattern` one of `PATTERNS`.

    `number` is the pair's position in the campaign and is its own; the look may be shared.
    """

    number: int
    fill: str
    line: str
    pattern: str

    @property
    def css_class(self) -> str:
        """Class of whatever is filled in the pair's colour and pattern."""
        return f"pair-{self.number}"


def pair_style(index: int) -> PairStyle:
    """Style of the pair at a position of the campaign; looks repeat after 24."""
    colour = index % len(_FILLS)
    pattern = PATTERNS[index // len(_FILLS) % len(PATTERNS)]
    return PairStyle(index, _FILLS[colour], _LINES[colour], pattern)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#rrggbb` as WCAG 2.2 defines it, from 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blend(colour: str, opacity: float, ground: str = "#ffffff") -> str:
    """Colour `#rrggbb` that shows where one is laid over another.

    >>> blend("#000000", 0.5)
    '#808080'
    """
    mixed = (
        round(top * opacity + below * (1 - opacity))
        for top, below in zip(_channels(colour), _channels(ground), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
