"""WCAG 2.2 AA by axe-core, on both pages, at phone and desk width, in light and in the dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from maps import MapData, write_pages
from tests.settling import settled

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(data: MapData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("access")
    write_pages(path, data, "id", "id")
    return path


def faults(page: Any, within: str | None = None) -> list[str]:
    """Each violation with the first elements that it is about, on the page or a part of it."""
    options = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=within, options=options).response["violations"]
    return [
        f"{one['id']} {node['target']}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("name", ["index.html", "team-T01.html", "team-T02.html"])
def test_no_violation(browser: Any, folder: Path, name: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.clock.set_fixed_time("2018-03-13T01:00:00Z")
    page.goto((folder / name).as_uri())
    settled(page)
    if name == "index.html":
        page.locator(".day-bar [data-step='1']").click()  # a date with chips on the map
        page.get_by_role("searchbox").fill("sa")
        assert faults(page, ".search") == []
        page.get_by_role("searchbox").fill("")
    if name == "team-T01.html":
        page.locator(".entry:visible summary").first.click()
        page.locator(".key summary").first.click()
    assert faults(page) == []
    page.close()


@pytest.mark.parametrize("name", ["index.html", "team-T01.html"])
def test_targets_are_large_enough(browser: Any, folder: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto((folder / name).as_uri())
    settled(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, input, summary, .go a, .calendar a')]
            .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.height < 44 || box.width < 44))
            .map(([text, box]) => `${text} ${box.width} x ${box.height}`)"""
    )
    assert [one for one in small if 'type="range"' not in one] == []
    page.close()
