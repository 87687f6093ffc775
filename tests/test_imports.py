"""Imports run one way: geodata <- routing <- maps <- planner, and within each package too."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("geodata", "routing", "maps", "planner")
"""Each may import itself and those before it."""

SUBPACKAGES = {
    ".".join(path.relative_to(ROOT).parent.parts)
    for package in PACKAGES
    for path in (ROOT / package).rglob("__init__.py")
}
"""Packages and sub-packages; each has a face, its `__init__`."""

WITH_SUBPACKAGES = {name.rpartition(".")[0] for name in SUBPACKAGES}

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


def name_of(path: Path) -> str:
    """Full name of a module; that of the package for its `__init__`."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


def home(name: str) -> str:
    """The module where an imported name is defined, through the faces that pass it on."""
    module, _, last = name.rpartition(".")
    if name in MODULES:
        return name
    if last in FACES.get(module, {}):
        passed = FACES[module][last]
        return passed if passed == name else home(f"{passed}.{last}")
    return module


def unit(module: str) -> str:
    """The sub-package of a module; the module itself where it stands beside sub-packages."""
    parent = module.rpartition(".")[0]
    return module if module in SUBPACKAGES or parent in WITH_SUBPACKAGES else parent


MODULES = {name_of(path) for path in FILES} | SUBPACKAGES

FACES = {
    name_of(path): {
        alias.name: f"{name_of(path)}.{node.module or alias.name}"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for package in PACKAGES
    for path in (ROOT / package).rglob("__init__.pyi")
}
"""What each lazily loaded face passes on: the module of each name."""


def arrows() -> dict[str, set[str]]:
    """Modules of ours that each module imports, anywhere in it; faces aside."""
    found: dict[str, set[str]] = {}
    for path in FILES:
        module, tree = parsed(path)
        if path.name != "__init__.py":
            homes = {home(name) for name in imports(tree, module)}
            found[module] = {each for each in homes if each in MODULES} - {module}
    return found


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Nodes of which each can be reached from itself."""
    left = {node: set(targets) for node, targets in graph.items()}
    while done := [node for node, targets in left.items() if not targets & left.keys()]:
        for node in done:
            del left[node]
    return sorted(left)


def test_no_two_modules_import_each_other() -> None:
    assert circle(arrows()) == []


def test_no_two_subpackages_import_each_other() -> None:
    graph: dict[str, set[str]] = {}
    for module, targets in arrows().items():
        own = graph.setdefault(unit(module), set())
        own |= {unit(target) for target in targets} - {unit(module)}
    assert circle(graph) == []


def past_a_face(module: str, names: Iterator[str]) -> list[str]:
    """Imports of modules inside a sub-package, from outside it, that its face does not list."""
    found = []
    for name in names:
        target = name if name in MODULES else name.rpartition(".")[0]
        owner, _, last = target.rpartition(".")
        listed = target in SUBPACKAGES or FACES.get(owner, {}).get(last) == target
        inside = owner in PACKAGES or f"{module}.".startswith(f"{owner}.")
        if target in MODULES and not listed and not inside:
            found.append(name)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_reaches_past_a_face(path: Path) -> None:
    module, tree = parsed(path)
    assert past_a_face(name_of(path), imports(tree, module)) == []


@pytest.mark.parametrize("face", sorted(FACES))
def test_every_name_of_a_face_is_what_its_module_has(face: str) -> None:
    package = importlib.import_module(face)
    for name, module in FACES[face].items():
        found = importlib.import_module(module)
        assert getattr(package, name) is (
            found if module == f"{face}.{name}" else getattr(found, name)
        )


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


def test_the_look_for_circles_itself() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]
    assert home("geodata.load_dataset") == "geodata.dataset.loader"
    assert unit("geodata.dataset.loader") == "geodata.dataset"
    assert unit("geodata.errors") == "geodata.errors"


@pytest.mark.parametrize(
    ("module", "line", "expected"),
    [
        ("geodata.roads.graph", "from geodata.dataset.loader import Dataset", True),
        ("geodata.roads.graph", "from geodata.dataset import loader", True),
        ("planner.cli", "import geodata.dataset.loader", True),
        ("geodata.roads.graph", "from geodata.dataset import Dataset", False),
        ("geodata.roads.graph", "from geodata.roads.snapping import snap", False),
        ("geodata.roads.graph", "from geodata.errors import DatasetError", False),
        ("planner.workbook.loader", "from planner.workbook.schema.times import day", True),
        ("planner.workbook.schema.times", "from planner.workbook.faults import Fault", False),
        ("planner.cli", "from planner.workbook.faults import Fault", True),
    ],
)
def test_the_look_for_faces_itself(module: str, line: str, expected: bool) -> None:
    assert bool(past_a_face(module, imports(ast.parse(line), module))) is expected


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
