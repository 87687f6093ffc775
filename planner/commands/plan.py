"""The command plan: it plans a campaign and writes its bundle."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from geodata import LANGUAGES, Message
from planner.commands.announce import Announcement, wording_in, wording_of
from planner.commands.shared import (
    JsonOption,
    LangOption,
    RegionOption,
    SeedOption,
    WorkOption,
    answering,
    language_of,
    limit_faults,
    region_faults,
)
from planner.commands.terminal import tell
from planner.commands.workbook import home_of, in_workbook
from planner.date_options import date_option

if TYPE_CHECKING:
    from planner.pipeline import PlanRequest

_SECONDS = {"kecamatan": 75.0, "village": 200.0}
"""Default time limit of the search by level."""


def register_plan(app: typer.Typer) -> None:
    """Add the command to an app."""
    app.command("plan", short_help="Plan the campaign and draw its maps.")(plan_command)


@answering
def plan_command(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help="Folder with campaign.xlsx (from jemputbola init). [default: the "
            "campaign of Kupang 2018]",
        ),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            metavar="kecamatan|village",
            help="A post in each kecamatan (24) or in each village (177). [default: kecamatan]",
        ),
    ] = None,
    teams: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="How many operator pairs. [default: 12]",
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="First date. [default: 2018-03-12]"),
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Last date. [default: 2018-06-26]"),
    ] = None,
    residents: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Residents to record, spread by people. [default: of the dataset; Kupang 20000]",
        ),
    ] = None,
    pin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PIN",
            help="Takari=T05: this pair only. Takari!=T05: not this pair. "
            "Uitao@2018-04-10,2018-04-17: on these dates only. May be repeated. [default: none]",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Folder for plan and maps; an older plan there is replaced. [default: "
            "out; DIR/out]",
        ),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(
            metavar="S",
            help="Most seconds to search. [default: 75; village: 200]",
        ),
    ] = None,
    work: WorkOption = None,
    gap: Annotated[
        float | None,
        typer.Option(
            metavar="P",
            min=0.0,
            help="Stop once proven within P percent of the best. [default: never]",
        ),
    ] = None,
    seed: SeedOption = 1,
    threads: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Most processor cores to use; the plan stays the same. [default: all, up to 4]",
        ),
    ] = None,
    cards: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Stock of blank cards, shared out over the trips. [default: none]",
        ),
    ] = None,
    announcement: Announcement = None,
    region: RegionOption = None,
    lang: LangOption = "id",
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            help="Only name the page to open.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Plan the campaign and draw its maps.

    Ctrl-C stops the search and keeps the best plan so far.

    Exit codes: 0 a plan was written; 2 bad input; 3 a post cannot be reached; 4 nobody can be
    recorded.
    """
    from planner.commands.plan_screen import (  # noqa: PLC0415
        Screen,
        outcome_document,
        outcome_lines,
    )
    from planner.pipeline import PlanRequest, plan_campaign  # noqa: PLC0415
    from routing import Limits  # noqa: PLC0415

    limit = _SECONDS.get(level or "kecamatan", 75.0) if seconds is None else seconds
    limits = Limits(seconds=limit, work=work, seed=seed, gap=gap, threads=threads)
    home = None if folder is None else home_of(folder)
    out = (home or Path()) / "out" if out is None else out
    pins = tuple(pin or ())
    order = PlanRequest(
        out=out, region=region, limits=limits, pins=pins, cards=cards, folder=folder
    )
    order = _checked(
        order,
        (level, lang),
        (teams, residents),
        (start, deadline),
        announcement or wording_in(home),
    )
    with Screen(order.language, quiet=quiet or as_json) as screen:
        outcome = plan_campaign(order, screen.report)
    if as_json:
        typer.echo(
            json.dumps(outcome_document(outcome, order.language), ensure_ascii=False, indent=2)
        )
        return outcome.exit_code
    for line in outcome_lines(outcome, order.language, quiet=quiet):
        tell(line)
    return outcome.exit_code


def _checked(
    order: PlanRequest,
    words: tuple[str | None, str],
    counts: tuple[int | None, int | None],
    dates: tuple[str | None, str | None],
    announcement: Path | None,
) -> PlanRequest:
    """Complete an order by what was typed; OptionError with everything that is wrong."""
    from planner.bundle import BundleFolder  # noqa: PLC0415
    from planner.campaigns import (  # noqa: PLC0415
        DEFAULTS,
        Level,
        option_faults,
    )
    from planner.errors import BundleFolderError, OptionError  # noqa: PLC0415

    level, lang = words[0] or "kecamatan", words[1]
    teams, residents = counts
    faults = [] if lang in LANGUAGES else [Message("bad_language", value=lang)]
    if order.folder is not None:
        typed = {"level": words[0], "teams": teams, "residents": residents}
        faults += in_workbook(**typed, start=dates[0], deadline=dates[1])
    start = date_option("--start", dates[0], faults)
    deadline = date_option("--deadline", dates[1], faults)
    defaults = replace(
        DEFAULTS,
        teams=DEFAULTS.teams if teams is None else teams,
        residents=DEFAULTS.residents if residents is None else residents,
    )
    if not any(fault.key == "bad_date" for fault in faults):
        defaults = replace(
            defaults, start=start or DEFAULTS.start, deadline=deadline or DEFAULTS.deadline
        )
    given = {"start": start, "deadline": deadline, "residents": residents}
    faults += option_faults(level, defaults)
    if order.region is not None and (start is None) != (deadline is None):
        faults = [Message("both_dates") if fault.key == "bad_span" else fault for fault in faults]
    limits = order.limits
    faults += limit_faults(limits.seconds, limits.work, limits.seed)
    if limits.threads is not None and limits.threads < 1:
        faults.append(Message("bad_threads", value=limits.threads))
    if order.cards is not None and order.cards < 0:
        faults.append(Message("bad_cards", value=order.cards))
    faults += region_faults(order.region)
    wording = wording_of(announcement, faults)
    try:
        BundleFolder(order.out)
    except BundleFolderError as error:
        faults += error.notes
    if faults:
        raise OptionError(faults)
    return replace(
        order,
        level=cast("Level", level),
        language=language_of(lang),
        defaults=defaults,
        wording=wording,
        given=frozenset(name for name, value in given.items() if value is not None),
    )
