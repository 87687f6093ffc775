"""One solve in a process of its own: what it found, when, and how much memory it took."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.benchmarks.schedule import ASIDE, Task, keep_to_own_cores
from tests.benchmarks.store import Answer, Store

OURS = "ours"
Point = tuple[float, int | None, int | None, int | None]
"""Seconds, residents, total and bound."""


@dataclass(frozen=True)
class Run:
    """What to solve and how."""

    case: str
    seconds: float
    seed: int = 1
    method: str = OURS
    cores: int = 2

    @property
    def key(self) -> str:
        """Name of its file in the store."""
        return f"{self.method}-{self.case}-{self.seconds:g}s-{self.cores}c-seed{self.seed}"

    def task(self) -> Task:
        """The run as a task of the schedule."""
        payload = json.dumps(asdict(self))
        seconds = self.seconds + ASIDE
        return Task(self.key, "tests.benchmarks.run", payload, seconds, self.seed, self.cores)


@dataclass(frozen=True)
class Found:
    """An audited plan in figures; money in rupiah, memory in MiB.

    Memory is the most that process and children took up to the plan, before its audit.
    """

    run: Run
    residents: int
    everybody: int
    weighted: int
    total: int
    weighted_bound: int | None
    residents_gap_percent: float | None
    total_bound: int | None
    gap_percent: float | None
    seconds: float
    first_plan: float | None
    memory: float
    curve: list[Point] = field(default_factory=list)
    note: str = ""
    dated: str = ""
    """How a peer's routes were dated: by hand, or by our timetable."""

    @property
    def contradicted(self) -> bool:
        """Whether a bound on the way was above the total of the plan: then it was false."""
        bounds = [bound for _, done, _, bound in self.curve if bound and done == self.residents]
        return any(bound > self.total for bound in bounds)

    def seconds_to_gap(self, percent: float) -> float | None:
        """When the best plan so far was first proven within the gap; None if never.

        Only where everybody is recorded in the end, since gaps in rupiah compare plans that
        record the same.
        """
        if self.contradicted:
            return None
        for at, residents, total, bound in self.curve:
            whole = residents == self.residents == self.everybody
            if whole and bound and total and 100 * (total - bound) / bound <= percent:
                return at
        return None


def found_by(store: Store, runs: Sequence[Run], dated: str = "") -> list[Found]:
    """What the store has of these runs, in their order; runs that did not end are missing."""
    answers = [store.get(run.key) for run in runs]
    return [
        found
        for answer in answers
        if answer is not None
        for found in map(_read, answer.found)
        if found.dated == dated
    ]


def answers_of(store: Store, runs: Sequence[Run]) -> list[Answer]:
    """The answers of the runs that ended."""
    return [answer for answer in map(store.get, (run.key for run in runs)) if answer is not None]


def _read(held: dict[str, Any]) -> Found:
    run = Run(**held["run"])
    curve = [tuple(point) for point in held["curve"]]
    return Found(**{**held, "run": run, "curve": curve})


def main(text: str) -> None:
    """Solve and print what was found as a line of JSON."""
    keep_to_own_cores()
    run = Run(**json.loads(text))
    print(json.dumps([asdict(found) for found in solved(run)]))


def solved(run: Run) -> list[Found]:
    """Solve, audit every plan and read its figures; peers have a plan for each way of dating."""
    from routing.limits import cores
    from routing.warm_up import get_ready
    from tests.benchmarks.cases import CASES, made

    campaign, travel = made(CASES[run.case])
    get_ready(processes=cores())
    solver = _ours if run.method == OURS else _peer
    found = []
    for plan, curve, note, seconds, dated in solver(campaign, travel, run):
        memory = sum(
            resource.getrusage(who).ru_maxrss / 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        _audit(campaign, travel, plan)
        sums, proof = plan.summary, plan.certificate
        found.append(
            Found(
                run=run,
                residents=sums.residents_recorded,
                everybody=sums.residents_to_record,
                weighted=sums.weighted_recorded,
                total=sums.total_rupiah,
                weighted_bound=proof.weighted_bound,
                residents_gap_percent=proof.residents_gap_percent,
                total_bound=proof.total_bound,
                gap_percent=proof.gap_percent,
                seconds=seconds,
                first_plan=next((point[0] for point in curve if point[1]), None),
                memory=memory,
                curve=curve,
                note=note,
                dated=dated,
            )
        )
    return found


def _ours(campaign: Any, travel: Any, run: Run) -> Any:
    from routing import Limits, Progress, solve

    began = time.monotonic()
    curve: list[Point] = []

    def hear(progress: Progress) -> None:
        bound = getattr(progress, "bound", None)
        point = (progress.residents, progress.rupiah, bound)
        if not curve or curve[-1][1:] != point:
            curve.append((round(time.monotonic() - began, 2), *point))

    limits = Limits(seconds=run.seconds, seed=run.seed, threads=run.cores)
    result = solve(campaign, travel, limits, hear)
    spent = time.monotonic() - began
    sums = result.plan.summary
    bound = result.plan.certificate.total_bound
    curve.append((round(spent, 2), sums.residents_recorded, sums.total_rupiah, bound))
    return [(result.plan, curve, f"ended by {result.ended}", spent, "")]


def _peer(campaign: Any, travel: Any, run: Run) -> Any:
    from tests.benchmarks.peers import DATED, PEERS, answers_by, plan_of

    answers, seconds = answers_by(PEERS[run.method], campaign, travel, run.seconds, run.seed)
    note = f"{len(answers)} sets of routes"
    for dated in DATED:
        plan = plan_of(answers, campaign, travel, hand=dated == "by hand")
        yield plan, [], note, seconds, dated


def _audit(campaign: Any, travel: Any, plan: Any) -> None:
    from routing.audit.bundle_audit import audit_documents

    text = campaign.to_json()
    rows = travel.rows()
    report = audit_documents(json.loads(text), json.loads(plan.to_json()), rows, text.encode())
    if not report.ok:
        faults = [violation.message("en") for violation in report.violations[:5]]
        raise SystemExit(f"the audit refuses the plan: {faults}")


if __name__ == "__main__":
    main(sys.argv[1])
