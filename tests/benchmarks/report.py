"""BENCHMARKS.md: one section per benchmark file, each rewritten by its own command."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

REPORT = Path(__file__).parents[2] / "BENCHMARKS.md"
_HEAD = "# Benchmarks\n\nFigures as measured, with the command that measures them again.\n"


def write_section(name: str, text: str, report: Path = REPORT) -> None:
    """Put a section in its place, or at the end, and leave the others as they are."""
    first, last = f"<!-- section: {name} -->", "<!-- end -->"
    held = report.read_text(encoding="utf-8") if report.exists() else _HEAD
    section = f"{first}\n{text.strip()}\n{last}"
    before, found, rest = held.partition(first)
    if found:
        _, _, after = rest.partition(last)
        held = before + section + after
    else:
        held = f"{held.rstrip()}\n\n{section}\n"
    report.write_text(held, encoding="utf-8", newline="\n")


def machine(packages: Sequence[str] = ()) -> str:
    """Say what it ran on: processor, cores, memory, versions."""
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next(
            (ln.split(":")[1].strip() for ln in lines if ln.startswith("model name")), model
        )
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    load = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} cores, {gib:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
        + (f", {versions}" if versions else "")
        + f"; load {load:.1f} at the start"
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
