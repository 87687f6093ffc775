"""Maps of a what-if's cases: one for each planned case, and no link that leads nowhere.

One post beside the base, one pair, one date; plans are made by hand, so nothing is searched.
"""

from __future__ import annotations

import errno
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from geodata import Dataset, Message
from maps.data import MapData
from planner import cli
from planner.bundle.map_inputs import Drawer
from planner.campaigns.defaults import default_campaign
from planner.campaigns.preparation import Prepared, prepare
from planner.errors import CaseError
from planner.what_if.cases import Case, cases_of
from planner.what_if.process_pool import CaseProgress, CaseReport, CaseResult, CaseRuns
from planner.what_if.run import WhatIfRequest, WhatIfResult, plan_cases
from routing import Limits
from routing.plan import Drive, Plan, Session, Setup, TeamDate
from routing.plan.costs import assemble, team_plan

HREF = re.compile(r'href="([^"#:]+)"')


@pytest.fixture(scope="module")
def ready(dataset: Dataset) -> Prepared:
    """The base and the nearest post to it, where 10 residents are to be recorded."""
    whole = default_campaign(dataset, language="en")
    base = next(place for place in whole.places if place.id == whole.base)
    near = min(
        (post for post in whole.posts if post.id != base.id),
        key=lambda post: (post.lon - base.lon) ** 2 + (post.lat - base.lat) ** 2,
    )
    places = (replace(base, residents=0), replace(near, residents=10))
    small = replace(whole, places=places, teams=whole.teams[:1], crossings=(), catchment=())
    return prepare(dataset, small)


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch, ready: Prepared) -> set[str]:
    """Names of cases whose process is killed; the others' plans are made by hand."""
    names: set[str] = set()

    def run(runs: CaseRuns, folders: list[tuple[Case, Path]], _: CaseReport) -> list[CaseResult]:
        found = []
        for case, folder in folders:
            if case.name in names:
                fault = Message("case_failed", case=case.name, reason="ended by signal 9")
                runs.failed.append(CaseError([fault]))
                continue
            plan = plan_of(case, ready)
            (folder / "plan.json").write_text(plan.to_json(), encoding="utf-8")
            found.append(CaseResult(case, plan, False, 1.0))
        return found

    monkeypatch.setattr(CaseRuns, "run", run)
    monkeypatch.setattr("planner.what_if.run.complete", lambda: True)
    return names


def plan_of(case: Case, ready: Prepared) -> Plan:
    """The first pair drives to the post, records all 10 and drives back; others stay at home."""
    town, campaign = case.campaign.base, case.campaign
    (post,) = (place.id for place in campaign.places if place.id != town)
    first, day = campaign.teams[0], campaign.start
    legs = {row[:4]: row[4:] for row in ready.travel.rows()}
    condition = campaign.condition_on(day)
    there, far = legs[town, post, first.vehicle, condition]
    back, near = legs[post, town, first.vehicle, condition]
    begin = 480 + there
    opens = begin + first.setup_minutes
    shuts = opens + 60
    events = (
        Drive(town, post, 480, begin, far),
        Setup(post, begin, opens),
        Session(post, opens, shuts, 10),
        Drive(post, town, shuts, shuts + back, near),
    )
    held = team_plan(campaign, first, (TeamDate(day, town, events, town),))
    return assemble(campaign, [held, *(team_plan(campaign, t, ()) for t in campaign.teams[1:])])


def ask(out: Path, roads: Prepared, report: CaseReport | None = None, **more: Any) -> WhatIfResult:
    cases = cases_of(roads.campaign, "1,2,3", ())
    limits = Limits(seconds=1, seed=1)
    question = WhatIfRequest(out, roads.campaign, roads.travel, cases, limits, "en", 1, roads)
    return plan_cases(replace(question, **more), report)


def links(page: Path) -> list[str]:
    """Addresses of files that a page links to."""
    return [unquote(each) for each in HREF.findall(page.read_text(encoding="utf-8"))]


def maps_in(out: Path) -> list[str]:
    return sorted(path.parent.name for path in out.glob("cases/*/index.html"))


def addresses(*names: str) -> list[str]:
    return [f"cases/{name}/index.html" for name in names]


def test_each_case_links_to_its_map_and_back(
    tmp_path: Path, ready: Prepared, killed: set[str]
) -> None:
    page = ask(tmp_path / "out", ready).page
    assert not killed
    assert links(page) == addresses("teams-01", "teams-02", "teams-03")
    for address in links(page):
        drawn = page.parent / address
        assert links(drawn) == ["../../what-if.html"]
        assert (drawn.parent / links(drawn)[0]).resolve() == page


def test_a_killed_case_has_neither_row_nor_map(
    tmp_path: Path, ready: Prepared, killed: set[str]
) -> None:
    killed.add("teams-02")
    seen: list[CaseProgress] = []
    page = ask(tmp_path / "out", ready, seen.append).page
    assert links(page) == addresses("teams-01", "teams-03")
    assert maps_in(page.parent) == ["teams-01", "teams-03"]
    assert not (page.parent / "cases" / "teams-02").exists()
    assert ["signal 9" in str(each.failed) for each in seen if each.failed] == [True]


