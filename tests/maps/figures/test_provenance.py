"""What the pages say that ways and times rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from maps import MapData, RoadBasis, RoadClosure
from maps.figures.provenance import basis_sentences, driven_metres
from maps.language.catalogue import language
from maps.pages.itinerary import itinerary_html
from maps.pages.overview import overview_html

ROADS = RoadBasis(("gazette", "kilometre posts"), fitted=0, trips=4, error_percent=14.6)


def test_metres_are_counted_as_often_as_they_are_driven(data: MapData) -> None:
    """Base to Baun 30.5 km twice, none estimated; Baun to the port 20 km once, all of it."""
    legs = {("oe", "ba", "car", "wet"): 2, ("ba", "p1", "car", "wet"): 1}
    unknown = {("oe", "p1", "car", "wet"): 1}
    assert driven_metres(data, [legs, unknown]) == (81_000, 20_000)


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        (RoadBasis(), "Times are by the table of speeds, not compared with any observed trip."),
        (ROADS, "from 4 observed trips they differ by 15%, typically."),
        (
            RoadBasis(fitted=2, factors=(0.8, 1.25), trips=9, error_percent=8.0),
            "times 0.80 on paved and 1.25 on other roads as fitted to 9 observed trips; a trip "
            "left out differs by 8%, typically.",
        ),
        (
            RoadBasis(stale=True),
            "The table of speeds was changed after its calibration: times are not calibrated.",
        ),
    ],
)
def test_calibration(data: MapData, basis: RoadBasis, told: str) -> None:
    said = basis_sentences(replace(data, basis=basis), [], language("en"))
    assert said[-1].endswith(told)


def test_a_page_says_source_share_season_and_calibration(data: MapData) -> None:
    html = overview_html(replace(data, basis=ROADS), "en")
    assert "Roads: gazette; kilometre posts." in html
    assert "have an estimated length and are dashed on the map." in html
    assert "State of the roads: wet season " in html
    assert "from 4 observed trips they differ by 15%, typically." in html


def test_the_itinerary_says_it_of_its_own_ways(data: MapData) -> None:
    html = itinerary_html(replace(data, basis=ROADS), data.plan.teams[0].id, "id")
    assert "Jalan: gazette; kilometre posts." in html
    assert "Keadaan jalan: musim hujan " in html
    assert "bedanya biasanya 15%" in html


def test_where_nothing_is_estimated_the_page_says_so(data: MapData) -> None:
    said = basis_sentences(data, [{("oe", "ba", "car", "wet"): 1}], language("en"))
    assert "No length on the ways driven is estimated." in said


def test_closures_are_cut_to_the_campaign(data: MapData) -> None:
    first = data.campaign.start
    closures = (RoadClosure("Barate - Manubelon", ("car", "truck"), first - timedelta(9), first),)
    said = basis_sentences(replace(data, basis=RoadBasis(closures=closures)), [], language("en"))
    lang = language("en")
    assert f"Closed on some dates: Barate - Manubelon (car, truck) {lang.day(first)}." in said


def test_next_to_no_way_has_no_share_of_estimates(data: MapData) -> None:
    """Pairs that go from island to island by ferry drive some metres to the pier."""
    leg = ("oe", "ba", "car", "wet")
    way = replace(data.ways[leg], metres=300, estimated_metres=300)
    said = basis_sentences(replace(data, ways={leg: way}), [{leg: 1}], language("en"))
    assert not [sentence for sentence in said if "estimated" in sentence]
