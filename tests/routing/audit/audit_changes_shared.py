"""Changes that break or keep the rules over all teams: R7, R11, R12, R13, R15."""

from __future__ import annotations

from tests.routing.audit.audit_town import date, drive, record, stay
from tests.routing.audit.audit_workbench import Catalogue, Town

CHANGES = Catalogue()
breaks, keeps = CHANGES.breaks, CHANGES.keeps


def third_team_helps(town: Town, day: int) -> None:
    """T03 records the 5 that are left at Camplong: 25 minutes * 12 / 60 = 5."""
    events = [
        drive("oelamasi", "camplong", "07:25", "08:00", 22_501),
        stay("setup", "camplong", "08:00", "08:30"),
        record("camplong", "08:30", "08:55", 5),
        drive("camplong", "oelamasi", "08:55", "09:30", 22_501),
    ]
    town.dates("T03").append(date(f"2018-03-{day}", "oelamasi", events, "oelamasi"))


def share(town: Town) -> None:
    town.campaign["rules"]["one_pair_per_kecamatan"] = False


# R7 demand


@breaks("R7 demand", "R16 unserved_sum")
def one_more_than_there_are(town: Town) -> None:
    town.place("lelogama")["residents"] = 59


@breaks("R7 demand", "R16 unserved_sum")
def records_where_nobody_is_to_be_recorded(town: Town) -> None:
    town.place("lelogama")["residents"] = 0


@keeps
def residents_left(town: Town) -> None:
    town.place("lelogama")["residents"] = 61


# R11 one pair per kecamatan


@breaks("R11 kecamatan_teams")
def second_team_at_a_post(town: Town) -> None:
    third_team_helps(town, 19)


@keeps
def second_team_where_that_is_allowed(town: Town) -> None:
    share(town)
    third_team_helps(town, 19)


@breaks("R11 kecamatan_teams")
def two_posts_of_a_kecamatan(town: Town) -> None:
    town.place("lelogama")["kecamatan"] = "Semau"
    town.campaign["rules"]["pins"] = []


# R12 server


@breaks("R12 server")
def over_the_default_capacity(town: Town) -> None:
    town.campaign["rules"]["server_capacity"]["default"] = 77


@breaks("R12 server")
def over_the_capacity_of_a_date(town: Town) -> None:
    town.campaign["rules"]["server_capacity"]["by_date"]["2018-03-20"] = 48


@breaks("R12 server")
def records_during_an_outage(town: Town) -> None:
    town.campaign["rules"]["server_capacity"] = {
        "default": None,
        "by_date": {"2018-03-14": 0},
    }


@breaks("R12 server")
def teams_together_over_the_capacity(town: Town) -> None:
    """49 by T02 and 5 by T03 on Tuesday 20, where the server takes 49."""
    share(town)
    third_team_helps(town, 20)


@keeps
def teams_together_within_the_capacity(town: Town) -> None:
    share(town)
    third_team_helps(town, 20)
    town.campaign["rules"]["server_capacity"]["by_date"]["2018-03-20"] = 54


@keeps
def no_limit(town: Town) -> None:
    town.campaign["rules"]["server_capacity"] = {"default": None, "by_date": {}}


@keeps
def by_date_goes_before_default(town: Town) -> None:
    by_date = {f"2018-03-{day}": 78 for day in (12, 13, 14, 15, 16, 20, 21)}
    town.campaign["rules"]["server_capacity"] = {"default": 0, "by_date": by_date}


@keeps
def offline_needs_no_server(town: Town) -> None:
    town.campaign["rules"]["connectivity"] = "offline"
    town.campaign["rules"]["server_capacity"] = {"default": 0, "by_date": {"2018-03-20": 0}}


# R13 pairs


@breaks("R13 operators")
def single_operator(town: Town) -> None:
    town.team("T01")["operators"] = ["Ani"]


@breaks("R13 operators")
def three_operators(town: Town) -> None:
    town.team("T01")["operators"] = ["Ani", "Budi", "Gita"]


@breaks("R13 operators")
def no_operators_in_an_idle_team(town: Town) -> None:
    town.team("T03")["operators"] = []


@breaks("R13 operator_twice")
def the_same_operator_twice(town: Town) -> None:
    town.team("T01")["operators"] = ["Ani", "Ani"]


@breaks("R13 operator_shared")
def operator_in_two_teams(town: Town) -> None:
    town.team("T03")["operators"] = ["Erna", "Ani"]


@breaks("R13 operator_twice")
def the_same_operator_in_other_signs(town: Town) -> None:
    """An accent as a sign of its own, a mark without a width, another apostrophe, case, spaces."""
    town.team("T01")["operators"] = ["Ren\u00e9 Ma'u", "RENE\u200b\u0301  Ma\u2019u"]


@breaks("R13 operator_shared")
def operator_in_two_teams_in_other_signs(town: Town) -> None:
    town.team("T03")["operators"] = ["Erna", "\ufeffani "]


@keeps
def operators_whose_names_are_alike(town: Town) -> None:
    """An accent makes another name."""
    town.team("T03")["operators"] = ["Erna", "\u00c1ni"]


# R15 pins


@breaks("R15 pin_team")
def pinned_to_another_team(town: Town) -> None:
    town.campaign["rules"]["pins"][0]["team"] = "T03"


@breaks("R15 pin_not_team")
def barred_team(town: Town) -> None:
    town.campaign["rules"]["pins"][1]["not_team"] = "T01"


@breaks("R15 pin_dates")
def not_on_a_promised_date(town: Town) -> None:
    town.campaign["rules"]["pins"][2]["dates"].remove("2018-03-21")


@breaks("R15 pin_dates")
def no_promised_date_at_all(town: Town) -> None:
    town.campaign["rules"]["pins"][2]["dates"] = []


@breaks("R15 pin_dates")
def every_pin_of_a_post_holds(town: Town) -> None:
    town.campaign["rules"]["pins"].append({"post": "uitao", "dates": ["2018-03-20"]})


@breaks("R15 pin_team", "R15 pin_not_team")
def pins_that_contradict_each_other(town: Town) -> None:
    town.campaign["rules"]["pins"] += [
        {"kecamatan": "Amfoang", "team": "T02"},
        {"kecamatan": "Amfoang", "not_team": "T01"},
    ]


@keeps
def pins_that_hold(town: Town) -> None:
    town.campaign["rules"]["pins"] += [
        {"kecamatan": "Amfoang", "team": "T01"},
        {"kecamatan": "Amfoang", "not_team": "T02"},
        {"post": "lelogama", "dates": ["2018-03-13", "2018-03-19"]},
    ]


@keeps
def no_pins(town: Town) -> None:
    town.campaign["rules"]["pins"] = []
