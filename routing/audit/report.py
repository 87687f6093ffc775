"""What an audit finds: violations, counted and put into words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from routing.audit.template import Lang
from routing.audit.wording import Param, context, rule_of, sentence


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule.

    Attributes
    ----------
    rule
        "R1" to "R19", "R1'", "R6'" and "R11'".
    code
        What is wrong, a key of the table of messages.
    team, date, event
        Where: the team's id, the date, the event's index in the date's list (from 0);
        each None where the breach is no single one's.
    params
        The figures of the message, as pairs of name and value.
    """

    rule: str
    code: str
    team: str | None = None
    date: dt.date | None = None
    event: int | None = None
    params: tuple[tuple[str, Param], ...] = ()

    def message(self, lang: Lang = "en") -> str:
        """Say what was expected and found, without team and date.

        Raises
        ------
        ValueError
            When `lang` is neither "en" nor "id".
        """
        return sentence(self.code, dict(self.params), lang)

    def line(self, lang: Lang = "en") -> str:
        """Rule, place in the plan and message on one line; events are counted from 1."""
        date = None if self.date is None else self.date.isoformat()
        where = context(self.team, date, self.event, lang)
        return f"{self.rule}{' ' if where else ''}{where}: {self.message(lang)}"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The outcome of an audit: violations in order of rule, team, date and event.

    The counts say what was checked: teams listed, dates, events, sessions and residents
    recorded.
    """

    violations: tuple[Violation, ...]
    teams: int
    dates: int
    events: int
    sessions: int
    residents: int

    @property
    def ok(self) -> bool:
        """Whether the plan keeps every rule."""
        return not self.violations

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that are broken, in order."""
        return tuple(dict.fromkeys(violation.rule for violation in self.violations))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the plan at which findings are entered."""

    found: list[Violation]
    team: str | None = None
    date: dt.date | None = None
    event: int | None = None

    def on(self, date: dt.date) -> Spot:
        """Go to a date of the same team."""
        return Spot(self.found, self.team, date)

    def of(self, team: str) -> Spot:
        """Go to a team."""
        return Spot(self.found, team)

    def at(self, event: int) -> Spot:
        """Go to an event of this team and date."""
        return Spot(self.found, self.team, self.date, event)

    def add(self, code: str, **params: Param) -> None:
        """Enter a finding here."""
        entry = Violation(
            rule_of(code), code, self.team, self.date, self.event, tuple(params.items())
        )
        self.found.append(entry)


def in_order(found: list[Violation], teams: list[str]) -> tuple[Violation, ...]:
    """Violations by rule, by the campaign's order of teams, by date, by event."""

    def key(entry: Violation) -> tuple[int, str, int, dt.date, int]:
        team = -1 if entry.team is None else teams.index(entry.team)
        event = -1 if entry.event is None else entry.event
        number = int(entry.rule[1:].rstrip("'"))
        return number, entry.rule, team, entry.date or dt.date.min, event

    return tuple(sorted(found, key=key))


def clock_text(minutes: int) -> str:
    """`HH:MM` of minutes after midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
