"""The planner's wording: read from a file, its faults told in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geodata import Message
from maps import Announcements, write_announcements
from maps.language import FIELDS
from planner.cli import run
from planner.commands.announce import wording_in, wording_of

Command = Callable[..., "Answer"]


@dataclass(frozen=True)
class Answer:
    """What the command said."""

    code: int
    out: str
    err: str


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command in this process."""

    def answer(*arguments: str | Path) -> Answer:
        code = run([str(argument) for argument in arguments])
        return Answer(code, *capsys.readouterr())

    return answer


def told(path: Path, language: str) -> list[str]:
    notes: list[Message] = []
    assert wording_of(path, notes) is None
    return [note.text(language) for note in notes]  # type: ignore[arg-type]


def test_no_file_is_our_wording() -> None:
    notes: list[Message] = []
    assert wording_of(None, notes) is None
    assert notes == []


def test_a_file_of_the_planner(tmp_path: Path) -> None:
    path = tmp_path / "kata.txt"
    path.write_bytes("\ufeffPengumuman {pos}\r\n\r\n{jadwal}\r\n".encode())
    notes: list[Message] = []
    wording = wording_of(path, notes)
    assert notes == []
    assert wording is not None
    assert wording.own
    assert len(wording.lines) == 3


def test_unknown_fields_are_told_with_line_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "kata.txt"
    path.write_text("{posko}\n{xyzzy}\n{", encoding="utf-8")
    assert told(path, "id") == [
        f"--announcement {path}, baris 1: isian {{posko}} tidak dikenal (maksudnya {{pos}}?)",
        f"--announcement {path}, baris 2: isian {{xyzzy}} tidak dikenal",
        f"--announcement {path}, baris 3: tanda kurung kurawal tanpa pasangan di '{{'; "
        "tulis {{ atau }} bila memang kurung kurawal",
        "Isian yang dikenal: {kampanye} {pos} {kecamatan} {desa} {giliran} {tanggal} {jadwal} "
        "{zona} {tempat} {gedung} {telepon} {warga} {tim} {petugas} {tenggat} {rencana} "
        "{perubahan}",
    ]
    english = told(path, "en")
    assert english[0].endswith("line 1: the field {posko} is unknown (did you mean {pos}?)")
    assert english[3].startswith("Known fields: {campaign} {post} {kecamatan} {villages} ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty; write the announcement"),
        (b"\xff\xfe\x00", "is no text; save it again as UTF-8 text"),
        (b"x" * 5000, "5000 letters do not fit on an A4 page; at most 4000"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "kata.txt"
    path.write_bytes(content)
    [text] = told(path, "en")
    assert text.startswith(f"--announcement {path}: ")
    assert said in text


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    [text] = told(tmp_path / "none.txt", "en")
    assert "none.txt: cannot be read (No such file or directory); name a text file" in text


def test_the_command_refuses_before_it_plans(here: Command, tmp_path: Path) -> None:
    path = tmp_path / "kata.txt"
    path.write_text("{nama}\n{hari}", encoding="utf-8")
    out = tmp_path / "out"
    answer = here("plan", "--announcement", path, "--teams", "0", "--lang", "en", "--out", out)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 4  # both fields, those that are known, the teams
    assert not out.exists()


def test_a_plan_is_put_into_other_words(
    planned: tuple[Path, Any], here: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("announcements.json", "announcements.html", "announcements.txt"):
        (out / name).write_bytes((planned[0] / name).read_bytes())
    before = (out / "announcements.txt").read_text(encoding="utf-8")
    assert before.count("=====") == 2 * 24  # every kecamatan's post
    mine = tmp_path / "kata.txt"
    mine.write_text("Di {pos}\n{jadwal}", encoding="utf-8")
    answer = here("announce", out, "--announcement", mine)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.strip().endswith("announcements.html")
    after = (out / "announcements.txt").read_text(encoding="utf-8")
    assert "\nDi Takari\nSenin, " in after
    assert "Kartu Keluarga" not in after
    assert here("announce", out).code == 0
    assert (out / "announcements.txt").read_text(encoding="utf-8") == before
    mine.rename(tmp_path / "pengumuman.txt")  # beside the plan it need not be named
    assert here("announce", out).code == 0
    assert (out / "announcements.txt").read_text(encoding="utf-8") == after


def test_our_wording_is_shown_to_begin_with(here: Command, tmp_path: Path) -> None:
    answer = here("announce", "--lang", "en")
    assert answer.code == 0
    path = tmp_path / "kata.txt"
    path.write_text(answer.out, encoding="utf-8")
    notes: list[Message] = []
    assert wording_of(path, notes) is not None
    assert notes == []


def test_a_folder_without_a_plan(here: Command, tmp_path: Path) -> None:
    bad = tmp_path / "kata.txt"
    bad.write_text("{x}", encoding="utf-8")
    answer = here("announce", tmp_path, "--announcement", bad, "--lang", "en")
    assert answer.code == 2
    assert "line 1: the field {x} is unknown" in answer.err
    assert "there is no announcements.json that can be read" in answer.err


def test_a_fault_in_the_wording_of_a_campaigns_folder_is_told(
    here: Command, tmp_path: Path
) -> None:
    (tmp_path / "pengumuman.txt").write_text("{hari}", encoding="utf-8")
    answer = here("plan", tmp_path, "--lang", "en")
    assert answer.code == 2
    assert f"{tmp_path / 'pengumuman.txt'}, line 1: the field {{hari}} is unknown" in answer.err


def test_the_wording_in_the_campaigns_folder_is_taken(tmp_path: Path) -> None:
    assert wording_in(None) is None
    assert wording_in(tmp_path) is None
    (tmp_path / "announcement.txt").touch()
    assert wording_in(tmp_path) == tmp_path / "announcement.txt"
    (tmp_path / "pengumuman.txt").touch()
    assert wording_in(tmp_path) == tmp_path / "pengumuman.txt"


def test_announcements_of_changed_posts_are_put_into_other_words_too(
    here: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    changed = out / "announcements-changed"
    changed.mkdir(parents=True)
    values = dict.fromkeys(set(FIELDS.values()) - {"change"}, "x")
    write_announcements(out, Announcements("id", (values,)))
    write_announcements(changed, Announcements("id", (values | {"change": "Mohon maaf."},)))
    mine = tmp_path / "kata.txt"
    mine.write_text("Di {pos}\n{jadwal}", encoding="utf-8")
    answer = here("announce", out, "--announcement", mine)
    assert (answer.code, answer.err) == (0, "")
    assert (out / "announcements.txt").read_text(encoding="utf-8").endswith("Di x\nx\n")
    told = (changed / "announcements.txt").read_text(encoding="utf-8")
    assert told.endswith("Di x\n\nMohon maaf.\nx\n")
    (changed / "announcements.json").write_text("{}", encoding="utf-8")
    answer = here("announce", out, "--lang", "en")
    assert answer.code == 2
    assert f"{changed}: there is no announcements.json" in answer.err
