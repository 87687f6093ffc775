"""The campaigns that benchmarks solve, by name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from geodata.travel import TRAVEL_COLUMNS, TravelTable
from planner.defaults import DEFAULTS, Defaults, Level
from planner.pipeline import Order, prepared
from routing.campaign import Campaign, Place, ServerCapacity


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
    ready = prepared(Order(Path("out"), level=case.level, defaults=case.defaults))
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
        travel_sha256=hash_of(table.frame),
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


def hash_of(frame: pd.DataFrame) -> str:
    """`TravelTable.sha256` a part at a time: millions of rows need not be one text."""
    digest = hashlib.sha256()
    for start in range(0, len(frame), 100_000):
        part = frame.iloc[start : start + 100_000]
        rows = zip(*(part[name].tolist() for name in TRAVEL_COLUMNS), strict=True)
        digest.update("".join("\t".join(map(str, row)) + "\n" for row in rows).encode())
    return digest.hexdigest()


def _travel(
    frame: pd.DataFrame, ids: list[str], origin: list[str], extra: np.ndarray
) -> pd.DataFrame:
    """Legs of the copies: as their villages' and a local road at either end; sorted.

    Texts are categories, so that millions of rows take little memory.
    """
    known = {name: n for n, name in enumerate(dict.fromkeys(origin))}
    order = np.argsort(np.array(ids))
    spot = np.array([known[name] for name in origin])[order]
    extra = extra[order]
    aside = np.ceil(extra * 60 / 12_000).astype(np.int64)
    rows = []
    states = sorted(set(zip(frame["vehicle"], frame["condition"], strict=True)))
    for number, (vehicle, condition) in enumerate(states):
        legs = frame[frame["vehicle"].eq(vehicle) & frame["condition"].eq(condition)]
        minutes = np.full((len(known), len(known)), -1, np.int64)
        metres = np.zeros_like(minutes)
        legs = legs[legs["origin"].isin(known) & legs["destination"].isin(known)]
        at = tuple(legs[end].map(known).to_numpy(np.int64) for end in ("origin", "destination"))
        minutes[at], metres[at] = legs["minutes"], legs["metres"]
        np.fill_diagonal(minutes, 0)
        start, end = np.nonzero((minutes[np.ix_(spot, spot)] >= 0) & ~np.eye(len(ids), dtype=bool))
        way = spot[start], spot[end]
        rows.append(
            np.column_stack(
                [
                    start,
                    end,
                    np.full_like(start, number),
                    minutes[way] + aside[start] + aside[end],
                    metres[way] + extra[start] + extra[end],
                ]
            )
        )
    whole = np.concatenate(rows)
    whole = whole[np.lexsort((whole[:, 2], whole[:, 1], whole[:, 0]))]
    vehicles, conditions = zip(*states, strict=True)
    columns = (
        pd.Categorical.from_codes(whole[:, 0], pd.Index(sorted(ids), dtype="str")),
        pd.Categorical.from_codes(whole[:, 1], pd.Index(sorted(ids), dtype="str")),
        _by_state(vehicles, whole[:, 2]),
        _by_state(conditions, whole[:, 2]),
        whole[:, 3],
        whole[:, 4],
    )
    return pd.DataFrame(dict(zip(TRAVEL_COLUMNS, columns, strict=True)))


def _by_state(texts: tuple[str, ...], states: np.ndarray) -> pd.Categorical:
    known = sorted(set(texts))
    codes = np.array([known.index(text) for text in texts])
    return pd.Categorical.from_codes(codes[states], pd.Index(known, dtype="str"))
