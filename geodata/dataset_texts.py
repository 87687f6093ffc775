"""Reasons, doubts and sources of a dataset's tables in the reader's language.

The tables hold one text, mostly in English. `locale/*/LC_MESSAGES/dataset.po` has each text that
this project wrote in the other language; a text that is not in it, as a planner's own, is shown
as it is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from babel.messages.pofile import read_po

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


@cache
def _catalogue(language: str) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Return the texts of a language, whole ones and those with gaps (longest first)."""
    path = resources.files("geodata") / "locale" / language / "LC_MESSAGES" / "dataset.po"
    with path.open("rb") as file:
        messages = {str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id}
    gapped = sorted((key for key in messages if _GAP in key), key=lambda key: (-len(key), key))
    patterns = tuple(
        (re.compile("(.+)".join(map(re.escape, key.split(_GAP)))), messages[key]) for key in gapped
    )
    return {key: text for key, text in messages.items() if _GAP not in key}, patterns
