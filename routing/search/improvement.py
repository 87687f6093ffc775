"""Deterministic improvements of a roster, beside the random moves of the local search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from routing.search.roster import EvaluatedRoster, RosterEvaluator, replaced
from routing.search.shortage import postponed, trimmed
from routing.timetable import Job, Jobs, merge


def unblock(evaluator: RosterEvaluator, evaluated: EvaluatedRoster) -> EvaluatedRoster:
    """Move what a team cannot finish behind the jobs that wait for it.

    A post that is open on a few dates only can hold up the rest of the order; what is
    left of it goes to the end, as often as that helps.
    """
    for team in range(len(evaluated.roster)):
        while True:
            jobs = postponed(evaluated.roster[team], evaluated.outcomes[team].residents)
            if jobs is None:
                break
            candidate = evaluator.evaluate(replaced(evaluated.roster, {team: jobs}), evaluated)
            if candidate.key >= evaluated.key:
                break
            evaluated = candidate
    return evaluated


def refined(
    evaluator: RosterEvaluator,
    evaluated: EvaluatedRoster,
    stopped: Callable[[], bool] = lambda: False,
) -> EvaluatedRoster:
    """Make each team's timetable anew where the evaluator's has a better one, until `stopped`."""
    for team in range(len(evaluated.roster)):
        if stopped():
            break
        evaluated = min(evaluated, evaluator.reevaluate(evaluated, [team]), key=lambda one: one.key)
    return evaluated


def cut_short(
    evaluator: RosterEvaluator, evaluated: EvaluatedRoster, stopped: Callable[[], bool]
) -> EvaluatedRoster:
    """Leave parts of posts for later as long as that lets more be recorded, or costs less."""
    best = None
    while evaluated is not best:
        best = evaluated
        for team in range(len(best.roster)):
            if stopped():
                return evaluated
            for number in range(len(best.roster[team])):
                if number < len(evaluated.roster[team]):
                    jobs = trimmed(evaluated.roster[team], evaluated.outcomes[team], number)
                    if jobs is not None:
                        other = evaluator.evaluate(
                            replaced(evaluated.roster, {team: jobs}), evaluated
                        )
                        evaluated = min(evaluated, other, key=lambda one: one.key)
    return evaluated


def reordered(
    evaluator: RosterEvaluator, evaluated: EvaluatedRoster, stopped: Callable[[], bool]
) -> EvaluatedRoster:
    """Try each team's kecamatan (or jobs, where shared) in reverse, and least work first."""
    tied = evaluator.instance.campaign.rules.one_pair_per_kecamatan
    for team, jobs in enumerate(evaluated.roster):
        units: dict[object, Jobs] = {}
        for number, job in enumerate(jobs):
            name = evaluator.instance.kecamatan(job[0]) if tied else number
            units[name] = (*units.get(name, ()), job)
        small = sorted(units.values(), key=lambda unit: sum(residents for _, residents in unit))
        for order in ([*units.values()][::-1], small):
            if stopped():
                return evaluated
            other = merge(tuple(job for unit in order for job in unit))
            candidate = evaluator.evaluate(replaced(evaluated.roster, {team: other}), evaluated)
            evaluated = min(evaluated, candidate, key=lambda one: one.key)
    return evaluated


def insert_pieces(
    evaluator: RosterEvaluator, evaluated: EvaluatedRoster, team: int, pieces: Sequence[Job]
) -> EvaluatedRoster:
    """Insert jobs one by one, each where it is worth most."""
    for piece in pieces:
        jobs = evaluated.roster[team]
        tried = [
            evaluator.evaluate(
                replaced(evaluated.roster, {team: (*jobs[:n], piece, *jobs[n:])}), evaluated
            )
            for n in range(len(jobs) + 1)
        ]
        evaluated = min(tried, key=lambda candidate: candidate.key)
    return evaluated
