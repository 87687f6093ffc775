"""BENCHMARKS.md: sections that can be rewritten apart, tables, and what machine it was."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.store import Answer

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "BENCHMARKS.md"
END = "<!-- end -->"
LIBRARIES = ("ortools", "highspy", "numba", "numpy", "scipy", "pandas", "pyvrp", "pyvroom")

NOT_RUN = "not run"

HEAD = """# Benchmarks

Written by `python -m tests.benchmarks` (`--quick` for a short look, names of sections to run
only those, `--minutes` for a budget: first seeds of everything come first). Every plan in these
tables has passed the audit (R1 to R19) in memory. Where a spread is given it is the median over
the seeds, and the least and most in brackets; the column *seeds* says which ran. What was not
computed is null; what had no time is *not run*. Runs that end are kept in `build/benchmarks`,
apart for each state of the code, and are not repeated.
"""


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line."""

    quick: bool = False
    seeds: int = 5
    report: Path = REPORT
    minutes: float | None = None

    @property
    def command(self) -> str:
        """The command that gives these figures again, without the section."""
        quick = " --quick" if self.quick else ""
        seeds = f" --seeds {self.seeds}" if self.seeds != Options.seeds else ""
        minutes = f" --minutes {self.minutes:g}" if self.minutes is not None else ""
        return f"python -m tests.benchmarks{quick}{seeds}{minutes}"


def write_section(name: str, text: str, report: Path = REPORT) -> None:
    """Put a section in its place, or at the end, and leave the others as they are.

    Parameters
    ----------
    name
        Of the section, as in `<!-- section: NAME -->`.
    text
        Its Markdown, heading included.
    report
        The file; made if it is not there.
    """
    first = f"<!-- section: {name} -->"
    held = report.read_text(encoding="utf-8") if report.exists() else ""
    held = f"{HEAD}\n{held[held.find('<!-- section:') :]}" if "<!-- section:" in held else HEAD
    section = f"{first}\n{text.strip()}\n{END}"
    before, found, rest = held.partition(first)
    if found:
        _, _, after = rest.partition(END)
        held = before + section + after
    else:
        held = f"{held.rstrip()}\n\n{section}\n"
    report.write_text(held, encoding="utf-8", newline="\n")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; all columns but the first are set to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def spread(values: Sequence[float | None], digits: int = 0) -> str:
    """Median, least and most; null where a value is missing."""
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not known:
        return "null" if not known else f"null in {len(values) - len(known)} of {len(values)}"
    middle = f"{statistics.median(known):,.{digits}f}"
    low, high = f"{min(known):,.{digits}f}", f"{max(known):,.{digits}f}"
    return middle if low == high else f"{middle} ({low}–{high})"


def seeds_of(seeds: Sequence[int]) -> str:
    """Which seeds ran: 1, 2, 5 or 1–5."""
    whole = list(range(seeds[0], seeds[-1] + 1)) == list(seeds) and len(seeds) > 2
    return f"{seeds[0]}–{seeds[-1]}" if whole else ", ".join(map(str, seeds))


def met(good: bool) -> str:
    """Say whether a goal is met."""
    return "yes" if good else "**no**"


def machine(packages: Sequence[str] = (), loads: Sequence[float] = ()) -> str:
    """Say what it ran on, without its name and paths: processor, cores, memory, versions.

    `loads` are the machine's when runs began; its present one if there are none.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = "".join(f", {name} {version(name)}" for name in packages)
    low, high = min(loads, default=os.getloadavg()[0]), max(loads, default=os.getloadavg()[0])
    load = f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} to {high:.1f}"
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}{versions}; load {load}"
    )


def _installed(names: Sequence[str]) -> list[str]:
    known = []
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            continue
        known.append(name)
    return known


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def footing(options: Options, section: str, answers: Sequence[Answer]) -> str:
    """Command, commits and machine, as a section's last lines; loads from before each run."""
    commits = ", ".join(dict.fromkeys(answer.commit for answer in answers)) or "none"
    what = machine(_installed(LIBRARIES), [answer.load for answer in answers])
    beside = any(answer.load > 1 for answer in answers)
    note = " before runs (other work ran beside them)" if beside else ""
    return f"`{options.command} {section}`, commit {commits}, on {what}{note}."
