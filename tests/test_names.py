"""A public name is defined in one module alone, and every name that a text mentions exists."""

from __future__ import annotations

import ast
import io
import pkgutil
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("geodata", "routing", "maps", "planner")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

ALLOWED = {
    "main": "what a module that is run as a program starts with",
    "P": "a parameter of a generic function, as in every textbook",
    "T": "a type of a generic function, as in every textbook",
}
"""Public names that may be defined in more than one module, each with its reason."""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def targets(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Tuple):
        for each in node.elts:
            yield from targets(each)


def defined(tree: ast.Module) -> Iterator[str]:
    """Names that a module defines at its top level, public ones alone."""
    for node in tree.body:
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [name for target in node.targets for name in targets(target)]
        elif isinstance(node, ast.AnnAssign):
            names = list(targets(node.target))
        yield from (name for name in names if not name.startswith("_"))


def homonyms(modules: dict[str, ast.Module]) -> dict[str, list[str]]:
    """Public names that several modules define.

    The audit shares no code with the rest: what it defines anew is no homonym of the one other
    module that has the name.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for module, tree in modules.items():
        for name in defined(tree):
            places[name].add(module)
    return {
        name: sorted(found)
        for name, found in sorted(places.items())
        if len({"routing.audit" if m.startswith("routing.audit") else m for m in found}) > 1
        and sum(not m.startswith("routing.audit") for m in found) > 1
    }


def test_a_public_name_is_defined_once() -> None:
    trees = {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    found = homonyms(trees)
    assert {name: at for name, at in found.items() if name not in ALLOWED} == {}


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        ({"maps.a": "X = 1", "maps.b": "def X(): ..."}, {"X": ["maps.a", "maps.b"]}),
        ({"maps.a": "X, Y = 1, 2", "maps.b": "class Y: ..."}, {"Y": ["maps.a", "maps.b"]}),
        ({"maps.a": "_X = 1", "maps.b": "_X = 2"}, {}),
        ({"maps.a": "X: int = 1", "routing.audit.b": "X = 1", "routing.audit.c": "X = 1"}, {}),
        ({"maps.a": "def f():\n    X = 1", "maps.b": "X = 1"}, {}),
    ],
)
def test_the_look_for_homonyms_itself(
    modules: dict[str, str], expected: dict[str, list[str]]
) -> None:
    assert homonyms({name: ast.parse(text) for name, text in modules.items()}) == expected


MENTION = re.compile(r"(?<![\w./@-])(?:geodata|routing|maps|planner)(?:\.[A-Za-z_]\w*)+(?![\w/])")
FILE_ENDINGS = ("csv", "html", "js", "json", "md", "mo", "parquet", "po", "py", "toml", "xlsx")
PROSE = sorted([*ROOT.glob("*.md"), *ROOT.glob("geodata/*.md"), *ROOT.glob("docs/**/*.md")])
PYTHON = [*FILES, *sorted((ROOT / "tests").rglob("*.py"))]


def prose(path: Path) -> str:
    """What people read of a file: all of it, or of a module its comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    loose = [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    return "\n".join([*comments, *loose])


def mentions(text: str) -> set[str]:
    """Full names of modules, and of what is in them, that a text mentions."""
    found = {match.group() for match in MENTION.finditer(text)}
    return {name for name in found if name.rpartition(".")[2] not in FILE_ENDINGS}


def exists(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("path", [*PROSE, *PYTHON], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_name_that_a_text_mentions_exists(path: Path) -> None:
    assert sorted(name for name in mentions(prose(path)) if not exists(name)) == []


def test_the_look_for_mentions_itself() -> None:
    text = "See `routing.plan.Plan` and routing.nowhere, not planner.po nor x/maps.html."
    assert mentions(text) == {"routing.plan.Plan", "routing.nowhere"}
    assert exists("routing.plan.Plan")
    assert exists("geodata.dataset.loader")
    assert not exists("routing.nowhere")
    assert not exists("routing.plan.Nothing")
