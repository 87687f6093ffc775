"""What pages weigh, how soon they can be read, and that their sums are the plan's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from geodata import build_graph, conditions_for, load_dataset
from maps import MapData, itinerary_html, overview_html
from planner.bundle.map_inputs import map_data
from planner.campaigns.defaults import default_campaign
from routing.campaign.parts import Place
from routing.plan.document import (
    Certificate,
    Drive,
    Plan,
    Rupiah,
    Session,
    Setup,
    Summary,
    TeamDate,
    TeamPlan,
    Wait,
)

KIB = 1024


def duty(base: str, one: Place, other: Place) -> tuple[Any, ...]:
    """A full date at two villages: three legs, three sessions."""
    return (
        Drive(base, one.id, 420, 480, 30_000),
        Setup(one.id, 480, 510),
        Session(one.id, 510, 600, 18),
        Drive(one.id, other.id, 600, 620, 9_000),
        Setup(other.id, 620, 650),
        Session(other.id, 650, 720, 14),
        Wait(other.id, 720, 780),
        Session(other.id, 780, 840, 10),
        Drive(other.id, base, 840, 960, 30_000),
    )


@pytest.fixture(scope="session")
def busy() -> MapData:
    """Kabupaten Kupang by villages: twelve pairs, each on 32 dates at two villages a date.

    No valid plan of the default campaign has a busier pair: its 20,000 residents are 239 full
    duty days, 20 a pair. Whether these dates are valid does not matter to their weight.
    """
    dataset = load_dataset()
    graph = build_graph(dataset)
    campaign = default_campaign(dataset, "village")
    _, states = conditions_for(dataset, campaign.start, campaign.deadline)
    rest = set(campaign.rest_days)
    dates = [day for day in campaign.dates if day not in rest][:32]
    inland = [post for post in campaign.posts if not str(post.kecamatan).startswith("Semau")]
    teams = []
    for number, team in enumerate(campaign.teams):
        own = inland[number * 13 : number * 13 + 16]
        days = tuple(
            TeamDate(
                day,
                campaign.base,
                duty(campaign.base, own[2 * n % 16], own[(2 * n + 1) % 16]),
                campaign.base,
            )
            for n, day in enumerate(dates)
        )
        teams.append(TeamPlan(team.id, tuple({str(p.kecamatan): 0 for p in own}), days))
    recorded = 42 * 32 * len(teams)
    summary = Summary(
        20_000, recorded, recorded, 0, Rupiah(0, 0, 0, 0, 0), 69_000 * 32 * len(teams),
        0, 32 * len(teams), dates[0], dates[-1],
    )  # fmt: skip
    plan = Plan("ab" * 32, summary, Certificate(), tuple(teams), ())
    return map_data(dataset, graph, states, campaign, plan, {"version": "0.1.0", "seed": "1"})


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_itinerary_weighs_at_most_400_kib(busy: MapData, lang: str) -> None:
    weights = {
        team.id: len(itinerary_html(busy, team.id, lang).encode()) / KIB
        for team in (busy.plan.teams[0], busy.plan.teams[5], busy.plan.teams[-1])
    }
    assert max(weights.values()) <= 400, weights


def test_the_overview_weighs_at_most_2_mib(busy: MapData) -> None:
    assert len(overview_html(busy, "en").encode()) / KIB <= 2048


@pytest.mark.browser
def test_the_text_is_there_within_a_second(browser: Any, busy: MapData, tmp_path: Path) -> None:
    """The first text within a second of a slow phone's time: the processor is slowed four times.

    Whatever else the machine does slows it more, so one load of eight has to make it.
    """
    pages = {
        "team.html": itinerary_html(busy, "T01", "id"),
        "index.html": overview_html(busy, "id"),
    }
    for name, html in pages.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
        painted: list[float] = []
        while len(painted) < 8 and min(painted, default=2.0) > 1.0:
            painted.append(first_text(browser, tmp_path / name))
        assert min(painted) <= 1.0, (name, painted)


def first_text(browser: Any, path: Path) -> float:
    """Seconds from the first byte to the first text on a phone's screen."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path.as_uri(), wait_until="commit")
    painted = page.wait_for_function(
        "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime", polling=50
    ).json_value()
    page.close()
    return float(painted) / 1000


def numbers(row: str) -> list[int]:
    """Whole numbers in a row's cells, English separators; cells with anything else are left out."""
    cells = re.findall(r'<td class="n[^"]*"[^>]*>([^<]*)</td>', row)
    return [int(cell.replace(",", "")) for cell in cells if re.fullmatch(r"[\d,]+", cell)]


def test_the_numbers_on_the_page_add_up_to_the_plan(data: MapData) -> None:
    html = overview_html(data, "en")
    plan = json.loads(data.plan.to_json())
    summary = plan["summary"]
    spent = sum(value for part, value in summary["rupiah"].items() if part != "urgency")
    table = html.split('<table class="areas">')[1].split("</table>")[0]
    body, foot = table.split("</tbody>")
    rows = [row for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL) if "<td" in row]
    columns = [numbers(row) for row in rows]
    assert sum(column[0] for column in columns) == summary["residents_recorded"]
    assert sum(column[1] for column in columns) == summary["residents_to_record"]
    assert sum(column[-1] for column in columns if len(column) == 4) == spent
    assert numbers(foot)[0] == summary["residents_recorded"]
    assert numbers(foot)[-1] == spent
    day = json.loads(html.split('id="jb-overview">')[1].split("</script>")[0])["days"]
    assert day["sofar"][-1] == summary["residents_recorded"]
    by_day = [pair["days"][n][2] for pair in day["pairs"] for n in pair["days"]]
    assert sum(by_day) == summary["residents_recorded"]
    assert day["all"] == summary["residents_to_record"]
