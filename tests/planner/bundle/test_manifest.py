"""What is the user's in a folder that a new plan replaces, and what is ours."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.bundle.folder import MARK_FILE, BundleFolder
from planner.bundle.manifest import MANIFEST_FILE, rewritten
from planner.bundle.result_files import ResultFolder
from planner.commands.announce import _rewrite
from planner.errors import BundleFolderError

PLAN = '{"format": "jemputbola-plan/1"}\n'


@pytest.fixture(autouse=True)
def nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.bundle.emergency_folder.places", list)


def writer(texts: dict[str, str], *, whole: bool = True) -> Callable[[Path], None]:
    """Write these files, and the plan with them if they are a whole bundle."""

    def write(folder: Path) -> None:
        for name, text in (({MARK_FILE: PLAN} if whole else {}) | texts).items():
            put(folder, name, text)

    return write


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {MANIFEST_FILE, MARK_FILE}
    }


def listed(folder: Path) -> dict[str, str | None]:
    found: dict[str, str | None] = json.loads((folder / MANIFEST_FILE).read_bytes())["sha256"]
    return found


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A bundle with a page, a team's page and a table."""
    folder = tmp_path / "out"
    texts = {"index.html": "old", "team-T12.html": "twelve", "tables/dates.csv": "old"}
    BundleFolder(folder).fill(writer(texts))
    return folder


def test_every_file_is_listed_with_its_hash(old: Path) -> None:
    assert listed(old) == {
        MARK_FILE: sha256(PLAN),
        "index.html": sha256("old"),
        "team-T12.html": sha256("twelve"),
        "tables/dates.csv": sha256("old"),
    }


def test_the_list_does_not_depend_on_what_differs_from_run_to_run(tmp_path: Path) -> None:
    for name in ("one", "two"):
        BundleFolder(tmp_path / name).fill(writer({"run.json": name}))
    one, two = ((tmp_path / name / MANIFEST_FILE).read_bytes() for name in ("one", "two"))
    assert one == two
    assert listed(tmp_path / "one")["run.json"] is None


def test_files_of_the_user_stay_wherever_they_are_and_ours_go(old: Path) -> None:
    theirs = {"tables/mine.csv": "mine", "team-photos.html": "photos", "notes/a/b.txt": "note"}
    for name, text in theirs.items():
        put(old, name, text)
    (old / "empty").mkdir()
    target = BundleFolder(old)
    target.fill(writer({"index.html": "new", "run.json": "{}"}))
    assert files(old) == {"index.html": "new", "run.json": "{}", **theirs}
    assert (old / "empty").is_dir()
    assert target.changed == []
    assert set(listed(old)) == {MARK_FILE, "index.html", "run.json"}
    BundleFolder(old).fill(writer({"index.html": "third"}))
    assert files(old) == {"index.html": "third", **theirs}


def test_a_folder_of_ours_without_files_of_the_user_goes(old: Path) -> None:
    BundleFolder(old).fill(writer({"index.html": "new"}))
    assert not (old / "tables").exists()


def test_a_file_of_ours_that_the_user_changed_is_kept_beside(old: Path) -> None:
    put(old, "index.html", "mine")
    put(old, "tables/dates.csv", "corrected")
    target = BundleFolder(old)
    target.fill(writer({"index.html": "new"}))
    assert target.changed == ["index.changed.html", "tables/dates.changed.csv"]
    kept = {"index.changed.html": "mine", "tables/dates.changed.csv": "corrected"}
    assert files(old) == {"index.html": "new", **kept}
    put(old, "index.html", "mine again")
    BundleFolder(old).fill(writer({"index.html": "newer"}))
    assert files(old) == {"index.html": "newer", "index.changed-2.html": "mine again", **kept}


def test_a_name_that_the_user_took_first_is_kept_beside(old: Path) -> None:
    put(old, "team-T13.html", "mine")
    put(old, "plan.gpkg/notes.txt", "in a folder")
    BundleFolder(old).fill(writer({"team-T13.html": "thirteen", "plan.gpkg": "map"}))
    found = files(old)
    assert (found["team-T13.html"], found["team-T13.changed.html"]) == ("thirteen", "mine")
    assert (found["plan.gpkg"], found["notes.changed.txt"]) == ("map", "in a folder")


@pytest.mark.parametrize("damage", [None, "{", "[]", '{"sha256": 3}'])
def test_without_a_list_names_tell_what_is_ours(old: Path, damage: str | None) -> None:
    (old / MANIFEST_FILE).unlink()
    if damage is not None:
        put(old, MANIFEST_FILE, damage)
    put(old, "notes.txt", "mine")
    BundleFolder(old).fill(writer({"index.html": "new"}))
    assert files(old) == {"index.html": "new", "notes.txt": "mine"}
    assert set(listed(old)) == {MARK_FILE, "index.html"}


