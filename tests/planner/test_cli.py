from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata import LANGUAGES, Language
from geodata.dataset.loader import EMBEDDED
from planner import cli, pipeline
from planner.campaigns import defaults
from planner.campaigns.default_values import DEFAULTS
from planner.commands.plan import _SECONDS
from routing import Result
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanPin
from routing.plan.document import Certificate, Plan, Rupiah, Summary
from tests.test_messages import held

Capture = pytest.CaptureFixture[str]

OPTIONS = {"plan": 19, "audit": 3, "travel": 7, "init": 5, "check": 5}
OPTIONS |= {"what-if": 14, "compare": 3, "tables": 3}
"""How many options each command explains, with --help."""

LITTLE = ["--work", "0", "--gap", "100", "--seconds", "600", "--lang", "en"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the planner is in; what a run writes without a name lands here."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(arguments: list[str], here: Path, capsys: Capture) -> str:
    """Run bad input: exit code 2, nothing on standard output, nothing written; the message."""
    before = names(here)
    assert cli.run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert names(here) == before
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize(
    ("arguments", "english", "bahasa"),
    [
        (
            ["--level", "desa"],
            "--level 'desa' is unknown; use kecamatan, village",
            "--level 'desa' tidak dikenal; pakai kecamatan, village",
        ),
        (["--teams", "0"], "--teams 0: without operator pairs", "--teams 0: tanpa pasangan"),
        (["--teams", "1000"], "1000: too many operator pairs", "1000: terlalu banyak pasangan"),
        (["--teams", "1" + "0" * 30], "give 500 at most", "beri paling banyak 500"),
        (
            ["--start", "9999-01-01", "--deadline", "9999-12-31"],
            "--deadline: the year 9999 cannot be",
            "--deadline: tahun 9999 tidak mungkin",
        ),
        (["--teams", "-3"], "--teams -3: without operator pairs", "--teams -3: tanpa pasangan"),
        (
            ["--deadline", "2018-03-11"],
            "--deadline 2018-03-11 is before --start 2018-03-12",
            "--deadline 2018-03-11 mendahului --start 2018-03-12",
        ),
        (
            ["--start", "2018-06-27"],
            "--deadline 2018-06-26 is before --start 2018-06-27",
            "--deadline 2018-06-26 mendahului --start 2018-06-27",
        ),
        (["--deadline", "2081-06-26"], "check the year", "periksa tahunnya"),
        (["--start", "31-02-2018"], "--start '31-02-2018' is no date", "bukan tanggal"),
        (["--start", "20180312"], "--start '20180312' is no date", "bukan tanggal"),
        (["--deadline", "2018-02-30"], "--deadline '2018-02-30' is no date", "bukan tanggal"),
        (["--deadline", ""], "--deadline '' is no date", "bukan tanggal"),
        (["--seconds", "0"], "--seconds 0: give a number above 0", "--seconds 0: beri angka"),
        (["--seconds", "nan"], "--seconds nan: give", "--seconds nan: beri"),
        (["--seconds", "inf"], "--seconds inf: give", "--seconds inf: beri"),
        (["--work", "-1"], "--work -1: give 0 or more", "--work -1: beri 0 atau lebih"),
        (["--cards", "-1"], "--cards -1: a stock of blank cards", "--cards -1: stok blangko"),
        (["--threads", "0"], "--threads 0: give 1 or more", "--threads 0: beri 1 atau lebih"),
        (["--seed", "-1"], "--seed -1: give 0 or more", "--seed -1: beri 0 atau lebih"),
        (["--region", "nowhere"], "--region nowhere: there is no such", "folder tidak ada"),
        (
            ["--out", "ren\ncana"],
            r"--out 'ren\ncana': the folder's name holds a line break",
            r"--out 'ren\ncana': nama folder memuat ganti baris",
        ),
        (["--out", "."], "--out .: this is the folder that you are in", "tempat Anda berada"),
    ],
)
def test_bad_options(
    arguments: list[str], english: str, bahasa: str, here: Path, capsys: Capture
) -> None:
    assert english in refused(["plan", *arguments, "--lang", "en"], here, capsys)
    assert bahasa in refused(["plan", *arguments], here, capsys)


def test_a_message_is_in_one_language(here: Path, capsys: Capture) -> None:
    said = refused(["plan", "--teams", "0", "--lang", "en"], here, capsys)
    assert said.splitlines() == [
        "--teams 0: without operator pairs nobody is recorded; give at least 1"
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan"],
        ["audit", "out"],
        ["travel", "oelamasi", "kota-kupang"],
        ["what-if", "--teams", "4"],
        ["compare", "out", "out"],
        ["tables", "out"],
    ],
)
def test_an_unknown_language_is_told_in_both(
    arguments: list[str], here: Path, capsys: Capture
) -> None:
    assert refused([*arguments, "--lang", "fr"], here, capsys).splitlines() == [
        "--lang 'fr' tidak dikenal; pakai id atau en",
        "--lang 'fr' is unknown; use id or en",
    ]


