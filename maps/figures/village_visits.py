"""Villages of each post, and the dates of each village.

A post that serves several villages shares its sessions over them: the nearest village first,
whole residents, by how many of each are counted there. So residents of one village need not
come on every date, and the numbers add up to what the plan records.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from geodata.rounding import spread
from maps.data import MapData, Village
from maps.language import Words, short_runs
from routing.plan import Plan

_FAR = 10**9
"""Minutes of a way that is not known: after all others."""


@dataclass(frozen=True, slots=True)
class VillageTurn:
    """A village at the post that serves it: how many of its residents come on which dates.

    `over` says that all its dates lie before a revision.
    """

    village: Village
    by_date: tuple[tuple[dt.date, int], ...] = ()
    over: bool = False

    @property
    def residents(self) -> int:
        """Residents on all dates."""
        return sum(residents for _, residents in self.by_date)

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Dates in order."""
        return tuple(day for day, _ in self.by_date)

    def since(self, first: dt.date) -> VillageTurn:
        """Return the turn without the dates before one."""
        left = tuple(row for row in self.by_date if row[0] >= first)
        return replace(self, by_date=left, over=bool(self.by_date) and not left)

    def runs(self, lang: Words) -> str:
        """Say the dates, runs of dates that follow each other as their ends."""
        return short_runs(self.dates, lang)

    def text(self, lang: Words) -> str:
        """Say dates and number."""
        if self.over:
            return lang.gettext("was there before")
        if not self.by_date:
            return lang.gettext("no date yet")
        residents = lang.ngettext("%(num)s resident", "%(num)s residents", self.residents)
        return f"{self.runs(lang)} ({residents})"


def post_turns(data: MapData) -> dict[str, tuple[VillageTurn, ...]]:
    """Return the turns of the villages of each post, nearest first; every village has one.

    A village of which nobody is counted, and every village of a post where nobody records,
    has no dates. In a revision the villages go on where the sessions before it ended, as these
    were planned; dates before it are left out.
    """
    return _turns(data, data.plan)


def turned_posts(data: MapData) -> frozenset[str]:
    """Return the posts to which a village comes on other dates than in the superseded plan."""
    if data.previous is None:
        return frozenset()
    before, after = _turns(data, data.previous), _turns(data, data.plan)
    return frozenset(
        post
        for post, turns in after.items()
        if [turn.dates for turn in turns] != [turn.dates for turn in before[post]]
    )


def _turns(data: MapData, plan: Plan) -> dict[str, tuple[VillageTurn, ...]]:
    now = data.campaign.now
    past = [(one.date, one.start, one.team, one.post, one.planned) for one in data.history]
    held = [
        (day, session.start, team, session.at, session.residents)
        for team, day, session in plan.sessions()
        if now is None or (day, session.end) > (now.date(), now.hour * 60 + now.minute)
    ]
    sessions: dict[str, list[tuple[dt.date, int]]] = {}
    for day, _, _, post, residents in sorted(past) + sorted(held):
        sessions.setdefault(post, []).append((day, residents))
    villages: dict[str, list[Village]] = {}
    for village in data.village_reach:
        if village.post is not None:
            villages.setdefault(village.post, []).append(village)
    return {
        post: tuple(
            turn if now is None else turn.since(now.date())
            for turn in _shared(sorted(served, key=_nearest_first), sessions.get(post, []))
        )
        for post, served in villages.items()
    }


def _nearest_first(village: Village) -> tuple[int, str]:
    return (_FAR if village.minutes is None else village.minutes, village.code)


def _shared(served: list[Village], sessions: list[tuple[dt.date, int]]) -> tuple[VillageTurn, ...]:
    """Give each village the residents of some sessions, one village after the other."""
    recorded = sum(residents for _, residents in sessions)
    weights = {v.code: v.people if v.residents is None else v.residents for v in served}
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1)
    codes = sorted(weights)
    shares = dict(zip(codes, spread(recorded, [weights[code] for code in codes]), strict=True))
    days = [day for day, _ in sessions]
    left = [residents for _, residents in sessions]
    at = 0
    turns = []
    for village in served:
        due, by_date = shares[village.code], dict[dt.date, int]()
        while due:
            taken = min(due, left[at])
            if taken:
                by_date[days[at]] = by_date.get(days[at], 0) + taken
            due -= taken
            left[at] -= taken
            at += not left[at]
        turns.append(VillageTurn(village, tuple(by_date.items())))
    return tuple(turns)
