"""Finding what a cell names: an id, an id with its name, or a name that only one has.

The whole cell counts: `T01 dan T02` is no T01, `Oelamasi Baru` no Oelamasi.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from geodata import Message
from geodata.spelling import fold
from planner.spelling import closest
from planner.workbook import Fault, fault
from planner.workbook.schema import RowLocation

BETWEEN = re.compile(r"\s*(?:[;,/&+\n]|\b(?:dan|and|atau|or)\b)\s*", re.IGNORECASE)
"""What stands between several names."""


class Lookup:
    """Ids with their names.

    Parameters
    ----------
    names
        Name by id.
    column
        What is looked up.
    where
        Where they are listed.
    also
        Ids that are known without a name, as those of rows with a fault.
    otherwise
        Ids with other names that they go by.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        column: Message,
        where: Message,
        also: Iterable[str] = (),
        otherwise: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._column, self._where = column, where
        self._ids = {fold(id_): id_ for id_ in (*also, *names)}
        self._named: dict[str, list[str]] = {}
        named = [*names.items(), *otherwise]
        for id_, name in named:
            ids = self._named.setdefault(fold(name), [])
            ids += [] if id_ in ids else [id_]
        self._labels = {
            _bare(label): id_ for id_, name in named for label in (f"{id_} {name}", f"{name} {id_}")
        }

    def _meant(self, text: str) -> list[str]:
        """Return the ids that a text may mean."""
        wanted = fold(text)
        if wanted in self._ids:
            return [self._ids[wanted]]
        labelled = self._labels.get(_bare(text))
        return self._named.get(wanted, [] if labelled is None else [labelled])

    def find(self, text: str, spot: RowLocation, field: str, faults: list[Fault]) -> str | None:
        """Return the id that a cell means, or None and a fault."""
        found = self._meant(text)
        if len(found) == 1:
            return found[0]
        cell = spot.cell(field)
        if found:
            ids = ", ".join(found)
            faults.append(fault("vague", spot.sheet, cell, text, ids=ids))
            return None
        parts = [part for part in BETWEEN.split(text) if part]
        if len(parts) > 1 and all(map(self._meant, parts)):
            values = {"column": self._column, "count": len(parts)}
            faults.append(fault("several", spot.sheet, cell, text, **values))
            return None
        meant = closest(text, [*self._ids.values(), *self._named])
        name = self._named[meant][0] if meant in self._named else meant
        hint = Message("; is it %(name)s?", name=name) if meant else "."
        values = {"column": self._column, "where": self._where, "hint": hint}
        faults.append(fault("unknown", spot.sheet, cell, text, **values))
        return None


def _bare(text: str) -> str:
    """Return a label without the marks that people set between an id and its name."""
    return " ".join(re.findall(r"\w+", fold(text)))
