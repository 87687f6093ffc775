"""Finding the place that a text means."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from geodata.dataset import Dataset
from geodata.errors import PlaceError
from geodata.message import Message
from geodata.spelling import fold
from geodata.typed_rows import records

__all__ = ["DatasetPlace", "places_of", "resolve_place"]

_KINDS = ("town", "kecamatan", "village")
_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class DatasetPlace:
    """A place that a planner can name.

    Attributes
    ----------
    id : str
        Town id, kecamatan code (seven digits) or village code (ten digits).
    name : str
        Its name.
    kind : str
        ``"town"``, ``"kecamatan"`` or ``"village"``.
    lon, lat : float
        Point in WGS 84; of a kecamatan its post.
    node : str
        Node of the road graph: a kecamatan's is that of its post.
    kecamatan_code, kecamatan : str or None
        The kecamatan that it is, or lies in; None for towns.
    """

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    node: str
    kecamatan_code: str | None
    kecamatan: str | None

    @property
    def label(self) -> str:
        """Name with what distinguishes it from others of the name."""
        within = f" in {self.kecamatan}" if self.kind == "village" else ""
        return f"{self.kind} {self.name}{within} ({self.id})"


def places_of(dataset: Dataset) -> dict[str, DatasetPlace]:
    """Return all towns, kecamatan and villages by id, in this order."""
    found = {
        row.id: DatasetPlace(row.id, row.name, "town", row.lon, row.lat, row.id, None, None)
        for row in records(dataset.towns)
    }
    for row in records(dataset.kecamatan):
        found[row.code] = DatasetPlace(
            row.code,
            row.name,
            "kecamatan",
            row.post_lon,
            row.post_lat,
            row.capital,
            row.code,
            row.name,
        )
    for row in records(dataset.villages):
        found[row.code] = DatasetPlace(
            row.code,
            row.name,
            "village",
            row.lon,
            row.lat,
            row.code,
            row.kecamatan_code,
            row.kecamatan,
        )
    return found


def resolve_place(dataset: Dataset, text: str) -> DatasetPlace:
    """Return the place that a text names, whatever its case, form of accents and apostrophes.

    An id goes before a name; of places of one name a town goes before a kecamatan, and a
    kecamatan before a village.

    Parameters
    ----------
    dataset : Dataset
        The regency.
    text : str
        Id or name; spaces around it and doubled ones do not matter.

    Raises
    ------
    PlaceError
        If the name is unknown (it suggests close ones), or if several villages have it.
    """
    wanted = fold(text)
    places = places_of(dataset)
    by_id = {fold(place.id): place for place in places.values()}
    if wanted in by_id:
        return by_id[wanted]
    named = [place for place in places.values() if fold(place.name) == wanted]
    for kind in _KINDS:
        of_kind = [place for place in named if place.kind == kind]
        if len(of_kind) == 1:
            return of_kind[0]
        if of_kind:
            labels = "; ".join(place.label for place in of_kind)
            raise PlaceError(
                Message(
                    "%(text)r means several places: %(labels)s. Give the id.",
                    text=text,
                    labels=labels,
                ),
                [place.id for place in of_kind],
            )
    raise _unknown(text, wanted, places)


def _unknown(text: str, wanted: str, places: dict[str, DatasetPlace]) -> PlaceError:
    by_text: dict[str, list[DatasetPlace]] = {}
    for place in places.values():
        for known in {fold(place.name), fold(place.id)}:
            by_text.setdefault(known, []).append(place)
    close = difflib.get_close_matches(wanted, sorted(by_text), n=_SUGGESTIONS, cutoff=0.7)
    candidates = list(dict.fromkeys(place for known in close for place in by_text[known]))
    if not candidates:
        return PlaceError(
            Message("%(text)r is no village, kecamatan or town of this dataset", text=text)
        )
    labels = "; ".join(place.label for place in candidates)
    return PlaceError(
        Message(
            "%(text)r is no village, kecamatan or town of this dataset. Did you mean %(labels)s?",
            text=text,
            labels=labels,
        ),
        [place.id for place in candidates],
    )
