"""Total and bound over time: a table, and a drawing without a library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.report import table
from tests.benchmarks.run import Point

WIDTH, HEIGHT, LEFT, BASE = 720, 360, 90, 40
TIMES = (1, 2, 5, 10, 20, 30, 60, 120, 180, 240, 300, 600)


def at(curve: Sequence[Point], seconds: float) -> Point | None:
    """The last point up to a time; each figure the latest one known."""
    residents = total = bound = None
    found = False
    for time, *figures in curve:
        if time > seconds:
            break
        found = True
        residents = figures[0] if figures[0] is not None else residents
        total = figures[1] if figures[1] is not None else total
        bound = figures[2] if figures[2] is not None else bound
    return (seconds, residents, total, bound) if found else None


def curve_table(curve: Sequence[Point]) -> str:
    """Best plan and bound at some times."""
    last = curve[-1][0]
    rows = []
    for seconds in [*(time for time in TIMES if time < last), last]:
        point = at(curve, seconds)
        if point is None:
            continue
        _, residents, total, bound = point
        gap = 100 * (total - bound) / bound if total and bound else None
        rows.append(
            [
                f"{seconds:.0f}",
                "null" if residents is None else f"{residents:,}",
                "null" if total is None else f"{total / 1e6:,.2f}",
                "null" if bound is None else f"{bound / 1e6:,.2f}",
                "null" if gap is None else f"{gap:.2f}",
            ]
        )
    head = ["seconds", "residents", "total, million rupiah", "bound, million rupiah", "gap, %"]
    return table(head, rows)


def draw(curve: Sequence[Point], path: Path, title: str) -> None:
    """Write the curve as an SVG: seconds across, million rupiah upwards.

    Totals are drawn from when as many residents are recorded as in the end.
    """
    everybody = curve[-1][1]
    totals = [(t, total / 1e6) for t, done, total, _ in curve if total and done == everybody]
    bounds = [(t, bound / 1e6) for t, _, _, bound in curve if bound]
    values = [value for _, value in totals + bounds] or [0.0, 1.0]
    low, high = min(values), max(values)
    margin = max(0.02 * high, 0.05 * (high - low), 1e-6)
    low, high = low - margin, high + margin
    last = max(1.0, curve[-1][0])

    def x(seconds: float) -> float:
        return LEFT + (WIDTH - LEFT - 20) * seconds / last

    def y(value: float) -> float:
        return HEIGHT - BASE - (HEIGHT - BASE - 40) * (value - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        f"<title>{title}: best total and bound over time</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{title}: million rupiah over seconds</text>',
    ]
    for step in range(5):
        value, seconds = low + (high - low) * step / 4, last * step / 4
        parts.append(
            f'<path d="M{LEFT} {y(value):.1f}H{WIDTH - 20}" stroke="#d5d5d5"/>'
            f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,.1f}</text>'
            f'<text x="{x(seconds):.1f}" y="{HEIGHT - 16}" text-anchor="middle">'
            f"{seconds:.0f}</text>"
        )
    for points, colour, dash, name, aside in (
        (totals, "#0b5394", "", "best plan", -7),
        (bounds, "#b45309", ' stroke-dasharray="6 3"', "bound", 18),
    ):
        if points:
            parts.append(_line(points, last, (x, y), f'stroke="{colour}"{dash}'))
            height = y(points[-1][1]) + aside
            parts.append(
                f'<text x="{WIDTH - 24}" y="{height:.1f}" text-anchor="end" '
                f'fill="{colour}">{name}</text>'
            )
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _line(points: Sequence[tuple[float, float]], last: float, to: tuple, style: str) -> str:  # type: ignore[type-arg]
    """A line in steps: a figure holds until the next one."""
    x, y = to
    steps = [f"M{x(points[0][0]):.1f} {y(points[0][1]):.1f}"]
    steps += [f"H{x(seconds):.1f}V{y(value):.1f}" for seconds, value in points[1:]]
    return f'<path d="{"".join(steps)}H{x(last):.1f}" fill="none" stroke-width="2" {style}/>'
