from __future__ import annotations

import copy
import json
import os
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from geodata import folder_exchange as swap
from geodata.rooms import YOUNG_SECONDS
from planner.bundle.folder import MARK_FILE, BundleFolder
from planner.bundle.manifest import MANIFEST_FILE
from planner.bundle.plan_audit import check_plan
from planner.errors import BundleFolderError, RejectedPlanError
from routing.campaign.document import Campaign
from routing.plan.document import Plan

PLAN = '{"format": "jemputbola-plan/1"}\n'


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE
    }


@pytest.fixture(autouse=True)
def nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.bundle.emergency_folder.places", list)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def writer(**texts: str) -> Callable[[Path], None]:
    """Write a bundle with these further files (`name__ext` stands for `name.ext`)."""

    def write(folder: Path) -> None:
        (folder / MARK_FILE).write_text(PLAN, encoding="utf-8")
        for name, text in texts.items():
            (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An older bundle."""
    folder = tmp_path / "out"
    BundleFolder(folder).fill(writer(index__html="old", campaign__json="{}"))
    return folder


@pytest.fixture(params=["one step", "two steps"])
def way_of_swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both where the system lets folders change places, and where it does not."""
    if request.param == "two steps":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "out"
    target = BundleFolder(folder)
    assert not (tmp_path / "a").exists()
    target.fill(writer(index__html="new"))
    assert files(tmp_path) == {"a/b/out/plan.json": PLAN, "a/b/out/index.html": "new"}


def test_an_empty_folder_will_do(tmp_path: Path, way_of_swapping: None) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    BundleFolder(folder).fill(writer())
    assert files(tmp_path) == {"out/plan.json": PLAN}


def test_an_older_bundle_is_replaced(old: Path, way_of_swapping: None) -> None:
    BundleFolder(old).fill(writer(index__html="new"))
    assert files(old) == {"plan.json": PLAN, "index.html": "new"}
    assert names(old.parent) == ["out"]


def test_pages_of_teams_that_are_no_more_go(old: Path) -> None:
    BundleFolder(old).fill(writer(**{"team-T12__html": "old"}))
    BundleFolder(old).fill(writer(**{"team-T01__html": "new"}))
    assert sorted(files(old)) == ["plan.json", "team-T01.html"]


def test_the_users_own_files_stay(old: Path, way_of_swapping: None) -> None:
    (old / "notes.txt").write_text("mine", encoding="utf-8")
    (old / "photos").mkdir()
    (old / "photos" / "one.txt").write_text("post", encoding="utf-8")
    (old / "link").symlink_to("photos")
    BundleFolder(old).fill(writer(index__html="new"))
    assert files(old) == {
        "plan.json": PLAN,
        "index.html": "new",
        "notes.txt": "mine",
        "photos/one.txt": "post",
    }
    assert (old / "link").readlink() == Path("photos")


def test_access_rights_stay(old: Path, way_of_swapping: None) -> None:
    old.chmod(0o750)
    BundleFolder(old).fill(writer())
    assert stat.S_IMODE(old.stat().st_mode) == 0o750


def test_a_link_to_the_folder_stays_a_link(old: Path) -> None:
    link = old.with_name("latest")
    link.symlink_to(old)
    BundleFolder(link).fill(writer(index__html="new"))
    assert link.is_symlink()
    assert files(old)["index.html"] == "new"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("ours")])
def test_a_failure_while_writing_leaves_the_old_bundle(old: Path, error: Exception) -> None:
    before = files(old)

    def write(folder: Path) -> None:
        writer(index__html="half")(folder)
        raise error

    expected = BundleFolderError if isinstance(error, OSError) else ValueError
    with pytest.raises(expected, match=r"No space left on device|ours"):
        BundleFolder(old).fill(write)
    assert files(old) == before
    assert names(old.parent) == ["out"]


