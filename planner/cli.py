"""The command `jemputbola`."""

from __future__ import annotations

import sys
import warnings
from io import TextIOWrapper

from planner.commands import (
    BAD_INPUT,
    FULL,
    SUCCESS,
    UNREAD,
    App,
    region_app,
    register_announce,
    register_audit,
    register_plan,
    register_progress,
    register_region_fill,
    register_replan,
    register_travel,
    register_what_if,
    register_why,
    register_workbook,
)
from planner.interrupt import heed_termination
from planner.invocation import PROGRAM

app = App(
    name=PROGRAM,
    help="Plan who records ID cards where and when, with maps for every team.",
    epilog="Begin with: jemputbola init kupang",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

register_workbook(app)
register_announce(app)
register_progress(app)
register_region_fill()
app.add_typer(region_app)
register_travel(app)
register_plan(app)
register_replan(app)
register_audit(app)
register_what_if(app)
register_why(app)


def run(arguments: list[str]) -> int:
    """Run the command with arguments; returns the exit code and prints any error."""
    try:
        app(arguments, prog_name=PROGRAM)
    except SystemExit as ended:
        return (
            UNREAD if isinstance(ended.__context__, BrokenPipeError) else int(ended.code or SUCCESS)
        )
    except BrokenPipeError:  # while typer told of a wrong option
        return UNREAD
    except OSError as error:
        if error.errno not in FULL:
            raise
        return BAD_INPUT
    return SUCCESS


def main() -> None:
    """Entry point of the command."""
    if not sys.warnoptions:  # Python's own warnings are for developers, who ask for them
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a sign must not end a run
    heed_termination()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (OSError, AttributeError):  # full or closed: Python would complain once more
        sys.stdout = None
    sys.exit(code)


if __name__ == "__main__":
    main()
