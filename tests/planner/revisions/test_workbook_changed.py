"""A workbook that was changed while the campaign is under way: what is taken, and what is not.

By the first plan T03 records 48 and 36 residents at Poto on Monday 2 April; now is Tuesday.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from planner.bundle import Bundle
from planner.errors import OptionError
from planner.revisions.basis import find_workbook
from planner.revisions.workbook_changes import workbook_changes
from planner.workbook import WorkbookCampaign
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanBar, KecamatanPin, Place, PostDates, Team, TeamState
from routing.plan.document import Drive, Session, TeamDate
from tests.planner.revisions.conftest import Step, edited, first_plan, next_bundle, step

POTO, TAKARI = "5303162002", "5303170001"
MONDAY, TUESDAY, WEDNESDAY = date(2018, 4, 2), datetime(2018, 4, 3), datetime(2018, 4, 4)


@pytest.fixture
def out(book: WorkbookCampaign, tmp_path: Path) -> Bundle:
    events = (Session(POTO, 480, 720, 48), Session(POTO, 780, 960, 36))
    days = {"T03": (TeamDate(MONDAY, POTO, events, "oelamasi"),)}
    return first_plan(tmp_path / "out", book, days)


def with_place(book: WorkbookCampaign, id_: str, **changes: object) -> WorkbookCampaign:
    return edited(book, places=tuple(
        replace(p, **changes) if p.id == id_ else p for p in book.campaign.places  # type: ignore[arg-type]
    ))  # fmt: skip


def with_team(book: WorkbookCampaign, id_: str, **changes: object) -> WorkbookCampaign:
    return edited(book, teams=tuple(
        replace(t, **changes) if t.id == id_ else t for t in book.campaign.teams  # type: ignore[arg-type]
    ))  # fmt: skip


def with_rules(book: WorkbookCampaign, **changes: object) -> WorkbookCampaign:
    return edited(book, rules=replace(book.campaign.rules, **changes))  # type: ignore[arg-type]


def told(made: Step) -> list[str]:
    return [change.told.text("en") for change in made.basis.changes]


def place(made: Step, id_: str) -> Place:
    return made.campaign.place_by_id[id_]


def team(made: Step, id_: str) -> Team:
    return next(each for each in made.campaign.teams if each.id == id_)


def test_nothing_changed(out: Bundle, book: WorkbookCampaign) -> None:
    made = step(out, book, TUESDAY)
    assert told(made) == []
    assert made.case.applied.touched == frozenset()
    assert place(made, POTO).residents == book.campaign.place_by_id[POTO].residents - 84


def test_a_new_pair_begins_at_the_base(out: Bundle, book: WorkbookCampaign) -> None:
    usual = book.campaign.teams[0]
    now, later = (
        replace(usual, id=id_, operators=(f"A {id_}", f"B {id_}"), from_=first)
        for id_, first in (("T13", usual.from_), ("T14", date(2018, 4, 9)))
    )
    desk = edited(book, teams=(now, *book.campaign.teams, later))
    made = step(out, desk, datetime(2018, 4, 3, 10, 30))
    assert [each.id for each in made.campaign.teams][-3:] == ["T12", "T13", "T14"]
    assert team(made, "T13").state == TeamState(TUESDAY.date(), "oelamasi", 0, 630)
    assert team(made, "T14").state == TeamState(date(2018, 4, 9), "oelamasi")
    assert told(made) == [
        "Taken from the workbook: sheet Pairs, T13: new.",
        "Taken from the workbook: sheet Pairs, T14: new.",
    ]


def test_other_dates_operators_and_rates_of_a_pair(out: Bundle, book: WorkbookCampaign) -> None:
    desk = with_team(
        book, "T03", operators=("Citra", "Operator 03B"), until=date(2018, 4, 20),
        days_off=(date(2018, 4, 5),), rate_per_hour=10, vehicle="motorcycle",
    )  # fmt: skip
    made = step(out, desk, TUESDAY)
    found = replace(team(made, "T03"), state=None)
    assert found == next(each for each in desk.campaign.teams if each.id == "T03")
    said = "\n".join(told(made))
    assert "sheet Pairs, T03, Operator 1: now Citra, before Operator 03A." in said
    assert "sheet Pairs, T03, Until date: now 20/04/2018, before none." in said
    assert "sheet Pairs, T03, Days off: now 05/04/2018, before none." in said
    assert "sheet Pairs, T03, Rate: now 10, before 12." in said
    assert "sheet Pairs, T03, Vehicle: now motorcycle, before car." in said
    assert made.case.applied.touched == {"T03"}


def test_rules_prices_and_the_calendar(out: Bundle, book: WorkbookCampaign) -> None:
    rest = (*book.campaign.rest_days, date(2018, 4, 5))
    desk = with_rules(book, max_nights_out=2, duty_end=17 * 60)
    desk = edited(desk, rest_days=rest, costs=replace(book.campaign.costs, per_diem=100_000))
    made = step(out, desk, TUESDAY)
    assert made.campaign.rules.max_nights_out == 2
    assert made.campaign.rules.duty_end == 1020
    assert made.campaign.costs.per_diem == 100_000
    assert date(2018, 4, 5) in made.campaign.rest_days
    assert told(made) == [
        "Taken from the workbook: sheet Campaign, Duty ends: now 17:00, before "
        f"{book.campaign.rules.duty_end // 60}:00.",
        "Taken from the workbook: sheet Campaign, Most nights away in a row: now 2, before "
        f"{book.campaign.rules.max_nights_out}.",
        "Taken from the workbook: sheet Calendar, 05/04/2018: now a rest day.",
        "Taken from the workbook: sheet Costs, Per diem: now 100,000, before "
        f"{book.campaign.costs.per_diem:,}.",
    ]


def test_a_later_deadline_and_one_that_is_over(out: Bundle, book: WorkbookCampaign) -> None:
    later = edited(book, deadline=date(2018, 6, 30), teams=tuple(
        replace(t, until=date(2018, 6, 30)) for t in book.campaign.teams
    ))  # fmt: skip
    made = step(out, later, TUESDAY)
    assert made.campaign.conditions[-1].until == date(2018, 6, 30)
    assert told(made) == [
        "Taken from the workbook: sheet Campaign, Last date: now 30/06/2018, before 26/06/2018."
    ]
    with pytest.raises(OptionError) as caught:
        step(out, edited(book, deadline=MONDAY), TUESDAY)
    assert "the deadline was 2018-04-02" in caught.value.text("en")


def test_an_earlier_deadline_hits_who_was_to_work_after_it(
    book: WorkbookCampaign, tmp_path: Path
) -> None:
    drive = Drive("oelamasi", POTO, 420, 500, 40_000)
    late = TeamDate(date(2018, 6, 20), "oelamasi", (drive, Session(POTO, 540, 720, 36)), POTO)
    out = first_plan(tmp_path / "out", book, {"T03": (late,)})
    end = date(2018, 6, 15)
    made = step(out, edited(book, deadline=end, teams=tuple(
        replace(t, until=end) for t in book.campaign.teams
    )), TUESDAY)  # fmt: skip
    assert made.campaign.conditions[-1].until == end
    assert "T03" in made.case.applied.touched
    assert len(told(made)) == 1


def test_raised_residents_less_those_recorded(out: Bundle, book: WorkbookCampaign) -> None:
    """300 are listed now; 84 were recorded on Monday."""
    made = step(out, with_place(book, POTO, residents=300), TUESDAY)
    assert place(made, POTO).residents == 216
    assert "T03" in made.case.applied.touched
    again = step(next_bundle(out.folder.parent / "r1", made), book, WEDNESDAY)
    listed = book.campaign.place_by_id[POTO].residents
    assert place(again, POTO).residents == listed - 84
    assert told(again) == [
        f"Taken from the workbook: sheet Places, Poto, To record: now {listed}, before 300."
    ]


def test_opening_hours_of_posts(out: Bundle, book: WorkbookCampaign) -> None:
    hours = ((540, 720),)
    desk = edited(book, places=tuple(
        replace(p, hours=hours) if p.residents else p for p in book.campaign.places
    ))  # fmt: skip
    made = step(out, desk, TUESDAY)
    assert {p.hours for p in made.campaign.posts} == {hours}
    (said,) = told(made)
    assert "… (24), Opening hours: now 09:00-12:00, before" in said


def test_a_new_post(out: Bundle, book: WorkbookCampaign) -> None:
    poto = book.campaign.place_by_id[POTO]
    new = replace(poto, id="pasar", name="Pasar Poto", lon=poto.lon + 0.01, residents=40)
    made = step(out, edited(book, places=(new, *book.campaign.places)), TUESDAY)
    assert made.campaign.places[-1] == new
    legs = {(row[0], row[1]) for row in made.case.ready.travel.rows()}
    assert {("oelamasi", "pasar"), ("pasar", "oelamasi")} <= legs
    assert told(made) == ["Taken from the workbook: sheet Places, Pasar Poto: new."]


def test_a_post_that_is_gone_has_nobody_left(out: Bundle, book: WorkbookCampaign) -> None:
    desk = edited(book, places=tuple(p for p in book.campaign.places if p.id != POTO))
    made = step(out, desk, TUESDAY)
    assert place(made, POTO).residents == 0
    (said,) = told(made)
    assert said.startswith("Taken from the workbook: sheet Places, Poto, To record: now 0, before")


def test_a_post_moves_until_somebody_was_recorded_there(
    out: Bundle, book: WorkbookCampaign
) -> None:
    known = book.campaign.place_by_id
    moved = with_place(book, TAKARI, lon=known[TAKARI].lon + 0.01)
    moved = with_place(moved, POTO, lon=known[POTO].lon + 0.01, kecamatan="Takari")
    made = step(out, moved, TUESDAY)
    assert place(made, TAKARI).lon == known[TAKARI].lon + 0.01
    assert (place(made, POTO).lon, place(made, POTO).kecamatan) == (
        known[POTO].lon, known[POTO].kecamatan,
    )  # fmt: skip
    taken, *refused = told(made)
    assert taken.startswith("Taken from the workbook: sheet Places, Takari, Longitude: now ")
    assert [text.partition(": now")[0] for text in refused] == [
        "Not taken from the workbook: sheet Places, Poto, Longitude",
        "Not taken from the workbook: sheet Places, Poto, Kecamatan",
    ]
    assert all("give the new place a row and an id of its own" in text for text in refused)


def test_a_pair_goes_unless_it_has_recorded(out: Bundle, book: WorkbookCampaign) -> None:
    desk = edited(book, teams=tuple(t for t in book.campaign.teams if t.id not in {"T03", "T04"}))
    made = step(out, desk, TUESDAY)
    ids = [each.id for each in made.campaign.teams]
    assert "T04" not in ids
    assert ids.index("T03") == 2
    assert told(made) == [
        "Taken from the workbook: sheet Pairs, T04: no longer there.",
        "Not taken from the workbook: sheet Pairs, T03: no longer there, since it has recorded "
        "residents or is away from the base; put the row back and write its last date in the "
        "column Until date.",
    ]


def test_pins(out: Bundle, book: WorkbookCampaign) -> None:
    """T03 has begun Poto's kecamatan, which no pin gives to T05; Takari is free."""
    kecamatan = str(book.campaign.place_by_id[POTO].kecamatan)
    free = str(book.campaign.place_by_id[TAKARI].kecamatan)
    pins = (
        KecamatanPin(free, "T05"), KecamatanPin(kecamatan, "T05"),
        PostDates(TAKARI, (date(2018, 4, 10),)),
    )  # fmt: skip
    desk = with_rules(book, pins=pins)
    made = step(out, desk, TUESDAY)
    assert set(made.campaign.rules.pins) == {pins[0], pins[2], KecamatanPin(kecamatan, "T03")}
    refused = [text for text in told(made) if text.startswith("Not")]
    assert refused == [
        f"Not taken from the workbook: sheet Pins, {kecamatan} = T05: new, since T03 has begun "
        "this kecamatan; add --allow-handovers to hand it over."
    ]
    handed = step(out, desk, TUESDAY, allow_handovers=True)
    assert set(handed.campaign.rules.pins) == set(pins)
    barred = step(out, with_rules(book, pins=(KecamatanBar(kecamatan, "T03"),)), TUESDAY)
    assert barred.campaign.rules.pins == (KecamatanPin(kecamatan, "T03"),)


