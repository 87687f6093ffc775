"""The commands what-if, compare and tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodata import Language, Message, say
from planner.commands.options import (
    JsonOption,
    LangOption,
    RegionOption,
    language_of,
    limit_faults,
    region_faults,
)
from planner.commands.shared import SUCCESS, answering
from planner.commands.terminal import tell_json
from planner.commands.workbook import home_of
from planner.errors import BundleReadError, OptionError

if TYPE_CHECKING:
    from geodata import TravelTable
    from planner.campaigns import Prepared
    from planner.what_if import WhatIfResult
    from routing import Campaign

_SECONDS = 45.0
"""Default time limit of a case's search."""

_Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FOLDER]",
        help="Folder of a campaign or a plan. [default: Kabupaten Kupang 2018]",
    ),
]
_Teams = Annotated[
    str | None,
    typer.Option(
        metavar="4:24:2",
        help="Numbers of pairs: 8, 4,6,12 or first:last:step. [default: as they are]",
    ),
]
_Vary = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=VALUES",
        help="Values to change, as rate=8,12,16 or max_nights_out=0,5. May be repeated. "
        "[default: none]",
    ),
]
_Apply = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODE",
        help="A change that why tells, as nights+1. May be repeated. [default: none]",
    ),
]
_Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder for page, tables and the plan of each case. [default: what-if in "
        "the campaign's folder]",
    ),
]
_Seconds = Annotated[float, typer.Option(metavar="S", help="Most seconds to search for each case.")]
_Work = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Timetables to try for each case. [default: by the number of posts]",
    ),
]
_Seed = Annotated[int, typer.Option(metavar="N", help="Start of the random numbers.")]
_Jobs = Annotated[
    int | None,
    typer.Option(metavar="N", help="Cases planned at a time. [default: one per core]"),
]
_NoMaps = Annotated[bool, typer.Option("--no-maps", help="No map of each case (faster, smaller).")]
_Quiet = Annotated[bool, typer.Option("--quiet", help="Only answer and page.")]
_PlanFolder = Annotated[Path, typer.Argument(help="Folder of a plan.")]
_Cards = Annotated[
    int | None, typer.Option(metavar="N", help="Stock of blank cards. [default: none]")
]


