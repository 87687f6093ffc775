"""Finding what a cell names: an id, an id with its name, or a name that only one has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.desk.columns import Spot
from planner.desk.faults import Fault, fault
from planner.desk.spelling import closest
from planner.desk.words import Words

HINT = Words("; maksudnya {name}?", "; is it {name}?")
STOP = Words(".", ".")


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
    """

    def __init__(
        self, names: Mapping[str, str], column: Words, where: Words, also: Iterable[str] = ()
    ) -> None:
        self._column, self._where = column, where
        self._ids = {id_.casefold(): id_ for id_ in (*also, *names)}
        self._named: dict[str, list[str]] = {}
        for id_, name in names.items():
            self._named.setdefault(name.casefold(), []).append(id_)

    def find(self, text: str, spot: Spot, field: str, faults: list[Fault]) -> str | None:
        """Return the id that a cell means, or None and a fault."""
        wanted = text.casefold()
        labelled = not any(" " in id_ for id_ in self._ids)
        for mark in (wanted, wanted.split(" ", 1)[0] if labelled else wanted):
            if mark in self._ids:
                return self._ids[mark]
        found = self._named.get(wanted, [])
        if len(found) == 1:
            return found[0]
        cell = spot.cell(field)
        if found:
            ids = ", ".join(found)
            faults.append(fault("vague", spot.sheet, cell, text, ids=ids))
            return None
        meant = closest(text, [*self._ids.values(), *self._named])
        name = self._named[meant][0] if meant in self._named else meant
        hint = Words(*(part.format(name=name) for part in HINT)) if meant else STOP
        values = {"column": self._column, "where": self._where, "hint": hint}
        faults.append(fault("unknown", spot.sheet, cell, text, **values))
        return None
