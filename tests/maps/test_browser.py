"""The pages in a real browser without a network: they open, draw and ask for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from maps import MapData, write_pages
from tests.settling import settled

WIDTHS = (390, 768, 1400)

pytestmark = pytest.mark.browser


class Visit:
    """A page opened in the browser, with what it complained about and asked for."""

    def __init__(self, browser, path: Path, width: int) -> None:  # noqa: ANN001
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page = browser.new_page(viewport={"width": width, "height": 844})
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.address = path.as_uri()
        self.page.goto(self.address)
        settled(self.page)

    def remote(self) -> list[str]:
        """Requests other than the file itself and data URIs."""
        return [u for u in self.requests if u != self.address and not u.startswith("data:")]


@pytest.fixture(scope="module")
def folder(data: MapData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages")
    write_pages(path, data, "en")
    return path


@pytest.fixture(scope="module")
def hostile_folder(hostile: MapData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile")
    write_pages(path, hostile, "en")
    return path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index.html", "team-T01.html", "team-T02.html"])
def test_opens_quietly_and_fits(browser: object, folder: Path, name: str, width: int) -> None:
    visit = Visit(browser, folder / name, width)
    assert visit.complaints == []
    assert visit.remote() == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    drawn = visit.page.locator(".leaflet-overlay-pane path, .leaflet-pane path").count()
    # three kecamatan, a neighbour, a road, ways, casing and a ferry at least
    assert drawn >= (0 if name == "team-T02.html" else 8)
    visit.page.close()


@pytest.mark.parametrize("name", ["index.html", "team-T01.html"])
def test_hostile_names_stay_text(browser: object, hostile_folder: Path, name: str) -> None:
    visit = Visit(browser, hostile_folder / name, 390)
    visit.page.evaluate(
        """() => {
            for (const key of Object.keys(window)) {
                const layer = window[key];
                if (layer instanceof L.GeoJSON) {
                    layer.eachLayer(one => {
                        if (one.getPopup && one.getPopup()) { one.openPopup(); }
                    });
                }
            }
        }"""
    )
    settled(visit.page)
    assert visit.complaints == []
    assert visit.remote() == []
    assert visit.page.locator("img").count() == 0
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    everything = visit.page.evaluate("document.body.textContent")
    assert "{{7*7}}" in everything
    assert "<script>alert(1)</script>" in everything
    operators = "{{7*7}} · `${alert(3)}` \\u003cb\\u003e"
    if name == "index.html":
        layers = visit.page.locator(".leaflet-control-layers-overlays").text_content()
        assert operators in layers
    visit.page.close()


def test_popup_of_a_post(browser: object, folder: Path) -> None:
    visit = Visit(browser, folder / "index.html", 1400)
    post = visit.page.locator("path.jb-post[aria-label^='Baun']")
    assert post.get_attribute("aria-label") == "Baun: 100"
    post.dispatch_event("click")
    popup = visit.page.locator(".leaflet-popup-content")
    popup.wait_for()
    assert "78 of 100" in popup.inner_text()
    assert "0812-555" in popup.inner_text()
    assert "Two dates were needed." in popup.inner_text()  # why 22 are left
    visit.page.close()


def test_one_pair_at_a_time(browser: object, folder: Path) -> None:
    visit = Visit(browser, folder / "index.html", 1400)
    ways = "document.querySelectorAll('.leaflet-ways-pane path').length"
    both = visit.page.evaluate(ways)
    assert both > 0
    assert visit.page.locator(".choice button").count() == 2  # all, T01; the idle pair has none
    visit.page.locator(".choice button", has_text="T01").click()
    assert visit.page.evaluate(ways) == both
    assert visit.page.locator(".folium-map").get_attribute("data-only") == "pair-0"
    visit.page.locator(".choice button", has_text="All pairs").click()
    assert visit.page.locator(".folium-map").get_attribute("data-only") == ""
    assert visit.complaints == []
    visit.page.close()


def test_layers_can_be_switched_off(browser: object, folder: Path) -> None:
    visit = Visit(browser, folder / "index.html", 1400)
    visit.page.locator(".leaflet-control-layers").hover()
    boxes = visit.page.locator(".leaflet-control-layers-overlays input")
    assert boxes.count() == 2  # the pair and the estimated local roads
    boxes.first.uncheck()
    assert visit.page.evaluate("document.querySelectorAll('.leaflet-ways-pane path').length") == 0
    visit.page.close()


def test_numbered_stops_have_names(browser: object, folder: Path) -> None:
    visit = Visit(browser, folder / "team-T01.html", 390)
    stops = visit.page.locator(".leaflet-marker-icon[aria-label]")
    labels = [stops.nth(n).get_attribute("aria-label") for n in range(stops.count())]
    assert {"1 Baun", "2 Semau, Balai Desa", "Oelamasi"} <= set(labels)
    visit.page.close()


@pytest.mark.parametrize("name", ["index.html", "team-T01.html"])
def test_the_whole_map_is_on_the_paper(browser: object, folder: Path, name: str) -> None:
    visit = Visit(browser, folder / name, 1400)
    size = "document.querySelector('.folium-map').getBoundingClientRect().width"
    before = visit.page.evaluate(size)
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert visit.page.evaluate(size) == pytest.approx(180 / 25.4 * 96, abs=2)
    inside = """() => {
        const frame = document.querySelector('.folium-map').getBoundingClientRect();
        return [...document.querySelectorAll('.jb-base, .jb-post, .jb-stop')]
            .filter(one => one.closest('.folium-map'))
            .map(one => one.getBoundingClientRect())
            .every(box => box.left >= frame.left && box.right <= frame.right + 160
                && box.top >= frame.top && box.bottom <= frame.bottom);
    }"""
    assert visit.page.evaluate(inside)
    visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert visit.page.evaluate(size) == before
    assert visit.complaints == []
    visit.page.close()
