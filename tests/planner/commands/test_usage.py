"""A command that was typed wrongly is told so in the reader's language, with exit code 2."""

from __future__ import annotations

import re

import pytest

from planner import cli

Capture = pytest.CaptureFixture[str]

WRONG = [
    (["plan", "--foo"], "Tidak ada pilihan --foo.", "There is no option --foo."),
    (["plan", "--secnds", "5"], "Apakah maksudnya --seconds", "Did you mean --seconds"),
    (["plan", "--seconds"], "--seconds perlu nilai", "--seconds needs a value"),
    (["plan", "--seconds", "x"], "--seconds x: beri angka", "--seconds x: give a number"),
    (["plan", "--seconds=x"], "--seconds x: beri angka", "--seconds x: give a number"),
    (["plan", "--work", "1.5"], "--work 1.5: beri bilangan bulat", "give a whole number"),
    (["plan", "--quiet=3"], "--quiet tidak memakai nilai", "--quiet takes no value"),
    (["plan", "a", "b"], "Kata ini berlebih: b.", "These words are too many: b."),
    (["replan", "a", "--most-changes", "-1"], "-1: beri 0 atau lebih", "-1: give 0 or more"),
    (["audit"], "FOLDER belum disebutkan.", "FOLDER is missing."),
    (["travel", "Oepoli"], "KE belum disebutkan.", "TO is missing."),
    (["region", "build"], "--out wajib diberikan", "--out has to be given"),
    (["nope"], "Tidak ada perintah nope.", "There is no command nope."),
    (["region", "fil"], "Apakah maksudnya fill?", "Did you mean fill?"),
]
LIBRARYS = ("Error:", "Try '", "No such", "Missing", "Invalid value", "Got unexpected", "requires")


@pytest.mark.parametrize(("arguments", "indonesian", "english"), WRONG)
def test_what_was_typed_wrongly_is_told_in_one_language(
    arguments: list[str], indonesian: str, english: str, capsys: Capture
) -> None:
    for language, said, usage in (("id", indonesian, "Pemakaian: "), ("en", english, "Usage: ")):
        # the language may stand anywhere; before, so that it is no missing value
        words = [*arguments[:1], "--lang", language, *arguments[1:]]
        if arguments[0] in {"region", "nope"}:
            words = [*arguments, "--lang", language]
        assert cli.run(words) == 2, words
        told = capsys.readouterr()
        assert told.out == ""
        assert said in told.err
        assert usage in told.err
        assert not [words for words in LIBRARYS if words in told.err]


def test_without_a_language_it_is_told_in_bahasa_indonesia(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JEMPUTBOLA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert cli.run(["audit"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "FOLDER belum disebutkan.",
        "Pemakaian: jemputbola audit [PILIHAN] FOLDER",
        "Bantuan: jemputbola audit -h",
    ]


@pytest.mark.parametrize("command", [["plan"], ["audit"], ["travel"], ["report"], ["what-if"]])
def test_help_names_arguments_as_we_do(command: list[str], capsys: Capture) -> None:
    assert cli.run([*command, "--help", "--lang", "id"]) == 0
    said = capsys.readouterr().out
    assert not [mark for mark in ("[[", "{", "<str>", "<path>", "[default:") if mark in said]


def test_what_stands_for_values_is_in_the_language_of_the_help(capsys: Capture) -> None:
    english = re.compile(r"\b(DATE|FILE|FILES|COLUMN|NAME|LON|LAT|FROM|INCIDENT|CODE)\b")
    for command in (["plan"], ["replan"], ["report"], ["travel"], ["region", "build"]):
        assert cli.run([*command, "--help", "--lang", "id"]) == 0
        assert english.findall(capsys.readouterr().out) == [], command
    assert cli.run(["travel", "Oepoli"]) == 2
    assert "Pemakaian: jemputbola travel [PILIHAN] DARI KE" in capsys.readouterr().err
