"""Commands that the program suggests can be typed as they stand."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from geodata import LANGUAGES, Message, say
from planner.cli import run
from planner.date_options import date_option
from planner.invocation import program


@pytest.mark.parametrize(
    ("called", "typed"),
    [
        (".venv/bin/jemputbola", ".venv/bin/jemputbola"),
        ("/usr/lib/python/pytest", "jemputbola"),
        ("/somewhere/else/jemputbola", "/somewhere/else/jemputbola"),
        ("my tools/jemputbola.exe", '"my tools/jemputbola.exe"'),
        ("-c", "jemputbola"),
    ],
)
def test_is_named_as_it_was_called(
    monkeypatch: pytest.MonkeyPatch, called: str, typed: str
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    assert program() == typed


def test_a_path_in_this_folder_is_named_from_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / ".venv" / "bin" / "jemputbola")])
    assert program() == str(Path(".venv") / "bin" / "jemputbola")


def test_a_command_on_the_path_is_named_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command = tmp_path / "jemputbola"
    command.write_text("#!/bin/sh\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(command)])
    assert program() == "jemputbola"


def test_hints_keep_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bin/jemputbola"])
    said = {
        lang: say("init_done", lang, program=program(), book="b", folder="k") for lang in LANGUAGES
    }
    assert "bin/jemputbola plan k --lang en" in said["en"].splitlines()[-1]
    assert said["id"].splitlines()[-1] == "  bin/jemputbola plan k"


def test_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"jemputbola {version('jemputbola')}\n"


@pytest.mark.parametrize("text", ["2018-03-12", "12/03/2018", "12-03-2018", "12 Maret 2018"])
def test_dates_are_read_as_in_the_workbook(text: str) -> None:
    faults: list[Message] = []
    day = date_option("--start", text, faults)
    assert day is not None
    assert (day.isoformat(), faults) == ("2018-03-12", [])
