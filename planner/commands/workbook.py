"""The commands of the planner's folder: `init` makes it, `check` looks through it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodata import LANGUAGES, Figure, Language, Message, say
from geodata.spelling import has_control_sign
from geodata.system_reasons import system_reason
from planner.commands.options import (
    JsonOption,
    LangOption,
    QuietOption,
    RegionOption,
    language_of,
    region_faults,
)
from planner.commands.shared import BAD_INPUT, SUCCESS, answering
from planner.commands.terminal import tell, tell_json
from planner.invocation import PROGRAM, program, quoted

if TYPE_CHECKING:
    from planner.workbook import LoadedWorkbook, WorkbookError
    from planner.workbook.assembly import Walk

_SHOWN = 10
"""Farthest villages that `check` lists; `--json` lists all."""

_SHEETS = {
    "level": ("Tempat", "Places"),
    "teams": ("Pasangan", "Pairs"),
    "residents": ("Tempat", "Places"),
    "start": ("Kampanye", "Campaign"),
    "deadline": ("Kampanye", "Campaign"),
}
"""Sheet that says what an option of `plan` says."""


def register_workbook(app: typer.Typer) -> None:
    """Add the commands to an app, and what it says without a command."""
    app.callback(invoke_without_command=True)(_begin)
    app.command(short_help="Make a campaign's workbook.")(init)
    app.command(short_help="Check a campaign's workbook.")(check)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


def _begin(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Name the program's version.",
            callback=_tell_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Say what to do first where no command is named."""
    if context.invoked_subcommand is None:
        typer.echo("\n\n".join(say("guide", language, program=program()) for language in LANGUAGES))


def home_of(folder: Path) -> Path:
    """Return the folder of a campaign, where its workbook itself may be named."""
    return folder.parent if folder.suffix.lower() == ".xlsx" or folder.is_file() else folder


def in_workbook(**options: object) -> list[Message]:
    """Say of each option that was given where the workbook says it."""
    return [
        Message(
            "in_workbook",
            option=f"--{name}",
            value=value,
            sheet=lambda language, name=name: _SHEETS[name][language != "id"],
        )
        for name, value in options.items()
        if value is not None
    ]


@answering
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    region: RegionOption = None,
    lang: LangOption = "id",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> int:
    """Make a folder with the workbook campaign.xlsx: the whole campaign, ready to edit.

    Exit codes: 0; 2 folder or data cannot be used.
    """
    from planner.commands.progress_bar import Working  # noqa: PLC0415
    from planner.errors import BundleFolderError, OptionError  # noqa: PLC0415

    language = language_of(lang)
    book = folder / "campaign.xlsx"
    faults = region_faults(region)
    if has_control_sign(folder.resolve()):
        faults.append(Message("init_control", folder=str(folder)))
    elif book.exists():
        faults.append(Message("init_exists", book=book))
    if faults:
        raise OptionError(faults)
    with Working(language, quiet=quiet or as_json) as working:
        working.tell("prepare", 0.1)
        from geodata import load_dataset  # noqa: PLC0415
        from planner.workbook.writing import (  # noqa: PLC0415
            initial_tables,
            write_workbook,
        )

        initial = initial_tables(
            load_dataset(region, language), _seen_from(folder, region), language
        )
        working.tell("writing", 0.6)
        try:
            write_workbook(book, initial, language)
        except OSError as error:
            reason = system_reason(error)
            raise BundleFolderError(
                [Message("init_refused", folder=folder, reason=reason)]
            ) from error
    if as_json:
        typer.echo(json.dumps({"workbook": str(book)}, ensure_ascii=False))
    else:
        named = quoted(str(folder))
        said = say("init_done", language, program=program(), book=book, folder=named)
        tell(said.splitlines()[0] if quiet else said)
    return SUCCESS


def _seen_from(folder: Path, region: Path | None) -> Path | None:
    """Return the dataset's folder as seen from the campaign's, so that both can move together."""
    if region is None:
        return None
    try:
        return Path(os.path.relpath(region.resolve(), folder.resolve()))
    except ValueError:  # another drive
        return region.resolve()


