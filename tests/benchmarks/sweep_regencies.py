"""Build, look over and plan every regency of a layer of villages, and count how that ends.

    python -m tests.benchmarks.sweep_regencies --villages FILE [--files FOLDER] [--write]
    python -m tests.benchmarks.sweep_regencies --villages FILE --stages build check --minutes 30

FILE is GeoParquet with the columns `regency_code`, `regency`, `district_code`, `district`,
`village_code`, `village` and outlines; FOLDER holds layers of one regency each. Every regency goes
through `region build`, `region check` and `plan --seconds 2`, as a planner types them, in a
process of its own that may take so long and is ended then. Such a layer tells no residents: each
village gets PEOPLE, of whom TO_RECORD in the regency are to be recorded: both are made up. A line
per regency and stage is kept in `build/benchmarks/sweep.jsonl`, so that a run that is cut off goes
on where it ended; `--retry` does again what did not end as it should.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import select
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from tests.benchmarks.report import ROOT, machine, table, write_section
from tests.benchmarks.store import commit

KEPT = ROOT / "build" / "benchmarks" / "sweep.jsonl"
ROOM = ROOT / "build" / "sweep"
COMMAND = "python -m tests.benchmarks.sweep_regencies --villages FILE --files FOLDER --write"
STAGES = ("build", "check", "plan")
PEOPLE, TO_RECORD = 3_000, 2_000
"""People of each village, and residents to record: made up, as the layers tell none."""
LIMITS = {"build": 300.0, "check": 300.0, "plan": 600.0}
"""Seconds that a stage may take on a busy machine."""

PLAN = ["--residents", str(TO_RECORD), "--start", "2018-03-12", "--deadline", "2018-06-26"]
PLAN += ["--seconds", "2", "--quiet", "--lang", "en"]

End = Literal["done", "refused", "unreachable", "no plan", "fault", "time"]
ENDS: dict[int, End] = {0: "done", 2: "refused", 3: "unreachable", 4: "no plan"}
GOOD = ("done", "refused", "unreachable", "no plan")
TOLD = {
    "done": "done",
    "refused": "refused in a sentence (exit 2)",
    "unreachable": "planned, a post is out of reach (exit 3)",
    "no plan": "nobody can be recorded (exit 4)",
    "fault": "traceback (exit 1)",
    "time": "not done in the time",
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Regency:
    """A regency to try: its key among the results, its name, and its layer."""

    key: str
    name: str
    layer: Path


class Worker:
    """A process that runs commands one after the other, so that they share its start.

    A command that takes too long ends the process; the next one gets a new one.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, arguments: Sequence[str], seconds: float) -> tuple[End, float, str]:
        """Run a command; how it ended, after how many seconds, and what it said last."""
        process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        began = time.monotonic()
        process.stdin.write(json.dumps(list(arguments)) + "\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], seconds)
        line = process.stdout.readline() if ready else ""
        took = time.monotonic() - began
        if not line:
            self.close()
            return ("time", took, "") if not ready else ("fault", took, "the process ended")
        answer = json.loads(line)
        return ENDS.get(answer["code"], "fault"), took, answer["said"]

    def _started(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.sweep_regencies", "--worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def work() -> None:
    """Answer commands from standard input, a JSON line each."""
    from planner.cli import run

    answers = sys.stdout
    for line in sys.stdin:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                code = run(json.loads(line))
            except Exception as error:
                code = 1
                said.write(f"{type(error).__name__}: {error}")
        last = said.getvalue().strip().splitlines()[-3:]
        answers.write(json.dumps({"code": code, "said": " / ".join(last)[-400:]}) + "\n")
        answers.flush()


def regencies(villages: Path | None, files: Path | None) -> list[Regency]:
    """The regencies of both arguments; layers are written out as they are needed."""
    found = []
    if villages is not None:
        codes = pd.read_parquet(villages, columns=["regency_code", "regency"]).drop_duplicates()
        found += [
            Regency(code, name, ROOM / f"{code}.gpkg")
            for code, name in sorted(codes.itertuples(index=False))
        ]
    if files is not None:
        layers = (path for path in sorted(files.iterdir()) if "geojson" in path.suffixes[0])
        found += [Regency(path.name.partition(".")[0], path.name, path) for path in layers]
    return found


def write_layer(villages: Path, regency: Regency) -> None:
    """Write the villages of a regency as a layer."""
    rows = gpd.read_parquet(villages, filters=[("regency_code", "==", regency.key)])
    regency.layer.parent.mkdir(parents=True, exist_ok=True)
    rows.to_file(regency.layer)


def fill(dataset: Path) -> None:
    """Give every village the same number of residents: made up."""
    path = dataset / "villages.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows.assign(population_2010=str(PEOPLE)).to_csv(path, index=False)


def commands(regency: Regency, folder: Path) -> dict[str, list[str]]:
    """What a planner types for each stage."""
    region = str(folder / "region")
    layer = ["--villages", str(regency.layer), "--name", regency.name, "--repair"]
    return {
        "build": ["region", "build", *layer, "--out", region, "--lang", "en"],
        "check": ["region", "check", region, "--lang", "en"],
        "plan": ["plan", "--region", region, "--out", str(folder / "plan"), *PLAN],
    }


def sweep(
    asked: Sequence[Regency], villages: Path | None, stages: Sequence[str], known: set[Any]
) -> Iterator[Row]:
    """Run the stages that are not known yet; a row for each."""
    worker = Worker()
    code = commit()
    try:
        for regency in asked:
            missing = [stage for stage in stages if (regency.key, stage) not in known]
            if not missing:
                continue
            folder = ROOM / regency.key
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            if regency.layer.parent == ROOM and villages is not None:
                write_layer(villages, regency)
            for stage, command in commands(regency, folder).items():
                if stage not in missing and stage != "build":
                    continue
                if stage == "plan":
                    fill(folder / "region")
                end, seconds, said = worker.run(command, LIMITS[stage])
                if stage in missing:
                    yield {"region": regency.key, "name": regency.name, "stage": stage} | {
                        "end": end, "seconds": round(seconds, 1), "said": said, "commit": code,
                    }  # fmt: skip
                if end != "done":
                    break
            shutil.rmtree(folder, ignore_errors=True)
            if regency.layer.parent == ROOM:
                regency.layer.unlink(missing_ok=True)
    finally:
        worker.close()


def read(path: Path) -> list[Row]:
    """The rows of earlier runs, the latest of each regency and stage."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.endswith("}")]
    return list({(row["region"], row["stage"]): row for row in rows}.values())


def report(asked: Sequence[Regency], rows: Iterable[Row], stages: Sequence[str] = STAGES) -> str:
    """The section of BENCHMARKS.md: a table of how stages ended, and what did not end well."""
    keys = {regency.key for regency in asked}
    rows = [row for row in rows if row["region"] in keys]
    counts = {
        stage: Counter(row["end"] for row in rows if row["stage"] == stage) for stage in stages
    }
    lines = [[told, *(f"{counts[stage][end]:,}" for stage in stages)] for end, told in TOLD.items()]
    tried = ["tried", *(f"{counts[stage].total():,} of {len(keys):,}" for stage in stages)]
    text = table(["how it ended", *stages], [tried, *lines])
    bad = [row for row in rows if row["end"] not in GOOD]
    if bad:
        named = [
            [
                row["region"],
                row["name"],
                row["stage"],
                row["said"].replace("|", "/")[:160] or row["end"],
            ]
            for row in bad
        ]
        text += "\n\n" + table(["regency", "name", "stage", "said"], named)
    return text


def section(asked: Sequence[Regency], rows: Sequence[Row]) -> str:
    """The whole section with its heading and footing."""
    commits = ", ".join(sorted({row["commit"] for row in rows})) or "none"
    return (
        f"## Every regency\n\n`{COMMAND}`, commit {commits}, on {machine()}.\n"
        "`region build --repair`, which also looks over what it built, `region check` and `plan "
        "--seconds 2` (a post per kecamatan) of each regency of Indonesia in a layer of 2020, and "
        f"of single files. The layers tell no residents: {PEOPLE:,} in each village, "
        f"{TO_RECORD:,} to record in all and the dates of 2018 are made up for `plan`. A stage is "
        "not tried where the one before was refused.\n\n"
        f"{report(asked, rows)}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run what is asked for and what is missing; 1 if anything ended in a traceback."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--villages", type=Path, help="GeoParquet of the villages of all regencies")
    parser.add_argument("--files", type=Path, help="folder with a layer for each regency")
    parser.add_argument("--sample", type=int, help="so many regencies, chosen with a fixed seed")
    parser.add_argument("--stages", nargs="+", default=list(STAGES), choices=STAGES)
    parser.add_argument("--minutes", type=float, help="start nothing after so many minutes")
    parser.add_argument("--results", type=Path, default=KEPT, help="JSON lines of what is done")
    parser.add_argument("--retry", action="store_true", help="do again what ended badly")
    parser.add_argument("--write", action="store_true", help="write BENCHMARKS.md")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.worker:
        work()
        return 0
    asked = regencies(given.villages, given.files)
    chosen = asked
    if given.sample is not None and given.sample < len(asked):
        chosen = random.Random(1).sample(asked, given.sample)
    until = None if given.minutes is None else time.monotonic() + 60 * given.minutes
    rows = [row for row in read(given.results) if not given.retry or row["end"] in GOOD]
    known = {(row["region"], row["stage"]) for row in rows}
    # Where a stage did not end well, the ones after it are not tried.
    known |= {(row["region"], stage) for row in rows if row["end"] != "done" for stage in STAGES}
    given.results.parent.mkdir(parents=True, exist_ok=True)
    with given.results.open("a", encoding="utf-8") as file:
        for row in sweep(chosen, given.villages, given.stages, known):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            print(
                row["region"],
                row["stage"],
                row["end"],
                row["seconds"],
                row["said"][:120],
                flush=True,
            )
            if until is not None and time.monotonic() > until:
                break
    rows = read(given.results)
    print(report(asked, rows))
    if given.write:
        write_section("regencies", section(asked, rows))
    return 1 if any(row["end"] == "fault" for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
