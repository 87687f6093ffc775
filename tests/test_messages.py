"""Both languages hold every message with the same figures, and no message is left over."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from geodata import LANGUAGES, Language, Message, say
from planner.errors import OptionError

ROOT = Path(__file__).parent.parent
PACKAGES = ("geodata", "routing", "maps", "planner")
PLACEHOLDER = re.compile(r"%\((\w+)\)([sr])")
SAME_IN_BOTH = {"town_label", "head_km", "set_rupiah_per_km", "fill_fault"}
SAME_IN_BOTH |= {"plan_a", "plan_b", "figure_line", "figure_same", "moved_line", "shifted_line"}
SAME_IN_BOTH |= {
    "incident_fault",
    "incident_told",
    "fault.incident_note",
    "fault_value",
    "remedy.point_elsewhere",
    "heading.kecamatan",
    "heading.km_unit",
}
SAME_IN_BOTH |= {"%(check)s: %(detail)s", "%(count)s %(level)s (%(code)s)", "%(file)s%(what)s"}
SAME_IN_BOTH |= {"%(file)s: %(what)s", "%(km)s km: %(told)s", "%(names)s: %(remedy)s", "kecamatan"}
"""Messages that hold next to no words of their own."""
BUILT = {"town_label", "kecamatan_label", "village_label"}
BUILT |= {"wording_brace", "wording_empty", "wording_long", "wording_unknown"}
LIBRARY = {
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
    "Show this message and exit.",
}
"""What the library says in the help of every command."""
BUILT |= LIBRARY | {"own.residents.kecamatan", "own.residents.village"}
"""Messages whose key is made of a kind and stands nowhere as a whole."""
PARTS = ("fault.", "remedy.", "unserved.", "reason.", "taken_over.", "heading.")
"""What is put before a code for the part of the program that looks it up."""
MESSAGES = {"Message": (), "say": (), "fault": ("fault.", "remedy.")}
"""Functions that take a key, and with what the keys that they look up begin."""


@cache
def held(code: str) -> dict[str, tuple[str, ...]]:
    """Return the forms of every message of a language, by its key."""
    path = ROOT / "geodata" / "locale" / code / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        read = [message for message in read_po(file, locale=code) if message.id]
    keys = [m.id if isinstance(m.id, str) else m.id[0] for m in read]
    assert len(keys) == len(set(keys))
    forms = [(m.string,) if isinstance(m.string, str) else tuple(m.string or ()) for m in read]
    return dict(zip(keys, forms, strict=True))


def sources() -> Iterator[ast.Module]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


@cache
def constants() -> frozenset[str]:
    """Return every text that stands in the code."""
    texts = [
        node.value
        for tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    helps = (inspect.cleandoc(text).split("\n\n") for text in texts if "Exit codes" in text)
    whole = ("\n\n".join(" ".join(part.split()) for part in parts) for parts in helps)
    files = (f"{text}. [default: none]" for text in texts)
    columns = (f"Column of the {text}. [default: guessed]" for text in texts)
    return frozenset([*texts, *whole, *files, *columns])


def asked() -> Iterator[str]:
    """Yield the keys that the code asks for by a literal."""
    for tree in sources():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            named = node.func.id if isinstance(node.func, ast.Name) else ""
            first = node.args[0]
            if named in MESSAGES and isinstance(first, ast.Constant):
                yield from (head + str(first.value) for head in MESSAGES[named] or ("",))


def test_both_languages_hold_every_message() -> None:
    assert list(held("id")) == list(held("en"))
    assert len(held("id")) > 500


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_message_is_empty(code: str) -> None:
    assert [key for key, forms in held(code).items() if not all(forms)] == []


def test_both_languages_set_the_same_values_in() -> None:
    for key, forms in held("id").items():
        wanted = {tuple(sorted(PLACEHOLDER.findall(form))) for form in forms}
        for form in held("en")[key]:
            assert {tuple(sorted(PLACEHOLDER.findall(form)))} == wanted, key
            assert not re.search(r"%(?!\()", form.replace("%%", "")), key


def test_every_message_is_translated() -> None:
    same = {key for key, forms in held("id").items() if forms == held("en")[key]}
    assert same == SAME_IN_BOTH


def test_every_message_is_used() -> None:
    bare = {key.removeprefix(next(filter(key.startswith, PARTS), "")) for key in held("id")}
    assert bare - constants() == BUILT


def test_every_message_that_is_asked_for_is_held() -> None:
    found = set(asked())
    assert len(found) > 300
    assert found <= set(held("id"))


def test_values_are_set_in() -> None:
    assert say("bad_teams", "en", value=0).startswith("--teams 0: ")
    assert say("bad_teams", "id", value=0).startswith("--teams 0: tanpa ")


def test_a_message_says_what_it_holds_in_the_readers_language() -> None:
    label = Message("village_label", name="Tunfeu", kecamatan="Nekamese", id="1")
    found = Message("place_ambiguous", value="Tunfeu", labels=(label, "x"))
    assert found.text("en") == (
        "'Tunfeu' means several places: village Tunfeu in Nekamese (1); x. Write the code."
    )
    assert (
        found.text("id") == "'Tunfeu' ada beberapa: Desa Tunfeu di Nekamese (1); x. Tulis kodenya."
    )
    assert str(found) == found.text("en")


def test_an_error_says_all_its_messages() -> None:
    error = OptionError([Message("bad_work", value=-1), Message("bad_seed", value=-2)])
    assert str(error) == error.text("en")
    assert error.text("id").splitlines() == [
        "--work -1: beri 0 atau lebih",
        "--seed -2: beri 0 atau lebih",
    ]


SUMS = {"residents": 500, "start": "Monday", "deadline": "Friday", "days": 1}


@pytest.mark.parametrize(
    ("posts", "pairs", "said"),
    [
        (1, 1, "1 post, 500 residents, 1 pair, Monday to Friday, 1 working date."),
        (2, 11, "2 posts, 500 residents, 11 pairs, Monday to Friday, 1 working date."),
    ],
)
def test_one_is_followed_by_a_singular(posts: int, pairs: int, said: str) -> None:
    assert say("check_sums", "en", posts=posts, pairs=pairs, **SUMS) == said


def test_indonesian_has_no_plural_forms() -> None:
    language: Language = "id"
    told = say("check_sums", language, posts=1, pairs=1, **SUMS)
    assert told.startswith("1 pos, 500 warga, 1 pasangan")
