"""Texts that know both languages of their readers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

__all__ = ["Told", "cell_text", "features", "in_language", "local", "row_fault"]

_FEATURES = 5
"""Features that a fault names at the most."""


class Told(str):
    """A text in English that also carries its Bahasa Indonesia.

    It is a plain text wherever one is expected.

    >>> fault = Told("the file is empty", "berkasnya kosong")
    >>> f"layer: {fault}"
    'layer: the file is empty'
    >>> in_language(fault, "id")
    'berkasnya kosong'
    """

    indonesian: str

    def __new__(cls, english: str, indonesian: str) -> Told:
        """Make a text of its two versions."""
        told = super().__new__(cls, english)
        told.indonesian = indonesian
        return told


def in_language(text: str, language: Literal["id", "en"]) -> str:
    """Return a text in a language; one that knows no other stays as it is."""
    return text.indonesian if language == "id" and isinstance(text, Told) else str(text)


def local(value: float, decimals: int = 0) -> str:
    """Write a figure as in Bahasa Indonesia.

    >>> local(1234.5, 1)
    '1.234,5'
    """
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def row_fault(
    place: tuple[str, int], english: str, indonesian: str, name: str = "", column: str = ""
) -> Told:
    """Return a fault of a row in both languages.

    Parameters
    ----------
    place : tuple of str and int
        File and line.
    name, column : str
        Id of the row, and the column, if they help to find it.
    """
    file, line = place
    named = f" ({name})" if name else ""
    return Told(
        f"{file}, line {line}{named}{f', column {column}' if column else ''}: {english}",
        f"{file}, baris {line}{named}{f', kolom {column}' if column else ''}: {indonesian}",
    )


def cell_text(value: object) -> str:
    """Return a cell of a layer as text: whole numbers without a decimal point, nothing as empty.

    >>> cell_text(5303100005.0), cell_text(" Kota  Baru "), cell_text(None)
    ('5303100005', 'Kota Baru', '')
    """
    if value is None or str(value) == "<NA>":
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if value.is_integer():
            return str(int(value))
    return " ".join(str(value).split())


def features(numbers: Sequence[object]) -> tuple[str, str]:
    """Name features of a layer in both languages, the first of many.

    >>> features([3]), features([3, 4])
    (('feature 3', 'fitur 3'), ('2 features (3, 4)', '2 fitur (3, 4)'))
    """
    if len(numbers) == 1:
        return f"feature {numbers[0]}", f"fitur {numbers[0]}"
    shown = ", ".join(map(str, numbers[:_FEATURES])) + (", …" if len(numbers) > _FEATURES else "")
    return f"{len(numbers)} features ({shown})", f"{len(numbers)} fitur ({shown})"
