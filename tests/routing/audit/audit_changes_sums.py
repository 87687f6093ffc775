"""Changes that break or keep R16; nothing is repaired after them but where it says so."""

from __future__ import annotations

from collections.abc import Callable

from tests.routing.audit.audit_town import Doc, drive
from tests.routing.audit.audit_workbench import PARTS, Catalogue, Change, Town

CHANGES = Catalogue()
NUMBERS = (
    "residents_to_record",
    "residents_recorded",
    "weighted_recorded",
    "total_rupiah",
    "metres",
    "nights_away",
    "duty_days",
)


def breaks(*findings: str) -> Callable[[Callable[[Town], None]], Callable[[Town], None]]:
    return CHANGES.breaks(*findings, repair=False)


def keeps(change: Callable[[Town], None]) -> Callable[[Town], None]:
    return CHANGES.breaks(repair=False)(change)


def _off_by_one(part: str | None, field: str, step: int) -> Change:
    def apply(town: Town) -> None:
        summary: Doc = town.plan["summary"]
        (summary if part is None else summary[part])[field] += step

    name = f"R16-{part or 'summary'}-{field}-{step:+}"
    return Change(name, frozenset({"R16 summary"}), apply, repair=False)


CHANGES += [_off_by_one(None, field, step) for field in NUMBERS for step in (-1, 1)]
CHANGES += [_off_by_one("rupiah", field, 1) for field in PARTS]


@breaks("R16 summary")
def distance_rounded_once_for_all_drives(town: Town) -> None:
    """231,006 m by car -> 635,266.5 and 108,640 m by motorcycle -> 120,047.2 rupiah."""
    town.plan["summary"]["rupiah"]["distance"] = (231_006 * 2750 + 108_640 * 1105 + 500) // 1000
    town.plan["summary"]["total_rupiah"] += town.plan["summary"]["rupiah"]["distance"] - 755_316


def _one_rupiah_a_kilometre(town: Town, metres: int) -> None:
    """T02 drives once from the base to Bolok, at 1 rupiah a km; nobody else drives."""
    town.campaign["costs"]["rupiah_per_km"]["motorcycle"] = 1
    town.campaign["rules"]["home_on_rest_days"] = False
    leg = ("oelamasi", "bolok-port", "motorcycle", "dry", 55, 44_321)
    town.travel[town.travel.index(leg)] = (*leg[:5], metres)
    back = ("bolok-port", "oelamasi", "motorcycle", "dry", 55, 44_321)
    town.travel[town.travel.index(back)] = (*back[:5], 0)
    for team in town.plan["teams"]:
        team["dates"] = team["dates"][:1] if team["id"] == "T02" else []
    town.events("T02", 19)[0]["metres"] = metres
    town.events("T02", 19).append(drive("bolok-port", "oelamasi", "16:55", "17:50", 0))
    town.day("T02", 19)["night_at"] = "oelamasi"
    town.repair()


@keeps
def half_a_rupiah_is_rounded_up(town: Town) -> None:
    _one_rupiah_a_kilometre(town, 22_500)
    assert town.plan["summary"]["rupiah"]["distance"] == 23


@keeps
def less_than_half_a_rupiah_is_dropped(town: Town) -> None:
    _one_rupiah_a_kilometre(town, 22_499)
    assert town.plan["summary"]["rupiah"]["distance"] == 22


@breaks("R16 summary")
def first_date_wrong(town: Town) -> None:
    town.plan["summary"]["first_date"] = "2018-03-13"


@breaks("R16 summary")
def last_session_wrong(town: Town) -> None:
    town.plan["summary"]["last_session"] = "2018-03-20"


@breaks("R16 summary")
def last_session_null(town: Town) -> None:
    town.plan["summary"]["last_session"] = None


@breaks("R16 team_kecamatan")
def kecamatan_missing(town: Town) -> None:
    town.plan["teams"][0]["kecamatan"].remove("Amfoang")


@breaks("R16 team_kecamatan")
def kecamatan_without_sessions(town: Town) -> None:
    town.plan["teams"][2]["kecamatan"].append("Amfoang")


@breaks("R16 team_kecamatan")
def kecamatan_not_sorted(town: Town) -> None:
    town.plan["teams"][0]["kecamatan"].reverse()


@breaks("R16 teams_listed")
def idle_team_not_listed(town: Town) -> None:
    del town.plan["teams"][2]


@breaks("R16 teams_listed")
def teams_in_another_order(town: Town) -> None:
    town.plan["teams"].reverse()


@breaks("R16 unserved_sum")
def one_resident_dropped(town: Town) -> None:
    town.plan["unserved"][0]["residents"] = 4


@breaks("R16 unserved_sum")
def unserved_post_dropped(town: Town) -> None:
    town.plan["unserved"] = []


@breaks("R16 unserved_sum")
def served_post_listed(town: Town) -> None:
    reasons = [{"code": "server", "text": "-"}]
    town.plan["unserved"].append(
        {"post": "lelogama", "residents": 1, "reasons": reasons, "remedies": []}
    )


