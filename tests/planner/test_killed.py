"""`replan` and `announce --sent`, killed without a word at moments spread over the run.

Whatever the moment, the folder holds the old bundle or the new one, whole, and the next run does
its work and clears away what the killed ones left.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from geodata.atomic_file import LEFT_SECONDS
from geodata.rooms import YOUNG_SECONDS
from routing.audit import audit_bundle
from tests.planner import small_campaign
from tests.planner.conftest import Answer

KILLS = 6
KIT = "kit {team} 2018-03-14..2018-03-16"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups on this system"),
]


def contents(folder: Path) -> dict[str, str]:
    """Hashes of all files by name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def assert_whole(folder: Path) -> None:
    """Every file is the one that the list of files names, and the audit passes.

    `run.json` has no hash there.
    """
    held = contents(folder)
    listed = json.loads((folder / "files.json").read_text(encoding="utf-8"))["sha256"]
    assert listed.keys() <= held.keys()
    assert {name: held[name] for name, told in listed.items() if told} == {
        name: told for name, told in listed.items() if told
    }
    assert [name for name, told in listed.items() if told is None] == ["run.json"]
    assert audit_bundle(folder).violations == ()


def moments(length: float, seed: int) -> list[float]:
    """Seconds after the beginning of a run: one at random in each twelfth of its length."""
    dice = random.Random(seed)
    return [length * (number + dice.random()) / KILLS for number in range(KILLS)]


def run(words: Sequence[object], temporary: Path, seconds: float | None = None) -> float:
    """Run the command with its own temporary folder, and kill it and its children in time.

    Returns the seconds that it ran.
    """
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "planner.cli", *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(temporary)},
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    else:
        assert process.returncode == 0
    return time.monotonic() - began


@pytest.fixture
def campaign(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "kupang"))


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def age(folder: Path) -> None:
    """Make what killed runs left old enough to be cleared away."""
    ago = time.time() - max(YOUNG_SECONDS, LEFT_SECONDS) - 1
    for path in folder.iterdir():
        if path.name.startswith("."):
            os.utime(path, (ago, ago))


def test_a_killed_replan_leaves_the_old_revision_or_the_new_one(
    campaign: Path, temporary: Path, command: Callable[..., Answer]
) -> None:
    """In the old revision the kit of T03 is broken, in the new one that of T02."""
    words = ("replan", campaign / "out", "--now", "2018-03-14", "--out", campaign / "out-r1")
    words += small_campaign.REPLAN_WORK
    length = run((*words, "--incident", KIT.format(team="T03")), temporary)
    old = contents(campaign / "out-r1")
    words += ("--incident", KIT.format(team="T02"))
    for number, moment in enumerate(moments(length, 1)):
        run(words, temporary, moment)
        assert_whole(campaign / "out")
        assert_whole(campaign / "out-r1")
        assert (contents(campaign / "out-r1") == old) == _is_old(campaign), number
        assert list(temporary.iterdir()) == []
    age(campaign)
    run(words, temporary)
    assert not _is_old(campaign)
    assert_whole(campaign / "out-r1")
    assert sorted(path.name for path in campaign.iterdir()) == ["campaign.xlsx", "out", "out-r1"]
    assert command("audit", campaign / "out-r1").code == 0


def _is_old(campaign: Path) -> bool:
    return "T03" in (campaign / "out-r1" / "incidents.json").read_text(encoding="utf-8")


def test_a_killed_announce_leaves_the_old_promises_or_the_new_ones(
    campaign: Path, temporary: Path, command: Callable[..., Answer]
) -> None:
    """The old promises are of 5 March; the new ones are firm."""
    promises = campaign / "out" / "promises.csv"
    words = ("announce", campaign / "out", "--sent", "2018-03-05", "--strength", "firm")
    before = contents(campaign / "out")
    length = run(words, temporary)
    after = contents(campaign / "out")
    assert {name for name in after if after[name] != before.get(name)} == {"promises.csv"}
    for moment in moments(length, 2):
        promises.unlink()
        assert command("announce", campaign / "out", "--sent", "2018-03-05").code == 0
        assert contents(campaign / "out") == before
        run(words, temporary, moment)
        held = contents(campaign / "out")
        assert {name: held.get(name) for name in before} in (before, after)
        assert_whole(campaign / "out")
        assert list(temporary.iterdir()) == []
    age(campaign / "out")
    run(words, temporary)
    assert contents(campaign / "out") == after
