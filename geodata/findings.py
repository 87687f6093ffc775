"""Findings of a survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from geodata.message import Message

__all__ = ["Finding", "finding", "some"]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    topic : Message
        Short name.
    level : str
        ``"ok"``, or ``"look"`` where a planner should look at it.
    found : Message
        What was found, in a line.
    details : tuple of Message
        Each case.
    """

    topic: Message
    level: Literal["ok", "look"]
    found: Message
    details: tuple[Message, ...] = ()


def finding(topic: Message, found: Message, details: Sequence[Message]) -> Finding:
    """Make a finding; with details it is one to look at."""
    return Finding(topic, "look" if details else "ok", found, tuple(details))


def some(names: Sequence[str], most: int = _SHOWN, *, counted: bool = False) -> str:
    """List names, the first of many and then how many there are.

    `counted` says that the sentence around gives the number.

    >>> some(["a", "b"])
    'a, b'
    >>> some(["a", "b", "c"], most=2)
    'a, b, … (3)'
    """
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return shown + (", …" if counted else f", … ({len(names)})")
