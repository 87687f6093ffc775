"""What the tests of the planner's desk share: the command, run as a planner runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from geodata import Dataset, load_dataset
from routing.warm_up import get_ready
from tests.conftest import Once
from tests.planner import small_campaign

TINY = ("--work", "30", "--seconds", "600", "--seed", "3")
"""A work limit that ends a search within seconds; the time limit must not be what ends it."""


@dataclass(frozen=True)
class Answer:
    """What the command said in a process of its own."""

    code: int
    out: str
    err: str


def jemputbola(*arguments: str | Path, hash_seed: int = 0) -> Answer:
    """Run the command in a process of its own, with warnings as errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "planner.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def command() -> Callable[..., Answer]:
    return jemputbola


@pytest.fixture(scope="session")
def tiny() -> tuple[str, ...]:
    return TINY


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load_dataset()


@pytest.fixture(scope="session")
def planned(once: Once) -> tuple[Path, Answer]:
    """The default campaign, planned with little work; the folder and what was said."""

    def make(folder: Path) -> None:
        get_ready()  # so that nothing is said of compiling
        answer = jemputbola("plan", "--out", folder / "alone" / "plan", *TINY, hash_seed=1)
        (folder / "said.json").write_text(json.dumps(asdict(answer)), encoding="utf-8")

    made = once("planned", make)
    said = json.loads((made / "said.json").read_text(encoding="utf-8"))
    return made / "alone" / "plan", Answer(**said)


@pytest.fixture(scope="session")
def small(once: Once) -> Path:
    """A campaign of three pairs and six posts, planned within seconds, its dates promised; the
    folder with `campaign.xlsx` and `out`. It is not to be changed."""

    def make(folder: Path) -> None:
        get_ready()
        small_campaign.write_workbook_into(folder)
        answers = (
            jemputbola("plan", folder, *small_campaign.WORK),
            jemputbola("announce", folder, "--sent", "2018-03-05"),
        )
        assert [answer.code for answer in answers] == [0, 0], answers

    return once("small", make)
