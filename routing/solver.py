"""A solve on a page: construct, improve, prove, and write the plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geodata import Language
from routing.campaign import Campaign, check_campaign
from routing.certificate import Found
from routing.certifier import Certifier, Ended
from routing.exact import Complete, search_completely
from routing.incumbent import Incumbent
from routing.instance import Instance
from routing.limits import Limits, OnProgress, Progress
from routing.parameters import SolverParameters
from routing.plan import Plan, TeamPlan
from routing.plan_writer import PlanWriter
from routing.proof_thread import prepared_beside
from routing.search import (
    Annealing,
    InitialRosters,
    Roster,
    RosterEvaluator,
    cut_short,
    refined,
    reordered,
)
from routing.stopping import MaxGap, MeasuredCriterion, StoppingCriterion
from routing.time_budget import TimeBudget
from routing.timetable import Timetable, merge
from routing.warm_up import get_ready

if TYPE_CHECKING:
    from geodata.travel import TravelTable


@dataclass(frozen=True, slots=True)
class Result:
    """A plan and how it was found. `ended` is what stopped the search.

    `compiling_seconds` were spent before the clock started, on the first run of a version of
    this program on a machine; 0 on others. `spares` makes plans to take where an audit objects to
    `plan`, those that leave least away first: see `routing.plan_writer.PlanWriter.spares`.
    """

    plan: Plan
    ended: Ended
    seconds: float
    timetables: int
    compiling_seconds: float = 0.0
    spares: Callable[[Collection[str]], Iterator[Plan]] = lambda _: iter(())


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan to start from: what each team does, in the campaign's order of teams.

    `jobs` names, for each team, the posts and the residents to record there in order; the
    timetable dates them anew. `teams` are dated events that are valid as they stand, or None:
    the plan that is found is never worse than they are.
    """

    jobs: tuple[tuple[tuple[str, int], ...], ...]
    teams: tuple[TeamPlan, ...] | None = None


def solve(
    campaign: Campaign,
    travel: TravelTable,
    limits: Limits | None = None,
    progress: OnProgress | None = None,
    language: Language = "en",
    parameters: SolverParameters = SolverParameters(),  # noqa: B008  (frozen)
    known: Sequence[KnownPlan] = (),
) -> Result:
    """Find a plan for a campaign.

    Parameters
    ----------
    campaign, travel
        What is to be done, and the table of road legs that it names by its hash.
    limits
        Time, work and seed.
    progress
        Called with stages and better plans. A KeyboardInterrupt while searching ends the
        search with the best plan so far; while compiling, on a first run, it comes up.
    language
        Of the reasons for residents that are left.
    parameters
        Numbers that steer the search.
    known
        Plans to start from, such as what is left of a superseded one.

    Raises
    ------
    CampaignError
        When the campaign contradicts itself.
    """
    check_campaign(campaign)
    limits = limits or Limits()
    report = progress or _silent
    compiling = get_ready(lambda: report(Progress("compile", 0.0)), limits.most_threads)
    run = _Run(campaign, travel, limits, report, parameters, known)
    ended = run.search()
    plan = run.plan(language)
    evaluations = run.timetable.evaluations

    def spares(idle: Collection[str]) -> Iterator[Plan]:
        return run.writer(language).spares(run.incumbent.best, plan, idle)

    return Result(plan, ended, run.budget.spent, evaluations, compiling, spares)


def _silent(_: Progress) -> None:
    return None


