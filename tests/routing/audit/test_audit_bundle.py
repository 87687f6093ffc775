"""The audit of files: what is read, and how damage is reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from routing.audit.bundle_audit import BundleError, audit_bundle, audit_documents
from tests.routing.audit.audit_town import Doc, encode
from tests.routing.audit.audit_workbench import Town


def test_bundle_on_disk_is_valid(tmp_path: Path) -> None:
    report = audit_bundle(Town().write(tmp_path))
    assert report.violations == ()
    assert report.residents == 235


def test_bundle_and_documents_agree(tmp_path: Path) -> None:
    town = Town()
    town.events("T01", 12)[3]["end"] = "11:00"
    town.plan["unserved"] = []
    report = audit_bundle(town.write(tmp_path))
    assert report == town.audit()
    assert report.rules == ("R2", "R16")


def test_every_breach_is_reported_in_order_of_rule_team_and_date(tmp_path: Path) -> None:
    town = Town()
    town.events("T02", 19)[0]["end"] = "17:00"
    town.events("T01", 15)[0]["start"] = "07:10"
    town.place("bolok-port")["lodging_per_person"] = None
    town.campaign["rules"]["duty_start"] = "06:31"
    town.repair()
    found = [(v.rule, v.team, str(v.date), v.event) for v in town.audit().violations]
    assert found == [
        ("R3", "T01", "2018-03-15", 0),
        ("R3", "T02", "2018-03-19", 0),
        ("R8", "T02", "2018-03-19", None),
        ("R14", "T02", "2018-03-20", 0),
    ]


def test_campaign_bytes_may_be_unknown() -> None:
    town = Town()
    town.plan["campaign_sha256"] = "another"
    assert audit_documents(town.campaign, town.plan, town.travel, None).ok
    assert town.audit().rules == ("R16",)


def test_unknown_extra_fields_are_tolerated() -> None:
    town = Town()
    town.campaign["colour"] = {"of": ["maps"]}
    town.place("camplong")["height_metres"] = 300
    town.plan["teams"][0]["nickname"] = "satu"
    town.events("T01", 12)[0]["estimated_metres"] = 10
    town.plan["certificate"]["gap_of_costs"] = None
    town.repair()
    assert town.audit().ok


def test_travel_rows_that_nobody_can_use_are_tolerated() -> None:
    town = Town()
    town.travel.append(("atlantis", "camplong", "bicycle", "snow", 1, 1))
    town.repair()
    assert town.audit().ok


def test_faults_of_all_files_are_gathered(tmp_path: Path) -> None:
    town = Town()
    town.place("camplong")["residents"] = "many"
    town.team("T03")["vehicle"] = "horse"
    town.plan["summary"]["metres"] = None
    town.events("T01", 12)[3]["at"] = "campalong"
    town.write(tmp_path)
    (tmp_path / "travel.parquet").unlink()
    with pytest.raises(BundleError) as caught:
        audit_bundle(tmp_path)
    assert [(fault.file, fault.path) for fault in caught.value.faults] == [
        ("travel.parquet", "file"),
        ("campaign.json", "$.places[1].residents"),
        ("campaign.json", "$.teams[2].vehicle"),
        ("plan.json", "$.summary.metres"),
        ("plan.json", "$.teams[0].dates[0].events[3].at"),
    ]
    assert str(caught.value).count("\n") == 4


def test_long_lists_of_faults_are_cut_in_the_message_only() -> None:
    town = Town()
    town.campaign["rest_days"] = [0] * 100
    with pytest.raises(BundleError) as caught:
        town.audit()
    assert len(caught.value.faults) == 100
    assert str(caught.value).splitlines()[-1] == "... and 60 more faults"


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="name an existing folder"):
        audit_bundle(tmp_path / "nothing")


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(BundleError, match="name an existing folder"):
        audit_bundle(file)


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(BundleError) as caught:
        audit_bundle(tmp_path)
    files = [fault.file for fault in caught.value.faults]
    assert files == ["campaign.json", "plan.json", "travel.parquet"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no JSON that can be read"),
        (b'{"name": ', "no JSON that can be read"),
        (b"\xff\xfe", "no JSON that can be read"),
        (b"[]", "found list; write a JSON object"),
        (b"null", "found NoneType; write a JSON object"),
        (b'{"a": NaN}', "NaN is no number in JSON"),
        (b'{"a": -Infinity}', "-Infinity is no number in JSON"),
        (b'{"a": 1, "b": 2, "a": 3}', "the field 'a' is written twice"),
        (b'{"a": ' + b"9" * 5000 + b"}", "no JSON that can be read"),
        (b"[" * 100_000, "no JSON that can be read"),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else "",
)
@pytest.mark.parametrize("file", ["campaign.json", "plan.json"])
def test_broken_json(tmp_path: Path, file: str, content: bytes, message: str) -> None:
    Town().write(tmp_path)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(BundleError) as caught:
        audit_bundle(tmp_path)
    assert str(caught.value).startswith(f"{file}, ")
    assert message in str(caught.value)


def _columns() -> dict[str, list[Any]]:
    names = ("origin", "destination", "vehicle", "condition", "minutes", "metres")
    values = map(list, zip(*Town().travel, strict=True))
    return dict(zip(names, values, strict=True))


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda c: c.pop("metres"), "column metres: found 0 columns"),
        (lambda c: c.update(minutes=[1.5] * 16), "row 1: found"),
        (lambda c: c.update(minutes=["35"] * 16), "write minutes and metres as whole numbers"),
        (lambda c: c.update(vehicle=[None] * 16), "write origin, destination, vehicle, condition"),
        (lambda c: c.update(metres=[True] * 16), "11 more rows at fault"),
    ],
    ids=["column", "fraction", "text", "null", "truth"],
)
def test_broken_travel_table(
    tmp_path: Path, edit: Callable[[dict[str, list[Any]]], Any], message: str
) -> None:
    Town().write(tmp_path)
    columns = _columns()
    edit(columns)
    pq.write_table(pa.table(columns), tmp_path / "travel.parquet")
    with pytest.raises(BundleError) as caught:
        audit_bundle(tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize("keep", [0, 3, 100, -20, -1])
def test_truncated_travel_table(tmp_path: Path, keep: int) -> None:
    file = Town().write(tmp_path) / "travel.parquet"
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(BundleError, match="no Parquet table"):
        audit_bundle(tmp_path)


def test_travel_columns_in_other_types_and_order(tmp_path: Path) -> None:
    Town().write(tmp_path)
    columns = dict(reversed(_columns().items()))
    table = pa.table(
        {
            name: pa.array(values, pa.int16() if name == "minutes" else None)
            for name, values in columns.items()
        }
        | {"vehicle": pa.array(columns["vehicle"]).dictionary_encode(), "extra": [1.5] * 16}
    )
    pq.write_table(table, tmp_path / "travel.parquet")
    assert audit_bundle(tmp_path).ok


def test_documents_that_are_no_objects() -> None:
    town = Town()
    nothing: Any = None
    with pytest.raises(BundleError, match=r"campaign.json, \$: found NoneType"):
        audit_documents(nothing, town.plan, town.travel, None)


def test_documents_are_not_changed() -> None:
    town = Town()
    before = json.dumps([town.campaign, town.plan])
    town.audit()
    assert json.dumps([town.campaign, town.plan]) == before


def test_campaign_hash_is_over_the_bytes_of_the_file(tmp_path: Path) -> None:
    town = Town()
    town.write(tmp_path)
    compact: Doc = town.campaign
    (tmp_path / "campaign.json").write_bytes(json.dumps(compact).encode())
    assert json.dumps(compact).encode() != encode(compact)
    assert [v.code for v in audit_bundle(tmp_path).violations] == ["campaign_hash"]
