"""The audit of revisions: their files, their form, and what hangs together in them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from routing.audit.bundle_audit import BundleError, audit_bundle, audit_documents
from tests.routing.audit.audit_town import Doc, encode
from tests.routing.audit.audit_workbench import Town
from tests.routing.audit.revised_town import DONE, RevisedTown, promise, session
from tests.routing.audit.test_audit_changes import CHANGES
from tests.routing.audit.test_audit_random import json_values, paths

SESSIONS = {
    ("2018-03-14", "oelamasi"),
    ("2018-03-15", "camplong"),
    ("2018-03-19", "lelogama"),
    ("2018-03-20", "uitao"),
    ("2018-03-21", "uitao"),
}
"""Dates and posts of the hand-made revision's sessions."""


def test_hand_made_revision_is_valid() -> None:
    report = RevisedTown().audit()
    assert report.violations == ()
    counts = (report.teams, report.dates, report.events, report.sessions, report.residents)
    assert counts == (3, 7, 27, 6, 106)


def test_repair_leaves_the_hand_made_sums_of_the_revision_alone() -> None:
    town, mended = RevisedTown(), RevisedTown()
    mended.repair()
    assert mended.plan["summary"] == town.plan["summary"]
    assert mended.plan["changes"] == town.plan["changes"]
    assert mended.audit().ok


# Files


def test_revision_on_disk_is_valid(tmp_path: Path) -> None:
    report = audit_bundle(RevisedTown().write(tmp_path))
    assert report.violations == ()
    assert report.residents == 106


def test_revision_on_disk_and_in_memory_agree(tmp_path: Path) -> None:
    town = RevisedTown()
    town.events("T02", 19)[0].update(start="16:05", end="17:00")
    town.superseded["summary"]["metres"] += 1
    town.history["campaign_id"] = "another"
    report = audit_bundle(town.write(tmp_path))
    assert report == town.audit()
    assert report.rules == ("R16", "R17")


@pytest.mark.parametrize("file", ["previous.json", "history.json"])
def test_a_revision_needs_what_it_follows(tmp_path: Path, file: str) -> None:
    RevisedTown().write(tmp_path)
    (tmp_path / file).unlink()
    with pytest.raises(BundleError) as caught:
        audit_bundle(tmp_path)
    assert [(fault.file, fault.path) for fault in caught.value.faults] == [(file, "file")]


@pytest.mark.parametrize("file", ["previous.json", "history.json"])
@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"teams": NaN}'])
def test_damaged_files_of_a_revision(tmp_path: Path, file: str, content: bytes) -> None:
    RevisedTown().write(tmp_path)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(BundleError) as caught:
        audit_bundle(tmp_path)
    assert {fault.file for fault in caught.value.faults} == {file}


def test_a_first_plan_has_neither(tmp_path: Path) -> None:
    """What lies beside a first plan under these names is none of its files."""
    Town().write(tmp_path)
    (tmp_path / "previous.json").write_bytes(b"not a plan")
    (tmp_path / "history.json").write_bytes(b"no history")
    assert audit_bundle(tmp_path).ok


def test_without_the_superseded_plan_frozen_dates_are_not_known() -> None:
    town = RevisedTown()
    town.events("T02", 19)[0].update(start="16:05", end="17:00")
    assert town.audit().rules == ("R17",)
    assert audit_documents(town.campaign, town.plan, town.travel, encode(town.campaign)).ok


def test_the_superseded_plan_may_name_what_is_no_more() -> None:
    """Its own campaign had another port, another pair and another crossing."""
    town = RevisedTown()
    events: list[Doc] = town.superseded["teams"][1]["dates"][1]["events"]
    events[0]["at"] = "a-port-that-was"
    events[1]["crossing"] = "a-ferry-that-was"
    town.superseded["teams"].append({"id": "T09", "kecamatan": [], "dates": []})
    town.supersede()
    town.repair()
    assert town.audit().ok
    town.campaign["frozen"].append({"team": "T02", "date": "2018-03-20"})
    town.repair()
    violations = town.audit().violations
    assert [(v.code, v.event) for v in violations] == [("frozen_event", 0)]
    assert "a-port-that-was" in violations[0].message()


