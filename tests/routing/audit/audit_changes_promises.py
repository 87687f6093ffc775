"""Changes that break or keep R11', R18 and the sums that promises add to R16."""

from __future__ import annotations

from tests.routing.audit.audit_changes_revision import nobody_ill, thaw
from tests.routing.audit.audit_town import date, drive, record, stay
from tests.routing.audit.revised_town import DONE, ILL, RevisedTown, RevisionCatalogue, promise

CHANGES = RevisionCatalogue()
breaks, keeps = CHANGES.breaks, CHANGES.keeps


def handover(town: RevisedTown, code: str) -> None:
    """The handover of Fatuleu has this reason."""
    town.plan["handovers"][0]["reason"] = {"code": code, "text": "so it is"}


def third_team_idle(town: RevisedTown) -> None:
    """Nobody records at Camplong, so Fatuleu is handed to nobody; its two promises are broken."""
    town.campaign["rules"]["most_changes"] = 2
    town.dates("T03").clear()


def without_promises(town: RevisedTown) -> None:
    """Nothing was announced; the sums follow."""
    del town.campaign["promises"]
    town.repair()


# R11' what has been begun


@breaks("R11' handover_unlisted")
def a_handover_is_not_listed(town: RevisedTown) -> None:
    town.plan["handovers"].clear()


@breaks("R11' handover_unlisted")
def no_list_of_handovers(town: RevisedTown) -> None:
    del town.plan["handovers"]


@breaks("R11' handover_unlisted")
def handovers_are_allowed_and_yet_to_be_listed(town: RevisedTown) -> None:
    nobody_ill(town)
    town.plan["handovers"].clear()


@breaks("R11' handover_unlisted", "R11' handover_unfounded")
def a_handover_to_the_wrong_team(town: RevisedTown) -> None:
    town.plan["handovers"][0]["to"] = "T02"


@breaks("R11' handover_unlisted", "R11' handover_unfounded")
def a_handover_from_the_wrong_team(town: RevisedTown) -> None:
    town.plan["handovers"][0]["from"] = "T02"


@breaks("R11' handover_unfounded")
def a_handover_that_does_not_happen(town: RevisedTown) -> None:
    third_team_idle(town)


@breaks("R11' handover_unfounded")
def a_handover_of_what_nobody_has_begun(town: RevisedTown) -> None:
    row = {"kecamatan": "Semau", "from": "T01", "to": "T02", "reason": dict(ILL)}
    town.plan["handovers"].append(row)


@breaks("R11' handover_unfounded")
def a_handover_to_the_same_team(town: RevisedTown) -> None:
    row = {"kecamatan": "Amfoang", "from": "T01", "to": "T01", "reason": dict(ILL)}
    town.plan["handovers"].append(row)


@breaks("R11' handover_twice")
def a_handover_is_listed_twice(town: RevisedTown) -> None:
    town.plan["handovers"].append(dict(town.plan["handovers"][0]))


@breaks("R11' handover_forbidden")
def a_handover_because_it_is_better(town: RevisedTown) -> None:
    handover(town, "better")


@breaks("R11' handover_forbidden")
def a_handover_because_it_is_one(town: RevisedTown) -> None:
    handover(town, "handover")


@keeps
def a_handover_that_the_planner_allows(town: RevisedTown) -> None:
    nobody_ill(town)
    handover(town, "handover")


@breaks("R11' handover_no_incident")
def an_incident_that_takes_nobody_away(town: RevisedTown) -> None:
    """T01 is there from the date of now to the deadline, both included."""
    nobody_ill(town)
    town.team("T01").update({"from": "2018-03-14", "until": "2018-03-23"})
    town.campaign["rules"]["allow_handovers"] = False


@breaks("R11' handover_no_incident")
def a_day_off_that_is_past(town: RevisedTown) -> None:
    town.team("T01")["days_off"] = ["2018-03-13"]


