"""Observed trips: which places they name, and what is wrong with their rows."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import pandas as pd

from geodata.dataset.csv_tables import split_list
from geodata.message import Message, row_fault
from geodata.spelling import fold
from geodata.typed_rows import records

__all__ = ["resolved_trips", "trip_faults"]

_FILE = "calibration_trips.csv"
_USES = ("fit", "show")


def trip_faults(tables: Mapping[str, pd.DataFrame]) -> list[Message]:
    """Return what is wrong with the observed trips, a line per fault.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        ``villages, towns, sections, seasons, calibration_trips``, as read.
    """
    places = _Places(tables)
    sections = set(tables["sections"]["id"])
    seasons = sorted(set(tables["seasons"]["id"]))
    faults: list[Message] = []
    for line, row in enumerate(records(tables["calibration_trips"]), start=2):
        place = (_FILE, line)
        for column in ("origin", "destination"):
            faults += places.faults(place, row, column)
        faults += _figure_faults(place, row)
        if row.season not in seasons:
            known = ", ".join(seasons)
            faults.append(
                row_fault(
                    place,
                    Message("%(season)r is none of %(known)s", season=row.season, known=known),
                    row.fact,
                    "season",
                )
            )
        if row.use not in _USES:
            faults.append(
                row_fault(
                    place,
                    Message("%(use)r; write fit or show", use=row.use),
                    row.fact,
                    "use",
                )
            )
        faults += [
            row_fault(
                place,
                Message("%(section)r is no section of sections.csv", section=section),
                row.fact,
                "closed",
            )
            for section in split_list(row.closed)
            if section not in sections
        ]
    return faults


def _figure_faults(place: tuple[str, int], row: SimpleNamespace) -> Iterator[Message]:
    if pd.isna(row.km) and pd.isna(row.hours):
        yield row_fault(
            place,
            Message("neither km nor hours; give what was observed"),
            row.fact,
        )
    for column in ("km", "hours"):
        value = getattr(row, column)
        if value <= 0:
            yield row_fault(
                place,
                Message(
                    "%(value)s is not above 0; leave it empty if it is unknown", value=f"{value:g}"
                ),
                row.fact,
                column,
            )


def resolved_trips(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the observed trips with ids of places, their names, and closed sections as tuples.

    Raises
    ------
    KeyError
        If a place is not known: `trip_faults` tells which.
    """
    places = _Places(tables)
    trips = tables["calibration_trips"]
    columns = {}
    for end in ("origin", "destination"):
        ids = [places.ids(text)[0] for text in trips[end]]
        named = zip(ids, trips[f"{end}_name"], strict=True)
        columns[end] = pd.Series(ids, dtype="str")
        columns[f"{end}_name"] = pd.Series(
            [name or places.names[place] for place, name in named], dtype="str"
        )
    closed = pd.Series([split_list(text) for text in trips["closed"]], dtype=object)
    return trips.assign(**columns, closed=closed)


class _Places:
    """Villages and towns by id and name."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        villages, towns = tables["villages"], tables["towns"]
        self.names: dict[str, str] = dict(zip(villages["code"], villages["name"], strict=True))
        self.names |= dict(zip(towns["id"], towns["name"], strict=True))
        self._by_text: dict[str, list[str]] = {}
        for place, name in self.names.items():
            for text in {fold(place), fold(name)}:
                self._by_text.setdefault(text, []).append(place)

    def ids(self, text: str) -> list[str]:
        """Return the ids of the places that a text names; a town goes before villages."""
        if text in self.names:
            return [text]
        found = self._by_text.get(fold(text), [])
        towns = [place for place in found if not place.isdigit()]
        return towns if len(towns) == 1 else found

    def faults(
        self, place: tuple[str, int], row: SimpleNamespace, column: str
    ) -> Iterator[Message]:
        """Say what is wrong with a cell that should name one place."""
        text = getattr(row, column)
        found = self.ids(text)
        if len(found) == 1:
            return
        if found:
            ids = ", ".join(found)
            fault = Message("%(text)r means %(ids)s; write one of these", text=text, ids=ids)
        elif meant := self._meant(text):
            key = "%(text)r is not known; did you mean %(meant)s?"
            fault = Message(key, text=text, meant=meant)
        else:
            key = "%(text)r is not known; write the name or code of a village or town"
            fault = Message(key, text=text)
        yield row_fault(place, fault, row.fact, column)

    def _meant(self, text: str) -> str:
        close = difflib.get_close_matches(fold(text), sorted(self._by_text), n=3, cutoff=0.7)
        near = [place for known in close for place in self._by_text[known]]
        return ", ".join(dict.fromkeys(f"{self.names[place]} ({place})" for place in near))
