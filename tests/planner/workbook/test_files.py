"""Files that are no sound workbook, each with an answer of its own."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook

from geodata.dataset.loader import EMBEDDED
from planner import cli
from planner.workbook.faults import Fault
from planner.workbook.loader import load
from planner.workbook.reading.raw_table import MOST_MIB
from tests.planner.workbook.conftest import Book, refused, told

MIB = 1 << 20
Capture = pytest.CaptureFixture[str]


def one(folder: Path) -> Fault:
    (found,) = refused(folder)
    return found


def put(folder: Path, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "campaign.xlsx").write_bytes(data)
    return folder


def test_nothing_there(tmp_path: Path) -> None:
    assert one(tmp_path / "nowhere").key == "no_folder"
    assert one(tmp_path).key == "no_tables"
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert one(tmp_path).key == "no_tables"


def test_a_password(books: dict[str, Path], tmp_path: Path) -> None:
    sealed = io.BytesIO()
    with books["id"].open("rb") as plain:
        OOXMLFile(plain).encrypt("rahasia", sealed)
    found = one(put(tmp_path, sealed.getvalue()))
    assert found.key == "password"
    assert "kata sandi" in found.text("id")
    assert "password" in found.text("en")


def test_a_damaged_file(books: dict[str, Path], tmp_path: Path) -> None:
    data = books["id"].read_bytes()
    assert one(put(tmp_path, data[: len(data) // 2])).key == "damaged"
    middle = bytearray(data)
    middle[2000:6000] = bytes(4000)
    assert one(put(tmp_path, bytes(middle))).key == "damaged"
    assert one(put(tmp_path, b"")).key == "not_xlsx"


def test_other_kinds_of_files(tmp_path: Path) -> None:
    assert one(put(tmp_path, b"<html><table></table></html>")).key == "not_xlsx"
    assert one(put(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))).key == "old_format"
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert one(put(tmp_path, document.getvalue())).key == "not_xlsx"


def bomb(books: dict[str, Path], inside: Callable[[], bytes]) -> bytes:
    """The default workbook with one sheet's XML replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(books["id"]) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = inside() if name == "xl/worksheets/sheet3.xml" else source.read(name)
            target.writestr(name, data)
    return out.getvalue()


def test_a_zip_bomb_of_200_mib(books: dict[str, Path], tmp_path: Path) -> None:
    data = bomb(books, lambda: bytes(200 * MIB))
    assert len(data) < MIB
    found = one(put(tmp_path, data))
    assert found.key == "too_big"
    assert f"{MOST_MIB} MiB" in found.text("en")
    assert "200 MiB" in found.text("en")


def test_entities_that_grow(books: dict[str, Path], tmp_path: Path) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert one(put(tmp_path, bomb(books, text.encode))).key == "damaged"


