"""Rule R16: the summary, the costs, the lists, the hashes and the certificate."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction

from routing.audit.campaign_parts import Campaign
from routing.audit.case import Case, place_of
from routing.audit.plan_file import TeamPlan
from routing.audit.promise_rules import broken_promises
from routing.audit.report import Spot
from routing.audit.revision_file import STRENGTHS
from routing.audit.shared_rules import OPERATORS

RELATIVE_TOLERANCE = 1e-9
"""How far the certificate's percentages may be from their formulas."""

Figure = int | dt.date | None


def check_sums(case: Case) -> None:
    """Check everything in the plan that follows from its events."""
    expected = summary_of(case)
    found = case.plan.summary
    for field in dict.fromkeys((*found, *expected)):
        value, figure = found.get(field), expected.get(field)
        if value != figure or (field in found) != (field in expected):
            case.spot.add("summary", field=field, found=_param(value), expected=_param(figure))
    _check_teams(case)
    _check_unserved(case)
    _check_hashes(case)
    weighted, total = expected["weighted_recorded"], expected["total_rupiah"]
    if isinstance(weighted, int) and isinstance(total, int):
        _check_certificate(case, weighted, total)


def summary_of(case: Case) -> dict[str, Figure]:
    """Compute the summary that the events give, by path as in `plan.json`."""
    campaign, teams = case.campaign, case.plan.teams
    recorded = case.recorded()
    rupiah = _rupiah(case)
    active = [day for team in teams for day in team.dates if day.events]
    sessions = [spot.date for spot, _ in case.sessions() if spot.date is not None]
    drives = [event for day in active for event in day.events if event.kind == "drive"]
    nights = [day for team in teams for day in team.dates if day.night_at != campaign.base]
    return {
        "residents_to_record": sum(place.residents for place in campaign.places.values()),
        "residents_recorded": sum(recorded.values()),
        "weighted_recorded": sum(
            residents * campaign.places[place].weight for place, residents in recorded.items()
        ),
        "total_rupiah": sum(rupiah.values()),
        **rupiah,
        "metres": sum(drive.metres for drive in drives),
        "nights_away": len(nights),
        "duty_days": len(active),
        "first_date": min((day.date for day in active), default=None),
        "last_session": max(sessions, default=None),
        **_promises_kept(case),
    }


def _promises_kept(case: Case) -> dict[str, int]:
    """Count the promises that are kept, by strength; nothing where there are none."""
    promises, broken = case.campaign.revision.promises, broken_promises(case)
    if not promises:
        return {}
    return {
        f"{strength}_promises_kept": sum(
            promise.strength == strength and promise not in broken for promise in promises
        )
        for strength in STRENGTHS
    }


def _rupiah(case: Case) -> dict[str, int]:
    """Compute the parts of the total in whole rupiah."""
    parts = {"distance": 0, "nights": 0, "duty_days": 0, "crossings": 0, "urgency": 0}
    for team in case.plan.teams:
        per_km = case.campaign.costs.rupiah_per_km[case.campaign.teams[team.id].vehicle]
        _add_team(case.campaign, team, per_km, parts)
    for spot, session in case.sessions():
        if spot.date is not None:
            days = (spot.date - case.campaign.start).days
            parts["urgency"] += session.residents * days * case.campaign.costs.urgency
    if case.campaign.revision.promises:
        soft = [promise for promise in broken_promises(case) if promise.strength == "soft"]
        parts["changes"] = len(soft) * case.campaign.costs.changed_promise
    return {f"rupiah.{key}": value for key, value in parts.items()}


def _add_team(campaign: Campaign, team: TeamPlan, per_km: int, parts: dict[str, int]) -> None:
    for day in team.dates:
        for event in day.events:
            if event.kind == "drive":
                parts["distance"] += (event.metres * per_km + 500) // 1000
            elif event.kind == "ferry":
                parts["crossings"] += campaign.crossings[event.crossing].fare_rupiah
        if day.events:
            parts["duty_days"] += OPERATORS * campaign.costs.per_diem
        if day.night_at != campaign.base:
            parts["nights"] += OPERATORS * (campaign.places[day.night_at].lodging or 0)


