"""The wording of announcements: a text of the planner's with named fields.

A field stands in braces, `{pos}`; `{{` and `}}` are braces. Only names of `FIELDS` are
fields: nothing of the text is executed, and what is set in is not read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from string import Formatter
from typing import Literal

from maps.errors import WordingError, WordingFault

FIELDS = {
    # Bahasa Indonesia and English name: what is set in
    "kampanye": "campaign",
    "pos": "post",
    "kecamatan": "kecamatan",
    "desa": "villages",
    "giliran": "turns",
    "tanggal": "dates",
    "jadwal": "schedule",
    "zona": "zone",
    "tempat": "place",
    "gedung": "building",
    "telepon": "phone",
    "warga": "residents",
    "tim": "pair",
    "petugas": "operators",
    "tenggat": "deadline",
    "rencana": "plan",
    "perubahan": "change",
}
"""Names of the fields in Bahasa Indonesia and in English; either may be used."""

CHANGE = "change"
"""The field that says what a revision changes; empty where nothing was changed."""

RENAMED = {"catatan": "gedung", "note": "building"}
"""Names that a field had before remarks and buildings were kept apart."""

MOST_LETTERS = 4000
"""Longest wording: more does not fit on an A4 page."""

_KEYS = {name: english for own, english in FIELDS.items() for name in (own, english)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it is, or what stands for a field: `field` is its English name."""

    text: str
    field: str = ""


WordingLine = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording, line by line; the first line is the heading. `own` is the planner's."""

    lines: tuple[WordingLine, ...]
    own: bool = True

    def has(self, field: str) -> bool:
        """Whether a field, by its English name, stands in it."""
        return any(piece.field == field for line in self.lines for piece in line)

    def filled(self, values: Mapping[str, str]) -> tuple[WordingLine, ...]:
        """Return the lines with values set in as pieces of their own.

        A line whose fields are all empty is left out.

        Parameters
        ----------
        values
            By English name of the field; what changes may be missing.
        """
        held = {CHANGE: "", **values}
        kept = []
        for line in self.lines:
            fields = [piece.field for piece in line if piece.field]
            if not fields or any(held[field] for field in fields):
                kept.append(tuple(Piece(held[p.field], p.field) if p.field else p for p in line))
        return tuple(kept)


def parse_wording(text: str) -> Wording:
    """Return the wording of a text.

    Raises
    ------
    WordingError
        When a field is unknown, a brace stands alone, or the text is empty or too long;
        every fault with its line.
    """
    faults: list[WordingFault] = []
    lines = []
    text = text.removeprefix("\ufeff").strip("\r\n")
    for number, row in enumerate(text.splitlines(), start=1):
        lines.append(_line(row.rstrip(), number, faults))
    if not text.strip():
        faults.append(WordingFault("empty", 1))
    if len(text) > MOST_LETTERS:
        faults.append(WordingFault("long", 1, str(len(text))))
    if faults:
        raise WordingError(faults)
    return Wording(tuple(lines))


def _line(row: str, number: int, faults: list[WordingFault]) -> WordingLine:
    pieces = []
    try:
        parts = list(Formatter().parse(row))
    except ValueError:
        faults.append(WordingFault("brace", number, row.strip()[:60]))
        return ()
    for literal, field, spec, conversion in parts:
        if literal:
            pieces.append(Piece(literal))
        if field is None:
            continue
        name = field.strip().lower()
        if spec or conversion or name not in _KEYS:
            renamed = [RENAMED[name]] if name in RENAMED else []
            meant = renamed or get_close_matches(name, _KEYS, n=1)
            whole = field + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            faults.append(WordingFault("unknown", number, whole, meant[0] if meant else ""))
        else:
            pieces.append(Piece("", _KEYS[name]))
    return tuple(pieces)


def default_wording(
    code: str, name: Literal["announcement", "cancellation"] = "announcement"
) -> Wording:
    """Return our own wording in a language, `id` or `en`: of a post, or of one that is dropped."""
    path = resources.files("maps") / "locale" / code / f"{name}.txt"
    return Wording(parse_wording(path.read_text(encoding="utf-8")).lines, own=False)
