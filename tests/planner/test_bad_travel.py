"""Bad conditions, timetables and trips: every fault at once, with its place, and exit code 2."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geodata.dataset.loader import EMBEDDED
from planner.cli import run


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Return a copy of Kabupaten Kupang with a fault in each table that travel rests on."""
    folder = Path(shutil.copytree(EMBEDDED, tmp_path / "kupang"))

    def change(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    change("speeds.csv", "national,asphalt,car,45,", "national,asphalt,car,0,")
    change("speeds.csv", "1,0.5,1,all", "1,0.5,0.4,sometimes")
    change("closures.csv", "5303018,2021-01-20,2021-02-28", "5303018,2021-02-28,2021-01-20")
    change("closures.csv", "N7,2023-02-17,2023-02-21,car;truck", "N99,2023-02-17,2023-02-21,lorry")
    change("crossings.csv", "1;3;5;6,07:00,", "1;3;5;6,,")
    change("crossings.csv", "1;3;5;6,07:30;16:00,,,,,", "1;3;5;6,07:30;4 pm,,,04-01,,1 May")
    change("calibration_trips.csv", "oelamasi,Oelamasi,5303190008", "oelamasi,Oelamasi,Nowhere")
    return folder


def test_all_faults_are_told_at_once(
    damaged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["plan", "--region", str(damaged), "--out", str(out), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    for expected in (
        "speeds.csv, line 2, column kmh: 0 is not above 0; a road that cannot be used is a closure",
        "speeds.csv, line 2: fords are quicker in the wet season (wet_ford_factor 0.5) than in the "
        "dry one (dry_ford_factor 0.4); lower wet_ford_factor",
        "speeds.csv, line 2, column fords: 'sometimes'; write all, dry or none",
        "closures.csv, line 3: it ends on 2021-01-20, before it begins on 2021-02-28; swap",
        "closures.csv, line 6, column section: 'N99' is not known",
        "closures.csv, line 6, column stops: 'lorry' is no vehicle of speeds.csv; known: bus, car",
        "crossings.csv, line 2 (ferry-out): it never leaves; list departures as 07:00;16:00",
        "crossings.csv, line 3 (ferry-back): '4 pm' is no time as HH:MM",
        "crossings.csv, line 3 (ferry-back): a season needs both from_day and until_day",
        "crossings.csv, line 3 (ferry-back), column cancelled_dates: '1 May'; list dates as",
        "calibration_trips.csv, line 5 (F21), column destination: 'Nowhere' is not known",
    ):
        assert expected in told
    assert not out.exists()


@pytest.mark.parametrize("command", ["travel", "calibrate"])
def test_other_commands_say_the_same(
    damaged: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    before = {path.name: path.read_bytes() for path in damaged.iterdir()}
    words = {
        "travel": ["travel", "oelamasi", "oepoli", "--region", str(damaged)],
        "calibrate": ["region", "calibrate", str(damaged)],
    }
    assert run([*words[command], "--lang", "en"]) == 2
    assert "column section: 'N99' is not known" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in damaged.iterdir()} == before


def test_faults_are_told_in_the_reader_s_language(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["travel", "oelamasi", "oepoli", "--region", str(damaged), "--lang", "id"]) == 2
    told = capsys.readouterr().err
    for expected in (
        "speeds.csv, baris 2, kolom kmh: 0 tidak di atas 0",
        "closures.csv, baris 3: berakhir pada 2021-01-20, sebelum mulai pada 2021-02-28",
        "closures.csv, baris 6, kolom section: 'N99' tidak dikenal; yang dikenal: 5303010, ",
        "crossings.csv, baris 2 (ferry-out): tidak pernah berangkat",
        "calibration_trips.csv, baris 5 (F21), kolom destination: 'Nowhere' tidak dikenal",
    ):
        assert expected in told
    assert ", line " not in told


def test_cells_are_told_in_the_reader_s_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(EMBEDDED, tmp_path / "kupang"))
    closures = folder / "closures.csv"
    closures.write_text(
        closures.read_text().replace("2021-02-28", "28 February", 1) + "N7,,,car,,press\nN7,x\n"
    )
    asked = ["travel", "oelamasi", "oepoli", "--region", str(folder)]
    assert run([*asked, "--lang", "id"]) == 2
    told = capsys.readouterr().err
    assert "closures.csv, baris 3, kolom until_date: '28 February' bukan tanggal sebagai" in told
    assert "closures.csv, baris 9, kolom from_date: kosong; isi tanggal sebagai YYYY-MM-DD" in told
    assert "closures.csv, baris 10: jumlah sel berbeda dari judulnya" in told
    assert run([*asked, "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "closures.csv, line 3, column until_date: '28 February' is not a date" in told
    assert "closures.csv, line 10: the number of cells differs from the header's" in told
