"""A sentence of the audit in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Template(NamedTuple):
    """The rule that a code breaks and its sentence in both languages."""

    rule: str
    en: str
    id: str
