"""Progress of a what-if and its table, as a planner reads them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Self

from rich.console import Console
from rich.table import Table

from geodata import Language, say
from maps import CaseFigures, WhatIf
from maps.language import language as reader
from maps.pages import remarks, setting_names
from planner.commands.progress_bar import Working
from planner.what_if import CaseProgress, CaseResult

HEADS = (
    "head_recorded", "head_left", "head_last", "head_spent", "head_km", "head_nights",
    "head_residents_gap", "head_gap",
)  # fmt: skip

_WIDE = 160
"""Characters of the table's longest line."""


class CaseScreen(Working):
    """Shows how many cases are done and how long the rest will take; silent when `quiet`."""

    def __init__(self, language: Language, count: int, *, quiet: bool = False) -> None:
        super().__init__(language, quiet=quiet)
        self._quiet = quiet
        self._count = count

    def __enter__(self) -> Self:
        super().__enter__()
        self._show(say("cases", self._language, count=self._count))
        return self

    def report(self, progress: CaseProgress) -> None:
        """Show that a case is done."""
        done = progress.done if progress.drawn is None else progress.drawn
        counts = {"done": progress.done, "count": progress.count}
        if progress.drawn is not None:
            text = say("cases_drawn", self._language, drawn=progress.drawn, count=progress.count)
        elif progress.compiling:
            text = say("compile", self._language)
        elif progress.seconds_left is None or progress.done == progress.count:
            text = say("cases_done", self._language, **counts)
        else:
            left = reader(self._language).duration(max(1, round(progress.seconds_left / 60)))
            text = say("cases_left", self._language, left=left, **counts)
        self._progress.update(self._task, description=text, completed=done / progress.count)
        if progress.failed is not None:
            self._progress.console.print(
                progress.failed.text(self._language), highlight=False, soft_wrap=True, markup=False
            )
        if progress.adopted is not None:
            new = progress.adopted
            self._show(say("adopted", self._language, case=new.case.name, other=new.adopted))
        if progress.latest is not None:
            self._show(self._line(progress.latest))
            if progress.latest.defect:
                first = "\n".join(progress.latest.defect)
                self._show(say("stand_in", self._language, first=first))
        begins = progress.latest or progress.compiling or progress.drawn == 0
        if begins and not self._progress.console.is_terminal:
            self._show(text)

    def _show(self, text: str) -> None:
        """Write a line that stays, above the bar."""
        if not self._quiet:
            self._progress.console.print(text, highlight=False, soft_wrap=True)

    def _line(self, result: CaseResult) -> str:
        words, summary = reader(self._language), result.plan.summary
        last = words.short_date(summary.last_session) if summary.last_session else "–"
        return say(
            "case_line",
            self._language,
            case=result.case.name,
            recorded=words.number(summary.residents_recorded),
            all=words.number(summary.residents_to_record),
            last=last,
            spent=words.thousands(summary.rupiah.spent),
        )


def table_lines(found: WhatIf, language: Language) -> Iterator[str]:
    """Return the table of all cases, a line per case, and what a dash means."""
    words = reader(language)
    table = Table(box=None, pad_edge=False, header_style="bold")
    names = setting_names(found)
    for name in names:
        table.add_column(words.setting(name), justify="right", no_wrap=True)
    for key in HEADS:
        table.add_column(say(key, language), justify="right", no_wrap=True)
    table.add_column("")
    for case in found.cases:
        settings = dict(case.settings)
        notes = " ".join(remarks(case, words, found))
        table.add_row(
            *(words.setting_value(name, settings[name]) for name in names),
            *_cells(case, language),
            notes,
        )
    stream = io.StringIO()
    Console(file=stream, width=_WIDE, color_system=None).print(table)
    yield from (line.rstrip() for line in stream.getvalue().splitlines())
    if any(case.gap_percent is None or case.residents_gap_percent is None for case in found.cases):
        yield say("no_bound", language)


def _cells(case: CaseFigures, language: Language) -> list[str]:
    words = reader(language)
    gaps = (case.residents_gap_percent, case.gap_percent)
    return [
        words.number(case.recorded),
        words.number(case.left),
        words.short_date(case.last_session) if case.last_session else "–",
        words.rupiah(case.spent),
        words.number(case.metres / 1000),
        words.number(case.nights),
        *("–" if gap is None else words.percent(gap, 1) for gap in gaps),
    ]
