"""What incidents name, in a campaign: pairs, operators, road sections, crossings, posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from geodata import Dataset, Message
from geodata.spelling import fold
from planner.campaigns import Prepared
from planner.workbook.reading import Lookup
from planner.workbook.schema import CROSSINGS, PAIRS, PLACES
from routing.campaign import Campaign, Place, Team

Operators = tuple[str, str]

_PAIR = Message("pair")
_OPERATOR = Message("operator or pair")
_SECTION = Message("road section")
_SECTIONS = Message("the dataset of roads")
_CROSSING = Message("cell.crossing")
_POST = Message("post")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The names of a campaign.

    Attributes
    ----------
    pairs
        The operators of each pair by its id.
    lookups
        What is looked up, by kind of incident.
    span
        First and last date of the campaign; None where they are not known.
    """

    pairs: Mapping[str, Operators]
    lookups: Mapping[str, Lookup]
    span: tuple[date, date] | None

    @classmethod
    def of(cls, prepared: Prepared) -> Subjects:
        """Return the names of a campaign and of its region's roads."""
        campaign = prepared.campaign
        return cls.named(
            {team.id: team.operators for team in campaign.teams},
            {place.id: place.name for place in campaign.places if is_post(place)},
            (crossing.id for crossing in campaign.crossings),
            prepared.region,
            (campaign.start, campaign.deadline),
        )

    @classmethod
    def named(
        cls,
        pairs: Mapping[str, Operators],
        posts: Mapping[str, str],
        crossings: Iterable[str],
        region: Dataset,
        span: tuple[date, date] | None,
        also: Iterable[str] = (),
    ) -> Subjects:
        """Return the names of a campaign that may not be whole yet.

        Parameters
        ----------
        posts
            Name by id.
        crossings
            Their ids.
        region
            The dataset, for the sections of its roads.
        also
            Ids of pairs that are known although their rows cannot be read.
        """
        sections = dict(zip(region.sections["id"], region.sections["name"], strict=True))
        teams = {id_: " / ".join(names) for id_, names in pairs.items()}
        people = {name: name for names in pairs.values() for name in names}
        pair, post = Lookup(teams, _PAIR, PAIRS.name, also), Lookup(posts, _POST, PLACES.name)
        operator = Lookup(teams | people, _OPERATOR, PAIRS.name, also)
        crossing = Lookup({id_: id_ for id_ in crossings}, _CROSSING, CROSSINGS.name)
        road = Lookup(sections, _SECTION, _SECTIONS)
        lookups = {"kit": pair, "vehicle": pair, "rate": pair, "operator": operator, "road": road}
        lookups |= {"crossing": crossing, "post_closed": post, "residents": post}
        return cls(pairs, lookups, span)

    def pair_of(self, operator: str) -> str | None:
        """Return the id of the pair that an operator is in; None if there is none."""
        for id_, names in self.pairs.items():
            if fold(operator) in map(fold, names):
                return id_
        return None


def is_post(place: Place) -> bool:
    """Whether a place is a post, also one at which nobody is left to be recorded."""
    opens = place.hours or place.hours_by_weekday or place.hours_by_date
    return place.kecamatan is not None and bool(opens or place.residents)


def team_of(subject: str, campaign: Campaign) -> Team | None:
    """Return the team that a team's id or an operator's name means; None if there is none."""
    for team in campaign.teams:
        if fold(subject) in {fold(team.id), *map(fold, team.operators)}:
            return team
    return None
