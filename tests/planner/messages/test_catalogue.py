from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import planner
from planner.errors import OptionError
from planner.messages.catalogue import LANGUAGES, MESSAGES, note, say

SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted(Path(planner.__file__).parent.rglob("*.py"))
    if not path.name.endswith("messages.py")
)
SAME_IN_BOTH = {"town_label", "way", "head_km", "set_rupiah_per_km", "fill_fault"}
SAME_IN_BOTH |= {"plan_a", "plan_b", "figure_line", "figure_same", "moved_line", "shifted_line"}
"""Messages that hold next to no words of their own."""
BUILT_KEYS = {"town_label", "kecamatan_label", "village_label", "model", "search", "prove", "final"}
BUILT_KEYS |= {"wording_brace", "wording_empty", "wording_long", "wording_unknown"}
"""Messages whose key is made of a kind or a stage and stands nowhere as a whole."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_hold_the_same_figures(key: str) -> None:
    bahasa, english = MESSAGES[key]
    assert fields(bahasa) == fields(english)


@pytest.mark.parametrize("key", sorted(set(MESSAGES) - SAME_IN_BOTH))
def test_a_message_is_translated(key: str) -> None:
    bahasa, english = MESSAGES[key]
    assert bahasa != english


@pytest.mark.parametrize("key", sorted(set(MESSAGES) - BUILT_KEYS))
def test_every_message_is_used(key: str) -> None:
    assert f'"{key}"' in SOURCES


def test_every_key_that_is_said_has_a_message() -> None:
    said = set(re.findall(r'\b(?:say|note)\(\s*"([^"]+)"', SOURCES))
    assert len(said) > 30
    assert said <= set(MESSAGES)


def test_say_sets_values_in() -> None:
    assert say("bad_teams", "en", value=0).startswith("--teams 0: ")
    assert say("bad_teams", "id", value=0).startswith("--teams 0: tanpa ")


def test_a_note_says_what_it_holds_in_the_readers_language() -> None:
    label = note("village_label", name="Tunfeu", kecamatan="Nekamese", id="1")
    found = note("place_ambiguous", value="Tunfeu", labels=(label, "x"))
    assert found.text("en") == (
        "'Tunfeu' means several places: village Tunfeu in Nekamese (1); x. Write the code."
    )
    assert (
        found.text("id") == "'Tunfeu' ada beberapa: Desa Tunfeu di Nekamese (1); x. Tulis kodenya."
    )
    spoken = note("attention", text=lambda language: f"<{language}>")
    assert [spoken.text(language) for language in LANGUAGES] == ["Perhatian: <id>", "Note: <en>"]


def test_an_error_says_all_its_notes() -> None:
    error = OptionError([note("bad_work", value=-1), note("bad_seed", value=-2)])
    assert str(error) == error.text("en")
    assert error.text("id").splitlines() == [
        "--work -1: beri 0 atau lebih",
        "--seed -2: beri 0 atau lebih",
    ]
