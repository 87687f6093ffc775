"""The command plan: it plans a campaign and writes its bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from geodata import Language, Message
from planner.commands.announce import wording_in, wording_of
from planner.commands.options import (
    AnnouncementOption,
    JsonOption,
    LangOption,
    RegionOption,
    SeedOption,
    WorkOption,
    language_of,
    limit_faults,
    region_faults,
)
from planner.commands.shared import answering
from planner.commands.terminal import tell, tell_json
from planner.commands.workbook import home_of, in_workbook
from planner.date_options import date_option
from planner.errors import BundleFolderError, OptionError

if TYPE_CHECKING:
    from planner.campaigns import Defaults, Level
    from planner.pipeline import PlanRequest, PlanResult

_SECONDS = {"kecamatan": 75.0, "village": 200.0}
"""Default time limit of the search by level."""

_Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]",
        help="Folder with campaign.xlsx (from jemputbola init). [default: the "
        "campaign of Kupang 2018]",
    ),
]
_Level = Annotated[
    str | None,
    typer.Option(
        metavar="kecamatan|village",
        help="A post in each kecamatan (24) or in each village (177). [default: kecamatan]",
    ),
]
_Teams = Annotated[
    int | None, typer.Option(metavar="N", help="How many operator pairs. [default: 12]")
]
_Start = Annotated[
    str | None, typer.Option(metavar="DATE", help="First date. [default: 2018-03-12]")
]
_Deadline = Annotated[
    str | None, typer.Option(metavar="DATE", help="Last date. [default: 2018-06-26]")
]
_Residents = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Residents to record, spread by people. [default: of the dataset; Kupang 20000]",
    ),
]
_Pins = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PIN",
        help="Takari=T05: this pair only. Takari!=T05: not this pair. "
        "Uitao@2018-04-10,2018-04-17: on these dates only. May be repeated. [default: none]",
    ),
]
_Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder for plan and maps; an older plan there is replaced. [default: out; DIR/out]",
    ),
]
_Seconds = Annotated[
    float | None,
    typer.Option(metavar="S", help="Most seconds to search. [default: 75; village: 200]"),
]
_Gap = Annotated[
    float | None,
    typer.Option(
        metavar="P",
        min=0.0,
        help="Stop once proven within P percent of the best. [default: never]",
    ),
]
_Threads = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Most processor cores to use; the plan stays the same. [default: all, up to 4]",
    ),
]
_Cards = Annotated[
    int | None,
    typer.Option(
        metavar="N", help="Stock of blank cards, shared out over the trips. [default: none]"
    ),
]
_Quiet = Annotated[bool, typer.Option("--quiet", help="Only name the page to open.")]


@dataclass(frozen=True, slots=True)
class _TypedCampaign:
    """What the command line says of the campaign itself; None = nothing."""

    level: str | None
    teams: int | None
    residents: int | None
    start: str | None
    deadline: str | None


def register_plan(app: typer.Typer) -> None:
    """Add the command to an app."""
    app.command("plan", short_help="Plan the campaign and draw its maps.")(plan_command)


@answering
def plan_command(
    folder: _Folder = None,
    level: _Level = None,
    teams: _Teams = None,
    start: _Start = None,
    deadline: _Deadline = None,
    residents: _Residents = None,
    pin: _Pins = None,
    out: _Out = None,
    seconds: _Seconds = None,
    work: WorkOption = None,
    gap: _Gap = None,
    seed: SeedOption = 1,
    threads: _Threads = None,
    cards: _Cards = None,
    announcement: AnnouncementOption = None,
    region: RegionOption = None,
    lang: LangOption = "id",
    quiet: _Quiet = False,
    as_json: JsonOption = False,
) -> int:
    """Plan the campaign and draw its maps.

    Ctrl-C stops the search and keeps the best plan so far.

    Exit codes: 0 a plan was written; 2 bad input; 3 a post cannot be reached; 4 nobody can be
    recorded.
    """
    from planner.commands.plan_screen import Screen  # noqa: PLC0415
    from planner.pipeline import PlanRequest, plan_campaign  # noqa: PLC0415
    from routing import Limits  # noqa: PLC0415

    faults: list[Message] = []
    language = language_of(lang, faults)
    limit = _SECONDS.get(level or "kecamatan", 75.0) if seconds is None else seconds
    home = None if folder is None else home_of(folder)
    order = PlanRequest(
        out=(home or Path()) / "out" if out is None else out,
        limits=Limits(seconds=limit, work=work, seed=seed, gap=gap, threads=threads),
        language=language,
        region=region,
        pins=tuple(pin or ()),
        cards=cards,
        folder=folder,
    )
    typed = _TypedCampaign(level, teams, residents, start, deadline)
    order = _checked(order, typed, announcement or wording_in(home), faults)
    with Screen(language, quiet=quiet or as_json) as screen:
        outcome = plan_campaign(order, screen.report)
    _show(outcome, language, quiet=quiet, as_json=as_json)
    return outcome.exit_code


def _show(outcome: PlanResult, language: Language, *, quiet: bool, as_json: bool) -> None:
    from planner.commands.plan_screen import outcome_document, outcome_lines  # noqa: PLC0415

    if as_json:
        tell_json(outcome_document(outcome, language))
        return
    for line in outcome_lines(outcome, language, quiet=quiet):
        tell(line)


def _checked(
    order: PlanRequest, typed: _TypedCampaign, announcement: Path | None, faults: list[Message]
) -> PlanRequest:
    """Complete an order by what was typed; OptionError with everything that is wrong."""
    if order.folder is not None:
        faults += in_workbook(**asdict(typed))
    level, defaults, given = _campaign_of(typed, order.region, faults)
    faults += _limit_faults(order)
    faults += region_faults(order.region)
    wording = wording_of(announcement, faults)
    faults += _folder_faults(order.out)
    if faults:
        raise OptionError(faults)
    return replace(order, level=level, defaults=defaults, wording=wording, given=given)


def _campaign_of(
    typed: _TypedCampaign, region: Path | None, faults: list[Message]
) -> tuple[Level, Defaults, frozenset[str]]:
    """Return the level, the default values with what was typed, and which of them was typed."""
    from planner.campaigns import DEFAULTS, option_faults  # noqa: PLC0415

    level = typed.level or "kecamatan"
    start = date_option("--start", typed.start, faults)
    deadline = date_option("--deadline", typed.deadline, faults)
    given: dict[str, Any] = {"start": start, "deadline": deadline, "residents": typed.residents}
    told = {name: value for name, value in given.items() if value is not None}
    misread = any(fault.key == "bad_date" for fault in faults)
    used = {name: value for name, value in told.items() if name == "residents" or not misread}
    teams = DEFAULTS.teams if typed.teams is None else typed.teams
    defaults = replace(DEFAULTS, teams=teams, **used)
    found = option_faults(level, defaults)
    if region is not None and (start is None) != (deadline is None):
        found = [Message("both_dates") if fault.key == "bad_span" else fault for fault in found]
    faults += found
    return cast("Level", level), defaults, frozenset(told)


def _limit_faults(order: PlanRequest) -> list[Message]:
    limits = order.limits
    faults = limit_faults(limits.seconds, limits.work, limits.seed)
    if limits.threads is not None and limits.threads < 1:
        faults.append(Message("bad_threads", value=limits.threads))
    if order.cards is not None and order.cards < 0:
        faults.append(Message("bad_cards", value=order.cards))
    return faults


def _folder_faults(out: Path) -> Sequence[Message]:
    from planner.bundle import BundleFolder  # noqa: PLC0415

    try:
        BundleFolder(out)
    except BundleFolderError as error:
        return error.notes
    return ()
