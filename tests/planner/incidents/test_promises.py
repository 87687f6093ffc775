"""What villages have been told: written, merged, kept when the plan is made anew, read by hand.

By the island's plan the hill has sessions on Monday 08:00-12:00 and 13:00-16:00 and on Tuesday
08:00-12:00, the isle on Wednesday 08:00-12:00.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.bundle import Bundle, BundleFolder, read_bundle
from planner.cli import run
from planner.errors import PromisesError
from planner.incidents.announcing import announce_plan
from planner.incidents.promises import AnnouncedDate, read_announced, read_promises
from routing.campaign.parts import PostDates, Promise
from routing.plan.document import Change, ChangeReason
from tests.planner import island
from tests.routing import towns

MONDAY, TUESDAY, WEDNESDAY = (towns.day(n) for n in range(3))
SENT = towns.day(-4)
HEAD = "post,date,opens,closes,announced_on,strength"


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    folder = tmp_path / "out"
    folder.mkdir()
    town = island.campaign()
    (folder / "campaign.json").write_text(town.to_json(), encoding="utf-8")
    (folder / "plan.json").write_text(island.plan(town).to_json(), encoding="utf-8")
    return read_bundle(folder)


Said = tuple[int, str, str]


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def answer(*arguments: str | Path) -> Said:
        code = run(["announce", *(str(argument) for argument in arguments), "--lang", "en"])
        return (code, *capsys.readouterr())

    return answer


def held(bundle: Bundle) -> list[str]:
    return (bundle.folder / "promises.csv").read_text(encoding="utf-8").splitlines()


def test_nothing_is_a_promise_before_announcements_are_sent(bundle: Bundle) -> None:
    assert read_promises(bundle.folder, bundle.campaign) == ()


def test_what_was_sent_is_promised(bundle: Bundle, here: Callable[..., Said]) -> None:
    code, out, err = here(bundle.folder, "--sent", "8 Maret 2018")
    assert (code, err) == (0, "")
    assert out.startswith(
        "Dates promised: 3 (firm: 0). New: 3, other hours: 0, withdrawn: 0. Written into "
    )
    assert held(bundle) == [
        HEAD,
        "hill,2018-03-12,08:00,16:00,2018-03-08,soft",
        "hill,2018-03-13,08:00,12:00,2018-03-08,soft",
        "isle,2018-03-14,08:00,12:00,2018-03-08,soft",
    ]
    assert read_promises(bundle.folder, bundle.campaign) == (
        Promise("hill", MONDAY, "soft"),
        Promise("hill", TUESDAY, "soft"),
        Promise("isle", WEDNESDAY, "soft"),
    )


def test_dates_before_the_day_of_sending_are_none(bundle: Bundle) -> None:
    found = announce_plan(bundle, TUESDAY, None, ())
    assert [row.date for row in found.rows] == [TUESDAY, WEDNESDAY]


def test_posts_pinned_to_dates_are_promised_firmly(bundle: Bundle) -> None:
    rules = replace(bundle.campaign.rules, pins=(PostDates("isle", (WEDNESDAY,)),))
    pinned = replace(bundle, campaign=replace(bundle.campaign, rules=rules))
    found = announce_plan(pinned, SENT, None, ())
    assert [row.strength for row in found.rows] == ["soft", "soft", "firm"]
    assert found.firm == 1
    every = announce_plan(pinned, SENT, "firm", ())
    assert [row.strength for row in every.rows] == ["firm", "firm", "firm"]
    assert announce_plan(pinned, SENT, "soft", ()).firm == 0


def test_an_earlier_promise_keeps_its_day_unless_its_hours_change(bundle: Bundle) -> None:
    before = [
        AnnouncedDate("hill", MONDAY, 480, 960, towns.day(-9), "firm"),
        AnnouncedDate("hill", TUESDAY, 480, 600, towns.day(-9)),
        AnnouncedDate("isle", towns.day(4), 480, 600, towns.day(-9)),
    ]
    found = announce_plan(bundle, SENT, None, before)
    assert found.rows == (
        before[0],
        AnnouncedDate("hill", TUESDAY, 480, 720, SENT),
        AnnouncedDate("isle", WEDNESDAY, 480, 720, SENT),
        before[2],  # the planner's own: the plan does not say that it is broken
    )
    assert (found.fresh, found.moved, found.withdrawn, found.firm) == (1, 1, (), 1)
    again = announce_plan(bundle, towns.day(-2), None, found.rows)
    assert again.rows == found.rows
    assert (again.fresh, again.moved) == (0, 0)


def test_what_the_plan_lists_as_broken_is_withdrawn(bundle: Bundle) -> None:
    before = AnnouncedDate("isle", TUESDAY, 480, 720, towns.day(-9))
    change = Change("isle", TUESDAY, "soft", ChangeReason("incident", "The boat is out."))
    revised = replace(bundle, plan=replace(bundle.plan, changes=(change,)))
    found = announce_plan(revised, SENT, None, [before])
    assert found.withdrawn == (before,)
    assert before not in found.rows


def test_promises_of_the_campaign_count_where_the_file_is_missing(bundle: Bundle) -> None:
    promised = (Promise("hill", MONDAY, "firm"), Promise("isle", towns.day(4), "soft"))
    revised = replace(bundle, campaign=replace(bundle.campaign, promises=promised))
    found = announce_plan(revised, SENT, None, ())
    assert found.rows[0] == AnnouncedDate("hill", MONDAY, 480, 960, SENT, "firm")
    assert found.rows[-1] == AnnouncedDate("isle", towns.day(4))
    assert found.fresh == 2


def test_the_file_survives_a_plan_into_the_same_folder(
    bundle: Bundle, here: Callable[..., Said]
) -> None:
    here(bundle.folder, "--sent", "2018-03-08")
    before = held(bundle)
    texts = {path.name: path.read_bytes() for path in bundle.folder.glob("*.json")}

    def write(new: Path) -> None:
        for name, text in texts.items():
            (new / name).write_bytes(text)

    for _ in range(2):  # without a list of what was written, then with one
        folder = BundleFolder(bundle.folder)
        folder.fill(write)
        assert held(bundle) == before
        assert folder.changed == []


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffpost;date;opens;closes;announced_on;strength\r\n"
        "hill;12/03/2018;08.00;16.00;08/03/2018;Firm\r\n;;;;;\r\n",
        f'{HEAD}\n"hill","2018-03-12","08:00","16:00","2018-03-08","firm"\n',
        "Post\tDate\tstrength\topens\tcloses\tannounced_on\tmine\n"
        "hill\t12 Maret 2018\tfirm\t8:00\t16:00\t8 Mar 2018\tRT 3\n",
    ],
)
def test_a_file_edited_by_hand_is_read(bundle: Bundle, text: str) -> None:
    (bundle.folder / "promises.csv").write_text(text, encoding="utf-8", newline="")
    (found,) = read_announced(bundle.folder, bundle.campaign)
    assert replace(found, origin="") == AnnouncedDate("hill", MONDAY, 480, 960, SENT, "firm")


def test_a_row_needs_post_and_date_only(bundle: Bundle) -> None:
    (bundle.folder / "promises.csv").write_text("post;date\nhill;12/03/2018\n", encoding="utf-8")
    assert read_promises(bundle.folder, bundle.campaign) == (Promise("hill", MONDAY, "soft"),)


def test_everything_wrong_is_told_by_lines(bundle: Bundle, here: Callable[..., Said]) -> None:
    rows = [
        HEAD,
        "hil,2018-03-12,08:00,16:00,2018-03-08,soft",
        "hill,2018-31-12,08:00,16:00,2018-03-08,soft",
        "hill,2018-03-12,16:00,08:00,2018-03-08,soft",
        "hill,2018-03-13,08:00,16:00,2018-03-08,strong",
        "hill,2018-03-12,,,,",
        "hill,2019-03-12,,,,",
        ",2018-03-12,,,,soft",
    ]
    path = bundle.folder / "promises.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(PromisesError) as caught:
        read_promises(bundle.folder, bundle.campaign)
    said = caught.value.text("en").splitlines()
    assert [line.split(":")[0].removeprefix("promises.csv, ") for line in sorted(said)] == [
        "line 2", "line 3, column date", "line 4", "line 5, column strength", "line 6", "line 7",
        "line 8",
    ]  # fmt: skip
    assert any("“hil”" in line and "hill" in line for line in said)
    assert any("16:00-08:00 are no hours" in line for line in said)
    assert any("post hill on 2018-03-12 is there already, in line 4" in line for line in said)
    code, _, err = here(bundle.folder, "--sent", "2018-03-08")
    assert code == 2
    assert "promises.csv, line 2" in err
    assert held(bundle) == rows


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--sent", "2018-13-08"], "--sent '2018-13-08' is no date"),
        (["--sent", "2018-03-15"], "nothing is recorded from that date on (last 2018-03-14)"),
        (["--sent", "2018-03-08", "--strength", "hard"], "--strength hard: write firm or soft"),
        (["--strength", "firm"], "--strength firm: only together with --sent DATE"),
        (["--sent", "2018-03-08", "--announcement", "x.txt"], "do not go together"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    bundle: Bundle, here: Callable[..., Said], arguments: list[str], says: str
) -> None:
    code, _, err = here(bundle.folder, *arguments)
    assert code == 2
    assert says in err
    assert not (bundle.folder / "promises.csv").exists()


def test_a_folder_is_needed(here: Callable[..., Said]) -> None:
    code, _, err = here("--sent", "2018-03-08")
    assert code == 2
    assert "which plan's folder?" in err


def test_a_deadline_that_was_brought_forward_leaves_promises_after_it(bundle: Bundle) -> None:
    """Friday was promised; then the campaign was to end on Thursday. A first plan has no past."""
    row = f"hill,{towns.day(4)},,,{SENT},soft"
    (bundle.folder / "promises.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    earlier = replace(bundle.campaign, deadline=towns.day(3))
    with pytest.raises(PromisesError):
        read_promises(bundle.folder, earlier)
    found = read_promises(bundle.folder, replace(earlier, revision=1))
    assert found == (Promise("hill", towns.day(4), "soft"),)
