"""Contrast as WCAG 2.2 asks for: 4.5 to 1 for text, 3 to 1 for lines and signs."""

from __future__ import annotations

import re

import pytest

from maps.drawing.palette import AREA_OPACITY, blend, contrast, pair_style
from maps.html import embedded_assets

LOOKS = [pair_style(index) for index in range(8)]


def test_known_ratios() -> None:
    # white to black is (1 + .05) / .05; #767676 is the lightest grey that passes on white
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") < 4.5
    assert blend("#ff0000", 0.25) == "#ffbfbf"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.fill)
def test_pairs_can_be_read(look: object) -> None:
    line, fill = look.line, look.fill  # type: ignore[attr-defined]
    area = blend(fill, AREA_OPACITY)
    assert contrast(line, "#ffffff") >= 4.5  # numbers on stops, ways on their casing
    assert contrast(line, area) >= 3  # the ring of a post
    assert contrast("#1d1d1b", area) >= 4.5  # names on the map


def test_looks_repeat_after_24_and_names_do_not() -> None:
    styles = [pair_style(index) for index in range(30)]
    assert len({style.css_class for style in styles}) == 30
    assert len({(style.fill, style.pattern) for style in styles}) == 24
    assert (styles[24].fill, styles[24].pattern) == (styles[0].fill, styles[0].pattern)


def variables(selector: str) -> dict[str, str]:
    css = embedded_assets.own("page.css")
    block = css.split(selector + "{", 1)[1].split("}")[0]
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block))
    return {
        name: "#" + "".join(2 * c for c in v[1:]) if len(v) == 4 else v for name, v in found.items()
    }


def test_texts_of_the_page_can_be_read() -> None:
    page = variables(":root")
    for text in ("ink", "soft", "accent", "alert"):
        for ground in ("paper", "ground"):
            assert contrast(page[text], page[ground]) >= 4.5, (text, ground)
    assert contrast("#5a5448", page["sea"]) >= 4.5  # names of the land around
    assert contrast("#5a5448", "#efeadf") >= 4.5


def test_the_itinerary_can_be_read_in_the_sun_and_at_night() -> None:
    bright = {**variables(":root"), **variables(".itinerary")}
    dark = {**bright, **variables("[data-theme=dark] .itinerary")}
    for look in (bright, dark):
        for text in ("strong", "ink", "soft", "accent", "alert"):
            for ground in ("ground", "record", "ferry"):
                assert contrast(look[text], look[ground]) >= 4.5, (text, ground)
        assert contrast(look["strong"], look["ground"]) >= 15
        assert contrast(look["sleep-ink"], look["sleep"]) >= 7
        assert contrast(look["mark-ink"], look["mark"]) >= 4.5
