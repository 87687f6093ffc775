"""Orders of jobs where time or the server is too short for everyone: what to leave for later."""

from __future__ import annotations

from routing.timetable import Job, Jobs, Outcome, merge


def postponed(jobs: Jobs, recorded: int) -> Jobs | None:
    """Put behind all others what is left of the job that is not finished; None if there is none."""
    done = 0
    for number, (post, residents) in enumerate(jobs):
        if done + residents > recorded:
            if number + 1 == len(jobs):
                return None
            kept: tuple[Job, ...] = ((post, recorded - done),) if recorded > done else ()
            late = ((post, done + residents - recorded),)
            return merge((*jobs[:number], *kept, *jobs[number + 1 :], *late))
        done += residents
    return None


def trimmed(jobs: Jobs, outcome: Outcome, number: int) -> Jobs | None:
    """Put behind all others what is recorded of a job on its last date.

    A date on which one post is finished and another begun is lost in part; whole dates at
    one post are not. Where not everyone can be recorded it is better to leave a few.

    Returns
    -------
    None where the job is not recorded, or on one date only.
    """
    begin = sum(residents for _, residents in jobs[:number])
    end = begin + jobs[number][1]
    parts = [
        min(choice.after, end) - max(choice.before, begin)
        for choice in outcome.choices
        if choice.before < end and choice.after > begin
    ]
    if len(parts) < 2:
        return None
    post, residents = jobs[number]
    kept = (*jobs[:number], (post, residents - parts[-1]), *jobs[number + 1 :])
    return merge((*kept, (post, parts[-1])))
