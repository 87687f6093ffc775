"""Number of pairs that a campaign needs: plans found, and bounds proven, kept apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from maps.language import Words

TEAMS = "teams"
"""Name of the setting that counts pairs."""


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """A case of a what-if and what its plan comes to.

    Attributes
    ----------
    name
        Folder of its plan.
    settings
        What was changed: name and value as text.
    teams
        Number of pairs; `at_work` of them have dates in the plan.
    deadline
        Last date of the case's campaign.
    to_record, recorded, weighted_to_record, weighted_recorded
        Residents, and the same times the weights of their posts.
    first_date, last_session
        None where nobody is recorded.
    spent, urgency
        Rupiah; urgency is policy and no money spent.
    metres, nights, duty_days
        Sums over the pairs.
    weighted_bound, residents_gap_percent, total_bound, gap_percent
        The certificate; None is not computed.
    by_time
        The time limit ended the search: another run may give another plan.
    dropped_pins
        Pins that name pairs which the case does not have.
    adopted
        The stricter case whose plan this is, empty where it is the case's own.
    bounded
        The looser case whose bound on residents is this one's, empty where it is the case's own.
    """

    name: str
    settings: tuple[tuple[str, str], ...]
    teams: int
    at_work: int
    deadline: dt.date
    to_record: int
    recorded: int
    weighted_to_record: int
    weighted_recorded: int
    first_date: dt.date | None
    last_session: dt.date | None
    spent: int
    urgency: int
    metres: int
    nights: int
    duty_days: int
    weighted_bound: int | None = None
    residents_gap_percent: float | None = None
    total_bound: int | None = None
    gap_percent: float | None = None
    by_time: bool = False
    dropped_pins: int = 0
    adopted: str = ""
    bounded: str = ""

    @property
    def left(self) -> int:
        """Residents whom the plan does not record."""
        return self.to_record - self.recorded

    @property
    def total(self) -> int:
        """Rupiah of the plan's whole cost, urgency included."""
        return self.spent + self.urgency

    @property
    def too_few(self) -> bool:
        """It is proven that no plan of this case records everybody."""
        return self.weighted_bound is not None and self.weighted_bound < self.weighted_to_record

    @property
    def others(self) -> tuple[tuple[str, str], ...]:
        """The settings but the number of pairs."""
        return tuple(each for each in self.settings if each[0] != TEAMS)


def case_title(settings: Sequence[tuple[str, str]], lang: Words) -> str:
    """Return settings in words, such as `Number of pairs 2, One pair per kecamatan yes`."""
    return ", ".join(
        f"{lang.setting(name)} {lang.setting_value(name, text)}" for name, text in settings
    )


def answers(cases: Sequence[CaseFigures], lang: Words) -> tuple[str, ...]:
    """Say in a line how many pairs are needed, for each combination of the other settings.

    Parameters
    ----------
    cases
        Cases of one what-if, in any order. Where the number of pairs was not varied there is
        nothing to say.
    """
    if len({case.teams for case in cases}) < 2:
        return ()
    lines = []
    ordered = sorted(cases, key=lambda case: (_place(cases, case), case.teams))
    for others, group in groupby(ordered, key=lambda case: case.others):
        text = _answer(list(group), lang)
        where = case_title(others, lang)
        lines.append(f"{where}: {text}" if where else text)
    return tuple(lines)


def _place(cases: Sequence[CaseFigures], case: CaseFigures) -> int:
    return next(number for number, each in enumerate(cases) if each.others == case.others)


def _answer(group: list[CaseFigures], lang: Words) -> str:
    enough = next((case for case in group if not case.left), None)
    deadline = lang.date((enough or group[-1]).deadline)
    few = [case for case in group if case.too_few]
    proven = max((case.teams for case in few), default=None)
    if enough is None:
        return _none_found(group[-1], proven, deadline, lang)
    if enough.last_session is None:
        return lang.gettext("Nobody is to be recorded.")
    found = lang.ngettext(
        "%(num)s pair finishes by %(deadline)s: found and audited, the last session on %(last)s.",
        "%(num)s pairs finish by %(deadline)s: found and audited, the last session on %(last)s.",
        enough.teams,
        deadline=deadline,
        last=lang.date(enough.last_session),
    )
    if proven is not None and proven + 1 == enough.teams:
        sure = lang.ngettext(
            "%(num)s pair is proven too few, so this is the least.",
            "%(num)s pairs are proven too few, so this is the least.",
            proven,
        )
        return f"{found} {sure}"
    if enough.teams == 1:
        return found
    return f"{found} {_open(group, enough, proven, lang)}"


def _none_found(most: CaseFigures, proven: int | None, deadline: str, lang: Words) -> str:
    if proven == most.teams:
        return lang.ngettext(
            "%(num)s pair, the most that was tried, is proven too few to finish by %(deadline)s.",
            "%(num)s pairs, the most that were tried, are proven too few to finish by "
            "%(deadline)s.",
            most.teams,
            deadline=deadline,
        )
    found = lang.ngettext(
        "No plan was found that finishes by %(deadline)s: with %(num)s pair, the most that was "
        "tried, %(left)s residents are left.",
        "No plan was found that finishes by %(deadline)s: with %(num)s pairs, the most that were "
        "tried, %(left)s residents are left.",
        most.teams,
        deadline=deadline,
        left=lang.number(most.left),
    )
    open_still = lang.gettext("That it cannot be done is not proven.")
    return f"{found} {open_still if proven is None else _too_few(proven, lang)}"


def _too_few(proven: int, lang: Words) -> str:
    return lang.ngettext(
        "%(num)s pair is proven too few.", "%(num)s pairs are proven too few.", proven
    )


def _open(group: list[CaseFigures], enough: CaseFigures, proven: int | None, lang: Words) -> str:
    """Say what is not known about fewer pairs."""
    fewer = [case for case in group if case.teams < enough.teams]
    parts = [] if proven is None else [_too_few(proven, lang)]
    unproven = [case for case in fewer if not case.too_few]
    if unproven:
        nearest = unproven[-1]
        parts.append(
            lang.ngettext(
                "With %(num)s pair the best plan found leaves %(left)s residents; that it cannot "
                "do better is not proven.",
                "With %(num)s pairs the best plan found leaves %(left)s residents; that they "
                "cannot do better is not proven.",
                nearest.teams,
                left=lang.number(nearest.left),
            )
        )
    tried = {case.teams for case in fewer}
    untried = [n for n in range((proven or 0) + 1, enough.teams) if n not in tried]
    if untried:
        parts.append(lang.gettext("Not tried: %(numbers)s.", numbers=_runs(untried)))
    return " ".join(parts)


def _runs(numbers: list[int]) -> str:
    """Numbers as runs: 1–3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
