"""One case of a what-if, in a process of its own: `python -m planner.what_if.worker FOLDER`.

The folder holds campaign.json and travel.parquet; plan.json is written beside them when the
audit has found nothing. What is said on standard output is one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from planner.bundle import PLAN_FILE, audited, read_campaign
from routing import Limits, solve

if TYPE_CHECKING:
    from geodata import Language


def _end_with_parent() -> None:
    """End this process when the one that started it ends, even where that was killed."""
    while os.read(sys.stdin.fileno(), 1024):  # without the lock that the interpreter's end needs
        pass
    os._exit(1)


def main(arguments: list[str]) -> None:
    """Plan the campaign of a folder: FOLDER LANGUAGE SECONDS SEED WORK (or -) THREADS."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder, seconds, seed, work, threads = Path(arguments[0]), *arguments[2:6]
    language: Language = "id" if arguments[1] == "id" else "en"
    trials = None if work == "-" else int(work)
    limits = Limits(float(seconds), trials, int(seed), threads=int(threads))
    campaign, travel = read_campaign(folder)
    result = solve(campaign, travel, limits, None, language)
    result, defect = audited(campaign, travel, result)
    (folder / PLAN_FILE).write_bytes(result.plan.to_json().encode())
    print(json.dumps({"ended": result.ended, "seconds": result.seconds, "defect": defect}))


if __name__ == "__main__":
    main(sys.argv[1:])
