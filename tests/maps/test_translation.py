"""Nothing is left untranslated: what reads the same in both languages is data or a proper name."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from maps import MapData, itinerary_html, overview_html

SPOKEN = ("aria-label", "title", "placeholder", "alt")

SAME_IN_BOTH = {
    # names, and words that Bahasa Indonesia and English share
    "OpenTopoMap", "WhatsApp", "WITA", "Kecamatan", ", Kecamatan", "Operator", "GPX", "KML",
    # licence, attribution and other texts of the data
    "rough guess", "outlines", "costs.per_diem",
}  # fmt: skip


class _Texts(HTMLParser):
    """Texts of a page that somebody reads or hears, without those in `<bdi>` (names)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: set[str] = set()
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts.update(value for key, value in attrs if key in SPOKEN and value)
        if tag in {"script", "style", "bdi"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.texts.add(" ".join(data.split()))


def texts(html: str) -> set[str]:
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return {text for text in parser.texts if re.search(r"[^\W\d_]{3,}", text)}


def data_words(data: MapData) -> set[str]:
    """Every text of the campaign and the plan, and the words of its dates in either language."""
    campaign = data.campaign
    words = {campaign.name, data.attribution, *data.run.values()}
    words |= {value for row in campaign.assumptions for value in (row.field, row.value, row.reason)}
    words |= {value for row in campaign.sources for value in (row.figure, row.source, row.licence)}
    words |= {place.name for place in campaign.places} | {
        text or "" for place in campaign.places for text in (place.building, place.team_note)
    }
    words |= {name for team in campaign.teams for name in team.operators}
    words |= set(data.kecamatan_names.values()) | set(data.neighbours["name"])
    words |= {part for row in data.plan.unserved for part in row.remedies}
    return words | {reason.text for row in data.plan.unserved for reason in row.reasons}


@pytest.mark.parametrize("page", ["overview", "itinerary", "idle"])
def test_no_text_is_the_same_in_both_languages(data: MapData, page: str) -> None:
    def shown(lang: str) -> set[str]:
        if page == "overview":
            return texts(overview_html(data, lang))
        return texts(itinerary_html(data, "T01" if page == "itinerary" else "T02", lang))

    known = data_words(data) | SAME_IN_BOTH
    same = shown("id") & shown("en")
    left = {
        text
        for text in same
        if text not in known
        # links, names of files, and dates of March
        and not re.fullmatch(r"geo:.*|[\w-]+\.[a-z]+|[\d\W]*Mar[\W]*", text)
        and not any(len(word) > 3 and word in text for word in known)
    }
    assert left == set()
    assert len(shown("id") - same) > (2 if page == "idle" else 40)  # most of it is translated
