"""What the overview's search finds: kecamatan, posts, villages, towns and ports."""

from __future__ import annotations

from typing import Any

from maps.data import MapData
from maps.figures import KecamatanFigures
from maps.land import Land
from maps.language import Language


def search_index(
    data: MapData, land: Land, kecamatan: tuple[KecamatanFigures, ...], lang: Language
) -> list[list[Any]]:
    """Return what can be found: `[name, kind, latitude, longitude, lines]`.

    The lines say, in words, who records there and when, or which post is the nearest.
    """
    found = [_kecamatan(row, land, lang) for row in kecamatan if row.code in land.kecamatan]
    posts = {post.id for post in data.campaign.posts}
    visits = _visits(data)
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
        lines = [
            lang.gettext("Kecamatan %(name)s", name=data.kecamatan_name(village.kecamatan_code))
        ]
        if village.post is not None and village.metres is not None:
            lines += [
                lang.gettext(
                    "Nearest post: %(post)s, %(km)s by road",
                    post=data.place(village.post).name,
                    km=lang.km(village.metres),
                ),
                *_visit(data, village.post, visits, lang),
            ]
        found.append(_entry(village.name, lang.gettext("village"), village.lat, village.lon, lines))
    return found


def _entry(name: str, kind: str, lat: float, lon: float, lines: list[str]) -> list[Any]:
    return [name, kind, round(lat, 5), round(lon, 5), lines]


def _kecamatan(row: KecamatanFigures, land: Land, lang: Language) -> list[Any]:
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
    data: MapData, post: str, visits: dict[str, dict[str, list[Any]]], lang: Language
) -> list[str]:
    if post not in visits:
        return [lang.gettext("nobody records there")] if data.place(post).residents else []
    return [f"{team}: {lang.span(min(days), max(days))}" for team, days in visits[post].items()]
