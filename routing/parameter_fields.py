"""Fields of dataclasses of parameters, with the values that are allowed."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def whole_number(default: int, least: int = 1) -> Any:  # noqa: ANN401  (as `dataclasses.field`)
    """Field of a whole number."""
    return field(default=default, metadata={"least": least})


def not_negative(default: float) -> Any:  # noqa: ANN401
    """Field of a number that is not negative."""
    return field(default=default, metadata={"least": 0.0})


def at_least(default: float, least: float) -> Any:  # noqa: ANN401
    """Field of a number with a least value."""
    return field(default=default, metadata={"least": least})


def share_of_whole(default: float) -> Any:  # noqa: ANN401
    """Field of a share of a whole."""
    return field(default=default, metadata={"least": 0.0, "most": 1.0})
