"""The commands `report` and `status`."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from planner import cli
from planner.bundle import BundleFolder
from tests.planner import island

HEAD = "plan_sha256,team,date,post,start,planned,recorded,no_shows,remark\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    town = island.campaign(hill="Bukit")
    (out / "campaign.json").write_text(town.to_json(), encoding="utf-8")
    (out / "plan.json").write_text(island.plan(town).to_json(), encoding="utf-8")
    return out


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, *rows: str) -> Path:
        path = tmp_path / name
        path.write_text(HEAD + "".join(f"{row}\r\n" for row in rows), encoding="utf-8", newline="")
        return path

    return write


def run(*arguments: object) -> int:
    return cli.run([str(each) for each in arguments])


def test_any_order_of_files_gives_the_same_bytes(folder: Path, file: Callable[..., Path]) -> None:
    paths = [
        file("a.csv", "ab,T01,2018-03-12,hill,08:00,48,40,3,"),
        file("b.csv", "ab,T01,2018-03-12,hill,13:00,36,30,,hujan"),
        file("again.txt", "ab,T01,2018-03-12,hill,08:00,48,40,3,"),
    ]
    seen = set()
    for order in itertools.permutations(paths):
        (folder / "reports.csv").unlink(missing_ok=True)
        assert run("report", folder, *order) == 0
        seen.add((folder / "reports.csv").read_bytes())
        assert run("report", folder, order[0]) == 0
        seen.add((folder / "reports.csv").read_bytes())
    assert len(seen) == 1


def test_a_conflict_names_both_and_writes_nothing(
    folder: Path, file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    first = file("a.csv", "ab,T01,2018-03-12,hill,08:00,48,40,3,")
    second = file("b.csv", "ab,T01,2018-03-12,hill,08:00,48,41,3,")
    assert run("report", folder, first, second, "--lang", "en") == 2
    assert "a.csv:2 and b.csv:2 differ" in capsys.readouterr().err
    assert not (folder / "reports.csv").exists()
    assert run("report", folder, first, second, "--prefer", "b.csv") == 0
    assert ",41,3," in (folder / "reports.csv").read_text(encoding="utf-8")


def test_what_the_campaign_does_not_have_is_refused_at_once(
    folder: Path, file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(
        "a.csv",
        "ab,T1,2018-03-12,hill,08:00,48,40,,",
        "ab,T01,2018-03-12,hil,08:00,48,40,,",
        "ab,T01,2018-12-03,hill,08:00,48,40,,",
    )
    assert run("report", folder, path, folder.parent / "none.csv", "--lang", "en") == 2
    assert "none.csv: no such file" in capsys.readouterr().err
    assert run("report", folder, path, "--lang", "en") == 2
    told = capsys.readouterr().err
    assert "line 2: team “T1” is not in this campaign; meant is perhaps T01" in told
    assert "line 3: post “hil” is none of this campaign; meant is perhaps hill" in told
    assert "line 4: 2018-12-03 lies outside the campaign" in told
    assert not (folder / "reports.csv").exists()


SECOND = f"{HEAD.strip()},campaign_id,revision\r\n"


def test_reports_of_another_campaign_are_refused_by_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows without an id, and those of the campaign's own, are read."""
    own = island.campaign().identity
    rows = (
        "ab,T01,2018-03-12,hill,08:00,48,40,3,,,",
        f"ab,T01,2018-03-12,hill,13:00,36,30,,,{own},0",
        "ab,T99,2018-03-13,moon,08:00,36,30,,,flores-2018-00000000,0",
    )
    path = tmp_path / "a.csv"
    path.write_text(SECOND + "".join(f"{row}\r\n" for row in rows), encoding="utf-8")
    assert run("report", folder, path, "--lang", "en") == 2
    told = capsys.readouterr().err
    assert "a.csv, line 4: the report is of campaign “flores-2018-00000000”, this plan is" in told
    assert f"“{own}”; name the folder of that campaign’s plan" in told
    assert "T99" not in told  # its teams and posts are the other campaign's matter
    assert not (folder / "reports.csv").exists()
    path.write_text(SECOND + "".join(f"{row}\r\n" for row in rows[:2]), encoding="utf-8")
    assert run("report", folder, path) == 0
    assert (folder / "reports.csv").read_text(encoding="utf-8").count("\n") == 3


