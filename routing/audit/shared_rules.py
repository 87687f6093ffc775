"""Rules over all teams together: R7, R11, R12, R13 and R15."""

from __future__ import annotations

import datetime as dt
import unicodedata

from routing.audit.campaign_parts import Pin
from routing.audit.case import Case, place_of
from routing.audit.plan_file import Event
from routing.audit.report import Spot

OPERATORS = 2
"""Operators of a team (R13), each with a per diem and a bed."""
APOSTROPHES = dict.fromkeys(map(ord, "`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032"), "'")
"""Signs that are typed for an apostrophe, as in Jum'at or Ma'u."""


def check_shared(case: Case) -> None:
    """Check what no team can break or keep alone."""
    _check_demand(case)
    _check_kecamatan(case)
    _check_server(case)
    _check_operators(case)
    for pin in case.campaign.rules.pins:
        _check_pin(case, pin)


def _check_demand(case: Case) -> None:
    """R7: no more residents than a post has."""
    for id_, found in case.recorded().items():
        place = case.campaign.places[id_]
        if found > place.residents:
            case.spot.add("demand", place=place.label, found=found, expected=place.residents)


def _check_kecamatan(case: Case) -> None:
    """R11: all sessions in a kecamatan by the same team, where the rule is on."""
    if not case.campaign.rules.one_pair_per_kecamatan:
        return
    teams: dict[str, list[str]] = {}
    for spot, session in case.sessions():
        kecamatan = case.campaign.places[place_of(session)].kecamatan
        if kecamatan is not None and spot.team not in teams.setdefault(kecamatan, []):
            teams[kecamatan].append(spot.team or "")
    for kecamatan, names in teams.items():
        if len(names) > 1:
            listed = ", ".join(names)
            case.spot.add("kecamatan_teams", kecamatan=kecamatan, found=len(names), teams=listed)


def _check_server(case: Case) -> None:
    """R12: what all teams record on a date, where they record online."""
    rules = case.campaign.rules
    if not rules.online:
        return
    sums: dict[dt.date, int] = {}
    for spot, session in case.sessions():
        if spot.date is not None:
            sums[spot.date] = sums.get(spot.date, 0) + session.residents
    for date, found in sorted(sums.items()):
        capacity = rules.server_by_date.get(date, rules.server_default)
        if capacity is not None and found > capacity:
            case.spot.on(date).add("server", found=found, expected=capacity)


def _check_operators(case: Case) -> None:
    """R13: two operators to a team, no operator in two teams."""
    teams: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for team in case.campaign.teams.values():
        here, names = case.spot.of(team.id), ", ".join(team.operators)
        if len(team.operators) != OPERATORS:
            here.add("operators", found=len(team.operators), names=names, expected=OPERATORS)
        persons = {_person(name): name for name in reversed(team.operators)}
        if len(persons) != OPERATORS == len(team.operators):
            here.add("operator_twice", names=names, expected=OPERATORS)
        for person, name in sorted(persons.items()):
            shown.setdefault(person, name)
            teams.setdefault(person, []).append(team.id)
    for person, ids in teams.items():
        if len(ids) > 1:
            listed = ", ".join(ids)
            case.spot.add("operator_shared", operator=shown[person], found=len(ids), teams=listed)


def _person(name: str) -> str:
    """Return a name such that two spellings of one person's are the same.

    They may differ by case, spaces, marks that nobody sees, the form of accents and apostrophes.
    """
    seen = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    plain = unicodedata.normalize("NFC", seen).translate(APOSTROPHES)
    return " ".join(plain.casefold().split())


def _check_pin(case: Case, pin: Pin) -> None:
    """R15: one entry per team that breaks a pin, or per date that a post is not promised."""
    seen: set[tuple[str | None, dt.date | None]] = set()
    for spot, session in case.sessions():
        code = _broken(case, pin, spot, session)
        key = (spot.team, spot.date if pin.post is not None else None)
        if code is None or key in seen:
            continue
        seen.add(key)
        place = case.campaign.label(place_of(session))
        if code == "pin_dates":
            spot.add(code, place=place, expected=", ".join(map(str, sorted(pin.dates))))
        elif code == "pin_team":
            found, kecamatan = spot.team, pin.kecamatan
            spot.add(code, kecamatan=kecamatan, expected=pin.team, found=found, place=place)
        else:
            spot.add(code, kecamatan=pin.kecamatan, found=spot.team, place=place)


def _broken(case: Case, pin: Pin, spot: Spot, session: Event) -> str | None:
    """Return the code of the finding if the session breaks the pin."""
    if pin.post is not None:
        wrong_date = place_of(session) == pin.post and spot.date not in pin.dates
        return "pin_dates" if wrong_date else None
    if case.campaign.places[place_of(session)].kecamatan != pin.kecamatan:
        return None
    if pin.team is not None:
        return "pin_team" if spot.team != pin.team else None
    return "pin_not_team" if spot.team == pin.not_team else None
