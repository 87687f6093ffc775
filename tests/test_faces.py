"""What other programs may use: each package's face, its doctests, and the script in docs/."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("geodata", "routing", "maps", "planner")
SCRIPT = ROOT / "docs" / "plan_a_campaign.py"
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_name_of_a_face_is_there_and_documented(package: str) -> None:
    module = importlib.import_module(package)
    assert len(set(module.__all__)) == len(module.__all__) > 5
    for name in module.__all__:
        thing = getattr(module, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert thing.__doc__, f"{package}.{name} has no docstring"
            assert thing.__module__.partition(".")[0] in PACKAGES


@pytest.mark.parametrize("package", PACKAGES)
def test_public_functions_explain_their_parameters_and_errors(package: str) -> None:
    """Every parameter of a function of several is named in its docstring, or says it by type."""
    module = importlib.import_module(package)
    for name in module.__all__:
        thing = getattr(module, name)
        if inspect.isfunction(thing) and len(inspect.signature(thing).parameters) > 3:
            assert "Parameters\n" in inspect.getdoc(thing), f"{package}.{name}"


@pytest.mark.parametrize("package", PACKAGES)
def test_a_face_knows_no_other_names(package: str) -> None:
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        importlib.import_module(package).nothing_of_ours  # noqa: B018


def test_names_are_the_same_the_second_time() -> None:
    import planner

    assert planner.plan_cases is planner.plan_cases
    assert callable(planner.plan_cases)
    assert callable(planner.compare)


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_has_its_page(package: str) -> None:
    page = (ROOT / "docs" / "api" / f"{package}.rst").read_text(encoding="utf-8")
    assert f".. automodule:: {package}\n" in page
    assert f"   {package}\n" in (ROOT / "docs" / "api" / "index.rst").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_in_docstrings(module: str) -> None:
    found = doctest.testmod(importlib.import_module(module))
    assert found.attempted > 0
    assert found.failed == 0


def test_the_script_has_twenty_lines() -> None:
    body = ast.parse(SCRIPT.read_text(encoding="utf-8")).body[1:]  # without its docstring
    lines = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert len(lines) <= 20


@pytest.mark.slow
def test_the_script_plans_a_campaign(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-W", "error", str(SCRIPT), str(out)],
        capture_output=True, text=True, check=True, timeout=600, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "Rules kept: True." in done.stdout
    summary = json.loads((out / "plan.json").read_text(encoding="utf-8"))["summary"]
    assert summary["residents_to_record"] == 20_100  # 100 more in Takari
    assert (out / "schedule.xlsx").is_file()
    kecamatan = gpd.read_file(out / "plan.gpkg", layer="kecamatan")
    assert kecamatan.crs == "EPSG:4326"
    assert kecamatan["recorded"].sum() == summary["residents_recorded"]
