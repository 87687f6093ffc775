"""Jobs of a team: posts in order, with the residents to record at each."""

from __future__ import annotations

from routing.instance import Instance

Job = tuple[int, int]
"""Index of a post, and residents to record there."""


Jobs = tuple[Job, ...]


def closing(instance: Instance, jobs: Jobs) -> tuple[bool, ...]:
    """For each job whether it ends with the last residents of its post."""
    sums: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, (post, residents) in enumerate(jobs):
        sums[post] = sums.get(post, 0) + residents
        last[post] = number
    return tuple(
        last[post] == number and sums[post] == instance.place(post).residents
        for number, (post, _) in enumerate(jobs)
    )


def within_reach(jobs: Jobs, most: int, late: int) -> Jobs:
    """The jobs that are begun before so many residents, and `late` more a job, are recorded."""
    before = 0
    for number, (_, residents) in enumerate(jobs):
        if before >= most + late * number:
            return jobs[:number]
        before += residents
    return jobs


def merge(jobs: Jobs) -> Jobs:
    """Join neighbouring jobs at one post and drop empty ones."""
    merged: list[Job] = []
    for post, residents in jobs:
        if residents <= 0:
            continue
        if merged and merged[-1][0] == post:
            merged[-1] = (post, merged[-1][1] + residents)
        else:
            merged.append((post, residents))
    return tuple(merged)
