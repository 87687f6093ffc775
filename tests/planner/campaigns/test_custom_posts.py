"""Posts as GeoDataFrames: out of a campaign, and into it."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely import LineString, Point

from geodata import Dataset
from planner import FrameError, default_campaign, posts_of, prepare, with_posts
from planner.campaigns.default_values import DEFAULTS
from routing import Campaign


@pytest.fixture(scope="module")
def campaign(dataset: Dataset) -> Campaign:
    return default_campaign(dataset)


def frame(*rows: tuple[str, str, object, float, float], **more: list[object]) -> gpd.GeoDataFrame:
    ids, names, residents, lons, lats = zip(*rows, strict=True)
    columns = {"id": ids, "name": names, "residents": residents, **more}
    return gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(lons, lats), crs="EPSG:4326")


MARKET = ("market", "Pasar Oesao", 500, 123.81, -10.12)
"""In Kupang Timur."""


def test_what_goes_out_comes_back(dataset: Dataset, campaign: Campaign) -> None:
    posts = posts_of(campaign)
    assert posts.crs == "EPSG:4326"
    assert posts["residents"].sum() == 20_000
    region, again = with_posts(dataset, campaign, posts)
    assert region is dataset
    assert again.posts == campaign.posts


def test_a_post_of_ones_own_in_another_crs(dataset: Dataset, campaign: Campaign) -> None:
    region, changed = with_posts(dataset, campaign, frame(MARKET).to_crs(32751))
    (post,) = changed.posts
    assert (post.id, post.kecamatan, post.residents) == ("market", "Kupang Timur", 500)
    assert (post.lon, post.lat) == pytest.approx((123.81, -10.12), abs=2e-6)
    assert (post.hours, post.lodging_per_person) == (DEFAULTS.hours, DEFAULTS.lodging_per_person)
    assert changed.base == campaign.base
    assert "market" in set(region.towns["id"])
    assert "market" not in set(dataset.towns["id"])
    stated = {each.field: each.value for each in changed.assumptions}
    assert stated["posts"] == "1"
    assert not [field for field in stated if field.startswith(("residents.", "post "))]


def test_roads_lead_to_it(dataset: Dataset, campaign: Campaign) -> None:
    ready = prepare(*with_posts(dataset, campaign, frame(MARKET)))
    legs = ready.travel.frame
    way = legs[(legs["origin"] == campaign.base) & (legs["destination"] == "market")]
    straight = 1_000 * 7.8  # Oelamasi 123.869 E 10.074 S to 123.81 E 10.12 S
    assert len(way) == len(ready.states)
    assert (way["metres"] > 0.9 * straight).all()
    assert (way["metres"] < 4 * straight).all()


def test_columns_that_may_be_there(dataset: Dataset, campaign: Campaign) -> None:
    posts = frame(
        MARKET, ("school", "SMA", 40, 123.80, -10.11),
        weight=[3, 1], lodging_per_person=[None, 0], kecamatan=["Amarasi", None],
        phone=[None, "0812"],
    )  # fmt: skip
    market, school = with_posts(dataset, campaign, posts)[1].posts
    assert (market.weight, market.kecamatan, market.phone) == (3, "Amarasi", None)
    assert (school.lodging_per_person, school.phone) == (0, "0812")
    assert school.kecamatan == "Kupang Timur"


def faults(dataset: Dataset, campaign: Campaign, posts: gpd.GeoDataFrame) -> list[str]:
    with pytest.raises(FrameError) as caught:
        with_posts(dataset, campaign, posts)
    return [note.text("en") for note in caught.value.notes]


def test_a_frame_that_cannot_be_read(dataset: Dataset, campaign: Campaign) -> None:
    line = LineString([(123.8, -10.1), (123.9, -10.1)])
    bare = gpd.GeoDataFrame({"id": ["a"]}, geometry=[line])
    assert faults(dataset, campaign, bare) == [
        "posts: columns missing: name, residents; add them",
        "posts: the frame has no CRS; set it with set_crs",
        "posts: LineString instead of points; use points, as of representative_point()",
    ]


def test_all_rows_that_cannot_be_used(dataset: Dataset, campaign: Campaign) -> None:
    posts = frame(
        MARKET, ("market", "Again", -1, 123.8, -10.1), ("sea", "Sea", 2.5, 120.0, -12.0),
        ("none", "None", None, 123.8, -10.1), weight=[0, 1, 1, 1],
    )  # fmt: skip
    assert faults(dataset, campaign, posts) == [
        "posts: the id 'market' is used twice; give each post its own",
        "posts, market: weight 0 cannot be; give a whole number",
        "posts, market: residents -1 cannot be; give a whole number",
        "posts, sea: lies in no kecamatan; check point and CRS, or fill in kecamatan",
        "posts, sea: residents 2.5 cannot be; give a whole number",
        "posts, none: residents - cannot be; give a whole number",
    ]


def test_an_empty_point_is_told(dataset: Dataset, campaign: Campaign) -> None:
    posts = frame(MARKET)
    posts.geometry = [None]
    assert faults(dataset, campaign, posts)[0].startswith("posts: empty instead of points")
    posts.geometry = [Point()]
    assert faults(dataset, campaign, posts)


def test_more_residents_change_the_demand(dataset: Dataset, campaign: Campaign) -> None:
    posts = posts_of(campaign)
    posts["residents"] = pd.array([10] * len(posts), dtype="Int64")
    assert sum(post.residents for post in with_posts(dataset, campaign, posts)[1].posts) == 240
