"""Reasons, doubts and sources of a dataset's tables in the reader's language.

The tables hold one text, mostly in English. `locale/*/LC_MESSAGES/dataset.po` has each text that
this project wrote in the other language; a text that is not in it, as a planner's own, is shown
as it is.
"""

from __future__ import annotations

import re
from functools import cache

from geodata.catalogues import po_file
from geodata.message import LANGUAGES

_GAP = "{}"
_WITH_REMARK = re.compile(r"(?P<text>.+) \((?P<remark>[^()]+)\)")


def text_in(text: str, language: str) -> str:
    """Return a text of a dataset in a language.

    Parameters
    ----------
    text
        As it stands in a table. A remark in brackets at the end is looked up by itself.
    language
        `id` or `en`.

    Returns
    -------
    str
        The text in that language, or as it is where no catalogue has it.
    """
    exact, patterns = _catalogue(language)
    if text in exact:
        return exact[text]
    for pattern, translated in patterns:
        found = pattern.fullmatch(text)
        if found:
            parts = [text_in(part, language) for part in found.groups()]
            return translated.format(*parts)
    found = _WITH_REMARK.fullmatch(text)
    if found and (found["text"] in exact or found["remark"] in exact):
        return f"{text_in(found['text'], language)} ({text_in(found['remark'], language)})"
    return text


def source_text(text: str) -> str:
    """Return the dataset's own text of one that `text_in` gave, or the text as it is.

    A workbook holds texts in its language; what is read from it is a dataset again.

    >>> source_text("titik di dalam desa Bolok")
    'interior point of desa Bolok'
    """
    for language in LANGUAGES:
        exact, patterns = _sources(language)
        if text in exact:
            return exact[text]
        for pattern, source in patterns:
            found = pattern.fullmatch(text)
            if found:
                return source.format(*map(source_text, found.groups()))
    return text


@cache
def _sources(language: str) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Return the other way round what `_catalogue` returns."""
    exact, _ = _catalogue(language)
    return {text: key for key, text in exact.items()}, tuple(
        (_pattern(text), key) for key, text in _gapped(language)
    )


@cache
def _catalogue(language: str) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Return the texts of a language, whole ones and those with gaps (longest first)."""
    exact = {key: text for key, text in _messages(language).items() if _GAP not in key}
    return exact, tuple((_pattern(key), text) for key, text in _gapped(language))


def _gapped(language: str) -> list[tuple[str, str]]:
    """Return the texts with gaps, longest first: the most particular one is tried first."""
    found = [(key, text) for key, text in _messages(language).items() if _GAP in key]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(map(re.escape, text.split(_GAP))))


@cache
def _messages(language: str) -> dict[str, str]:
    texts = po_file(language, "geodata", "dataset")
    return {str(text.id): str(text.string) for text in texts if text.id}
