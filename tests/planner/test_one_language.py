"""Everything that planners and teams read is in the language that they chose, and in no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from planner.cli import run
from tests.conftest import Once

ENGLISH = frozenset(
    {"the", "and", "of", "is", "are", "for", "with", "from", "not", "by", "at", "no", "this"}
    | {"which", "or", "was", "it", "its", "than", "only", "between", "road", "roads", "every"}
)
INDONESIAN = frozenset(
    {"dan", "yang", "di", "untuk", "dari", "dengan", "tidak", "atau", "pada", "adalah", "ini"}
    | {"itu", "oleh", "hari", "jalan", "warga", "menurut", "antara", "saja", "bukan", "belum"}
)
"""Small words that stand in nearly every sentence of one language and mean nothing in the other,
but for names: `desa`, `pos` and `tim` are not among them."""

OF_THE_OTHER = {"id": ENGLISH, "en": INDONESIAN}

SPOKEN = ("aria-label", "title", "placeholder", "alt")
DATA = (
    "CC BY-IGO",  # a licence's name
    "Leaflet",
    "Jemput bola",
    "COMMENT:This timezone only works",  # the calendar library's, which phones do not show
    "cahyadsn/wilayah at",
    "Trans-Timor at the TTS border",  # a town of the dataset, by its name there
)


CODE = re.compile(r"[a-z_]+(\.[a-z_]+)*")
"""A field of `campaign.json`, named beside what it means."""

FOR_TEAMS = ("team-", "announcements", "duty-lists")
"""Files that teams and villages carry: in Bahasa Indonesia whatever the planner reads."""


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for key, value in attrs if key in SPOKEN and value]
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".html":
        reader = _Texts()
        reader.feed(path.read_text(encoding="utf-8"))
        yield from reader.texts
    elif path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path, data_only=True):
            yield sheet.title
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        yield cell.value
                    if cell.comment is not None:
                        yield cell.comment.text
    elif path.suffix == ".ics":
        unfolded = path.read_text(encoding="utf-8").replace("\n ", "")
        yield from (line for line in unfolded.splitlines() if not line.startswith("UID:"))
    else:
        yield from path.read_text(encoding="utf-8").splitlines()


def foreign(folder: Path, language: str) -> list[str]:
    """Return the texts of a folder that hold words of the other language."""
    found: dict[str, None] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".html", ".xlsx", ".txt", ".ics", ".gpx", ".kml"}:
            continue
        spoken = "id" if path.name.startswith(FOR_TEAMS) else language
        for text in _texts(path):
            if CODE.fullmatch(text.strip()) or any(name in text for name in DATA):
                continue
            words = set(re.findall(r"[a-z_']+", text.casefold()))
            if words & OF_THE_OTHER[spoken]:
                found[f"{path.name}: {' '.join(text.split())[:200]}"] = None
    return list(found)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_bundle_is_in_one_language(once: Once, language: str) -> None:
    def make(folder: Path) -> None:
        few = ["--work", "0", "--gap", "100", "--quiet", "--lang", language]
        assert run(["plan", *few, "--cards", "15000", "--out", str(folder / "out")]) == 0

    assert foreign(once(f"one-language-{language}", make), language) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_workbook_is_in_one_language(tmp_path: Path, language: str) -> None:
    assert run(["init", str(tmp_path / "new"), "--quiet", "--lang", language]) == 0
    assert foreign(tmp_path / "new", language) == []


def test_words_of_the_other_language_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Dibaca dari peta</p><script>the end</script>")
    (tmp_path / "b.txt").write_text("No source names the capital\nTempat: Camplong\n")
    assert foreign(tmp_path, "id") == ["b.txt: No source names the capital"]
    assert foreign(tmp_path, "en") == ["a.html: Dibaca dari peta"]
