"""Files of reports: found, read, checked against the campaign, and kept in the bundle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from geodata import Message
from geodata.atomic_file import write_whole
from geodata.system_reasons import system_reason
from geodata.text_files import TextFileError, read_text
from planner.bundle import Bundle
from planner.errors import OptionError, ReportsError
from planner.reports.merging import merge_reports
from planner.reports.report import REPORTS, Report, reports_csv
from planner.reports.report_table import read_table
from planner.spelling import closest

SUFFIXES = (".csv", ".txt")


def report_paths(given: Iterable[Path]) -> list[Path]:
    """Return the files that are meant: those named, and the reports in folders that are named.

    Raises
    ------
    OptionError
        With each path that is not there, and each folder without reports.
    """
    paths: list[Path] = []
    faults = []
    for path in given:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
            if not inside:
                faults.append(Message("report_folder_empty", folder=path))
            paths += inside
        elif path.exists():
            paths.append(path)
        else:
            faults.append(Message("report_nowhere", file=path))
    if faults:
        raise OptionError(faults)
    return list(dict.fromkeys(paths))


def read_files(paths: Sequence[Path], bundle: Bundle) -> list[Report]:
    """Read reports and check them against the campaign.

    Raises
    ------
    ReportsError
        With every fault of every file.
    """
    faults: list[Message] = []
    reports: list[Report] = []
    for path in paths:
        try:
            text = read_text(path)
        except OSError as error:
            reason = system_reason(error)
            faults.append(Message("report_unread", file=path.name, reason=reason))
        except TextFileError:
            faults.append(Message("report_no_text", file=path.name))
        else:
            reports += read_table(text, path.name, faults)
    for report in reports:
        faults += _faults(report, bundle)
    if faults:
        raise ReportsError(faults)
    return reports


def read_reports(bundle: Bundle) -> tuple[Report, ...]:
    """Return the reports that the bundle holds; none before the first.

    Raises
    ------
    ReportsError
        If the file was damaged by hand.
    """
    path = bundle.folder / REPORTS
    if not path.exists():
        return ()
    merged = merge_reports(read_files([path], bundle))
    if merged.conflicts:
        raise ReportsError(merged.conflicts)
    return merged.reports


def write_reports(bundle: Bundle, reports: Iterable[Report]) -> Path:
    """Write the merged reports into the bundle, whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written; the old one stays.
    """
    path = bundle.folder / REPORTS
    write_whole(path, reports_csv(reports).encode("utf-8"))
    return path


def from_later_revisions(reports: Iterable[Report], bundle: Bundle) -> list[Message]:
    """Return a message for each file with rows of a revision later than the plan's.

    Such rows are read: what they say happened. The planner may have named an older folder.
    """
    own = bundle.campaign.revision
    found: dict[str, int] = {}
    for report in reports:
        if report.revision is not None and report.revision > own:
            file = report.origin.rpartition(":")[0]
            found[file] = max(found.get(file, 0), report.revision)
    return [
        Message("report_later", file=file, revision=found[file], own=own) for file in sorted(found)
    ]


def _faults(report: Report, bundle: Bundle) -> list[Message]:
    """Say what a report names that the campaign does not have."""
    campaign = bundle.campaign
    file, _, line = report.origin.rpartition(":")
    at = {"file": file, "line": line}
    if report.campaign_id not in {"", campaign.identity}:
        told = {"value": report.campaign_id, "own": campaign.identity}
        return [Message("report_campaign", **at, **told)]
    teams = [team.id for team in campaign.teams]
    found = []
    if report.team not in teams:
        meant = closest(report.team, teams) or ", ".join(teams)
        found.append(Message("report_team", **at, value=report.team, meant=meant))
    # in a revision a post has the residents who are left: all of its may be recorded
    posts = [
        place.id
        for place in campaign.places
        if place.residents or (campaign.revision and place.hours)
    ]
    if report.post and report.post not in posts:
        meant = closest(report.post, posts) or ", ".join(posts[:3])
        found.append(Message("report_post", **at, value=report.post, meant=meant))
    if report.start is not None and not report.post:
        found.append(Message("report_empty", **at, column="post"))
    if not campaign.start <= report.date <= campaign.deadline:
        first, last = campaign.start, campaign.deadline
        found.append(Message("report_date", **at, date=report.date, first=first, last=last))
    return found