class _Run:
    """One solve: its phases in order, and what they hand on.

    1. Construct: initial rosters by size and from the routing model (`_construct`), between
       which a small campaign is searched completely, which ends the search.
    2. Improve: local search, and the last timetables with a wide beam (`_improve`), while the
       first part of the proof runs beside it where there is a thread.
    3. Prove: the rest of the proof, whose rounds may find better plans.
    """

    def __init__(
        self, campaign: Campaign, travel: TravelTable, limits: Limits, report: OnProgress,
        parameters: SolverParameters, known: Sequence[KnownPlan] = (),
    ) -> None:  # fmt: skip
        self._known = known
        self.instance = Instance(campaign, travel)
        self.budget = TimeBudget(self.instance, limits, parameters)
        self.timetable = Timetable(self.instance, parameters.decoder.search_beam)
        self._evaluator = RosterEvaluator(self.instance, self.timetable)
        self._first = self._evaluator.evaluate(tuple(() for _ in campaign.teams))
        self._limits = limits
        self._parameters = parameters
        self._report = report
        self._complete: Complete | None = None
        self._stopped_complete = False
        self._polished = False

    @cached_property
    def certifier(self) -> Certifier:
        """What bounds the best plan."""
        limits = self._limits
        return Certifier(
            self.instance, self.timetable, self.budget.until, limits.gap,
            self._report_found, limits.most_threads, self._parameters.proof,
        )  # fmt: skip

    def _report_found(self, found: Found) -> None:
        self.incumbent.report_found(found)

    @cached_property
    def incumbent(self) -> Incumbent:
        """The best roster so far."""
        return Incumbent(self._first, self.certifier.bounds, self.budget, self._report)

    def search(self) -> Ended:
        """Look for the best roster and its proof until a limit or an interrupt."""
        try:
            ended = self._phases()
        except KeyboardInterrupt:
            self.certifier.conclude(self.incumbent.best)
            return "interrupt"
        return "time" if ended == "work" and self._stopped_complete else ended

    def _phases(self) -> Ended:
        self._report(Progress("model", 0.0))
        self._construct()
        if self._complete is not None:
            return "work"
        if self.budget.late():
            return "time"
        cut = self._improve()
        if self.budget.late():
            self.certifier.conclude(self.incumbent.best)
            return "time"
        if not self.budget.proves:
            return "time" if cut else "work"
        ended = self.certifier.run(self.incumbent.best, self.budget.rounds)
        return "time" if cut and ended == "work" else ended

    def _construct(self) -> None:
        """Offer initial rosters, or search a small campaign completely."""
        budget, times = self.budget, self._parameters.time
        for known in self._known:
            self.incumbent.offer(self._evaluator.evaluate(self._roster(known)))
        initial = InitialRosters(self._evaluator, budget.late, self._parameters.initial)
        first = initial.by_size()
        self.incumbent.offer(first)
        if not self.instance.campaign.promises and not self.instance.begins_away:
            self._complete = search_completely(
                self.instance, self.timetable.contexts, self._complete_stopped,
                self._parameters.complete,
            )  # fmt: skip
        if self._complete is not None:
            return
        seconds = budget.seconds * self._parameters.initial.model_share
        modelled = initial.by_model(seconds, lambda: budget.left) if seconds > 0 else ()
        for evaluated in modelled:
            self.incumbent.offer(evaluated)
        for evaluated in (first, self.incumbent.best):
            past = budget.past(times.reorder_share)
            self.incumbent.offer(reordered(self._evaluator, evaluated, past))

    def _roster(self, known: KnownPlan) -> Roster:
        """Return a known plan's jobs by index of their posts."""
        index = self.instance.index
        return tuple(
            merge(tuple((index[post], residents) for post, residents in jobs))
            for jobs in known.jobs
        )

    def _complete_stopped(self) -> bool:
        """Whether the time of the complete search is over; remembers that it was."""
        self._stopped_complete = self.budget.past(self._parameters.time.complete_share)()
        return self._stopped_complete

    def _improve(self) -> bool:
        """Local search and the last timetables; whether the time cut the search short."""
        budget, led = self.budget, self.budget.led(self.certifier.scope.leads)
        apart = self.certifier.scope.runs_beside and self._threaded
        in_rounds = self.certifier.scope.partitioned and not self.incumbent.leaves_residents
        share = budget.search_share(led, in_rounds, apart)
        self.certifier.expect(self.incumbent.best)
        with self._proof_thread():
            self._anneal(budget.search_work(led, apart), share, hasty=budget.hasty(led, share))
            cut = budget.hasty(led, share) or budget.past(share)()
            self._polish(budget.late)
        return cut

    def _proof_thread(self) -> AbstractContextManager[None]:
        """The first part of the proof beside what is done meanwhile, where it is wanted."""
        if not self._threaded:
            return nullcontext()
        return prepared_beside(
            self.certifier, self.budget.rounds, self._limits.most_threads - 1, self._near,
            self.incumbent.report_bound, self._parameters.time.waiting_seconds,
        )  # fmt: skip

    @property
    def _threaded(self) -> bool:
        """Whether the proof is prepared beside the search."""
        wanted = self.budget.proves and self.certifier.scope.proves(self.budget.rounds)
        alone = self.incumbent.leaves_residents or self._limits.most_threads < 2
        return wanted and not alone

    @cached_property
    def _near(self) -> MaxGap:
        """Stops at the gap asked for; never where the same work must do the same."""
        percent = self._limits.gap if self._limits.work is None else None
        return MaxGap(percent, lambda: self.incumbent.gap)

    def _anneal(self, work: int, share: float, *, hasty: bool) -> None:
        """Local search; where residents are left and no work limit given, until time is over."""
        limits, incumbent, stopped = self._limits, self.incumbent, self._until(share)
        clock = self.budget.clock(share) if hasty else None
        self._annealing(limits.seed, work, stopped, clock).run(incumbent.best, incumbent.offer)
        if not incumbent.leaves_residents or stopped():
            return
        incumbent.offer(cut_short(self._evaluator, incumbent.best, stopped))
        known, seed = -1, limits.seed
        stopped = self._until(self._parameters.time.short_share)
        while limits.work is None and known < self.timetable.evaluations and not stopped():
            known, seed = self.timetable.evaluations, seed + 1
            search = self._annealing(seed, work, stopped, postpones=True)
            search.run(incumbent.best, incumbent.offer)

    def _annealing(
        self, seed: int, work: int, stopped: StoppingCriterion,
        clock: MeasuredCriterion | None = None, *, postpones: bool = False,
    ) -> Annealing:  # fmt: skip
        numbers = self._parameters
        return Annealing(
            self._evaluator, seed, work, stopped, clock, postpones=postpones,
            parameters=numbers.annealing, moves=numbers.moves,
        )  # fmt: skip

    def _until(self, share: float) -> StoppingCriterion:
        """Stops at that share of the time or at the gap; reports the proof's bounds meanwhile."""
        past = self.budget.past(share)

        def stopped() -> bool:
            self.incumbent.report_bound()
            return past() or self._near()

        return stopped

    def _polish(self, stopped: StoppingCriterion) -> None:
        """Make the best roster's timetables once more, with a wide beam."""
        fine = Timetable(self.instance, self._parameters.decoder.final_beam)
        evaluator = RosterEvaluator(self.instance, fine)
        self.incumbent.best = refined(evaluator, self.incumbent.best, stopped)
        self._polished = True

    def writer(self, language: Language) -> PlanWriter:
        """Return what writes plans."""
        until = self.budget.until + self._parameters.time.final_seconds
        plans = [known.teams for known in self._known if known.teams is not None]
        return PlanWriter(self.instance, self.timetable, self.certifier, until, language, plans)

    def plan(self, language: Language) -> Plan:
        """Return the best plan found, with its certificate."""
        if self._complete is not None:
            plan = self.writer(language).complete(self._complete)
        else:
            if not self._polished:
                self._polish(self.budget.past(1 + self._parameters.time.final_share))
            plan = self.writer(language).plan(self.incumbent.best)
        sums, proven = plan.summary, plan.certificate
        figures = sums.total_rupiah, proven.total_bound, proven.gap_percent
        self._report(Progress("final", 1.0, sums.residents_recorded, *figures))
        return plan
