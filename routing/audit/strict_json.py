"""Strict reading of JSON documents: every fault is gathered, with its path and a remedy.

A `Record` reads the fields of one JSON object with parsers. A parser returns the value in
the audit's own type or raises `FormError` with the remedy; the record turns that into a
`Fault` and goes on reading, so that one look at the message is enough to mend a file.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from routing.audit.messages_form import DATE, LIST, MISSING, NOTHING, OBJECT, OWN, whole_number
from routing.audit.template import Lang, Phrase

T = TypeVar("T")
K = TypeVar("K")
Parser = Callable[[object], T]

MAX_WHOLE = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly."""
DAY_MINUTES = 24 * 60
_SHOWN_FAULTS = 40
_SHOWN_CHARACTERS = 60
_CLOCK = re.compile(r"([0-9]{2}):([0-5][0-9])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


_PATHS = {"file": "berkas", "rows": "baris"}
_PATH_WORDS = (("row ", "baris "), ("column ", "kolom "))


class FormError(ValueError):
    """A value of the wrong form, with the remedy."""

    def __init__(self, remedy: Phrase) -> None:
        self.remedy = remedy
        super().__init__(remedy.en)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a bundle's form, and how to mend it.

    `path` is the JSON path (`$.teams[0].vehicle`), the row of a table, or `file`.
    """

    file: str
    path: str
    value: Phrase | str
    remedy: Phrase

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: Lang) -> str:
        """Say it in a language."""
        described, path = isinstance(self.value, Phrase), self.path
        value = self.value.text(lang) if isinstance(self.value, Phrase) else self.value
        if lang == "en":
            return f"{self.file}, {path}: found {value}; {self.remedy.en}"
        path = _PATHS.get(path, path)
        for word, said in _PATH_WORDS:
            path = said + path.removeprefix(word) if path.startswith(word) else path
        found = value if described else f"tertulis {value}"
        return f"{self.file}, {path}: {found}; {self.remedy.id}"


class BundleError(Exception):
    """A bundle that cannot be audited because its files are damaged.

    Parameters
    ----------
    faults
        Every fault that was found; the message prints the first forty.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.text("en"))

    def text(self, lang: Lang) -> str:
        """Say it in a language, a line per fault."""
        lines = [fault.text(lang) for fault in self.faults[:_SHOWN_FAULTS]]
        more = len(self.faults) - _SHOWN_FAULTS
        if more > 0:
            rest = Phrase(f"... and {more} more faults", f"... dan {more} kesalahan lagi")
            lines.append(rest.text(lang))
        return "\n".join(lines)


def shown(value: object) -> Phrase | str:
    """Describe a value that was found, whatever it is, in a few words."""
    if isinstance(value, Mapping):
        return Phrase(f"an object of {len(value)} fields", f"objek dengan {len(value)} isian")
    if isinstance(value, (list, tuple)):
        return Phrase(f"a list of {len(value)}", f"daftar berisi {len(value)}")
    if isinstance(value, int) and abs(value) > 10 * MAX_WHOLE:
        return Phrase("a number of more than 16 digits", "bilangan dengan lebih dari 16 angka")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 3] + "..."


def text(value: object) -> str:
    """Parse any text."""
    if not isinstance(value, str):
        raise FormError(Phrase("write a text in quotes", "tulis teks dalam tanda kutip"))
    return value