def test_all_faults_at_once(here: Path, capsys: Capture) -> None:
    (here / "file").touch()
    bad = ["--level", "x", "--teams", "0", "--deadline", "2018-01-01", "--seconds", "-1"]
    bad += ["--region", "nowhere", "--out", "file/out", "--lang", "en"]
    said = refused(["plan", *bad], here, capsys).splitlines()
    assert [line.split()[0] for line in said] == [
        "--level", "--teams", "--start,", "--seconds", "--region", "--out",
    ]  # fmt: skip


def test_a_date_that_is_none_is_told_once(here: Path, capsys: Capture) -> None:
    said = refused(["plan", "--start", "March", "--deadline", "2018-01-01"], here, capsys)
    assert len(said.splitlines()) == 1


def test_a_folder_below_a_file_cannot_be_written(here: Path, capsys: Capture) -> None:
    (here / "file").write_text("mine", encoding="utf-8")
    said = refused(["plan", "--out", "file/below/out", "--lang", "en"], here, capsys)
    assert f"--out file/below/out: {here / 'file'} is a file; name a folder" in said
    assert (here / "file").read_text(encoding="utf-8") == "mine"


def test_a_folder_of_the_users_own_is_left_alone(here: Path, capsys: Capture) -> None:
    (here / "mine").mkdir()
    (here / "mine" / "thesis.txt").write_text("mine", encoding="utf-8")
    said = refused(["plan", "--out", "mine"], here, capsys)
    assert "--out mine: folder ini berisi berkas lain dan bukan rencana" in said
    assert names(here / "mine") == ["thesis.txt"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "--teams", "many"],
        ["plan", "--work", "1.5"],
        ["plan", "--colour", "red"],
        ["travel", "oelamasi"],
        ["audit"],
        ["fly"],
    ],
)
def test_what_cannot_be_parsed(arguments: list[str], here: Path, capsys: Capture) -> None:
    assert "Pemakaian: jemputbola" in refused(arguments, here, capsys)


def test_a_damaged_dataset(here: Path, capsys: Capture) -> None:
    shutil.copytree(EMBEDDED, here / "region")
    (here / "region" / "villages.csv").unlink()
    arguments = ["plan", "--region", "region"]
    said = refused(arguments, here, capsys)
    assert "\nData kabupaten tidak dapat dipakai:\n" in said
    assert "villages.csv" in said
    said = refused(["travel", "oelamasi", "baun", *arguments[1:], "--lang", "en"], here, capsys)
    assert said.startswith("The regency's dataset cannot be used:\n")


