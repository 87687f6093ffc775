"""Why residents are left, and what a planner can do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from geodata import Language, say
from routing.hindrances import pin_hindrance, pinned_dates, recorders, spare, way_hindrance
from routing.instance import Instance
from routing.plan import Reason, TeamPlan, Unserved
from routing.timetable import Timetable

CODES: tuple[Literal["no_time", "unreachable", "server", "rule"], ...] = (
    "no_time", "unreachable", "server", "rule",
)  # fmt: skip
"""With what a reason's key begins is its code."""

REMEDIES: dict[str, str] = {
    "no_time": "add_pairs",
    "unreachable": "add_way",
    "server": "raise_server",
    "rule_by_air": "go_by_air",
    "rule_no_way_back": "add_back",
    "rule_crossing_dates": "add_departure",
    "rule_pins": "change_pins",
    "rule_closed": "pin_open",
    "rule_pin_dates": "pin_working",
    "rule_absent": "pin_present",
    "rule_pin_full": "change_pins",
    "rule_one_pair": "more_pairs",
    "rule_dates": "add_dates",
    "rule_visit": "lower_visit",
    "rule_other": "change_rules",
}


def unserved(
    instance: Instance, timetable: Timetable, recorded: dict[str, int], language: Language,
    recordable: frozenset[int] | None = None, plans: Sequence[TeamPlan] = (),
) -> tuple[Unserved, ...]:  # fmt: skip
    """Posts with residents left, in the campaign's order, each with its reason.

    Parameters
    ----------
    recorded
        Residents recorded by post id.
    recordable
        Posts at which some pair can record somebody within the server's limits, where that
        is known for sure; None leaves it to the timetable.
    plans
        What the teams do; without it nothing is said of pairs that have dates left.
    """
    found = []
    used_up = _server_used_up(instance, recorded)
    for post in instance.posts:
        place = instance.place(post)
        left = place.residents - recorded.get(place.id, 0)
        if left <= 0:
            continue
        least = instance.least_visit(post)
        key = "rule_visit"
        if left >= least:
            key = _reason(instance, timetable, post, recordable, plans, used_up=used_up)
        code = next(code for code in CODES if key.startswith(code))
        reasons = (Reason(code, say(f"unserved.{key}", language, least=least)),)
        remedy = say(f"unserved.{REMEDIES[key]}", language)
        found.append(Unserved(place.id, left, reasons, (remedy,)))
    return tuple(found)


def unexplained(left: Mapping[str, int]) -> tuple[Unserved, ...]:
    """Return posts with residents left and no reason, for the audit of a plan that is a step.

    Parameters
    ----------
    left
        Residents left by post id; posts with nobody left are passed over.
    """
    return tuple(
        Unserved(post, count, (Reason("no_time", "-"),), ("-",))
        for post, count in left.items()
        if count > 0
    )


def _reason(
    instance: Instance, timetable: Timetable, post: int, recordable: frozenset[int] | None,
    plans: Sequence[TeamPlan], *, used_up: bool,
) -> str:  # fmt: skip
    way = way_hindrance(instance, post)
    if way is not None:
        return way
    teams = instance.campaign.teams
    able = [n for n, team in enumerate(teams) if instance.allowed(post, team)]
    pin = pin_hindrance(instance, post, [teams[n] for n in able]) if able else "rule_pins"
    if pin is not None:
        return pin
    sure = recordable is not None and post in recordable
    if not (used_up or sure or _alone(instance, timetable, post, able)):
        return "rule_other"
    if used_up or not (sure or recordable is None):
        return "server"
    return _full(instance, post, {teams[n].id for n in able}, plans)


def _full(instance: Instance, post: int, able: set[str], plans: Sequence[TeamPlan]) -> str:
    """Why the dates are used up: where other pairs have some left, a rule keeps them away."""
    if pinned_dates(instance, post) is not None:
        return "rule_dates"
    here = recorders(instance, post, plans)
    others = set(spare(instance, post, plans)) - here if plans else set()
    if others and not others & able:
        return "rule_pin_full"
    if here and others & able and instance.campaign.rules.one_pair_per_kecamatan:
        return "rule_one_pair"
    return "no_time"


def _alone(instance: Instance, timetable: Timetable, post: int, able: list[int]) -> bool:
    """Whether a pair could record there if the server took everybody."""
    jobs = ((post, instance.place(post).residents),)
    boundless = np.full(len(instance.campaign.dates), -1, np.int64)
    return any(timetable.evaluate(n, jobs, boundless).residents for n in able)


def _server_used_up(instance: Instance, recorded: dict[str, int]) -> bool:
    """Whether the server's whole capacity on working dates is within a tenth of its use."""
    days = instance.campaign.dates
    limits = [
        limit
        for limit, day in zip(instance.server, days, strict=True)
        if day not in instance.rest_days
    ]
    if not limits or any(limit is None for limit in limits):
        return False
    capacity = sum(limit or 0 for limit in limits)
    return sum(recorded.values()) >= 0.9 * capacity
