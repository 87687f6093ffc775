"""What the audit says, in both languages."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["en", "id"]


class Template(NamedTuple):
    """The rule that a code breaks and its sentence in both languages."""

    rule: str
    en: str
    id: str


class Phrase(NamedTuple):
    """A phrase in both languages; `str` gives the English one."""

    en: str
    id: str

    def __str__(self) -> str:
        return self.en

    def text(self, lang: Lang) -> str:
        """Return it in a language."""
        return self.en if lang == "en" else self.id
