"""The commands `report` and `status`: what teams report, and how far the campaign has come."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodata import Figure, Language, Message, say
from planner.commands.options import (
    JsonOption,
    LangOption,
    PlanFolder,
    UnreportedOption,
    language_of,
    unreported_of,
)
from planner.commands.shared import SUCCESS, answering
from planner.commands.terminal import tell, tell_json
from planner.date_options import moment_of
from planner.errors import OptionError, ReportsError
from routing.clock import format_clock

if TYPE_CHECKING:
    from maps import CampaignStatus
    from maps.figures import StatusPart, StatusSession
    from maps.language import Words

SHOWN = 10
"""Sessions of a list that the screen shows; the page has all."""


def register_progress(app: typer.Typer) -> None:
    """Add the commands to an app."""
    app.command(short_help="Read what teams report.")(report)
    app.command(short_help="Show how far the campaign is.")(status)


@answering
def report(
    folder: PlanFolder,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="Files or folders of reports."),
    ],
    prefer: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="File that wins where two reports differ.",
        ),
    ] = None,
    lang: LangOption = "id",
) -> int:
    """Read the teams' reports into reports.csv in the plan's folder.

    Any number of files, in any order, also twice.

    Exit codes: 0; 2 bad input, nothing is written.
    """
    from planner.bundle import read_bundle, writing_into  # noqa: PLC0415
    from planner.reports import (  # noqa: PLC0415
        REPORTS,
        from_later_revisions,
        merge_reports,
        read_files,
        read_reports,
        report_paths,
        write_reports,
    )

    language = language_of(lang)
    bundle = read_bundle(folder)
    paths = report_paths(files)
    known = {path.name for path in paths} | {REPORTS}
    if prefer is not None and prefer not in known:
        raise OptionError([Message("report_prefer", value=prefer, known=", ".join(sorted(known)))])
    before = read_reports(bundle)
    fresh = read_files([path for path in paths if path != bundle.folder / REPORTS], bundle)
    merged = merge_reports([*before, *fresh], prefer)
    if merged.conflicts:
        raise ReportsError(merged.conflicts)
    with writing_into(bundle.folder):
        path = write_reports(bundle, merged.reports)
    counts = {"files": len(paths), "reports": len(merged.reports)}
    counts["new"] = len({each.key for each in merged.reports} - {each.key for each in before})
    tell(say("report_merged", language, **counts, file=path))
    for message in from_later_revisions(fresh, bundle):
        tell(message.text(language))
    return SUCCESS


@answering
def status(
    folder: PlanFolder,
    now: Annotated[
        str | None,
        typer.Option(
            metavar="DATE[THH:MM]",
            help="The moment; without a time the end of that date. [default: now]",
        ),
    ] = None,
    unreported: UnreportedOption = "planned",
    lang: LangOption = "id",
    as_json: JsonOption = False,
) -> int:
    """Show what has been recorded by the reports, against the plan, and write status.html.

    Exit codes: 0; 2 bad input.
    """
    from geodata.atomic_file import write_whole  # noqa: PLC0415
    from maps import status_html  # noqa: PLC0415
    from maps.pages import STATUS_PAGE  # noqa: PLC0415
    from planner.bundle import read_bundle, rewritten, writing_into  # noqa: PLC0415
    from planner.reports import read_reports, status_of  # noqa: PLC0415
    from planner.revisions import whole_progress  # noqa: PLC0415

    language, faults = language_of(lang), list[Message]()
    moment = moment_of("--now", now, faults) if now else datetime.now()  # noqa: DTZ005  (local)
    how = unreported_of(unreported, faults)
    if faults or moment is None:
        raise OptionError(faults)
    bundle = read_bundle(folder)
    found = status_of(bundle, whole_progress(bundle, read_reports(bundle), moment, how))
    page = bundle.folder / STATUS_PAGE
    with writing_into(bundle.folder):
        write_whole(page, status_html(found, language).encode("utf-8"))
        rewritten(bundle.folder, [page.name])
    if as_json:
        tell_json(status_document(found))
        return SUCCESS
    for line in status_lines(found, language):
        tell(line)
    tell(say("open", language, page=page))
    return SUCCESS


def status_document(found: CampaignStatus) -> dict[str, object]:
    """Return a campaign's progress as JSON holds it."""
    parts = ("listed", "planned", "due", "reported", "counted", "behind", "left")

    def part(each: StatusPart) -> dict[str, object]:
        figures: dict[str, object] = {name: getattr(each, name) for name in parts}
        for name in ("last", "forecast"):
            on = getattr(each, name)
            figures[name] = None if on is None else on.isoformat()
        return {"name": each.name, **figures}

    def session(each: StatusSession) -> dict[str, object]:
        return {
            "team": each.team, "date": each.date.isoformat(), "post": each.post,
            "start": None if each.start is None else format_clock(each.start),
            "planned": each.planned, "remark": each.remark,
        }  # fmt: skip

    lists = ("unreported", "future", "clocks", "problems")
    return {
        "campaign": found.campaign,
        "now": found.now.isoformat(timespec="minutes"),
        "unreported_as": "nil" if found.unreported_as_nil else "planned",
        "pace": found.pace,
        "total": part(found.total),
        "kecamatan": [part(each) for each in found.kecamatan],
        "teams": [part(each) for each in found.teams],
        **{name: [session(each) for each in getattr(found, name)] for name in lists},
        "raised": [
            {"post": post, "listed": before, "recorded": after}
            for post, before, after in found.raised
        ],
    }


def status_lines(found: CampaignStatus, language: Language) -> list[str]:
    """Return a campaign's progress in a few lines."""
    from maps.language import language as reader  # noqa: PLC0415

    words, total = reader(language), found.total
    lines = [
        say(
            "status_counted",
            language,
            counted=words.number(total.counted),
            listed=words.number(total.listed),
            due=words.number(total.due),
            date=words.date(found.now.date()),
        )
    ]
    if total.behind:
        lines.append(say("status_behind", language, count=Figure(total.behind)))
    if found.unreported:
        key = "status_nil" if found.unreported_as_nil else "status_as_planned"
        lines.append(say(key, language, sessions=words.number(len(found.unreported))))
        lines += [f"  {_session(each, words)}" for each in found.unreported[:SHOWN]]
        if len(found.unreported) > SHOWN:
            more = words.number(len(found.unreported) - SHOWN)
            lines.append(say("status_more", language, number=more))
    for key, sessions in (("status_future", found.future), ("status_clocks", found.clocks)):
        if sessions:
            lines.append(say(key, language, sessions=words.number(len(sessions))))
    for post, before, after in found.raised:
        figures = {"count": Figure(before), "after": Figure(after)}
        lines.append(say("status_raised", language, post=post, **figures))
    return [*lines, *_forecast_lines(found, words, language)]


def _forecast_lines(found: CampaignStatus, words: Words, language: Language) -> list[str]:
    if found.total.forecast is None or found.total.last is None or found.pace is None:
        return [say("status_no_forecast", language)]
    told = {
        "date": words.date(found.total.forecast),
        "pace": words.percent(100 * found.pace),
        "last": words.date(found.total.last),
    }
    lines = [say("status_forecast", language, **told)]
    if found.total.forecast > found.deadline:
        lines.append(say("status_late", language, date=words.date(found.deadline)))
    return lines


def _session(each: StatusSession, words: Words) -> str:
    at = "" if each.start is None else f" {words.clock(each.start)}"
    return f"{each.team}, {words.short_date(each.date)}{at}, {each.post}"
