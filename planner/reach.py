"""How far villages are from the posts of a campaign, by road."""

from __future__ import annotations

from typing import Any

from geodata import Dataset, RoadGraph, RoadState, places_of, travel_table
from maps import Village
from planner.defaults import nodes_of
from routing.campaign import Campaign


def village_reach(
    dataset: Dataset, graph: RoadGraph, states: dict[str, RoadState], campaign: Campaign
) -> tuple[Village, ...]:
    """Return the villages, each with the post that has the shortest way to it.

    The ways are the quickest ones of the first team's vehicle under the condition of the
    campaign's first date. A campaign without posts leaves every village without one.
    """
    spots = places_of(dataset)
    nodes = nodes_of(dataset, campaign)
    condition = campaign.conditions[0].id
    vehicle = campaign.teams[0].vehicle
    ends = {f"village {code}": spots[code].node for code in dataset.villages["code"]}
    posts = {f"post {post.id}": nodes[post.id] for post in campaign.posts}
    legs = travel_table(
        graph, dataset.speeds, ends | posts, [vehicle], {condition: states[condition]}
    ).frame
    to_posts = legs[legs["origin"].isin(ends) & legs["destination"].isin(posts)]
    order = ["origin", "metres", "minutes", "destination"]
    shortest = to_posts.sort_values(order).drop_duplicates("origin").set_index("origin")
    nearest = shortest[["destination", "metres", "minutes"]].to_dict("index")
    rows = dataset.villages.drop(columns="geometry").to_dict("records")
    return tuple(_village(row, nearest.get(f"village {row['code']}")) for row in rows)


def _village(row: dict[Any, Any], nearest: dict[Any, Any] | None) -> Village:
    people = row["population_2010"]
    return Village(
        code=str(row["code"]),
        name=str(row["name"]),
        kecamatan_code=str(row["kecamatan_code"]),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        people=int(people) if people == people else 0,  # noqa: PLR0124  (a number, not NaN)
        post=nearest["destination"].removeprefix("post ") if nearest else None,
        metres=int(nearest["metres"]) if nearest else None,
        minutes=int(nearest["minutes"]) if nearest else None,
    )
