"""What `announce --sent` does: it notes what villages have been told."""

from __future__ import annotations

from pathlib import Path

import typer

from geodata import Language, Message, say
from planner.bundle import read_bundle, writing_into
from planner.commands.shared import SUCCESS
from planner.date_options import date_option
from planner.errors import OptionError
from planner.incidents import Strength, announce_plan, read_announced, write_promises


def note_promises(
    folder: Path | None,
    sent: str | None,
    strength: str | None,
    announcement: Path | None,
    language: Language,
) -> int:
    """Write down what villages have been told, and say what that is."""
    faults: list[Message] = []
    on = date_option("--sent", sent, faults)
    if folder is None:
        faults.append(Message("sent_folder"))
    if sent is None:
        faults.append(Message("strength_alone", value=strength))
    if announcement is not None:
        faults.append(Message("sent_reworded"))
    weight = strength_of(strength, faults)
    if faults or folder is None or on is None:
        raise OptionError(faults)
    bundle = read_bundle(folder)
    found = announce_plan(bundle, on, weight, read_announced(bundle.folder, bundle.campaign))
    if not any(row.date >= on for row in found.rows):
        last = bundle.plan.summary.last_session
        raise OptionError([Message("sent_late", value=on, last=last or bundle.campaign.deadline)])
    with writing_into(bundle.folder):
        path = write_promises(bundle.folder, found.rows)
    counts = {"fresh": found.fresh, "moved": found.moved, "withdrawn": len(found.withdrawn)}
    ahead = sum(row.date >= on for row in found.rows)
    typer.echo(say("promised", language, **counts, ahead=ahead, firm=found.firm, file=path))
    return SUCCESS


def strength_of(text: str | None, faults: list[Message]) -> Strength | None:
    """Read `--strength`; None without it, or with a fault."""
    if text in {"firm", "soft"}:
        return "firm" if text == "firm" else "soft"
    if text is not None:
        faults.append(Message("bad_strength", value=text))
    return None
