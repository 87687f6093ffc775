"""A simulated campaign: planned, hit by one incident after the other, and revised each time.

Teams follow the plan of the day and report what they record; nothing but incidents differs from
the plan. In the end what was recorded and spent is laid beside a plan made with hindsight: of the
campaign as it began, with every incident known. Hindsight is given more than anybody can know: a
pair has the best rate that it ever had, and the numbers of residents are those that came to be.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from geodata import load_dataset
from planner.bundle import Bundle, BundleFolder, read_bundle
from planner.campaigns import Prepared
from planner.errors import PlannerError
from planner.incident import Incident
from planner.incidents import (
    Subjects,
    announce_plan,
    apply_incidents,
    parse_incidents,
    read_announced,
    write_promises,
)
from planner.pipeline import PlanRequest, plan_campaign, prepared
from planner.reports.report import REPORT_COLUMNS, clock_text
from planner.revisions import ReplanRequest, Revision, read_history, replan, write_revision
from routing import Limits, solve
from routing.audit import audit_bundle
from routing.campaign import Campaign
from tests.benchmarks.cases import CASES
from tests.benchmarks.random_incidents import Moment, draw
from tests.benchmarks.schedule import Task, keep_to_own_cores

INCIDENTS = 20
SILENT = 0.1
"""Share of sessions that nobody reports: they count as planned, which is what happened."""

DRAWS = 12
"""Incidents drawn at most for one revision, as some cannot be planned (a pair cut off)."""


@dataclass(frozen=True)
class ChainRun:
    """What to simulate."""

    case: str
    seconds: float
    hindsight_seconds: float
    seed: int = 1
    incidents: int = INCIDENTS

    @property
    def key(self) -> str:
        """Name of its file in the store."""
        return f"revisions-{self.case}-{self.seconds:g}s-{self.incidents}-seed{self.seed}"

    def task(self) -> Task:
        """The run as a task of the schedule."""
        seconds = self.incidents * (2 * self.seconds + 5) + self.hindsight_seconds
        payload = json.dumps(asdict(self))
        return Task(self.key, "tests.benchmarks.revision_chain", payload, seconds, self.seed)


@dataclass
class Chain:
    """What came of a simulated campaign; money in rupiah.

    `rupiah` is what was spent and is planned in the end, without the price of broken promises.
    """

    run: ChainRun
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    changed_posts: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    promised: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    residents: int = 0
    everybody: int = 0
    rupiah: int = 0
    first_rupiah: int = 0
    hindsight_residents: int = 0
    hindsight_rupiah: int = 0
    hindsight_bound: int | None = None


def main(text: str) -> None:
    """Simulate a campaign and print what came of it as a line of JSON."""
    keep_to_own_cores()
    run = ChainRun(**json.loads(text))
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asdict(simulated(run, Path(folder)))))


def simulated(run: ChainRun, home: Path) -> Chain:
    """Plan, revise after each incident, and plan with hindsight."""
    from routing.limits import cores
    from routing.warm_up import get_ready

    get_ready(processes=cores())
    case, chance, chain = CASES[run.case], Random(run.seed), Chain(run)
    order = PlanRequest(
        home / "r0", level=case.level, defaults=case.defaults, limits=_limits(run), language="en"
    )
    first = plan_campaign(order)
    chain.first_rupiah = first.plan.summary.total_rupiah
    bundle = read_bundle(order.out)
    truth = {place.id: place.residents for place in first.campaign.places}
    incidents: list[Incident] = []
    for number, now in enumerate(_moments(bundle, run.incidents, chance), 1):
        _promise(bundle, now)
        if not any(True for _, on, _ in bundle.plan.sessions() if on >= now.date()):
            break
        revision, told = _revised(chain, bundle, home / f"r{number}", now, chance)
        incidents += told
        for incident in told:
            if incident.kind == "residents":
                truth[incident.subject] += int(incident.value)
        bundle = read_bundle(home / f"r{number}")
        _check(bundle, revision, truth)
    _close(chain, bundle, truth)
    last = bundle.plan.summary.last_session or bundle.campaign.start
    _look_back(chain, order, truth, incidents, last)
    return chain


def _limits(run: ChainRun) -> Limits:
    return Limits(seconds=run.seconds, seed=run.seed)


def _moments(bundle: Bundle, count: int, chance: Random) -> Iterator[datetime]:
    """Yield the moments of the incidents, spread over the first plan's working dates."""
    campaign = bundle.campaign
    days = sorted({on for _, on, _ in bundle.plan.sessions() if on not in campaign.rest_days})
    days = days[1:]
    for number in range(min(count, len(days))):
        day = days[number * len(days) // count] if len(days) > count else days[number]
        hour = chance.choice((0, 0, 0, 10, 12))
        yield datetime(day.year, day.month, day.day) + timedelta(hours=hour)


def _promise(bundle: Bundle, now: datetime) -> None:
    """Send the announcements of a plan on the eve of what happens next."""
    sent = bundle.campaign.now.date() if bundle.campaign.now else bundle.campaign.start
    found = announce_plan(bundle, sent, None, read_announced(bundle.folder, bundle.campaign))
    write_promises(bundle.folder, found.rows)


def _revised(
    chain: Chain, bundle: Bundle, out: Path, now: datetime, chance: Random
) -> tuple[Revision, list[Incident]]:
    """Let an incident happen that can be planned, and revise the plan."""
    reports = _report(bundle, now, out.with_name(f"{out.name}-reports"), chance)
    moment = Moment(bundle, load_dataset(), now, chance)
    for _ in range(DRAWS):
        text = draw(moment)
        request = ReplanRequest(
            bundle, now, reports, (text,), limits=_limits(chain.run), language="en"
        )
        began = time.monotonic()
        try:
            revision = replan(request)
        except PlannerError as error:
            chain.refused.append(f"{text}: {error}")
            continue
        write_revision(BundleFolder(out), revision, request)
        chain.seconds.append(round(time.monotonic() - began, 1))
        chosen = revision.options[revision.choice]
        chain.told.append(text)
        chain.kinds = dict(Counter([*Counter(chain.kinds).elements(), text.split()[0]]))
        chain.changed_posts.append(chosen.changed_posts)
        chain.broken.append(len(chosen.broken))
        chain.promised.append(len(revision.ready.campaign.promises))
        faults: list[object] = []
        read = parse_incidents([text], Subjects.of(revision.ready), faults)  # type: ignore[arg-type]
        return revision, list(read)
    raise SystemExit(f"no incident could be planned on {now}: {chain.refused[-DRAWS:]}")


def _report(bundle: Bundle, now: datetime, folder: Path, chance: Random) -> tuple[Path, ...]:
    """Write the reports of every team since the plan's own moment; returns their folder, if any."""
    folder.mkdir()
    since = bundle.campaign.now or datetime.combine(bundle.campaign.start, datetime.min.time())
    minute = now.hour * 60 + now.minute
    number = hashlib.sha256((bundle.folder / "plan.json").read_bytes()).hexdigest()
    rows: dict[str, list[dict[str, object]]] = {}
    for team, on, session in bundle.plan.sessions():
        ended = (on, session.end) <= (now.date(), minute)
        if on < since.date() or not ended or chance.random() < SILENT:
            continue
        row = {
            "plan_sha256": number, "team": team, "date": on, "post": session.at,
            "start": clock_text(session.start), "planned": session.residents,
            "recorded": session.residents, "campaign_id": bundle.campaign.identity,
            "revision": bundle.campaign.revision, "saved_at": f"{on}T18:00:00", "status": "held",
        }  # fmt: skip
        rows.setdefault(team, []).append(row)
    for team, said in rows.items():
        with (folder / f"progress-{team}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, REPORT_COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(said)
    return (folder,) if rows else ()


def _check(bundle: Bundle, revision: Revision, truth: dict[str, int]) -> None:
    """Demand that the audit passes, and that everybody at each post is counted once.

    Counted are those recorded, planned and unserved against those listed in the beginning and
    what incidents have told since.
    """
    report = audit_bundle(bundle.folder)
    if not report.ok:
        raise SystemExit(f"the audit refuses {bundle.folder}: {report.violations[:5]}")
    counted: Counter[str] = Counter()
    for row in revision.history.sessions:
        counted[row.post] += row.recorded
    for _, _, session in bundle.plan.sessions():
        counted[session.at] += session.residents
    for post in bundle.plan.unserved:
        counted[post.post] += post.residents
    wrong = {post: (counted[post], n) for post, n in truth.items() if counted[post] != n}
    if wrong:
        raise SystemExit(f"counted twice or lost in {bundle.folder}, counted and true: {wrong}")


def _close(chain: Chain, bundle: Bundle, truth: dict[str, int]) -> None:
    """Play the last plan to its end; the past costs what was spent, and urgency as in a plan."""
    history = read_history(bundle.folder)
    assert history is not None
    campaign, summary = bundle.campaign, bundle.plan.summary
    recorded = sum(row.recorded for row in history.sessions)
    chain.everybody = sum(truth.values())
    chain.residents = recorded + summary.residents_recorded
    waited = sum(row.recorded * (row.date - campaign.start).days for row in history.sessions)
    past = sum(team.rupiah_spent for team in history.teams)
    past += waited * campaign.costs.urgency_rupiah_per_resident_day
    chain.rupiah = past + summary.total_rupiah - summary.rupiah.changes


def _look_back(
    chain: Chain, order: PlanRequest, truth: dict[str, int], incidents: list[Incident], last: date
) -> None:
    """Plan the campaign with every incident known; it ends on the date `last` in truth."""
    ready = prepared(order)
    campaign = ready.campaign
    rates = _usual_rates(campaign, incidents, last)
    campaign = replace(
        campaign,
        places=tuple(replace(p, residents=truth[p.id]) for p in campaign.places),
        teams=tuple(replace(t, rate_per_hour=rates[t.id]) for t in campaign.teams),
    )
    rest = [each for each in incidents if each.kind not in {"rate", "residents"}]
    begun = datetime.combine(campaign.start, datetime.min.time())
    known: Prepared = apply_incidents(replace(ready, campaign=campaign), rest, begun).prepared
    limits = Limits(seconds=chain.run.hindsight_seconds, seed=chain.run.seed)
    plan = solve(known.campaign, known.travel, limits).plan
    chain.hindsight_residents = plan.summary.residents_recorded
    chain.hindsight_rupiah = plan.summary.total_rupiah
    chain.hindsight_bound = plan.certificate.total_bound


def _usual_rates(campaign: Campaign, incidents: list[Incident], last: date) -> dict[str, int]:
    """Return for each pair the residents per hour that it has on most dates until the last one."""
    found = {}
    for team in campaign.teams:
        rate, dates = team.rate_per_hour, Counter[int]()
        told = {
            each.from_.date(): int(each.value)
            for each in incidents
            if each.kind == "rate" and each.subject == team.id
        }
        for number in range((last - campaign.start).days + 1):
            day = campaign.start + timedelta(days=number)
            rate = told.get(day, rate)
            dates[rate] += day not in campaign.rest_days
        found[team.id] = max(dates, key=lambda each: (dates[each], each))
    return found


if __name__ == "__main__":
    main(sys.argv[1])
