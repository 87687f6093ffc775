"""Headings and notes of schedule.xlsx and of the duty lists, in both languages."""

from __future__ import annotations

from geodata import Language, catalogue, say


def word(key: str, language: Language, **values: object) -> str:
    """Return a heading or note in the reader's language; an unknown key as it is."""
    heading = f"heading.{key}"
    said = catalogue(language).gettext(heading)
    return key if said == heading else say(heading, language, **values)
