"""Names stay text: `escape` against HTML, Jinja and JavaScript string literals."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import jinja2
from hypothesis import given, strategies as st
from markupsafe import Markup

from maps import escape


class _Text(HTMLParser):
    """Collects text and complains about tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        raise AssertionError(f"a tag: {tag}")


def test_known_names() -> None:
    assert escape("Oelamasi") == "Oelamasi"
    assert escape("{{7*7}}") == "&#123;&#123;7*7&#125;&#125;"
    assert escape("<b>`\\") == "&lt;b&gt;&#96;&#92;"
    assert escape(12) == "12"


def test_markup_keeps_its_tags_and_loses_its_braces() -> None:
    assert escape(Markup("<b>{{x}}</b>")) == "<b>&#123;&#123;x&#125;&#125;</b>"


def test_control_characters_and_lone_surrogates_are_replaced() -> None:
    assert escape("a\x00b\ud800c\td") == "a\ufffdb\ufffdc\td"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_browser_and_jinja_read_back_the_same_text(name: str) -> None:
    escaped = str(escape(name))
    assert not set("<>{}`\\\"'") & set(escaped)
    assert html.unescape(escaped) == name
    assert jinja2.Template(escaped, keep_trailing_newline=True).render() == escaped
    parser = _Text()
    parser.feed(escaped)
    parser.close()
    assert parser.text == name