@breaks("R16 unserved_empty")
def nobody_listed_as_unserved(town: Town) -> None:
    reasons = [{"code": "rule", "text": "-"}]
    town.plan["unserved"].append(
        {"post": "uitao", "residents": 0, "reasons": reasons, "remedies": []}
    )


@breaks("R16 unserved_reason")
def unserved_without_a_reason(town: Town) -> None:
    town.plan["unserved"][0]["reasons"] = []


def _two_left(town: Town) -> list[Doc]:
    """Lelogama has 61 residents, so that two posts have some left."""
    town.place("lelogama")["residents"] = 61
    town.repair()
    unserved: list[Doc] = town.plan["unserved"]
    return unserved


@keeps
def two_posts_unserved(town: Town) -> None:
    assert len(_two_left(town)) == 2


@breaks("R16 unserved_order")
def unserved_in_another_order(town: Town) -> None:
    _two_left(town).reverse()


@breaks("R16 unserved_order")
def unserved_in_two_rows(town: Town) -> None:
    row = town.plan["unserved"][0]
    town.plan["unserved"] = [{**row, "residents": 2}, {**row, "residents": 3}]


@breaks("R16 campaign_hash")
def campaign_changed_after_planning(town: Town) -> None:
    town.campaign["name"] = "Kampung lain"


@breaks("R16 campaign_hash")
def campaign_hash_in_capitals(town: Town) -> None:
    town.plan["campaign_sha256"] = town.plan["campaign_sha256"].upper()


@breaks("R16 travel_hash")
def travel_table_changed_where_nobody_drives(town: Town) -> None:
    town.travel.remove(("bolok-port", "oelamasi", "car", "dry", 60, 44_321))


@breaks("R16 travel_hash", "R16 campaign_hash")
def travel_hash_wrong(town: Town) -> None:
    town.campaign["travel_sha256"] = "0" * 64


@keeps
def rows_of_the_travel_table_in_another_order(town: Town) -> None:
    town.travel.reverse()


# Certificate: 330 weighted residents recorded, a total of 8,908,016 rupiah.


def _certify(
    town: Town,
    residents: tuple[int | None, float | None],
    total: tuple[int | None, float | None],
) -> None:
    town.plan["certificate"] = {
        "weighted_bound": residents[0],
        "residents_gap_percent": residents[1],
        "total_bound": total[0],
        "gap_percent": total[1],
        "method": None,
    }


@keeps
def nothing_proven(town: Town) -> None:
    _certify(town, (None, None), (None, None))


@keeps
def proven_optimal(town: Town) -> None:
    _certify(town, (330, 0), (8_908_016, 0.0))


@keeps
def bound_of_nothing(town: Town) -> None:
    _certify(town, (330, 0), (0, None))


@keeps
def gap_within_rounding(town: Town) -> None:
    _certify(town, (340, 1000 / 330 * (1 + 1e-10)), (None, None))


@breaks("R16 gap")
def gap_rounded_to_two_digits(town: Town) -> None:
    _certify(town, (340, 3.03), (None, None))


@breaks("R16 bound_weighted")
def plan_beats_the_bound_on_residents(town: Town) -> None:
    _certify(town, (329, -100 / 330), (None, None))


@breaks("R16 bound_total")
def plan_beats_the_bound_on_the_total(town: Town) -> None:
    _certify(town, (None, None), (8_908_017, -100 / 8_908_017))


@breaks("R16 gap")
def gap_not_given_for_a_bound(town: Town) -> None:
    _certify(town, (340, None), (8_908_016, 0))


@breaks("R16 gap")
def gap_without_a_bound(town: Town) -> None:
    _certify(town, (330, 0), (None, 0))


@breaks("R16 gap")
def optimal_claimed_where_it_is_not(town: Town) -> None:
    _certify(town, (340, 0), (None, None))


@breaks("R16 gap")
def gap_for_a_bound_of_nothing(town: Town) -> None:
    _certify(town, (None, None), (0, 100.0))


def _empty_plan(town: Town) -> None:
    for team in town.plan["teams"]:
        team["dates"] = []
    town.repair()


@keeps
def nothing_planned(town: Town) -> None:
    """0 recorded against a bound of 340: the gap is undefined, so null; 0 of 0 is 0."""
    _empty_plan(town)
    assert town.plan["summary"]["first_date"] is None
    _certify(town, (340, None), (0, 0))


@breaks("R16 gap")
def gap_of_nothing_to_something(town: Town) -> None:
    _empty_plan(town)
    _certify(town, (340, 100.0), (None, None))


@keeps
def nobody_can_be_recorded(town: Town) -> None:
    _empty_plan(town)
    _certify(town, (0, 0), (0, 0.0))


@breaks("R16 gap")
def gap_of_nothing_to_nothing_is_not_null(town: Town) -> None:
    _empty_plan(town)
    _certify(town, (0, None), (0, None))
