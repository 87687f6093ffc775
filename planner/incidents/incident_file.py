"""Incidents that a plan knows, kept in its bundle for the next revision."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from geodata import Message
from planner.errors import BundleReadError
from planner.incident import Incident

INCIDENTS_FILE = "incidents.json"

_ADAPTER: TypeAdapter[tuple[Incident, ...]] = TypeAdapter(tuple[Incident, ...])


def incidents_json(incidents: Iterable[Incident]) -> str:
    """Return the text of `incidents.json`: two-space indent, a line feed at the end."""
    rows = _ADAPTER.dump_python(tuple(incidents), mode="json")
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def read_incidents(folder: Path) -> tuple[Incident, ...]:
    """Return the incidents that a bundle knows; none where the file is absent.

    Raises
    ------
    BundleReadError
        When the file cannot be read.
    """
    path = folder / INCIDENTS_FILE
    if not path.is_file():
        return ()
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise BundleReadError([Message("bundle_unread", file=path, reason=reason)]) from error
