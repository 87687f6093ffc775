"""Parts that every command shares: errors as messages, and exit codes."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from geodata import LANGUAGES, Language, say
from planner.commands.terminal import tell

SUCCESS, OUR_FAULT, BAD_INPUT, UNREACHABLE, NO_PLAN = range(5)
INTERRUPTED = 130
UNREAD = 141
"""Whoever read the output stopped, as `head` does: nothing is said, and what a command writes
into files before its last line is there. Both as shells have it: 128 and the signal's number."""

FULL = {errno.ENOSPC, errno.EIO, errno.EBADF}
"""Why nothing can be said: the file of the output is on a full disk, or is closed."""

P = ParamSpec("P")


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
            if isinstance(error, RoutingError | BundleError):
                typer.echo(error.text(language), err=True)
        return BAD_INPUT
    _complain("our_fault", languages)
    if not isinstance(error, CaseError | RejectedPlanError):
        traceback.print_exception(error)
    typer.echo(str(error), err=True)
    return OUR_FAULT


def _complain(key: str, languages: tuple[Language, ...]) -> None:
    for language in languages:
        typer.echo(say(key, language), err=True)
