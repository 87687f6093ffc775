"""README's walk while the campaign runs: two phones report, a kit breaks, the plan is made anew.

The commands are README's own, the phones are two browser contexts; the campaign is a small one.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.conftest import Once
from tests.planner import small_campaign
from tests.planner.conftest import Answer
from tests.settling import settled

README = Path(__file__).parents[2] / "README.md"

TYPED = {
    "T01": {"2018-03-12": (48, 30), "2018-03-13": (48, 26)},
    "T03": {"2018-03-12": (44, 36), "2018-03-13": (40, 36)},
}
"""Residents recorded at the two sessions of each date, typed by pair."""

EVENINGS = {"2018-03-12": "2018-03-12T12:00:00Z", "2018-03-13": "2018-03-13T12:00:00Z"}
"""20:00 in Kupang."""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def commands() -> dict[str, list[str]]:
    """README's commands by their first word, in README's order."""
    text = README.read_text(encoding="utf-8")
    section = text.split("## While the campaign runs")[1].split("\n## ")[0]
    lines = re.findall(r"^ +\.venv/bin/jemputbola (.+)$", section, re.M)
    return {words[0]: words for words in map(shlex.split, lines)}


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def sessions(folder: Path) -> dict[tuple[str, str, str], int]:
    """Residents by team, date and start."""
    return {
        (team["id"], day["date"], event["start"]): event["residents"]
        for team in read(folder, "plan.json")["teams"]
        for day in team["dates"]
        for event in day["events"]
        if event["kind"] == "record"
    }


@dataclass
class Phone:
    """A pair's phone: a browser of its own, in which the pair's page is opened."""

    context: Any
    team: str

    def visit(self, folder: Path, now: str) -> Any:
        page = self.context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.clock.set_fixed_time(now)
        page.goto((folder / f"team-{self.team}.html").as_uri())
        settled(page)
        return page

    def report(self, folder: Path, date: str, name: Path) -> None:
        """Type a date's results in its evening, and save all results as a file."""
        page = self.visit(folder, EVENINGS[date])
        entries = page.locator(f"#d-{date} li .entry")
        assert entries.count() == 2
        for number, recorded in enumerate(TYPED[self.team][date]):
            entry = entries.nth(number)
            entry.locator("summary").click()
            entry.locator("input[name=recorded]").fill(str(recorded))
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Simpan sebagai berkas").click()
        waiting.value.save_as(name)
        assert page.complaints == []
        page.close()


@dataclass(frozen=True)
class Walked:
    folder: Path
    said: dict[str, Answer]
    phones: dict[str, Phone]

    @property
    def old(self) -> Path:
        return self.folder / "kupang" / "out"

    @property
    def new(self) -> Path:
        return self.folder / "kupang" / "out-r1"


@pytest.fixture(scope="module")
def walked(browser: Any, command: Callable[..., Answer], small: Path, once: Once) -> Any:
    """Go the walk in README's order."""
    folder = once("walk-under-way", lambda made: shutil.copytree(small, made / "kupang"))
    (folder / "kupang" / "out" / "promises.csv").unlink()
    reports = folder / "reports"
    reports.mkdir()
    phones = {
        team: Phone(
            browser.new_context(
                viewport={"width": 390, "height": 844},
                accept_downloads=True,
                timezone_id="Asia/Makassar",
                has_touch=True,
            ),
            team,
        )
        for team in TYPED
    }
    said = {}
    for name, words in commands().items():
        if name == "report":
            for date in EVENINGS:
                for team, phone in phones.items():
                    phone.report(folder / "kupang" / "out", date, reports / f"{team} {date}.csv")
            shutil.copy(reports / "T01 2018-03-13.csv", reports / "once more (1).csv")
        more = small_campaign.REPLAN_WORK[:4] if name == "replan" else ()
        said[name] = command(*(_in(folder, word) for word in words), *more)
    yield Walked(folder, said, phones)
    for phone in phones.values():
        phone.context.close()


def _in(folder: Path, word: str) -> str:
    return str(folder / word) if word.split("/", maxsplit=1)[0] in {"kupang", "reports"} else word


def test_the_walk_is_there() -> None:
    assert list(commands()) == ["announce", "report", "status", "replan", "audit"]