def test_results_written_once_more_leave_the_rest_as_it_was(old: Path) -> None:
    put(old, "index.html", "mine")
    put(old, "tables/mine.csv", "mine")
    ResultFolder(old).fill(writer({"tables/dates.csv": "new"}, whole=False))
    assert files(old) == {
        "index.html": "mine",
        "team-T12.html": "twelve",
        "tables/dates.csv": "new",
        "tables/mine.csv": "mine",
    }
    assert listed(old)["tables/dates.csv"] == sha256("new")
    assert listed(old)["index.html"] == sha256("old")


def test_results_do_not_make_a_list_of_a_part(old: Path) -> None:
    (old / MANIFEST_FILE).unlink()
    ResultFolder(old).fill(writer({"tables/dates.csv": "new"}, whole=False))
    assert not (old / MANIFEST_FILE).exists()


def test_what_we_write_anew_is_ours(old: Path) -> None:
    put(old, "index.html", "other words")
    rewritten(old, ["index.html"])
    target = BundleFolder(old)
    target.fill(writer({"index.html": "new"}))
    assert (files(old), target.changed) == ({"index.html": "new"}, [])


def full(after: int) -> Callable[[Path], None]:
    """A disk that takes so many files of a bundle, the last of them in half."""
    texts = [("campaign.json", "{}"), (MARK_FILE, PLAN), ("run.json", "{}"), ("index.html", "page")]

    def write(folder: Path) -> None:
        for number, (name, text) in enumerate(texts):
            if number == after:
                put(folder, name, text[:1])
                raise OSError(28, "No space left on device")
            put(folder, name, text)

    return write


def test_a_plan_is_kept_elsewhere_where_its_folder_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "file", "no folder can be made in here")
    places = [tmp_path / "file" / "plans", tmp_path / "cache" / "plans"]
    monkeypatch.setattr("planner.bundle.emergency_folder.places", lambda: places)
    with pytest.raises(BundleFolderError) as caught:
        BundleFolder(tmp_path / "out").fill(full(3))
    (kept,) = places[1].iterdir()
    assert {path.name: path.read_text() for path in kept.iterdir()} == {
        "campaign.json": "{}",
        MARK_FILE: PLAN,
    }
    assert str(kept) in caught.value.text("en")
    assert str(kept) in caught.value.text("id")
    assert "No space left on device" in caught.value.text("en")
    assert not (tmp_path / "out").exists()


def test_all_of_a_plan_is_kept_elsewhere_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.bundle.emergency_folder.places", lambda: [tmp_path / "cache"])
    calls: list[Path] = []

    def write(folder: Path) -> None:
        calls.append(folder)
        full(1 if len(calls) == 1 else 9)(folder)

    with pytest.raises(BundleFolderError):
        BundleFolder(tmp_path / "out").fill(write)
    (kept,) = (tmp_path / "cache").iterdir()
    assert sorted(path.name for path in kept.iterdir()) == sorted(
        ["campaign.json", MARK_FILE, "run.json", "index.html"]
    )


def test_half_a_plan_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.bundle.emergency_folder.places", lambda: [tmp_path / "cache"])
    with pytest.raises(BundleFolderError) as caught:
        BundleFolder(tmp_path / "out").fill(full(1))
    assert list((tmp_path / "cache").iterdir()) == []
    assert str(tmp_path / "cache") not in caught.value.text("en")


def test_announcements_in_other_words_are_ours(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their page is not kept as a changed one by the next plan; leftovers go."""
    page = "announcements.html"
    BundleFolder(old).fill(writer({page: "our words"}))
    (old / ".announcements-killed").mkdir()
    os.utime(old / ".announcements-killed", (0, 0))

    def write(folder: Path, found: object, wording: object) -> list[Path]:
        put(folder, page, "other words")
        return [folder / page]

    monkeypatch.setattr("maps.write_announcements", write)
    _, kept = _rewrite(old, {"": None}, None)  # type: ignore[dict-item]
    assert kept == []
    assert files(old) == {page: "other words"}
    assert listed(old) == {MARK_FILE: sha256(PLAN), page: sha256("other words")}
    assert sorted(path.name for path in old.iterdir()) == sorted([page, MARK_FILE, MANIFEST_FILE])


def test_announcements_that_the_user_changed_are_kept_beside(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, text = "announcements.html", "announcements.txt"
    BundleFolder(old).fill(writer({page: "ours", text: "ours"}))
    put(old, page, "with the phone of the office")

    def write(folder: Path, found: object, wording: object) -> list[Path]:
        put(folder, page, "anew")
        put(folder, text, "anew")
        return [folder / page, folder / text]

    monkeypatch.setattr("maps.write_announcements", write)
    _, kept = _rewrite(old, {"": None}, None)  # type: ignore[dict-item]
    expected = {
        page: "anew",
        text: "anew",
        "announcements.changed.html": "with the phone of the office",
    }
    assert (files(old), kept) == (expected, ["announcements.changed.html"])
    assert "announcements.changed.html" not in listed(old)
    _, again = _rewrite(old, {"": None}, None)  # type: ignore[dict-item]
    assert (files(old), again) == (expected, [])
