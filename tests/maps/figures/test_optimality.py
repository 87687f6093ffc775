"""The certificate in words: never more than was proven, what matters most first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maps import MapData
from maps.figures.optimality import Verdict, verdict
from maps.language.catalogue import language
from routing.plan.document import Certificate, Plan


def plan_with(data: MapData, certificate: Certificate, recorded: int | None = None) -> Plan:
    """The town's plan (total 3,182,100 rupiah, 138 of 200 residents) with a certificate."""
    summary = data.plan.summary
    if recorded is not None:
        summary = replace(summary, residents_recorded=recorded, weighted_recorded=recorded)
    return replace(data.plan, certificate=certificate, summary=summary)


def said(plan: Plan) -> Verdict:
    told = verdict(plan, language("en"))
    plain = tuple(sentence.replace("\u00a0", " ") for sentence in told.sentences)
    return replace(told, sentences=plain)


def test_nothing_computed_claims_nothing(data: MapData) -> None:
    told = said(plan_with(data, Certificate()))
    assert told.sentences == (
        "How many more residents a plan could record was not computed.",
        "How much cheaper a plan could be was not computed.",
    )
    assert told.figure == "–"
    assert not told.optimal


def test_everyone_recorded_speaks_of_cost_first(data: MapData) -> None:
    certificate = Certificate(200, 0.0, 3_110_000, 2.318)
    told = said(plan_with(data, certificate, recorded=200))
    # 2.318 is rounded up: 2.3 would claim more than was proven
    assert told.sentences[0] == (
        "No plan that records as many residents can be more than 2.4% cheaper. "
        "That is IDR 72,100 at the very most."
    )
    assert told.sentences[1].startswith("Everyone on the list is recorded")
    assert "IDR 3,182,000" in told.sentences[2]  # to the thousand
    assert "price that the planner sets on waiting" in told.sentences[2]
    assert told.figure == "≤ 2.4%"
    assert not told.optimal


def test_where_someone_is_left_residents_come_first(data: MapData) -> None:
    told = said(plan_with(data, Certificate(150, 100 * 12 / 138, 3_110_000, 2.3)))
    assert told.sentences[0].endswith("more than 8.7% more residents.")
    assert told.figure == "≤ 8.7%"
    assert "beyond this one" in told.caption
    weighted = plan_with(data, Certificate(150, 4.0, None, None))
    heavier = replace(weighted, summary=replace(weighted.summary, weighted_recorded=200))
    assert "weight of the post" in said(heavier).sentences[0]


def test_optimal_only_where_both_gaps_are_nothing(data: MapData) -> None:
    best = said(plan_with(data, Certificate(138, 0.0, 3_182_100, 0.0)))
    assert best.optimal
    assert best.sentences[0] == "Proven: no plan is better than this one."
    assert best.figure == "0%"
    for certificate in (
        Certificate(138, 0.0, None, None),
        Certificate(None, None, 3_182_100, 0.0),
        Certificate(139, 100 / 138, 3_182_100, 0.0),
        Certificate(138, 0.0, 3_182_000, 0.0031),
    ):
        told = said(plan_with(data, certificate))
        assert not told.optimal
        assert not any("no plan is better" in sentence for sentence in told.sentences)


def test_a_bound_without_a_gap_is_still_told(data: MapData) -> None:
    told = said(plan_with(data, Certificate(138, 0.0, 0, None)))
    assert told.sentences[:2] == (
        "Proven: no plan that keeps the rules records more residents.",
        "A plan that records as many residents costs at least IDR 0.",
    )


@pytest.mark.parametrize("gap", [0.001, 0.05, 0.1, 1.999, 2.3, 37.25])
def test_a_saving_is_never_larger_than_is_said(data: MapData, gap: float) -> None:
    told = said(plan_with(data, Certificate(138, 0.0, None, gap)))
    claimed = float(told.figure.removeprefix("≤ ").removesuffix("%"))
    saving = 100 * gap / (100 + gap)  # of this plan's own total
    assert saving <= claimed < gap + 0.1 + 1e-9


def test_the_same_in_bahasa(data: MapData) -> None:
    told = verdict(plan_with(data, Certificate(200, 0.0, 3_110_000, 2.3), 200), language("id"))
    assert told.sentences[0].startswith(
        "Tidak ada rencana yang merekam warga sebanyak ini bisa lebih murah lebih dari 2,3%."
    )
