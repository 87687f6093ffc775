"""A bar for what takes more than a moment: time spent, and left where it can be known."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from geodata import Language, say


def progress_bar(console: Console, *, quiet: bool) -> Progress:
    """Return a bar with the time spent and left; none off a terminal or when quiet."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[best]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )


class Working:
    """Shows which stage of a short work is on; silent when `quiet`, brief off a terminal."""

    def __init__(self, language: Language, *, quiet: bool = False) -> None:
        self._language = language
        self._progress = progress_bar(Console(stderr=True), quiet=quiet)
        self._task = self._progress.add_task("", total=1.0, best="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def tell(self, stage: str, share: float) -> None:
        """Show a stage and the share that is done."""
        self._progress.update(self._task, description=say(stage, self._language), completed=share)
