"""The whole search on a page: model, timetable, local search, plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from routing.assemble import assemble, team_plan
from routing.campaign import Campaign
from routing.check import check_campaign
from routing.exact import METHOD, Complete, search_completely
from routing.instance import Instance
from routing.plan import Certificate, Plan, TeamPlan
from routing.proof import FEW_POSTS, MOST_POSTS, Ended, Found, Proof, gap_percent
from routing.ready import cores, get_ready
from routing.search import Annealing, Judge, Scored, cut_short, refined, turned
from routing.starts import Starts
from routing.timetable import Timetable
from routing.timing import cheaper
from routing.unserved import Language, unserved

if TYPE_CHECKING:
    from geodata.travel import TravelTable

SEARCH_BEAM = 12
"""States per date while searching."""

FINAL_BEAM = 256
"""States per date for the plan that is written."""

WAITING_SECONDS = 0.02
"""Between looks at a thread that is waited for."""

ROUNDS = 8
"""Rounds of the proof at the default work, or for each minute where no work is given."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop. The work limit makes a run repeatable; the time limit guards it.

    `work` counts timetables evaluated by the local search; None takes `default_work`. The
    proof that follows goes through rounds in proportion to the work, or to the seconds where
    no work is given. With `gap` the run
    ends once the plan is proven to be within so many percent of the best there can be.
    """

    seconds: float = 60.0
    work: int | None = None
    seed: int = 1
    gap: float | None = None


Stage = Literal["compile", "model", "search", "prove", "final"]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a solve reports: its stage and its best plan so far (None before the first).

    `bound` is the total that no plan with as many residents can be below, `gap_percent` how
    far the plan is from it; None until something is proven.
    """

    stage: Stage
    share: float
    residents: int | None = None
    rupiah: int | None = None
    bound: int | None = None
    gap_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A plan and how it was found. `ended` is what stopped the search.

    `compiling_seconds` were spent before the clock started, on the first run of a version of
    this program on a machine; 0 on others.
    """

    plan: Plan
    ended: Ended
    seconds: float
    timetables: int
    compiling_seconds: float = 0.0


Report = Callable[[Progress], None]

PROVEN_SHARE = 0.3
"""Share of time and work for local search where the proof that follows finds plans too."""

SEARCH_SHARE = 0.8
"""Share of the time for local search where the proof only proves."""

HASTY_SHARE = 0.75
"""The same where the time is too short for the first bound to settle."""

FIRST_BOUND_SECONDS = 10.0
"""About what the joint programme takes with few posts."""

STEP_SECONDS = 6e-4
"""Times the square of the posts: about what the first step of the joint programme takes."""

FINAL_SHARE = 0.04
"""Share of the time that is left for the timetables of the plan that is written."""

FINAL_SECONDS = 1.0
"""Time beyond the limit for cheaper ways: half of what a budget may be overrun."""

TIMETABLES_PER_SECOND = 100
"""Of a slow machine: decides from the limits alone whether the search cools by the clock."""

COMPLETE_SHARE = 0.5
"""Share of the time for looking at every plan of a small campaign."""

MOST_IN_A_SET = 3
"""Kecamatan of a pair, on average, up to which the proof's rounds find plans (by trial)."""

TURN_SHARE = 0.25
"""Share of the time after which no start is turned round any more."""

SHORT_SHARE = 0.6
"""Share of the time for local search where not everyone can be recorded: then only local
search finds plans, and the proof needs the rest."""


