"""Text files as Windows makes them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geodata import DatasetError, load_dataset
from geodata.build.area_layers import read_shapes
from geodata.dataset.csv_tables import read_rows
from geodata.osm import read_extract
from geodata.text_files import TextFileError, read_text

TEXT = "Jum’at: {pos}\nkedua\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_windows(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "kata.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert read_text(path) == TEXT


def test_what_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "kata.txt"
    path.write_bytes(b"\x00\x01")
    with pytest.raises(TextFileError):
        read_text(path)
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="no ordinary file"):
            read_text(odd)


def test_a_table_saved_by_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_bytes("id;name\r\na;Ma’u, kota\r\n".encode("cp1252"))
    faults: list[str] = []
    assert read_rows(path, faults) == [{"id": "a", "name": "Ma’u, kota"}]
    assert faults == []


def test_pipes_and_devices_are_no_layers_extracts_or_datasets(tmp_path: Path) -> None:
    """Nobody writes into the pipe: reading from it would not end."""
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path / "pipe", Path("/dev/zero")):
        faults: list[str] = []
        assert read_shapes(odd, faults) is None
        assert read_extract(odd, (0.0, 0.0, 1.0, 1.0), faults) is None
        assert [str(fault).split(";")[0] for fault in faults] == [
            f"{odd.name}: it is no ordinary file"
        ] * 2
        with pytest.raises(DatasetError, match="it is no folder"):
            load_dataset(odd)
