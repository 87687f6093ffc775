"""The one function through which names pass before they go to folium.

folium writes what it is given into a page three times over: as JSON inside a script, as
a Jinja template that is rendered again, and (popups, labels, layer names) as HTML. JSON
is folium's own affair; `escape` takes care of the other two.
"""

from __future__ import annotations

import re

import markupsafe
from markupsafe import Markup

from routing.campaign import Place

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BEYOND_HTML = {ord(char): f"&#{ord(char)};" for char in "{}`\\"}
"""Jinja's delimiters and what is live inside a JavaScript template literal."""


def escape(value: object) -> Markup:
    """Text as HTML that neither a browser nor Jinja nor a JavaScript string reads as code.

    Markup (what a template of ours has rendered, with names escaped for HTML there) keeps
    its tags and gets the rest of the treatment; anything else is escaped for HTML first.
    Control characters and lone surrogates, which no HTML file may hold, become U+FFFD.

    >>> escape("<b>{{7*7}}</b>")
    Markup('&lt;b&gt;&#123;&#123;7*7&#125;&#125;&lt;/b&gt;')
    >>> escape(Markup("<b>") + "{%" + Markup("</b>"))
    Markup('<b>&#123;%</b>')
    """
    html = str(markupsafe.escape(value))
    return Markup(_CONTROL.sub("\ufffd", html).translate(_BEYOND_HTML))  # noqa: S704


_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_TURNS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows them."""
_ISOLATES = re.compile("[\u2066-\u2069]")


def plain(value: object) -> str:
    r"""Text on one line, fit for XML, iCalendar, CSV and messages; no markup is read in it.

    White space of any kind becomes one blank; control characters, lone surrogates and what
    Unicode calls no character become U+FFFD. Text with marks that turn its direction is
    put between U+2068 and U+2069, so that what follows it stays as it is.

    >>> plain(" a\r\nb\x00 ")
    'a b�'
    >>> plain("\u202eab") == "\u2068\u202eab\u2069"
    True
    """
    text = " ".join(_UNFIT.sub("\ufffd", str(value)).split())
    if not _TURNS.search(text):
        return text
    return f"\u2068{_ISOLATES.sub('', text)}\u2069"


def plain_label(place: Place) -> str:
    """Name, village and building of a place as `plain` has them."""
    return ", ".join(map(plain, place.label_parts))
