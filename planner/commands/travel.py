"""The command `jemputbola travel`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from geodata import Message
from planner.commands.options import (
    JsonOption,
    LangOption,
    RegionOption,
    VehicleOption,
    language_of,
    region_faults,
)
from planner.commands.shared import SUCCESS, answering
from planner.commands.terminal import tell, tell_json
from planner.date_options import date_option

if TYPE_CHECKING:
    from planner.travel import FoundConnection, FoundRoute

From = Annotated[
    str,
    typer.Argument(metavar="FROM", help="Village, kecamatan or town."),
]
To = Annotated[str, typer.Argument(metavar="TO", help="As FROM.")]


def register_travel(app: typer.Typer) -> None:
    """Add the command to an app."""
    app.command("travel", short_help="Say how long the way is.")(travel_command)


@answering
def travel_command(
    origin: From,
    destination: To,
    vehicle: VehicleOption = "car",
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="Date, for season and closed roads. [default: dry season, all open]",
        ),
    ] = None,
    time: Annotated[
        str | None,
        typer.Option(
            "--time",
            metavar="HH:MM",
            help="When you leave, for ferries, boats and nights on the way; needs "
            "--date. [default: by road only]",
        ),
    ] = None,
    as_json: JsonOption = False,
    region: RegionOption = None,
    lang: LangOption = "id",
) -> int:
    """Say how long the way is from one place to another.

    Which sections it takes, and which closed section makes it longer. A place is named by its name
    or code. With --date and --time also over crossings, with the earliest arrival.

    Exit codes: 0; 2 bad input; 3 no way.
    """
    from planner.commands.progress_bar import Working  # noqa: PLC0415
    from planner.errors import OptionError  # noqa: PLC0415
    from planner.travel import (  # noqa: PLC0415
        connection,
        road_journey,
    )

    language, faults = language_of(lang), list[Message]()
    when = date_option("--date", day, faults)
    minute = _minute(time, day, faults)
    faults += region_faults(region)
    if faults:
        raise OptionError(faults)
    found: FoundConnection | FoundRoute
    with Working(language, quiet=as_json) as working:
        working.tell("travel", 0.0)
        if when is not None and minute is not None:
            found = connection((origin, destination), vehicle, when, minute, region, language)
        else:
            found = road_journey(origin, destination, vehicle, when, region, language)
    if as_json:
        tell_json(found.document())
    else:
        for line in found.lines(language):
            tell(line)
    return SUCCESS


def _minute(text: str | None, day: str | None, faults: list[Message]) -> int | None:
    """Read `--time`, or add a fault."""
    from routing.clock import parse_clock  # noqa: PLC0415

    if text is None:
        return None
    if day is None:
        faults.append(Message("time_without_date", value=text))
    try:
        return parse_clock(text)
    except ValueError:
        faults.append(Message("bad_time", value=text))
        return None