def test_a_failure_while_writing_leaves_no_new_folder(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        writer()(folder)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        BundleFolder(tmp_path / "out").fill(write)
    assert names(tmp_path) == []


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_failure_between_the_steps_puts_the_old_bundle_back(
    old: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = files(old)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "bundle":
            raise error
        return rename(self, target)

    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises((BundleFolderError, KeyboardInterrupt)):
        BundleFolder(old).fill(writer(index__html="new"))
    assert files(old) == before
    assert names(old.parent) == ["out"]


def killed(folder: Path, script: str) -> None:
    """Fill the folder in a process that dies without a word."""
    text = textwrap.dedent(script)
    done = subprocess.run([sys.executable, "-c", text, str(folder)], check=False, timeout=120)
    assert done.returncode == 9


DIES_WRITING = """
    import os, sys
    from pathlib import Path
    from planner.bundle import BundleFolder

    def write(folder):
        (folder / "plan.json").write_text("half")
        os._exit(9)

    BundleFolder(Path(sys.argv[1])).fill(write)
"""
DIES_BETWEEN = """
    import os, sys
    from pathlib import Path
    from geodata import folder_exchange as swap
    from planner.bundle import BundleFolder

    rename = Path.rename

    def dying(self, target):
        rename(self, target)
        os._exit(9)

    swap.exchange = lambda one, other: False
    Path.rename = dying
    BundleFolder(Path(sys.argv[1])).fill(lambda folder: (folder / "plan.json").write_text("half"))
"""


def test_a_run_killed_while_writing_leaves_the_old_bundle(old: Path) -> None:
    before = files(old)
    killed(old, DIES_WRITING)
    assert files(old) == before
    (left,) = set(names(old.parent)) - {"out"}
    assert left.startswith(".out.new-")


def test_what_a_killed_run_left_is_cleared_by_a_later_one(old: Path) -> None:
    killed(old, DIES_WRITING)
    (left,) = set(names(old.parent)) - {"out"}
    BundleFolder(old).fill(writer())
    assert set(names(old.parent)) == {"out", left}
    ago = time.time() - YOUNG_SECONDS - 1
    os.utime(old.parent / left, (ago, ago))
    BundleFolder(old).fill(writer())
    assert names(old.parent) == ["out"]


def test_a_run_killed_between_the_steps_loses_nothing(old: Path) -> None:
    before = files(old)
    killed(old, DIES_BETWEEN)
    assert not old.exists()
    BundleFolder(old)
    assert files(old) == before


def test_folders_change_places_in_one_step_on_linux(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    done = swap.exchange(one, other)
    assert done == sys.platform.startswith("linux")
    assert names(one) == (["other"] if done else ["one"])
    assert not swap.exchange(one, tmp_path / "missing")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    for folder in (file, file / "below", file / "far" / "below"):
        with pytest.raises(BundleFolderError, match="is a file; name a folder") as caught:
            BundleFolder(folder)
        assert str(file) in caught.value.text("id")
    assert files(tmp_path) == {"file": "mine"}


@pytest.mark.parametrize("name", ["notes.txt", MARK_FILE])
def test_a_folder_of_other_files_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"format": "something else"}', encoding="utf-8")
    with pytest.raises(BundleFolderError, match="holds other files and no plan"):
        BundleFolder(tmp_path)
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", [".", "..", "/"])
def test_the_folder_one_is_in_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(BundleFolderError, match="the folder that you are in"):
        BundleFolder(Path(name))


def test_a_folder_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleFolderError, match=r"cannot be written \(File name too long\)"):
        BundleFolder(tmp_path / ("x" * 300))
    with pytest.raises(BundleFolderError, match="cannot be written"):
        BundleFolder(Path("/proc/jemputbola"))


def test_looking_at_a_folder_leaves_nothing(tmp_path: Path) -> None:
    BundleFolder(tmp_path / "a" / "out")
    assert names(tmp_path) == []


Case = tuple[Campaign, Plan, list[tuple[str, str, str, str, int, int]]]


@pytest.fixture(scope="module")
def case(planned: tuple[Path, object]) -> Case:
    """A campaign with its plan and travel table, as they were written."""
    folder, _ = planned
    table = pq.read_table(folder / "travel.parquet")
    rows = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
    plan = Plan.from_json((folder / "plan.json").read_text(encoding="utf-8"))
    return Campaign.read(folder / "campaign.json"), plan, rows


def test_a_sound_plan_may_be_written(case: Case) -> None:
    check_plan(*case)


def test_a_plan_that_breaks_a_rule_is_not_written(case: Case) -> None:
    campaign, plan, rows = case
    document = json.loads(plan.to_json())
    changed = copy.deepcopy(document)
    changed["summary"]["nights_away"] += 1
    with pytest.raises(RejectedPlanError, match=r"audit rejects the plan[^\n]*\nR16"):
        check_plan(campaign, Plan.from_json(json.dumps(changed)), rows)


def test_a_plan_that_cannot_be_read_is_our_fault(case: Case) -> None:
    campaign, plan, rows = case
    with pytest.raises(RejectedPlanError, match="travel"):
        check_plan(campaign, plan, [(*rows[0][:4], -1, 5), *rows[1:]])
