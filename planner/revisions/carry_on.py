"""What is left of the superseded plan, repaired where it no longer holds.

Dates that still hold stay as they are, event by event; the audit says which do not. A team with
such a date does what is left of its posts in the same order, dated anew. Residents whom nobody
records then, since fewer came than planned or more are listed, are added at the end of the dates
of the team that has their kecamatan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from geodata import Message, TravelTable
from planner.bundle import plan_findings, rejected
from planner.errors import StrandedError
from planner.revisions.standing_set_up import begun_earlier, without_first_set_up
from planner.revisions.team_states import ONE_DAY, TeamRest, nights_before
from routing import Retiming, visits_of
from routing.audit import Violation
from routing.campaign import Campaign, Team, TeamState
from routing.plan import TeamDate, TeamPlan, assemble, team_plan
from routing.unserved import unexplained

TeamDates = dict[str, tuple[TeamDate, ...]]
"""By team id."""


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """The repaired old plan: dates by team, and the teams whose dates were made anew.

    `added` are teams that got dates after their old ones.
    """

    dates: TeamDates
    retimed: frozenset[str]
    added: frozenset[str]

    @property
    def as_it_was(self) -> bool:
        """Whether nothing of the old plan had to change."""
        return not self.retimed and not self.added


def carried_on(
    campaign: Campaign,
    travel: TravelTable,
    rest: Mapping[str, TeamRest],
    superseded: bytes,
    owners: Mapping[str, str],
    kept_until: Mapping[str, date] | None = None,
) -> CarriedOn:
    """Repair what is left of a plan.

    Parameters
    ----------
    campaign, travel
        The revision, with states, residents left and incidents, and its legs.
    rest
        What is left of each team's plan.
    superseded
        Bytes of the superseded `plan.json`.
    owners
        Team by post: who has its kecamatan.
    kept_until
        By team: the last date that is to stay as it was, also where it has no work on it (R17).

    Raises
    ------
    StrandedError
        With each team that no way leads home.
    """
    return _Repair(campaign, travel, rest, superseded, owners, kept_until or {}).run()


class _Repair:
    def __init__(
        self, campaign: Campaign, travel: TravelTable, rest: Mapping[str, TeamRest],
        superseded: bytes, owners: Mapping[str, str], kept_until: Mapping[str, date],
    ) -> None:  # fmt: skip
        self.kept_until = kept_until
        self.campaign, self.travel, self.superseded = campaign, travel, superseded
        self.rest, self.owners = rest, owners
        self.teams = {team.id: team for team in campaign.teams}
        self.rows = list(travel.rows())
        self.retiming = Retiming(campaign, travel)

    def run(self) -> CarriedOn:
        dates: TeamDates = {id_: self.rest[id_].dates for id_ in self.teams}
        retimed = {id_ for id_ in self.teams if not self.rest[id_].as_planned}
        retimed |= {id_ for id_ in self.teams if not self._follows(id_)}
        dates = self._retimed(dates, retimed)
        for _ in self.teams:
            bad = self._broken(dates) - retimed
            if not bad:
                break
            retimed |= bad
            dates = self._retimed(dates, retimed)
        added = self._extended(dates, retimed)
        return CarriedOn(dates, frozenset(retimed), frozenset(added))

    def _follows(self, id_: str) -> bool:
        """Whether a team's old dates begin where and when its state lets them."""
        state, days = self.rest[id_].state, self.rest[id_].dates
        now = self.teams[id_].state
        if now is None or (now.date, now.at, now.from_) != (state.date, state.at, state.from_):
            return False
        if not days:
            return state.at == self.campaign.base
        return state.at == self.campaign.base or days[0].start_at == state.at

    def _retimed(self, dates: TeamDates, retimed: set[str]) -> TeamDates:
        """Return dates in which some teams do what is left of their posts in the old order."""
        if not retimed:
            return dates
        fixed = {id_: days for id_, days in dates.items() if id_ not in retimed}
        left = self._left(fixed)
        visits = {}
        for id_ in sorted(retimed):
            visits[id_] = self._visits(self.rest[id_].dates, left)
        return fixed | self._made(visits, fixed)

    def _visits(
        self, days: tuple[TeamDate, ...], left: dict[str, int]
    ) -> tuple[tuple[str, int], ...]:
        """Return old visits with as many residents as are left; the last one at a post has all."""
        old = visits_of(days)
        found = []
        for number, (post, residents) in enumerate(old):
            last = all(other != post for other, _ in old[number + 1 :])
            taken = left.get(post, 0) if last else min(residents, left.get(post, 0))
            if taken > 0:
                left[post] -= taken
                found.append((post, taken))
        return tuple(found)

    def _made(
        self, visits: Mapping[str, tuple[tuple[str, int], ...]], fixed: TeamDates
    ) -> TeamDates:
        made = self.retiming.retimed(visits, fixed)
        lost = [self.teams[id_] for id_ in visits if id_ not in made]
        if lost:
            raise StrandedError([stranded(self.campaign, team) for team in lost])
        dates = {id_: plan.dates for id_, plan in made.items()}
        for id_ in dates:
            if self.rest[id_].set_up:
                dates[id_] = self._set_up(id_, visits[id_], fixed | dates)
        return dates

    def _set_up(
        self, id_: str, visits: tuple[tuple[str, int], ...], dates: TeamDates
    ) -> tuple[TeamDate, ...]:
        """Return dates of a team that need not set up once more where it is (R5).

        It may begin at once there; else it begins after as long as it would have set up.
        """
        team, others = self.teams[id_], {k: v for k, v in dates.items() if k != id_}
        state = team.state
        assert state is not None  # every team of a revision has one
        kept = without_first_set_up(dates[id_], state)
        if state.from_ is None or state.from_ < team.setup_minutes:
            return kept
        earlier = replace(team, state=replace(state, from_=state.from_ - team.setup_minutes))
        made = self._retiming_with(earlier).retimed({id_: visits}, others)
        found = begun_earlier(made[id_].dates, state) if id_ in made else None
        if found is None or id_ in self._broken(others | {id_: found}):
            return kept
        return found

    def _retiming_with(self, team: Team) -> Retiming:
        teams = tuple(team if each.id == team.id else each for each in self.campaign.teams)
        return Retiming(replace(self.campaign, teams=teams), self.travel)

    def _left(self, dates: Mapping[str, Iterable[TeamDate]]) -> dict[str, int]:
        """Residents by post whom these dates do not record."""
        left = {place.id: place.residents for place in self.campaign.places}
        for days in dates.values():
            for post, residents in visits_of(tuple(days)):
                left[post] -= residents
        return left

    def _broken(self, dates: TeamDates) -> set[str]:
        """Return the teams whose dates the audit objects to."""
        plans = plans_of(self.campaign, dates)
        plan = assemble(self.campaign, plans, unexplained(self._left(dates)))
        findings = plan_findings(self.campaign, plan, self.rows, self.superseded)
        violations = [each for each in findings if isinstance(each, Violation)]
        if len(violations) < len(findings):
            raise rejected(findings)
        found = {each.team for each in violations if each.team is not None}
        short = {post for post, count in self._left(dates).items() if count < 0}
        found |= self._recorders(dates, short)
        return found | self._sharers(dates, violations)

    def _recorders(self, dates: TeamDates, posts: set[str]) -> set[str]:
        return {
            id_ for id_, days in dates.items() if any(post in posts for post, _ in visits_of(days))
        }

    def _sharers(self, dates: TeamDates, violations: Iterable[Violation]) -> set[str]:
        """Teams that record on dates on which together they record more than the server takes."""
        full = {v.date for v in violations if v.rule == "R12"}
        return {
            id_
            for id_, days in dates.items()
            if any(day.date in full and day.residents for day in days)
        }

    def _extended(self, dates: TeamDates, retimed: set[str]) -> set[str]:
        """Add whom nobody records at the end of the dates of the team that has them."""
        left = {post: count for post, count in self._left(dates).items() if count > 0}
        mine: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for post, count in left.items():
            owner = self.owners.get(post)
            if owner is None or self._too_few(post, count):
                continue
            tried = owner in retimed and any(post == at for at, _ in visits_of(dates[owner]))
            if not tried:
                mine[owner].append((post, count))
        added = set()
        for id_, visits in sorted(mine.items()):
            more = self._more(id_, tuple(visits), dates)
            if more:
                dates[id_] = (*dates[id_], *more)
                added.add(id_)
        return added

    def _too_few(self, post: str, count: int) -> bool:
        """Whether so few residents are no visit of their own (R6')."""
        rules, place = self.campaign.rules, self.campaign.place_by_id[post]
        return count < min(rules.min_visit_residents, place.residents)

    def _more(
        self, id_: str, visits: tuple[tuple[str, int], ...], dates: TeamDates
    ) -> tuple[TeamDate, ...]:
        """Return dates after a team's last one on which it records as many of these as it can."""
        team = self.teams[id_]
        begin = team.state
        assert begin is not None  # every team of a revision has one
        state = nights_before(self.campaign, begin, dates[id_][-1:])
        kept = self.kept_until.get(id_)
        if kept is not None and state.at == self.campaign.base and state.date <= kept:
            state = TeamState(kept + ONE_DAY, state.at)
        later = replace(team, state=state)
        if state.at != self.campaign.base or state.date > self.campaign.deadline:
            return ()
        made = self._retiming_with(later).retimed(
            {id_: visits}, {k: v for k, v in dates.items() if k != id_}
        )
        return made[id_].dates if id_ in made else ()


def plans_of(campaign: Campaign, dates: Mapping[str, tuple[TeamDate, ...]]) -> list[TeamPlan]:
    """Return every team's plan in the campaign's order."""
    return [team_plan(campaign, team, dates.get(team.id, ())) for team in campaign.teams]


def stranded(campaign: Campaign, team: Team) -> Message:
    """Say that no way leads a team home, and what to do."""
    state = team.state or TeamState(campaign.start, campaign.base)
    return Message(
        "team_stranded",
        team=team.id,
        place=campaign.place_by_id[state.at].label,
        date=state.date,
        until=campaign.deadline,
    )
