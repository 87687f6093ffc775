from __future__ import annotations

import ast
from pathlib import Path

import geodata

PACKAGE = Path(geodata.__file__).parent


def test_the_public_face() -> None:
    assert geodata.__all__ == sorted(geodata.__all__)
    aliases = {"Language"}  # a type alias has no docstring
    assert all(getattr(geodata, name).__doc__ for name in {*geodata.__all__} - aliases)


def test_modules_export_what_they_have() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                exported = ast.literal_eval(node.value)
                module = __import__(
                    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts),
                    fromlist=exported,
                )
                assert all(hasattr(module, name) for name in exported), path.name


def test_errors_are_of_one_family() -> None:
    for name in ("DatasetError", "PlaceError", "UnreachableError"):
        assert issubclass(getattr(geodata, name), geodata.GeodataError)


def test_the_extras_of_the_build_step_are_not_needed_at_run_time() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert not {"holidays", "frictionless"} & set(names), path.name
