"""The build step: raw files of a regency in, a dataset folder out.

Run it as ``python -m geodata.build RAW OUT``. It needs the extra ``build`` (holidays).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.boundaries import write_layer
from geodata.build_checks import BuildReport, run_checks
from geodata.dataset import EMBEDDED, PACKAGE_FILE, load_dataset
from geodata.errors import DatasetError
from geodata.frames import records
from geodata.raw import RawRegency, read_raw
from geodata.references import reference_faults
from geodata.region import REGION_FILE, Region, read_region
from geodata.schemas import LAYERS, TABLES, Table
from geodata.tables import write_table

__all__ = ["BuildReport", "build_dataset", "main"]

CHECKS_FILE = "checks.json"
_LICENCE_PATHS = {
    "MIT": "https://opensource.org/license/mit",
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "CC BY-IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
}


def build_dataset(raw: Path, out: Path, region_file: Path | None = None) -> BuildReport:
    """Build a dataset folder from raw files.

    Parameters
    ----------
    raw : Path
        Folder with ``villages.geojson``, ``neighbours.geojson``, ``towns.csv``,
        ``road_sections.csv``, ``crossings.csv``, ``closures.csv``, ``calibration_trips.csv``,
        ``kecamatan_facts.csv``, ``travel_facts.csv``, ``operations_facts.csv`` and
        ``regency_facts.json``; and ``router_speeds.csv``, which may be missing.
    out : Path
        Folder to write; an older dataset there is replaced as a whole.
    region_file : Path, optional
        ``region.toml``; by default the one in `raw`, else that of the embedded dataset if it
        is about the same regency.

    Returns
    -------
    BuildReport
        The checks; also kept in the dataset as ``checks.json``.

    Raises
    ------
    DatasetError
        With every fault found. Then nothing is written.
    """
    faults: list[str] = []
    if not raw.is_dir():
        raise DatasetError(str(raw), ["the folder is missing"])
    if out.exists() and not (out / PACKAGE_FILE).is_file() and not _only_region(out):
        raise DatasetError(str(out), [f"it exists and holds no {PACKAGE_FILE}: no dataset"])
    region_path = region_file or _default_region(raw)
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
    try:
        _replace(out, read, region, region_path.read_bytes(), report)
    except OSError as error:
        raise DatasetError(str(out), [f"it cannot be written: {error}"]) from error
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the build step from the command line; return its exit code (0, or 2 on faults)."""
    parser = argparse.ArgumentParser(prog="python -m geodata.build", description=__doc__)
    parser.add_argument("raw", type=Path, help="folder with the raw files of a regency")
    parser.add_argument("out", type=Path, help="dataset folder to write")
    parser.add_argument("--region", type=Path, help="region.toml, if it is not in RAW")
    given = parser.parse_args(arguments)
    try:
        report = build_dataset(given.raw, given.out, given.region)
    except DatasetError as error:
        sys.stderr.write(f"{error}\nNothing was written.\n")
        return 2
    sys.stdout.write(f"{report.text()}\nWritten to {given.out}\n")
    return 0


def _only_region(out: Path) -> bool:
    return out.is_dir() and {path.name for path in out.iterdir()} <= {REGION_FILE}


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


def _replace(
    out: Path, read: RawRegency, region: Region, region_text: bytes, report: BuildReport
) -> None:
    """Write beside the target, read it back, then put it in the target's place."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as held:
        fresh = Path(held) / "new"
        fresh.mkdir()
        for table in _written(read.tables):
            write_table(read.tables[table.name], table, fresh / table.file)
        for name, layer in LAYERS.items():
            write_layer(getattr(read, name), name, layer.properties, fresh / layer.file)
        (fresh / REGION_FILE).write_bytes(region_text)
        _write_json(fresh / CHECKS_FILE, report.as_json())
        _write_json(fresh / PACKAGE_FILE, _package(read.tables, region))
        load_dataset(fresh)
        _swap(fresh, out, Path(held) / "old")


def _swap(fresh: Path, out: Path, old: Path) -> None:
    """Put a folder in another's place; if that fails the other comes back."""
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _written(tables: Mapping[str, pd.DataFrame]) -> list[Table]:
    """Return the tables that get a file: all but empty ones that may be missing."""
    return [table for name, table in TABLES.items() if len(tables[name]) or not table.may_lack]


def _package(tables: Mapping[str, pd.DataFrame], region: Region) -> dict[str, Any]:
    sources = tables["sources"]
    resources = [
        {
            "name": table.name,
            "title": table.title,
            "path": table.file,
            "type": "table",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": table.descriptor(),
            **_provenance(sources[sources["resource"] == table.name]),
        }
        for table in _written(tables)
    ]
    resources += [
        {
            "name": layer.name,
            "title": layer.title,
            "path": layer.file,
            "type": "json",
            "scheme": "file",
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            **_provenance(sources[sources["resource"] == layer.name]),
        }
        for layer in LAYERS.values()
    ]
    return {
        "name": region.id,
        "title": region.name,
        "description": f"Places, outlines, roads, crossings and facts. {region.attribution}. "
        "Coordinates: WGS 84, longitude before latitude.",
        "jemputbola": {
            "base": region.base,
            "timezone": region.timezone,
            "weekly_rest_days": list(region.weekly_rest_days),
            "attribution": region.attribution,
        },
        **_provenance(sources),
        "resources": resources,
    }


def _provenance(sources: pd.DataFrame) -> dict[str, list[Mapping[str, str]]]:
    titles = [f"{row.figure}: {row.source}" for row in records(sources)]
    licences = list(dict.fromkeys(sources["licence"]))
    return {
        "sources": [{"title": title} for title in dict.fromkeys(titles)],
        "licenses": [_licence(licence) for licence in licences],
    }


def _licence(stated: str) -> Mapping[str, str]:
    name = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in stated)
    held = {"name": name.strip("-"), "title": stated}
    return held | ({"path": _LICENCE_PATHS[stated]} if stated in _LICENCE_PATHS else {})


if __name__ == "__main__":
    raise SystemExit(main())
