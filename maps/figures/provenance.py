"""Sources of ways and times, in sentences for both pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from geodata import text_in
from maps.data import MapData, WayKey
from maps.language import Words

_NEXT_TO_NOTHING = 500
"""Metres of all ways together that are shown as 0 km."""


def basis_sentences(
    data: MapData, drives: Iterable[Mapping[WayKey, int]], lang: Words
) -> tuple[str, ...]:
    """Say where roads come from, how much is estimated, the seasons, and the calibration.

    Parameters
    ----------
    drives
        Legs with how often they are driven, of each team that the page is about.
    """
    return tuple(_sentences(data, drives, lang))


def _sentences(data: MapData, drives: Iterable[Mapping[WayKey, int]], lang: Words) -> Iterator[str]:
    if data.basis.sources:
        sources = "; ".join(text_in(source, lang.code) for source in data.basis.sources)
        yield lang.gettext("Roads: %(sources)s.", sources=sources)
    metres, estimated = driven_metres(data, drives)
    if metres < _NEXT_TO_NOTHING:
        pass  # from island to island, say: there is no length to speak of
    elif estimated:
        yield lang.gettext(
            "%(estimated)s of the %(all)s driven (%(share)s) have an estimated length and are "
            "dashed on the map.",
            estimated=lang.km(estimated, 0),
            all=lang.km(metres, 0),
            share=lang.percent(max(1, round(100 * estimated / metres))),
        )
    else:
        yield lang.gettext("No length on the ways driven is estimated.")
    yield lang.gettext("State of the roads: %(spans)s.", spans="; ".join(_spans(data, lang)))
    if data.basis.closures:
        closed = "; ".join(_closures(data, lang))
        yield lang.gettext("Closed on some dates: %(sections)s.", sections=closed)
    yield _calibration(data, lang)


def driven_metres(data: MapData, drives: Iterable[Mapping[WayKey, int]]) -> tuple[int, int]:
    """Return metres of all drives whose way is known, and how many of them are estimated."""
    metres = estimated = 0
    for legs in drives:
        for leg, times in legs.items():
            way = data.ways.get(leg)
            if way is not None:
                metres += times * way.metres
                estimated += times * way.estimated_metres
    return metres, estimated


def _spans(data: MapData, lang: Words) -> Iterator[str]:
    for condition in data.campaign.conditions:
        yield f"{lang.season(condition.id)} {lang.span(condition.from_, condition.until)}"


def _closures(data: MapData, lang: Words) -> Iterator[str]:
    """Name the closed sections, their vehicles, and the dates of the campaign."""
    first, last = data.campaign.start, data.campaign.deadline
    for closure in data.basis.closures:
        until = last if closure.until is None else min(last, closure.until)
        vehicles = lang.listing(lang.word_for(vehicle) for vehicle in closure.vehicles)
        yield f"{closure.section} ({vehicles}) {lang.span(max(first, closure.start), until)}"


def _calibration(data: MapData, lang: Words) -> str:
    basis = data.basis
    if basis.stale:
        return lang.gettext(
            "The table of speeds was changed after its calibration: times are not calibrated."
        )
    if basis.fitted is None:
        return lang.gettext(
            "Times are by the table of speeds, not compared with any observed trip."
        )
    told = {
        "trips": lang.number(basis.trips),
        "error": "?" if basis.error_percent is None else lang.percent(basis.error_percent),
    }
    if not basis.fitted:
        return lang.gettext(
            "Times are by the table of speeds; from %(trips)s observed trips they differ by "
            "%(error)s, typically.",
            **told,
        )
    return lang.gettext(
        "Times are by the table of speeds, times %(paved)s on paved and %(unpaved)s on other "
        "roads as fitted to %(trips)s observed trips; a trip left out differs by %(error)s, "
        "typically.",
        paved=lang.number(basis.factors[0], 2),
        unpaved=lang.number(basis.factors[1], 2),
        **told,
    )