def test_contradictory_pins(here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def pinned(*arguments: Any) -> Campaign:
        campaign = defaults.default_campaign(*arguments)
        pins = (KecamatanPin("Semau", "T01"), KecamatanPin("Semau", "T02"))
        return dataclasses.replace(campaign, rules=dataclasses.replace(campaign.rules, pins=pins))

    monkeypatch.setattr(pipeline, "default_campaign", pinned)
    said = refused(["plan"], here, capsys)
    assert "\nKampanye ini tidak dapat dipakai:\n" in said
    assert "'Semau' ditetapkan untuk T01 dan untuk T02" in said


def test_a_fault_of_ours_is_told_as_ours(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(pipeline, "solve", broken)
    assert cli.run(["plan"]) == 1
    said = capsys.readouterr().err
    assert "Kesalahan ada pada program ini, bukan pada Anda." in said
    assert "ZeroDivisionError: a slip" in said
    assert names(here) == []


def test_an_interrupt_writes_nothing(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "solve", interrupted)
    assert cli.run(["plan", "--out", "a/out"]) == 130
    assert "Dihentikan; tidak ada yang ditulis." in capsys.readouterr().err
    assert names(here) == []


def idle(campaign: Campaign, *_: Any) -> Result:
    """A search that was interrupted before it had found anything."""
    nothing = Rupiah(0, 0, 0, 0, 0)
    summary = Summary(20_000, 0, 0, 0, nothing, 0, 0, 0, None, None)
    plan = Plan("0" * 64, summary, Certificate(None, None, None, None, ""), (), ())
    return Result(plan, "interrupt", 1.0, 0)


def test_an_interrupt_without_a_plan_keeps_the_older_one(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "out").mkdir()
    (here / "out" / "plan.json").write_text('{"format": "jemputbola-plan/1"}', encoding="utf-8")
    monkeypatch.setattr(pipeline, "solve", idle)
    assert cli.run(["plan"]) == 130
    assert names(here / "out") == ["plan.json"]


def test_a_post_that_cannot_be_reached(here: Path, capsys: Capture) -> None:
    shutil.copytree(EMBEDDED, here / "region")
    table = here / "region" / "crossings.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("ferry-")]
    assert len(kept) == len(lines) - 2
    table.write_text("".join(kept), encoding="utf-8")
    assert cli.run(["plan", "--region", "region", *LITTLE]) == 3
    said = capsys.readouterr()
    (left,) = [line for line in said.out.splitlines() if line.startswith("Not served")]
    assert "2 posts: Semau 439, Semau Selatan 310. No road or crossing leads there" in left
    plan = json.loads((here / "out" / "plan.json").read_text(encoding="utf-8"))
    reasons = {p["post"]: [r["code"] for r in p["reasons"]] for p in plan["unserved"]}
    assert reasons == {"5303100": ["unreachable"], "5303101": ["unreachable"]}
    assert plan["summary"]["residents_recorded"] == 20_000 - 439 - 310
    assert cli.run(["audit", "out"]) == 0


def test_a_campaign_in_which_nobody_can_be_recorded(here: Path, capsys: Capture) -> None:
    weekend = ["--start", "2018-03-17", "--deadline", "2018-03-18", "--teams", "1"]
    assert cli.run(["plan", *weekend, *LITTLE]) == 4
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Of 20,000 residents none can be recorded."
    assert "Not served, 20,000 residents at 24 posts: Semau 439, " in said[1]
    assert "14 more (see the map)" in said[1]
    assert said[-1] == f"Open this page: {here / 'out' / 'index.html'}"
    assert cli.run(["audit", "out"]) == 0


def test_a_partial_plan_is_a_plan(here: Path, capsys: Capture) -> None:
    days = ["--start", "2019-12-30", "--deadline", "2020-01-03", "--teams", "1", "--quiet"]
    assert cli.run(["plan", *days, *LITTLE]) == 0
    said = capsys.readouterr()
    assert said.out == f"Open this page: {here / 'out' / 'index.html'}\n"
    assert said.err == ""
    plan = json.loads((here / "out" / "plan.json").read_text(encoding="utf-8"))
    # One pair in five dates of at most 84 residents, one of them a Friday of at most 42.
    assert 0 < plan["summary"]["residents_recorded"] <= 4 * 84 + 42


@pytest.mark.parametrize(("level", "seconds"), [("kecamatan", 75.0), ("village", 200.0)])
def test_villages_get_more_time(
    level: str, seconds: float, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = []

    def noted(order: pipeline.PlanRequest, report: object) -> None:
        orders.append(order)
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "plan_campaign", noted)
    assert cli.run(["plan", "--level", level]) == 130
    assert cli.run(["plan", "--level", level, "--seconds", "7", "--seed", "5"]) == 130
    assert [order.level for order in orders] == [level, level]
    assert [order.limits.seconds for order in orders] == [seconds, 7.0]
    assert [order.limits.seed for order in orders] == [1, 5]


def test_unknown_holidays_are_told(here: Path, capsys: Capture) -> None:
    days = ["--start", "2020-01-04", "--deadline", "2020-01-05", "--teams", "1"]
    assert cli.run(["plan", *days, *LITTLE]) == 4
    assert "Note: The dataset does not know the public holidays" in capsys.readouterr().out


@pytest.fixture
def copy(planned: tuple[Path, Any], tmp_path: Path) -> Path:
    """A copy of a bundle, to be damaged."""
    return shutil.copytree(planned[0], tmp_path / "copy")


def test_audit_of_a_sound_bundle(copy: Path, capsys: Capture) -> None:
    assert cli.run(["audit", str(copy)]) == 0
    assert capsys.readouterr().out.startswith("Audit: tidak ada pelanggaran R1 sampai R19 (12 ")


@pytest.mark.parametrize("name", ["campaign.json", "plan.json", "travel.parquet"])
@pytest.mark.parametrize("damage", ["missing", "cut short", "empty", "not text"])
def test_audit_of_a_damaged_bundle(copy: Path, capsys: Capture, name: str, damage: str) -> None:
    file = copy / name
    content = file.read_bytes()
    file.unlink()
    if damage != "missing":
        left = {"cut short": content[: len(content) // 2], "empty": b"", "not text": b"\xff\xfe"}
        file.write_bytes(left[damage])
    said = refused(["audit", str(copy)], copy, capsys)
    assert said.startswith("Rencana ini rusak atau tidak lengkap dan tidak dapat diperiksa:\n")
    assert name in said
    said = refused(["audit", str(copy), "--lang", "en"], copy, capsys)
    assert said.startswith("This plan is damaged or incomplete and cannot be checked:\n")


def test_audit_of_all_files_missing_names_them_all(here: Path, capsys: Capture) -> None:
    (here / "empty").mkdir()
    said = refused(["audit", "empty"], here, capsys)
    assert all(name in said for name in ("campaign.json", "plan.json", "travel.parquet"))
    assert "nowhere" in refused(["audit", "nowhere"], here, capsys)


def test_audit_of_a_plan_that_breaks_a_rule(copy: Path, capsys: Capture) -> None:
    document = json.loads((copy / "plan.json").read_text(encoding="utf-8"))
    document["summary"]["metres"] += 1
    (copy / "plan.json").write_text(json.dumps(document), encoding="utf-8")
    assert cli.run(["audit", str(copy), "--lang", "en"]) == 2
    finding, count = capsys.readouterr().out.splitlines()
    assert finding.startswith("R16")
    assert count == "Audit: breaches found: 1."


def test_travel_as_json(capsys: Capture) -> None:
    assert cli.run(["travel", "Kota Kupang", "Oelamasi", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    figures = {name: found[name] for name in ("minutes", "metres", "estimated_metres", "sections")}
    assert figures == {
        "minutes": 51,
        "metres": 38_000,
        "estimated_metres": 0,
        "sections": ["N1", "N2", "N3", "N4"],
    }


def test_travel_for_people(capsys: Capture) -> None:
    assert cli.run(["travel", "oelamasi", "kota-kupang", "--date", "2018-04-02"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "Oelamasi ke Kota Kupang, mobil, musim kemarau: 51 menit, 38,0\u00a0km"


@pytest.mark.parametrize(
    ("arguments", "english", "bahasa"),
    [
        (["Jakarta", "oelamasi"], "'Jakarta' is no village", "'Jakarta' bukan desa"),
        (["oelamasi", "Kuanheum"], "means several places", "ada beberapa"),
        (["oelamasi", "baun", "--vehicle", "mobil"], "use car, motorcycle", "pakai car, motor"),
        (["oelamasi", "soliu", "--date", "tomorrow"], "is no date", "bukan tanggal"),
    ],
)
def test_travel_with_bad_input(
    arguments: list[str], english: str, bahasa: str, here: Path, capsys: Capture
) -> None:
    assert english in refused(["travel", *arguments, "--lang", "en"], here, capsys)
    assert bahasa in refused(["travel", *arguments], here, capsys)


def test_travel_over_water(capsys: Capture) -> None:
    assert cli.run(["travel", "oelamasi", "semau", "--json"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "feri Pelabuhan Bolok (bolok-port) ke Pelabuhan Hansisi" in said.err


@pytest.mark.parametrize("command", OPTIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_explains_every_option_in_one_language(
    command: str, language: Language, capsys: Capture
) -> None:
    assert cli.run([command, "--help", "--lang", language]) == 0
    text = capsys.readouterr().out
    here, other = (" ".join(text.split()), {"id": "en", "en": "id"}[language])
    foreign = [
        key
        for key, (own, *_) in held(language).items()
        if own != held(other)[key][0] and len(held(other)[key][0].split()) > 2
        if " ".join(held(other)[key][0].split()) in here
    ]
    assert foreign == []
    assert " / " not in here
    options_head, default = {"id": ("Pilihan", "bawaan"), "en": ("Options", "default")}[language]
    parts = re.split(r"\n  (?:-\w, )?--", text.split(f"\n{options_head}:")[1])[1:]
    options = [" ".join(part.split()) for part in parts]
    assert len(options) == OPTIONS[command]
    for option in options[:-1]:
        flag = option.split()[0] in {"quiet", "json", "no-maps"}
        assert flag or f"[{default}: " in option, option
    assert {"id": "Kode keluar", "en": "Exit codes"}[language] in text


@pytest.mark.parametrize(
    ("environment", "arguments", "begins"),
    [
        ({}, [], "Pemakaian: "),
        ({"LANG": "en_GB.UTF-8"}, [], "Usage: "),
        ({"LANG": "C.UTF-8"}, [], "Pemakaian: "),
        ({"LANG": "en_GB.UTF-8", "JEMPUTBOLA_LANG": "id"}, [], "Pemakaian: "),
        ({"LANG": "en_GB.UTF-8"}, ["--lang=id"], "Pemakaian: "),
    ],
)
def test_help_is_in_the_language_of_the_environment(
    environment: dict[str, str],
    arguments: list[str],
    begins: str,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("JEMPUTBOLA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for command in ([], ["plan"], ["region"], ["region", "fill"]):
        assert cli.run([*command, "--help", *arguments]) == 0
        assert capsys.readouterr().out.startswith(begins)


def test_help_names_the_real_defaults(capsys: Capture) -> None:
    cli.run(["plan", "--help", "--lang", "en"])
    text = " ".join(capsys.readouterr().out.split())
    seconds = "{kecamatan:g}; village: {village:g}".format(**_SECONDS)
    for value in (DEFAULTS.teams, DEFAULTS.start, DEFAULTS.deadline, seconds):
        assert f"[default: {value}]" in text
    assert (DEFAULTS.start, DEFAULTS.deadline) == (date(2018, 3, 12), date(2018, 6, 26))


def test_help_lists_the_commands(capsys: Capture) -> None:
    assert cli.run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"\n  {command} " in text for command in ("plan", "audit", "travel"))
    assert "Mulai dengan: jemputbola init" in text
    assert cli.run(["--help", "--lang", "en"]) == 0
    assert "Begin with: jemputbola init" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["announce"]])
def test_a_full_output_is_told(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "planner.cli", *arguments]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "OSError" not in ended.stderr


@pytest.mark.parametrize(("output", "code"), [(">&-", 3), (">/dev/full", 2)])
def test_a_plan_is_kept_where_the_output_is_closed_or_full(
    here: Path, output: str, code: int
) -> None:
    """On a single Monday no ferry leads to Semau, hence 3; an answer that is lost is told by 2."""
    asked = ["plan", "--out", "out", "--start", "2018-03-12", "--deadline", "2018-03-12", *LITTLE]
    words = [sys.executable, "-m", "planner.cli", *asked]
    ended = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {output}', "sh", *words],
        check=False, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr
    assert cli.run(["audit", "out"]) == 0
