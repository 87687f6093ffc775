"""The three revisions side by side: none records fewer or costs more than `best`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from planner.bundle import Bundle
from planner.revisions.options import RevisionOption
from planner.revisions.replanning import _three_ways
from planner.revisions.revision import ReplanRequest
from routing.campaign.parts import Promise
from routing.plan.costs import assemble
from routing.plan.document import Certificate
from tests.routing import towns
from tests.routing.towns import BASE, day

TABLE = towns.travel({})
TOWN = towns.campaign((towns.place(BASE, hours=()),), TABLE)
NOTHING = assemble(TOWN, ())


def option(choice: Any, rupiah: int, broken: int) -> RevisionOption:
    """A revision of this total that breaks so many promises."""
    summary = replace(NOTHING.summary, total_rupiah=rupiah)
    promises = (Promise("hill", day(0), "soft"),) * broken
    return RevisionOption(choice, replace(NOTHING, summary=summary), promises, broken, broken)


class FoundOptions:
    """Options that were searched already."""

    proven = Certificate()

    def __init__(self, best: int, fewest: int) -> None:
        self._found = {
            "best": option("best", best, 6),
            "fewest-changes": option("fewest-changes", fewest, 1),
        }

    def solved(self, choice: str, *_: object) -> RevisionOption:
        return self._found[choice]

    def certified(self, found: RevisionOption, _: Certificate) -> RevisionOption:
        return found


@pytest.mark.parametrize(
    ("best", "fewest", "told"),
    [(90, 95, 90), (97, 95, 95), (120, 130, 100)],  # each beside 100 of carrying on
)
def test_no_revision_is_better_than_the_best(best: int, fewest: int, told: int) -> None:
    request = ReplanRequest(Bundle(Path("out"), TOWN, NOTHING), datetime(2018, 3, 12))

    found = _three_ways(
        FoundOptions(best, fewest),  # type: ignore[arg-type]
        option("carry-on", 100, 5),
        request,
        None,
        news=True,
    )

    assert {choice: each.choice for choice, each in found.items()} == {c: c for c in found}
    assert found["best"].plan.summary.total_rupiah == told
    assert found["fewest-changes"].plan.summary.total_rupiah == fewest
