"""Files are written whole, and what killed runs left beside them goes."""

from __future__ import annotations

import os
import time
from pathlib import Path

from geodata.atomic_file import LEFT_SECONDS, write_whole


def test_what_a_killed_run_left_is_removed_once_it_is_nobodys(tmp_path: Path) -> None:
    """A younger one may be another run's, and other hidden files are the user's."""
    ago = time.time() - LEFT_SECONDS - 1
    for name in (".a.csv-abcd_123", ".a.csv-young_99", ".a.csv-mine", ".b.csv-abcd_123"):
        (tmp_path / name).write_text("half", encoding="utf-8")
        if "young" not in name:
            os.utime(tmp_path / name, (ago, ago))

    write_whole(tmp_path / "a.csv", b"whole")

    held = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert held == {
        "a.csv": "whole",
        ".a.csv-young_99": "half",
        ".a.csv-mine": "half",
        ".b.csv-abcd_123": "half",
    }
