"""The audit stands alone: the standard library, a Parquet reader and itself."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import routing.audit

FOLDER = Path(routing.audit.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that is imported anywhere in the file, functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide what is imported"
            if node.module in {"routing", "routing.audit"}:
                yield from (f"{node.module}.{name.name}" for name in node.names)
            else:
                yield node.module or ""


def allowed(module: str) -> bool:
    if module == "pyarrow.parquet" or module.split(".", maxsplit=1)[0] in sys.stdlib_module_names:
        return True
    return module.startswith("routing.audit.") and f"{module.split('.')[2]}.py" in {
        path.name for path in MODULES
    }


def test_all_modules_are_looked_at() -> None:
    assert {"bundle_audit.py", "strict_json.py", "sum_rules.py"} <= {path.name for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_imports(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [module for module in imported(tree) if not allowed(module)] == []
    called = {node.func.id for node in ast.walk(tree) if _plain_call(node)}  # type: ignore[attr-defined]
    assert not called & {"__import__", "exec", "eval"}


def _plain_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("import routing.plan.document", False),
        ("from routing.campaign.document import Campaign", False),
        ("from routing import clock", False),
        ("import pandas", False),
        ("import pyarrow", False),
        ("from geodata import travel", False),
        ("import pyarrow.parquet as pq", True),
        ("from routing.audit.strict_json import Record", True),
        ("from routing.audit import sum_rules", True),
        ("from fractions import Fraction", True),
    ],
)
def test_the_look_itself(line: str, expected: bool) -> None:
    assert all(allowed(module) for module in imported(ast.parse(line))) is expected