def test_null_is_as_good_as_nothing() -> None:
    town = Town()
    fields = ("id", "revision", "supersedes", "now", "frozen", "promises", "begun")
    town.campaign.update(dict.fromkeys(fields))
    town.campaign["rules"].update(most_changes=None, allow_handovers=None)
    town.plan.update(changes=None, handovers=None)
    town.repair()
    assert town.audit().ok


def test_a_first_plan_may_have_promises_and_a_state() -> None:
    town = RevisedTown()
    for field in ("supersedes", "now", "frozen"):
        del town.campaign[field]
    town.campaign["revision"] = 0
    town.repair()
    audit = audit_documents(town.campaign, town.plan, town.travel, encode(town.campaign))
    assert audit.violations == ()


# Form


def _put(*path: Any) -> Callable[[RevisedTown], None]:
    """Set the value at a path in `campaign`, `plan` or `history`: all of the path but its last."""

    def apply(town: RevisedTown) -> None:
        document, *way, last, value = path
        holder: Any = getattr(town, document)
        for key in way:
            holder = holder[key]
        holder[last] = value

    return apply


FORMS: list[tuple[Callable[[RevisedTown], None], str]] = [
    (_put("campaign", "id", ""), "$.id"),
    (_put("campaign", "id", None), "$.id"),
    (_put("campaign", "revision", -1), "$.revision"),
    (_put("campaign", "revision", True), "$.revision"),
    (_put("campaign", "now", None), "$.now"),
    (_put("campaign", "now", "2018-03-14T24:00"), "$.now"),
    (_put("campaign", "now", "2018-03-14 12:00"), "$.now"),
    (_put("campaign", "now", "2018-03-14T"), "$.now"),
    (_put("campaign", "supersedes", None), "$.supersedes"),
    (_put("campaign", "supersedes", "A" * 64), "$.supersedes"),
    (_put("campaign", "supersedes", "a" * 63), "$.supersedes"),
    (_put("campaign", "frozen", 0, "team", "T09"), "$.frozen[0].team"),
    (_put("campaign", "frozen", 0, "date", "2018-03-13"), "$.frozen[0].date"),
    (_put("campaign", "frozen", 1, {"team": "T01", "date": "2018-03-14"}), "$.frozen[1]"),
    (_put("campaign", "promises", 0, "post", "atlantis"), "$.promises[0].post"),
    (_put("campaign", "promises", 0, "date", "2018-03-13"), "$.promises[0].date"),
    (_put("campaign", "promises", 0, "strength", "vague"), "$.promises[0].strength"),
    (_put("campaign", "promises", 1, promise("camplong", 16, "firm")), "$.promises[1]"),
    (_put("campaign", "begun", 1, "kecamatan", "Amfoang"), "$.begun[1]"),
    (_put("campaign", "begun", 0, "team", None), "$.begun[0].team"),
    (_put("campaign", "teams", 0, "state", "at", "atlantis"), "$.teams[0].state.at"),
    (_put("campaign", "teams", 0, "state", "date", "2018-03-13"), "$.teams[0].state.date"),
    (_put("campaign", "teams", 0, "state", "date", "13/03"), "$.teams[0].state.date"),
    (_put("campaign", "teams", 0, "state", "nights_away", -1), "$.teams[0].state.nights_away"),
    (_put("campaign", "teams", 0, "state", "from", "noon"), "$.teams[0].state.from"),
    (_put("campaign", "teams", 0, "state", []), "$.teams[0].state"),
    (_put("campaign", "rules", "most_changes", -1), "$.rules.most_changes"),
    (_put("campaign", "rules", "allow_handovers", 1), "$.rules.allow_handovers"),
    (_put("campaign", "costs", "rupiah_per_changed_promise", -1),
     "$.costs.rupiah_per_changed_promise"),
    (_put("plan", "summary", "rupiah", "changes", "many"), "$.summary.rupiah.changes"),
    (_put("plan", "summary", "firm_promises_kept", 1.5), "$.summary.firm_promises_kept"),
    (_put("plan", "changes", 0, "post", "atlantis"), "$.changes[0].post"),
    (_put("plan", "changes", 0, "reason", "code", "rain"), "$.changes[0].reason.code"),
    (_put("plan", "changes", 0, "reason", "text", ""), "$.changes[0].reason.text"),
    (_put("plan", "changes", 0, "reason", None), "$.changes[0].reason"),
    (_put("plan", "handovers", 0, "to", "T09"), "$.handovers[0].to"),
    (_put("plan", "handovers", 0, "reason", "code", "no_time"), "$.handovers[0].reason.code"),
    (_put("superseded", "format", "jemputbola-plan/2"), "$.format"),
    (_put("superseded", "teams", 0, "dates", 0, "events", 0, "start", "7:25"),
     "$.teams[0].dates[0].events[0].start"),
    (_put("history", "format", "jemputbola-history/2"), "$.format"),
    (_put("history", "campaign_id", None), "$.campaign_id"),
    (_put("history", "now", None), "$.now"),
    (_put("history", "sessions", 0, "recorded", -1), "$.sessions[0].recorded"),
    (_put("history", "sessions", 0, "recorded", None), "$.sessions[0].recorded"),
    (_put("history", "sessions", 0, "source", "hearsay"), "$.sessions[0].source"),
    (_put("history", "sessions", 0, "start", None), "$.sessions[0].start"),
    (_put("history", "teams", 0, "rupiah_spent", -1), "$.teams[0].rupiah_spent"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("apply", "path"), FORMS, ids=[f"{n}-{p}" for n, (_, p) in enumerate(FORMS)]
)
def test_faults_of_form(apply: Callable[[RevisedTown], None], path: str) -> None:
    town = RevisedTown()
    apply(town)
    with pytest.raises(BundleError) as caught:
        town.audit()
    assert [fault.path for fault in caught.value.faults] == [path]


def test_a_first_plan_follows_no_other() -> None:
    town = RevisedTown()
    town.campaign["revision"] = 0
    with pytest.raises(BundleError) as caught:
        town.audit()
    paths_ = [fault.path for fault in caught.value.faults]
    assert paths_ == ["$.now", "$.supersedes", "$.frozen"]


# R17, R18: what random changes must bring


FROZEN = [(0, "T01", 14), (1, "T02", 20)]
FIGURES = {"residents": 7, "metres": 7, "start": "06:01", "end": "17:59", "crossing": "boat-out"}
FIGURES |= {"kind": "wait", "at": "lelogama", "from": "lelogama", "to": "lelogama"}
FIELDS = [
    (index, team, day, number, field)
    for index, team, day in FROZEN
    for number, event in enumerate(RevisedTown().events(team, day))
    for field in event
    if event[field] != FIGURES[field]
    and not (field == "kind" and event["kind"] in {"drive", "ferry"})
]


@pytest.mark.parametrize(("index", "team", "day", "number", "field"), FIELDS)
def test_every_figure_of_a_frozen_event_counts(
    index: int, team: str, day: int, number: int, field: str
) -> None:
    town = RevisedTown()
    town.campaign["frozen"].append({"team": "T02", "date": "2018-03-20"})
    dates = town.superseded["teams"][index]["dates"]
    before = next(each for each in dates if each["date"] == f"2018-03-{day}")
    before["events"][number][field] = FIGURES[field]
    town.supersede()
    town.repair()
    found = [(v.rule, v.team, str(v.date), v.event) for v in town.audit().violations]
    assert found == [("R17", team, f"2018-03-{day}", number)]


@given(
    chosen=st.sets(
        st.tuples(
            st.sampled_from(["oelamasi", "camplong", "lelogama", "uitao"]), st.integers(14, 23)
        ),
        min_size=1,
    ),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_any_promises_are_kept_or_listed(chosen: set[tuple[str, int]], data: st.DataObject) -> None:
    town = RevisedTown()
    strengths = st.sampled_from(["firm", "soft"])
    rows = [promise(post, day, data.draw(strengths)) for post, day in sorted(chosen)]
    town.campaign["promises"] = data.draw(st.permutations(rows))
    broken = [row for row in rows if (row["date"], row["post"]) not in SESSIONS]
    most = data.draw(st.none() | st.integers(0, 12))
    town.campaign["rules"]["most_changes"] = most
    town.repair()
    listed = sorted((row["date"], row["post"]) for row in broken)
    assert [(row["date"], row["post"]) for row in town.plan["changes"]] == listed
    enough = most is None or len(broken) <= most
    assert town.audit().rules == (() if enough else ("R18",))
    town.campaign["rules"]["most_changes"] = None
    town.repair()
    row = data.draw(st.sampled_from(rows))
    if row in broken:
        town.plan["changes"] = [r for r in town.plan["changes"] if r["post"] != row["post"]
                                or r["date"] != row["date"]]  # fmt: skip
    else:
        town.plan["changes"].append({**row, "reason": dict(DONE)})
    assert town.audit().rules == ("R18",)


@given(now=st.tuples(st.integers(12, 23), st.integers(0, 24 * 60 - 1)))
@settings(max_examples=60, deadline=None)
def test_the_moment_parts_history_and_plan(now: tuple[int, int]) -> None:
    """What begins before now is no plan, what does not is no history."""
    day, minute = now
    moment = f"2018-03-{day:02d}T{minute // 60:02d}:{minute % 60:02d}"
    town = RevisedTown()
    town.campaign.update(now=moment, frozen=[], promises=[])
    town.campaign["rules"]["allow_handovers"] = True
    town.state["date"] = "2018-03-23"
    town.history["now"] = moment
    town.repair()
    late = sum(f"{row['date']}T{row['start']}" >= moment for row in town.history["sessions"])
    past = sum(
        f"{each['date']}T{event['start']}" < moment
        for team in town.plan["teams"]
        for each in team["dates"]
        for event in each["events"]
    )
    codes = [v.code for v in town.audit().violations if v.rule == "R19"]
    assert (codes.count("history_late"), codes.count("event_past")) == (late, past)


DOCUMENTS = ("campaign", "plan", "superseded", "history")
NEW = {
    name: [
        path
        for path in paths(getattr(RevisedTown(), name))
        if name in {"superseded", "history"}
        or {"state", "frozen", "promises", "begun", "now", "supersedes", "revision", "id",
            "changes", "handovers", "rules", "costs", "summary"} & set(path)
    ]
    for name in DOCUMENTS
}  # fmt: skip


@given(data=st.data(), which=st.sampled_from(DOCUMENTS))
@settings(max_examples=300, deadline=None)
def test_any_value_of_a_revision_may_be_replaced_or_lost(data: st.DataObject, which: str) -> None:
    """A report that can be put into words, or a BundleError; anything else is a crash."""
    town = RevisedTown()
    *way, last = data.draw(st.sampled_from(NEW[which]))
    holder: Any = getattr(town, which)
    for key in way:
        holder = holder[key]
    if data.draw(st.booleans()):
        holder[last] = data.draw(json_values(4))
    else:
        del holder[last]
    try:
        report = town.audit()
    except BundleError as error:
        assert error.faults
        return
    for violation in report.violations:
        assert violation.line("en").startswith(violation.rule)
        assert violation.line("id").startswith(violation.rule)


def test_documents_of_a_revision_are_not_changed() -> None:
    town = RevisedTown()
    before = copy.deepcopy([getattr(town, name) for name in DOCUMENTS])
    town.audit()
    assert [getattr(town, name) for name in DOCUMENTS] == before


# Words


@pytest.mark.parametrize(
    ("change", "english", "indonesian"),
    [
        (
            "R8-one_night_more_than_allowed_with_those_before",
            "R8 team T01, 2018-03-14: The team spends 3 nights in a row away from the base, from "
            "2018-03-12 to 2018-03-14; at most 2 are allowed.",
            "R8 tim T01, 2018-03-14: Tim bermalam 3 malam berturut-turut di luar pangkalan, dari "
            "2018-03-12 sampai 2018-03-14; paling banyak 2.",
        ),
        (
            "R17-a_frozen_session_records_less",
            "R17 team T01, 2018-03-14, event 3: The date is frozen, but the number of residents "
            "of the event is 29; in the superseded plan it is 30.",
            "R17 tim T01, 2018-03-14, kegiatan 3: Tanggal ini dibekukan, tetapi jumlah penduduk "
            "kegiatan ini 29; dalam rencana yang digantikan 30.",
        ),
        (
            "R18-a_broken_promise_is_not_listed",
            "R18: The soft promise of a session at Camplong (camplong) on 2018-03-16 is broken, "
            "and the plan does not list the change.",
            "R18: Janji sementara untuk perekaman di Camplong (camplong) pada 2018-03-16 tidak "
            "ditepati, tetapi perubahan itu tidak tercantum dalam rencana.",
        ),
        (
            "R19-an_event_a_minute_before_now",
            "R19 team T01, 2018-03-14, event 1: The event starts at 11:59, before the moment of "
            "the revision, 2018-03-14 12:00.",
            "R19 tim T01, 2018-03-14, kegiatan 1: Kegiatan dimulai pukul 11:59, sebelum revisi "
            "mulai berlaku, 2018-03-14 12:00.",
        ),
        (
            "R16-no_line_for_changes",
            "R16: The summary gives nothing for the changed promises in rupiah; the events give "
            "25,000.",
            "R16: Ringkasan menyebut tidak ada untuk biaya janji yang diubah dalam rupiah; menurut "
            "kegiatan seharusnya 25.000.",
        ),
        (
            "R11'-a_handover_because_it_is_better",
            "R11': Kecamatan Fatuleu goes from team T01 to team T03 because of a better plan; "
            "without an incident the planner must allow handovers.",
            "R11': Kecamatan Fatuleu dialihkan dari tim T01 ke tim T03 karena rencana yang lebih "
            "baik; tanpa kejadian, pengalihan harus diizinkan oleh perencana.",
        ),
        (
            "R1'-first_date_after_the_states",
            "R1' team T01, 2018-03-19: The team's first listed date is this one; it is away, at "
            "Camplong (camplong), from 2018-03-14 on, and every date until its return is listed.",
            "R1' tim T01, 2018-03-19: Tanggal pertama tim yang tercantum adalah tanggal ini; sejak "
            "2018-03-14 tim berada di luar pangkalan, di Camplong (camplong), dan setiap tanggal "
            "sampai kepulangannya harus dicantumkan.",
        ),
    ],
)
def test_sentences_on_revisions(change: str, english: str, indonesian: str) -> None:
    rule = change.split("-", maxsplit=1)[0]
    report = next(each for each in CHANGES if each.name == change).audit()
    violation = next(each for each in report.violations if each.rule == rule)
    assert violation.line("en") == english
    assert violation.line("id") == indonesian


def test_history_of_a_pair_that_is_no_more() -> None:
    town = RevisedTown()
    town.history["sessions"].append({**session(14, "08:00", "camplong", 1, 1), "team": "T09"})
    (violation,) = town.audit().violations
    assert (violation.code, violation.team) == ("history_late", None)
    assert "T09" in violation.line()
