"""The planner's wording of announcements, read from a file."""

from __future__ import annotations

from pathlib import Path

from maps import Wording, WordingError, parse_wording
from maps.wording import FIELDS, MOST_LETTERS
from planner.messages import Note, note

OPTION = "--announcement"


def wording_of(path: Path | None, faults: list[Note]) -> Wording | None:
    """Return the wording in a file, or None without one; what is wrong is added to `faults`."""
    if path is None:
        return None
    try:
        return parse_wording(path.read_text(encoding="utf-8"))
    except OSError as error:
        faults.append(note("wording_unread", file=path, reason=error.strerror or str(error)))
    except UnicodeDecodeError:
        faults.append(note("wording_encoding", file=path))
    except WordingError as error:
        for fault in error.faults:
            values = {"file": path, "line": fault.line, "value": fault.value}
            if fault.kind == "unknown":
                known = (
                    tuple(f"{{{own}}}" for own in FIELDS),
                    tuple(f"{{{name}}}" for name in FIELDS.values()),
                )
                meant = note("wording_meant", field=fault.meant) if fault.meant else ""
                values |= {
                    "meant": meant,
                    "known": lambda lang, known=known: " ".join(known[lang == "en"]),
                }
            faults.append(note(f"wording_{fault.kind}", **values, most=MOST_LETTERS))
    return None
