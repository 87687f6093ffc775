"""Compiled code on disk that is damaged or cannot be written: made anew, or done without."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from numba.core import event

from routing.jit import compiler
from routing.jit.code_files import CheckedFiles, damaged
from tests.routing.test_warm_up import Compiled


def twice(number: int) -> int:
    return 2 * number


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[int, bool]]:
    """Call a kernel as a new process would: what it says, and whether it was compiled."""
    monkeypatch.setattr(compiler, "folder", lambda: tmp_path)

    def call() -> tuple[int, bool]:
        ear = Compiled()
        event.register("numba:compile", ear)
        try:
            answer = compiler.kernel(twice)(21)
        finally:
            event.unregister("numba:compile", ear)
        return answer, "twice" in ear.names

    return call


def test_sound_files_are_read(fresh: Callable[[], tuple[int, bool]], tmp_path: Path) -> None:
    assert [fresh(), fresh()] == [(42, True), (42, False)]
    assert damaged(tmp_path) == []


def empty(data: bytes) -> bytes:
    return b""


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def noise(data: bytes) -> bytes:
    return bytes(range(256)) + b"noise of some 300 bytes"


def flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize("ending", ["nbi", "nbc"])
@pytest.mark.parametrize("damage", [empty, half, noise, flipped])
def test_damaged_files_are_made_anew(
    fresh: Callable[[], tuple[int, bool]], tmp_path: Path, damage: Any, ending: str
) -> None:
    fresh()
    paths = list(tmp_path.rglob(f"*.{ending}"))
    assert len(paths) == 1
    paths[0].write_bytes(damage(paths[0].read_bytes()))
    assert damaged(tmp_path) == paths
    assert [fresh(), fresh()] == [(42, True), (42, False)]
    assert damaged(tmp_path) == []


def test_a_full_disk_costs_the_next_run_its_time_only(
    fresh: Callable[[], tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(CheckedFiles, "_open_for_write", refuse)
    assert [fresh(), fresh()] == [(42, True), (42, True)]


@pytest.mark.parametrize("damage", [empty, half])
def test_a_damaged_file_that_no_kernel_asks_for_is_deleted(
    fresh: Callable[[], tuple[int, bool]], tmp_path: Path, damage: Any
) -> None:
    """One look finds the damage, the next one none: no run after it is told to get ready."""
    fresh()
    compiler.note_complete()
    assert compiler.complete()
    (code,) = tmp_path.rglob("*.nbc")
    idle = code.with_name(f"idle-{code.name}")
    idle.write_bytes(damage(code.read_bytes()))
    assert not compiler.complete()
    assert not idle.exists()
    assert not compiler.complete()  # nothing says yet that every kernel is there
    assert fresh() == (42, False)  # what is whole is kept
    compiler.note_complete()
    assert compiler.complete()