def solve(
    campaign: Campaign,
    travel: TravelTable,
    limits: Limits | None = None,
    progress: Report | None = None,
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
    compiling = get_ready(lambda: report(Progress("compile", 0.0)), cores())
    run = _Run(campaign, travel, limits, report)
    ended = run.search()
    plan = run.plan(language)
    seconds = time.monotonic() - run.began
    return Result(plan, ended, seconds, run.timetable.evaluations, compiling)


def default_work(campaign: Campaign) -> int:
    """Timetables to evaluate when no work limit is given: more for more posts."""
    return 4000 + 60 * len(campaign.posts)


def _worth(plan: Plan) -> tuple[int, int]:
    """Order of plans by the contract: the less the better."""
    return -plan.summary.weighted_recorded, plan.summary.total_rupiah


def _silent(_: Progress) -> None:
    return None


class _Run:
    def __init__(
        self, campaign: Campaign, travel: TravelTable, limits: Limits, report: Report
    ) -> None:
        self.began = time.monotonic()
        self.instance = Instance(campaign, travel)
        self.timetable = Timetable(self.instance, SEARCH_BEAM)
        self._judge = Judge(self.instance, self.timetable)
        self._limits = limits
        self._report = report
        self._work = limits.work if limits.work is not None else default_work(campaign)
        self._best = self._judge.score(tuple(() for _ in campaign.teams))
        self._complete: Complete | None = None
        self._hurried = False
        self._polished = False

    def search(self) -> Ended:
        """Look for the best roster and its proof until a limit or an interrupt."""
        try:
            ended = self._searched()
        except KeyboardInterrupt:
            self._proof.conclude(self._best)
            return "interrupt"
        return "time" if ended == "work" and self._hurried else ended

    def _searched(self) -> Ended:
        self._report(Progress("model", 0.0))
        starts = Starts(self._judge)
        first = starts.by_size()
        self._offer(first)
        self._complete = search_completely(self.instance, self.timetable.desks, self._hurry)
        if self._complete is not None:
            return "work"
        left = self._limits.seconds - (time.monotonic() - self.began)
        for scored in starts.by_model(self._limits.seconds / 5, left, self._late):
            self._offer(scored)
        for scored in (first, self._best):
            self._offer(turned(self._judge, scored, self._past(TURN_SHARE)))
        if self._late():
            return "time"
        share = self._search_share
        shared = self._led and self._rounds > 1
        work = int(self._work * PROVEN_SHARE) if shared else self._work
        with self._beside(self._proof):
            self._anneal(work, share)
            cut = self._hasty or self._past(share)()
            self._polish(self._late)
        if self._late():
            self._proof.conclude(self._best)
            return "time"
        if not self._proves:
            return "time" if cut else "work"
        ended = self._proof.run(self._best, self._rounds)
        return "time" if cut and ended == "work" else ended

    @contextmanager
    def _beside(self, proof: Proof) -> Iterator[None]:
        """Prepare the proof in a thread of its own where it will be wanted.

        What comes of it does not depend on which of the two ends first. An interrupt ends
        both, and what is proven by then stands.
        """
        if self._short or not self._proves or not proof.wants(self._rounds):
            yield
            return
        with ThreadPoolExecutor(1) as threads:
            prepared = threads.submit(proof.prepare)
            try:
                yield
                while not prepared.done():
                    time.sleep(WAITING_SECONDS)
            except BaseException:
                proof.stop()
                raise
            prepared.result()

    def _anneal(self, work: int, share: float) -> None:
        """Local search; where someone is left and no work limit given, as often as time allows."""
        seed, past = self._limits.seed, self._past(share)
        clock = self._clock(share) if self._hasty else lambda: 0.0
        Annealing(self._judge, seed, work, past, clock).run(self._best, self._offer)
        if not self._short or past():
            return
        self._offer(cut_short(self._judge, self._best, past))
        known, past = -1, self._past(SHORT_SHARE)
        while self._limits.work is None and known < self.timetable.evaluations and not past():
            known, seed = self.timetable.evaluations, seed + 1
            Annealing(self._judge, seed, work, past, trims=True).run(self._best, self._offer)

    @property
    def _led(self) -> bool:
        """Whether the proof's rounds find plans in time: where sets of kecamatan are small."""
        few = len(self.instance.groups) <= MOST_IN_A_SET * len(self.instance.campaign.teams)
        return self._proof.quick and few

    @property
    def _short(self) -> bool:
        """Whether the best roster leaves someone whom some pair could reach."""
        return any(
            outcome.residents < sum(residents for _, residents in jobs)
            for jobs, outcome in zip(self._best.roster, self._best.outcomes, strict=True)
        )

    @property
    def _hasty(self) -> bool:
        """Whether the time, on a slow machine, is too short for the default work."""
        most = PROVEN_SHARE if self._led else SEARCH_SHARE
        work = self._work * most if self._led else self._work
        slow = TIMETABLES_PER_SECOND * self._limits.seconds * most
        return self._limits.work is None and slow < work

    @property
    def _proves(self) -> bool:
        """Whether the first step of the proof fits in beside a search of twice its time."""
        posts = len(self.instance.posts)
        few = posts <= FEW_POSTS
        return few or (posts <= MOST_POSTS and 3 * self._step_seconds <= self._limits.seconds)

    @property
    def _step_seconds(self) -> float:
        return STEP_SECONDS * len(self.instance.posts) ** 2

    @property
    def _search_share(self) -> float:
        """Share of the time for local search."""
        seconds = max(0.001, self._limits.seconds)
        if not self._proves:
            return 1.0 - FINAL_SHARE
        if self._led:
            return PROVEN_SHARE if seconds >= 2 * FIRST_BOUND_SECONDS else HASTY_SHARE
        return min(SEARCH_SHARE, max(0.5, 1 - 1.2 * self._step_seconds / seconds))

    def _clock(self, share: float) -> Callable[[], float]:
        """Share of the time for search that is over, from now on."""
        began = time.monotonic()
        until = self.began + share * self._limits.seconds
        return lambda: (time.monotonic() - began) / max(0.001, until - began)

    def _polish(self, stopped: Callable[[], bool]) -> None:
        """The best roster's timetables, made once more with a wide beam."""
        fine = Judge(self.instance, Timetable(self.instance, FINAL_BEAM))
        self._best = refined(fine, self._best, stopped)
        self._polished = True

    @cached_property
    def _proof(self) -> Proof:
        limits = self._limits
        return Proof(
            self.instance, self.timetable, self.began + limits.seconds, limits.gap, self._hear
        )

    @property
    def _rounds(self) -> int:
        if self._limits.work is None:
            return max(1, round(ROUNDS * self._limits.seconds / 60))
        return max(0, round(ROUNDS * self._work / default_work(self.instance.campaign)))

    def _past(self, share: float) -> Callable[[], bool]:
        """Whether that share of the time is over."""
        return lambda: time.monotonic() - self.began > share * self._limits.seconds

    def _hurry(self) -> bool:
        """Whether the time for looking at every plan is over; remembers that it was."""
        self._hurried = self._past(COMPLETE_SHARE)()
        return self._hurried

    def _hear(self, found: Found) -> None:
        share = min(1.0, (time.monotonic() - self.began) / max(0.001, self._limits.seconds))
        gap = gap_percent(found.rupiah, found.bound)
        self._report(Progress("prove", share, found.residents, found.rupiah, found.bound, gap))

    def plan(self, language: Language) -> Plan:
        """The best plan found, with its certificate."""
        if self._complete is not None:
            return self._proven(self._complete, language)
        if not self._polished:
            self._polish(self._past(1 + FINAL_SHARE))
        proof = self._proof
        found = proof.found
        campaign = self.instance.campaign
        teams = self._teams()
        drafts = [assemble(campaign, teams)]
        if found is not None and found.teams is not None:
            drafts.append(assemble(campaign, found.teams))
        plan = min(drafts, key=_worth)
        sums = plan.summary
        self._report(
            Progress("final", 1.0, sums.residents_recorded, sums.total_rupiah, *proof.figures(plan))
        )
        left = unserved(self.instance, self.timetable, plan.recorded, language)
        return replace(plan, unserved=left, certificate=proof.certificate(plan))

    def _proven(self, complete: Complete, language: Language) -> Plan:
        """The plan that nothing beats, with a certificate that says so."""
        plan = assemble(self.instance.campaign, complete.teams)
        sums = plan.summary
        weighted, total = sums.weighted_recorded, sums.total_rupiah
        self._report(Progress("final", 1.0, sums.residents_recorded, total, total, 0.0))
        left = unserved(self.instance, self.timetable, plan.recorded, language, complete.recordable)
        return replace(
            plan, unserved=left, certificate=Certificate(weighted, 0.0, total, 0.0, METHOD)
        )

    def _teams(self) -> list[TeamPlan]:
        """The best roster's timetables as events, on cheaper ways."""
        source, scored = self.timetable, self._best
        campaign = self.instance.campaign
        until = self.began + self._limits.seconds + FINAL_SECONDS
        plans = []
        for number, (team, jobs, outcome) in enumerate(
            zip(campaign.teams, scored.roster, scored.outcomes, strict=True)
        ):
            plan = team_plan(campaign, team, source.build(number, jobs, outcome))
            if time.monotonic() < until:
                plan = cheaper(self.instance, source.desks[number], plan)
            plans.append(plan)
        return plans

    def _late(self) -> bool:
        return time.monotonic() - self.began > self._limits.seconds

    def _offer(self, scored: Scored) -> None:
        if scored.key < self._best.key:
            self._best = scored
        share = min(1.0, (time.monotonic() - self.began) / max(0.001, self._limits.seconds))
        self._report(Progress("search", share, *self._figures(self._best)))

    def _figures(self, scored: Scored) -> tuple[int, int]:
        return sum(o.residents for o in scored.outcomes), scored.key[1]
