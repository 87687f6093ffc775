"""A folium map that loads nothing from elsewhere, and its parts for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import folium
from branca.element import Element, MacroElement
from folium.map import CustomPane, FitBounds
from folium.template import Template
from folium.utilities import JsCode
from markupsafe import Markup
from rjsmin import jsmin

from maps.drawing.tiles import OPENTOPOMAP, TileSource
from maps.html import escape
from maps.language import Words

# folium renders features with this; without blanks a page is a fifth lighter
folium.GeoJson._template.environment.policies["json.dumps_kwargs"] = {
    "sort_keys": True,
    "separators": (",", ":"),
}

Feature = dict[str, Any]
Style = dict[str, Any]

PANES = (
    ("beyond", 310, False),
    ("neighbours", 320, False),
    ("kecamatan", 330, True),
    ("borders", 340, False),
    ("roads", 350, True),
    ("ways", 420, True),
    ("day", 440, False),
    ("posts", 460, True),
    ("labels", 470, False),
    ("pairs", 480, False),
)
"""Name, z-index and whether it takes clicks, from the ground up."""

_FURNITURE = Template(
    """
    {% macro script(this, kwargs) %}
    jbFurniture({{ this._parent.get_name() }}, {{ this.texts|tojson }}, {
        {%- for key, layer in this.choice.items() %}
        {{ key|tojson }}: {{ layer.get_name() }},
        {%- endfor %}
    }, {{ this.tiles.get_name() }});
    {% endmacro %}
    """
)


@dataclass(frozen=True, slots=True)
class MapParts:
    """A rendered map: the element and the script that fills it."""

    html: Markup
    script: Markup


def new_map(bounds: tuple[float, float, float, float]) -> folium.Map:
    """Return an empty map over an area, without tiles and without folium's remote assets.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees, WGS 84.
    """
    west, south, east, north = bounds
    canvas = folium.Map(
        location=((south + north) / 2, (west + east) / 2),
        tiles=None,
        zoom_start=9,
        zoom_control=False,
        zoom_snap=0.1,
        zoom_delta=0.5,
        min_zoom=7,
        max_zoom=15,
        scroll_wheel_zoom=False,
    )
    canvas.default_js = []
    canvas.default_css = []
    for name, z_index, clicks in PANES:
        CustomPane(name, z_index=z_index, pointer_events=clicks).add_to(canvas)
    canvas.options["jbBounds"] = [[south, west], [north, east]]
    fit = FitBounds([[south, west], [north, east]], padding=(18, 18))
    fit.options["animate"] = False  # else names are laid out in flight
    fit.add_to(canvas)
    return canvas


def vector_layer(
    features: Iterable[Feature],
    pane: str,
    style: Callable[[Feature], Style] | None = None,
    marker: object = None,
) -> folium.GeoJson:
    """Features as a layer of a pane.

    A feature's properties may hold `h` (HTML of its popup), `i` (HTML of its icon) and `a`
    (HTML whose text is its accessible name); all three as `feature` makes them.
    """
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": list(features)},
        style_function=style,
        marker=marker,
        control=False,
        smooth_factor=0.5,
        on_each_feature=JsCode("jbFeature"),
        pane=pane,
    )


def feature(
    geometry: Mapping[str, Any],
    popup: Markup | None = None,
    icon: Markup | None = None,
    label: str | None = None,
    **style: object,
) -> Feature:
    """Return a GeoJSON feature; texts are escaped here, `style` is for the style function."""
    texts = {"h": popup, "i": icon, "a": label}
    properties = {key: str(escape(text)) for key, text in texts.items() if text is not None}
    return {"type": "Feature", "geometry": dict(geometry), "properties": {**properties, **style}}


def finish(
    canvas: folium.Map,
    lang: Words,
    attribution: str,
    choice: Mapping[str, folium.FeatureGroup] | None = None,
    tiles: TileSource = OPENTOPOMAP,
) -> MapParts:
    """Add scale, north, attribution and tiles to switch on; render with ids that do not change.

    `choice` are the layers by CSS class of which the page's buttons show one or all.

    folium draws its ids at random; they are numbered here in the order of the tree, after
    the last element was added and before anything is rendered.
    """
    furniture = MacroElement()
    furniture._template = _FURNITURE
    furniture.texts = {
        "attribution": str(escape(lang.credit(attribution))),
        "zoomIn": lang.gettext("Zoom in"),
        "zoomOut": lang.gettext("Zoom out"),
        "layers": lang.gettext("Layers"),
        "close": lang.gettext("Close"),
        "north": lang.gettext("North is up"),
        "n": lang.gettext("N"),
        "whole": lang.gettext("Whole area"),
        "noTiles": lang.gettext("No tiles: is there a network?"),
    }
    furniture.choice = dict(choice or {})
    furniture.tiles = _tile_layer(tiles)
    furniture.tiles.add_to(canvas)
    furniture.add_to(canvas)
    figure = canvas.get_root()
    _number(figure)
    canvas.render()
    return MapParts(
        html=Markup(figure.html.render()),  # noqa: S704  (names in it went through escape)
        script=Markup(jsmin(figure.script.render())),  # noqa: S704
    )


def _tile_layer(tiles: TileSource) -> folium.TileLayer:
    """Tiles that nothing is asked of until the page's button adds them to the map."""
    return folium.TileLayer(
        tiles=tiles.url,
        attr=str(escape(tiles.credit)),
        name=tiles.name,
        overlay=True,
        control=False,
        show=False,
        max_zoom=15,
        referrer_policy="strict-origin-when-cross-origin",
    )


def _number(root: Element) -> None:
    elements = [root]
    for element in elements:
        elements.extend(element._children.values())
    for number, element in enumerate(elements):
        element._id = f"e{number}"
