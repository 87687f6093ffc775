"""Progress and results as a planner reads them."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from planner.messages import Language, number, say
from planner.pipeline import Outcome
from routing import Progress as Report

SHOWN = 10
"""Unserved posts that are listed; the overview shows all."""


class Screen:
    """Shows what is being done and the best plan so far; silent when `quiet`."""

    def __init__(self, language: Language, *, quiet: bool = False) -> None:
        self._language = language
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[best]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=quiet,
        )
        self._task = self._progress.add_task(say("prepare", language), total=1.0, best="")

    def __enter__(self) -> Screen:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def report(self, report: Report) -> None:
        """Hear of a stage or a better plan."""
        best = ""
        if report.residents is not None and report.rupiah is not None:
            best = say(
                "so_far",
                self._language,
                residents=number(report.residents, self._language),
                rupiah=number(report.rupiah, self._language),
            )
        self._progress.update(
            self._task,
            description=say(report.stage, self._language),
            completed=report.share,
            best=best,
        )


def outcome_lines(outcome: Outcome, language: Language, *, quiet: bool = False) -> Iterator[str]:
    """What a run found, the page to open last."""
    if not quiet:
        yield from _figures(outcome, language)
        yield from _unserved(outcome, language)
        if outcome.result.ended == "interrupt":
            yield say("interrupted", language)
        if outcome.result.ended == "time":
            yield say("by_time", language)
    yield say("open", language, page=outcome.page)


def _figures(outcome: Outcome, language: Language) -> Iterator[str]:
    summary = outcome.plan.summary
    if summary.residents_recorded:
        yield say(
            "recorded",
            language,
            done=number(summary.residents_recorded, language),
            all=number(summary.residents_to_record, language),
            last=summary.last_session,
            deadline=outcome.campaign.deadline,
        )
    else:
        yield say("nothing", language)
    yield say(
        "spent",
        language,
        spent=number(summary.rupiah.spent, language),
        pairs=sum(bool(team.dates) for team in outcome.plan.teams),
        days=number(summary.duty_days, language),
        nights=number(summary.nights_away, language),
        km=number(summary.metres / 1000, language),
        urgency=number(summary.rupiah.urgency, language),
    )


def _unserved(outcome: Outcome, language: Language) -> Iterator[str]:
    posts = outcome.plan.unserved
    for post in posts[:SHOWN]:
        yield say(
            "unserved",
            language,
            name=outcome.campaign.place_by_id[post.post].name,
            residents=number(post.residents, language),
            reason=" ".join(reason.text for reason in post.reasons),
            remedy=" ".join(post.remedies),
        )
    if len(posts) > SHOWN:
        yield say("more_unserved", language, count=len(posts) - SHOWN)
