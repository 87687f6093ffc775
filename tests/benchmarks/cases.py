"""The campaigns that benchmarks solve, by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from geodata.travel.table import TravelTable, legs_frame
from planner.campaigns.default_values import DEFAULTS, Defaults, Level
from planner.pipeline import PlanRequest, prepared
from routing.campaign.document import Campaign
from routing.campaign.parts import Place, ServerCapacity


@dataclass(frozen=True)
class Case:
    """A campaign by name: what is changed against the default one."""

    name: str
    title: str
    level: Level = "kecamatan"
    defaults: Defaults = DEFAULTS
    rules: tuple[tuple[str, object], ...] = ()
    posts: int = 0
    """Posts of a synthetic campaign."""

    @property
    def seconds(self) -> float:
        """Budget: a minute for 24 posts, five for more."""
        return 60.0 if self.level == "kecamatan" else 300.0


def _server() -> ServerCapacity:
    return ServerCapacity(300)


CASES = {
    case.name: case
    for case in (
        Case("default", "24 posts, 12 pairs, 20,000 residents"),
        Case("village", "177 posts, 12 pairs", "village"),
        Case("pairs-3", "24 posts, 3 pairs", defaults=replace(DEFAULTS, teams=3)),
        Case("pairs-6", "24 posts, 6 pairs", defaults=replace(DEFAULTS, teams=6)),
        Case("pairs-24", "24 posts, 24 pairs", defaults=replace(DEFAULTS, teams=24)),
        Case(
            "residents-4000",
            "24 posts, 4,000 residents",
            defaults=replace(DEFAULTS, residents=4000),
        ),
        Case(
            "residents-120000",
            "24 posts, 120,000 residents",
            defaults=replace(DEFAULTS, residents=120_000),
        ),
        Case("shared", "24 posts, R11 off", rules=(("one_pair_per_kecamatan", False),)),
        Case("away", "24 posts, `home_on_rest_days` off", rules=(("home_on_rest_days", False),)),
        Case(
            "server-300",
            "24 posts, the server takes 300 a day",
            rules=(("server_capacity", _server()),),
        ),
        Case(
            "wet",
            "24 posts, wet season, 8 January to 27 April",
            defaults=replace(DEFAULTS, start=date(2018, 1, 8), deadline=date(2018, 4, 27)),
        ),
        Case("synthetic-700", "700 posts (synthetic)", "village", posts=700),
        Case("synthetic-2000", "2,000 posts (synthetic)", "village", posts=2000),
    )
}


def made(case: Case, seed: int = 1) -> tuple[Campaign, TravelTable]:
    """The campaign and its travel table; `seed` of what is synthetic."""
    ready = prepared(PlanRequest(Path("out"), level=case.level, defaults=case.defaults))
    campaign, travel = ready.campaign, ready.travel
    if case.posts:
        campaign, travel = synthetic(campaign, travel, case.posts, seed)
    if case.rules:
        rules = replace(campaign.rules, **dict(case.rules))  # type: ignore[arg-type]
        campaign = replace(campaign, rules=rules)
    return campaign, travel


def synthetic(
    campaign: Campaign, travel: TravelTable, posts: int, seed: int
) -> tuple[Campaign, TravelTable]:
    """A larger campaign from the pattern of the villages.

    The villages are laid over each other again and again, each time as kecamatan of their own,
    every copy's posts up to 3 km beside their village by a local road of 12 km/h. Pairs grow
    with the posts: so many for each post as in the campaign of the villages.
    """
    chance = Random(seed)
    fixed = [place for place in campaign.places if not place.residents]
    villages = list(campaign.posts)
    places, origin, extra = list(fixed), [place.id for place in fixed], [0] * len(fixed)
    for number in range(posts):
        copy, place = divmod(number, len(villages))
        village = villages[place]
        places.append(_copied(village, copy, chance))
        origin.append(village.id)
        extra.append(chance.randint(200, 3000) if copy else 0)
    table = TravelTable(
        _travel(travel.frame, [place.id for place in places], origin, np.array(extra))
    )
    pairs = max(1, round(len(campaign.teams) * posts / len(villages)))
    teams = tuple(
        replace(campaign.teams[0], id=f"T{n:03d}", operators=(f"Operator {n}A", f"Operator {n}B"))
        for n in range(1, pairs + 1)
    )
    made = replace(
        campaign,
        name=f"Synthetic, {posts} posts",
        places=tuple(places),
        teams=teams,
        travel_sha256=table.sha256(),
    )
    return made, table


def _copied(village: Place, copy: int, chance: Random) -> Place:
    if not copy:
        return village
    return replace(
        village,
        id=f"{village.id}-{copy}",
        name=f"{village.name} {copy}",
        kecamatan=f"{village.kecamatan} {copy}",
        lon=village.lon + chance.uniform(-0.02, 0.02),
        lat=village.lat + chance.uniform(-0.02, 0.02),
        residents=max(1, round(village.residents * chance.uniform(0.7, 1.3))),
    )


def _travel(
    frame: pd.DataFrame, ids: list[str], origin: list[str], extra: np.ndarray
) -> pd.DataFrame:
    """Legs of the copies: as their villages' and a local road at either end; sorted."""
    known = {name: n for n, name in enumerate(dict.fromkeys(origin))}
    order = np.argsort(np.array(ids))
    spot, extra = np.array([known[name] for name in origin])[order], extra[order]
    aside = np.ceil(extra * 60 / 12_000).astype(np.int64)
    vehicles, conditions = sorted(set(frame["vehicle"])), sorted(set(frame["condition"]))
    shape = len(ids), len(ids), len(vehicles), len(conditions)
    minutes, metres = np.full(shape, -1, np.int64), np.zeros(shape, np.int64)
    for vehicle, condition in product(vehicles, conditions):
        at = ..., vehicles.index(vehicle), conditions.index(condition)
        legs = frame[frame["vehicle"].eq(vehicle) & frame["condition"].eq(condition)]
        legs = legs[legs["origin"].isin(known) & legs["destination"].isin(known)]
        ends = tuple(legs[end].map(known).to_numpy(np.int64) for end in ("origin", "destination"))
        for figure, table, more in (("minutes", minutes, aside), ("metres", metres, extra)):
            between = np.full((len(known), len(known)), -1, np.int64)
            between[ends] = legs[figure]
            np.fill_diagonal(between, 0)
            ways = between[np.ix_(spot, spot)]
            table[at] = np.where(ways < 0, -1, ways + more[:, None] + more)
    exists = (minutes >= 0) & ~np.eye(len(ids), dtype=bool)[:, :, None, None]
    return legs_frame(exists, minutes, metres, (sorted(ids), sorted(ids), vehicles, conditions))
