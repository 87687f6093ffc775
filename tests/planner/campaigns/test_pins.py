"""Pins as a planner types them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geodata import load_dataset
from planner.campaigns.defaults import default_campaign
from planner.campaigns.pins import with_pins
from planner.cli import run
from planner.errors import OptionError
from routing.campaign.document import Campaign
from routing.campaign.parts import KecamatanBar, KecamatanPin, PostDates


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return default_campaign(load_dataset())


def test_reads_the_three_kinds(campaign: Campaign) -> None:
    texts = ("takari=T05", "Semau != T01", "Sulamu@2018-04-10, 2018-04-17")
    sulamu = next(place.id for place in campaign.posts if place.name == "Sulamu")
    assert with_pins(campaign, texts).rules.pins == (
        KecamatanPin("Takari", "T05"),
        KecamatanBar("Semau", "T01"),
        PostDates(sulamu, (date(2018, 4, 10), date(2018, 4, 17))),
    )


@pytest.mark.parametrize("text", ["Balai-Desa", " BALAI-desa ", "balai-desa\u200b", "balai\u00a0"])
def test_a_post_by_its_id_whatever_case_and_spaces(campaign: Campaign, text: str) -> None:
    """An id with letters, as of a place that a planner added."""
    own = {"balai": "balai", "balai-desa": "Balai-Desa"}[text.strip("\u200b \u00a0").casefold()]
    posts = tuple(
        replace(place, id=own) if place.name == "Sulamu" else place for place in campaign.places
    )
    renamed = replace(campaign, places=posts, catchment=())
    pinned = with_pins(renamed, (f"{text}@2018-04-10",))
    assert pinned.rules.pins == (PostDates(own, (date(2018, 4, 10),)),)


def test_suggests_the_id_that_was_meant(campaign: Campaign) -> None:
    places = tuple(
        replace(place, id="Balai-Desa") if place.name == "Sulamu" else place
        for place in campaign.places
    )
    with pytest.raises(OptionError) as caught:
        with_pins(replace(campaign, places=places, catchment=()), ("balai-dsa@2018-04-10",))
    assert "did you mean Balai-Desa?" in caught.value.text("en")


@pytest.mark.parametrize("text", ["Takari", "=T05", "Takari=", "Takari@", ""])
def test_refuses_what_is_no_pin(campaign: Campaign, text: str) -> None:
    with pytest.raises(OptionError, match="KECAMATAN=T05"):
        with_pins(campaign, (text,))


def test_tells_every_bad_date(campaign: Campaign) -> None:
    with pytest.raises(OptionError) as caught:
        with_pins(campaign, ("Takari@tomorrow,2018-04-31",))
    assert "tomorrow" in caught.value.text("en")
    assert "2018-04-31" in caught.value.text("en")


def test_tells_every_contradiction(campaign: Campaign) -> None:
    texts = ("Takari=T05", "Takari=T06", "Semau=T01", "Semau!=T01", "Nowhere=T99")
    with pytest.raises(OptionError) as caught:
        with_pins(campaign, texts)
    for word in ("pinned to T05 already", "barred from it", "'Nowhere'", "'T99'"):
        assert word in caught.value.text("en")
    assert len(caught.value.notes) == 4


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Takary=T05", "Takari"), ("Takari=T5", "T05"), ("Sulamo@2018-04-10", "Sulamu")],
)
def test_suggests_what_was_meant(campaign: Campaign, text: str, meant: str) -> None:
    with pytest.raises(OptionError) as caught:
        with_pins(campaign, (text,))
    assert f"did you mean {meant}?" in caught.value.text("en")
    assert f"maksudnya {meant}?" in caught.value.text("id")


def test_lists_the_pairs_where_none_is_alike(campaign: Campaign) -> None:
    with pytest.raises(OptionError, match=r"choose one of T01, T02, .*T12"):
        with_pins(campaign, ("Takari=Maria",))


@pytest.mark.parametrize(
    ("day", "why"),
    [("01/07/2018", "outside the campaign"), ("2018-03-11", "outside"), ("30/03/2018", "rest day")],
)
def test_tells_dates_on_which_nobody_can_be_there(campaign: Campaign, day: str, why: str) -> None:
    """30 March 2018 is Good Friday, a public holiday."""
    with pytest.raises(OptionError, match=why):
        with_pins(campaign, (f"Sulamu@{day}",))


def test_contradicts_the_workbooks_own_pins(campaign: Campaign) -> None:
    pinned = with_pins(campaign, ("Takari=T05",))
    with pytest.raises(OptionError, match="pinned to T05 already"):
        with_pins(pinned, ("Takari=T06",))


def test_contradictory_pins_end_with_2_and_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    code = run(["plan", "--pin", "Takari=T05", "--pin", "Takari!=T05", "--out", str(out)])
    assert code == 2
    assert "Takari" in capsys.readouterr().err
    assert not out.exists()


def test_a_plan_keeps_its_pins(tmp_path: Path) -> None:
    """Fatuleu Tengah's 321 residents take four dates of 84."""
    out = tmp_path / "out"
    promised = {f"2018-04-{day:02d}" for day in (9, 10, 11, 12)}
    pins = ["--pin", "Takari=T05", "--pin", f"Fatuleu Tengah@{','.join(sorted(promised))}"]
    little = ["--work", "0", "--gap", "100"]
    assert run(["plan", *pins, *little, "--quiet", "--out", str(out)]) == 0
    plan = json.loads((out / "plan.json").read_text())
    assert [team["id"] for team in plan["teams"] if "Takari" in team["kecamatan"]] == ["T05"]
    sessions = [
        (day["date"], event["residents"])
        for team in plan["teams"]
        for day in team["dates"]
        for event in day["events"]
        if event["kind"] == "record" and event["at"] == "5303161"
    ]
    assert {date for date, _ in sessions} == promised
    assert sum(residents for _, residents in sessions) == 321
