"""Nothing of the user is lost when a dataset is built over a folder that is there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata import folder_exchange as exchanging
from geodata.build.from_layers import RegionOrder, RegionReport, build_region
from geodata.dataset import folder as replacing
from geodata.dataset.folder import _WRITTEN_FILE, DatasetFolder, record_written
from geodata.errors import DatasetError
from geodata.message import Message
from tests.geodata import osm_town as town


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("layer") / "desa.gpkg"
    town.villages([town.A, town.B]).to_file(path)
    return path


Build = Callable[..., RegionReport]


@pytest.fixture
def build(layer: Path, tmp_path: Path) -> Build:
    def make(*, replace: bool = False, name: str | None = None) -> RegionReport:
        return build_region(RegionOrder(layer, tmp_path / "belu", replace=replace, name=name))

    return make


def _content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _refused(build: Build) -> Message:
    with pytest.raises(DatasetError) as caught:
        build()
    (fault,) = caught.value.faults
    return fault


def test_what_is_as_it_was_written_is_replaced(build: Build, tmp_path: Path) -> None:
    build(name="Lama")
    build(name="Baru")
    assert "Baru" in (tmp_path / "belu" / "datapackage.json").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["belu"]


def test_files_of_the_user_and_changed_ones_are_named_and_stay(
    build: Build, tmp_path: Path
) -> None:
    build()
    belu = tmp_path / "belu"
    (belu / "notes.docx").write_bytes(b"x")
    (belu / "out").mkdir()
    (belu / "out" / "plan.json").write_text("{}")
    villages = belu / "villages.csv"
    villages.write_text(villages.read_text().replace("Aur", "Aur Baru"))
    (belu / ".DS_Store").write_bytes(b"of the system")
    before = _content(belu)
    fault = _refused(build)
    assert "were written: notes.docx, out/, villages.csv; name a new folder" in str(fault)
    assert f"--replace, which keeps the present one as belu.old-{time.strftime('%Y')}" in str(fault)
    assert "sebutkan folder baru, atau tambahkan --replace" in fault.text("id")
    assert _content(belu) == before
    assert [path.name for path in tmp_path.iterdir()] == ["belu"]


def test_replace_keeps_the_former_folder_beside(build: Build, tmp_path: Path) -> None:
    build()
    (tmp_path / "belu" / "notes.docx").write_bytes(b"x")
    before = _content(tmp_path / "belu")
    kept = tmp_path / f"belu.old-{time.strftime('%Y-%m-%d')}"
    report = build(replace=True)
    assert _content(kept) == before
    assert not (tmp_path / "belu" / "notes.docx").exists()
    assert any(str(kept) in str(note) for note in report.notes)
    (tmp_path / "belu" / "more.txt").write_text("y")
    build(replace=True)
    assert (kept.parent / f"{kept.name}-2" / "more.txt").read_text() == "y"
    assert _content(kept) == before


@pytest.mark.parametrize("replace", [False, True])
def test_a_data_package_of_somebody_else_is_refused(
    build: Build, tmp_path: Path, replace: bool
) -> None:
    foreign = tmp_path / "belu"
    foreign.mkdir()
    (foreign / "datapackage.json").write_text(json.dumps({"name": "theirs", "resources": []}))
    (foreign / "data.csv").write_text("a\n1\n")
    before = _content(foreign)
    with pytest.raises(DatasetError, match="it exists and is no dataset; name a new folder"):
        build(replace=replace)
    assert _content(foreign) == before


def test_a_dataset_of_an_older_version_is_refused(build: Build, tmp_path: Path) -> None:
    build()
    (tmp_path / "belu" / _WRITTEN_FILE).unlink()
    assert "so what you changed in it cannot be told (assumptions.csv, " in str(_refused(build))
    build(replace=True)


def test_an_empty_folder_is_filled(build: Build, tmp_path: Path) -> None:
    (tmp_path / "belu").mkdir()
    build()
    assert (tmp_path / "belu" / "datapackage.json").is_file()


def test_the_folder_one_stands_in_is_not_replaced(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    monkeypatch.chdir(tmp_path / "belu")
    assert "this is the folder you are in" in str(_refused(build))


@pytest.mark.parametrize("replace", [False, True])
def test_without_one_step_the_two_change_places_in_two(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    monkeypatch.setattr(replacing, "exchange", lambda *_: False)
    monkeypatch.setattr(exchanging, "exchange", lambda *_: False)
    build(name="Lama")
    if replace:
        (tmp_path / "belu" / "notes.docx").write_bytes(b"x")
    build(replace=replace, name="Baru")
    assert "Baru" in (tmp_path / "belu" / "datapackage.json").read_text()
    kept = [path for path in tmp_path.iterdir() if path.name != "belu"]
    assert len(kept) == int(replace)
    assert all((path / "notes.docx").read_bytes() == b"x" for path in kept)


@pytest.mark.parametrize("one_step", [True, False])
@pytest.mark.parametrize("when", [1, 2, 3])
def test_ctrl_c_at_any_rename_loses_nothing(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_step: bool, when: int
) -> None:
    build()
    before = _content(tmp_path / "belu")
    rename, count = Path.rename, 0

    def interrupted(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == when:
            raise KeyboardInterrupt
        return rename(path, target)

    if not one_step:
        monkeypatch.setattr(exchanging, "exchange", lambda *_: False)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", interrupted)
        try:
            build()
        except KeyboardInterrupt:
            assert count >= when
    assert _content(tmp_path / "belu") == before
    build()
    assert [path.name for path in tmp_path.iterdir()] == ["belu"]


KILLED = """
import os, signal, sys
from pathlib import Path
from geodata import folder_exchange as exchange
from geodata.dataset.folder import DatasetFolder, record_written

exchange.exchange = lambda *_: False
rename, count = Path.rename, 0

def killed(path, target):
    global count
    count += 1
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, target)

Path.rename = killed
folder = DatasetFolder(Path(sys.argv[1]))
with folder.room() as fresh:
    (fresh / "datapackage.json").write_text('{"jemputbola": {}, "new": 1}')
    record_written(fresh)
    folder.put(fresh)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("when", [1, 2])
def test_what_a_killed_run_left_is_healed_by_the_next(tmp_path: Path, when: int) -> None:
    belu = tmp_path / "belu"
    belu.mkdir()
    (belu / "datapackage.json").write_text('{"jemputbola": {}}')
    record_written(belu)
    before = _content(belu)
    command = [sys.executable, "-c", KILLED, str(belu), str(when)]
    done = subprocess.run(command, check=False)
    assert done.returncode == -signal.SIGKILL
    folder = DatasetFolder(belu)
    assert folder.faults() == []
    assert _content(belu) == before
    (room,) = (path for path in tmp_path.iterdir() if path.name.startswith(".belu.new-"))
    os.utime(room, (0, 0))
    with folder.room() as fresh:
        (fresh / "datapackage.json").write_text('{"jemputbola": {}, "new": 2}')
        folder.put(fresh)
    assert [path.name for path in tmp_path.iterdir()] == ["belu"]
    assert "2" in (belu / "datapackage.json").read_text()


def test_a_line_break_in_the_folder_s_name_is_refused(layer: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        build_region(RegionOrder(layer, tmp_path / "two\nlines"))
    (fault,) = caught.value.faults
    assert "two\\nlines': the folder's name holds a line break" in str(fault)
    assert list(tmp_path.iterdir()) == []
