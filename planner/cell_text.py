"""Text for the cells of spreadsheets: none starts a formula, none holds what no file may."""

from __future__ import annotations

import re

STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make a spreadsheet calculate, or hide one that does."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_LONGEST = 32_000
"""Characters that a cell of a workbook holds, with room to spare."""


def safe(text: str) -> str:
    """Return a text as a cell may hold it.

    A text that would start a formula gets an apostrophe before it, as in what teams hand
    back (docs/progress.md). Control characters and lone surrogates become U+FFFD.

    >>> safe("=1+1")
    "'=1+1"
    >>> safe("Takari")
    'Takari'
    """
    clean = _CONTROL.sub("\ufffd", text)[:_LONGEST]
    return f"'{clean}" if clean.startswith(STARTS) else clean
