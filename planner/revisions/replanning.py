"""A revision from end to end: what has happened, what is left, three ways on, and the bundle."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from geodata import Dataset, Message, load_dataset, say
from planner.bundle import PLAN_FILE, check_plan
from planner.campaigns import Prepared, prepare
from planner.errors import ChangesError, OptionError, ReportsError
from planner.incident import Incident
from planner.incidents import (
    Applied,
    IncidentName,
    Subjects,
    apply_incidents,
    parse_incidents,
    read_incidents,
    read_promises,
    with_conditions,
)
from planner.reports import (
    Report,
    from_later_revisions,
    merge_reports,
    read_files,
    read_reports,
    report_paths,
)
from planner.revisions.carry_on import CarriedOn, carried_on
from planner.revisions.frozen_dates import freeze, with_begun_pins, without_empty_pins
from planner.revisions.history import (
    History,
    PastSessions,
    begun_by,
    past_sessions,
    read_history,
    spent,
)
from planner.revisions.options import (
    Choice,
    Options,
    RevisionOption,
    chosen,
    fewest_changes,
    halves,
)
from planner.revisions.reasons import Causes, with_reasons
from planner.revisions.revision import ReplanRequest, Revision
from planner.revisions.team_states import ONE_DAY, TeamRest, team_rest
from planner.workbook import has_tables, load
from routing.campaign import (
    Assumption,
    Begun,
    Campaign,
    KecamatanPin,
    Pin,
    Promise,
    ServerCapacity,
    check_campaign,
)
from routing.limits import OnProgress


def replan(request: ReplanRequest, report: OnProgress | None = None) -> Revision:
    """Plan anew from a moment on.

    Raises
    ------
    OptionError, ReportsError, IncidentError
        When something asked for, a report or an incident cannot be used.
    StrandedError
        When a team cannot come home.
    ChangesError
        When every revision breaks more promises than may be broken.
    """
    return _Replanning(request, report).run()


class _Replanning:
    """The steps of a revision; each uses what those before it have found."""

    def __init__(self, request: ReplanRequest, report: OnProgress | None) -> None:
        self.request, self.report, self.language = request, report, request.language
        self.bundle = request.bundle
        self.old = self.bundle.campaign
        self.now = request.now
        self._check_now()
        self.superseded = (self.bundle.folder / PLAN_FILE).read_bytes()
        self.before = read_history(self.bundle.folder)
        self.known = read_incidents(self.bundle.folder)
        self.reports = self._reports()
        self.region, self.told = self._region()

    def run(self) -> Revision:
        applied, rest, past = self._campaign()
        campaign = self._with_rules(applied, past)
        ready = replace(applied.prepared, campaign=campaign)
        owners = self._owners(campaign, rest)
        carried = carried_on(campaign, ready.travel, rest, self.superseded, owners)
        free = {t.id for t in campaign.teams} - applied.touched - carried.retimed
        frozen = freeze(campaign, carried.dates, free, self.request.keep_days)
        old = frozenset(
            (session.at, day.date, id_)
            for id_, each in rest.items()
            for day in each.dates
            for session in day.sessions
        )
        options = Options(frozen, ready.travel, carried.dates, old, self.language)
        news = not carried.as_it_was or self._unplanned(campaign, carried)
        made = self._options(options, news=news)
        pick = chosen(made, self.request.choice, self.request.most_changes, news=news)
        if pick is None:
            raise self._too_many(made)
        causes = self._causes(applied, past)
        plans = {
            choice: replace(
                each,
                plan=with_reasons(
                    frozen.campaign, each, owners, causes, applied.taken, self.language
                ),
            )
            for choice, each in made.items()
        }
        plan = plans[pick.choice].plan
        history = self._history(frozen.campaign, past)
        ready = replace(ready, campaign=frozen.campaign)
        check_plan(ready.campaign, plan, ready.travel.rows(), self.superseded, history.to_json())
        return Revision(
            self.bundle, self.superseded, ready, plan, pick.choice, plans, history, past,
            self.reports, news, self._cut,
            (*applied.messages, *from_later_revisions(self.reports, self.bundle)),
        )  # fmt: skip

    @property
    def _begun(self) -> datetime:
        """The moment of the superseded plan."""
        return self.old.now or datetime.combine(self.old.start, time())

    def _check_now(self) -> None:
        faults = []
        if self.now < self._begun:
            first = self._begun.date()
            faults.append(Message("replan_early", now=self.now.date(), first=first))
        if self.now.date() > self.old.deadline:
            faults.append(Message("replan_late", now=self.now.date(), deadline=self.old.deadline))
        if faults:
            raise OptionError(faults)

    def _reports(self) -> tuple[Report, ...]:
        known = read_reports(self.bundle)
        paths = report_paths(self.request.reports) if self.request.reports else []
        merged = merge_reports([*known, *read_files(paths, self.bundle)])
        if merged.conflicts:
            raise ReportsError(merged.conflicts)
        return merged.reports

    def _region(self) -> tuple[Dataset, tuple[Incident, ...]]:
        """Return the region of the plan, and the incidents of the planner's workbook."""
        for home in (self.bundle.folder, self.bundle.folder.parent):
            if has_tables(home):
                found = load(home, self.request.region, self.language)
                return found.undisturbed.region, found.incidents
        return load_dataset(self.request.region), ()

    def _incidents(self, ready: Prepared) -> tuple[Incident, ...]:
        """All incidents: those of earlier revisions, of the workbook, and of the option."""
        faults: list[Message] = []
        given = parse_incidents(self.request.incidents, Subjects.of(ready), faults)
        if faults:
            raise OptionError(faults)
        return tuple(dict.fromkeys([*self.known, *self.told, *given]))

    def _campaign(self) -> tuple[Applied, dict[str, TeamRest], PastSessions]:
        """Return the campaign from now on with its incidents, what is left of plans, and the past.

        In the middle of a date a team that is hit stops at once, and what it has recorded until
        then counts; whom that is only the incidents say, so they are applied twice.
        """
        self._cut: frozenset[str] = frozenset()
        while True:
            rest = self._rest(self._cut)
            past = past_sessions(
                self.bundle, self.before, self.reports, self.now, self.request.unreported,
                self._cut,
            )  # fmt: skip
            campaign = with_conditions(self._revised(rest, past), self.region)
            ready = prepare(self.region, campaign)
            self.incidents = self._incidents(ready)
            applied = apply_incidents(
                ready, self.incidents, self.now, self.bundle.plan, self.known,
                self._begun,
            )  # fmt: skip
            if self.now.time() == time() or applied.touched <= self._cut:
                return applied, rest, past
            self._cut |= applied.touched

    def _rest(self, cut: frozenset[str]) -> dict[str, TeamRest]:
        yesterday = self.now.date() - ONE_DAY
        return {
            team.id: team_rest(
                self.old, team, plan, self.now,
                [r for r in self.reports if r.team == team.id and r.date == yesterday],
                cut=team.id in cut,
            )
            for team, plan in zip(self.old.teams, self.bundle.plan.teams, strict=True)
        }  # fmt: skip

    def _revised(self, rest: Mapping[str, TeamRest], past: PastSessions) -> Campaign:
        """Return the campaign from now on, without incidents."""
        places = tuple(
            replace(p, residents=max(0, p.residents - past.recorded.get(p.id, 0)))
            for p in self.old.places
        )
        revised = replace(
            self.old,
            places=places,
            teams=tuple(replace(team, state=rest[team.id].state) for team in self.old.teams),
            id=self.old.identity,
            revision=self.old.revision + 1,
            supersedes=hashlib.sha256(self.superseded).hexdigest(),
            now=self.now,
            frozen=(),
            promises=(),
            begun=(),
            rules=replace(
                self.old.rules, most_changes=self.request.most_changes,
                allow_handovers=self.request.allow_handovers,
                server_capacity=self._capacity(past),
            ),
            costs=replace(
                self.old.costs, rupiah_per_changed_promise=self.request.changed_promise
            ),
        )  # fmt: skip
        return without_empty_pins(revised)

    def _capacity(self, past: PastSessions) -> ServerCapacity:
        """The server's capacity, less what it has taken today."""
        capacity, today = self.old.rules.server_capacity, self.now.date()
        limit = capacity.on(today)
        taken = sum(row.recorded for row in past.sessions if row.date == today)
        if limit is None or not taken:
            return capacity
        return replace(capacity, by_date={**capacity.by_date, today: max(0, limit - taken)})

    def _with_rules(self, applied: Applied, past: PastSessions) -> Campaign:
        """Return the campaign with its promises, pins and kecamatan begun, checked."""
        campaign = applied.prepared.campaign
        begun = begun_by(past.sessions, campaign)
        promises = self._promises(past)
        rules = replace(campaign.rules, pins=self._pins(campaign))
        if promises:
            campaign = replace(campaign, assumptions=self._assumptions(campaign))
        campaign = replace(
            campaign, rules=rules, promises=promises, begun=tuple(Begun(*pair) for pair in begun)
        )
        if not campaign.rules.allow_handovers:
            campaign = with_begun_pins(campaign, begun, applied.taken)
        check_campaign(campaign)
        return campaign

    def _assumptions(self, campaign: Campaign) -> tuple[Assumption, ...]:
        """Return the campaign's assumptions with the price of a broken promise."""
        field = "changed_promise"
        price = str(self.request.changed_promise)
        reason = say("assumed_changed_promise", self.language)
        others = (each for each in campaign.assumptions if each.field != field)
        return (*others, Assumption(field, price, reason))

    def _pins(self, campaign: Campaign) -> tuple[Pin, ...]:
        """Return the planner's pins; those of kecamatan begun are made anew."""
        begun = {(each.kecamatan, each.team) for each in self.old.begun}
        return tuple(
            pin
            for pin in campaign.rules.pins
            if not (isinstance(pin, KecamatanPin) and (pin.kecamatan, pin.team) in begun)
        )

    def _promises(self, past: PastSessions) -> tuple[Promise, ...]:
        """Return what was promised and is not over: nothing held today before now."""
        today = self.now.date()
        held = {(row.post, row.date) for row in past.sessions if row.date == today}
        posts = self.old.place_by_id
        return tuple(
            promise
            for promise in read_promises(self.bundle.folder, self.old)
            if promise.date >= today
            and (promise.post, promise.date) not in held
            and promise.post in posts
        )

    def _owners(self, campaign: Campaign, rest: Mapping[str, TeamRest]) -> dict[str, str]:
        """Return the team of each post: that which has its kecamatan."""
        places = campaign.place_by_id
        found: dict[str, str] = {}
        for team, _, session in self.bundle.plan.sessions():
            found.setdefault(places[session.at].kecamatan or session.at, team)
        for team_id, each in rest.items():
            for day in each.dates:
                for session in day.sessions:
                    found[places[session.at].kecamatan or session.at] = team_id
        found |= {each.kecamatan: each.team for each in campaign.begun}
        return {
            place.id: found[place.kecamatan or place.id]
            for place in campaign.places
            if (place.kecamatan or place.id) in found
        }

    def _unplanned(self, campaign: Campaign, carried: CarriedOn) -> bool:
        """Whether the repaired old plan leaves more residents than the old one did."""
        recorded = sum(day.residents for days in carried.dates.values() for day in days)
        left = sum(place.residents for place in campaign.places) - recorded
        return left > sum(each.residents for each in self.bundle.plan.unserved)

    def _options(self, options: Options, *, news: bool) -> dict[Choice, RevisionOption]:
        """Return the three revisions; where nothing is new, fewest changes are none."""
        carry = options.carry_on()
        first, second = halves(self.request.limits)
        best = options.solved("best", first if news else self.request.limits, self.report)
        fewest = replace(carry, choice="fewest-changes")
        if news and not self._is_unbeaten(carry, best):
            found = options.solved("fewest-changes", second, self.report)
            fewest = min(fewest, found, key=fewest_changes)
        best = min(best, replace(carry, choice="best"), key=lambda each: each.plan.summary.order)
        proven = options.proven
        return {each.choice: options.certified(each, proven) for each in (carry, fewest, best)}

    def _is_unbeaten(self, carry: RevisionOption, best: RevisionOption) -> bool:
        """Whether no revision changes less than the repaired old plan and records as many."""
        as_many = carry.plan.summary.order[:2] <= best.plan.summary.order[:2]
        return as_many and not carry.changed_posts and not carry.broken

    def _too_many(self, made: Mapping[Choice, RevisionOption]) -> ChangesError:
        least = min(len(each.broken) for each in made.values())
        return ChangesError(
            [Message("too_many_changes", most=self.request.most_changes or 0, least=least)]
        )

    def _causes(self, applied: Applied, past: PastSessions) -> Causes:
        """Return, for each team that an incident touches, which incidents these are."""
        told: dict[str, list[str]] = {}
        for incident in self.incidents:
            text = incident.note or IncidentName(incident)(self.language)
            for team in sorted(self._hit(incident, applied)):
                told.setdefault(team, []).append(text)
        return Causes({team: "; ".join(texts) for team, texts in told.items()}, past.news)

    def _hit(self, incident: Incident, applied: Applied) -> frozenset[str]:
        """Return the touched teams that an incident names, or all where it names none."""
        by_name = {name: t.id for t in self.old.teams for name in (t.id, *t.operators)}
        named = by_name.get(incident.subject)
        if named is not None:
            return frozenset({named}) & applied.touched
        return applied.touched

    def _history(self, campaign: Campaign, past: PastSessions) -> History:
        open_dates = {t.id: t.state.date for t in campaign.teams if t.state is not None}
        teams = spent(self.bundle, self.before, self.now, open_dates)
        return History(self.old.identity, self.now, past.sessions, teams)
