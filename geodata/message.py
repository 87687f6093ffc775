"""Messages that are raised below and worded at the edge, in the language of their reader.

A message is a key and its values. The key is looked up in the catalogue of a language,
`locale/*/LC_MESSAGES/messages.po`: it is a short code where callers tell messages apart by it,
else the sentence in English. Of a message with plural forms the value `count` chooses one; a
sentence with several counts is made of messages that have one each.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from geodata.catalogues import catalogue

__all__ = [
    "LANGUAGES",
    "Figure",
    "Language",
    "Listing",
    "Message",
    "Text",
    "cell_text",
    "features",
    "in_language",
    "listed",
    "row_fault",
    "say",
]

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")

_FEATURES = 5
"""Features that a fault names at the most."""

_GROUPED = 10_000
"""From here on whole numbers have their thousands marked; below are years and most lines."""

_QUOTED = re.compile(r"%\((\w+)\)r")


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A message whose language is not decided yet.

    Attributes
    ----------
    key : str
        Which message.
    values : tuple of (str, object)
        What is set in, by name: figures and texts, messages, tuples of these, or functions
        of the language.

    Examples
    --------
    >>> found = Message("bad_work", value=-1)
    >>> found.text("en"), found.text("id")
    ('--work -1: give 0 or more', '--work -1: beri 0 atau lebih')
    """

    key: str
    values: tuple[tuple[str, object], ...]

    def __init__(self, key: str, /, **values: object) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "values", tuple(values.items()))

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: Language) -> str:
        """Say it, with everything in it, in the reader's language."""
        return say(self.key, language, **dict(self.values))


Text = Message | str
"""A message, or a text that is the same in every language, as a name is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is written as its reader writes numbers.

    Attributes
    ----------
    value : float
        The number.
    decimals : int or None
        How many decimals are shown; None = those that there are, at most six digits in all.

    Examples
    --------
    >>> Figure(1234.5, 1).text("en"), Figure(1234.5, 1).text("id"), Figure(0.25, None).text("id")
    ('1,234.5', '1.234,5', '0,25')
    """

    value: float
    decimals: int | None = 0

    def text(self, language: Language) -> str:
        """Write it in a language."""
        from babel.numbers import format_decimal  # noqa: PLC0415

        if self.decimals is None:
            return format_decimal(float(f"{self.value:g}"), "#,##0.######", locale=language)
        pattern = "#,##0" + ("." + "0" * self.decimals if self.decimals else "")
        return format_decimal(self.value, pattern, locale=language)


@dataclass(frozen=True, slots=True)
class Listing:
    """Messages and texts in a row.

    Attributes
    ----------
    items : tuple of Message or str
        What is listed.
    mark : str
        What stands between them.

    Examples
    --------
    >>> Listing((Message("car"), "Hilux")).text("id")
    'mobil, Hilux'
    """

    items: tuple[Message | str, ...]
    mark: str = ", "

    def text(self, language: Language) -> str:
        """Write it in a language."""
        return self.mark.join(in_language(item, language) for item in self.items)


def say(key: str, language: Language, /, **values: object) -> str:
    """Say a message in the reader's language.

    The value `count` chooses among the plural forms of a message that has some. Numbers with
    decimals, and whole ones of five figures and more, are written as the reader writes them;
    what a message quotes as it was typed stays as it is.

    >>> say("%(count)s residents", "en", count=1), say("%(count)s residents", "id", count=1)
    ('1 resident', '1 warga')
    >>> say("bad_work", "id", value=-0.5), say("bad_work", "en", value=-20000)
    ('--work -0,5: beri 0 atau lebih', '--work -20,000: give 0 or more')
    """
    said = _form(key, language, values.get("count"))
    quoted = set(_QUOTED.findall(said))
    return said % {
        name: value if name in quoted else _worded(value, language)
        for name, value in values.items()
    }


def _form(key: str, language: Language, count: object) -> str:
    """Return the form of a message for a number, its values not yet set in."""
    known = catalogue(language)
    number = round(count.value) if isinstance(count, Figure) else count
    if not isinstance(number, int) or number == 1:
        return known.gettext(key)  # of a message with plural forms the one for 1
    return known.ngettext(key, "", number) or known.gettext(key)


def _worded(value: object, language: Language) -> object:
    if isinstance(value, Message | Figure | Listing):
        return value.text(language)
    if isinstance(value, float):
        return Figure(value, None).text(language)
    if isinstance(value, int) and abs(value) >= _GROUPED:
        return Figure(value).text(language)
    if isinstance(value, tuple):
        return "; ".join(str(_worded(item, language)) for item in value)
    return value(language) if callable(value) else value


def listed(items: Iterable[Text], language: Language) -> str:
    """Return messages and texts in a row with commas between them."""
    return ", ".join(in_language(item, language) for item in items)


def in_language(text: Text, language: Language) -> str:
    """Return a text in a language; one that is no message stays as it is."""
    return text.text(language) if isinstance(text, Message) else text


def row_fault(place: tuple[str, int], fault: Message, name: str = "", column: str = "") -> Message:
    """Return a fault of a row with its place.

    Parameters
    ----------
    place : tuple of str and int
        File and line.
    name, column : str
        Id of the row, and the column, if they help to find it.
    """
    file, line = place
    return Message(
        "%(file)s, line %(line)s%(name)s%(column)s: %(fault)s",
        file=file,
        line=line,
        name=f" ({name})" if name else "",
        column=Message(", column %(column)s", column=column) if column else "",
        fault=fault,
    )


def cell_text(value: object) -> str:
    """Return a cell of a layer as text: whole numbers without a decimal point, nothing as empty.

    >>> cell_text(5303100005.0), cell_text(" Kota  Baru "), cell_text(None)
    ('5303100005', 'Kota Baru', '')
    """
    if value is None or str(value) == "<NA>":
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        if value.is_integer():
            return str(int(value))
    return " ".join(str(value).split())


def features(numbers: Sequence[object]) -> Message:
    """Name features of a layer, the first of many.

    >>> str(features([3])), str(features([3, 4]))
    ('feature 3', '2 features (3, 4)')
    """
    if len(numbers) == 1:
        return Message("feature %(number)s", number=numbers[0])
    shown = ", ".join(map(str, numbers[:_FEATURES])) + (", …" if len(numbers) > _FEATURES else "")
    return Message("%(count)s features (%(shown)s)", count=len(numbers), shown=shown)
