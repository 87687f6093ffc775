"""`jemputbola travel` with a time: ferries, boats, nights, closures, and what is typed wrongly."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geodata.dataset.loader import EMBEDDED
from planner.cli import run
from planner.errors import NoWayError
from planner.travel.arrival import FoundConnection, connection

Command = Callable[..., tuple[int, str, str]]
TUESDAY, WEDNESDAY, THURSDAY = date(2018, 3, 13), date(2018, 3, 14), date(2018, 3, 15)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def go(*arguments: str) -> tuple[int, str, str]:
        code = run(["travel", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def go(
    origin: str, destination: str, day: date, minute: int, vehicle: str = "car"
) -> FoundConnection:
    return connection((origin, destination), vehicle, day, minute, None)


def test_leaving_at_six_one_misses_the_ferry_of_seven() -> None:
    """38 km at 45 km/h are 51 minutes; the ferry runs on Tuesdays and Thursdays, not between."""
    found = go("Oelamasi", "Uitao", TUESDAY, 360).found
    nights = [stage for stage in found.stages if stage.kind == "night"]
    assert [(stage.origin, stage.day, stage.missed) for stage in nights] == [
        ("kota-kupang", TUESDAY, (420,)),
        ("kota-kupang", WEDNESDAY, ()),
    ]
    (ferry,) = [stage for stage in found.stages if stage.kind == "ferry"]
    assert (ferry.crossing, ferry.day, ferry.start, ferry.end) == ("ferry-out", THURSDAY, 420, 445)
    assert found.day == THURSDAY
    assert found.stages[0].end == 360 + 51


def test_the_night_before_in_kota_kupang_catches_it() -> None:
    found = go("kota-kupang", "Uitao", TUESDAY, 360).found
    assert (found.day, found.nights) == (TUESDAY, 0)


def test_motorcycles_take_the_boats_on_any_date() -> None:
    found = go("Oelamasi", "Uitao", WEDNESDAY, 360, "motorcycle").found
    assert [stage.crossing for stage in found.stages if stage.kind == "ferry"] == ["boat-out"]
    assert (found.day, found.nights) == (WEDNESDAY, 0)


def test_pulau_kera_is_reached_by_boat_only() -> None:
    """38 km at 40 km/h are 57 minutes, 15 of loading, an hour over."""
    found = go("Oelamasi", "Pulau Kera", WEDNESDAY, 360, "motorcycle").found
    assert [stage.crossing for stage in found.stages if stage.kind == "ferry"] == ["kera-out"]
    assert found.minute == 360 + 57 + 15 + 60
    with pytest.raises(NoWayError) as caught:
        go("Oelamasi", "Pulau Kera", WEDNESDAY, 360)
    assert "for motorcycle" in caught.value.text("en")


def test_lines_for_people() -> None:
    trip = go("Oelamasi", "Uitao", TUESDAY, 360)
    lines = list(trip.lines("en"))
    assert lines[0].startswith("Oelamasi to Uitao, car, from Tuesday, 13 March 2018 06:00: ")
    assert lines[0].endswith("nights on the way: 2")
    assert lines[1] == "Tuesday, 13 March 2018 (wet season)"
    drive = "  06:00-06:51  drive to Kota Kupang, 38.0\u00a0km, 51 min: N4, N3, N2, N1"
    assert lines[2] == drive
    assert lines[3] == "  night in Kota Kupang: ferry-out at 07:00 cannot be caught"
    assert lines[5] == "  night in Kota Kupang: ferry-out does not leave on this date"
    assert "  07:00-07:25  ferry to Pelabuhan Hansisi (ferry-out), IDR\u00a0150,000" in lines
    assert any(line.endswith("is only estimated.") for line in lines)
    assert lines[-1].startswith("Travel 06:00-18:00, at most 10 h of driving a day;")
    bahasa = list(trip.lines("id"))
    assert len(bahasa) == len(lines)
    assert "  malam di Kota Kupang: ferry-out 07.00 tidak terkejar" in bahasa


def test_a_stage_says_what_is_missed_and_that_no_lodging_is_known() -> None:
    lines = list(go("Pelabuhan Hansisi", "Oelamasi", TUESDAY, 460).lines("en"))
    assert "               too late for 07:30; the next is taken" in lines
    lines = list(go("Pulau Kera", "Oelamasi", TUESDAY, 1000, "motorcycle").lines("en"))
    assert any("night in Pulau Kera (no lodging is known there)" in line for line in lines)


def test_the_document(command: Command) -> None:
    code, out, _ = command("Oelamasi", "Uitao", "--date", "2018-03-13", "--time", "06:00", "--json")
    assert code == 0
    document = json.loads(out)
    assert (document["ready"], document["nights"]) == ("2018-03-13T06:00", 2)
    first = document["stages"][0]
    assert first["kind"] == "drive"
    assert (first["metres"], first["estimated_metres"]) == (38_000, 0)
    assert first["sections"] == ["N4", "N3", "N2", "N1"]


def test_the_closure_that_forces_a_detour_is_named(command: Command) -> None:
    """Rivers in flood close the coast road from 20 January to 28 February 2021 (F39)."""
    code, out, _ = command("oelamasi", "Manubelon", "--date", "2021-02-01", "--lang", "en")
    assert code == 0
    (line,) = [line for line in out.splitlines() if line.startswith("A detour")]
    assert " longer than usual" in line
    (closure,) = [line for line in out.splitlines() if "closed from" in line]
    assert closure.startswith("  5303018 Barate - Manubelon: closed from Wednesday, 20 January")
    assert closure.endswith("(travel_facts F39)")
    code, out, _ = command("oelamasi", "Manubelon", "--date", "2021-02-01", "--json")
    detour = json.loads(out)["detour"]
    assert [each["section"] for each in detour["closures"]] == ["5303018"]
    assert detour["closures"][0]["until"] == "2021-02-28"
    assert detour["minutes"] > 60
    code, out, _ = command("oelamasi", "naibonat", "--date", "2021-02-01", "--lang", "en")
    assert "detour" not in out


def test_a_connection_keeps_to_the_closures_of_its_date(command: Command) -> None:
    """The bridge near Manubelon is out for cars since 2023; motorcycles pass."""
    asked = ("Manubelon", "Naikliu", "--date", "2023-07-03", "--time", "06:00", "--lang", "en")
    code, out, _ = command(*asked)
    assert code == 0
    assert "5303019 Manubelon - Naikliu: closed from Saturday, 4 February 2023 to now" in out
    code, out, _ = command(*asked, "--vehicle", "motorcycle")
    assert code == 0
    assert "closed from" not in out


def test_bad_times_are_told_at_once(command: Command) -> None:
    code, _, told = command("oelamasi", "Uitao", "--time", "6 am", "--lang", "en")
    assert code == 2
    assert told.splitlines() == [
        "--time '6 am' needs a date; add --date as --date 2018-03-13",
        "--time '6 am' is no clock time; write hours and minutes as 06:30",
    ]
    code, _, told = command("oelamasi", "Uitao", "--lang", "en")
    assert code == 3
    assert "For a connection by the timetable add --date and --time." in told


def test_a_planner_adds_a_crossing_and_a_departure_as_rows(
    tmp_path: Path, command: Command
) -> None:
    """A ship to Naikliu on Wednesdays, and by a second row on Fridays in the dry season."""
    folder = Path(shutil.copytree(EMBEDDED, tmp_path / "kupang"))
    towns, crossings = folder / "towns.csv", folder / "crossings.csv"
    towns.write_text(
        towns.read_text() + "naikliu-port,Pelabuhan Naikliu,123.8287,-9.5237,assumed\n"
    )
    row = "{id},bolok-port,naikliu-port,ferry,car,{days},08:00,,,{season},,30,180,0,assumed\n"
    crossings.write_text(
        crossings.read_text()
        + row.format(id="ship", days="2", season=",")
        + row.format(id="ship-dry", days="4", season="04-01,11-30")
    )

    def ferries(day: str) -> list[tuple[str, str]]:
        asked = ("bolok-port", "naikliu-port", "--date", day, "--time", "06:00", "--json")
        code, out, _ = command(*asked, "--region", str(folder))
        assert code == 0
        stages = json.loads(out)["stages"]
        return [(stage["crossing"], stage["date"]) for stage in stages if stage["kind"] == "ferry"]

    # By road it takes six hours and more from Bolok: the ship lands sooner, at 11:00.
    assert ferries("2018-03-14") == [("ship", "2018-03-14")]
    assert ferries("2018-04-06") == [("ship-dry", "2018-04-06")]
    assert ferries("2018-03-16") == []
