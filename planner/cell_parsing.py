"""Reading what people and spreadsheets write into a cell.

Numbers with a comma or a point, lists by semicolons. `planner.workbook.schema.times` reads dates
and times.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime

from geodata import number_reader
from planner.cell_text import STARTS

DEGREES = 180.0
"""No number of a cell is larger: those with decimals are longitudes and latitudes."""


class MisreadError(ValueError):
    """A cell that cannot be read as what it should hold."""


class OddCellError(MisreadError):
    """A cell that can be read, but not be meant so.

    Parameters
    ----------
    key
        Which fault it is.
    values
        What is set into its saying.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks without a width; joiners stay, as some scripts and signs need them."""


def tidy(value: object) -> object:
    """Return a cell without spaces around and doubled within; None if nothing is left.

    An apostrophe that guards a text against being taken for a formula is dropped, and so are
    marks that nobody sees; letters with their accents become one sign (NFC).
    """
    if not isinstance(value, str):
        return None if isinstance(value, float) and math.isnan(value) else value
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", value)).replace("\u00a0", " ")
    lines = [" ".join(line.split()) for line in seen.splitlines()]
    text = "\n".join(line for line in lines if line)
    if text[:1] == "'" and text[1:].startswith(STARTS):
        text = text[1:]
    return text or None


def phone(value: object) -> str:
    """Read a phone number; a number that lost its leading zero gets it back.

    A spreadsheet keeps no zero before a number: 812... was 0812..., and 62812... was +62812....
    Local numbers without an area code, up to eight digits, stay as they are.

    >>> phone(81234567890), phone(6281234567890.0), phone(380821234), phone(821234)
    ('081234567890', '+6281234567890', '0380821234', '821234')
    """
    text = text_of(value)
    if isinstance(value, str) or not text.isdecimal() or len(text) <= 8:
        return text
    return f"+{text}" if text.startswith("628") and len(text) >= 11 else f"0{text}"


def text_of(value: object) -> str:
    """Return a cell as text; whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)


def cell_number(value: object) -> float:
    """Read a number of degrees; a single comma or point is the decimal mark."""
    try:
        return number_reader.parse_number(value, most=DEGREES)
    except number_reader.NumberError:
        raise MisreadError(value) from None


def cell_whole(value: object) -> int:
    """Read a whole number; a mark before three digits groups thousands (150.000)."""
    try:
        return number_reader.parse_whole(value)
    except number_reader.NumberError:
        raise MisreadError(value) from None


def cell_parts(value: object, marks: str = ";,\n") -> list[str]:
    """Split a cell that lists values by semicolons, commas or lines."""
    parts = re.split(f"[{marks}]", text_of(value))
    return [part.strip() for part in parts if part.strip()]
