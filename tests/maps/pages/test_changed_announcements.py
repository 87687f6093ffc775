"""Announcements of changed posts, as residents read them; 12 March 2018 is a Monday."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from maps import Announcements, MapData, parse_wording, write_announcements
from maps.figures import ChangedDate, ChangeKind, PlanChange, PostVisit
from maps.pages import announcements_of_changes, write_changed_announcements
from tests.maps.conftest import DAY, MONDAY

BAUN = ((510, 720), (780, 960))
"""The hours of the town's plan on Monday."""


def visit(number: int, hours: tuple[tuple[int, int], ...] = BAUN) -> PostVisit:
    return PostVisit(MONDAY + number * DAY, ("T01",), hours, 78)


def date(kind: ChangeKind, was: PostVisit | None, is_: PostVisit | None,
         broken: bool = False) -> ChangedDate:  # fmt: skip
    return ChangedDate((kind,), was, is_, "firm" if broken else None, False if broken else None)


def baun(*dates: ChangedDate) -> PlanChange:
    return PlanChange("ba", "Baun", "K1", dates, 100, 0)


def takari(*dates: ChangedDate, left: int = 40) -> PlanChange:
    return PlanChange("ta", "Takari", "K2", dates, left, 0)


def said(data: MapData, change: PlanChange, lang: str) -> str:
    [post] = announcements_of_changes([change], data, lang).posts
    return post["change"]


@pytest.fixture
def revision(data: MapData) -> MapData:
    """The town as a revision of its first minute."""
    return replace(data, campaign=replace(data.campaign, revision=1, now=dt.datetime(2018, 3, 12)))


def test_another_date(revision: MapData) -> None:
    moved = baun(date("moved", visit(4), visit(0), broken=True))
    assert said(revision, moved, "id") == (
        "Mohon maaf: pelayanan yang semula diumumkan untuk hari Jumat, 16 Maret 2018 diganti "
        "menjadi hari Senin, 12 Maret 2018.\n"
        "Yang berlaku sekarang adalah tanggal dan jam di bawah ini."
    )
    assert said(revision, moved, "en") == (
        "We apologise: the service announced for Friday, 16 March 2018 will be on Monday, "
        "12 March 2018 instead.\nThe dates and hours below are those that hold now."
    )


def test_what_was_not_promised_was_only_planned(revision: MapData) -> None:
    moved = baun(date("moved", visit(4), visit(0)))
    assert "semula direncanakan untuk hari Jumat" in said(revision, moved, "id")
    assert "planned for Friday" in said(revision, moved, "en")


def test_some_dates_are_dropped(revision: MapData) -> None:
    gone = baun(*(date("dropped", visit(n), None, broken=True) for n in (1, 2, 4)))
    first, last = said(revision, gone, "id").split("\n")
    assert first == (
        "Mohon maaf: pelayanan yang semula diumumkan untuk hari Selasa, 13 Maret – Rabu, 14 Maret "
        "2018 dan Jumat, 16 Maret 2018 ditiadakan."
    )
    assert last == "Yang berlaku sekarang adalah tanggal dan jam di bawah ini."


def test_other_hours_are_those_that_were_announced(revision: MapData) -> None:
    other = baun(date("hours", visit(0, ((485, 712),)), visit(0)))
    assert said(revision, other, "id").startswith(
        "Mohon maaf: jam pelayanan pada hari Senin, 12 Maret 2018 berubah dari pukul 08.15–11.45 "
        "menjadi pukul 08.30–12.00, 13.00–16.00."
    )
    # three minutes that the announcement never told are no news
    same = baun(date("hours", visit(0, ((507, 720), (780, 962))), visit(0)))
    assert announcements_of_changes([same], revision).posts == ()


def test_a_further_date_needs_no_apology(revision: MapData) -> None:
    second = PlanChange("se", "Semau", "Pulau", (date("new", None, visit(0)),), 60, 0)
    text = said(revision, second, "id")  # Tuesday stays
    assert text.startswith("Ada tanggal tambahan: Senin, 12 Maret 2018.")
    assert "maaf" not in text.lower()