def test_rows_of_a_later_revision_are_read_and_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    row = "ab,T01,2018-03-12,hill,08:00,48,40,3,,,2\r\n"
    path.write_text(SECOND + row, encoding="utf-8")
    assert run("report", folder, path, "--lang", "en") == 0
    told = capsys.readouterr().out
    assert "a.csv: some rows are of revision 2, this plan is revision 0." in told
    assert ",2," in (folder / "reports.csv").read_text(encoding="utf-8")
    path.write_text(SECOND + row.replace(",2\r", ",0\r"), encoding="utf-8")
    assert run("report", folder, path, "--lang", "en") == 0
    assert "some rows" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "76 of 160 residents recorded; 84 were due by now."),
     ("id", "76 dari 160 warga direkam; menurut rencana seharusnya 84.")],
)  # fmt: skip
def test_status_says_it_and_writes_its_page(
    folder: Path,
    file: Callable[..., Path],
    language: str,
    expected: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("report", folder, file("a.csv", "ab,T01,2018-03-12,hill,08:00,48,40,3,<b>genset</b>"))
    capsys.readouterr()
    assert run("status", folder, "--now", "2018-03-12T16:00", "--lang", language) == 0
    said = capsys.readouterr().out
    assert expected in said
    assert "T01" in said
    page = (folder / "status.html").read_text(encoding="utf-8")
    assert expected in page
    assert "Bukit" in page
    assert "&lt;b&gt;genset&lt;/b&gt;" in page
    assert "<script" not in page


def test_status_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", folder, "--now", "12/03/2018", "--unreported", "nil", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["now"], found["unreported_as"]) == ("2018-03-12T23:59", "nil")
    assert (found["total"]["counted"], found["total"]["behind"]) == (0, 84)
    assert [each["start"] for each in found["unreported"]] == ["08:00", "13:00"]


@pytest.mark.parametrize("option", [("--now", "besok"), ("--unreported", "half")])
def test_bad_options(
    folder: Path, option: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("status", folder, *option, "--lang", "en") == 2
    assert f"{option[0]} {option[1]}" in capsys.readouterr().err


def test_the_status_of_an_older_plan_goes_with_it(
    folder: Path, file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    def write(new: Path) -> None:
        for name in ("campaign.json", "plan.json"):
            (new / name).write_bytes((folder / name).read_bytes())

    BundleFolder(folder).fill(write)  # now with a list of what is ours
    run("report", folder, file("a.csv", "ab,T01,2018-03-12,hill,08:00,48,40,3,"))
    assert run("status", folder, "--now", "2018-03-12T16:00") == 0
    assert run("status", folder, "--now", "2018-03-13T16:00") == 0
    assert (folder / "status.html").exists()
    BundleFolder(folder).fill(write)
    assert sorted(path.name for path in folder.iterdir()) == [
        "campaign.json",
        "files.json",
        "plan.json",
        "reports.csv",
    ]


def test_a_late_report_of_a_post_that_is_through_is_read_in_a_revision(
    folder: Path, file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The first plan refuses a place without residents; a revision knows it for a post."""
    path = file("a.csv", "ab,T01,2018-03-12,hill,08:00,48,40,3,")
    town = island.campaign()
    through = tuple(replace(p, residents=0) if p.id == "hill" else p for p in town.places)
    now = datetime(2018, 3, 13)
    for number, code in ((0, 2), (1, 0)):
        campaign = replace(town, places=through, revision=number, now=now)
        (folder / "campaign.json").write_text(campaign.to_json(), encoding="utf-8")
        assert run("report", folder, path, "--lang", "en") == code
    port = file("b.csv", "ab,T01,2018-03-12,harbour,08:00,48,40,3,")
    assert run("report", folder, port, "--lang", "en") == 2
    assert "post “harbour” is none of this campaign" in capsys.readouterr().err


def test_without_a_report_there_is_no_pace_and_no_forecast(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sessions that count as planned say nothing of how quickly teams record."""
    assert run("status", folder, "--now", "2019-01-01", "--lang", "en") == 0
    page = (folder / "status.html").read_text(encoding="utf-8")
    for said in (capsys.readouterr().out, page):
        assert "No forecast: too little was reported." in said
        assert "at the pace reported" not in said
