"""Run the benchmarks and write BENCHMARKS.md, a section at a time.

    python -m tests.benchmarks                 all sections at full length: some hours
    python -m tests.benchmarks --quick         a short look at all of them
    python -m tests.benchmarks plans growth    these sections only
    python -m tests.benchmarks --minutes 40    what 40 minutes allow: first seeds first

A run that is cut off goes on where it ended: what is finished is in `build/benchmarks`.
Every module `section_*.py` beside this one is a section: it has `NAME`, `TITLE`,
`tasks(options)`, what to measure, and `write(options, store)`, its Markdown.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.benchmarks.report import REPORT, Options, write_section
from tests.benchmarks.schedule import execute
from tests.benchmarks.store import Store

APART = {"geodata": "tests.benchmarks.geodata_roads"}
"""Sections that a command of their own writes; not part of a quick run unless asked for."""


def sections() -> dict[str, ModuleType]:
    """Sections by name, in the order of their files."""
    files = sorted(Path(__file__).parent.glob("section_*.py"))
    modules = [import_module(f"tests.benchmarks.{file.stem}") for file in files]
    return {module.NAME: module for module in modules}


def main(arguments: list[str]) -> int:
    """Run what is asked for; 2 for an unknown section."""
    known = sections()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "sections", nargs="*", help=f"of {', '.join([*known, *APART])}; all if none"
    )
    parser.add_argument("--quick", action="store_true", help="small budgets, two seeds")
    parser.add_argument("--seeds", type=int, help="how many seeds (5; 2 when quick)")
    parser.add_argument("--minutes", type=float, help="start nothing that would end later")
    parser.add_argument("--report", type=Path, default=REPORT, help="file to write")
    asked = parser.parse_args(arguments)
    unknown = sorted(set(asked.sections) - set(known) - set(APART))
    if unknown:
        there = ", ".join([*known, *APART])
        print(f"no section {', '.join(unknown)}; there are {there}", file=sys.stderr)
        return 2
    seeds = asked.seeds or (2 if asked.quick else Options.seeds)
    options = Options(asked.quick, seeds, asked.report, asked.minutes)
    until = None if asked.minutes is None else time.monotonic() + 60 * asked.minutes
    names = asked.sections or [*known, *([] if asked.quick or asked.minutes else APART)]
    own, store = [name for name in names if name in known], Store()
    by_weight = sorted(own, key=lambda name: name == "optimum")  # the gate has it too
    listed = [task for name in by_weight for task in known[name].tasks(options)]
    try:
        execute(listed, store, until)
    finally:
        for name in own:
            text = known[name].write(options, store)
            write_section(name, f"## {known[name].TITLE}\n\n{text}", options.report)
    for name in set(names) - set(own):
        subprocess.run([sys.executable, "-m", APART[name], "--write"], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
