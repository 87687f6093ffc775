"""What is wrong within sound files: every fault at once, with sheet and cell."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from planner import cli
from planner.workbook.loader import load
from tests.planner.workbook.conftest import Book, refused, told, unusual

Capture = pytest.CaptureFixture[str]
NOON = datetime.combine(date(2018, 3, 20), time(12))


def test_all_faults_of_all_sheets_at_once(changed: Book) -> None:
    """A workbook with a fault of each kind; each is told once, at its cell."""
    faults = {
        ("Campaign", "B4"): ("01/03/2018", "span"),
        ("Campaign", "B9"): ("05:00", "duty"),
        ("Campaign", "B10"): ("-1", "too_small"),
        ("Campaign", "B12"): ("maybe", "not_offered"),
        ("Campaign", "B6"): ("12:00-08:00", "hours_order"),
        ("Campaign", "B7"): ("Friday 08:00-11:30; Fri closed", "unreadable"),
        ("Places", "F12"): ("lima", "unreadable"),
        ("Places", "C13"): ("Kupang Tmur", "unknown"),
        ("Places", "A14"): ("5303100005", "id_twice"),
        ("Places", "M15"): ("-10188", "too_small"),
        ("Places", "E16"): ("yes", "two_bases"),
        ("Places", "J17"): ("08:00-12:00; 11:00-13:00", "hours_overlap"),
        ("Places", "G18"): ("5303192001", "not_post"),
        ("Places", "L19"): ("31/02/2018", "unreadable"),
        ("Pairs", "A3"): ("T01", "id_twice"),
        ("Pairs", "B4"): ("Operator 01A", "operator_twice"),
        ("Pairs", "D5"): ("truck", "no_speed"),
        ("Pairs", "D6"): ("mobill", "not_offered"),
        ("Pairs", "E7"): ("0", "too_small"),
        ("Pairs", "H8"): ("01/01/2018", "span"),
        ("Pairs", "F9"): (None, "empty"),
    }
    changes = {at: value for at, (value, _) in faults.items()}
    changes |= {("Pairs", "G8"): "02/01/2018"}
    changes |= {("Calendar", "A27"): NOON, ("Calendar", "C27"): "server capacity"}
    changes |= {("Calendar", "A28"): NOON, ("Calendar", "C28"): "rest day", ("Calendar", "D28"): 5}
    changes |= {("Calendar", "A29"): "20/03/2018", ("Calendar", "C29"): "working day"}
    changes |= {("Road closures", "A2"): "5303999", ("Road closures", "B2"): "13/03/2018"}
    changes |= {("Crossings", "C2"): "bolok-port", ("Crossings", "F3"): None}
    changes |= {
        ("Crossings", "H4"): None,
        ("Crossings", "I5"): "05:00",
        ("Crossings", "J6"): "01/04",
    }
    changes |= {("Pins", "A2"): "only this pair", ("Pins", "B2"): "Semau"}
    changes |= {("Pins", "A3"): "only this pair", ("Pins", "B3"): "Takari", ("Pins", "C3"): "T99"}
    changes |= {("Pins", "A4"): "only on these dates", ("Pins", "D4"): "Uitao"}
    changes |= {("Pins", "E4"): "01/01/2018; 14/04/2018"}
    changes |= {("Costs", "B4"): "free"}
    found = told(refused(changed(changes)))
    expected = {(key, *at) for at, (_, key) in faults.items()}
    expected |= {
        ("no_capacity", "Calendar", "D27"),
        ("capacity_unused", "Calendar", "D28"),
        ("date_twice", "Calendar", "A29"),
        ("unknown", "Road closures", "A2"),
        ("same_port", "Crossings", "C2"),
        ("empty", "Crossings", "F3"),
        ("on_demand", "Crossings", "H4"),
        ("closes_early", "Crossings", "I5"),
        ("half_season", "Crossings", "J6"),
        ("pin_fields", "Pins", "A2"),
        ("unknown", "Pins", "C3"),
        ("unreadable", "Costs", "B4"),
    }
    assert expected - found == set()
    assert found - expected == set()


def test_a_faulty_cell_hides_nothing_else_of_its_row(changed: Book) -> None:
    changes = {
        ("Pairs", "B3"): "Operator 01A", ("Pairs", "F3"): "many", ("Pairs", "A4"): "T02",
        ("Pairs", "E4"): "few", ("Places", "C12"): "Semaw", ("Places", "F12"): "five",
        ("Places", "M14"): "east", ("Places", "G14"): "nowhere",
        ("Road closures", "A2"): "x", ("Road closures", "B2"): "yesterday",
        ("Crossings", "C2"): "nowhere", ("Crossings", "F2"): "Someday", ("Crossings", "H2"): "9",
        ("Crossings", "J3"): "x", ("Crossings", "G4"): "y",
        ("Pins", "A2"): "never this pair", ("Pins", "B2"): "Semau", ("Pins", "C2"): "=A1",
        ("Pins", "A3"): "only on these dates", ("Pins", "D3"): "x", ("Pins", "E3"): "x",
        ("Calendar", "A27"): "x", ("Calendar", "C27"): "server capacity",
    }  # fmt: skip
    silent = {("Pairs", "A4"): "id_twice", ("Pins", "C2"): "formula"}
    unknown = {("Places", "C12"), ("Places", "G14"), ("Road closures", "A2")}
    unknown |= {("Crossings", "C2"), ("Pins", "D3")}
    choices = {("Pins", "A2"), ("Pins", "A3"), ("Pins", "B2"), ("Calendar", "C27")}
    expected = {(key, *at) for at, key in silent.items()} | {("unknown", *at) for at in unknown}
    expected |= {("operator_twice", "Pairs", "B3")}
    seen = {at[1:] for at in expected}
    expected |= {("unreadable", *at) for at in changes if at not in seen | choices}
    assert told(refused(changed(changes))) == expected


def test_settings_that_contradict(changed: Book) -> None:
    found = told(refused(changed({("Campaign", "B8"): "19:00", ("Campaign", "B6"): "12:00-08:00"})))
    assert found == {("duty", "Campaign", "B9"), ("hours_order", "Campaign", "B6")}
    assert told(refused(changed({("Campaign", "B4"): "01/03/2018"}))) == {
        ("span", "Campaign", "B4")
    }
    assert told(refused(changed({("Campaign", "B4"): "2081-06-26"}))) == {
        ("long_span", "Campaign", "B4")
    }


def test_pins_on_wrong_dates_and_contradictions(changed: Book) -> None:
    changes = {
        ("Pins", "A2"): "only on these dates", ("Pins", "D2"): "Uitao",
        ("Pins", "E2"): "01/01/2018; 14/04/2018",
        ("Pins", "A3"): "only this pair", ("Pins", "B3"): "Takari", ("Pins", "C3"): "T02",
        ("Pins", "A4"): "hanya pasangan ini", ("Pins", "B4"): "takari", ("Pins", "C4"): "T03",
        ("Pins", "A5"): "never this pair", ("Pins", "B5"): "Takari", ("Pins", "C5"): "T02",
        ("Pins", "A6"): "only on these dates", ("Pins", "D6"): "Bokonusan",
        ("Pins", "E6"): "13/04/2018",
    }  # fmt: skip
    assert told(refused(changed(changes))) == {
        ("pin_outside", "Pins", "E2"), ("pin_rest", "Pins", "E2"), ("pin_twice", "Pins", "A4"),
        ("pin_twice", "Pins", "A5"), ("not_post", "Pins", "D6"),
    }  # fmt: skip


def test_a_fault_names_sheet_cell_value_and_remedy_in_both_languages(changed: Book) -> None:
    (found,) = refused(changed({("Places", "C13"): "Kupang Tmur"}))
    assert found.text("en") == (
        "Places, cell C13 (“Kupang Tmur”): this kecamatan is not in the dataset of the regency. "
        "Check the spelling; is it Kupang Timur?"
    )
    assert found.text("id") == (
        "Places, sel C13 (“Kupang Tmur”): kecamatan ini tidak ada di data kabupaten. "
        "Periksa ejaannya; maksudnya Kupang Timur?"
    )


def test_places_of_your_own(changed: Book) -> None:
    changes = {
        ("Places", "A188"): "pasar-oesao", ("Places", "B188"): "Pasar Oesao",
        ("Places", "A189"): "at-sea", ("Places", "B189"): "At sea",
        ("Places", "M189"): "123,0", ("Places", "N189"): "-9,0",
        ("Places", "A190"): "5303140", ("Places", "B190"): "Kupang Timur",
    }  # fmt: skip
    found = told(refused(changed(changes)))
    assert ("no_point", "Places", "M188") in found
    assert ("no_point", "Places", "N188") in found
    assert ("off_network", "Places", "A190") in found
    changes = {at: value for at, value in changes.items() if at[1][1:] == "189"}
    assert told(refused(changed(changes))) == {("off_map", "Places", "M189")}


def test_a_place_far_away_is_a_warning(changed: Book) -> None:
    folder = changed({("Places", "M12"): "123,8", ("Places", "N12"): "-10,1"})
    warnings = {(one.key, one.cell) for one in load(folder, language="en").warnings}
    assert ("point_replaced", "M12") in warnings


def test_warnings_do_not_stop_a_plan(changed: Book) -> None:
    changes = {
        ("Pairs", "G2"): "27/06/2018",
        ("Road closures", "A2"): "N7", ("Road closures", "B2"): "01/01/2030",
        ("Campaign", "B15"): "offline", ("Campaign", "B16"): 100,
        ("Places", "A188"): "pasar", ("Places", "B188"): "Pasar", ("Places", "C188"): "Takari",
        ("Places", "D188"): "yes", ("Places", "M188"): 124.06, ("Places", "N188"): -9.99,
        ("Places", "G100"): "pasar",
    }  # fmt: skip

    def island(book: Workbook) -> None:
        page = book["Places"]
        row = next(r for r in page.iter_rows() if r[0].value == "pulau-kera")
        row[2].value, row[3].value = "Semau", "yes"
        assert row[0].row == 10

    found = {(one.key, one.sheet, one.cell) for one in load(changed(changes, island)).warnings}
    assert {
        ("post_empty", "Places", "F10"),
        ("never_available", "Pairs", "G2"),
        ("closure_outside", "Road closures", "B2"),
        ("offline_capacity", "Campaign", "B15"),
    } <= found


def test_a_plan_repeats_the_warnings(changed: Book, tmp_path: Path) -> None:
    from planner.pipeline import PlanRequest, prepared

    folder = changed({("Pairs", "G2"): "27/06/2018"})
    remarks = [
        one.text("en") for one in prepared(PlanRequest(tmp_path / "out", folder=folder)).remarks
    ]
    (told,) = [text for text in remarks if text.startswith("Pairs, cell G2")]
    assert told.startswith("Pairs, cell G2 (“T01”): this pair is never available")


def test_empty_rows_spaces_and_extra_columns_do_no_harm(changed: Book) -> None:
    def edit(book: Workbook) -> None:
        page = book["Pairs"]
        page.insert_rows(4)
        page["A5"] = "  T03 \u00a0"
        page["K1"], page["K2"] = "My remark", "=1+"
        book.create_sheet("My sheet")["A1"] = "mine"

    found = load(changed({}, edit), language="en")
    assert [team.id for team in found.prepared.campaign.teams][:3] == ["T01", "T02", "T03"]
    assert len(found.prepared.campaign.teams) == 12
    assert unusual(found) == []


def test_check_as_json(changed: Book, capsys: Capture) -> None:
    folder = changed({("Pairs", "F2"): "twelve", ("Costs", "B4"): ""})
    assert cli.run(["check", str(folder), "--json", "--lang", "en"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert {(one["code"], one["cell"]) for one in document["faults"]} == {
        ("unreadable", "F2"),
        ("empty", "B4"),
    }
    assert all(one["what"] and one["remedy"] for one in document["faults"])


def test_check_says_how_far_residents_go(books: dict[str, Path], capsys: Capture) -> None:
    assert cli.run(["check", str(books["en"].parent), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "24 posts, 20,000 residents, 12 pairs" in said
    assert "by road on a motorcycle" in said
    assert "Farthest:" in said
    assert cli.run(["check", str(books["en"].parent), "--json"]) == 0
    walks = json.loads(capsys.readouterr().out)["residents_go"]
    assert len(walks) == 154
    assert sum(walk["residents"] for walk in walks) < 20_000
    assert all(walk["measure"] == "road" for walk in walks)
