"""R18: promises are kept or listed as changed, and no more are changed than may be."""

from __future__ import annotations

from routing.audit.campaign_parts import Promise
from routing.audit.case import Case, place_of


def broken_promises(case: Case) -> tuple[Promise, ...]:
    """Promises without a session at the post on the date, by date and post."""
    held = {(spot.date, place_of(session)) for spot, session in case.sessions()}
    promises = sorted(case.campaign.revision.promises)
    return tuple(promise for promise in promises if (promise.date, promise.post) not in held)


def check_promises(case: Case) -> None:
    """Check the list of changes against the sessions, and the number of changes."""
    broken, listed = broken_promises(case), case.plan.changes
    for promise in broken:
        if promise not in listed:
            case.spot.add("promise_unlisted", **_words(case, promise))
    for change in dict.fromkeys(listed):
        if change not in broken:
            case.spot.add("change_unfounded", **_words(case, change))
    if set(listed) == set(broken) and listed != broken:
        found, expected = (
            ", ".join(f"{change.date} {change.post}" for change in changes)
            for changes in (listed, broken)
        )
        case.spot.add("changes_order", found=found, expected=expected)
    most = case.campaign.rules.most_changes
    if most is not None and len(broken) > most:
        case.spot.add("changes_most", found=len(broken), expected=most)


def _words(case: Case, promise: Promise) -> dict[str, str]:
    return {
        "place": case.campaign.label(promise.post),
        "day": str(promise.date),
        "strength": promise.strength,
    }