def test_a_file_that_may_not_be_read(changed: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = changed({})

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    found = one(folder)
    assert found.key == "file_locked"
    assert "Excel" in found.text("id")


def test_merged_cells(changed: Book) -> None:
    def merge(book: Workbook) -> None:
        book["Pairs"].merge_cells("D3:D5")
        book["Campaign"].merge_cells("B4:B5")
        book["Places"]["T3"] = "mine"
        book["Places"].merge_cells("T3:U5")

    found = told(refused(changed({}, merge)))
    assert ("merged", "Pairs", "D3:D5") in found
    assert ("merged", "Campaign", "B4:B5") in found
    assert not any(sheet == "Places" for _, sheet, _ in found)


def test_formulas_are_read_as_values(changed: Book) -> None:
    changes = {("Pairs", "F2"): "=6*2", ("Pairs", "B3"): "=cmd|' /C calc'!A0"}
    found = told(refused(changed(changes)))
    assert {("formula", "Pairs", "F2"), ("formula", "Pairs", "B3")} <= found


def test_errors_of_formulas(changed: Book) -> None:
    def break_it(book: Workbook) -> None:
        cell = book["Pairs"]["E4"]
        cell.value, cell.data_type = "#REF!", "e"

    assert told(refused(changed({}, break_it))) == {("error_value", "Pairs", "E4")}


def test_missing_and_strange_sheets(changed: Book) -> None:
    def rename(book: Workbook) -> None:
        book["Pairs"].title = "Pairss"
        del book["Costs"]

    found = refused(changed({}, rename))
    assert [one.key for one in found] == ["no_sheet", "no_sheet"]
    said = [one.text("en") for one in found]
    assert any("the sheet Pairs is missing" in text for text in said)


def test_missing_and_doubled_columns(changed: Book) -> None:
    changes = {("Pairs", "D1"): "Colour", ("Pairs", "I1"): "Operator 1", ("Campaign", "A4"): "x"}
    found = told(refused(changed(changes)))
    assert {
        ("no_column", "Pairs", ""),
        ("column_twice", "Pairs", "I1"),
        ("no_setting", "Campaign", ""),
    } <= found


def test_nothing_is_written_while_there_are_faults(
    changed: Book, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = changed({("Pairs", "F2"): "twelve"})
    before = sorted(path.name for path in folder.iterdir())
    for command in ("check", "plan"):
        assert cli.run([command, str(folder), "--lang", "en"]) == 2
        said = capsys.readouterr()
        assert "Pairs, cell E2" not in said.err
        assert "Pairs, cell F2 (“twelve”)" not in said.out
        assert "Pairs, cell F2" in said.err
        assert "Traceback" not in said.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_init_does_not_replace_a_workbook(tmp_path: Path, capsys: Capture) -> None:
    assert cli.run(["init", str(tmp_path / "a b" / "c"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert f'jemputbola plan "{tmp_path / "a b" / "c"}"' in said
    book = tmp_path / "a b" / "c" / "campaign.xlsx"
    assert [path.name for path in book.parent.iterdir()] == ["campaign.xlsx"]
    held = book.read_bytes()
    assert cli.run(["init", str(book.parent), "--lang", "en"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert book.read_bytes() == held
    load_workbook(book)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", r"{!r}: the folder's name holds a line break"),
        ("id", r"{!r}: nama folder memuat ganti baris"),
    ],
)
def test_init_refuses_a_line_break_in_the_folder_s_name(
    tmp_path: Path, capsys: Capture, language: str, said: str
) -> None:
    folder = str(tmp_path / "two\nlines")
    assert cli.run(["init", folder, "--lang", language]) == 2
    assert capsys.readouterr().err.startswith(said.format(folder))
    assert list(tmp_path.iterdir()) == []


def test_init_where_nothing_can_be_written(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").touch()
    assert cli.run(["init", str(tmp_path / "file" / "x"), "--lang", "en"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_campaign_of_another_dataset(tmp_path: Path, capsys: Capture) -> None:
    shutil.copytree(EMBEDDED, tmp_path / "data")
    rows = (tmp_path / "data" / "towns.csv").read_text(encoding="utf-8")
    (tmp_path / "data" / "towns.csv").write_text(
        rows.replace("Simpang Sulamu", "Simpang Lain"), encoding="utf-8"
    )
    folder = tmp_path / "desk"
    assert cli.run(["init", str(folder), "--region", str(tmp_path / "data"), "--lang", "en"]) == 0
    page = load_workbook(folder / "campaign.xlsx")["Campaign"]
    named = next(row[1].value for row in page.iter_rows() if row[0].value.startswith("Dataset"))
    assert named == "../data"
    towns = load(folder).prepared.region.towns
    assert "Simpang Lain" in set(towns["name"])
    shutil.move(tmp_path / "data", tmp_path / "moved")
    assert told(refused(folder)) == {("bad_region", "Campaign", "B18")}
    assert load(folder, tmp_path / "moved").prepared.region.folder == tmp_path / "moved"


def test_windows_paths_of_a_dataset(changed: Book) -> None:
    folder = changed({("Campaign", "B18"): "..\\data\\kupang"})
    shutil.copytree(EMBEDDED, folder.parent / "data" / "kupang")
    assert load(folder).prepared.campaign.base == "oelamasi"
