"""Select the areas of one regency from a layer of a regency, a province or the nation."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

import geopandas as gpd

from geodata.build.column_roles import ColumnRoles
from geodata.findings import some
from geodata.message import Message, cell_text
from geodata.spelling import fold

__all__ = ["of_regency"]

_PREFIXES = (
    re.compile(r"([A-Za-z]{0,2}\d{4})\d{3}(?:\d{3})?"),
    re.compile(r"(\d{2}\.\d{2})\.\d{2}(?:\.\d{4})?"),
)
"""Codes of villages and kecamatan of BPS, COD-AB and Kemendagri, and the regency's part."""
_KINDS = re.compile(r"(kabupaten|kab\.?)\s+")


@dataclass(frozen=True, slots=True)
class _Known:
    """What each area's regency is called; empty where the layer does not tell."""

    names: list[str]
    codes: list[str]

    @property
    def several(self) -> bool:
        """Whether codes or names show more than one regency."""
        told = [{_plain(text) for text in texts if text} for texts in (self.names, self.codes)]
        told = [kinds for kinds in told if kinds]
        return bool(told) and all(len(kinds) > 1 for kinds in told)

    def labels(self) -> list[str]:
        """Return each regency with its code and how many areas it has."""
        rows = list(zip(self.names, self.codes, strict=True))
        first = 0 if any(self.names) else 1
        counts: dict[str, int] = {}
        for row in rows:
            counts[row[first]] = counts.get(row[first], 0) + 1
        codes = {name: code for name, code in reversed(rows) if code and first == 0}
        return [
            f"{key or '?'} ({', '.join(filter(None, [codes.get(key, ''), str(count)]))})"
            for key, count in sorted(counts.items())
        ]

    def rows(self, wanted: str) -> list[bool]:
        """Return which areas belong to a regency, by its name or code."""
        plain, digits = _plain(wanted), _digits(wanted)
        return [
            bool(name and _plain(name) == plain) or bool(digits and _digits(code) == digits)
            for name, code in zip(self.names, self.codes, strict=True)
        ]


def of_regency(
    file: str,
    frame: gpd.GeoDataFrame,
    columns: ColumnRoles,
    wanted: str | None,
    faults: list[Message],
) -> gpd.GeoDataFrame | None:
    """Return the areas of one regency.

    Parameters
    ----------
    file : str
        For messages.
    frame : GeoDataFrame
        The layer.
    columns : ColumnRoles
        What it holds.
    wanted : str or None
        Name or code of the regency; None = the only one.
    faults : list of Message
        Gets a line if there are several and none is wanted, or the wanted one is not there.
    """
    known = _known(frame, columns)
    if wanted is None:
        if not known.several:
            return frame
        labels = known.labels()
        faults.append(
            Message(
                "%(file)s: it holds %(count)s regencies (code, areas): %(names)s; name one "
                "with --regency NAME or --regency CODE",
                file=file,
                count=len(labels),
                names=some(labels),
            )
        )
        return None
    rows = known.rows(wanted)
    if any(rows):
        return frame[rows]
    faults.append(_not_there(file, known, wanted))
    return None


def _not_there(file: str, known: _Known, wanted: str) -> Message:
    labels = known.labels() if any(known.names) or any(known.codes) else []
    if not labels:
        return Message(
            "--regency %(value)s: %(file)s does not tell the regency of its areas; "
            "leave the option out, or filter the layer first",
            value=wanted,
            file=file,
        )
    by_name = {_plain(text): text for text in (*known.names, *known.codes) if text}
    close = difflib.get_close_matches(_plain(wanted), by_name, n=5, cutoff=0.6)
    told = ", ".join(by_name[text] for text in close) if close else some(labels)
    return Message(
        "--regency %(value)s: not in %(file)s; %(more)s",
        value=wanted,
        file=file,
        more=(
            Message("did you mean %(told)s?", told=told)
            if close
            else Message("it holds %(told)s", told=told)
        ),
    )


def _known(frame: gpd.GeoDataFrame, columns: ColumnRoles) -> _Known:
    of, blank = columns.of, [""] * len(frame)

    def texts(role: str) -> list[str]:
        return [cell_text(value) for value in frame[of[role]].tolist()] if role in of else blank

    codes = texts("regency_code")
    if not any(codes):
        for role in ("code", "kecamatan_code"):
            codes = [_prefix(text) for text in texts(role)]
            if any(codes):
                break
    return _Known(texts("regency"), codes)


def _prefix(code: str) -> str:
    """Return the regency's part of a village's or kecamatan's code; empty if it has none."""
    found = next((found for kind in _PREFIXES if (found := kind.fullmatch(code))), None)
    return found[1] if found else ""


def _plain(name: str) -> str:
    return _KINDS.sub("", fold(name), count=1)


def _digits(code: str) -> str:
    return "".join(letter for letter in code if letter.isdigit())
