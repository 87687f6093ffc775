"""What the command line shows while a plan is made."""

from __future__ import annotations

import pytest

from planner.commands.plan_screen import Screen
from routing import Progress


def test_progress_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each stage in the reader's language, compiling among them, and none when quiet."""
    for language, said in (("en", "Getting the solver ready"), ("id", "Menyiapkan mesin hitung")):
        with Screen(language) as screen:
            for stage in ("compile", "model", "model"):
                screen.report(Progress(stage, 0.0))
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 3
        assert lines[1].startswith(said)
    with Screen("en", quiet=True) as screen:
        screen.report(Progress("compile", 0.0))
    assert capsys.readouterr().err == ""


def test_a_gap_is_shown_once_it_tells_something(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    screen = Screen("en")
    monkeypatch.setattr(screen._progress, "update", lambda _, **new: shown.append(new["best"]))
    for gap in (None, 250.0, 12.34):
        screen.report(Progress("search", 0.5, 10, 1000, None, gap))
    assert ["%" in text for text in shown] == [False, False, True]
    assert "12.3 %" in shown[2]
