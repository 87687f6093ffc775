from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from planner.campaigns.travel_cache import VARIABLE, kept


def test_where_travel_times_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert kept().folder == tmp_path
    monkeypatch.setenv(VARIABLE, "")
    assert kept().folder is None
    monkeypatch.delenv(VARIABLE)
    assert kept().folder == Path(platformdirs.user_cache_path("jemputbola")) / "travel"
