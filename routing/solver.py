"""The whole search on a page: model, timetable, local search, plan."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from geodata import Language
from routing.campaign import Campaign, check_campaign
from routing.certificate import Certifier, Ended, Found, gap_percent
from routing.exact import METHOD, Complete, search_completely
from routing.instance import Instance
from routing.limits import Limits, OnProgress, Progress
from routing.plan import Certificate, Plan, TeamPlan, assemble, team_plan
from routing.search import (
    Annealing,
    EvaluatedRoster,
    InitialRosters,
    RosterEvaluator,
    cut_short,
    refined,
    reordered,
)
from routing.time_budget import COMPLETE_SHARE, FINAL_SHARE, SHORT_SHARE, TURN_SHARE, TimeBudget
from routing.timetable import Timetable, cheaper
from routing.unserved import unserved
from routing.warm_up import get_ready

if TYPE_CHECKING:
    from geodata.travel import TravelTable

SEARCH_BEAM = 12
"""States per date while searching."""

FINAL_BEAM = 256
"""States per date for the plan that is written."""

WAITING_SECONDS = 0.02
"""Between looks at a thread that is waited for."""


@dataclass(frozen=True, slots=True)
class Result:
    """A plan and how it was found. `ended` is what stopped the search.

    `compiling_seconds` were spent before the clock started, on the first run of a version of
    this program on a machine; 0 on others. `spares` makes plans to take where an audit objects to
    `plan`, those that leave least away first: see `_Run.spares`.
    """

    plan: Plan
    ended: Ended
    seconds: float
    timetables: int
    compiling_seconds: float = 0.0
    spares: Callable[[Collection[str]], Iterator[Plan]] = lambda _: iter(())


FINAL_SECONDS = 0.5
"""Time beyond the limit for cheaper ways: a quarter of what a budget may be overrun."""


def solve(
    campaign: Campaign,
    travel: TravelTable,
    limits: Limits | None = None,
    progress: OnProgress | None = None,
    language: Language = "en",
) -> Result:
    """Find a plan for a campaign.

    Parameters
    ----------
    campaign, travel
        What is to be done, and the table of road legs that it names by its hash.
    limits
        Time, work and seed.
    progress
        Hears of stages and better plans. A KeyboardInterrupt while searching ends the
        search with the best plan so far; while compiling, on a first run, it comes up.
    language
        Of the reasons for residents that are left.

    Raises
    ------
    CampaignError
        When the campaign contradicts itself.
    """
    check_campaign(campaign)
    limits = limits or Limits()
    report = progress or _silent
    compiling = get_ready(lambda: report(Progress("compile", 0.0)), limits.most_threads)
    run = _Run(campaign, travel, limits, report)
    ended = run.search()
    plan = run.plan(language)
    evaluations = run.timetable.evaluations

    def spares(idle: Collection[str]) -> Iterator[Plan]:
        return run.spares(plan, idle, language)

    return Result(plan, ended, run.budget.spent, evaluations, compiling, spares)


def _worth(plan: Plan) -> tuple[int, int]:
    """Order of plans by the contract: the less the better."""
    return -plan.summary.weighted_recorded, plan.summary.total_rupiah


def _silent(_: Progress) -> None:
    return None


class _Run:
    def __init__(
        self, campaign: Campaign, travel: TravelTable, limits: Limits, report: OnProgress
    ) -> None:
        self.instance = Instance(campaign, travel)
        self.budget = TimeBudget(self.instance, limits)
        self.timetable = Timetable(self.instance, SEARCH_BEAM)
        self._evaluator = RosterEvaluator(self.instance, self.timetable)
        self._limits = limits
        self._report = report
        self._best = self._evaluator.evaluate(tuple(() for _ in campaign.teams))
        self._complete: Complete | None = None
        self._hurried = False
        self._polished = False
        self._shown = -math.inf

    def search(self) -> Ended:
        """Look for the best roster and its proof until a limit or an interrupt."""
        try:
            ended = self._searched()
        except KeyboardInterrupt:
            self._certifier.conclude(self._best)
            return "interrupt"
        return "time" if ended == "work" and self._hurried else ended

    def _searched(self) -> Ended:
        self._report(Progress("model", 0.0))
        starts = InitialRosters(self._evaluator, self.budget.late)
        first = starts.by_size()
        self._offer(first)
        self._complete = search_completely(self.instance, self.timetable.contexts, self._hurry)
        if self._complete is not None:
            return "work"
        budget = self.budget
        for evaluated in starts.by_model(budget.seconds / 5, lambda: budget.left):
            self._offer(evaluated)
        for evaluated in (first, self._best):
            self._offer(reordered(self._evaluator, evaluated, budget.past(TURN_SHARE)))
        if budget.late():
            return "time"
        apart = self._certifier.apart and self._threaded
        share = budget.search_share(self._led, self._certifier.ties and not self._short, apart)
        with self._beside(self._certifier):
            self._anneal(budget.search_work(self._led, apart), share)
            cut = budget.hasty(self._led, share) or budget.past(share)()
            self._polish(budget.late)
        if budget.late():
            self._certifier.conclude(self._best)
            return "time"
        if not budget.proves:
            return "time" if cut else "work"
        ended = self._certifier.run(self._best, budget.rounds)
        return "time" if cut and ended == "work" else ended

    @contextmanager
    def _beside(self, certifier: Certifier) -> Iterator[None]:
        """Prepare the proof in a thread of its own where it will be wanted and there is one.

        What comes of it does not depend on which of the two ends first. An interrupt ends
        both, and what is proven by then stands.
        """
        if not self._threaded:
            yield
            return
        if certifier.apart:
            certifier.use(self._limits.most_threads - 1)
        with ThreadPoolExecutor(1) as threads:
            prepared = threads.submit(certifier.prepare, self.budget.rounds)
            try:
                yield
                certifier.use(self._limits.most_threads)
                while not prepared.done():
                    time.sleep(WAITING_SECONDS)
                    self._heed()
                    if self._near():
                        certifier.stop()
            except BaseException:
                certifier.stop()
                raise
            prepared.result()
            self._heed()

    @property
    def _threaded(self) -> bool:
        """Whether the proof is prepared beside the search."""
        wanted = self.budget.proves and self._certifier.wants(self.budget.rounds)
        return wanted and not self._short and self._limits.most_threads > 1

    def _near(self) -> bool:
        """Whether the gap asked for is proven; never where the same work must do the same."""
        return self._limits.work is None and self._certifier.near(self._best)

    def _anneal(self, work: int, share: float) -> None:
        """Local search; where someone is left and no work limit given, as often as time allows."""
        budget, seed = self.budget, self._limits.seed
        past = self._watched(share)
        clock = budget.clock(share) if budget.hasty(self._led, share) else lambda: 0.0
        Annealing(self._evaluator, seed, work, past, clock).run(self._best, self._offer)
        if not self._short or past():
            return
        self._offer(cut_short(self._evaluator, self._best, past))
        known, past = -1, self._watched(SHORT_SHARE)
        while self._limits.work is None and known < self.timetable.evaluations and not past():
            known, seed = self.timetable.evaluations, seed + 1
            Annealing(self._evaluator, seed, work, past, trims=True).run(self._best, self._offer)

    def _watched(self, share: float) -> Callable[[], bool]:
        """Whether that share of the time is over; tells of what the proof found meanwhile."""
        past = self.budget.past(share)

        def watched() -> bool:
            self._heed()
            return past() or self._near()

        return watched

    def _heed(self) -> None:
        """Report a better bound that the proof's thread has found."""
        if self._certifier.proven > self._shown:
            self._shown = self._certifier.proven
            self._show()

    @property
    def _led(self) -> bool:
        return self.budget.led(self._certifier.quick)

    @property
    def _short(self) -> bool:
        """Whether the best roster leaves someone whom some pair could reach."""
        return any(
            outcome.residents < sum(residents for _, residents in jobs)
            for jobs, outcome in zip(self._best.roster, self._best.outcomes, strict=True)
        )

    def _polish(self, stopped: Callable[[], bool]) -> None:
        """The best roster's timetables, made once more with a wide beam."""
        fine = RosterEvaluator(self.instance, Timetable(self.instance, FINAL_BEAM))
        self._best = refined(fine, self._best, stopped)
        self._polished = True

    @cached_property
    def _certifier(self) -> Certifier:
        limits = self._limits
        return Certifier(
            self.instance, self.timetable, self.budget.until, limits.gap, self._hear,
            limits.most_threads,
        )  # fmt: skip

    def _hurry(self) -> bool:
        """Whether the time for looking at every plan is over; remembers that it was."""
        self._hurried = self.budget.past(COMPLETE_SHARE)()
        return self._hurried

    def _hear(self, found: Found) -> None:
        gap = gap_percent(found.rupiah, found.bound)
        figures = found.residents, found.rupiah, found.bound, gap
        self._report(Progress("prove", self.budget.share, *figures))

    def plan(self, language: Language) -> Plan:
        """The best plan found, with its certificate."""
        if self._complete is not None:
            return self._proven(self._complete, language)
        if not self._polished:
            self._polish(self.budget.past(1 + FINAL_SHARE))
        certifier = self._certifier
        found = certifier.found
        campaign = self.instance.campaign
        teams = self._teams()
        drafts = [assemble(campaign, teams)]
        if found is not None and found.teams is not None:
            drafts.append(assemble(campaign, found.teams))
        plan = min(drafts, key=_worth)
        sums = plan.summary
        self._report(
            Progress(
                "final", 1.0, sums.residents_recorded, sums.total_rupiah, *certifier.figures(plan)
            )
        )
        return self._certified(plan, language)

    def _proven(self, complete: Complete, language: Language) -> Plan:
        """The plan that nothing beats, with a certificate that says so."""
        plan = assemble(self.instance.campaign, complete.teams)
        sums = plan.summary
        weighted, total = sums.weighted_recorded, sums.total_rupiah
        self._report(Progress("final", 1.0, sums.residents_recorded, total, total, 0.0))
        left = unserved(
            self.instance, self.timetable, plan.recorded, language, complete.recordable, plan.teams
        )
        return replace(
            plan, unserved=left, certificate=Certificate(weighted, 0.0, total, 0.0, METHOD)
        )

    def spares(self, rejected: Plan, idle: Collection[str], language: Language) -> Iterator[Plan]:
        """Plans without the complete search, the proof's courses and cheaper ways, in turn.

        Parameters
        ----------
        rejected
            The plan that they stand in for.
        idle
            Ids of teams that do nothing in the plan before the last; it may grow meanwhile.
            In the last one nobody does anything.
        """
        campaign, known = self.instance.campaign, [rejected.teams]
        for teams in self._drafts(idle):
            if teams not in known:
                known.append(teams)
                yield self._certified(assemble(campaign, teams), language)

    def _drafts(self, idle: Collection[str]) -> Iterator[tuple[TeamPlan, ...]]:
        yield tuple(self._teams())
        found = self._certifier.found
        if found is not None and found.teams is not None:
            yield found.teams
        plain = self._teams(shortened=False)
        yield tuple(plain)
        nothing = [replace(one, kecamatan=(), dates=()) for one in plain]
        pairs = list(zip(plain, nothing, strict=True))
        yield tuple(none if one.id in idle else one for one, none in pairs)
        yield tuple(nothing)

    def _certified(self, plan: Plan, language: Language) -> Plan:
        left = unserved(self.instance, self.timetable, plan.recorded, language, None, plan.teams)
        return replace(plan, unserved=left, certificate=self._certifier.certificate(plan))

    def _teams(self, *, shortened: bool = True) -> list[TeamPlan]:
        """The best roster's timetables as events, on cheaper ways where `shortened`."""
        source, evaluated = self.timetable, self._best
        campaign = self.instance.campaign
        until = self.budget.until + FINAL_SECONDS
        plans = []
        for number, (team, jobs, outcome) in enumerate(
            zip(campaign.teams, evaluated.roster, evaluated.outcomes, strict=True)
        ):
            plan = team_plan(campaign, team, source.build(number, jobs, outcome))
            if shortened and time.monotonic() < until:
                plan = cheaper(self.instance, source.contexts[number], plan)
            plans.append(plan)
        return plans

    def _offer(self, evaluated: EvaluatedRoster) -> None:
        if evaluated.key < self._best.key:
            self._best = evaluated
        self._show()

    def _show(self) -> None:
        """Report the best roster, and what is proven where it records everyone."""
        residents = sum(outcome.residents for outcome in self._best.outcomes)
        rupiah, bound = self._best.key[1], self._certifier.bound_of(self._best)
        gap = gap_percent(rupiah, bound)
        self._report(Progress("search", self.budget.share, residents, rupiah, bound, gap))
