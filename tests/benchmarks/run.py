"""One solve in a process of its own: what it found, when, and how much memory it took."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.benchmarks.report import ROOT

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
    hand: bool = False
    """Whether a peer's routes are dated by hand."""


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

    def seconds_to_gap(self, percent: float) -> float | None:
        """When the best plan so far was first proven within the gap; None if never.

        Only where everybody is recorded in the end, since gaps in rupiah compare plans that
        record the same.
        """
        for at, residents, total, bound in self.curve:
            whole = residents == self.residents == self.everybody
            if whole and bound and total and 100 * (total - bound) / bound <= percent:
                return at
        return None


def solve_apart(run: Run) -> Found:
    """Solve in a fresh process that may use as many cores as the run says.

    Raises
    ------
    RuntimeError
        When the process fails, with the end of what it said.
    """
    threads = {name: str(run.cores) for name in ("OMP_NUM_THREADS", "NUMBA_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.run", json.dumps(asdict(run))],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **threads, "PYTHONPATH": str(ROOT)},
    )
    if done.returncode:
        raise RuntimeError(f"{run}: {done.stderr[-2000:]}")
    answer = json.loads(done.stdout.splitlines()[-1])
    answer["run"] = Run(**answer["run"])
    answer["curve"] = [tuple(point) for point in answer["curve"]]
    return Found(**answer)


def main(text: str) -> None:
    """Solve and print what was found as a line of JSON."""
    run = Run(**json.loads(text))
    usable = sorted(os.sched_getaffinity(0))[: run.cores]
    os.sched_setaffinity(0, usable)
    print(json.dumps(asdict(_solved(run))))


def _solved(run: Run) -> Found:
    from tests.benchmarks.cases import CASES, made

    campaign, travel = made(CASES[run.case])
    _warm(campaign, travel)
    solver = _ours if run.method == OURS else _peer
    began = time.monotonic()
    plan, curve, note, seconds = solver(campaign, travel, run)
    elapsed = seconds if seconds is not None else time.monotonic() - began
    memory = sum(
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    _audit(campaign, travel, plan)
    sums, proof = plan.summary, plan.certificate
    first = next((point[0] for point in curve if point[1]), None)
    return Found(
        run=run,
        residents=sums.residents_recorded,
        everybody=sums.residents_to_record,
        weighted=sums.weighted_recorded,
        total=sums.total_rupiah,
        weighted_bound=proof.weighted_bound,
        residents_gap_percent=proof.residents_gap_percent,
        total_bound=proof.total_bound,
        gap_percent=proof.gap_percent,
        seconds=elapsed,
        first_plan=first,
        memory=memory,
        curve=curve,
        note=note,
    )


def _warm(campaign: Any, travel: Any) -> None:
    """Load compiled code by solving one post of the campaign, outside the budget."""
    from dataclasses import replace

    from routing import Limits, solve

    keep = min(campaign.posts, key=lambda post: post.residents).id
    places = tuple(
        place if place.id == keep else replace(place, residents=0) for place in campaign.places
    )
    kept = {place.id for place in places if place.id == keep or not place.kecamatan}
    small = replace(
        campaign,
        places=tuple(place for place in places if place.id in kept),
        teams=campaign.teams[:1],
    )
    frame = travel.frame[travel.frame["origin"].isin(kept) & travel.frame["destination"].isin(kept)]
    solve(small, type(travel).from_frame(frame), Limits(seconds=5, work=10))


def _ours(campaign: Any, travel: Any, run: Run) -> Any:
    from routing import Limits, Progress, solve

    began = time.monotonic()
    curve: list[Point] = []

    def hear(progress: Progress) -> None:
        bound = getattr(progress, "bound", None)
        point = (progress.residents, progress.rupiah, bound)
        if not curve or curve[-1][1:] != point:
            curve.append((round(time.monotonic() - began, 2), *point))

    limits = Limits(seconds=run.seconds, seed=run.seed)
    result = solve(campaign, travel, limits, hear)
    spent = time.monotonic() - began
    sums = result.plan.summary
    bound = result.plan.certificate.total_bound
    curve.append((round(spent, 2), sums.residents_recorded, sums.total_rupiah, bound))
    return result.plan, curve, f"ended by {result.ended}", spent


def _peer(campaign: Any, travel: Any, run: Run) -> Any:
    from tests.benchmarks.peers import PEERS, plan_by

    peer, limits = PEERS[run.method], (run.seconds, run.seed)
    plan, seconds, note = plan_by(peer, campaign, travel, *limits, hand=run.hand)
    return plan, [], note, seconds


def _audit(campaign: Any, travel: Any, plan: Any) -> None:
    from routing.audit import audit_documents

    text = campaign.to_json()
    rows = travel.frame.itertuples(index=False, name=None)
    report = audit_documents(json.loads(text), json.loads(plan.to_json()), rows, text.encode())
    if not report.ok:
        faults = [violation.message("en") for violation in report.violations[:5]]
        raise SystemExit(f"the audit refuses the plan: {faults}")


Solver = Callable[[Run], Found]

if __name__ == "__main__":
    main(sys.argv[1])
