"""`jemputbola region calibrate`, as a planner meets it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.dataset.loader import EMBEDDED
from planner.cli import run

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def go(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of Kabupaten Kupang's dataset, not calibrated."""
    copy = Path(shutil.copytree(EMBEDDED, tmp_path / "kupang"))
    (copy / "calibration.json").unlink()
    return copy


def test_it_compares_fits_and_stores(command: Command, folder: Path) -> None:
    code, out, _ = command("region", "calibrate", str(folder), "--lang", "en")
    assert code == 0
    lines = out.splitlines()
    at = lines.index("  F22 Kota Kupang - Teunbaun, dry season, car")
    # 9.74 and 15.1 km at 38 km/h are 39.2 minutes; half an hour was observed.
    assert lines[at + 1] == "    time: observed 30 min, modelled 40 min, ratio 0.76"
    assert "observed 25.0\u00a0km, modelled 24.8\u00a0km" in lines[at + 2]
    at = next(at for at, line in enumerate(lines) if line.startswith("  F06 "))
    assert "bus (modelled as car)" in lines[at]
    assert lines[at + 1].endswith("ratio -")
    assert lines[at + 3] == "    not used: the length of section N5 rests on this fact"
    assert "Contradiction: F16 150.0\u00a0km, F17 193.0\u00a0km for the same trip." in lines
    assert any(line.startswith("  2 factors: paved x ") for line in lines)
    assert lines[-1] == f"Stored in {folder / 'calibration.json'}."
    stored = json.loads((folder / "calibration.json").read_text())
    assert stored == json.loads((EMBEDDED / "calibration.json").read_text())


def test_a_dry_run_and_json_leave_the_folder_alone(command: Command, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    code, out, _ = command("region", "calibrate", str(folder), "--dry-run", "--json")
    assert code == 0
    document = json.loads(out)
    assert {trip["fact"] for trip in document["trips"]} >= {"F15", "F20", "F21", "F22"}
    assert [fit["factors"] for fit in document["fits"]] == [0, 1, 2]
    assert sorted(path.name for path in folder.iterdir()) == before


def test_factors_can_be_asked_for(command: Command, folder: Path) -> None:
    code, out, _ = command("region", "calibrate", str(folder), "--factors", "1", "--lang", "id")
    assert code == 0
    assert "Dipakai: 1 faktor, seperti diminta." in out
    assert json.loads((folder / "calibration.json").read_text())["fitted"] == 1


def test_bad_input(command: Command, folder: Path) -> None:
    code, _, told = command("region", "calibrate", str(folder), "--factors", "3", "--lang", "en")
    assert (code, told.strip()) == (2, "--factors 3: two factors at most; give 0, 1 or 2")
    trips = folder / "calibration_trips.csv"
    trips.write_text(trips.read_text() + "U1,Naikliu,,Oepolli,,,2,dry,car,,,fit,own log\n")
    code, _, told = command("region", "calibrate", str(folder), "--lang", "en")
    assert code == 2
    assert "calibration_trips.csv, line 9 (U1), column destination: 'Oepolli' is not known" in told
    assert "did you mean Oepoli (oepoli)?" in told
    assert not (folder / "calibration.json").exists()


def test_too_few_trips_for_the_factors(command: Command, folder: Path) -> None:
    trips = folder / "calibration_trips.csv"
    trips.write_text("\n".join(trips.read_text().splitlines()[:2]) + "\n")
    code, _, told = command("region", "calibrate", str(folder), "--factors", "2", "--lang", "en")
    assert code == 2
    assert told.startswith("--factors 2: it takes at least 4 trips, there are 1; add rows")
    trips.write_text(trips.read_text().splitlines()[0] + "\n")
    code, out, _ = command("region", "calibrate", str(folder), "--lang", "en")
    assert code == 0
    assert "There is no trip to fit to; add rows with use = fit and hours." in out
    assert not (folder / "calibration.json").exists()