def test_pins_of_options_stay_and_those_of_the_sheet_go(
    book: WorkbookCampaign, tmp_path: Path
) -> None:
    """The plan was made with a pin of the sheet and one of the option --pin."""
    free, other = (str(book.campaign.place_by_id[id_].kecamatan) for id_ in (TAKARI, "5303150001"))
    sheet, option = KecamatanPin(free, "T05"), KecamatanPin(other, "T06")
    desk = with_rules(book, pins=(sheet,))
    first = first_plan(tmp_path / "first", with_rules(desk, pins=(sheet, option)))
    (first.folder / "basis.json").write_text(desk.campaign.to_json(), encoding="utf-8")
    made = step(first, book, TUESDAY)
    assert made.campaign.rules.pins == (option,)
    assert told(made) == [f"Taken from the workbook: sheet Pins, {free} = T05: no longer there."]
    again = step(next_bundle(tmp_path / "r1", made), book, WEDNESDAY)
    assert again.campaign.rules.pins == (option,)


def test_first_date_base_and_time_zone_stay(out: Bundle, book: WorkbookCampaign) -> None:
    start = date(2018, 4, 1)
    conditions = tuple(
        replace(each, from_=max(each.from_, start))
        for each in book.campaign.conditions
        if each.until >= start
    )
    rest = tuple(day for day in book.campaign.rest_days if day >= start)
    teams = tuple(replace(t, from_=start) for t in book.campaign.teams)
    desk = edited(
        book, start=start, conditions=conditions, rest_days=rest, timezone="Asia/Jakarta",
        base="kota-kupang", teams=teams,
    )  # fmt: skip
    made = step(out, desk, TUESDAY)
    old: Campaign = book.campaign
    assert (made.campaign.start, made.campaign.base) == (old.start, old.base)
    assert (made.campaign.timezone, made.campaign.rest_days) == (old.timezone, old.rest_days)
    assert made.campaign.conditions == old.conditions
    assert {t.from_ for t in made.campaign.teams} == {old.start}
    assert made.campaign.id == old.id
    said = told(made)
    assert len(said) == 3
    assert all(text.startswith("Not taken from the workbook: ") for text in said)
    assert "sheet Campaign, First date: now 01/04/2018, before 12/03/2018" in said[0]