@keeps
def an_incident_on_the_date_of_now(town: RevisedTown) -> None:
    """The pair is there from Thursday on alone, and handed over what it cannot begin today."""
    thaw(town)
    town.campaign["rules"]["most_changes"] = None
    town.team("T01").update(days_off=[], **{"from": "2018-03-15"})
    town.state.update(at="oelamasi", date="2018-03-15")
    del town.dates("T01")[0]


@keeps
def a_pair_that_leaves_early(town: RevisedTown) -> None:
    town.team("T01").update(days_off=[], until="2018-03-20")


@keeps
def a_pair_that_does_nothing_more(town: RevisedTown) -> None:
    thaw(town)
    town.campaign["rules"]["most_changes"] = None
    town.team("T01")["days_off"] = []
    town.state["at"] = "oelamasi"
    town.dates("T01").clear()


@keeps
def begun_by_a_team_that_is_no_more(town: RevisedTown) -> None:
    town.campaign["begun"][1]["team"] = town.plan["handovers"][0]["from"] = "T09"


@keeps
def handed_over_before(town: RevisedTown) -> None:
    """T01 and then T03 have recorded in Fatuleu: T03 goes on with what is its own by now."""
    town.campaign["begun"].append({"kecamatan": "Fatuleu", "team": "T03"})
    town.plan["handovers"].clear()


@keeps
def teams_may_share_what_one_has_begun(town: RevisedTown) -> None:
    town.campaign["rules"]["one_pair_per_kecamatan"] = False
    town.plan["handovers"].clear()


@keeps
def nothing_has_been_begun(town: RevisedTown) -> None:
    del town.campaign["begun"]
    town.plan["handovers"].clear()
    town.history["sessions"].clear()


@keeps
def nobody_came_to_camplong(town: RevisedTown) -> None:
    """T01 was at Camplong and recorded nobody: Fatuleu is not begun."""
    del town.campaign["begun"][1]
    town.plan["handovers"].clear()
    for session in town.history["sessions"][:2]:
        session["recorded"] = 0


@keeps
def who_goes_on_need_not_be_named(town: RevisedTown) -> None:
    """Amfoang stays with T01 whether or not the campaign says that it has begun it."""
    del town.campaign["begun"][0]


@breaks("R11' begun_missing")
def the_history_knows_who_has_begun(town: RevisedTown) -> None:
    del town.campaign["begun"][1]
    town.plan["handovers"].clear()


@breaks("R11 kecamatan_teams", "R11' handover_unlisted")
def begun_by_one_and_shared_with_another(town: RevisedTown) -> None:
    """T03 records in Amfoang on Wednesday 21 too, one of the four that are left."""
    town.events("T01", 19)[-1]["residents"] = 3
    town.campaign["rest_days"].remove("2018-03-22")
    out = [
        drive("oelamasi", "camplong", "07:00", "07:35", 22_501),
        drive("camplong", "lelogama", "07:35", "09:05", 48_001),
        stay("setup", "lelogama", "09:05", "09:35"),
        record("lelogama", "09:35", "09:40", 1),
    ]
    home = [
        drive("lelogama", "camplong", "07:00", "08:30", 47_999),
        drive("camplong", "oelamasi", "08:30", "09:05", 22_501),
    ]
    town.dates("T03").append(date("2018-03-21", "oelamasi", out, "lelogama"))
    town.dates("T03").append(date("2018-03-22", "lelogama", home, "oelamasi"))


# R18 promises


@breaks("R18 promise_unlisted", repair=False)
def a_broken_promise_is_not_listed(town: RevisedTown) -> None:
    town.plan["changes"].clear()


@breaks("R18 promise_unlisted", repair=False)
def no_list_of_changes(town: RevisedTown) -> None:
    del town.plan["changes"]


@breaks("R18 change_unfounded", repair=False)
def a_kept_promise_is_listed(town: RevisedTown) -> None:
    town.plan["changes"].append({**promise("uitao", 20, "firm"), "reason": dict(DONE)})