def filled(value: object) -> str:
    """Parse a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise FormError(Phrase("write a text that is not empty", "tulis teks yang tidak kosong"))
    return value


def flag(value: object) -> bool:
    """Parse `true` or `false`."""
    if not isinstance(value, bool):
        raise FormError(Phrase("write true or false", "tulis true atau false"))
    return value


def whole(minimum: int = -MAX_WHOLE, maximum: int = MAX_WHOLE) -> Parser[int]:
    """Parser of whole numbers from `minimum` to `maximum`, both included."""
    words = whole_number(
        minimum if minimum > -MAX_WHOLE else None, maximum if maximum < MAX_WHOLE else None
    )

    def parse(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise FormError(words)
        if not minimum <= value <= maximum:
            raise FormError(words)
        return value

    return parse


def number(low: float = -math.inf, high: float = math.inf) -> Parser[float]:
    """Parser of finite numbers from `low` to `high`, both included."""
    bounded = math.isfinite(low) and math.isfinite(high)
    span = f" from {low:g} to {high:g}", f" dari {low:g} sampai {high:g}"
    en, id_ = span if bounded else ("", "")
    words = Phrase(f"write a number{en}", f"tulis bilangan{id_}")

    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise FormError(words)
        if isinstance(value, int) and abs(value) > MAX_WHOLE:
            raise FormError(words)
        if not math.isfinite(value) or not low <= value <= high:
            raise FormError(words)
        return float(value)

    return parse


def clock(latest: int = DAY_MINUTES) -> Parser[int]:
    """Parser of `HH:MM` up to `latest`; gives whole minutes after midnight."""
    last = f"{latest // 60:02d}:{latest % 60:02d}"
    words = Phrase(
        f"write a clock time HH:MM from 00:00 to {last}",
        f"tulis jam HH:MM dari 00:00 sampai {last}",
    )

    def parse(value: object) -> int:
        match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise FormError(words)
        minutes = int(match[1]) * 60 + int(match[2])
        if minutes > latest:
            raise FormError(words)
        return minutes

    return parse


def day(value: object) -> dt.date:
    """Parse a date `YYYY-MM-DD`."""
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        raise FormError(DATE)
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise FormError(DATE) from error


def one_of(options: Collection[str] | None, what: Phrase) -> Parser[str]:
    """Parser of a text that is among `options`; None accepts every text."""

    def parse(value: object) -> str:
        if not isinstance(value, str) or (options is not None and value not in options):
            raise FormError(Phrase(f"write {what.en}", f"tulis {what.id}"))
        return value

    return parse


def nullable(parser: Parser[T]) -> Parser[T | None]:
    """Parser that also accepts `null`."""

    def parse(value: object) -> T | None:
        if value is None:
            return None
        try:
            return parser(value)
        except FormError as error:
            remedy = error.remedy
            raise FormError(Phrase(f"{remedy.en}, or null", f"{remedy.id}, atau null")) from error

    return parse


def listed(parser: Parser[T]) -> Parser[tuple[T, ...]]:
    """Parser of short lists inside a list (an opening interval, for example)."""

    def parse(value: object) -> tuple[T, ...]:
        if not isinstance(value, (list, tuple)):
            raise FormError(LIST)
        return tuple(parser(item) for item in value)

    return parse


class Record:
    """One JSON object; faults of its fields are appended to `faults`.

    Where a field is at fault, `read` returns None in place of its type: what was read may
    be used only if no fault was added.

    Parameters
    ----------
    fields
        The object; None for one that is missing, which adds no further faults.
    file, path
        File name and JSON path for the messages.
    faults
        Where faults go.
    """

    __slots__ = ("_fields", "_file", "faults", "path")

    def __init__(
        self, fields: Mapping[str, object] | None, file: str, path: str, faults: list[Fault]
    ) -> None:
        self._fields = fields
        self._file = file
        self.path = path
        self.faults = faults

    def add(self, path: str, value: object, remedy: Phrase) -> None:
        """Add a fault about the value at `path`; a phrase describes it."""
        told = shown(value)
        if isinstance(value, Phrase):
            told = Phrase(repr(value.en), repr(value.id))
        self.faults.append(Fault(self._file, path, told, remedy))

    def refuse(self, remedy: Phrase) -> None:
        """Add a fault about the object as a whole, unless it is missing anyway."""
        if self._fields is not None:
            self.add(self.path, self._fields, remedy)

    def is_null(self, key: str) -> bool:
        """Whether the field is there and null."""
        return self.has(key) and self._fields is not None and self._fields[key] is None

    def given(self, key: str) -> bool:
        """Whether the object has the field, and not as null."""
        return self.has(key) and not self.is_null(key)

    def has(self, key: str) -> bool:
        """Whether the object has the field."""
        return self._fields is not None and key in self._fields

    def read(self, key: str, parser: Parser[T]) -> T:
        """Read a field by `parser`."""
        value, found = self._take(key)
        if not found:
            return cast("T", None)
        return self._parse(f"{self.path}.{key}", value, parser)

    def each(self, key: str, parser: Parser[T]) -> tuple[T, ...]:
        """Read the items of a list field by `parser`."""
        return tuple(
            self._parse(f"{self.path}.{key}[{index}]", item, parser)
            for index, item in enumerate(self._items(key))
        )

    def optional(self, key: str, parser: Parser[T]) -> tuple[T, ...]:
        """Read the items of a list field that may be missing; it is empty then."""
        return self.each(key, parser) if self.has(key) else ()

    def by_key(self, key: str, keys: Parser[K], parser: Parser[T]) -> dict[K, T]:
        """Read an object field as a dict, its keys by `keys` and its values by `parser`."""
        child = self.record(key)
        read: dict[K, T] = {}
        for name, value in (child._fields or {}).items():
            path = f"{child.path}[{shown(name)}]"
            parsed_key = self._parse(path, name, keys)
            read[parsed_key] = self._parse(path, value, parser)
        return read

    def record(self, key: str) -> Record:
        """Enter the object in a field."""
        value, found = self._take(key)
        if found:
            return self._child(f"{self.path}.{key}", value)
        return Record(None, self._file, f"{self.path}.{key}", self.faults)

    def records(self, key: str) -> list[Record]:
        """Enter the objects in a list field."""
        return [
            self._child(f"{self.path}.{key}[{index}]", item)
            for index, item in enumerate(self._items(key))
        ]

    def optional_records(self, key: str) -> list[Record]:
        """Enter the objects in a list field that may be missing or null; it is empty then."""
        return self.records(key) if self.given(key) else []

    def unique(self, key: str, names: Sequence[str], where: str) -> None:
        """Add a fault for each repeated name in `names`, found in list field `key`."""
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name is not None and name in seen:
                path = f"{self.path}.{key}[{index}].{where}"
                self.add(path, name, OWN)
            seen.add(name)

    def _take(self, key: str) -> tuple[object, bool]:
        if self._fields is None:
            return None, False
        if key not in self._fields:
            self.faults.append(Fault(self._file, f"{self.path}.{key}", NOTHING, MISSING))
            return None, False
        return self._fields[key], True

    def _items(self, key: str) -> Sequence[object]:
        value, found = self._take(key)
        if not found:
            return ()
        if not isinstance(value, (list, tuple)):
            self.add(f"{self.path}.{key}", value, LIST)
            return ()
        return value

    def _child(self, path: str, value: object) -> Record:
        if not isinstance(value, Mapping):
            self.add(path, value, OBJECT)
            return Record(None, self._file, path, self.faults)
        return Record(value, self._file, path, self.faults)

    def _parse(self, path: str, value: object, parser: Parser[T]) -> T:
        try:
            return parser(value)
        except FormError as error:
            self.add(path, value, error.remedy)
            return cast("T", None)
