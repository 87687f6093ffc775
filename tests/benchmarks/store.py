"""Finished runs on disk, so that a run that is cut off goes on where it ended.

Every answer is written at once to `build/benchmarks/CODE/KEY.json`; CODE is a hash of the
product's and the benchmarks' sources, so that figures of older code are never mixed in.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.benchmarks.report import ROOT

MEASURED = ("geodata", "routing", "planner", "tests/benchmarks", "tests/routing")
"""Folders whose code decides what is measured."""

REPORTING = {"report.py", "curve.py", "store.py", "schedule.py", "__main__.py"}
"""Files that only tell of it; sections are told apart by the keys of their tasks."""


@dataclass(frozen=True)
class Answer:
    """What a task found, the commit it ran on and the machine's load when it began."""

    found: Any
    commit: str
    load: float


class Store:
    """Answers by the keys of their tasks.

    Parameters
    ----------
    folder
        Where they are kept; `build/benchmarks` with a folder for the present code if none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def folder(self) -> Path:
        """Folder of the present code's answers."""
        return self._folder or ROOT / "build" / "benchmarks" / _code()

    def get(self, key: str) -> Answer | None:
        """The answer of a task, None where it has not run."""
        path = self.folder / f"{key}.json"
        if not path.exists():
            return None
        return Answer(**json.loads(path.read_text(encoding="utf-8")))

    def put(self, key: str, found: Any, load: float) -> None:
        """Keep an answer; written whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        held = {"found": found, "commit": commit(), "load": round(load, 1)}
        draft = self.folder / f".{key}.{os.getpid()}"
        draft.write_text(json.dumps(held), encoding="utf-8")
        draft.replace(self.folder / f"{key}.json")


def commit() -> str:
    """The commit that is checked out, marked where files differ from it."""
    head = _git("rev-parse", "--short", "HEAD") or "unknown"
    return f"{head} with changes" if _git("status", "--porcelain", "-uno") else head


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False, cwd=ROOT)
    return done.stdout.strip()


def _sources() -> Iterator[Path]:
    for folder in MEASURED:
        for path in sorted((ROOT / folder).rglob("*.py")):
            section = path.name.startswith(("section_", "test_"))
            if path.parent.name != "benchmarks" or not (section or path.name in REPORTING):
                yield path


def _code() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
