"""How an incident is named in messages: its kind, what it hits, and its span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from geodata import Language
from planner.incident import Incident
from planner.workbook.schema import INCIDENT_KINDS


@dataclass(frozen=True, slots=True)
class IncidentName:
    """An incident in the words of its reader: `kit T03, 02/04/2018 12:00 - 04/04/2018`."""

    incident: Incident

    def __call__(self, language: Language) -> str:
        """Return the name."""
        incident = self.incident
        kind = INCIDENT_KINDS[incident.kind].text(language)
        ends = [_begin(incident.from_)]
        if incident.until is not None:
            ends.append(_end(incident.until))
        span = " - ".join(dict.fromkeys(ends))
        return f"{' '.join(filter(None, [kind, incident.subject]))}, {span}"


def _begin(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y}" + (f"{moment: %H:%M}" if moment.hour or moment.minute else "")


def _end(moment: datetime) -> str:
    if moment.hour or moment.minute:
        return f"{moment:%d/%m/%Y %H:%M}"
    return f"{moment - timedelta(days=1):%d/%m/%Y}"
