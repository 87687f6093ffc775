"""Whole pages: a template of ours with Leaflet, styles and scripts, under a strict policy."""

from __future__ import annotations

from markupsafe import Markup

from maps.drawing import OPENTOPOMAP, MapParts, TileSource
from maps.html import embedded_assets, environment
from maps.language import Words


def page(
    lang: Words,
    template: str,
    parts: MapParts | None,
    text_scripts: tuple[str, ...] = (),
    own_styles: tuple[str, ...] = (),
    tiles: TileSource = OPENTOPOMAP,
    **values: object,
) -> str:
    """Return a whole page: the template, Leaflet, styles and the map, under a strict policy.

    Parameters
    ----------
    parts
        The map; a page without one has no scripts at all.
    text_scripts
        Scripts of ours for the text. They come first: the text is ready while the browser
        still reads Leaflet.
    own_styles
        Style files of the page's own.
    tiles
        The only source that the policy lets the page ask, for images.
    """
    text_script = "".join(map(embedded_assets.own, text_scripts)) if parts else ""
    library = embedded_assets.leaflet_js() + embedded_assets.own("map.js") if parts else ""
    script = str(parts.script) if parts else ""
    scripts = [text for text in (text_script, library, script) if text]
    hosts = f" {tiles.hosts}" if parts else ""
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:{hosts}; "
        f"script-src {' '.join(map(embedded_assets.csp_hash, scripts)) or repr('none')}; "
        "base-uri 'none'; form-action 'none'"
    )
    sheets = ("page.css", *own_styles, "print.css")
    html = (
        environment(lang.code)
        .get_template(template)
        .render(
            policy=Markup(policy),  # noqa: S704  (ours alone)
            leaflet_css=Markup(embedded_assets.leaflet_css() if parts else ""),  # noqa: S704
            page_css=Markup("".join(map(embedded_assets.own, sheets))),  # noqa: S704
            text_script=Markup(text_script),  # noqa: S704
            library=Markup(library),  # noqa: S704
            map_html=parts.html if parts else None,
            map_script=parts.script if parts else None,
            tiles=tiles,
            **values,
        )
    )
    return html + "\n"
