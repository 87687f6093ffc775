"""Rows of tables: as text by column, and as plain objects."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pandas as pd

__all__ = ["TextRows", "records"]

TextRows = list[dict[str, str]]
"""Rows of a table as text, by column."""


def records(frame: pd.DataFrame) -> Iterator[SimpleNamespace]:
    """Yield each row with its columns as attributes, whatever their names."""
    columns = [column for column in frame.columns if column != "geometry"]
    for values in zip(*(frame[column].tolist() for column in columns), strict=True):
        yield SimpleNamespace(**dict(zip(columns, values, strict=True)))
