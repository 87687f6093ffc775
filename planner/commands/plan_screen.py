"""Progress and results as a planner reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Self

from geodata import Figure, Language, Message, say
from maps.language import Words, language as reader
from planner.bundle import SCHEDULE
from planner.campaigns import NO_HOLIDAYS
from planner.commands.progress_bar import Working
from planner.pipeline import PlanResult
from routing import Progress as Report
from routing.plan import Plan, Unserved

_SHOWN = 10
"""Unserved posts that are listed for a reason; the overview shows all."""


MOST_GAP_SHOWN = 100.0
"""Percent above which a gap tells a planner nothing: the proof has only begun."""


class Screen(Working):
    """Shows what is being done and the best plan so far; silent when `quiet`."""

    def __init__(self, language: Language, *, quiet: bool = False) -> None:
        super().__init__(language, quiet=quiet)
        self._quiet = quiet
        self._stage = ""
        self._progress.update(self._task, description=say("prepare", language))

    def __enter__(self) -> Self:
        super().__enter__()
        self._plain(say("prepare", self._language))
        return self

    def report(self, report: Report) -> None:
        """Show a stage or a better plan."""
        best = ""
        if report.residents is not None and report.rupiah is not None:
            words = reader(self._language)
            gap = report.gap_percent
            if gap is not None and gap > MOST_GAP_SHOWN:
                gap = None
            best = say(
                "so_far" if gap is None else "so_far_proven",
                self._language,
                count=Figure(report.residents),
                money=words.thousands(report.rupiah),
                gap=f"{words.number(gap or 0.0, 1)} %",
            )
        self._progress.update(
            self._task,
            description=say(report.stage, self._language),
            completed=report.share,
            best=best,
        )
        if report.stage != self._stage:
            self._stage = report.stage
            self._plain(say(report.stage, self._language))

    def _plain(self, text: str) -> None:
        """Write a line where no progress can be drawn, as in a log."""
        console = self._progress.console
        if not (self._quiet or console.is_terminal):
            console.print(text)


def outcome_document(outcome: PlanResult, language: Language) -> dict[str, object]:
    """Return what a run found, for `--json`: the page, and the plan without its events."""
    plan = json.loads(outcome.plan.to_json())
    kept = {name: plan[name] for name in ("summary", "certificate", "unserved")}
    remarks = [remark.text(language) for remark in outcome.remarks]
    page, ended = str(outcome.page), outcome.result.ended
    if outcome.defect:
        kept["rejected_by_audit"] = list(outcome.defect)
    if outcome.changed:
        kept["kept"] = list(outcome.changed)
    return {"page": page, "ended_by": ended, "warnings": remarks, **kept}


def outcome_lines(outcome: PlanResult, language: Language, *, quiet: bool = False) -> Iterator[str]:
    """Yield the lines on what a run found, the page to open last."""
    if not quiet:
        yield from _figures(outcome, language)
        yield from _unserved(outcome, language)
        yield from cards_lines(outcome.plan, outcome.cards, language)
        yield from _attention(outcome, language)
        if outcome.result.ended == "time":
            yield say("by_time", language)
    if outcome.result.ended == "interrupt":
        yield say("interrupted", language)
    if outcome.defect:
        yield say("stand_in", language, first="\n".join(outcome.defect))
    if outcome.changed:
        yield say("kept_changed", language, files=", ".join(outcome.changed))
    yield say("open", language, page=outcome.page)


def _figures(outcome: PlanResult, language: Language) -> Iterator[str]:
    summary, words = outcome.plan.summary, reader(language)
    everybody = words.number(summary.residents_to_record)
    if summary.last_session is None:
        if summary.residents_to_record:
            yield say("nothing", language, count=Figure(summary.residents_to_record))
        return
    yield say(
        "recorded",
        language,
        done=words.number(summary.residents_recorded),
        all=everybody,
        last=words.date(summary.last_session),
        deadline=words.date(outcome.campaign.deadline),
    )
    yield say(
        "spent",
        language,
        spent=words.thousands(summary.rupiah.spent),
        pairs=Message("%(count)s pairs", count=sum(bool(t.dates) for t in outcome.plan.teams)),
        days=Message("%(count)s duty days", count=Figure(summary.duty_days)),
        nights=Message("%(count)s nights away", count=Figure(summary.nights_away)),
        km=words.km(summary.metres, 0),
        urgency=words.thousands(summary.rupiah.urgency),
    )


def _unserved(outcome: PlanResult, language: Language) -> Iterator[str]:
    """Posts with residents left, a line for those that share reason and remedy."""
    groups: dict[tuple[str, str], list[Unserved]] = {}
    for post in outcome.plan.unserved:
        reason = " ".join(reason.text for reason in post.reasons)
        groups.setdefault((reason, " ".join(post.remedies)), []).append(post)
    words = reader(language)
    for (reason, remedy), posts in groups.items():
        residents = sum(post.residents for post in posts)
        names = [_name(outcome, post, words) for post in posts[:_SHOWN]]
        if len(posts) > _SHOWN:
            names.append(say("more", language, count=len(posts) - _SHOWN))
        yield say(
            "unserved",
            language,
            residents=Message("%(count)s residents", count=Figure(residents)),
            posts=Message("%(count)s posts", count=len(posts)),
            names=", ".join(names),
            reason=reason,
            remedy=remedy,
        )


def _name(outcome: PlanResult, post: Unserved, words: Words) -> str:
    """Name of a post, with its kecamatan where that is another, and who is left."""
    place = outcome.campaign.place_by_id[post.post]
    within = f" ({place.kecamatan})" if place.kecamatan not in {None, place.name} else ""
    return f"{place.name}{within} {words.number(post.residents)}"


def cards_lines(plan: Plan, stock: int | None, language: Language) -> Iterator[str]:
    """Say whether a stock of blank cards is enough for what a plan records."""
    if stock is None:
        return
    words, short = reader(language), plan.summary.residents_recorded - stock
    key = "cards_short" if short > 0 else "cards_enough"
    values = {"stock": words.number(stock), "short": words.number(short)}
    yield say(key, language, file=SCHEDULE, **values)


def _attention(outcome: PlanResult, language: Language) -> Iterator[str]:
    for remark in outcome.remarks:
        yield say("attention", language, text=remark.text(language))
    for assumption in outcome.campaign.assumptions:
        if assumption.field == NO_HOLIDAYS:
            told = assumption.reason
            yield say("attention", language, text=f"{told[:1].upper()}{told[1:]}.")
