"""Kilometres and money by kecamatan, distances of villages, and how the work is spread."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, strategies as st

from maps import MapData
from maps.figures.accessibility import reach
from maps.figures.cost_allocation import kecamatan_shares, whole_shares
from maps.figures.summaries import all_pairs
from maps.figures.workload import spreads
from maps.language.catalogue import language
from routing.plan.document import TeamPlan


def test_shares_by_hand(data: MapData) -> None:
    shares = kecamatan_shares(data, all_pairs(data))
    # Monday's 50.5 km and Tuesday's 5 km are Amarasi's and the island's own; Thursday's
    # 55 km home are shared 78 to 60: 31,086.96 and 23,913.04
    assert shares["K1"].metres == 50_500 + 31_087
    assert shares["K3"].metres == 5_000 + 23_913
    # Monday: 151,500 driven, 800,000 duty, the night at the port is free. Tuesday: 15,000,
    # 800,000, night 200,000, ferry 50,000. Wednesday's night of 200,000 and Thursday's
    # 165,000 and 800,000 are shared 78 to 60: 658,478.26 and 506,521.74
    assert shares["K1"].rupiah == 951_500 + 658_478
    assert shares["K3"].rupiah == 1_065_000 + 506_522
    assert set(shares) == {"K1", "K3"}


def test_shares_add_up_to_the_plan(data: MapData) -> None:
    shares = kecamatan_shares(data, all_pairs(data)).values()
    assert sum(share.metres for share in shares) == data.plan.summary.metres
    assert sum(share.rupiah for share in shares) == data.plan.summary.rupiah.spent


def test_what_belongs_to_no_kecamatan_is_not_lost(data: MapData) -> None:
    [first, idle] = data.plan.teams
    driving = replace(first.dates[3], start_at="oe")
    lost = replace(data, plan=replace(data.plan, teams=(TeamPlan("T01", (), (driving,)), idle)))
    shares = kecamatan_shares(lost, all_pairs(lost))
    assert (shares[""].metres, shares[""].rupiah) == (55_000, 165_000 + 800_000)


@given(st.lists(st.fractions(min_value=0, max_value=10**6), min_size=1, max_size=6))
def test_rounding_keeps_the_sum(parts: list) -> None:  # type: ignore[type-arg]
    shares = {str(number): part for number, part in enumerate(parts)}
    whole = whole_shares(shares)
    assert sum(whole.values()) == int(sum(parts))
    assert all(abs(whole[code] - part) < 1 for code, part in shares.items())


def test_villages_by_their_way_to_a_post(data: MapData) -> None:
    found = reach(data)
    assert found is not None
    assert [(band.from_km, band.to_km, band.villages, band.people) for band in found.bands] == [
        (0, 2, 1, 500),
        (2, 5, 0, 0),
        (5, 10, 0, 0),
        (10, 20, 1, 300),
        (20, None, 1, 200),
    ]
    assert (found.reached, found.median_metres, found.people) == (3, 12_500, 1000)
    assert [village.name for village in found.unreached] == ["Empat"]
    assert [village.name for village in found.farthest] == ["Tiga", "Satu"]
    assert reach(replace(data, village_reach=())) is None


def test_the_work_of_pairs_at_work(data: MapData) -> None:
    days, nights, residents = spreads(all_pairs(data), language("en"))
    assert [(pair.team.id, value) for pair, value in days.rows] == [("T01", 3)]  # T02 is idle
    assert nights.most == (3, ("T01",))
    assert residents.middle == 138
    idle = replace(data, plan=replace(data.plan, teams=(TeamPlan("T01", (), ()),)))
    assert spreads(all_pairs(idle), language("en")) == ()
