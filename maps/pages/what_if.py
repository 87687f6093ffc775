"""The page of a what-if: the answer, charts, and a table of all cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from maps.data import MapData
from maps.drawing import Chart, ChartPoint, Series, chart
from maps.figures import TEAMS, CaseFigures, answers, case_title
from maps.language import Words, language
from maps.pages.overview import OfCase, overview_html
from maps.pages.page import page

_Value = Callable[[CaseFigures], float | None]
_Label = Callable[[float], str]

PAGE = "what-if.html"
"""File of the page, in the folder of the what-if."""

MOST_SERIES = 8
"""Lines of a chart; more would not be told apart."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Cases of one campaign, in the order in which they were asked for.

    `asked` counts them with those that were not planned, because the run was interrupted;
    `drawn` names those that have a map.
    """

    campaign: str
    start: dt.date
    cases: tuple[CaseFigures, ...]
    asked: int
    drawn: frozenset[str] = frozenset()


def what_if_html(found: WhatIf, lang: str) -> str:
    """Return the page of a what-if as one HTML file that makes no request.

    Parameters
    ----------
    found
        The cases and what their plans come to.
    lang
        `id` or `en`.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    tongue = language(lang)
    return page(
        tongue,
        "what_if.html",
        None,
        own_styles=("what_if.css",),
        found=found,
        answers=answers(found.cases, tongue),
        axis=_axis_name(found, tongue),
        charts=charts(found, tongue),
        shown=len(_groups(found)) <= MOST_SERIES,
        names=setting_names(found),
        setting=lambda case, name: tongue.setting_value(name, dict(case.settings)[name]),
        title=lambda case: case_title(case.settings, tongue),
        map_of=lambda case: quote(map_name(case.name)) if case.name in found.drawn else "",
        remarks=lambda case: remarks(case, tongue, found),
        styles={},
    )


def map_name(case: str) -> str:
    """Return where a case's map lies, seen from the page of a what-if."""
    return f"cases/{case}/index.html"


