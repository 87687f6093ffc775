"""What no random change may do: be accepted without a reason, or crash the audit."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from routing.audit.bundle_audit import AuditReport, BundleError, audit_bundle, audit_documents
from tests.routing.audit.audit_town import Doc, encode
from tests.routing.audit.audit_workbench import Town

TOWN = Town()
CLOCKS = [
    (team["id"], int(day["date"][-2:]), index, side)
    for team in TOWN.plan["teams"]
    for day in team["dates"]
    for index in range(len(day["events"]))
    for side in ("start", "end")
]
FREE = {
    # The day begins with a wait: from the start of duty to 20 minutes before the ferry.
    ("T02", 20, 0, "start"): ("06:00", "06:40"),
    # The day ends with a session that may last longer, until the post closes; Wednesday's
    # 30 need 150 minutes (09:05 to 11:35), Tuesday's 10 need 60 (13:00 to 14:00).
    ("T01", 14, 2, "end"): ("11:35", "12:00"),
    ("T02", 20, 6, "end"): ("14:00", "16:00"),
}
"""The only clock times that may move alone, and how far."""


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


@given(clock=st.sampled_from(CLOCKS), to=st.integers(0, 24 * 60))
@settings(max_examples=200, deadline=None)
def test_no_clock_time_moves_without_a_reason(clock: tuple[str, int, int, str], to: int) -> None:
    _move(clock, to)


@pytest.mark.parametrize("step", [-30, -1, 1, 30])
def test_no_clock_time_moves_a_little_without_a_reason(step: int) -> None:
    for clock in CLOCKS:
        team, day, index, side = clock
        _move(clock, minutes(TOWN.events(team, day)[index][side]) + step)


def _move(clock: tuple[str, int, int, str], to: int) -> None:
    team, day, index, side = clock
    town = Town()
    event = town.events(team, day)[index]
    text = f"{to // 60:02d}:{to % 60:02d}"
    first, last = FREE.get(clock, (event[side], event[side]))
    event[side] = text
    assert town.audit().ok is (first <= text <= last)


def json_values(leaves: int) -> st.SearchStrategy[Any]:
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 3),
        st.integers(),
        st.floats(),
        st.sampled_from(["", "oelamasi", "camplong", "T01", "24:30", "08:00", "9999-12-31"]),
        st.text(max_size=5),
    )
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=leaves,
    )


def check(campaign: Doc, plan: Doc, rows: list[Any]) -> None:
    """A report that can be put into words, or a BundleError; anything else is a crash."""
    try:
        report = audit_documents(campaign, plan, rows, None)
    except BundleError as error:
        assert error.faults
        assert str(error)
        return
    assert isinstance(report, AuditReport)
    for violation in report.violations:
        assert violation.line("en").startswith(violation.rule)
        assert violation.line("id").startswith(violation.rule)


objects = st.dictionaries(st.text(max_size=5), json_values(5), max_size=4)


@given(campaign=objects, plan=objects, rows=st.lists(json_values(6), max_size=3))
@settings(max_examples=40, deadline=None)
def test_garbage_gives_a_report_or_a_bundle_error(
    campaign: Doc, plan: Doc, rows: list[Any]
) -> None:
    check(campaign, plan, rows)


def paths(document: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a document."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(document, dict):
        inner = list(document.items())
    elif isinstance(document, list):
        inner = list(enumerate(document))
    found = [path] if path else []
    for key, value in inner:
        found += paths(value, (*path, key))
    return found


PATHS = {
    "campaign": paths(TOWN.campaign),
    "plan": paths(TOWN.plan),
}


@given(data=st.data(), which=st.sampled_from(sorted(PATHS)))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_may_be_replaced_or_lost(data: st.DataObject, which: str) -> None:
    documents = {"campaign": copy.deepcopy(TOWN.campaign), "plan": copy.deepcopy(TOWN.plan)}
    *way, last = data.draw(st.sampled_from(PATHS[which]))
    holder: Any = documents[which]
    for key in way:
        holder = holder[key]
    if data.draw(st.booleans()):
        holder[last] = data.draw(json_values(4))
    else:
        del holder[last]
    check(documents["campaign"], documents["plan"], TOWN.travel)


@given(
    content=st.binary(max_size=60) | json_values(6).map(lambda value: json.dumps(value).encode()),
    file=st.sampled_from(["campaign.json", "plan.json", "travel.parquet"]),
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_files_of_garbage_are_refused(tmp_path: Path, content: bytes, file: str) -> None:
    TOWN.write(tmp_path)
    (tmp_path / file).write_bytes(content)
    with pytest.raises(BundleError, match=file):
        audit_bundle(tmp_path)


@given(row=st.integers(0, len(TOWN.travel) - 1), step=st.integers(1, 5), column=st.integers(4, 5))
@settings(max_examples=30, deadline=None)
def test_a_changed_leg_is_found_where_it_is_driven(row: int, step: int, column: int) -> None:
    """The hash finds every change; R3 finds those of legs that the plan drives."""
    town = Town()
    old = town.travel[row]
    more = (step, 0) if column == 4 else (0, step)
    town.travel[row] = (*old[:4], old[4] + more[0], old[5] + more[1])
    assert [v.code for v in town.audit().violations if v.rule == "R16"] == ["travel_hash"]
    town.repair()
    vehicles = {team["id"]: team["vehicle"] for team in town.campaign["teams"]}
    driven = {
        (e["from"], e["to"], vehicles[team["id"]], _condition(day["date"]))
        for team in town.plan["teams"]
        for day in team["dates"]
        for e in day["events"]
        if e["kind"] == "drive"
    }
    assert town.audit().rules == (("R3",) if old[:4] in driven else ())


def _condition(date: str) -> str:
    return "wet" if date in {"2018-03-15", "2018-03-16"} else "dry"


def test_audit_is_deterministic() -> None:
    town = Town()
    town.events("T01", 12)[0]["start"] = "07:26"
    town.campaign["rules"]["max_nights_out"] = 0
    assert repr(town.audit()) == repr(town.audit())
    assert encode(town.campaign) == encode(copy.deepcopy(town.campaign))
