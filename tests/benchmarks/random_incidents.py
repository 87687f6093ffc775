"""Incidents as they might happen, drawn by a seed, in the words of the option `--incident`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from geodata import Dataset
from planner.bundle import Bundle

KINDS = {
    "kit": 5, "operator": 3, "vehicle": 2, "road": 2, "crossing": 1, "server": 2,
    "post closed": 2, "residents": 3, "rate": 2,
}  # fmt: skip
"""How often each kind is drawn, of 22 times. Assumed: no figures of breakdowns are published."""

AHEAD = timedelta(days=7)
"""Incidents hit what lies within so many days, so that most of them matter."""


@dataclass(frozen=True)
class Moment:
    """The plan that is followed, the moment of an incident, and what chance there is."""

    bundle: Bundle
    region: Dataset
    now: datetime
    chance: Random

    def session(self) -> tuple[str, date, str]:
        """Draw a team, a date and a post of the coming days; of all that is left if none."""
        ahead = [
            (team, on, session.at)
            for team, on, session in self.bundle.plan.sessions()
            if on >= self.now.date()
        ]
        near = [each for each in ahead if each[1] < self.now.date() + AHEAD]
        return self.chance.choice(near or ahead)

    def until(self, *days: int) -> str:
        """Draw an end: noon of the same date, or the end of a later one."""
        more = self.chance.choice(days)
        if more == 0 and self.now.time() < time(12):
            return f"{self.now:%Y-%m-%d}T12:00"
        return f"{self.now.date() + timedelta(days=more):%Y-%m-%d}"

    def span(self, *days: int) -> str:
        """Draw a span from now on."""
        return f"{self.now:%Y-%m-%dT%H:%M}..{self.until(*days)}"


def _kit(at: Moment) -> str:
    team, _, _ = at.session()
    return f"{team} {at.span(0, 1, 2, 3)}"


def _operator(at: Moment) -> str:
    team, _, _ = at.session()
    if at.chance.random() < 1 / 3:
        (ill,) = (each.operators[0] for each in at.bundle.campaign.teams if each.id == team)
        return f"{ill} {at.now:%Y-%m-%dT%H:%M} =Pengganti {at.now:%j}"
    return f"{team} {at.span(1, 2, 4)}"


def _vehicle(at: Moment) -> str:
    team, _, _ = at.session()
    return f"{team} {at.span(0, 1)}"


def _road(at: Moment) -> str:
    section = at.chance.choice(sorted(at.region.sections["id"]))
    return f"{section} {at.span(1, 2, 4)}"


def _crossing(at: Moment) -> str:
    crossing = at.chance.choice([each.id for each in at.bundle.campaign.crossings])
    return f"{crossing} {at.span(0, 1)}"


def _server(at: Moment) -> str:
    limit = at.chance.choice(("", "", " =300", " =150"))
    return f"{at.span(*((1, 2) if limit else (0, 0, 1)))}{limit}"


def _closed(at: Moment) -> str:
    _, on, post = at.session()
    return f"{post} {on}..{on + timedelta(days=at.chance.choice((0, 1, 3)))}"


def _residents(at: Moment) -> str:
    posts = [place for place in at.bundle.campaign.posts if place.residents > 10]
    place = at.chance.choice(posts)
    share = at.chance.choice((-0.3, -0.15, 0.1, 0.2, 0.3))
    return f"{place.id} {at.now:%Y-%m-%dT%H:%M} ={round(share * place.residents):+d}"


def _rate(at: Moment) -> str:
    team, _, _ = at.session()
    held = next(each for each in at.bundle.campaign.teams if each.id == team).rate_per_hour
    rate = max(1, round(held * at.chance.uniform(0.7, 1.2)))
    return f"{team} {at.now:%Y-%m-%dT%H:%M} ={rate}"


DRAWN: dict[str, Callable[[Moment], str]] = {
    "kit": _kit, "operator": _operator, "vehicle": _vehicle, "road": _road,
    "crossing": _crossing, "server": _server, "post closed": _closed,
    "residents": _residents, "rate": _rate,
}  # fmt: skip


def draw(at: Moment) -> str:
    """Return an incident that begins now, or at a session ahead."""
    (kind,) = at.chance.choices(list(KINDS), weights=list(KINDS.values()))
    return f"{kind} {DRAWN[kind](at)}".replace("  ", " ")
