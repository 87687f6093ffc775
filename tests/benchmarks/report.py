"""BENCHMARKS.md: sections that can be rewritten apart, tables, and what machine it was."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "BENCHMARKS.md"
END = "<!-- end -->"
LIBRARIES = ("ortools", "highspy", "numba", "numpy", "scipy", "pandas", "pyvrp", "pyvroom")

HEAD = """# Benchmarks

Written by `python -m tests.benchmarks` (`--quick` for a short look, names of sections to run
only those). Every plan in these tables has passed the audit (R1 to R16) in memory. Where a
spread is given it is the median over the seeds, and the least and most in brackets. What was
not computed is null.
"""


@dataclass(frozen=True)
class Options:
    """What was asked for on the command line."""

    quick: bool = False
    seeds: int = 5
    report: Path = REPORT

    @property
    def command(self) -> str:
        """The command that gives these figures again, without the section."""
        quick = " --quick" if self.quick else ""
        seeds = f" --seeds {self.seeds}" if self.seeds != Options.seeds else ""
        return f"python -m tests.benchmarks{quick}{seeds}"


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
    held = report.read_text(encoding="utf-8") if report.exists() else HEAD
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


def machine(packages: Sequence[str] = ()) -> str:
    """Say what it ran on, without its name and paths: processor, cores, memory, versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = "".join(f", {name} {version(name)}" for name in packages)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}{versions}; load {os.getloadavg()[0]:.1f}"
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


def footing(options: Options, section: str) -> str:
    """Command and machine, as a section's last lines; the load is that of its end."""
    return f"`{options.command} {section}` on {machine(_installed(LIBRARIES))}."
