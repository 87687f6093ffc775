"""The command audit: it checks a plan against every rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geodata import Message, say
from planner.commands.options import JsonOption, LangOption, language_of
from planner.commands.shared import BAD_INPUT, SUCCESS, answering
from planner.commands.terminal import tell_json


def register_audit(app: typer.Typer) -> None:
    """Add the command to an app."""
    app.command("audit", short_help="Check a plan against every rule.")(audit_command)


@answering
def audit_command(
    bundle: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of a plan.")],
    lang: LangOption = "id",
    as_json: JsonOption = False,
) -> int:
    """Check a plan against every rule, from its files alone.

    Exit codes: 0 nothing found; 2 a rule is broken or a file is damaged.
    """
    from planner.commands.progress_bar import Working  # noqa: PLC0415
    from routing.audit import audit_bundle  # noqa: PLC0415

    language = language_of(lang)
    with Working(language, quiet=as_json) as working:
        working.tell("auditing", 0.0)
        report = audit_bundle(bundle)
    if as_json:
        found = [violation.line(language) for violation in report.violations]
        document = {"ok": report.ok, "violations": found, "residents": report.residents}
        tell_json(document)
        return SUCCESS if report.ok else BAD_INPUT
    for violation in report.violations:
        typer.echo(violation.line(language))
    if not report.ok:
        typer.echo(say("audit_bad", language, count=len(report.violations)))
        return BAD_INPUT
    typer.echo(
        say(
            "audit_ok",
            language,
            teams=Message("%(count)s pairs", count=report.teams),
            dates=Message("%(count)s dates", count=report.dates),
            sessions=Message("%(count)s sessions", count=report.sessions),
            residents=Message("%(count)s residents", count=report.residents),
        )
    )
    return SUCCESS
