"""The build step: raw files of a regency in, a dataset folder out.

Run it as ``python -m geodata.build RAW OUT``. It needs the extra ``build`` (holidays).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.build.raw_checks import BuildReport, run_checks
from geodata.build.raw_files import read_raw
from geodata.build.region_file import REGION_FILE, read_region
from geodata.dataset import (
    EMBEDDED,
    Dataset,
    DatasetFolder,
    Identity,
    reference_faults,
    write_dataset,
    write_json,
)
from geodata.errors import DatasetError
from geodata.message import Message
from geodata.quality import calibrate, store
from geodata.roads import build_graph

__all__ = ["BuildReport", "build_dataset", "main"]

CHECKS_FILE = "checks.json"


def build_dataset(
    raw: Path, out: Path, region_file: Path | None = None, *, replace: bool = False
) -> BuildReport:
    """Build a dataset folder from raw files.

    Parameters
    ----------
    raw : Path
        Folder with ``villages.geojson``, ``neighbours.geojson``, ``towns.csv``,
        ``road_sections.csv``, ``crossings.csv``, ``closures.csv``, ``calibration_trips.csv``,
        ``kecamatan_facts.csv``, ``travel_facts.csv``, ``operations_facts.csv`` and
        ``regency_facts.json``; and ``router_speeds.csv``, which may be missing.
    out : Path
        Folder to write; an older dataset there is replaced as a whole, but only if its files
        are as they were written.
    region_file : Path, optional
        ``region.toml``; by default the one in `raw`, else that of the embedded dataset if it
        is about the same regency.
    replace : bool
        Keep a dataset at `out` that was changed by hand beside the new one, in place of
        refusing.

    Returns
    -------
    BuildReport
        The checks; also kept in the dataset as ``checks.json``.

    Raises
    ------
    DatasetError
        With every fault found. Then nothing is written.
    """
    faults: list[Message] = []
    if not raw.is_dir():
        raise DatasetError(str(raw), [Message("the folder is missing")])
    region_path = region_file or _default_region(raw)
    own = region_path.resolve() == (out / REGION_FILE).resolve()
    folder = DatasetFolder(out, replace=replace, carried=(REGION_FILE,) if own else ())
    faults += folder.faults()
    if faults:
        raise DatasetError(str(out), faults)
    region = read_region(region_path, faults)
    if region is None:
        raise DatasetError(str(raw), faults)
    read = read_raw(raw, region)
    faults += read.faults
    if not faults:
        faults += reference_faults(read.tables, read.outlines, region.base)
    if faults:
        raise DatasetError(str(raw), faults)
    report = run_checks(read, region)
    if report.faults:
        raise DatasetError(str(raw), report.faults)
    region_text = region_path.read_bytes()

    def more(fresh: Path) -> None:
        (fresh / REGION_FILE).write_bytes(region_text)
        write_json(fresh / CHECKS_FILE, report.as_json())

    identity = Identity(
        region.id,
        region.name,
        region.base,
        region.timezone,
        region.weekly_rest_days,
        region.attribution,
    )
    layers = {"outlines": read.outlines, "neighbours": read.neighbours}

    def look(dataset: Dataset) -> None:
        if len(dataset.calibration_trips):
            store(dataset, calibrate(dataset, build_graph(dataset)))

    write_dataset(folder, identity, read.tables, layers, more, look)
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the build step from the command line; return its exit code (0, or 2 on faults)."""
    parser = argparse.ArgumentParser(prog="python -m geodata.build", description=__doc__)
    parser.add_argument("raw", type=Path, help="folder with the raw files of a regency")
    parser.add_argument("out", type=Path, help="dataset folder to write")
    parser.add_argument("--region", type=Path, help="region.toml, if it is not in RAW")
    parser.add_argument(
        "--replace", action="store_true", help="keep a changed dataset at OUT beside the new one"
    )
    given = parser.parse_args(arguments)
    try:
        report = build_dataset(given.raw, given.out, given.region, replace=given.replace)
    except DatasetError as error:
        sys.stderr.write(f"{error}\nNothing was written.\n")
        return 2
    sys.stdout.write(f"{report.text()}\nWritten to {given.out}\n")
    return 0


def _default_region(raw: Path) -> Path:
    own = raw / REGION_FILE
    if own.exists():
        return own
    embedded = EMBEDDED / REGION_FILE
    known = read_region(embedded, [])
    same = known is not None and _begins_with(raw / "villages.geojson", known.code_prefix)
    return embedded if same else own


def _begins_with(villages: Path, prefix: str) -> bool:
    try:
        features = json.loads(villages.read_text(encoding="utf-8"))["features"]
        return all(str(each["properties"]["code"]).startswith(prefix) for each in features)
    except (OSError, ValueError, KeyError, TypeError):
        return False
