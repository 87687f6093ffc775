"""Each of the 177 villages has one post and one set of dates, wherever it is asked for."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from geodata import Dataset, build_graph, conditions_for
from maps import plan_announcements
from maps.drawing.layers import post_layer
from maps.figures.village_visits import post_turns
from maps.language.catalogue import language
from planner import read_bundle
from planner.bundle.map_inputs import map_data
from tests.planner.conftest import Answer

LINE = re.compile(r"- (?P<name>.*): (?P<when>.*)")


def test_search_popups_and_announcements_agree(
    planned: tuple[Path, Answer], dataset: Dataset
) -> None:
    folder = planned[0]
    page = (folder / "index.html").read_text(encoding="utf-8")
    held = re.search(r'<script type="application/json" id="jb-overview">(.*?)</script>', page)
    assert held is not None
    entries = json.loads(held.group(1))["places"]
    said = {}
    for name, kind, lat, lon, lines in entries:
        if kind == "desa":
            said[name, lat, lon] = lines
    assert len(said) == 177

    announced = json.loads((folder / "announcements.json").read_text(encoding="utf-8"))["posts"]
    turns = {}
    for post in announced:
        head, *rows = post["turns"].splitlines()
        if not rows:
            turns[head, post["kecamatan"]] = (post["post"], None)
        for row in rows:
            found = LINE.fullmatch(row)
            assert found is not None, row
            turns[found["name"], post["kecamatan"]] = (post["post"], found["when"])
    assert len(turns) == 177

    for (name, _, _), lines in said.items():
        kecamatan = lines[0].removeprefix("Kecamatan ")
        post, when = turns[name, kecamatan]
        assert lines[1].startswith(f"Pos: {post}"), (name, lines, post)
        if when is not None:
            assert lines[-1].endswith(when), (name, lines, when)

    bundle = read_bundle(folder)
    graph = build_graph(dataset)
    _, states = conditions_for(dataset, bundle.campaign.start, bundle.campaign.deadline)
    data = map_data(dataset, graph, states, bundle.campaign, bundle.plan, {})
    assert plan_announcements(data, "id").posts == tuple(announced)
    layer = post_layer(data, bundle.campaign.posts, language("id"), None)
    popups = [html.unescape(each["properties"]["h"]) for each in layer.data["features"]]
    for post, popup in zip(bundle.campaign.posts, popups, strict=True):
        for turn in post_turns(data)[post.id]:
            when = turn.text(language("id"))
            assert f"<bdi>{turn.village.name}</bdi>: {when}" in popup, (post.name, popup)
            assert turns[turn.village.name, post.kecamatan][1] in {when, None}


def test_the_turns_add_up_to_what_is_recorded(
    planned: tuple[Path, Answer], dataset: Dataset
) -> None:
    bundle = read_bundle(planned[0])
    graph = build_graph(dataset)
    _, states = conditions_for(dataset, bundle.campaign.start, bundle.campaign.deadline)
    data = map_data(dataset, graph, states, bundle.campaign, bundle.plan, {})
    recorded: dict[tuple[str, object], int] = {}
    for _, day, session in bundle.plan.sessions():
        recorded[session.at, day] = recorded.get((session.at, day), 0) + session.residents
    shared: dict[tuple[str, object], int] = {}
    counted = {one.village: one.residents for one in bundle.campaign.catchment}
    for post, turns in post_turns(data).items():
        for turn in turns:
            # All residents are recorded in this plan, so each village has all of its own.
            assert turn.residents == counted[turn.village.code]
            for day, residents in turn.by_date:
                shared[post, day] = shared.get((post, day), 0) + residents
    assert shared == recorded
