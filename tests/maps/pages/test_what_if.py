"""The page of a what-if: what is found, what is proven, and that the two are kept apart."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, strategies as st

from maps import CaseFigures, WhatIf, answers, what_if_html
from maps.drawing.line_chart import steps
from maps.language.catalogue import language
from maps.pages.what_if import charts, remarks

START, DEADLINE = dt.date(2018, 3, 12), dt.date(2018, 6, 26)
EN = language("en")


def case(teams: int, left: int = 0, bound: int | None = None, **more: Any) -> CaseFigures:
    """A case of 1,000 residents, each of weight 2."""
    fields: dict[str, Any] = {
        "name": f"teams-{teams:02d}",
        "settings": (("teams", str(teams)),),
        "teams": teams,
        "at_work": teams,
        "deadline": DEADLINE,
        "to_record": 1000,
        "recorded": 1000 - left,
        "weighted_to_record": 2000,
        "weighted_recorded": 2 * (1000 - left),
        "first_date": START,
        "last_session": dt.date(2018, 6, 20),
        "spent": 1_500_000,
        "urgency": 1000,
        "metres": 120_000,
        "nights": 3,
        "duty_days": 9,
        "weighted_bound": bound,
    }
    return CaseFigures(**(fields | more))


def found(*cases: CaseFigures, asked: int = 0) -> WhatIf:
    return WhatIf("Kabupaten Kupang 2018", START, cases, asked or len(cases))


def said(*cases: CaseFigures) -> str:
    (line,) = answers(cases, EN)
    return line


def open_differences(first: CaseFigures, second: CaseFigures) -> list[str]:
    """Subjects of which the second case says that its difference from the first is open."""
    among = found(first, second)
    assert not [line for line in remarks(first, EN, among) if "leaves open" in line]
    lines = [line for line in remarks(second, EN, among) if "leaves open" in line]
    assert all("4 lies within" in line for line in lines)
    return [line.partition(":")[0] for line in lines]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # 700 and 1,000 of 1,000 residents of weight 2 are recorded
        ({"left": 300}, {}, ["Residents"]),
        ({"left": 300, "bound": 2000}, {}, ["Residents"]),
        ({"left": 300, "bound": 1999}, {}, []),
        ({}, {"left": 300, "bound": 1999}, []),
        ({}, {"left": 300}, ["Residents"]),
        # 1,500,000 and 1,600,000 are spent, with 1,000 of urgency each
        ({}, {"spent": 1_600_000}, ["Cost"]),
        ({}, {"spent": 1_600_000, "total_bound": 1_501_000}, ["Cost"]),
        ({}, {"spent": 1_600_000, "total_bound": 1_501_001}, []),
        ({"spent": 1_600_000, "total_bound": 1_501_001}, {}, []),
        ({}, {}, []),
    ],
)
def test_differences_that_the_search_leaves_open_are_called_that(
    first: dict[str, Any], second: dict[str, Any], expected: list[str]
) -> None:
    assert open_differences(case(4, **first), case(6, **second)) == expected


def test_cases_with_other_settings_are_not_compared() -> None:
    slow = case(4, 300, settings=(("teams", "4"), ("rate", "8")))
    fast = case(6, settings=(("teams", "6"), ("rate", "12")))
    assert remarks(fast, EN, found(slow, fast)) == ()


def test_a_plan_that_is_another_cases_is_called_that() -> None:
    other = case(6, adopted="teams-04")
    (line,) = remarks(other, EN, found(other))
    assert line.startswith("The plan is that of teams-04")


def test_the_least_number_is_proven_where_one_fewer_is_too_few() -> None:
    line = said(case(4, 300, bound=1800), case(5, 100, bound=1999), case(6, bound=2000))
    assert line == (
        "6 pairs finish by Tuesday, 26 June 2018: found and audited, the last session on "
        "Wednesday, 20 June 2018. 5 pairs are proven too few, so this is the least."
    )


def test_a_bound_that_is_not_below_the_demand_proves_nothing() -> None:
    line = said(case(5, 100, bound=2000), case(6))
    assert "proven too few" not in line
    assert "With 5 pairs the best plan found leaves 100 residents" in line
    assert "that they cannot do better is not proven" in line
    assert line.endswith("Not tried: 1–4.")


def test_without_bounds_nothing_is_called_proven() -> None:
    line = said(case(4, 300), case(6), case(8))
    assert line.startswith("6 pairs finish by")
    assert "too few" not in line
    assert "With 4 pairs the best plan found leaves 300 residents" in line
    assert line.endswith("Not tried: 1–3, 5.")


def test_between_proven_and_found_is_open() -> None:
    line = said(case(3, 600, bound=900), case(4, 300, bound=2000), case(6))
    assert "3 pairs are proven too few. With 4 pairs the best plan found leaves 300" in line
    assert line.endswith("Not tried: 5.")


def test_none_is_enough() -> None:
    line = said(case(3, 600), case(4, 300))
    assert line.startswith("No plan was found that finishes by Tuesday, 26 June 2018: with 4 pairs")
    assert line.endswith("That it cannot be done is not proven.")
    line = said(case(3, 600, bound=900), case(4, 300, bound=1900))
    assert line == (
        "4 pairs, the most that were tried, are proven too few to finish by Tuesday, 26 June 2018."
    )
    line = said(case(3, 600, bound=900), case(4, 300))
    assert line.endswith("3 pairs are proven too few.")


def test_one_pair_needs_no_proof() -> None:
    assert said(case(1), case(2)) == (
        "1 pair finishes by Tuesday, 26 June 2018: found and audited, the last session on "
        "Wednesday, 20 June 2018."
    )


def test_a_line_for_each_combination() -> None:
    cases = [
        case(n, left, settings=(("teams", str(n)), ("rate", rate)))
        for n in (2, 3)
        for rate, left in (("8", 50), ("12", 0))
    ]
    lines = answers(cases, EN)
    assert [line.partition(":")[0] for line in lines] == [
        "Residents recorded per hour 8",
        "Residents recorded per hour 12",
    ]
    assert "No plan was found" in lines[0]
    assert "2 pairs finish" in lines[1]


def test_other_questions_are_not_answered() -> None:
    assert answers([case(4), case(4, 10)], EN) == ()


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.booleans()), min_size=2))
def test_proven_is_said_only_where_a_bound_says_so(rows: list[tuple[int, bool, bool]]) -> None:
    by_teams = {n: (left, few and left) for n, left, few in rows}
    cases = [case(n, 10 * left, bound=1990 if few else None) for n, (left, few) in by_teams.items()]
    for line in answers(cases, EN):
        assert ("proven too few" in line) <= any(case.too_few for case in cases)
        assert (" pairs finish by" in line) <= any(not case.left for case in cases)


def test_the_page_in_both_languages() -> None:
    page = what_if_html(found(case(4, 300), case(6, gap_percent=2.5), asked=3), "en")
    assert "How many pairs are needed?" in page
    assert "Interrupted: 1 of 3 cases were not planned." in page
    assert "2.5%" in page
    page = what_if_html(found(case(4, 300), case(6)), "id")
    assert "Berapa tim yang dibutuhkan?" in page
    assert "6 tim selesai" in page


def test_the_page_makes_no_request_and_holds_no_script() -> None:
    page = what_if_html(found(case(4), case(6)), "en")
    for sign in ("<script", "http://", "https://", "src=", "@import", "url(http"):
        assert sign not in page


def test_names_are_text() -> None:
    bad = "<img src=x onerror=alert(1)>{{7*7}}"
    settings = (("teams", "4"), ("rate", bad))
    page = what_if_html(WhatIf(bad, START, (case(4, settings=settings),), 1), "en")
    assert "<img" not in page
    assert "49" not in page.replace("{{7*7}}", "")


def test_a_line_of_gaps_holds_only_what_was_computed() -> None:
    drawn = charts(found(case(4, gap_percent=None), case(6, gap_percent=0.0)), EN)[-1]
    assert [len(series.marks) for series in drawn.series] == [1]


def test_points_are_filled_where_everybody_is_recorded() -> None:
    first = charts(found(case(4, 300), case(6)), EN)[0]
    assert [mark.whole for mark in first.series[0].marks] == [False, True]
    low, high = (mark.y for mark in first.series[0].marks)
    assert low > high == first.limit  # the axis points down; all residents are at the limit


def test_other_settings_go_across_where_pairs_do_not_vary() -> None:
    cases = [case(4, settings=(("rate", text),)) for text in ("8", "12")]
    assert [tick.text for tick in charts(found(*cases), EN)[0].x_ticks] == ["8", "12"]


@given(st.integers(0, 10**6), st.floats(0.001, 1e9))
def test_steps_cover_the_span_in_few_even_steps(low: int, span: float) -> None:
    ticks = steps(low, low + span)
    assert 2 <= len(ticks) <= 7
    assert ticks[0] == pytest.approx(low)
    assert ticks[-1] >= low + span - 1e-6 * max(1.0, low + span)


@pytest.mark.browser
def test_the_page_fits_a_phone_and_passes_axe(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "what-if.html"
    numbers = range(2, 9)
    cases = [case(n, 10 * (8 - n), settings=(("teams", str(n)), ("rate", "12"))) for n in numbers]
    path.write_text(what_if_html(found(*cases), "id"), encoding="utf-8")
    for width in (390, 1400):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("svg circle title").count() >= 4 * len(cases)
        assert Axe().run(page).response["violations"] == []
        page.close()


@pytest.mark.parametrize("level", [0, 7])
def test_a_chart_of_equal_values_has_ticks_that_differ_as_whole_numbers(level: int) -> None:
    """All cases with nobody left, say: labels without decimals must not repeat."""
    labels = [f"{tick:.0f}" for tick in steps(level, level)]
    assert labels == [str(level), str(level + 1)]