@answering
def check(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="Folder with campaign.xlsx or CSV.",
        ),
    ],
    region: RegionOption = None,
    lang: LangOption = "id",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> int:
    """Check all tables of a campaign and list all faults at once; say how far residents go.

    Exit codes: 0 nothing wrong; 2 faults.
    """
    from planner.commands.progress_bar import Working  # noqa: PLC0415
    from planner.errors import OptionError  # noqa: PLC0415
    from planner.workbook import WorkbookError, load  # noqa: PLC0415

    language = language_of(lang)
    faults = region_faults(region)
    if faults:
        raise OptionError(faults)
    try:
        with Working(language, quiet=quiet or as_json) as working:
            desk = load(folder, region, language, working.tell)
    except WorkbookError as error:
        if not as_json:
            _echo_warnings(error, language, quiet=quiet)
            raise
        tell_json(_document(error, language))
        return BAD_INPUT
    if as_json:
        tell_json(_document(desk, language))
        return SUCCESS
    tell(say("check_ok", language, where=desk.where))
    if not quiet:
        for line in _lines(desk, language):
            tell(line)
    _echo_warnings(desk, language, quiet=quiet)
    return SUCCESS


def _echo_warnings(
    found: LoadedWorkbook | WorkbookError, language: Language, *, quiet: bool
) -> None:
    if found.warnings and not quiet:
        tell(say("check_warnings", language, count=len(found.warnings)))
        for warning in found.warnings:
            tell(f"  {warning.text(language)}")


def _lines(desk: LoadedWorkbook, language: Language) -> Iterator[str]:
    """Yield what the campaign holds, and how far residents go."""
    from maps.language import language as reader  # noqa: PLC0415

    words, campaign = reader(language), desk.prepared.campaign
    days = len(campaign.dates) - len(campaign.rest_days)
    yield say(
        "check_sums",
        language,
        posts=Message("%(count)s posts", count=len(campaign.posts)),
        residents=_residents(sum(place.residents for place in campaign.posts)),
        pairs=Message("%(count)s pairs", count=len(campaign.teams)),
        start=words.date(campaign.start),
        deadline=words.date(campaign.deadline),
        days=Message("%(count)s working dates", count=days),
    )
    walks = [walk for walk in desk.walks if walk.by_road]
    residents = sum(walk.residents for walk in walks)
    if residents:
        metres = sum(walk.metres * walk.residents for walk in walks)
        unsure = sum(walk.estimated_metres * walk.residents for walk in walks)
        yield say(
            "check_walks",
            language,
            residents=_residents(residents),
            villages=Message("%(count)s villages", count=len(walks)),
            mean=words.km(round(metres / residents)),
            share=words.percent(100 * unsure / metres if metres else 0),
        )
    crossing = [walk for walk in desk.walks if walk.other_kecamatan]
    if crossing:
        yield say(
            "check_crossing",
            language,
            villages=len(crossing),
            all=len(desk.walks),
            residents=_residents(sum(walk.residents for walk in crossing)),
        )
    if len(walks) < len(desk.walks):
        yield say("check_straight", language, count=len(desk.walks) - len(walks))
    if desk.walks:
        yield say("check_far", language)
        names = {row.id: row.name for row in desk.tables.places.rows}
        for walk in sorted(desk.walks, key=_by_distance)[:_SHOWN]:
            yield "  " + say(
                "check_walk",
                language,
                km=f"{words.km(walk.metres):>9}",
                village=names[walk.village],
                post=names[walk.post],
                count=Figure(walk.residents),
                measure=walk.measure.text(language),
            )


def _residents(count: int) -> Message:
    return Message("%(count)s residents", count=Figure(count))


def _by_distance(walk: Walk) -> tuple[int, str]:
    return -walk.metres, walk.village


def _document(found: LoadedWorkbook | WorkbookError, language: Language) -> dict[str, object]:
    """Return everything for `--json`."""
    from planner.workbook import LoadedWorkbook  # noqa: PLC0415

    document: dict[str, object] = {
        "where": str(found.where),
        "faults": [],
        "warnings": [warning.document(language) for warning in found.warnings],
    }
    if isinstance(found, LoadedWorkbook):
        campaign = found.prepared.campaign
        document |= {
            "posts": len(campaign.posts),
            "residents": sum(place.residents for place in campaign.posts),
            "pairs": len(campaign.teams),
            "residents_go": [
                {
                    "village": walk.village,
                    "post": walk.post,
                    "residents": walk.residents,
                    "metres": walk.metres,
                    "minutes": walk.minutes,
                    "other_kecamatan": walk.other_kecamatan,
                    "estimated_metres": walk.estimated_metres,
                    "measure": "road" if walk.by_road else "straight line",
                }
                for walk in found.walks
            ],
        }
    else:
        document["faults"] = [fault.document(language) for fault in found.faults]
    return document
