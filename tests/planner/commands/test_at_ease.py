"""What makes the command line easy: completion, wrapping, quiet, colours, other consoles."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from planner import cli
from planner.commands import progress_bar
from planner.commands.terminal import wrapped

Capture = pytest.CaptureFixture[str]


def completions(words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "planner.cli"],
        env={
            **os.environ,
            "_JEMPUTBOLA_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - (not words.endswith(" "))),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout.split()


def test_the_shell_completes_commands_and_languages() -> None:
    assert completions("jemputbola pl") == ["plan"]
    assert completions("jemputbola check x --lang ") == ["id", "en"]


@pytest.mark.parametrize(
    ("arguments", "closed"),
    [
        (["region", "check"], "stdout"),
        (["--help"], "stdout"),
        (["audit", "there-is-no-such-folder"], "stderr"),
        (["no-such-command"], "stderr"),
        (["plan"], "stderr"),
    ],
)
def test_output_that_nobody_reads_any_more_ends_a_command_quietly(
    arguments: list[str], closed: str, tmp_path: Path
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as broken:
        streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "planner.cli", *arguments],
            **(streams | {closed: broken}),
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
            check=False,
            timeout=120,
        )
    assert done.returncode == 128 + signal.SIGPIPE
    assert not done.stdout
    assert not done.stderr
    assert list(tmp_path.iterdir()) == []


def test_long_lines_wrap_with_an_indent_and_keep_paths_whole() -> None:
    name = "Desa dengan nama yang panjang sekali " * 3
    text = f"{name}/a/path/without/any/space/that/is/longer/than/forty/columns"
    lines = wrapped(f"  {text}", 40)
    first, *rest = lines.splitlines()
    assert first.startswith("  Desa")
    assert all(line.startswith("      ") for line in rest)
    assert all(len(line) <= 40 or " " not in line.strip() for line in lines.splitlines())
    assert (
        lines.split()
        == f"{name}/a/path/without/any/space/that/is/longer/than/forty/columns".split()
    )
    assert wrapped("x" * 100 + " y", None) == "x" * 100 + " y"


def test_progress_shows_time_left_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    screens = {}
    for terminal in (True, False):
        stream = io.StringIO()
        console = Console(file=stream, force_terminal=terminal, width=100)
        monkeypatch.setattr(progress_bar, "Console", lambda stderr, found=console: found)
        with progress_bar.Working("en") as shown:
            shown.tell("checking", 0.5)
            shown._progress.refresh()
        screens[terminal] = stream.getvalue()
    assert "Checking the tables" in screens[True]
    assert "-:--" in screens[True] or "0:0" in screens[True]
    assert screens[False].strip() == ""


def test_a_console_that_lacks_a_sign_does_not_end_a_run() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "planner.cli", "check", "nowhere…", "--lang", "en"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert b"there is no such folder" in done.stderr
    assert b"Traceback" not in done.stderr


def test_options_that_the_workbook_says(tmp_path: object, capsys: Capture) -> None:
    options = ["--teams", "4", "--level", "village", "--start", "2018-03-12", "--lang", "en"]
    assert cli.run(["plan", str(tmp_path), *options]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said] == [
        "--level village", "--teams 4", "--start 2018-03-12",
    ]  # fmt: skip
    assert "the sheet Pairs says this" in said[1]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("id", "plan.json, berkas: berkas tidak ada; pakai folder rencana yang ditulis utuh"),
        (
            "en",
            "plan.json, file: found No such file or directory; use a bundle that was written whole",
        ),
    ],
)
def test_a_damaged_plan_is_told_in_the_readers_language_alone(
    lang: str, said: str, tmp_path: Path, capsys: Capture
) -> None:
    assert cli.run(["audit", str(tmp_path), "--lang", lang]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len([line for line in told.splitlines() if line.startswith("plan.json")]) == 1