def test_an_older_answers_map_of_a_killed_case_goes(
    tmp_path: Path, ready: Prepared, killed: set[str]
) -> None:
    ask(tmp_path / "out", ready)
    killed.add("teams-01")
    page = ask(tmp_path / "out", ready).page
    assert links(page) == addresses("teams-02", "teams-03")
    assert maps_in(page.parent) == ["teams-02", "teams-03"]


@pytest.mark.usefixtures("killed")
def test_two_runs_give_the_same_bytes(tmp_path: Path, ready: Prepared) -> None:
    for name in ("one", "two"):
        ask(tmp_path / name, ready)
    files = [path for path in sorted((tmp_path / "one").rglob("*")) if path.is_file()]
    assert len([path for path in files if path.name == "index.html"]) == 3
    for path in files:
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes(), path.name


@pytest.mark.usefixtures("killed")
@pytest.mark.parametrize("drawn", [0, 1, 3])
def test_a_stop_between_maps_keeps_the_table_and_the_maps_drawn(
    tmp_path: Path, ready: Prepared, drawn: int
) -> None:
    def stop(progress: CaseProgress) -> None:
        if progress.drawn == drawn:
            raise KeyboardInterrupt

    answer = ask(tmp_path / "out", ready, stop)
    names = ["teams-01", "teams-02", "teams-03"]
    assert [row["case"] for row in answer.document()["cases"]] == names
    assert links(answer.page) == addresses(*names[:drawn])
    assert maps_in(answer.page.parent) == names[:drawn]


def failing(error: BaseException) -> Callable[..., Iterator[str]]:
    """Draws the first map, half of the second one, and fails."""

    def draw(room: Path, _: Prepared, cases: list[Any], *__: Any) -> Iterator[str]:
        (room / cases[0][1].name / "index.html").write_text("whole")
        yield cases[0][1].name
        (room / cases[1][1].name / "index.html").write_text("ha")
        raise error

    return draw


@pytest.mark.usefixtures("killed")
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "?")])
def test_half_a_map_is_not_kept(
    tmp_path: Path, ready: Prepared, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """A stop within a map, and a disk that is full: the cases are kept all the same."""
    monkeypatch.setattr("planner.what_if.run.draw_maps", failing(error))
    seen: list[CaseProgress] = []
    answer = ask(tmp_path / "out", ready, seen.append)
    assert len(answer.found.cases) == 3
    assert links(answer.page) == addresses("teams-01")
    assert maps_in(answer.page.parent) == ["teams-01"]
    said = [each.failed.text("en") for each in seen if each.failed]
    assert said == ([] if isinstance(error, KeyboardInterrupt) else [
        "Maps could not be written (No space left on device): 1 of 3 cases have one. "
        "Make room on the disk and run it again, or use --no-maps."
    ])  # fmt: skip


@pytest.mark.usefixtures("killed")
def test_the_maps_are_stopped_after_the_planning_was(
    tmp_path: Path, ready: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each Ctrl-C counts once: one for the planning, one for the maps, none for the files."""
    planned, data, written = CaseRuns.run, Drawer.data, Path.write_bytes

    def stopped(runs: CaseRuns, folders: Any, report: CaseReport) -> list[CaseResult]:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            return planned(runs, folders[:2], report)
        raise AssertionError("Ctrl-C was not heard")

    def stop_second(drawer: Drawer, campaign: Any, *rest: Any) -> MapData:
        if len(campaign.teams) == 2:
            signal.raise_signal(signal.SIGINT)
        return data(drawer, campaign, *rest)

    def stop_files(path: Path, content: bytes) -> int:
        if path.name == "what-if.json":
            signal.raise_signal(signal.SIGINT)
        return written(path, content)

    monkeypatch.setattr(CaseRuns, "run", stopped)
    monkeypatch.setattr(Drawer, "data", stop_second)
    monkeypatch.setattr(Path, "write_bytes", stop_files)
    answer = ask(tmp_path / "out", ready)
    assert (answer.found.asked, len(answer.found.cases)) == (3, 2)
    assert links(answer.page) == addresses("teams-01")
    assert maps_in(answer.page.parent) == ["teams-01"]


@pytest.mark.usefixtures("killed")
def test_without_roads_there_are_no_maps(tmp_path: Path, ready: Prepared) -> None:
    page = ask(tmp_path / "out", ready, ready=None).page
    assert (links(page), maps_in(page.parent)) == ([], [])
    assert (page.parent / "cases" / "teams-01" / "plan.json").is_file()


@pytest.mark.usefixtures("killed")
@pytest.mark.parametrize(("options", "expected"), [([], ["teams-01"]), (["--no-maps"], [])])
def test_the_command_draws_by_the_roads_that_it_finds(
    tmp_path: Path, ready: Prepared, options: list[str], expected: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder, out = tmp_path / "plan", tmp_path / "out"
    folder.mkdir()
    (folder / "campaign.json").write_text(ready.campaign.to_json(), encoding="utf-8")
    ready.travel.write(folder / "travel.parquet")
    arguments = ["what-if", str(folder), "--teams", "1", "--out", str(out), "--lang", "en"]
    assert cli.run([*arguments, *options]) == 0
    assert links(out / "what-if.html") == addresses(*expected)
    assert maps_in(out) == expected
    assert "Without maps" not in capsys.readouterr().err
