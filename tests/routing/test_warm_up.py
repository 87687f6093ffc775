"""Kernels: compiled before the clock starts, once for each, and anew when a source changes."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from numba.core import event
from numba.core.dispatcher import Dispatcher

import routing
from routing import warm_up
from routing.campaign.parts import ServerCapacity
from routing.jit import compiler
from routing.limits import Limits
from routing.solver import solve
from routing.warm_up import get_ready
from tests.routing.random_towns import Size, random_town

PACKAGE = Path(routing.__file__).parent
ROOT = PACKAGE.parent


class Compiled(event.Listener):
    """Names of the functions that numba compiles."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def on_start(self, event: event.Event) -> None:
        self.names.append(event.data["dispatcher"].__name__)

    def on_end(self, event: event.Event) -> None:
        return


@contextmanager
def listening() -> Iterator[list[str]]:
    ear = Compiled()
    event.register("numba:compile", ear)
    try:
        yield ear.names
    finally:
        event.unregister("numba:compile", ear)


def kernels() -> list[Dispatcher]:
    """All kernels of the modules that are loaded."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in compiler.sources()]
    return [
        value
        for name in names
        for value in vars(sys.modules.get(name)).values()
        if isinstance(value, Dispatcher) and value.py_func.__module__ == name
    ]


SMALL = Size(posts=(2, 2), teams=(2, 2), dates=(2, 3), residents=(1, 4), ferries=1, shared=True)
USUAL = Size(posts=(8, 8), teams=(3, 3), dates=(6, 6), residents=(5, 60), spread=90, ferries=1)
MANY = Size(posts=(64, 64), teams=(4, 4), dates=(3, 3), residents=(1, 9), spread=60, ferries=0)


@pytest.mark.parametrize(
    ("size", "changes"),
    [
        (SMALL, {}),
        (SMALL, {"one_pair_per_kecamatan": False, "server_capacity": ServerCapacity(2)}),
        (USUAL, {}),
        (USUAL, {"one_pair_per_kecamatan": False, "home_on_rest_days": False}),
        (USUAL, {"connectivity": "online", "server_capacity": ServerCapacity(40)}),
        (MANY, {}),
    ],
)
def test_a_solve_compiles_nothing_once_ready(size: Size, changes: dict[str, object]) -> None:
    get_ready()
    town, table = random_town(random.Random(5).randint, size)
    town = replace(town, rules=replace(town.rules, **changes))
    with listening() as names:
        result = solve(town, table, Limits(seconds=8, work=150))
    assert names == []
    assert result.compiling_seconds == 0


def test_each_kernel_is_compiled_once_and_kept_in_the_folder_of_this_version() -> None:
    get_ready()
    kept = {path.name.split("-")[0] for path in compiler.folder().rglob("*.nbi")}
    found = kernels()
    assert len(found) > 20
    for kernel in found:
        assert len(kernel.signatures) <= 1
        assert f"{kernel.py_func.__module__.rpartition('.')[2]}.{kernel.__name__}" in kept
    assert compiler.complete()


def test_kernels_use_figures_of_their_own_modules_only() -> None:
    """What a stamp covers: else a figure that was changed would stay as it was compiled."""
    text = "\n".join(path.read_text() for path in compiler.sources())
    figures = {
        name
        for kernel in kernels()
        for name in kernel.py_func.__code__.co_names
        if isinstance(kernel.py_func.__globals__.get(name), int | float)
    }
    assert figures
    ours = {
        name
        for names in re.findall(r"^((?:\w+, )*\w+) = ", text, re.MULTILINE)
        for name in names.split(", ")
    }
    assert figures <= ours


def test_each_part_has_its_process() -> None:
    assert sorted(part for own in warm_up.PROCESSES for part in own) == sorted(warm_up.PARTS)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package in a folder of its own, without what was compiled."""
    shutil.copytree(PACKAGE, tmp_path / "routing", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "geodata", tmp_path / "geodata")
    return tmp_path


def said(copy: Path, code: str, **variables: str) -> str:
    path = {"PYTHONPATH": str(copy), **variables}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=copy,
        env={**os.environ, **path},
    )
    return done.stdout.strip()


FOLDER = "from routing.jit import compiler; print(compiler.folder())"


def test_a_changed_kernel_is_compiled_anew_wherever_it_is_called(copy: Path) -> None:
    before = said(copy, FOLDER)
    assert Path(before).parent == copy / "routing" / "__pycache__"
    for name, changes in (
        ("instance/legs.py", True),
        ("bounds/setup_states.py", True),
        ("solver.py", False),
    ):
        path = copy / "routing" / name
        path.write_text(path.read_text() + "\n")
        after = said(copy, FOLDER)
        assert (after != before) == changes
        before = after


def test_a_caller_in_another_module_sees_what_was_changed(copy: Path) -> None:
    (copy / "routing" / "one.py").write_text(
        "from routing.jit.compiler import kernel\n\n\n@kernel\ndef figure() -> int:\n    return 1\n"
    )
    (copy / "routing" / "two.py").write_text(
        "from routing.jit.compiler import kernel\nfrom routing.one import figure\n\n\n"
        "@kernel\ndef twice() -> int:\n    return 2 * figure()\n"
    )
    code = "from routing.two import twice; print(twice())"
    assert said(copy, code) == "2"
    path = copy / "routing" / "one.py"
    path.write_text(path.read_text().replace("return 1", "return 3"))
    assert said(copy, code) == "6"


def test_the_users_cache_serves_where_the_package_may_not_be_written(copy: Path) -> None:
    (copy / "routing" / "__pycache__").write_text("a file where a folder should be")
    cache = copy / "cache"
    found = Path(said(copy, FOLDER, XDG_CACHE_HOME=str(cache), LOCALAPPDATA=str(cache)))
    assert cache in found.parents or sys.platform == "darwin"
    cache.rename(copy / "moved")
    cache.write_text("a file here, too")
    if sys.platform == "linux":
        assert said(copy, FOLDER, XDG_CACHE_HOME=str(cache)) == "None"


def test_only_the_latest_older_versions_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"kernels-{n}" for n in range(6)]
    for age, name in enumerate(names):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    monkeypatch.setattr(compiler, "folder", lambda: tmp_path / names[5])
    assert not compiler.complete()
    compiler.note_complete()
    assert compiler.complete()
    assert {path.name for path in tmp_path.iterdir()} == {*names[: compiler.KEPT], names[5]}


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups on this system")
def test_ctrl_c_while_compiling_ends_everything(tmp_path: Path) -> None:
    code = (
        "from routing.warm_up import get_ready\n"
        "try:\n    get_ready(lambda: print('compiling', flush=True), 2)\n"
        "except KeyboardInterrupt:\n    print('ended')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout.readline() == "compiling\n"
        time.sleep(0.5)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        started = children.read_text().split() if children.exists() else []
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "ended\n"
        assert process.wait(10) == 0
    assert not [number for number in started if Path(f"/proc/{number}").exists()]
    assert not list(tmp_path.rglob(compiler.MARK))
