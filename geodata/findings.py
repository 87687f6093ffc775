"""Findings of a survey, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geodata.message import Told

__all__ = ["Finding", "finding", "some"]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    topic : str
        Short name.
    level : str
        ``"ok"``, or ``"look"`` where a planner should look at it.
    found : str
        What was found, in a line.
    details : tuple of str
        Each case.
    """

    topic: str
    level: Literal["ok", "look"]
    found: str
    details: tuple[str, ...] = ()


def finding(
    topic: tuple[str, str], found: tuple[str, str], details: Sequence[tuple[str, str]]
) -> Finding:
    """Make a finding of pairs of English and Indonesian; with details it is one to look at."""
    told = tuple(Told(*each) for each in details)
    return Finding(Told(*topic), "look" if told else "ok", Told(*found), told)


def some(names: Sequence[str], most: int = _SHOWN, *, counted: bool = False) -> str:
    """List names, the first of many and then how many there are.

    `counted` says that the sentence around tells how many.

    >>> some(["a", "b"])
    'a, b'
    >>> some(["a", "b", "c"], most=2)
    'a, b, … (3)'
    """
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return shown + (", …" if counted else f", … ({len(names)})")
