"""A bundle of the town of `tests.planner.island`, of which the plan can be checked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.bundle import Bundle, read_bundle
from tests.planner import island


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    folder = tmp_path / "out"
    folder.mkdir()
    town = island.campaign()
    (folder / "campaign.json").write_text(town.to_json(), encoding="utf-8")
    (folder / "plan.json").write_text(island.plan(town).to_json(), encoding="utf-8")
    return read_bundle(folder)