def register_what_if(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("what-if", short_help="Try other pairs and rates.")(what_if)
    app.command("compare", short_help="Say how two plans differ.")(compare_command)
    app.command(short_help="Share out cards by a plan.")(tables)


@answering
def what_if(
    folder: _Folder = None,
    teams: _Teams = None,
    vary: _Vary = None,
    apply: _Apply = None,
    out: _Out = None,
    seconds: _Seconds = _SECONDS,
    work: _Work = None,
    seed: _Seed = 1,
    jobs: _Jobs = None,
    no_maps: _NoMaps = False,
    region: RegionOption = None,
    lang: LangOption = "id",
    quiet: _Quiet = False,
    as_json: JsonOption = False,
) -> int:
    """Plan a campaign with other numbers of pairs, rates or rules, and compare what comes out.

    Ctrl-C stops and keeps the cases done.

    Exit codes: 0 table and page were written; 2 bad input.
    """
    from planner.commands.what_if_screen import CaseScreen  # noqa: PLC0415
    from planner.what_if import (  # noqa: PLC0415
        WhatIfFolder,
        WhatIfRequest,
        cases_of,
        plan_cases,
        roads_of,
    )
    from planner.why import applied  # noqa: PLC0415
    from routing import Limits  # noqa: PLC0415

    language = language_of(lang)
    faults = limit_faults(seconds, work, seed)
    if jobs is not None and jobs < 1:
        faults.append(Message("bad_jobs", value=jobs))
    faults += region_faults(region)
    if faults:
        raise OptionError(faults)
    if out is None:
        out = Path("what-if") if folder is None else home_of(folder) / "what-if"
    WhatIfFolder(out)
    campaign, travel, ready = subject_of(folder, region, language)
    cases = cases_of(applied(campaign, apply or []), teams, vary or [], alone=bool(apply))
    if folder is not None and ready is None and not no_maps:
        ready = roads_of(folder, campaign, travel, region, language)
    limits = Limits(seconds=seconds, work=work, seed=seed)
    drawn = None if no_maps else ready
    question = WhatIfRequest(out, campaign, travel, cases, limits, language, jobs, drawn)
    with CaseScreen(language, len(cases), quiet=quiet or as_json) as screen:
        answer = plan_cases(question, screen.report)
    if as_json:
        tell_json(answer.document())
        return SUCCESS
    _show(answer, language, quiet=quiet)
    if drawn is None and not no_maps and not quiet:
        typer.echo(say("cases_no_roads", language, folder=folder), err=True)
    typer.echo(say("open", language, page=answer.page))
    return SUCCESS


def _show(answer: WhatIfResult, language: Language, *, quiet: bool) -> None:
    """Print the table of all cases, what follows from it, and what was kept or left out."""
    from planner.commands.what_if_screen import table_lines  # noqa: PLC0415

    for line in [] if quiet else table_lines(answer.found, language):
        typer.echo(line)
    for line in answer.lines:
        typer.echo(line)
    if answer.found.asked > len(answer.found.cases):
        counts = {"done": len(answer.found.cases), "count": answer.found.asked}
        typer.echo(say("cases_stopped", language, **counts))
    if answer.changed:
        typer.echo(say("kept_changed", language, files=", ".join(answer.changed)))


def subject_of(
    folder: Path | None, region: Path | None, language: Language
) -> tuple[Campaign, TravelTable, Prepared | None]:
    """Read what is to be varied: a folder, or the default campaign of a regency.

    The roads are not known (None) where a plan's folder is named: it holds times alone.
    """
    from planner.bundle import read_campaign  # noqa: PLC0415
    from planner.campaigns import (  # noqa: PLC0415
        default_campaign,
        prepare,
        unknown_figures,
    )

    if folder is not None and (folder / "campaign.json").is_file():
        return (*read_campaign(folder), None)
    if folder is not None:
        from planner.workbook import load  # noqa: PLC0415

        ready = load(folder, region, language).prepared
        return ready.campaign, ready.travel, ready
    from geodata import load_dataset  # noqa: PLC0415

    dataset = load_dataset(region, language)
    if unknown_figures(dataset, ()):
        raise OptionError([Message("ask_workbook", name=dataset.name, folder=dataset.folder)])
    ready = prepare(dataset, default_campaign(dataset, language=language))
    return ready.campaign, ready.travel, ready


@answering
def compare_command(
    a: _PlanFolder, b: _PlanFolder, lang: LangOption = "id", as_json: JsonOption = False
) -> int:
    """Say how two plans differ: kecamatan that move to other pairs, dates, cost.

    Exit codes: 0; 2 a folder holds no plan.
    """
    from planner.bundle import read_bundle  # noqa: PLC0415
    from planner.what_if import (  # noqa: PLC0415
        compare,
        comparison_lines,
    )

    language, bundles, faults = language_of(lang), [], list[Message]()
    for folder in (a, b):
        try:
            bundles.append(read_bundle(folder))
        except BundleReadError as error:
            faults += error.notes
    if faults:
        raise BundleReadError(faults)
    found = compare(*bundles)
    if as_json:
        tell_json(found.document())
        return SUCCESS
    for key, bundle in zip(("plan_a", "plan_b"), bundles, strict=True):
        typer.echo(say(key, language, folder=bundle.folder, name=bundle.campaign.name))
    for line in comparison_lines(found, language):
        typer.echo(line)
    return SUCCESS


@answering
def tables(folder: _PlanFolder, cards: _Cards = None, lang: LangOption = "id") -> int:
    """Write schedule, duty lists and tables of a plan once more, with this stock of blank cards.

    The plan itself stays as it is.

    Exit codes: 0; 2 bad input.
    """
    from planner.bundle import (  # noqa: PLC0415
        RESULT_FILES,
        read_bundle,
        rewrite_results,
    )
    from planner.commands.plan_screen import cards_lines  # noqa: PLC0415

    language = language_of(lang)
    if cards is not None and cards < 0:
        raise OptionError([Message("bad_cards", value=cards)])
    bundle = read_bundle(folder)
    changed = rewrite_results(bundle, language, cards)
    for line in cards_lines(bundle.plan, cards, language):
        typer.echo(line)
    files = ", ".join(str(bundle.folder / name) for name in RESULT_FILES)
    typer.echo(say("tables_written", language, files=files))
    if changed:
        typer.echo(say("kept_changed", language, files=", ".join(changed)))
    return SUCCESS