@breaks("R18 change_unfounded", repair=False)
def what_was_no_promise_is_listed(town: RevisedTown) -> None:
    town.plan["changes"].append({**promise("lelogama", 20, "soft"), "reason": dict(DONE)})


@breaks("R18 promise_unlisted", "R18 change_unfounded", repair=False)
def a_broken_promise_is_listed_with_another_strength(town: RevisedTown) -> None:
    town.plan["changes"][0]["strength"] = "firm"


@breaks("R18 promise_unlisted", "R18 change_unfounded", repair=False)
def a_broken_promise_is_listed_on_another_date(town: RevisedTown) -> None:
    town.plan["changes"][0]["date"] = "2018-03-19"


@breaks("R18 changes_order", repair=False)
def a_change_is_listed_twice(town: RevisedTown) -> None:
    town.plan["changes"] *= 2


@keeps
def another_team_keeps_a_promise(town: RevisedTown) -> None:
    """Camplong was promised by T01 on 15 and is served by T03; more may not be broken."""
    town.campaign["promises"] = [promise("camplong", 15, "firm")]
    town.campaign["rules"]["most_changes"] = 0


@breaks("R18 changes_most")
def a_change_too_many(town: RevisedTown) -> None:
    town.campaign["rules"]["most_changes"] = 0


@breaks("R18 changes_most")
def firm_promises_count_among_the_changes(town: RevisedTown) -> None:
    third_team_idle(town)
    town.plan["handovers"].clear()
    town.campaign["rules"]["most_changes"] = 1


@keeps
def two_changes_by_date(town: RevisedTown) -> None:
    third_team_idle(town)
    town.plan["handovers"].clear()


@keeps
def no_limit_to_changes(town: RevisedTown) -> None:
    del town.campaign["rules"]["most_changes"]


@breaks("R18 change_unfounded", repair=False)
def changes_without_promises(town: RevisedTown) -> None:
    without_promises(town)
    town.plan["changes"] = [{**promise("camplong", 16, "soft"), "reason": dict(DONE)}]


@keeps
def no_promises_at_all(town: RevisedTown) -> None:
    without_promises(town)


# R16 what promises add to the sums


@breaks("R16 summary", repair=False)
def total_without_the_changes(town: RevisedTown) -> None:
    town.plan["summary"]["total_rupiah"] -= 25_000


@breaks("R16 summary", repair=False)
def changes_without_their_price(town: RevisedTown) -> None:
    town.plan["summary"]["rupiah"]["changes"] = 0


@breaks("R16 summary", repair=False)
def no_line_for_changes(town: RevisedTown) -> None:
    del town.plan["summary"]["rupiah"]["changes"]


@breaks("R16 summary", repair=False)
def one_firm_promise_too_many(town: RevisedTown) -> None:
    town.plan["summary"]["firm_promises_kept"] += 1


@breaks("R16 summary", repair=False)
def soft_promises_are_not_counted(town: RevisedTown) -> None:
    del town.plan["summary"]["soft_promises_kept"]


@breaks("R16 bound_total", "R16 gap", repair=False)
def a_bound_that_the_changes_alone_exceed(town: RevisedTown) -> None:
    """A bound of a rupiah more than this very plan costs with its changes."""
    town.plan["certificate"]["total_bound"] += 1


@keeps
def a_firm_promise_costs_nothing(town: RevisedTown) -> None:
    """Broken firm promises come before money: only the soft one is priced."""
    town.campaign["promises"][0]["strength"] = "firm"


@keeps
def changes_without_a_price(town: RevisedTown) -> None:
    del town.campaign["costs"]["rupiah_per_changed_promise"]


@breaks("R16 summary", repair=False)
def promises_are_counted_where_there_are_none(town: RevisedTown) -> None:
    without_promises(town)
    town.plan["summary"]["firm_promises_kept"] = 0


@breaks("R16 summary", repair=False)
def changes_are_priced_where_there_are_no_promises(town: RevisedTown) -> None:
    without_promises(town)
    town.plan["summary"]["rupiah"]["changes"] = 0
