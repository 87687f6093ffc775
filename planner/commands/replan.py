"""The command `replan`: plan anew from what has happened, and say what changes."""

from __future__ import annotations

import sys
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodata import Language, Message, say
from planner.campaigns import CHANGED_PROMISE_RUPIAH
from planner.commands.announce import wording_in, wording_of
from planner.commands.options import (
    AnnouncementOption,
    JsonOption,
    LangOption,
    PlanFolder,
    RegionOption,
    SeedOption,
    UnreportedOption,
    WorkOption,
    language_of,
    limit_faults,
    region_faults,
    unreported_of,
)
from planner.commands.shared import answering
from planner.commands.terminal import tell, tell_json
from planner.date_options import moment_of
from planner.errors import OptionError

if TYPE_CHECKING:
    from planner.revisions import Revision
    from routing.plan import Plan

_Now = Annotated[
    str,
    typer.Option(
        metavar="DATE[THH:MM]",
        help="The moment from which the plan may differ; without a time the morning.",
    ),
]
_Reports = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FOLDER",
        help="Reports of teams beside those that were read. May be repeated. [default: none]",
    ),
]
_Incidents = Annotated[
    list[str] | None,
    typer.Option(
        metavar="INCIDENT",
        help="kit T03 2018-04-02T12:00..2018-04-04 # note. Kinds: kit, operator, vehicle, "
        "road, crossing, server, post closed, residents, rate. May be repeated. "
        "[default: those of the workbook]",
    ),
]
_KeepDays = Annotated[
    int,
    typer.Option(metavar="N", min=0, help="Dates that stay for teams that no incident touches."),
]
_MostChanges = Annotated[
    int | None,
    typer.Option(
        metavar="K", min=0, help="Most promises that may be broken. [default: any number]"
    ),
]
_ChangedPromise = Annotated[
    int,
    typer.Option(metavar="RUPIAH", min=0, help="Price of breaking a soft promise; an assumption."),
]
_AllowHandovers = Annotated[
    bool,
    typer.Option(
        "--allow-handovers", help="Let another pair go on with a kecamatan that was begun."
    ),
]
_Choice = Annotated[
    str | None,
    typer.Option(
        metavar="carry-on|fewest-changes|best",
        help="The revision to write. [default: the best under the rules]",
    ),
]
_Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Folder for the new plan. [default: DIR-rN, N the revision]"
    ),
]
_Seconds = Annotated[
    float | None,
    typer.Option(metavar="S", help="Most seconds to search. [default: 4; many posts: 40]"),
]


def register_replan(app: typer.Typer) -> None:
    """Add the command to an app."""
    app.command("replan", short_help="Plan anew from what has happened.")(replan_command)


@answering
def replan_command(
    folder: PlanFolder,
    now: _Now,
    reports: _Reports = None,
    incident: _Incidents = None,
    keep_days: _KeepDays = 2,
    most_changes: _MostChanges = None,
    changed_promise: _ChangedPromise = CHANGED_PROMISE_RUPIAH,
    allow_handovers: _AllowHandovers = False,
    unreported: UnreportedOption = "planned",
    choose: _Choice = None,
    out: _Out = None,
    seconds: _Seconds = None,
    work: WorkOption = None,
    seed: SeedOption = 1,
    announcement: AnnouncementOption = None,
    region: RegionOption = None,
    lang: LangOption = "id",
    as_json: JsonOption = False,
) -> int:
    """Plan anew from what has happened, and write what changes for whom.

    Three ways on are compared: carry on with the repaired old plan, change as little as possible,
    or the best plan under the rules. Nothing is written over the old plan unless --out names it.

    Exit codes: 0 a plan was written; 2 bad input; 3 a pair cannot come home; 4 every plan breaks
    more promises than --most-changes.
    """
    from planner.bundle import BundleFolder, read_bundle  # noqa: PLC0415
    from planner.interrupt import one_interrupt  # noqa: PLC0415
    from planner.revisions import (  # noqa: PLC0415
        CHOICES,
        ReplanRequest,
        default_seconds,
        replan,
        revision_folder,
    )
    from routing import Limits  # noqa: PLC0415

    language, faults = language_of(lang), region_faults(region)
    moment = moment_of("--now", now, faults, time())
    if choose is not None and choose not in CHOICES:
        faults.append(Message("bad_choice", value=choose, known=", ".join(CHOICES)))
    counted = unreported_of(unreported, faults)
    faults += limit_faults(1.0 if seconds is None else seconds, work, seed)
    wording = wording_of(announcement or wording_in(folder.resolve().parent), faults)
    if faults or moment is None:
        raise OptionError(faults)
    bundle = read_bundle(folder)
    limit = default_seconds(bundle) if seconds is None else seconds
    request = ReplanRequest(
        bundle=bundle, now=moment, reports=tuple(reports or ()), incidents=tuple(incident or ()),
        keep_days=keep_days, most_changes=most_changes, changed_promise=changed_promise,
        allow_handovers=allow_handovers, unreported=counted,
        choice=choose, limits=Limits(seconds=limit, work=work, seed=seed),  # type: ignore[arg-type]
        language=language, region=region,
    )  # fmt: skip
    target = BundleFolder(revision_folder(bundle) if out is None else out)
    with one_interrupt():
        revision = replan(request, on_first=partial(_tell_first, limit, language))
        from planner.revisions import write_revision  # noqa: PLC0415  (draws maps: slow to load)

        page = write_revision(target, revision, request, wording)
    _show(revision, page, language, as_json=as_json)
    return 0


def _tell_first(seconds: float, language: Language, plan: Plan) -> None:
    """Tell the repaired old plan where somebody waits for the search."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    recorded, last = plan.summary.residents_recorded, plan.summary.last_session
    date = "-" if last is None else f"{last:%d/%m/%Y}"
    told = {"recorded": recorded, "date": date, "seconds": round(seconds)}
    tell(say("replan_first", language, **told), err=True)


def _show(revision: Revision, page: Path, language: Language, *, as_json: bool) -> None:
    from planner.commands.replan_screen import revision_document, revision_lines  # noqa: PLC0415

    if as_json:
        tell_json(revision_document(revision, page))
        return
    for line in revision_lines(revision, language):
        tell(line)
    tell(say("open", language, page=page))