def test_every_step_succeeds(walked: Walked) -> None:
    assert {name: answer.err for name, answer in walked.said.items() if answer.code} == {}
    assert "Open this page: " in walked.said["replan"].out
    assert "Audit: nothing breaks R1 to R19" in walked.said["audit"].out


def test_what_the_phones_reported_is_counted_once(walked: Walked) -> None:
    """308 typed; the pair without a phone counts as planned."""
    typed = sum(sum(each) for dates in TYPED.values() for each in dates.values())
    planned = sum(
        residents
        for (team, date, _), residents in sessions(walked.old).items()
        if team == "T02" and date <= "2018-03-13"
    )
    assert typed == 308
    told = f"{typed + planned} of {small_campaign.RESIDENTS} residents recorded"
    assert told in walked.said["status"].out
    rows = read(walked.new, "history.json")["sessions"]
    assert sum(row["recorded"] for row in rows if row["source"] == "report") == typed
    assert {row["team"] for row in rows if row["source"] == "planned"} == {"T02"}
    plan = read(walked.new, "plan.json")
    left = plan["summary"]["residents_recorded"] + sum(u["residents"] for u in plan["unserved"])
    assert typed + planned + left == small_campaign.RESIDENTS


def test_the_pair_without_its_kit_records_nobody_until_it_is_there(walked: Walked) -> None:
    gone = {"2018-03-14", "2018-03-15", "2018-03-16"}
    assert {date for team, date, _ in sessions(walked.old) if team == "T03"} & gone
    assert not {date for team, date, _ in sessions(walked.new) if team == "T03"} & gone


@pytest.mark.parametrize("team", sorted(TYPED))
def test_the_new_page_has_what_was_typed_on_the_old_one(walked: Walked, team: str) -> None:
    page = walked.phones[team].visit(walked.new, "2018-03-14T00:00:00Z")
    text = page.locator("#progress [data-text]").input_value()
    rows = list(csv.DictReader(io.StringIO(text)))
    typed = [(date, str(each)) for date, two in TYPED[team].items() for each in two]
    assert [(row["date"], row["recorded"]) for row in rows] == typed
    assert {row["revision"] for row in rows} == {"0"}
    shown = page.locator(".earlier summary b").all_inner_texts()
    assert [one.split(" / ")[0] for one in shown] == [recorded for _, recorded in typed]
    titles = page.locator(".earlier li > p").all_inner_texts()
    assert titles[0].startswith("Sen, 12 Mar · 08.00 · ")
    assert page.locator(".news li").count() >= 1
    assert page.locator(".today-note").inner_text().startswith("Hari ini tidak ada")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.complaints == []
    page.close()


def test_the_calendar_shows_cancelled_sessions_as_cancelled(walked: Walked) -> None:
    """Import the old calendar and then the new one, as calendar programs do: by id and sequence."""
    held: dict[str, Any] = {}
    for folder in (walked.old, walked.new):
        for event in Calendar.from_ical((folder / "team-T03.ics").read_bytes()).events:
            before = held.get(str(event["UID"]))
            if before is None or event["SEQUENCE"] > before["SEQUENCE"]:
                held[str(event["UID"])] = event
    recordings = [event for event in held.values() if "Perekaman" in str(event["SUMMARY"])]

    def starts(status: str) -> set[tuple[str, int]]:
        found = (e["DTSTART"].dt for e in recordings if e["STATUS"] == status)
        return {(f"{at:%Y-%m-%d}", 60 * at.hour + at.minute) for at in found}

    def planned(folder: Path, since: str, before: str = "9") -> set[tuple[str, int]]:
        return {
            (date, _minutes(start))
            for team, date, start in sessions(folder)
            if team == "T03" and since <= date < before
        }

    past = planned(walked.old, "2018-03-12", "2018-03-14")
    before, after = (planned(each, "2018-03-14") for each in (walked.old, walked.new))
    assert starts("CONFIRMED") == past | after  # nothing dropped is left, and what moved has moved
    assert starts("CANCELLED")
    assert starts("CANCELLED") <= before - after


def _minutes(clock: str | int) -> int:
    if isinstance(clock, int):
        return clock
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


@pytest.mark.parametrize("width", [390, 1400])
def test_the_page_of_changes_names_the_pair_and_the_posts(
    walked: Walked, browser: Any, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((walked.new / "changes.html").as_uri())
    settled(page)
    told = page.locator("body").inner_text()
    with (walked.new / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["post_name"] in told for row in rows)
    assert "T03" in told
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
