"""What is written where the audit objects to a plan: another plan that passes it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner import cli, pipeline
from planner.bundle.plan_audit import audited
from planner.errors import RejectedPlanError
from routing import Limits, Plan, Result, audit_bundle, solve
from routing.campaign.document import Campaign
from routing.certificate import COUNTING
from routing.exact.complete_search import METHOD
from tests.planner.conftest import TINY
from tests.routing.towns import BASE, assert_clean, both_ways, campaign, place, teams, travel

NEAR = both_ways({(BASE, "a"): (30, 20_000), (BASE, "b"): (30, 20_000), ("a", "b"): (10, 5_000)})
TABLE = travel(NEAR)
TOWN = campaign((place(BASE), place("a", 10), place("b", 10)), TABLE, 2, teams=teams(2))


def found() -> Result:
    """The plan of the complete search."""
    result = solve(TOWN, TABLE, Limits(seconds=120, work=10))
    assert result.plan.certificate.method == METHOD
    return result


def longer(plan: Plan) -> Plan:
    """A plan whose first trip is told as a metre longer than the road."""
    document = json.loads(plan.to_json())
    at_work = next(team for team in document["teams"] if team["dates"])
    event = next(each for each in at_work["dates"][0]["events"] if each["kind"] == "drive")
    event["metres"] += 1
    return Plan.from_json(json.dumps(document))


def test_a_sound_plan_is_taken() -> None:
    result = found()
    assert audited(TOWN, TABLE, result) == (result, ())


def test_the_search_without_the_complete_one_stands_in() -> None:
    result = found()
    taken, defect = audited(TOWN, TABLE, replace(result, plan=longer(result.plan)))
    assert_clean(TOWN, TABLE, taken.plan)
    assert taken.plan.summary.residents_recorded == 20
    assert taken.plan.certificate.method == COUNTING
    assert taken.plan.certificate.total_bound == 2 * 430_000  # a duty day at least
    assert any(line.startswith("R3") for line in defect)


def test_a_team_whose_dates_break_a_rule_does_nothing() -> None:
    """Where every plan has the fault, only the team that is named loses its dates."""
    result = found()

    def spares(idle: Any) -> Any:
        yield longer(result.plan)
        at_last = list(result.spares(idle))[-2:]
        yield from at_last

    taken, _ = audited(TOWN, TABLE, replace(result, plan=longer(result.plan), spares=spares))
    assert_clean(TOWN, TABLE, taken.plan)
    left = sum(each.residents for each in taken.plan.unserved)
    assert taken.plan.summary.residents_recorded + left == 20


def test_without_any_sound_plan_nothing_is_written() -> None:
    result = found()
    broken = longer(result.plan)
    with pytest.raises(RejectedPlanError, match="R3"):
        audited(TOWN, TABLE, replace(result, plan=broken, spares=lambda _: iter([broken])))


def test_a_run_ends_well_and_tells_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(made: Campaign, *rest: Any) -> Result:
        result = solve(made, *rest)
        return replace(result, plan=longer(result.plan))

    monkeypatch.setattr(pipeline, "solve", broken)
    out = tmp_path / "out"
    assert cli.run(["plan", "--out", str(out), "--lang", "en", *TINY]) == 0
    assert audit_bundle(out).ok
    assert "another one was written that passes it" in capsys.readouterr().out
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["rejected_by_audit"][0].startswith("R3")
