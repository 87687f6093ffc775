"""Reports as phones save them, as Excel does, and out of messages: the same rows."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from geodata import Message
from geodata.text_files import read_text
from planner.cell_parsing import MisreadError
from planner.reports.report import Report, reports_csv
from planner.reports.report_table import read_table
from planner.workbook.schema import date_and_clock

HEAD = "plan_sha256,team,date,post,start,planned,recorded,no_shows,remark"
ROWS = (
    "ab12,T01,2018-04-02,hill,08:00,48,40,3,'=many\r\n"
    'ab12,T01,2018-04-02,hill,13:00,36,,,"hujan, jalan licin"\r\n'
)
PAGE = f"{HEAD}\r\n{ROWS}"
EXPECTED = [
    Report("T01", date(2018, 4, 2), "hill", 480, 48, 40, 3, "=many", "ab12"),
    Report(
        "T01", date(2018, 4, 2), "hill", 780, 36, None, None, "hujan, jalan licin", "ab12"
    ),
]  # fmt: skip

EXCEL = (
    "\ufeffplan_sha256;team;date;post;start;planned;recorded;no_shows;remark\r\n"
    "ab12;T01;02/04/2018;hill;08.00;48;40;3;'=many\r\n"
    "ab12;T01;02/04/2018;hill;13:00:00;36;;;hujan, jalan licin\r\n"
    ";;;;;;;;\r\n"
)
MESSAGE = f"Selamat sore pak, ini laporan kami\n[2/4 16.05] Budi: {PAGE}Terima kasih\n"
TWICE = f"{HEAD}\n{ROWS.splitlines()[0]}\n\nlanjutan\n{HEAD}\n{ROWS.splitlines()[1]}\n"


def read(text: str) -> list[Report]:
    faults: list[Message] = []
    found = read_table(text, "x.csv", faults)
    assert faults == []
    return found


@pytest.mark.parametrize("text", [PAGE, EXCEL, MESSAGE, TWICE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_same_rows(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes((text.lstrip("\ufeff") if encoding == "cp1252" else text).encode(encoding))
    assert read(read_text(path)) == EXPECTED


def test_version_2_comes_back_as_it_was_written() -> None:
    first = Report(
        "T01", date(2018, 4, 2), "hill", 480, 48, 40, 3, "-1 meja, 2 kursi", "ab12", "c1", 2,
        datetime(2018, 4, 2, 16, 5, 9), "partly", 490, 700, "hill", '"genset" mati',
    )  # fmt: skip
    total = Report("T01", date(2018, 4, 3), "", None, 48, 0)
    assert read(reports_csv([total, first])) == [first, total]


def test_times_as_excel_shows_them() -> None:
    head = f"{HEAD},saved_at".replace(",", ";")
    (found,) = read(f"{head}\nab;T01;02/04/2018;hill;8.00;48;40;;;02/04/2018 16.05\n")
    assert found.saved_at == datetime(2018, 4, 2, 16, 5)
    assert found.start == 480


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("2018-04-02T16:05:09.120Z", datetime(2018, 4, 2, 16, 5, 9)),
        ("02/04/2018 16.05.09", datetime(2018, 4, 2, 16, 5, 9)),
        ("2 April 2018 7:05", datetime(2018, 4, 2, 7, 5)),
        ("2018-04-02 24:00", datetime(2018, 4, 2, 23, 59)),
    ],
)
def test_moments_as_people_and_phones_write_them(text: str, read_as: datetime) -> None:
    assert date_and_clock(text) == read_as


@pytest.mark.parametrize("text", ["2018-04-02", "16:05", "2018-04-02 16:60", "2018-04-02 16:05:60"])
def test_moments_that_are_none(text: str) -> None:
    with pytest.raises(MisreadError):
        date_and_clock(text)


def test_a_date_alone_gets_the_clock_time_asked_for() -> None:
    assert date_and_clock("2 April 2018", time(23, 59)) == datetime(2018, 4, 2, 23, 59)


def test_all_faults_at_once() -> None:
    faults: list[Message] = []
    text = f"{HEAD}\nab,T01,2018-04-32,hill,08:00,48,many,-3,\nab,,2018-04-02,hill,25:00,4,4,,\n"
    assert read_table(text, "x.csv", faults) == []
    said = [fault.text("en") for fault in faults]
    assert said == [
        "x.csv, line 2, column date: “2018-04-32” cannot be read; correct it",
        "x.csv, line 2, column recorded: “many” cannot be read; correct it",
        "x.csv, line 2, column no_shows: “-3” cannot be read; correct it",
        "x.csv, line 3, column start: “25:00” cannot be read; correct it",
        "x.csv, line 3: column team is empty; fill it in or delete the line",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("halo\n", "x.csv: no table of a report is in it; it begins with plan_sha256,team,date"),
        (
            "plan_sha256,team,date\nab,T01,2018-04-02\n",
            "x.csv, line 1: the heading lacks post, start, planned, recorded, no_shows; save the "
            "file from the team's page again",
        ),
    ],
)
def test_what_is_no_report(text: str, expected: str) -> None:
    faults: list[Message] = []
    assert read_table(text, "x.csv", faults) == []
    assert [fault.text("en") for fault in faults] == [expected]
