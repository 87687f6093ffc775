"""Variations of a campaign: other numbers of pairs, other rates, other rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from geodata import Message
from planner.errors import OptionError
from routing.campaign import (
    Assumption,
    Campaign,
    Costs,
    KecamatanBar,
    KecamatanPin,
    PostDates,
    Rules,
    ServerCapacity,
    Team,
    check_campaign,
)

MOST_CASES = 200
_MOST_TEAMS = 200

CampaignChange = Callable[[Campaign, int], Campaign]


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """What a case changes: the name of a value, and the value as a planner reads it.

    `number` is the value as a whole number: minutes, rupiah, a count, a date's ordinal, or 1
    and 0 for yes and no.
    """

    name: str
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Case:
    """A campaign with some values changed.

    Attributes
    ----------
    settings
        The changed values, pairs first.
    dropped_pins
        Pins that name pairs which this case does not have.
    """

    settings: tuple[ChangedValue, ...]
    campaign: Campaign
    dropped_pins: int = 0

    @property
    def name(self) -> str:
        """Name of the case's folder, such as `teams-08_rate-12`."""
        return "_".join(f"{each.name}-{_padded(each)}" for each in self.settings) or "base"

    @property
    def teams(self) -> int:
        """Number of pairs."""
        return len(self.campaign.teams)


def _padded(setting: ChangedValue) -> str:
    return f"{setting.number:02d}" if setting.name == "teams" else setting.text


def cases_of(
    campaign: Campaign, teams: str | None, vary: Sequence[str], *, alone: bool = False
) -> tuple[Case, ...]:
    """Return every combination of the asked values, each as a campaign of its own.

    Parameters
    ----------
    campaign
        What is varied.
    teams
        Numbers of pairs: `8`, `4,6,12`, or `4:24:2` (first, last, step).
    vary
        Each `NAME=VALUE,VALUE`; the names are those of `SETTINGS`.
    alone
        Whether the campaign is a case of its own where nothing is varied.

    Raises
    ------
    OptionError
        With everything that cannot be used.
    CampaignError
        When a changed campaign contradicts itself.
    """
    faults: list[Message] = []
    axes = [_teams(teams, faults)] if teams is not None else []
    axes += [_axis(text, faults) for text in vary]
    names = [axis[0].name for axis in axes if axis]
    faults += [
        Message("vary_twice", name=name) for name in sorted(set(names)) if names.count(name) > 1
    ]
    count = 1
    for axis in axes:
        count *= len(axis)
    if not axes and not alone:
        faults.append(Message("vary_nothing"))
    elif count > MOST_CASES:
        faults.append(Message("vary_many", count=count, most=MOST_CASES))
    if faults:
        raise OptionError(faults)
    found = tuple(_case(campaign, settings, faults) for settings in product(*axes))
    if faults:
        raise OptionError(list(dict.fromkeys(faults)))
    return found


def _teams(text: str, faults: list[Message]) -> list[ChangedValue]:
    numbers = list[int]()
    span = re.fullmatch(r"(\d+):(\d+)(?::(\d+))?", text.strip())
    if span:
        first, last, step = int(span[1]), int(span[2]), int(span[3] or 1)
        numbers = list(range(first, min(last, _MOST_TEAMS + 1) + 1, step)) if step else []
    elif re.fullmatch(r"\s*\d+(\s*,\s*\d+)*\s*", text):
        numbers = [int(part) for part in text.split(",")]
    numbers = sorted(set(numbers))
    if not numbers or not 0 < numbers[0] <= numbers[-1] <= _MOST_TEAMS:
        faults.append(Message("vary_teams", value=text, most=_MOST_TEAMS))
        return []
    return [ChangedValue("teams", str(number), number) for number in numbers]


def _axis(text: str, faults: list[Message]) -> list[ChangedValue]:
    name, found, values = (part.strip() for part in text.partition("="))
    if not found or not values or name not in SETTINGS:
        faults.append(Message("vary_unknown", value=text, known=", ".join(SETTINGS)))
        return []
    read, settings = SETTINGS[name].read, list[ChangedValue]()
    for value in values.split(","):
        number = read(value.strip())
        if number is None:
            faults.append(Message(SETTINGS[name].fault, name=name, value=value.strip()))
        elif number not in {each.number for each in settings}:
            settings.append(ChangedValue(name, SETTINGS[name].text(number), number))
    return settings


