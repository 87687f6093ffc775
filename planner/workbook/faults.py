"""Faults of a campaign's tables: place, fault and remedy, in both languages.

::

    PlannerError
    └── WorkbookError   tables that cannot be used, with every fault
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from geodata import Language, say
from planner.errors import PlannerError
from routing.clock import format_clock

WARNINGS = frozenset(
    [
        "base_assumed",
        "by_air",
        "by_air_way",
        "closure_outside",
        "column_unknown",
        "columns_missing",
        "date_outside",
        "doubted_posts",
        "elsewhere",
        "far_from_kecamatan",
        "far_post",
        "file_ignored",
        "hidden_rows",
        "incident_note",
        "never_available",
        "no_building",
        "no_road_post",
        "no_workdays",
        "offline_capacity",
        "other_kecamatan",
        "phone_number",
        "pin_absent",
        "pin_closed",
        "places_layer",
        "point_moved",
        "point_replaced",
        "post_empty",
        "settings_missing",
        "sheet_missing",
        "sheet_unknown",
        "small_rupiah",
        "unknown_holidays",
        "village_missing",
    ]
)
"""Keys of what is worth a second look and stops no plan; other faults do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or worth a second look.

    Attributes
    ----------
    key
        Which saying.
    sheet, cell
        Where: a sheet or file, and a cell or line of it; empty = the whole.
    value
        What stands there; empty = nothing.
    values
        What is set into the saying, by name; messages in the reader's language.
    """

    key: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    values: tuple[tuple[str, object], ...] = ()

    @property
    def warning(self) -> bool:
        """Whether the campaign can be planned all the same."""
        return self.key in WARNINGS

    def what(self, language: Language) -> str:
        """Say what is wrong."""
        return self._say("fault", language)

    def remedy(self, language: Language) -> str:
        """Say what to do."""
        return self._say("remedy", language)

    def _say(self, part: str, language: Language) -> str:
        values = {name: _plain(value) for name, value in self.values}
        return say(f"{part}.{self.key}", language, value=self.value, **values)

    def where(self, language: Language) -> str:
        """Say where it stands."""
        place = self.sheet
        if self.cell:
            named = self.cell if " " in self.cell else say("fault_cell", language, cell=self.cell)
            place = f"{place}, {named}" if place else named
        if self.value:
            place += say("fault_value", language, value=shorten(self.value))
        return place

    def text(self, language: Language) -> str:
        """Say it all on a line."""
        where = self.where(language)
        said = f"{self.what(language)} {self.remedy(language)}"
        return f"{where}: {said}" if where else said

    def document(self, language: Language) -> dict[str, str]:
        """Return it for `--json`."""
        return {
            "code": self.key,
            "sheet": self.sheet,
            "cell": self.cell,
            "value": self.value,
            "what": self.what(language),
            "remedy": self.remedy(language),
        }


def fault(
    key: str, sheet: str = "", cell: str = "", value: object = None, **values: object
) -> Fault:
    """Return a fault with what is set into its saying."""
    shown = "" if value is None else str(_plain(value))
    return Fault(key, sheet, cell, shown, tuple(values.items()))


def _plain(value: object) -> object:
    """Return a date or a time as planners write it, other things as they are."""
    if isinstance(value, timedelta):
        return format_clock(round(value.total_seconds() / 60))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime) and value.time() != time():
        return value.strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def shorten(text: str, most: int = 60) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


class WorkbookError(PlannerError):
    """Tables that cannot be used.

    Parameters
    ----------
    faults
        Everything that is wrong.
    where
        The file or folder that was read.
    warnings
        What is worth a second look.
    """

    def __init__(self, faults: Sequence[Fault], where: str, warnings: Sequence[Fault] = ()) -> None:
        self.faults = tuple(faults)
        self.warnings = tuple(warnings)
        self.where = where
        super().__init__(())

    def text(self, language: Language) -> str:
        """Say every fault, a line each, after a line that says where."""
        head = say("fault_head", language, where=self.where, count=len(self.faults))
        return "\n".join([head, *(f"  {fault.text(language)}" for fault in self.faults)])