def test_crossings_and_closed_roads(book: WorkbookCampaign) -> None:
    crossing = book.campaign.crossings[0]
    late = replace(crossing, crossing_minutes=crossing.crossing_minutes + 5)
    after = replace(book.campaign, crossings=(late, *book.campaign.crossings[1:]))
    first = replace(book.campaign.conditions[0], id="wet-c1")
    after = replace(after, conditions=(first, *book.campaign.conditions[1:]))
    said = [change.told.text("id") for change in workbook_changes(book.campaign, after)]
    assert len(said) == 2
    assert "jalan yang ditutup berubah pada 12/03/2018, " in said[0]
    assert said[1].endswith(f"{crossing.id}: berubah.")


def test_changes_are_causes_of_the_posts_and_pairs_that_they_hit(
    out: Bundle, book: WorkbookCampaign
) -> None:
    made = step(out, with_place(book, POTO, residents=300), TUESDAY)
    (change,) = made.basis.changes
    assert (change.posts, change.teams) == ({POTO}, set())
    paired = step(out, with_team(book, "T03", rate_per_hour=10), TUESDAY)
    (change,) = paired.basis.changes
    assert (change.posts, change.teams) == (set(), {"T03"})


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ('{"level": "workbook"}', True),
        ('{"level": "kecamatan"}', False),
        ('{"level": "revision", "workbook": false}', False),
        ('{"level": "revision", "workbook": true}', True),
        ("", True),
        (None, True),
    ],
)
def test_a_workbook_beside_a_plan_is_that_of_the_plan(
    run: str | None, found: bool, out: Bundle, book: WorkbookCampaign
) -> None:
    """What lies beside a plan that was made without a workbook is another campaign's."""
    shutil.copy(book.where, out.folder.parent / "campaign.xlsx")
    if run is not None:
        (out.folder / "run.json").write_text(run, encoding="utf-8")
    assert (find_workbook(out, None, "en") is not None) is found