def _case(campaign: Campaign, settings: tuple[ChangedValue, ...], faults: list[Message]) -> Case:
    changed, dropped = campaign, 0
    for setting in settings:
        if setting.name == "teams":
            changed, dropped = with_teams(changed, setting.number)
        elif setting.name == "deadline":
            day = date.fromordinal(setting.number)
            if not campaign.start <= day <= campaign.deadline:
                span = {"start": campaign.start, "deadline": campaign.deadline}
                faults.append(Message("vary_deadline", value=day, **span))
                continue
            changed = with_deadline(changed, day)
        else:
            changed = SETTINGS[setting.name].change(changed, setting.number)
        changed = _told(changed, setting)
    if not faults:
        check_campaign(changed)
    return Case(settings, changed, dropped)


def _told(campaign: Campaign, setting: ChangedValue) -> Campaign:
    """State a changed value among the assumptions."""
    field = "teams" if setting.name == "teams" else SETTINGS[setting.name].field
    told = Assumption(field, _TOLD.get(setting.text, setting.text), "what-if")
    others = [each for each in campaign.assumptions if each.field != field]
    return replace(campaign, assumptions=(told, *others))


def with_teams(campaign: Campaign, count: int) -> tuple[Campaign, int]:
    """Change the number of pairs; returns the campaign and how many pins were dropped.

    The first pairs stay; new ones are like the last, with ids and operators of their own and
    without its days off.
    Pins that name pairs which are gone are dropped.
    """
    teams = list(campaign.teams[:count])
    ids = {team.id for team in campaign.teams}
    operators = {name for team in campaign.teams for name in team.operators}
    number = len(campaign.teams)
    while len(teams) < count:
        number += 1
        new = _like(campaign.teams[-1], number)
        if new.id not in ids and not operators & set(new.operators):
            teams.append(new)
    kept = {team.id for team in teams}
    pins = tuple(pin for pin in campaign.rules.pins if _team_of(pin) in {None, *kept})
    dropped = len(campaign.rules.pins) - len(pins)
    rules = replace(campaign.rules, pins=pins)
    return replace(campaign, teams=tuple(teams), rules=rules), dropped


def _like(team: Team, number: int) -> Team:
    operators = f"Operator {number:02d}A", f"Operator {number:02d}B"
    return replace(team, id=f"T{number:02d}", operators=operators, days_off=())


def _team_of(pin: KecamatanPin | KecamatanBar | PostDates) -> str | None:
    if isinstance(pin, KecamatanPin):
        return pin.team
    return pin.not_team if isinstance(pin, KecamatanBar) else None


def with_deadline(campaign: Campaign, deadline: date) -> Campaign:
    """Let a campaign end earlier; what lies after it is cut off."""
    conditions = tuple(
        replace(each, until=min(each.until, deadline))
        for each in campaign.conditions
        if each.from_ <= deadline
    )
    pins = tuple(
        replace(pin, dates=tuple(day for day in pin.dates if day <= deadline))
        if isinstance(pin, PostDates)
        else pin
        for pin in campaign.rules.pins
    )
    return replace(
        campaign,
        deadline=deadline,
        conditions=conditions,
        rest_days=tuple(day for day in campaign.rest_days if day <= deadline),
        rules=replace(campaign.rules, pins=pins),
    )


