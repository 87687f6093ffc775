"""Parts that every command shares: errors as messages, exit codes, common options."""

from __future__ import annotations

import errno
import math
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from geodata import LANGUAGES, Language, Message, say
from planner.commands.terminal import tell

if TYPE_CHECKING:
    from planner.reports import Unreported

SUCCESS, OUR_FAULT, BAD_INPUT, UNREACHABLE, NO_PLAN = range(5)
INTERRUPTED = 130
UNREAD = 141
"""Whoever read the output stopped, as `head` does: nothing is said, and what a command writes
into files before its last line is there. Both as shells have it: 128 and the signal's number."""

FULL = {errno.ENOSPC, errno.EIO, errno.EBADF}
"""Why nothing can be said: the file of the output is on a full disk, or is closed."""

P = ParamSpec("P")


def _languages() -> list[str]:
    return list(LANGUAGES)


LangOption = Annotated[
    str,
    typer.Option("--lang", metavar="id|en", help="Language.", autocompletion=_languages),
]
RegionOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder of a regency's dataset. [default: Kabupaten Kupang]",
    ),
]
WorkOption = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Timetables to try; the same work and seed give the same plan. "
        "[default: by the number of posts]",
    ),
]

SeedOption = Annotated[
    int,
    typer.Option(metavar="N", help="Start of the random numbers; change it to try another plan."),
]

UnreportedOption = Annotated[
    str,
    typer.Option(metavar="planned|nil", help="What a session without a report counts as."),
]

JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]


def answering(command: Callable[P, int]) -> Callable[P, None]:
    """Turn a command's errors into messages in the reader's language, and exit codes."""

    @wraps(command)
    def answer(*args: P.args, **kwargs: P.kwargs) -> None:
        asked = str(kwargs["lang"])
        languages = tuple(known for known in LANGUAGES if known == asked) or LANGUAGES
        try:
            code = command(*args, **kwargs)
        except KeyboardInterrupt:
            _complain("nothing_written", languages)
            code = INTERRUPTED
        except BrokenPipeError:
            raise  # nobody reads what we say any more: typer ends quietly, `cli.run` has the code
        except Exception as error:
            code = _explain(error, languages)
        raise typer.Exit(code)

    return answer


def language_of(text: str) -> Language:
    """Read `--lang`; OptionError if it is unknown."""
    from planner.errors import OptionError  # noqa: PLC0415

    if text not in LANGUAGES:
        raise OptionError([Message("bad_language", value=text)])
    return "id" if text == "id" else "en"


def region_faults(region: Path | None) -> list[Message]:
    """Say what is wrong with `--region`."""
    return [] if region is None or region.is_dir() else [Message("bad_region", value=region)]


def limit_faults(seconds: float, work: int | None, seed: int) -> list[Message]:
    """Return what is wrong with the limits of a search."""
    faults = []
    if not (seconds > 0 and math.isfinite(seconds)):
        faults.append(Message("bad_seconds", value=f"{seconds:g}"))
    if work is not None and work < 0:
        faults.append(Message("bad_work", value=work))
    if seed < 0:
        faults.append(Message("bad_seed", value=seed))
    return faults


def unreported_of(text: str, faults: list[Message]) -> Unreported:
    """Read what a session without a report counts as, or add a fault."""
    if text not in {"planned", "nil"}:
        faults.append(Message("bad_unreported", value=text))
    return "nil" if text == "nil" else "planned"


def _explain(error: Exception, languages: tuple[Language, ...]) -> int:
    """Print an error for the planner; returns the exit code."""
    from geodata import GeodataError  # noqa: PLC0415
    from planner.errors import (  # noqa: PLC0415
        CaseError,
        ChangesError,
        NoWayError,
        PlannerError,
        RejectedPlanError,
        StrandedError,
    )
    from routing import BundleError, RoutingError  # noqa: PLC0415

    if isinstance(error, OSError) and error.filename is None and error.errno in FULL:
        _complain("unsaid", languages)
        return BAD_INPUT
    leads = {RoutingError: "bad_campaign", BundleError: "bad_bundle"}
    lead = next((key for kind, key in leads.items() if isinstance(error, kind)), None)
    if isinstance(error, PlannerError) and not isinstance(error, CaseError | RejectedPlanError):
        tell("\n".join(error.text(language) for language in languages), err=True)
        if isinstance(error, ChangesError):
            return NO_PLAN
        return UNREACHABLE if isinstance(error, NoWayError | StrandedError) else BAD_INPUT
    if isinstance(error, GeodataError):
        for language in languages:
            typer.echo(f"{say('bad_dataset', language)}\n{error.text(language)}", err=True)
        return BAD_INPUT
    if lead is not None:
        for language in languages:
            typer.echo(say(lead, language), err=True)
            if isinstance(error, RoutingError):
                typer.echo(error.text(language), err=True)
        if isinstance(error, BundleError):
            typer.echo(str(error), err=True)
        return BAD_INPUT
    _complain("our_fault", languages)
    if not isinstance(error, CaseError | RejectedPlanError):
        traceback.print_exception(error)
    typer.echo(str(error), err=True)
    return OUR_FAULT


def _complain(key: str, languages: tuple[Language, ...]) -> None:
    for language in languages:
        typer.echo(say(key, language), err=True)
