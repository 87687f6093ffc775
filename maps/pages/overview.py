"""The planners' page: the whole campaign at a glance, then in full."""

from __future__ import annotations

from dataclasses import dataclass

from folium import LayerControl

from maps.data import MapData, WayKey
from maps.drawing import (
    OVERVIEW_TOLERANCE,
    LandOutlines,
    MapParts,
    PairStyle,
    finish,
    layers,
    new_map,
    pair_style,
    simplify_land,
)
from maps.figures import (
    KecamatanFigures,
    PairFigures,
    all_kecamatan,
    all_pairs,
    availability,
    basis_sentences,
    board,
    curve,
    kecamatan_sent,
    kecamatan_shares,
    last_visits,
    reach,
    small_visits,
    spreads,
    verdict,
    whole_campaign,
)
from maps.file_names import team_file_name, team_page_name
from maps.language import Words, language
from maps.pages.day_slider import campaign_days
from maps.pages.page import page
from maps.pages.print_sheets import plan_sheets
from maps.pages.search_index import search_index
from routing.campaign import Place
from routing.plan import Reason


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures at the top: `spent` leaves urgency out; `spare_days` is None without dates."""

    spare_days: int | None
    pairs_at_work: int
    unserved: int


@dataclass(frozen=True, slots=True)
class UnservedGroup:
    """Posts that residents are left at for the same reasons, most residents first."""

    reasons: tuple[Reason, ...]
    remedies: tuple[str, ...]
    posts: tuple[tuple[Place, int], ...]

    @property
    def residents(self) -> int:
        """Residents left at all of them."""
        return sum(residents for _, residents in self.posts)


@dataclass(frozen=True, slots=True)
class OfCase:
    """That a page shows a case of a what-if: its settings in words, and the page of all cases.

    `back` is the address of that page as seen from this one.
    """

    settings: str
    back: str


def overview_html(data: MapData, lang: str, case: OfCase | None = None) -> str:
    """Return the planners' page as one HTML file that makes no request.

    Parameters
    ----------
    data
        Campaign, plan and land.
    lang
        `id` or `en`.
    case
        The case of a what-if that is shown. Such a page stands alone: no pages of pairs and no
        files for other programs lie beside it, so it links to none.

    Raises
    ------
    LanguageError
        When there is no catalogue for the language.
    """
    tongue = language(lang)
    pairs = all_pairs(data)
    kecamatan = all_kecamatan(data)
    land = simplify_land(data, OVERVIEW_TOLERANCE)
    styles = pair_styles(data)
    return page(
        tongue,
        "overview.html",
        _map(data, land, pairs, kecamatan, tongue),
        text_scripts=("overview.js",),
        own_styles=("overview.css",),
        data=data,
        case=case,
        campaign=data.campaign,
        summary=data.plan.summary,
        headline=_headline(data, pairs),
        whole=whole_campaign(data, kecamatan, pairs),
        small_visits=small_visits(data),
        last_visits=last_visits(data),
        verdict=verdict(data.plan, tongue),
        detailed=[
            row.field
            for row in data.campaign.assumptions
            if row.field.startswith(("post ", "town ", "season ", "crossing "))
        ],
        pairs=pairs,
        available={row.team.id: availability(data.campaign, row.team, tongue) for row in pairs},
        styles=styles,
        sheets=plan_sheets(data, land, pairs, kecamatan, styles, tongue),
        kecamatan=kecamatan,
        shares=kecamatan_shares(data, pairs),
        spreads=spreads(pairs, tongue),
        reach=reach(data),
        days=campaign_days(data, pairs, tongue),
        places=search_index(data, land, kecamatan, tongue),
        board=board(data, pairs, tongue),
        curve=curve(data),
        sent=kecamatan_sent(data),
        offline=data.campaign.rules.connectivity == "offline",
        beyond=beyond_in_sight(land),
        missing=missing_ways(data, pairs),
        has_ferries=bool(layers.ports(data)),
        page_name=team_page_name,
        file_name=team_file_name,
        unserved=unserved_groups(data),
        basis=basis_sentences(data, [data.team_drives(team) for team in data.plan.teams], tongue),
        reason_words=reason_words(tongue),
    )


def _map(
    data: MapData,
    land: LandOutlines,
    pairs: tuple[PairFigures, ...],
    kecamatan: tuple[KecamatanFigures, ...],
    lang: Words,
) -> MapParts:
    canvas = new_map(land.bounds)
    layers.beyond_layer(land).add_to(canvas)
    layers.neighbours_layer(land).add_to(canvas)
    layers.kecamatan_layer(data, land, kecamatan, lang).add_to(canvas)
    layers.village_layer(land).add_to(canvas)
    layers.road_layer(data, lang).add_to(canvas)
    groups = layers.pair_groups(data, pairs, lang)
    for group in groups.values():
        group.add_to(canvas)
    idle = [post for post in data.campaign.posts if post.id not in data.plan.recorded]
    if idle:
        layers.post_layer(data, idle, lang, None).add_to(canvas)
    layers.local_road_group(data, lang).add_to(canvas)
    layers.neighbour_labels(land, lang).add_to(canvas)
    layers.label_layer(data, land, kecamatan, lang).add_to(canvas)
    marks = [data.place(data.campaign.base), *layers.all_ports(data)]
    layers.place_layer(data, marks, lang).add_to(canvas)
    LayerControl(collapsed=True, sort_layers=True).add_to(canvas)
    choice = {pair_style(data.team_index[team]).css_class: g for team, g in groups.items()}
    return finish(canvas, lang, data.attribution, choice)


def _headline(data: MapData, pairs: tuple[PairFigures, ...]) -> Headline:
    last = data.plan.summary.last_session
    return Headline(
        spare_days=(data.campaign.deadline - last).days if last else None,
        pairs_at_work=sum(1 for pair in pairs if pair.duty_days),
        unserved=sum(row.residents for row in data.plan.unserved),
    )


def pair_styles(data: MapData) -> dict[str, PairStyle]:
    """Style of every pair by its id."""
    return {team: pair_style(number) for team, number in data.team_index.items()}


def beyond_in_sight(land: LandOutlines) -> tuple[str, ...]:
    """Names of the land without an outline that lies within a degree of the kecamatan."""
    west, south, east, north = land.bounds
    return tuple(
        name
        for name, shape in land.beyond
        if shape.bounds[0] < east + 1
        and shape.bounds[2] > west - 1
        and shape.bounds[1] < north + 1
        and shape.bounds[3] > south - 1
    )


def missing_ways(data: MapData, pairs: tuple[PairFigures, ...]) -> tuple[WayKey, ...]:
    """Legs that the plan drives and that have no shape to draw, each once, sorted."""
    legs = {leg for pair in pairs for leg in data.team_drives(pair.plan)}
    return tuple(sorted(legs - set(data.ways)))


def unserved_groups(data: MapData) -> tuple[UnservedGroup, ...]:
    """Return the posts with residents left, together where reasons and remedies are the same."""
    groups: dict[tuple[tuple[Reason, ...], tuple[str, ...]], list[tuple[Place, int]]] = {}
    for row in data.plan.unserved:
        key = (tuple(row.reasons), tuple(row.remedies))
        groups.setdefault(key, []).append((data.place(row.post), row.residents))
    return tuple(
        UnservedGroup(reasons, remedies, tuple(sorted(posts, key=lambda post: -post[1])))
        for (reasons, remedies), posts in groups.items()
    )


def reason_words(lang: Words) -> dict[str, str]:
    """Reason codes of unserved residents as words."""
    return {
        "no_time": lang.gettext("Not enough time:"),
        "unreachable": lang.gettext("Out of reach:"),
        "server": lang.gettext("Server capacity:"),
        "rule": lang.gettext("A rule forbids it:"),
    }
