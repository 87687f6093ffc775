"""The one reader of numbers that people and spreadsheets write: layers, tables, workbooks.

Marks of both kinds are read: ``1.234,5`` and ``1,234.5`` are the same. In a whole number a mark
before exactly three digits groups thousands. In a number with decimals such a mark may mean
either; then only a bound on what is measured decides, and without one the text is refused with
the question.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "AmbiguousNumberError",
    "Counts",
    "NumberError",
    "parse_number",
    "parse_whole",
    "read_counts",
]

_PLAIN = re.compile(r"[-+]?\d[\d.,]*")
_MAYBE_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")
"""One mark before exactly three digits: thousands, or three decimals."""
_SURE_DECIMAL = re.compile(r"[-+]?(\d{4,}[.,]\d+|\d+[.,](\d{1,2}|\d{4,})|0[.,]\d+)")
"""One mark that can only stand before decimals."""


class NumberError(ValueError):
    """A value that is no number of the kind that was asked for."""


class AmbiguousNumberError(NumberError):
    """A text that may mean two numbers.

    Attributes
    ----------
    readings : tuple of float
        With decimals, and with thousands.
    """

    def __init__(self, text: str, readings: tuple[float, float]) -> None:
        self.readings = readings
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Counts:
    """A column of counts of people or things.

    Attributes
    ----------
    values : tuple of int or None
        None where a cell is empty or cannot be read.
    bad : tuple of tuple
        Position and text of each cell that holds no whole number from 0.
    unsure : tuple of tuple
        Position and text of each cell that may mean thousands or decimals, because other cells
        of the column have decimals.
    rounded : int
        How many cells held decimals that nobody would write for thousands, as sums of a grid
        do; they were rounded.
    """

    values: tuple[int | None, ...]
    bad: tuple[tuple[int, str], ...]
    unsure: tuple[tuple[int, str], ...]
    rounded: int


def parse_whole(value: object) -> int:
    """Read a whole number; a mark before exactly three digits groups thousands.

    >>> [parse_whole(text) for text in ("1.250", "150,000", "Rp 1.500.000,-", "12,0")]
    [1250, 150000, 1500000, 12]

    Raises
    ------
    NumberError
        If it is none.
    """
    found = _finite(value) if _is_number(value) else _read(value, grouped=True)
    if not found.is_integer():
        raise NumberError(value)
    return int(found)


def parse_number(value: object, most: float = math.inf) -> float:
    """Read a number with decimals.

    Parameters
    ----------
    value : object
        A number or a text.
    most : float
        The largest amount that can be meant, in the unit of the figure. A text whose reading as
        thousands lies beyond it has decimals.

    >>> parse_number("12,5"), parse_number("1.234,5"), parse_number("-10.188", most=180)
    (12.5, 1234.5, -10.188)

    Raises
    ------
    AmbiguousNumberError
        If a mark before exactly three digits may mean thousands or decimals.
    NumberError
        If it is no number.
    """
    if _is_number(value):
        return _finite(value)
    text = _bare(value)
    if _MAYBE_GROUPED.fullmatch(text):
        readings = _read(text, grouped=False), _read(text, grouped=True)
        if abs(readings[1]) <= most:
            raise AmbiguousNumberError(str(value), readings)
    return _read(text, grouped=False)


def read_counts(cells: Sequence[object]) -> Counts:
    """Read a column of counts, judging its marks by all of its cells.

    ``1.250`` is 1,250 in a column of whole numbers. Beside ``12,5`` or ``1250.000`` it may be
    either. A figure such as 2.345 that is stored as a number was most likely a text of thousands
    before a spreadsheet read it.
    """
    texts = {at: _bare(cell) for at, cell in enumerate(cells) if not _is_number(cell)}
    decimals = any(_SURE_DECIMAL.fullmatch(text) for text in texts.values())
    values: list[int | None] = []
    bad, unsure, rounded = [], [], 0
    for at, cell in enumerate(cells):
        text = texts.get(at, str(cell))
        if not text or (at not in texts and math.isnan(float(str(cell)))):
            values.append(None)
            continue
        values.append(None)
        try:
            found = _finite(cell) if at not in texts else _read(text, grouped=True)
        except NumberError:
            bad.append((at, str(cell)))
            continue
        if decimals and at in texts and _MAYBE_GROUPED.fullmatch(text):
            unsure.append((at, str(cell)))
        elif found < 0:
            bad.append((at, str(cell)))
        elif found.is_integer():
            values[-1] = int(found)
        elif (found * 1000).is_integer() or math.isclose(found * 1000, round(found * 1000)):
            unsure.append((at, str(cell)))
        else:
            values[-1], rounded = round(found), rounded + 1
    return Counts(tuple(values), tuple(bad), tuple(unsure), rounded)


def _is_number(value: object) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, bool | str)


def _finite(value: object) -> float:
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise NumberError(value) from None
    if not math.isfinite(found):
        raise NumberError(value)
    return found


def _bare(value: object) -> str:
    """Return a text without spaces and the marks of money; empty for nothing at all."""
    return "" if value is None else re.sub(r"(?i)^rp\.?|,-$|\s", "", str(value).strip())


def _read(value: object, *, grouped: bool) -> float:
    text = _bare(value)
    if isinstance(value, bool) or not _PLAIN.fullmatch(text):
        raise NumberError(value)
    marks = re.findall(r"[.,]", text)
    decimal = marks[-1] if marks else ""
    if len(set(marks)) == 1 and (
        len(marks) > 1 or (grouped and _MAYBE_GROUPED.fullmatch(text) is not None)
    ):
        decimal = ""
    if len(set(marks)) == 2 and marks.count(decimal) > 1:
        raise NumberError(value)
    head, _, tail = text.rpartition(decimal) if decimal else (text, "", "")
    groups = re.split(r"[.,]", head.lstrip("+-"))
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(g) != 3 for g in groups[1:])):
        raise NumberError(value)
    sign = "-" if text.startswith("-") else ""
    return _finite(f"{sign}{''.join(groups)}.{tail or 0}")
