"""The sweep over all regencies: what it counts, and how it goes on."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from tests.benchmarks import sweep_regencies
from tests.benchmarks.sweep_regencies import Regency, main, read, report


def _row(region: str, stage: str, end: str) -> dict[str, object]:
    return {
        "region": region, "name": region, "stage": stage, "end": end, "seconds": 1.0,
        "said": "so", "commit": "x",
    }  # fmt: skip


def test_the_latest_row_of_each_regency_and_stage_counts(tmp_path: Path) -> None:
    path = tmp_path / "sweep.jsonl"
    rows = [_row("1", "build", "fault"), _row("2", "build", "refused"), _row("1", "build", "done")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + '{"region": "3", "sta')
    asked = [Regency(key, key, tmp_path) for key in ("1", "2", "3")]
    text = report(asked, read(path))
    assert "| tried | 2 of 3 | 0 of 3 | 0 of 3 |" in text
    assert "| done | 1 | 0 | 0 |" in text
    assert "| refused in a sentence (exit 2) | 1 | 0 | 0 |" in text
    assert "| traceback (exit 1) | 0 | 0 | 0 |" in text


def test_what_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("regency_code", "regency", "district_code", "district", "village_code", "village")
    values = [("9901", "Satu", "9901010", "Kota", f"990101000{n}", f"Desa {n}") for n in (1, 2)]
    rows = [dict(zip(columns, each, strict=True)) for each in values]
    rows.append(rows[0] | {"regency_code": "9988", "village_code": "9988888888"})
    shapes = [shapely.box(100 + n / 10, 0, 100.1 + n / 10, 0.1) for n in range(3)]
    gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326").to_parquet(tmp_path / "all.parquet")
    monkeypatch.setattr(sweep_regencies, "ROOM", tmp_path / "room")
    kept = tmp_path / "sweep.jsonl"
    asked = ["--villages", str(tmp_path / "all.parquet"), "--results", str(kept)]
    assert main([*asked, "--stages", "build", "check"]) == 0
    ends = [(row["region"], row["stage"], row["end"]) for row in read(kept)]
    # The second is a lake only, by its code: it is refused, so that there is nothing to check.
    assert ends == [
        ("9901", "build", "done"),
        ("9901", "check", "done"),
        ("9988", "build", "refused"),
    ]
    before = kept.read_bytes()
    assert main([*asked, "--stages", "build", "check"]) == 0
    assert kept.read_bytes() == before
