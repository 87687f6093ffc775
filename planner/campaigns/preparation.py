"""A campaign with the roads and times that its plan is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from geodata import (
    Dataset,
    Language,
    RoadGraph,
    RoadState,
    TravelTable,
    build_graph,
    conditions_for,
    travel_table as legs,
)
from planner.campaigns.defaults import nodes_of, with_hash
from planner.campaigns.travel_cache import kept
from planner.incident import Incident
from routing.campaign import Campaign


class Remark(Protocol):
    """Something about a campaign that is worth a second look."""

    def text(self, language: Language) -> str:
        """Say it in the reader's language."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Everything that a plan is made from, checked.

    Attributes
    ----------
    campaign
        The campaign, with the hash of its travel table.
    travel
        Minutes and metres of all legs, per vehicle and condition.
    region
        The regency's dataset, with the planner's own places, closures and crossings.
    graph
        Its road graph.
    states
        State of the roads by condition id.
    cards
        Stock of blank cards; None = not given.
    remarks
        What is worth a second look.
    incidents
        Those that the campaign has.
    undisturbed
        The campaign as its workbook has it, without incidents and pins of options; None where
        that is `campaign` itself.
    """

    campaign: Campaign
    travel: TravelTable
    region: Dataset
    graph: RoadGraph
    states: dict[str, RoadState]
    cards: int | None = None
    remarks: tuple[Remark, ...] = ()
    incidents: tuple[Incident, ...] = ()
    undisturbed: Campaign | None = None


def prepare(
    region: Dataset,
    campaign: Campaign,
    graph: RoadGraph | None = None,
    cards: int | None = None,
) -> Prepared:
    """Time all ways of a campaign.

    Parameters
    ----------
    region
        The dataset whose places, roads, seasons and closures hold.
    graph
        The region's road graph, where it has been built already.
    cards
        Stock of blank cards; None = not given.
    """
    graph = build_graph(region) if graph is None else graph
    _, states = conditions_for(region, campaign.start, campaign.deadline)
    vehicles = {team.vehicle for team in campaign.teams}
    travel = legs(
        graph, region.speeds, nodes_of(region, campaign), sorted(vehicles), states, kept()
    )
    return Prepared(with_hash(campaign, travel.sha256()), travel, region, graph, states, cards)
