"""What `replan` says on the screen: what has happened, three ways on, and what was chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geodata import Language, say

if TYPE_CHECKING:
    from planner.revisions import Revision, RevisionOption

_ROWS = 10
"""Rows of a list that the screen shows; pages have all."""

_HEADINGS = (
    "replan_residents", "replan_last", "replan_posts", "replan_broken_promises", "replan_total",
)  # fmt: skip

_CHOICES = {
    "carry-on": "choice_carry-on",
    "fewest-changes": "choice_fewest-changes",
    "best": "choice_best",
}


def revision_lines(revision: Revision, language: Language) -> list[str]:
    """Return what the planner reads: facts, the ways on side by side, the choice."""
    from maps.language import language as reader  # noqa: PLC0415

    words = reader(language)
    past, campaign = revision.past, revision.ready.campaign
    recorded = sum(row.recorded for row in past.sessions)
    now = revision.history.now
    moment = words.date(now.date())
    if now.hour or now.minute:
        moment += f", {words.clock(60 * now.hour + now.minute)}"
    lines = [say("replan_past", language, date=moment, recorded=words.number(recorded))]
    if past.unreported:
        key = "status_as_planned"
        lines.append(say(key, language, sessions=words.number(len(past.unreported))))
    for key, found in (("status_future", past.future), ("status_clocks", past.clocks)):
        if found:
            lines.append(say(key, language, sessions=words.number(len(found))))
    lines += [message.text(language) for message in revision.messages]
    lines += ["", *_table(revision, language), ""]
    chosen = say(_CHOICES[revision.choice], language)
    key = "replan_chosen" if revision.news else "replan_no_news"
    if not any(place.residents for place in campaign.places):
        key = "replan_all_recorded"
    lines.append(say(key, language, choice=chosen, revision=campaign.revision))
    plan = revision.plan
    for change in (plan.changes or ())[:_ROWS]:
        place = campaign.place_by_id[change.post]
        lines.append(
            say(
                "replan_broken", language, post=place.name, date=words.date(change.date),
                reason=change.reason.text,
            )
        )  # fmt: skip
    for handover in plan.handovers or ():
        told = {"kecamatan": handover.kecamatan, "former": handover.from_, "to": handover.to}
        lines.append(say("replan_handover", language, **told, reason=handover.reason.text))
    left = sum(each.residents for each in plan.unserved)
    if left:
        lines.append(say("replan_left", language, count=left))
    return lines


def _table(revision: Revision, language: Language) -> list[str]:
    """Return a row per way on under a heading, columns aligned."""
    from maps.language import language as reader  # noqa: PLC0415

    words = reader(language)
    rows = [["", *(say(name, language) for name in _HEADINGS)]]
    for choice, option in revision.options.items():
        sums = option.plan.summary
        mark = "*" if choice == revision.choice else " "
        last = "-" if sums.last_session is None else words.short_date(sums.last_session)
        promises = len(revision.ready.campaign.promises)
        rows.append(
            [
                f"{mark} {say(_CHOICES[choice], language)}",
                words.number(sums.residents_recorded),
                last,
                words.number(option.changed_posts),
                f"{words.number(len(option.broken))}/{words.number(promises)}",
                words.thousands(sums.total_rupiah),
            ]
        )
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def revision_document(revision: Revision, page: Path) -> dict[str, object]:
    """Return a revision as JSON holds it."""
    return {
        "revision": revision.ready.campaign.revision,
        "now": revision.history.now.isoformat(timespec="minutes"),
        "news": revision.news,
        "choice": revision.choice,
        "options": {choice: _figures(each) for choice, each in revision.options.items()},
        "recorded_before": sum(row.recorded for row in revision.past.sessions),
        "unreported": len(revision.past.unreported),
        "page": str(page),
    }


def _figures(option: RevisionOption) -> dict[str, object]:
    sums, proven = option.plan.summary, option.plan.certificate
    last = None if sums.last_session is None else sums.last_session.isoformat()
    return {
        "residents": sums.residents_recorded,
        "last_session": last,
        "changed_dates": option.changed_dates,
        "changed_posts": option.changed_posts,
        "broken_promises": len(option.broken),
        "total_rupiah": sums.total_rupiah,
        "total_bound": proven.total_bound,
        "gap_percent": proven.gap_percent,
    }
