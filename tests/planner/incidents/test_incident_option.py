"""The option `--incident`: what it says, in both languages, and everything that is wrong."""

from __future__ import annotations

import pytest

from geodata import Message
from planner.incident import Incident
from planner.incidents.incident_option import parse_incident, parse_incidents
from planner.incidents.subjects import Subjects
from tests.planner.incidents.conftest import at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "kit T01 2018-03-12T12:00..2018-03-14 # broken lid",
            Incident("kit", "T01", at(0, "12:00"), at(3)),
        ),
        ("alat rekam t01 12/03/2018", Incident("kit", "T01", at(0))),
        ("KIT T01 2018-03-12T12.00..17:00", Incident("kit", "T01", at(0, "12:00"), at(0, "17:00"))),
        (
            "operator Ani 1 12 Maret 2018 .. 13 Maret 2018 =Citra Dewi",
            Incident("operator", "Ani 1", at(0), at(2), "Citra Dewi"),
        ),
        ("operator T02 Senin, 12 Maret 2018", Incident("operator", "T02", at(0))),
        ("kendaraan T02 12/03/2018 12:30..", Incident("vehicle", "T02", at(0, "12:30"))),
        (
            "jalan 5303018 12/03/2018 =mobil; truck",
            Incident("road", "5303018", at(0), None, "car; truck"),
        ),
        ("crossing all 2018-03-12..2018-03-12", Incident("crossing", "", at(0), at(1))),
        ("penyeberangan out 2018-03-12", Incident("crossing", "out", at(0))),
        ("server 2018-03-13..2018-03-13T12:00", Incident("server", "", at(1), at(1, "12:00"))),
        ("server 2018-03-13 =1.200", Incident("server", "", at(1), None, "1200")),
        ("pos tutup Hill 13/03/2018..24:00", Incident("post_closed", "hill", at(1), at(2))),
        ("post closed isle 2018-03-13", Incident("post_closed", "isle", at(1))),
        ("warga Hill 2018-03-12 =+60", Incident("residents", "hill", at(0), None, "+60")),
        ("residents hill 2018-03-12 =-20", Incident("residents", "hill", at(0), None, "-20")),
        ("residents hill 2018-03-12 =35", Incident("residents", "hill", at(0), None, "35")),
        ("laju semua 2018-03-12 =9", Incident("rate", "", at(0), None, "9")),
        ("rate T02 2018-03-12 =9 # slow printer", Incident("rate", "T02", at(0), None, "9")),
    ],
)
def test_an_incident_is_read(text: str, expected: Incident, subjects: Subjects) -> None:
    faults: list[Message] = []
    assert parse_incident(text, subjects, faults) == expected
    assert faults == []


def test_note_and_origin_are_kept(subjects: Subjects) -> None:
    found = parse_incident("kit T01 2018-03-12 # broken lid", subjects, [])
    assert found is not None
    assert found.note == "broken lid"
    assert found.origin == "--incident “kit T01 2018-03-12 # broken lid”"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kitt T01 2018-03-12", ["“kitt”", "Kind is unknown", "Choose: kit / operator"]),
        ("kit T1 2018-03-12", ["“T1”", "this pair is not in Pairs", "is it T01?"]),
        ("kit 2018-03-12", ["whom or what does it hit?"]),
        ("operator Ani 2018-03-12", ["this operator or pair is not in Pairs"]),
        ("road 999 2018-03-12", ["this road section is not in the dataset of roads"]),
        ("crossing outt 2018-03-12", ["this crossing is not in Crossings", "is it out?"]),
        ("post closed Hil 2018-03-12", ["this post is not in Places", "is it hill?"]),
        ("post closed harbour 2018-03-12", ["this post is not in Places"]),
        ("kit T01", ["From", "empty"]),
        ("kit T01 31/02/2018", ["“31/02/2018”", "From is not a date"]),
        ("kit T01 2018-03-12..2018-03-40", ["“2018-03-40”", "Until is not a date"]),
        ("kit T01 2018-03-14..2018-03-12", ["Until is before 14/03/2018"]),
        ("kit T01 2018-03-12T12:00..09:00", ["Until is before 12/03/2018 12:00"]),
        ("kit T01 2018-12-03", ["03/12/2018 is outside", "Day and month swapped? 12/03/2018"]),
        ("kit T01 2018-03-12 =5", ["the kind kit takes no value"]),
        ("residents hill 2018-03-12", ["no number of residents", "Write +60 (60 more)"]),
        ("residents hill 2018-03-12 =many", ["“many”", "no number of residents"]),
        ("residents hill 2018-03-12..2018-03-13 =5", ["holds from then on", "Leave the end"]),
        ("rate T01 2018-03-12 =0", ["“0”", "no rate"]),
        ("rate T01 2018-03-12", ["no rate", "Write residents per hour"]),
        ("server 2018-03-12", ["until when is the server down?"]),
        ("server hill 2018-03-12 =5", ["“hill”", "there is one server"]),
        ("server 2018-03-12 =half", ["“half”", "capacity is no whole number"]),
        ("road 5303018 2018-03-12 =bus", ["“bus”", "these vehicles are unknown"]),
        ("operator T01 2018-03-12 =Citra", ["who of this pair is replaced: Ani 1 / Budi 1?"]),
        ("operator Ani 1 2018-03-12 =Budi 2", ["operator of pair T02", "in one pair only"]),
    ],
)
def test_what_is_wrong_is_said_with_a_remedy(
    text: str, says: list[str], subjects: Subjects
) -> None:
    faults: list[Message] = []
    assert parse_incident(text, subjects, faults) is None
    (said,) = [fault.text("en") for fault in faults]
    assert said.startswith(f"--incident “{text}”")
    for part in says:
        assert part in said
    assert faults[0].text("id") != said


def test_all_faults_are_told_at_once(subjects: Subjects) -> None:
    faults: list[Message] = []
    texts = ["kit T9 2018-03-40", "residents Hil 2018-03-12 =x"]
    assert parse_incidents(texts, subjects, faults) == ()
    said = "\n".join(fault.text("en") for fault in faults)
    assert len(faults) == 4
    for part in ("“T9”", "“2018-03-40”", "“Hil”", "“x”"):
        assert part in said


def test_two_that_set_otherwise_contradict_each_other(subjects: Subjects) -> None:
    faults: list[Message] = []
    texts = ["rate T01 2018-03-12 =9", "rate T01 2018-03-12 =10", "rate T01 2018-03-13 =8"]
    parse_incidents(texts, subjects, faults)
    (said,) = [fault.text("en") for fault in faults]
    assert "another incident from the same moment on says" in said


def test_the_same_twice_counts_once_and_the_order_does_not_matter(subjects: Subjects) -> None:
    texts = ["kit T02 2018-03-13", "residents hill 2018-03-12 =+60", "kit T01 2018-03-12"]
    one = parse_incidents(texts, subjects, [])
    other = parse_incidents([*reversed(texts), texts[0] + " # again"], subjects, [])
    assert one == other
    assert len(one) == 3


def test_an_operator_who_was_replaced_before_is_no_slip(subjects: Subjects) -> None:
    faults: list[Message] = []
    found = parse_incident("operator Dodi 2018-03-12 =Ani 1", subjects, faults)
    assert found == Incident("operator", "Dodi", at(0), None, "Ani 1")
    assert faults == []
