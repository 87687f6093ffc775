"""Commands about a regency's dataset: `jemputbola region ...`."""

from __future__ import annotations

from typing import Annotated

import typer

from geodata import Message, say
from planner.commands.help_language import App
from planner.commands.options import (
    JsonOption,
    LangOption,
    RegionFolder,
    language_of,
    region_faults,
)
from planner.commands.shared import SUCCESS, answering
from planner.commands.terminal import tell, tell_json
from planner.errors import OptionError

region_app = App(
    name="region",
    help="A regency's dataset.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@region_app.command("calibrate", short_help="Compare times with observed trips.")
@answering
def calibrate_region(
    folder: RegionFolder = None,
    factors: Annotated[
        int | None,
        typer.Option(
            metavar="0|1|2",
            help="How many factors on times. [default: the least leave-one-out error]",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do not store anything.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = "id",
) -> int:
    """Compare the table of speeds with observed trips and store the factors.

    The trips are rows of calibration_trips.csv, to which you may add your own; at most two factors
    are fitted to them and stored with the dataset.

    Exit codes: 0; 2 bad input.
    """
    from planner.travel import calibration  # noqa: PLC0415

    language = language_of(lang)
    faults: list[Message] = region_faults(folder)
    if factors is not None and not 0 <= factors <= 2:
        faults.append(Message("bad_factors", value=factors))
    if faults:
        raise OptionError(faults)
    found = calibration(folder, factors)
    if as_json:
        tell_json(found.document())
    else:
        for line in found.lines(language):
            tell(line)
    if dry_run or not found.report.fitted:
        stored = say("factors_kept", language) if dry_run else ""
    else:
        found.keep()
        stored = say("factors_stored", language, file=found.file)
    if stored and not as_json:
        typer.echo(stored)
    return SUCCESS
