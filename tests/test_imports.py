"""Imports run one way: geodata <- routing <- maps <- planner."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("geodata", "routing", "maps", "planner")
"""Each may import itself and those before it."""

FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imports(tree: ast.AST, module: str) -> Iterator[str]:
    """Full names of what is imported anywhere in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")[: -node.level] if node.level else []
            parts += [node.module] if node.module else []
            yield from (".".join([*parts, name.name]) for name in node.names)


def top_level(tree: ast.Module) -> ast.Module:
    """The module without the bodies of its functions: what runs when it is imported."""

    class Cut(ast.NodeTransformer):
        def visit_FunctionDef(self, _: ast.FunctionDef) -> None:
            return None

        def visit_AsyncFunctionDef(self, _: ast.AsyncFunctionDef) -> None:
            return None

    cut = Cut().visit(tree)
    assert isinstance(cut, ast.Module)
    return cut


def backward(package: str, names: Iterator[str]) -> list[str]:
    """Imports of packages that come after this one."""
    later = PACKAGES[PACKAGES.index(package) + 1 :]
    return [name for name in names if name.split(".", maxsplit=1)[0] in {*later, "tests"}]


def parsed(path: Path) -> tuple[str, ast.Module]:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return module, ast.parse(path.read_text(encoding="utf-8"))


def test_every_package_is_looked_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(PACKAGES)
    assert len(FILES) > 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_arrow_runs_back(path: Path) -> None:
    module, tree = parsed(path)
    assert backward(module.split(".", maxsplit=1)[0], imports(tree, module)) == []


def test_ortools_stays_in_the_model() -> None:
    users = []
    for path in FILES:
        module, tree = parsed(path)
        if any(name.split(".")[0] == "ortools" for name in imports(tree, module)):
            users.append(module)
            early = imports(top_level(tree), module)
            assert not [name for name in early if name.startswith("ortools")]
    assert users == ["routing.search.ortools_model"]


def test_importing_the_packages_loads_no_solver() -> None:
    look = (
        "import sys, geodata, routing, maps, planner\n"
        "from routing import solve, Campaign, Plan, Limits, audit_bundle\n"
        "print(*sorted(n for n in sys.modules if n.split('.')[0] == 'ortools'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("package", "line", "expected"),
    [
        ("geodata", "import routing.plan.document", True),
        ("geodata", "from routing import plan", True),
        ("routing", "from maps.drawing.layers import x", True),
        ("routing", "def f():\n    import planner", True),
        ("maps", "from tests.routing import towns", True),
        ("routing", "from geodata.travel.table import TravelTable", False),
        ("planner", "import maps, routing, geodata", False),
        ("routing", "from . import plan", False),
        ("geodata", "from .. import routing", True),
    ],
)
def test_the_look_itself(package: str, line: str, expected: bool) -> None:
    assert bool(backward(package, imports(ast.parse(line), f"{package}.some"))) is expected