def case_map_html(data: MapData, case: CaseFigures, lang: str) -> str:
    """Return the map of a case's plan: the planners' overview, with a way back to all cases.

    Parameters
    ----------
    data
        The case's campaign, its plan and the land.
    case
        Which case it is.
    lang
        `id` or `en`.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    title = case_title(case.settings, language(lang))
    return overview_html(data, lang, OfCase(title, f"../../{PAGE}"))


def remarks(case: CaseFigures, lang: Words, among: WhatIf) -> tuple[str, ...]:
    """Return what a reader should know about a case among others, in sentences."""
    found = [*_open_differences(case, lang, among)]
    if case.too_few:
        found.append(lang.gettext("Proven: not everybody can be recorded."))
    if case.bounded:
        found.append(
            lang.gettext(
                "The bound on residents is proven for %(case)s, which allows more, so it holds "
                "here too.",
                case=_settings_of(case.bounded, lang, among),
            )
        )
    if case.at_work < case.teams:
        found.append(
            lang.ngettext("%(num)s pair has dates.", "%(num)s pairs have dates.", case.at_work)
        )
    if case.by_time:
        found.append(lang.gettext("Ended by the time limit: not repeatable."))
    if case.adopted:
        found.append(
            lang.gettext(
                "The plan is that of %(case)s: it holds here too and is better than what the "
                "search found.",
                case=_settings_of(case.adopted, lang, among),
            )
        )
    if case.dropped_pins:
        found.append(
            lang.ngettext(
                "%(num)s pin of a missing pair left out.",
                "%(num)s pins of missing pairs left out.",
                case.dropped_pins,
            )
        )
    return tuple(found)


def _open_differences(case: CaseFigures, lang: Words, among: WhatIf) -> Iterator[str]:
    """Say where the difference from the case before is no larger than what is not proven."""
    before = _before(case, among)
    if before is None:
        return
    axis = _axis(among)
    other = case_title(((axis, dict(before.settings)[axis]),), lang)
    if residents_open(before, case):
        yield lang.gettext(
            "Residents: the difference from %(case)s lies within what the search leaves open.",
            case=other,
        )
    if cost_open(before, case):
        yield lang.gettext(
            "Cost: the difference from %(case)s lies within what the search leaves open.",
            case=other,
        )


def _before(case: CaseFigures, among: WhatIf) -> CaseFigures | None:
    """Return the case before it that differs only in the setting that goes across."""
    group = next(group for group in _groups(among).values() if case in group)
    at = group.index(case)
    return group[at - 1] if at else None


def _settings_of(name: str, lang: Words, among: WhatIf) -> str:
    """Return the settings of the case of a name in words; the name if it is not among them."""
    settings = next((case.settings for case in among.cases if case.name == name), ())
    return case_title(settings, lang) or name


def residents_open(a: CaseFigures, b: CaseFigures) -> bool:
    """Whether the case that records fewer may record as many as the other, for all that is known.

    Residents count as often as their posts weigh.
    """
    fewer, more = sorted((a, b), key=lambda case: case.weighted_recorded)
    if fewer.weighted_recorded == more.weighted_recorded:
        return False
    most = fewer.weighted_to_record if fewer.weighted_bound is None else fewer.weighted_bound
    return most >= more.weighted_recorded


def cost_open(a: CaseFigures, b: CaseFigures) -> bool:
    """Whether the dearer case may cost as little as the other, recording as many residents.

    Costs are money and urgency.
    """
    cheap, dear = sorted((a, b), key=lambda case: case.total)
    if cheap.weighted_recorded != dear.weighted_recorded or cheap.total == dear.total:
        return False
    return dear.total_bound is None or dear.total_bound <= cheap.total


def setting_names(found: WhatIf) -> tuple[str, ...]:
    """Return the names of the settings of the cases, in order."""
    return tuple(dict.fromkeys(name for case in found.cases for name, _ in case.settings))


def _axis(found: WhatIf) -> str:
    """Return the setting that goes across: pairs if they vary, else the first that does."""
    names = setting_names(found)
    return TEAMS if TEAMS in names else names[0]


def _axis_name(found: WhatIf, lang: Words) -> str:
    return lang.setting(_axis(found)) if found.cases else ""


def _groups(found: WhatIf) -> dict[tuple[tuple[str, str], ...], list[CaseFigures]]:
    """Cases by their settings but the one that goes across."""
    groups: dict[tuple[tuple[str, str], ...], list[CaseFigures]] = {}
    if not found.cases:
        return groups
    axis = _axis(found)
    for case in found.cases:
        key = tuple(each for each in case.settings if each[0] != axis)
        groups.setdefault(key, []).append(case)
    return groups


def charts(found: WhatIf, lang: Words) -> tuple[Chart, ...]:
    """Return the charts: residents, last date, money, distance, and what is not proven."""
    if not found.cases:
        return ()
    axis = _axis(found)
    values = list(dict.fromkeys(dict(case.settings)[axis] for case in found.cases))
    counted = axis == TEAMS
    places = {text: float(text) if counted else float(n) for n, text in enumerate(values)}
    names = [(places[text], lang.setting_value(axis, text)) for text in values]

    def lines(value: _Value, say: _Label) -> list[Series]:
        drawn = []
        for key, cases in list(_groups(found).items())[:MOST_SERIES]:
            valued = [(case, y) for case in cases if (y := value(case)) is not None]
            points = [
                ChartPoint(
                    places[dict(case.settings)[axis]], y, not case.left, _title(case, say(y), lang)
                )
                for case, y in valued
            ]
            name = case_title(key, lang)
            drawn.append(Series(name, tuple(points)))
        return drawn

    most = float(max(case.to_record for case in found.cases))
    start, deadline = found.start, max(case.deadline for case in found.cases)

    def day(number: float) -> str:
        return lang.day(start + dt.timedelta(days=round(number)))

    def millions(amount: float) -> str:
        return lang.number(amount / 1e6, 0 if amount % 1e6 == 0 else 1)

    days = float((deadline - start).days)
    return (
        chart(
            lang.gettext("Residents recorded by the deadline"),
            lang.gettext("The line across: all who are to be recorded."),
            lines(lambda case: float(case.recorded), lang.number), names, lang.number,
            (0.0, most), most,
        ),
        chart(
            lang.gettext("Last session"),
            lang.gettext("The line across: the deadline."),
            lines(lambda case: _days(start, case.last_session), day), names, day,
            (0.0, days), days, _months(start, deadline),
        ),
        chart(
            lang.gettext("Money spent, million rupiah"),
            lang.gettext("Without urgency, which is no money spent."),
            lines(lambda case: float(case.spent), millions), names, millions,
        ),
        chart(
            lang.gettext("Distance of all pairs, km"),
            "",
            lines(lambda case: case.metres / 1000, lang.number), names, lang.number,
        ),
        chart(
            lang.gettext("Cost and urgency: gap to the proven bound"),
            lang.gettext(
                "Only cases whose bound was computed; the gap of residents is in the table."
            ),
            lines(lambda case: case.gap_percent, lambda y: lang.percent(y, 1)), names,
            lambda y: lang.percent(y, 1),
        ),
    )  # fmt: skip


def _months(start: dt.date, deadline: dt.date) -> list[float]:
    """Days from the start to the first of each month within; every other one if there are many."""
    firsts = [
        float(number)
        for number in range((deadline - start).days + 1)
        if (start + dt.timedelta(days=number)).day == 1
    ]
    every = -(-len(firsts) // 6) or 1
    return [0.0, *firsts[::every]] if not firsts or firsts[0] > 7 else firsts[::every]


def _days(start: dt.date, day: dt.date | None) -> float | None:
    return None if day is None else float((day - start).days)


def _title(case: CaseFigures, value: str, lang: Words) -> str:
    return f"{case_title(case.settings, lang)}: {value}"
