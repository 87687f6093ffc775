"""Observed trips: which places they name, and what is wrong with their rows."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import pandas as pd

from geodata.frames import records
from geodata.tables import split_list

__all__ = ["resolved_trips", "trip_faults"]

_FILE = "calibration_trips.csv"
_USES = ("fit", "show")


def trip_faults(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return what is wrong with the observed trips, a line per fault.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        ``villages, towns, sections, seasons, calibration_trips``, as read.
    """
    places = _Places(tables)
    sections = set(tables["sections"]["id"])
    seasons = sorted(set(tables["seasons"]["id"]))
    faults = []
    for line, row in enumerate(records(tables["calibration_trips"]), start=2):
        where = f"{_FILE}, line {line} ({row.fact})"
        for column in ("origin", "destination"):
            fault = places.fault(getattr(row, column))
            faults += [f"{where}, column {column}: {fault}"] if fault else []
        faults += [f"{where}{fault}" for fault in _figure_faults(row)]
        if row.season not in seasons:
            faults.append(f"{where}, column season: {row.season!r} is none of {', '.join(seasons)}")
        if row.use not in _USES:
            faults.append(f"{where}, column use: {row.use!r}; write fit or show")
        faults += [
            f"{where}, column closed: {section!r} is no section of sections.csv"
            for section in split_list(row.closed)
            if section not in sections
        ]
    return faults


def _figure_faults(row: SimpleNamespace) -> Iterator[str]:
    if pd.isna(row.km) and pd.isna(row.hours):
        yield ": neither km nor hours; give what was observed"
    for column in ("km", "hours"):
        value = getattr(row, column)
        if value <= 0:
            yield f", column {column}: {value:g} is not above 0; leave it empty if it is unknown"


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
            for text in {place.casefold(), name.casefold()}:
                self._by_text.setdefault(text, []).append(place)

    def ids(self, text: str) -> list[str]:
        """Return the ids of the places that a text names; a town goes before villages."""
        if text in self.names:
            return [text]
        found = self._by_text.get(" ".join(text.split()).casefold(), [])
        towns = [place for place in found if not place.isdigit()]
        return towns if len(towns) == 1 else found

    def fault(self, text: str) -> str:
        """Return what is wrong with a text that should name one place; empty if nothing is."""
        found = self.ids(text)
        if len(found) == 1:
            return ""
        if found:
            return f"{text!r} means {', '.join(found)}; write one of these"
        close = difflib.get_close_matches(text.casefold(), sorted(self._by_text), n=3, cutoff=0.7)
        meant = [
            f"{self.names[place]} ({place})" for near in close for place in self._by_text[near]
        ]
        if meant:
            return f"{text!r} is not known; did you mean {', '.join(dict.fromkeys(meant))}?"
        return f"{text!r} is not known; write the name or code of a village or town"