def test_a_post_that_is_all_new_has_a_plain_announcement(revision: MapData, tmp_path: Path) -> None:
    new = baun(date("new", None, visit(0)))
    assert said(revision, new, "id") == ""
    _, text, _ = write_changed_announcements(tmp_path, [new], revision)
    told = text.read_text(encoding="utf-8")
    assert "Pengumuman: perekaman KTP-el di Baun\n\nPetugas" in told


def test_a_post_without_any_date_left(revision: MapData, tmp_path: Path) -> None:
    gone = takari(date("dropped", visit(3), None, broken=True))
    html, text, _ = write_changed_announcements(tmp_path, [gone], revision)
    told = text.read_text(encoding="utf-8").split("=====\n")[1]
    assert told == (
        "Pengumuman: perekaman KTP-el di Takari ditiadakan\n\n"
        "Mohon maaf: pelayanan yang semula diumumkan untuk hari Kamis, 15 Maret 2018 ditiadakan.\n"
        "Belum ada tanggal pengganti. Mohon jangan datang pada tanggal tersebut.\n\n"
        "Tempat semula: Takari\nUntuk warga: Tiga\n"
    )
    assert html.parent.name == "announcements-changed"
    assert "ditiadakan" in html.read_text(encoding="utf-8")


def test_a_post_that_is_through(revision: MapData) -> None:
    gone = takari(date("dropped", visit(3), None), left=0)
    assert said(revision, gone, "id").endswith("Semua warga dalam daftar pos ini sudah direkam.")
    assert said(revision, gone, "en").startswith(
        "We apologise: the service planned for Thursday, 15 March 2018 is cancelled."
    )


def test_a_date_under_way(data: MapData) -> None:
    noon = replace(data, campaign=replace(data.campaign, now=dt.datetime(2018, 3, 15, 12, 0)))
    gone = takari(date("dropped", visit(3, ((780, 960),)), None, broken=True))
    assert "Kamis, 15 Maret 2018 mulai pukul 12.00 ditiadakan" in said(noon, gone, "id")


def test_only_changed_posts_are_announced(revision: MapData, tmp_path: Path) -> None:
    over = baun(ChangedDate(("team",), visit(0), replace(visit(0), teams=("T02",))))
    assert write_changed_announcements(tmp_path, [over], revision) == ()
    assert list(tmp_path.iterdir()) == []
    moved = baun(date("moved", visit(4), visit(0)))
    assert [post["post"] for post in announcements_of_changes([moved, over], revision).posts] == [
        "Baun"
    ]


def test_the_planners_wording_may_place_what_changes(revision: MapData, tmp_path: Path) -> None:
    moved = baun(date("moved", visit(4), visit(0)))
    wording = parse_wording("Di {pos}\n{jadwal}\n({perubahan})")
    _, text, _ = write_changed_announcements(tmp_path, [moved], revision, wording)
    told = text.read_text(encoding="utf-8")
    assert told.count("Mohon maaf") == 1
    assert "13.00–16.00\n(Mohon maaf: " in told
    plain = parse_wording("Di {pos}\n{jadwal}")
    _, text, _ = write_changed_announcements(tmp_path, [moved], revision, plain)
    assert "Di Baun\n\nMohon maaf: " in text.read_text(encoding="utf-8")


def test_read_back_and_put_into_other_words(revision: MapData, tmp_path: Path) -> None:
    moved = baun(date("moved", visit(4), visit(0)))
    paths = write_changed_announcements(tmp_path, [moved], revision)
    before = [path.read_bytes() for path in paths]
    found = Announcements.from_json(paths[2].read_text(encoding="utf-8"))
    again = write_announcements(paths[0].parent, found)
    assert [path.read_bytes() for path in again] == before