def _check_teams(case: Case) -> None:
    """Every team is listed in order, with the kecamatan in which it records."""
    listed, expected = [team.id for team in case.plan.teams], list(case.campaign.teams)
    if listed != expected:
        case.spot.add("teams_listed", found=", ".join(listed), expected=", ".join(expected))
    kecamatan: dict[str | None, set[str]] = {}
    for spot, session in case.sessions():
        name = case.campaign.places[place_of(session)].kecamatan
        if name is not None:
            kecamatan.setdefault(spot.team, set()).add(name)
    for team in case.plan.teams:
        names = sorted(kecamatan.get(team.id, ()))
        if list(team.kecamatan) != names:
            case.spot.of(team.id).add(
                "team_kecamatan", found=", ".join(team.kecamatan), expected=", ".join(names)
            )


def _check_unserved(case: Case) -> None:
    """Check that recorded and unserved add up; the list is in order and has reasons."""
    unserved: dict[str, int] = {}
    for row in case.plan.unserved:
        unserved[row.post] = unserved.get(row.post, 0) + row.residents
        label = case.campaign.label(row.post)
        if row.residents < 1:
            case.spot.add("unserved_empty", place=label, found=row.residents)
        if row.reasons == 0:
            case.spot.add("unserved_reason", place=label)
    order = [id_ for id_ in case.campaign.places if id_ in unserved]
    posts = [row.post for row in case.plan.unserved]
    if posts != order:
        case.spot.add("unserved_order", found=", ".join(posts), expected=", ".join(order))
    recorded = case.recorded()
    for id_, place in case.campaign.places.items():
        done, left = recorded.get(id_, 0), unserved.get(id_, 0)
        if done + left != place.residents:
            case.spot.add(
                "unserved_sum",
                place=place.label,
                expected=place.residents,
                recorded=done,
                unserved=left,
                found=done + left,
            )


def _check_hashes(case: Case) -> None:
    found, expected = case.plan.campaign_sha256, case.campaign_sha256
    if expected is not None and found != expected:
        case.spot.add("campaign_hash", found=found, expected=expected)
    found = case.campaign.travel_sha256
    if found != case.travel_sha256:
        case.spot.add("travel_hash", found=found, expected=case.travel_sha256)


def _check_certificate(case: Case, weighted: int, total: int) -> None:
    """No bound is beaten by this very plan; the percentages follow from the bounds."""
    certificate, spot = case.plan.certificate, case.spot
    most, least = certificate.weighted_bound, certificate.total_bound
    if most is not None and most < weighted:
        spot.add("bound_weighted", found=most, expected=weighted)
    if least is not None and least > total:
        spot.add("bound_total", found=least, expected=total)
    residents_gap = None if most is None else _percent_above(most, weighted)
    total_gap = None if least is None else _percent_above(total, least)
    _check_gap(spot, "residents_gap_percent", certificate.residents_gap_percent, residents_gap)
    _check_gap(spot, "gap_percent", certificate.gap_percent, total_gap)


def _percent_above(upper: int, lower: int) -> float | None:
    """`100 * (upper - lower) / lower`; 0 if both are 0, None if only the lower is."""
    if lower == 0:
        return 0.0 if upper == 0 else None
    return float(Fraction(100 * (upper - lower), lower))


def _check_gap(spot: Spot, field: str, found: float | None, expected: float | None) -> None:
    if found is None or expected is None:
        same = found is expected
    else:
        same = math.isclose(found, expected, rel_tol=RELATIVE_TOLERANCE)
    if not same:
        spot.add("gap", field=field, found=found, expected=expected)


def _param(value: Figure) -> str | int | None:
    return str(value) if isinstance(value, dt.date) else value
