"""Messages, numbers, dates and times in the reader's language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    get_timezone,
    get_timezone_name,
)
from babel.numbers import format_currency, format_decimal, format_percent
from babel.support import Translations

from geodata import catalogue, text_in
from maps.errors import LanguageError

LOCALES = {"id": "id_ID", "en": "en_GB"}
"""Languages with a catalogue, and the locale that shapes their numbers and dates."""


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for a marked message)
    """Mark a message for the catalogues without translating it."""
    return message


class Words:
    """The words of one language: messages, and the form of what is counted and dated."""

    def __init__(self, code: str, messages: Translations) -> None:
        self.code = code
        self.locale = LOCALES[code]
        self._catalogue = messages

    def __repr__(self) -> str:
        return f"Words({self.code!r})"

    def plain(self, message: str) -> str:
        """Return the message in this language, `%(…)s` left as is."""
        return self._catalogue.gettext(message)

    def credit(self, text: str) -> str:
        """Return the credit of a dataset in this language; names of files and bodies stay."""
        return ". ".join(map(self._credit_part, text.split(". ")))

    def _credit_part(self, part: str) -> str:
        kind, colon, source = part.partition(": ")
        if part != (known := self.plain(part)) or kind not in _CREDITS:
            return known
        return f"{self.plain(_CREDITS[kind])}{colon}{source}"

    def plural(self, singular: str, plural: str, number: int) -> str:
        """Return the form of the message for a number, `%(…)s` left as is."""
        return self._catalogue.ngettext(singular, plural, number)

    def gettext(self, message: str, **values: object) -> str:
        """Return the message in this language with its values set in."""
        return self.plain(message) % values

    def ngettext(self, singular: str, plural: str, num: int, **values: object) -> str:
        """Return the message for a number; `%(num)s` is the number in the reader's form."""
        return self.plural(singular, plural, num) % {"num": self.number(num), **values}

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with the reader's separators and a fixed count of decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(value, pattern, locale=self.locale))

    def percent(self, value: float, digits: int = 0) -> str:
        """Return a percentage, given in percent."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
        return str(format_percent(value / 100, pattern, locale=self.locale))

    def rupiah(self, amount: int) -> str:
        """Whole rupiah; a no-break space after the code where there is one."""
        pattern = "¤#,##0" if self.code == "id" else "¤\u00a0#,##0"
        text = format_currency(amount, "IDR", pattern, locale=self.locale, currency_digits=False)
        return str(text)

    def thousands(self, amount: int, bound: Literal["", "least", "most"] = "") -> str:
        """Rupiah to the thousand, as sentences give them; below 100,000 to the rupiah.

        Parameters
        ----------
        bound
            What the sentence says of the amount: `least` rounds down and `most` up, so that
            it stays true; else to the nearest.
        """
        if abs(amount) < 100_000:
            return self.rupiah(amount)
        shift = {"least": 0, "most": 999, "": 500}[bound]
        return self.rupiah((amount + shift) // 1000 * 1000)

    def km(self, metres: int, digits: int = 1) -> str:
        """Kilometres from metres."""
        return f"{self.number(metres / 1000, digits)}\u00a0km"

    def date(self, day: dt.date) -> str:
        """Return a date with its weekday, in full."""
        return str(format_date(day, "EEEE, d MMMM y", locale=self.locale))

    def dates(self, first: dt.date, last: dt.date) -> str:
        """Return two dates with their weekdays in full, a year that they share once."""
        if first == last:
            return self.date(first)
        shared = first.year == last.year
        begin = format_date(first, "EEEE, d MMMM" if shared else "EEEE, d MMMM y", self.locale)
        return f"{begin} – {self.date(last)}"

    def short_date(self, day: dt.date) -> str:
        """Day and month with the weekday, abbreviated."""
        return str(format_skeleton("MMMEd", day, locale=self.locale))

    def weekday(self, day: dt.date) -> str:
        """Weekday, abbreviated, and the day's number."""
        return str(format_skeleton("Ed", day, locale=self.locale))

    def weekday_name(self, day: dt.date) -> str:
        """Return the weekday in full."""
        return str(format_date(day, "cccc", locale=self.locale))

    def day(self, day: dt.date) -> str:
        """Day and month, abbreviated."""
        return str(format_skeleton("MMMd", day, locale=self.locale))

    def month(self, day: dt.date) -> str:
        """Return the month's name, abbreviated."""
        return str(format_skeleton("MMM", day, locale=self.locale))

    def month_year(self, day: dt.date) -> str:
        """Month in full and year."""
        return str(format_date(day, "LLLL y", locale=self.locale))

    def weekday_letter(self, day: dt.date) -> str:
        """Return the weekday in one letter."""
        return str(format_date(day, "ccccc", locale=self.locale))

    def span(self, first: dt.date | None, last: dt.date | None) -> str:
        """Day and month of two dates; a dash where there are none."""
        if first is None or last is None:
            return "–"
        if first == last:
            return self.day(first)
        return str(format_interval(first, last, "MMMd", locale=self.locale))

    def clock(self, minutes: int) -> str:
        """Return a clock time from minutes after midnight."""
        if minutes >= 24 * 60:
            return "24.00" if self.code == "id" else "24:00"
        time = dt.time(minutes // 60, minutes % 60)
        return str(format_skeleton("Hm", time, locale=self.locale))

    def duration(self, minutes: int) -> str:
        """Hours and minutes."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.gettext("%(minutes)s min", minutes=rest)
        if not rest:
            return self.gettext("%(hours)s h", hours=self.number(hours))
        return self.gettext("%(hours)s h %(minutes)s min", hours=self.number(hours), minutes=rest)

    def timezone(self, name: str) -> str:
        """Return a time zone as readers know it (WITA), or its id."""
        try:
            zone = get_timezone(name)
        except LookupError:
            return name
        for locale in (self.locale, LOCALES["id"]):
            short = get_timezone_name(zone, "short", zone_variant="standard", locale=locale)
            if short.isalpha():
                return str(short)
        return name

    def listing(self, items: Iterable[str]) -> str:
        """Items with commas; a dash where there are none."""
        return ", ".join(items) or "–"

    @cached_property
    def word(self) -> dict[str, str]:
        """Codes of the road data and the campaign as words; see `word_for`."""
        return {code: self.plain(message) for code, message in _WORDS.items()}

    def word_for(self, code: str) -> str:
        """Return a code (surface, road class, vehicle, season) as a word, or itself if unknown."""
        return self.word.get(code, code)

    def field(self, code: str) -> str:
        """Return what an assumption is about; the code itself if it is not known."""
        if code.startswith("post "):
            return self.gettext("Post of %(place)s", place=code.removeprefix("post "))
        if code.startswith("town "):
            return self.gettext(
                "Point of %(place)s", place=text_in(code.removeprefix("town "), self.code)
            )
        if code.startswith("season "):
            return self.gettext(
                "Dates of the season: %(season)s",
                season=self.word_for(code.removeprefix("season ")),
            )
        if code.startswith("crossing "):
            return self.gettext("Crossing %(crossing)s", crossing=code.removeprefix("crossing "))
        known = _FIELDS | _SETTINGS
        return self.plain(known[code]) if code in known else code

    def value(self, field: str, text: str) -> str:
        """Return the value of an assumption: its codes (true, Sat, car) as words, dates, numbers.

        >>> words = language("id")
        >>> words.value("home_on_rest_days", "true"), words.value("roads.detour_factor", "1.4")
        ('ya', '1,4')
        """
        if field.startswith("season "):
            return _MONTH_DAY.sub(lambda at: self.day(_date(f"2000-{at[0]}")), text)
        if field not in _FIELDS | _SETTINGS and not field.startswith("crossing "):
            return text
        said = _DATE.sub(lambda found: self.date(_date(found[0])), text)
        if said == text:
            said = _NUMBER.sub(lambda found: self._as_typed(found[0]), text)
        return _VALUE.sub(lambda found: self.plain(_VALUES[found[0]]), said)

    def _as_typed(self, number: str) -> str:
        """Return a number with the reader's separators and the decimals that it has."""
        return self.number(float(number), len(number.partition(".")[2]))

    def setting(self, name: str) -> str:
        """Return what a what-if varies, in words; the name itself if it is not known."""
        if name in _SETTINGS:
            return self.plain(_SETTINGS[name])
        return self.field(_SETTING_FIELDS.get(name, name))

    def setting_value(self, name: str, text: str) -> str:
        """Return the value of what a what-if varies in words: yes and no of a rule.

        >>> language("id").setting_value("one_pair_per_kecamatan", "no")
        'tidak'
        """
        return self.plain(_TRUTHS[text]) if name in _RULES and text in _TRUTHS else text

    def season(self, condition: str) -> str:
        """Return a road condition in words: its season, and whether roads are closed."""
        season, dash, _ = condition.partition("-")
        word = self.word_for(season)
        return self.gettext("%(season)s, roads closed", season=word) if dash else word


METHODS = (
    N_("linear programme over trips; pairs may share kecamatan in it"),
    N_("partition of kecamatan over linear programmes of single pairs"),
    N_("count of the duty days that residents take and of how long they wait"),
    N_("complete search of every plan"),
)
"""How a certificate came about, as `routing` names it."""


_WORDS = {
    "national": N_("national road"),
    "provincial": N_("provincial road"),
    "local": N_("local road"),
    "asphalt": N_("asphalt"),
    "mixed": N_("partly asphalt"),
    "unpaved": N_("unpaved"),
    "motorway": N_("motorway"),
    "trunk": N_("trunk road"),
    "primary": N_("primary road"),
    "secondary": N_("secondary road"),
    "tertiary": N_("tertiary road"),
    "unclassified": N_("minor road"),
    "residential": N_("residential street"),
    "living_street": N_("living street"),
    "service": N_("service road"),
    "road": N_("road of unknown class"),
    "track": N_("track"),
    "paved": N_("paved"),
    "gravel": N_("gravel"),
    "ground": N_("earth"),
    "bad": N_("rock, sand or mud"),
    "unknown": N_("surface not known"),
    "estimated": N_("surface not known"),
    "car": N_("car"),
    "motorcycle": N_("motorcycle"),
    "truck": N_("truck"),
    "wet": N_("wet season"),
    "dry": N_("dry season"),
    "version": N_("version"),
    "seed": N_("seed"),
}

_CREDIT = N_("Outlines: BPS (Statistics Indonesia) 2020, by way of OCHA COD-AB, CC BY-IGO")
"""The credit of the embedded dataset, marked for the catalogues."""
_CREDITS = {"Outlines": N_("Outlines"), "Roads": N_("Roads")}
"""How the parts of a dataset's credit begin."""

_FIELDS = {
    "residents": N_("Residents to record"),
    "residents.kecamatan": N_("Residents to record, by kecamatan"),
    "residents.village": N_("Residents to record, by village"),
    "weight": N_("Weight of a resident"),
    "connectivity": N_("Recording on line or off line"),
    "server_capacity": N_("Limit of the server"),
    "start": N_("First date"),
    "teams": N_("Number of pairs"),
    "operators": N_("Names of the operators"),
    "vehicle": N_("Vehicle of the pairs"),
    "rate_per_hour": N_("Residents recorded per hour"),
    "setup_minutes": N_("Minutes of setting up"),
    "hours": N_("Hours of recording"),
    "duty_window": N_("Hours of duty"),
    "max_driving_minutes": N_("Most minutes of driving a day"),
    "max_nights_out": N_("Most nights away in a row"),
    "finish_minutes": N_("Minutes after closing time to finish the last in line"),
    "min_visit_residents": N_("Fewest residents of a visit"),
    "home_on_rest_days": N_("Home on rest days"),
    "weekly_rest_days": N_("Weekly rest days"),
    "lodging_per_person": N_("Lodging, rupiah per person and night"),
    "per_diem": N_("Per diem, rupiah per operator and day"),
    "rupiah_per_km": N_("Vehicle, rupiah per km"),
    "urgency": N_("Urgency, rupiah per resident and day of waiting"),
    "changed_promise": N_("A broken promise, rupiah"),
    "server": N_("Capacity of the server"),
    "roads.speeds": N_("Speeds on the roads"),
    "roads.detour_factor": N_("Local roads: length over the straight line"),
    "roads.wet_ford_factor": N_("Roads with fords in the wet season: speed factor"),
    "roads.dry_ford_factor": N_("Fords of a road map in the dry season: speed factor"),
    "roads.wet_local_factor": N_("Local roads in the wet season: speed factor"),
    "roads.local": N_("Local roads between villages"),
    "roads.beside_metres": N_("Local road beside an official one: distance"),
    "roads.water_share": N_("Local roads over water: share left out"),
    "roads.section_paths": N_("Way of the official sections"),
    "places.post": N_("Place of a post"),
    "places.village": N_("Place of a village"),
    "roads.seasons": N_("Seasons of the roads"),
    "rest_days.weekly": N_("Weekly rest days"),
    "region.timezone": N_("Time zone"),
    "catchment": N_("Way of residents to their post"),
}
"""What the assumptions of the default campaign are about."""

_VALUES = {
    "true": N_("yes"),
    "false": N_("no"),
    "null": N_("no limit"),
    "posts": N_("posts"),
    "car": N_("car"),
    "motorcycle": N_("motorcycle"),
    "online": N_("on line"),
    "offline": N_("off line"),
    "fare": N_("fare"),
    "loading": N_("loading"),
    "min": N_("minutes"),
    "Mon": N_("Mon"),
    "Tue": N_("Tue"),
    "Wed": N_("Wed"),
    "Thu": N_("Thu"),
    "Fri": N_("Fri"),
    "Sat": N_("Sat"),
    "Sun": N_("Sun"),
}
_VALUE = re.compile(rf"\b({'|'.join(_VALUES)})\b")
"""Codes in the values of a default campaign."""
_NUMBER = re.compile(r"(?<![\w.:/-])\d+(?:\.\d+)?(?![\w/-]|:\d|\.\d)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_date = dt.date.fromisoformat

_SETTINGS = {
    "teams": N_("Number of pairs"),
    "deadline": N_("Deadline"),
    "one_pair_per_kecamatan": N_("One pair per kecamatan"),
}
_RULES = frozenset({"home_on_rest_days", "one_pair_per_kecamatan"})
_TRUTHS = {"yes": N_("yes"), "no": N_("no")}
_SETTING_FIELDS = {
    "rate": "rate_per_hour",
    "lodging": "lodging_per_person",
    "server_capacity": "server",
}
"""What a what-if varies, and the assumptions that go by another name."""


@lru_cache(maxsize=len(LOCALES))
def language(code: str) -> Words:
    """Return the language of a code, with its catalogue.

    Raises
    ------
    LanguageError
        When there is no catalogue for it.
    """
    if code not in LOCALES:
        raise LanguageError(f"no language {code!r}: choose one of {', '.join(sorted(LOCALES))}")
    return Words(code, catalogue(code, "maps"))
