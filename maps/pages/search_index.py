"""Entries of the overview's search: kecamatan, posts, villages, towns and ports."""

from __future__ import annotations

from typing import Any

from maps.data import MapData, Village
from maps.drawing import LandOutlines
from maps.figures import KecamatanFigures, VillageTurn, post_turns
from maps.language import Words


def search_index(
    data: MapData, land: LandOutlines, kecamatan: tuple[KecamatanFigures, ...], lang: Words
) -> list[list[Any]]:
    """Return what can be found: `[name, kind, latitude, longitude, lines]`.

    The lines say, in words, who records there and when; of a village which post serves it, and
    on which dates, as its announcement does.
    """
    found = [_kecamatan(row, land, lang) for row in kecamatan if row.code in land.kecamatan]
    posts = {post.id for post in data.campaign.posts}
    visits = _visits(data)
    turns = {turn.village.code: turn for served in post_turns(data).values() for turn in served}
    for place in data.campaign.places:
        if place.id in posts:
            within = lang.gettext(
                "Kecamatan %(name)s", name=data.kecamatan_name(place.kecamatan or place.id)
            )
            lines = [within, *_visit(data, place.id, visits, lang)]
            found.append(_entry(place.name, lang.gettext("post"), place.lat, place.lon, lines))
        else:
            kind = lang.gettext("base") if place.id == data.campaign.base else lang.gettext("place")
            found.append(_entry(place.name, kind, place.lat, place.lon, []))
    for village in data.village_reach:
        lines = _served(data, village, turns.get(village.code), visits, lang)
        found.append(_entry(village.name, lang.gettext("village"), village.lat, village.lon, lines))
    return found


def _served(
    data: MapData,
    village: Village,
    turn: VillageTurn | None,
    visits: dict[str, dict[str, list[Any]]],
    lang: Words,
) -> list[str]:
    """Say which post serves a village, how far it is, and when its residents come."""
    lines = [lang.gettext("Kecamatan %(name)s", name=data.kecamatan_name(village.kecamatan_code))]
    if village.post is None:
        return lines
    post = data.place(village.post)
    if village.minutes is None or village.metres is None:
        lines.append(lang.gettext("Post: %(post)s", post=post.label))
    else:
        way = {"time": lang.duration(village.minutes), "km": lang.km(village.metres)}
        lines.append(
            lang.gettext("Post: %(post)s, %(time)s by road (%(km)s)", post=post.label, **way)
        )
    if data.crosses(village):
        name = data.kecamatan_name(post.kecamatan or "")
        lines.append(lang.gettext("The post is in Kecamatan %(name)s", name=name))
    if turn is None or post.id not in visits:
        return [*lines, *_visit(data, post.id, visits, lang)]
    return [*lines, f"{', '.join(visits[post.id])}: {turn.text(lang)}"]


def _entry(name: str, kind: str, lat: float, lon: float, lines: list[str]) -> list[Any]:
    return [name, kind, round(lat, 5), round(lon, 5), lines]


def _kecamatan(row: KecamatanFigures, land: LandOutlines, lang: Words) -> list[Any]:
    point = land.kecamatan[row.code].representative_point()
    lines = [
        lang.gettext(
            "%(recorded)s of %(all)s residents",
            recorded=lang.number(row.recorded),
            all=lang.number(row.to_record),
        )
    ]
    if row.pairs:
        who = ", ".join(row.pairs)
        lines.append(f"{who}: {lang.span(row.first, row.last)}")
    return _entry(row.name, lang.gettext("kecamatan"), point.y, point.x, lines)


def _visits(data: MapData) -> dict[str, dict[str, list[Any]]]:
    visits: dict[str, dict[str, list[Any]]] = {}
    for team, day, session in data.plan.sessions():
        visits.setdefault(session.at, {}).setdefault(team, []).append(day)
    return visits


def _visit(
    data: MapData, post: str, visits: dict[str, dict[str, list[Any]]], lang: Words
) -> list[str]:
    if post not in visits:
        return [lang.gettext("nobody records there")] if data.place(post).residents else []
    return [f"{team}: {lang.span(min(days), max(days))}" for team, days in visits[post].items()]