def _whole(least: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        return int(text) if re.fullmatch(r"\d{1,12}", text) and int(text) >= least else None

    return read


_YES, _NO = {"yes", "ya", "true", "1"}, {"no", "tidak", "false", "0"}


_TOLD = {"yes": "true", "no": "false"}
"""How assumptions state a rule that holds or does not."""


def _truth(text: str) -> int | None:
    word = text.casefold()
    return 1 if word in _YES else 0 if word in _NO else None


def _day(text: str) -> int | None:
    from planner.cell_parsing import MisreadError  # noqa: PLC0415
    from planner.workbook.schema import day  # noqa: PLC0415

    try:
        return day(text).toordinal()
    except MisreadError:
        return None


def _yes_or_no(number: int) -> str:
    return "yes" if number else "no"


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _teams_with(change: Callable[[Team, int], Team]) -> CampaignChange:
    def changed(campaign: Campaign, value: int) -> Campaign:
        return replace(campaign, teams=tuple(change(team, value) for team in campaign.teams))

    return changed


def _rules_with(change: Callable[[Rules, int], Rules]) -> CampaignChange:
    def changed(campaign: Campaign, value: int) -> Campaign:
        return replace(campaign, rules=change(campaign.rules, value))

    return changed


def _costs_with(change: Callable[[Costs, int], Costs]) -> CampaignChange:
    def changed(campaign: Campaign, value: int) -> Campaign:
        return replace(campaign, costs=change(campaign.costs, value))

    return changed


def _lodging(campaign: Campaign, value: int) -> Campaign:
    places = tuple(
        place if place.lodging_per_person is None else replace(place, lodging_per_person=value)
        for place in campaign.places
    )
    return replace(campaign, places=places)


def _server(campaign: Campaign, value: int) -> Campaign:
    capacity = ServerCapacity(value, campaign.rules.server_capacity.by_date)
    rules = replace(campaign.rules, server_capacity=capacity, connectivity="online")
    return replace(campaign, rules=rules)


def _no_change(campaign: Campaign, _: int) -> Campaign:
    return campaign


@dataclass(frozen=True, slots=True)
class Name:
    """A value that can be varied: how it is read and set, and the assumption that states it.

    `text` gives the value as it is shown and as the case's folder is named, however it was
    typed: 31/05/2018 and 2018-05-31 are one date.
    """

    read: Callable[[str], int | None]
    change: CampaignChange
    field: str
    fault: str = "vary_number"
    text: Callable[[int], str] = str


SETTINGS: dict[str, Name] = {
    "rate": Name(
        _whole(1),
        _teams_with(lambda team, value: replace(team, rate_per_hour=value)),
        "rate_per_hour",
        "vary_positive",
    ),
    "setup_minutes": Name(
        _whole(0),
        _teams_with(lambda team, value: replace(team, setup_minutes=value)),
        "setup_minutes",
    ),
    "max_nights_out": Name(
        _whole(0),
        _rules_with(lambda rules, value: replace(rules, max_nights_out=value)),
        "max_nights_out",
    ),
    "finish_minutes": Name(
        _whole(0),
        _rules_with(lambda rules, value: replace(rules, finish_minutes=value)),
        "finish_minutes",
    ),
    "min_visit_residents": Name(
        _whole(0),
        _rules_with(lambda rules, value: replace(rules, min_visit_residents=value)),
        "min_visit_residents",
    ),
    "max_driving_minutes": Name(
        _whole(0),
        _rules_with(lambda rules, value: replace(rules, max_driving_minutes=value)),
        "max_driving_minutes",
    ),
    "home_on_rest_days": Name(
        _truth,
        _rules_with(lambda rules, value: replace(rules, home_on_rest_days=bool(value))),
        "home_on_rest_days",
        "vary_truth",
        _yes_or_no,
    ),
    "one_pair_per_kecamatan": Name(
        _truth,
        _rules_with(lambda rules, value: replace(rules, one_pair_per_kecamatan=bool(value))),
        "one_pair_per_kecamatan",
        "vary_truth",
        _yes_or_no,
    ),
    "deadline": Name(_day, _no_change, "deadline", "vary_date", _iso),
    "server_capacity": Name(_whole(0), _server, "server_capacity"),
    "per_diem": Name(
        _whole(0), _costs_with(lambda costs, value: replace(costs, per_diem=value)), "per_diem"
    ),
    "lodging": Name(_whole(0), _lodging, "lodging_per_person"),
    "urgency": Name(
        _whole(0),
        _costs_with(lambda costs, value: replace(costs, urgency_rupiah_per_resident_day=value)),
        "urgency",
    ),
}
"""What `--vary` takes."""
