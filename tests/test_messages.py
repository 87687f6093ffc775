"""Both languages hold every message with the same figures, and no message is left over."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from geodata import LANGUAGES, Figure, Message, po_file, say
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
SAME_IN_BOTH |= {"%(path)s: %(fault)s", "[%(table)s] %(key)s = %(value)s: %(remedy)s"}
SAME_IN_BOTH |= {"%(text)s", "%(name)s = %(rule)s"}
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
PARTS = (
    "errno.",
    "fault.",
    "remedy.",
    "rule.",
    "change.",
    "unserved.",
    "reason.",
    "taken_over.",
    "heading.",
    "role.",
)
"""What is put before a code for the part of the program that looks it up."""
MESSAGES = {"Message": (), "say": (), "fault": ("fault.", "remedy.")}
"""Functions that take a key, and with what the keys that they look up begin."""


CATALOGUES = [("geodata", "messages"), ("geodata", "dataset"), ("maps", "messages")]
NEVER_ONE = {
    "bad_residents", "wording_long", "long_span", "fault.long_span", "vary_teams", "vary_many",
    "fits_head", "factors_too_many", "no_connection", "heading.trip_line", "vehicle_nights",
}  # fmt: skip
"""Messages whose number before a noun is always another one than 1."""
COUNTED = re.compile(
    r"(?<!of )%\((\w+)\)s (?:duty |working |mapped |small )?"
    r"(residents|posts|pairs|days|nights|villages|dates|trips|legs|cases|findings|things|sessions"
    r"|letters|faults|islands|parts|places|links|sections|areas|incidents|reports)\b"
)
"""A number before a noun in English."""


@cache
def held(
    code: str, package: str = "geodata", domain: str = "messages"
) -> dict[str, tuple[str, ...]]:
    """Return the forms of every message of a language, by its key."""
    read = [message for message in po_file(code, package, domain) if message.id]
    keys = [m.id if isinstance(m.id, str) else m.id[0] for m in read]
    assert len(keys) == len(set(keys))
    forms = [(m.string,) if isinstance(m.string, str) else tuple(m.string or ()) for m in read]
    return dict(zip(keys, forms, strict=True))


def counted() -> frozenset[str]:
    """Return the keys of the messages with plural forms."""
    texts = po_file("en", "geodata")
    return frozenset(message.id[0] for message in texts if isinstance(message.id, tuple | list))


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


def asked() -> Iterator[tuple[str, set[str | None]]]:
    """Yield the keys that the code asks for by a literal, with the names of what is set in."""
    for tree in sources():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            named = node.func.id if isinstance(node.func, ast.Name) else ""
            first, names = node.args[0], {keyword.arg for keyword in node.keywords}
            if named in MESSAGES and isinstance(first, ast.Constant):
                for head in MESSAGES[named] or ("",):
                    yield head + str(first.value), names


@pytest.mark.parametrize(("package", "domain"), [CATALOGUES[0], CATALOGUES[2]])
def test_both_languages_hold_every_message(package: str, domain: str) -> None:
    assert list(held("id", package, domain)) == list(held("en", package, domain))
    assert len(held("id", package, domain)) > 400


@pytest.mark.parametrize(("package", "domain"), CATALOGUES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_message_is_empty(code: str, package: str, domain: str) -> None:
    found = held(code, package, domain)
    assert found
    assert [key for key, forms in found.items() if not all(forms)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_texts_of_the_dataset_keep_their_gaps(code: str) -> None:
    gaps = {key: forms[0].count("{}") for key, forms in held(code, "geodata", "dataset").items()}
    assert gaps == {key: key.count("{}") for key in gaps}


@pytest.mark.parametrize(("package", "domain"), [CATALOGUES[0], CATALOGUES[2]])
def test_both_languages_set_the_same_values_in(package: str, domain: str) -> None:
    for key, forms in held("id", package, domain).items():
        wanted = {tuple(sorted(PLACEHOLDER.findall(form))) for form in forms}
        for form in held("en", package, domain)[key]:
            assert {tuple(sorted(PLACEHOLDER.findall(form)))} == wanted, key
            assert not re.search(r"%(?!\()", form.replace("%%", "")), key


def test_a_message_with_a_count_has_plural_forms() -> None:
    single = {key: forms[0] for key, forms in held("en").items() if len(forms) == 1}
    assert {key for key, form in single.items() if COUNTED.search(form)} <= NEVER_ONE


def test_a_message_with_plural_forms_gets_its_count() -> None:
    assert len(counted()) > 30
    for key, forms in held("en").items():
        assert (len(forms) == 2) is (key in counted())
        assert len(held("id")[key]) == 1
    names = [(key, names) for key, names in asked() if key in counted()]
    assert len(names) > 20
    assert [key for key, given in names if not {"count", None} & given] == []


def test_every_message_is_translated() -> None:
    same = {key for key, forms in held("id").items() if forms == held("en")[key]}
    assert same == SAME_IN_BOTH


def test_every_message_is_used() -> None:
    bare = {key.removeprefix(next(filter(key.startswith, PARTS), "")) for key in held("id")}
    assert bare - constants() == BUILT


def test_every_message_that_is_asked_for_is_held() -> None:
    found = {key for key, _ in asked()}
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


@pytest.mark.parametrize(
    ("count", "english", "indonesian"),
    [
        (0, "0 duty days", "0 hari dinas"),
        (1, "1 duty day", "1 hari dinas"),
        (Figure(1), "1 duty day", "1 hari dinas"),
        (2, "2 duty days", "2 hari dinas"),
        (Figure(1234), "1,234 duty days", "1.234 hari dinas"),
    ],
)
def test_a_count_chooses_the_plural_form(
    count: int | Figure, english: str, indonesian: str
) -> None:
    message = Message("%(count)s duty days", count=count)
    assert (message.text("en"), message.text("id")) == (english, indonesian)


def test_a_sentence_with_several_counts_has_the_form_of_each() -> None:
    sums = {
        "posts": Message("%(count)s posts", count=1),
        "residents": Message("%(count)s residents", count=500),
        "pairs": Message("%(count)s pairs", count=11),
        "days": Message("%(count)s working dates", count=1),
    }
    said = Message("check_sums", start="Monday", deadline="Friday", **sums)
    assert said.text("en") == "1 post, 500 residents, 11 pairs, Monday to Friday, 1 working date."
    assert said.text("id").startswith("1 pos, 500 warga, 11 pasangan, ")
