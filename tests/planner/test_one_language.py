"""Everything that planners and teams read is in the language that they chose, and in no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from geodata import Message
from planner.cli import run
from planner.workbook.assembly.roads import _other_names
from planner.workbook.faults import Fault
from planner.workbook.reading import Lookup
from planner.workbook.schema import RowLocation
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
)


CLOCK = re.compile(r"(?:[01]\d|2[0-4])\.[0-5]\d")
POINT = re.compile(r"\d{2,3}\.\d+, -?\d{1,2}\.\d+")
"""Longitude and latitude, which maps and commands take with decimal points."""
DECIMAL = re.compile(r"(?<![\w.,/:-])\d+\.(?!\d{3}\b)\d+(?![\w.]*[a-z.])")
"""A number with a decimal point: `1.5`, not `1.500` of thousands nor `GPX 1.1.xsd`."""

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


def decimal_points(text: str) -> list[str]:
    """Return the numbers of an Indonesian text that have a decimal point and not a comma."""
    found = DECIMAL.findall(POINT.sub("", text))
    return [number for number in found if not CLOCK.fullmatch(number)]


def with_points(folder: Path) -> list[str]:
    """Return the texts of a folder that hold numbers with decimal points."""
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in {".html", ".xlsx", ".txt"}]
    return [
        f"{path.name}: {' '.join(text.split())[:200]}"
        for path in files
        for text in _texts(path)
        if decimal_points(text)
    ]


@pytest.fixture(params=["id", "en"])
def bundle(once: Once, request: pytest.FixtureRequest) -> tuple[Path, str]:
    """A bundle and its language."""
    language: str = request.param

    def make(folder: Path) -> None:
        few = ["--work", "0", "--gap", "100", "--quiet", "--lang", language]
        assert run(["plan", *few, "--cards", "15000", "--out", str(folder / "out")]) == 0

    return once(f"one-language-{language}", make), language


def test_a_bundle_is_in_one_language(bundle: tuple[Path, str]) -> None:
    assert foreign(*bundle) == []


def test_a_bundle_in_bahasa_indonesia_has_decimal_commas(bundle: tuple[Path, str]) -> None:
    folder, language = bundle
    if language == "id":
        assert with_points(folder) == []
        detour = next(
            row for row in _rows(folder / "out" / "schedule.xlsx", "Asumsi") if "1,4" in row
        )
        assert detour[:2] == ("Jalan lokal: panjang dibanding garis lurus", "1,4")
    else:
        assert with_points(folder) != []  # what is looked for is there


def _rows(book: Path, sheet: str) -> Iterator[tuple[object, ...]]:
    yield from openpyxl.load_workbook(book)[sheet].iter_rows(values_only=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_workbook_is_in_one_language(tmp_path: Path, language: str) -> None:
    assert run(["init", str(tmp_path / "new"), "--quiet", "--lang", language]) == 0
    assert foreign(tmp_path / "new", language) == []
    names = {row[1] for row in _rows(tmp_path / "new" / "campaign.xlsx", PLACES[language])}
    assert names >= TOWNS[language]
    assert names.isdisjoint(TOWNS["en" if language == "id" else "id"])


PLACES = {"id": "Tempat", "en": "Places"}
TOWNS = {
    "id": {"Bokong (simpang Trans-Timor)", "Trans-Timor di batas TTS"},
    "en": {"Bokong (Trans-Timor junction)", "Trans-Timor at the TTS border"},
}
"""Towns of the dataset whose names are words."""


@pytest.mark.parametrize(
    ("language", "length", "section"),
    [("id", "13,9 km", "N7 Takari - batas TTS"), ("en", "13.9 km", "N7 Takari - TTS border")],
)
def test_screens_are_in_one_language(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    length: str,
    section: str,
) -> None:
    for command in (["travel", "Takari", "tts-border"], ["region", "check"]):
        assert run([*command, "--lang", language]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    (tmp_path / "screen.txt").write_text(said, encoding="utf-8")
    assert foreign(tmp_path, language) == []
    assert length in said
    assert section in said
    assert (decimal_points(said) == []) == (language == "id")


def test_decimal_points_are_found() -> None:
    said = "1.5 km, 0.55, 12.000 warga, pukul 08.30, 123.4567, -10.25; 3,5 km, 1.250,5 km"
    assert decimal_points(said) == ["1.5", "0.55"]


def test_a_section_is_read_by_its_name_in_either_language() -> None:
    names = {"N7": "Takari - batas TTS", "N6": "Camplong - Takari"}
    lookup = Lookup(names, Message(""), Message(""), otherwise=_other_names(names))
    faults: list[Fault] = []
    spot = RowLocation("", {}, {})
    for text in ("N7 Takari - TTS border", "Takari - TTS border", "N7 Takari - batas TTS", "N7"):
        assert lookup.find(text, spot, "section", faults) == "N7"
    assert faults == []


def test_words_of_the_other_language_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Dibaca dari peta</p><script>the end</script>")
    (tmp_path / "b.txt").write_text("No source names the capital\nTempat: Camplong\n")
    assert foreign(tmp_path, "id") == ["b.txt: No source names the capital"]
    assert foreign(tmp_path, "en") == ["a.html: Dibaca dari peta"]
