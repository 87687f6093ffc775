"""Temporary folders: removed afterwards, and those of processes that were killed later."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geodata.rooms import UNOWNED_SECONDS, YOUNG_SECONDS, clear_rooms, room

HOLDING = """
import sys, time
from pathlib import Path
from geodata.rooms import room

with room("case-", Path(sys.argv[1])) as held:
    (held / "work.txt").write_text("work")
    print(held, flush=True)
    time.sleep(60)
"""


def aged(folder: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(folder, (then, then))


@pytest.mark.parametrize("error", [None, KeyboardInterrupt])
def test_a_room_is_removed_afterwards(tmp_path: Path, error: type[BaseException] | None) -> None:
    if error is None:
        with room("case-", tmp_path) as held:
            assert held.parent == tmp_path
    else:
        with pytest.raises(error), room("case-", tmp_path):
            raise error
    assert list(tmp_path.iterdir()) == []


def test_a_room_stays_until_its_owner_has_ended(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    held = Path(process.stdout.readline().strip())
    aged(held, UNOWNED_SECONDS + 1)
    clear_rooms("case-", tmp_path)
    assert (held / "work.txt").is_file()
    process.kill()
    process.wait()
    process.stdout.close()
    clear_rooms("case-", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_may_be_in_use_or_is_anothers_stays(tmp_path: Path) -> None:
    for name in ("case-new", "case-cut-short", "other-old"):
        (tmp_path / name).mkdir()
    (tmp_path / "case-file").touch()
    (tmp_path / "case-link").symlink_to("other-old")
    aged(tmp_path / "other-old", 2 * UNOWNED_SECONDS)
    aged(tmp_path / "case-cut-short", UNOWNED_SECONDS + 1)
    aged(tmp_path / "case-new", YOUNG_SECONDS + 1)
    clear_rooms("case-", tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"case-new", "other-old", "case-file", "case-link"}


def test_a_folder_that_is_not_there_holds_no_rooms(tmp_path: Path) -> None:
    clear_rooms("case-", tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []
