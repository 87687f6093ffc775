from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd
import pytest

from geodata import Dataset
from planner.campaigns.assumptions import NO_HOLIDAYS
from planner.campaigns.default_values import DEFAULTS, LEVELS, Defaults
from planner.campaigns.defaults import (
    MOST_DATES,
    default_campaign,
    nodes_of,
    option_faults,
)
from planner.errors import OptionError
from routing.campaign.faults import check_campaign

POSTS = {"kecamatan": 24, "village": 177}

WEEKDAYS_OFF = [
    date(2018, 3, 30),  # Good Friday
    date(2018, 5, 1),
    date(2018, 5, 10),  # Ascension
    date(2018, 5, 29),  # Waisak
    date(2018, 6, 1),  # Pancasila
    *(date(2018, 6, day) for day in (11, 12, 13, 14)),  # joint leave before Idul Fitri
    date(2018, 6, 15),  # Idul Fitri, its second day is a Saturday
    *(date(2018, 6, day) for day in (18, 19, 20)),  # joint leave after it
]
"""Free Mondays to Fridays from 12 March to 26 June 2018, from the calendar of that year."""

ASSUMED = {
    "start": (date(2018, 3, 13), "start"),
    "residents": (19_000, "residents.kecamatan"),
    "teams": (11, "teams"),
    "vehicle": ("motorcycle", "vehicle"),
    "rate_per_hour": (10, "rate_per_hour"),
    "setup_minutes": (20, "setup_minutes"),
    "hours": (((480, 720),), "hours"),
    "friday_hours": (((480, 660),), "hours"),
    "duty_start": (300, "duty_window"),
    "duty_end": (1140, "duty_window"),
    "max_driving_minutes": (500, "max_driving_minutes"),
    "max_nights_out": (4, "max_nights_out"),
    "finish_minutes": (15, "finish_minutes"),
    "min_visit_residents": (8, "min_visit_residents"),
    "lodging_per_person": (160_000, "lodging_per_person"),
    "lodging_towns": ((), "lodging_per_person"),
    "per_diem": (400_000, "per_diem"),
    "rupiah_per_km_car": (2_000, "rupiah_per_km"),
    "rupiah_per_km_motorcycle": (900, "rupiah_per_km"),
    "urgency_rupiah_per_resident_day": (50, "urgency"),
}
"""Another value of each default that is no sourced fact, and the assumption that names it."""


@pytest.mark.parametrize("level", LEVELS)
def test_posts_and_residents(dataset: Dataset, level: Any) -> None:
    posts = default_campaign(dataset, level).posts
    assert len(posts) == POSTS[level]
    assert sum(post.residents for post in posts) == 20_000
    assert len({post.kecamatan for post in posts}) == 24


def test_a_kecamatans_residents_are_its_villages(dataset: Dataset) -> None:
    villages: Counter[str | None] = Counter()
    for post in default_campaign(dataset, "village").posts:
        villages[post.kecamatan] += post.residents
    kecamatan = {p.kecamatan: p.residents for p in default_campaign(dataset, "kecamatan").posts}
    assert kecamatan == villages


def test_the_largest_kecamatan_has_its_share_of_the_census(dataset: Dataset) -> None:
    population = dataset.villages.groupby("kecamatan")["population_2010"].sum()
    largest = max(default_campaign(dataset).posts, key=lambda post: post.residents)
    assert largest.kecamatan == "Kupang Timur"
    quota = 20_000 * population["Kupang Timur"] / population.sum()
    # Rounded once per village: off by less than one for each of its villages.
    assert abs(largest.residents - quota) < (dataset.villages["kecamatan"] == "Kupang Timur").sum()


def test_the_defaults_are_those_of_the_campaign_of_2018(dataset: Dataset) -> None:
    campaign = default_campaign(dataset)
    assert (campaign.name, campaign.timezone) == ("Kabupaten Kupang 2018", "Asia/Makassar")
    assert (campaign.start, campaign.deadline) == (date(2018, 3, 12), date(2018, 6, 26))
    assert campaign.base == "oelamasi"
    assert len(campaign.teams) == 12
    for team in campaign.teams:
        assert (team.vehicle, team.rate_per_hour, team.setup_minutes) == ("car", 12, 30)
        assert (team.from_, team.until) == (campaign.start, campaign.deadline)
    rules = campaign.rules
    assert rules.one_pair_per_kecamatan
    assert rules.home_on_rest_days
    assert (rules.duty_start, rules.duty_end) == (6 * 60, 18 * 60)
    assert (rules.max_driving_minutes, rules.max_nights_out) == (600, 5)
    assert (rules.finish_minutes, rules.min_visit_residents) == (20, 10)
    assert (rules.server_capacity.default, rules.server_capacity.by_date) == (None, {})
    costs = campaign.costs
    assert costs.rupiah_per_km == {"car": 3_000, "motorcycle": 1_000}
    assert (costs.per_diem, costs.urgency_rupiah_per_resident_day) == (430_000, 100)


def test_posts_open_8_to_12_and_13_to_16_and_on_fridays_to_half_past_11(dataset: Dataset) -> None:
    for post in default_campaign(dataset, "village").posts:
        assert post.opening(date(2018, 3, 15)) == ((480, 720), (780, 960))
        assert post.opening(date(2018, 3, 16)) == ((480, 690),)


def test_lodging_is_at_every_post_and_in_kota_kupang(dataset: Dataset) -> None:
    campaign = default_campaign(dataset)
    prices = {place.id: place.lodging_per_person for place in campaign.places}
    assert prices.pop("kota-kupang") == 150_000
    assert {prices.pop(post.id) for post in campaign.posts} == {150_000}
    assert set(prices) == {"oelamasi", "bolok-port", "hansisi-port", "pulau-kera"}
    assert set(prices.values()) == {None}


def test_rest_days_are_weekends_holidays_and_joint_leave(dataset: Dataset) -> None:
    campaign = default_campaign(dataset)
    weekends = [day for day in campaign.dates if day.weekday() >= 5]
    assert set(campaign.rest_days) == {*weekends, *WEEKDAYS_OFF}
    # 107 dates, 15 whole weeks and two days: 77 Mondays to Fridays, 13 of them free.
    assert len(campaign.dates) - len(campaign.rest_days) == 64


def test_road_conditions_change_with_the_season(dataset: Dataset) -> None:
    conditions = [(c.id, c.from_, c.until) for c in default_campaign(dataset).conditions]
    assert conditions == [
        ("wet", date(2018, 3, 12), date(2018, 3, 31)),
        ("dry", date(2018, 4, 1), date(2018, 6, 26)),
    ]


def test_the_ferry_is_that_of_the_dataset(dataset: Dataset) -> None:
    ferry = default_campaign(dataset).crossing_by_id["ferry-back"]
    assert (ferry.from_, ferry.to) == ("hansisi-port", "bolok-port")
    assert (ferry.weekdays, ferry.departures) == ((1, 3, 5, 6), (450, 960))
    assert (ferry.open, ferry.close) == (None, None)
    assert (ferry.loading_minutes, ferry.crossing_minutes, ferry.fare_rupiah) == (20, 25, 150_000)
    boat = default_campaign(dataset).crossing_by_id["boat-out"]
    assert (boat.vehicles, boat.departures) == (("motorcycle",), None)
    assert (boat.open, boat.close) == (360, 1020)


@pytest.mark.parametrize("level", LEVELS)
def test_the_campaign_is_sound_and_every_place_is_on_a_road(dataset: Dataset, level: Any) -> None:
    campaign = default_campaign(dataset, level)
    check_campaign(campaign)
    nodes = nodes_of(dataset, campaign)
    assert list(nodes) == [place.id for place in campaign.places]
    assert set(nodes.values()) <= {*dataset.villages["code"], *dataset.towns["id"]}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("level", LEVELS)
def test_assumptions_have_a_value_and_a_reason(dataset: Dataset, level: Any, language: Any) -> None:
    assumptions = default_campaign(dataset, level, language=language).assumptions
    fields = [assumption.field for assumption in assumptions]
    assert len(set(fields)) == len(fields)
    for assumption in assumptions:
        assert assumption.value.strip(), assumption
        assert len(assumption.reason) > 10, assumption


def test_reasons_are_in_the_language_asked_for(dataset: Dataset) -> None:
    bahasa = {a.field: a.reason for a in default_campaign(dataset, language="id").assumptions}
    english = {a.field: a.reason for a in default_campaign(dataset, language="en").assumptions}
    assert list(bahasa) == list(english)
    assert all(bahasa[field] != english[field] for _, field in ASSUMED.values())


def test_every_default_is_an_assumption_or_a_fact() -> None:
    fields = {field.name for field in dataclasses.fields(Defaults)}
    assert fields - set(ASSUMED) == {"deadline"}  # operations fact O03: the day of the vote


@pytest.mark.parametrize("name", ASSUMED)
def test_a_changed_default_is_the_planners_own(dataset: Dataset, name: str) -> None:
    value, field = ASSUMED[name]
    usual = {a.field: a for a in default_campaign(dataset).assumptions}
    changed = dataclasses.replace(DEFAULTS, **{name: value})
    found = {a.field: a for a in default_campaign(dataset, "kecamatan", changed).assumptions}
    assert found[field].reason == "set by the planner"
    assert found[field].value != usual[field].value
    del found[field], usual[field]
    assert found == usual


def test_the_rest_of_the_campaign_that_is_no_fact_is_named(dataset: Dataset) -> None:
    fields = {assumption.field for assumption in default_campaign(dataset).assumptions}
    assert fields >= {
        "operators", "weight", "connectivity", "server_capacity", "home_on_rest_days",
        "weekly_rest_days", "roads.speeds", "roads.detour_factor", "roads.section_paths",
        "post Fatuleu Tengah", "post Sulamu", "post Takari", "town Oepoli", "town Simpang Sulamu",
        "crossing ferry-out", "crossing ferry-back", "crossing boat-back",
    }  # fmt: skip


def test_a_twin_crossing_gives_the_reason_and_no_reference(dataset: Dataset) -> None:
    reasons = {a.field: a.reason for a in default_campaign(dataset).assumptions}
    assert reasons["crossing ferry-back"] == reasons["crossing ferry-out"]
    assert "fare for a car assumed" in reasons["crossing ferry-back"]


def test_a_changed_deadline_is_the_planners_own(dataset: Dataset) -> None:
    changed = dataclasses.replace(DEFAULTS, deadline=date(2018, 6, 20))
    found = {a.field: a for a in default_campaign(dataset, "kecamatan", changed).assumptions}
    assert (found["deadline"].value, found["deadline"].reason) == (
        "2018-06-20",
        "set by the planner",
    )
    assert "deadline" not in {a.field for a in default_campaign(dataset).assumptions}


def test_facts_named_in_reasons_are_among_the_sources(dataset: Dataset) -> None:
    campaign = default_campaign(dataset)
    figures = {source.figure.partition(":")[0] for source in campaign.sources}
    named = {
        word.strip("(),.;:")
        for assumption in campaign.assumptions
        for word in assumption.reason.split()
        if word.strip("(),.;:")[:1] == "O" and word.strip("(),.;:")[1:].isdigit()
    }
    assert len(named) > 5
    assert named <= figures
    assert all(source.source and source.licence for source in campaign.sources)


def test_other_regencies_do_not_borrow_kupangs_reasons(dataset: Dataset) -> None:
    elsewhere = dataclasses.replace(dataset, id="elsewhere")
    reasons = {a.field: a.reason for a in default_campaign(elsewhere).assumptions}
    assert "Kupang" in reasons["teams"]
    assert "replace it" in reasons["teams"]


def test_years_without_known_holidays_are_told(dataset: Dataset) -> None:
    changed = dataclasses.replace(DEFAULTS, start=date(2019, 12, 30), deadline=date(2020, 1, 10))
    campaign = default_campaign(dataset, "kecamatan", changed)
    found = [a for a in campaign.assumptions if a.field == NO_HOLIDAYS]
    assert [a.value for a in found] == ["2020"]
    assert "2020" in found[0].reason
    assert NO_HOLIDAYS not in {a.field for a in default_campaign(dataset).assumptions}


def test_all_faults_of_the_values_are_told_at_once(dataset: Dataset) -> None:
    bad = dataclasses.replace(DEFAULTS, teams=0, residents=-5, deadline=date(2018, 3, 11))
    with pytest.raises(OptionError) as caught:
        default_campaign(dataset, "desa", bad)  # type: ignore[arg-type]
    keys = [note.key for note in caught.value.notes]
    assert keys == ["bad_level", "bad_teams", "bad_span", "bad_residents"]
    assert "'desa'" in str(caught.value)
    assert "2018-03-11 is before --start 2018-03-12" in str(caught.value)


def test_a_campaign_of_one_date_will_do_and_one_of_decades_will_not() -> None:
    one = dataclasses.replace(DEFAULTS, deadline=DEFAULTS.start)
    assert option_faults("kecamatan", one) == []
    longest = DEFAULTS.start + timedelta(days=MOST_DATES - 1)
    assert option_faults("village", dataclasses.replace(DEFAULTS, deadline=longest)) == []
    longer = dataclasses.replace(DEFAULTS, deadline=longest + timedelta(days=1))
    assert [fault.key for fault in option_faults("village", longer)] == ["long_span"]


def test_residents_need_a_population_to_be_spread_by(dataset: Dataset) -> None:
    empty = dataset.villages.assign(population_2010=pd.Series(0, dataset.villages.index))
    deserted = dataclasses.replace(dataset, villages=empty)
    with pytest.raises(OptionError, match=r"villages\.csv"):
        default_campaign(deserted)
    nobody = dataclasses.replace(DEFAULTS, residents=0)
    assert default_campaign(deserted, "village", nobody).posts == ()


def test_a_season_and_cancelled_dates_of_a_crossing_reach_the_campaign(dataset: Dataset) -> None:
    """The ferry runs on Tuesdays, Thursdays, Saturdays and Sundays."""
    crossings = dataset.crossings.copy()
    out = crossings["id"] == "ferry-out"
    crossings.loc[out, ["from_day", "until_day"]] = ["04-01", "11-30"]
    spans = [((date(2018, 6, 11), date(2018, 6, 15)),) if each else () for each in out]
    crossings["cancelled_dates"] = pd.Series(spans, dtype=object)
    campaign = default_campaign(dataclasses.replace(dataset, crossings=crossings))
    by_id = campaign.crossing_by_id
    days = [(3, 13), (3, 15), (3, 17), (3, 18), (3, 20), (3, 22), (3, 24), (3, 25), (3, 27)]
    days += [(3, 29), (3, 31), (6, 12), (6, 14)]
    assert by_id["ferry-out"].cancelled_dates == tuple(date(2018, *day) for day in days)
    assert by_id["ferry-back"].cancelled_dates == ()


@pytest.mark.parametrize(("language", "told"), [("id", "pos terdekat"), ("en", "nearest post")])
def test_a_post_a_kecamatan_is_told_as_the_choice_that_it_is(
    dataset: Dataset, language: Literal["id", "en"], told: str
) -> None:
    """A workbook sends the residents of villages without a post to the nearest one instead."""
    campaign = default_campaign(dataset, "kecamatan", language=language)
    (stated,) = (each for each in campaign.assumptions if each.field == "catchment")
    assert told in stated.reason
    villages = dataset.villages
    kecamatan = dict(zip(villages["code"], villages["kecamatan_code"], strict=True))
    assert {each.village: each.post for each in campaign.catchment} == kecamatan
    own = default_campaign(dataset, "village", language=language).assumptions
    assert not [each for each in own if each.field == "catchment"]
