"""The one function through which names pass before they go to folium.

folium writes what it is given into a page three times over: as JSON inside a script, as
a Jinja template that is rendered again, and (popups, labels, layer names) as HTML. JSON
is folium's own affair; `escape` takes care of the other two.
"""

from __future__ import annotations

import re

import markupsafe
from markupsafe import Markup

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
