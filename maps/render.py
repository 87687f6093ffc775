"""Our own templates: autoescaped, translated, and never rendered twice."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from maps import assets
from maps.canvas import MapParts
from maps.language import Language, language
from maps.tiles import OPENTOPOMAP, TileSource


@lru_cache(maxsize=4)
def environment(code: str) -> Environment:
    """Jinja environment of a language."""
    lang = language(code)
    env = Environment(
        loader=PackageLoader("maps", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(lang.plain, lang.plural, newstyle=True)  # type: ignore[attr-defined]
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    env.globals.update(lang=lang, ngettext=lang.ngettext)
    return env


def fragment(lang: Language, template: str, macro: str, **values: object) -> Markup:
    """HTML of a macro of ours, names in it escaped for HTML."""
    module = environment(lang.code).get_template(template).module
    html: Markup = getattr(module, macro)(**values)
    return Markup(" ".join(html.split()))  # noqa: S704  (white space only)


def page(
    lang: Language,
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
    text_script = "".join(map(assets.own, text_scripts)) if parts else ""
    library = assets.leaflet_js() + assets.own("map.js") if parts else ""
    script = str(parts.script) if parts else ""
    scripts = [text for text in (text_script, library, script) if text]
    hosts = f" {tiles.hosts}" if parts else ""
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:{hosts}; "
        f"script-src {' '.join(map(assets.csp_hash, scripts)) or repr('none')}; "
        "base-uri 'none'; form-action 'none'"
    )
    sheets = ("page.css", *own_styles, "print.css")
    html = (
        environment(lang.code)
        .get_template(template)
        .render(
            policy=Markup(policy),  # noqa: S704  (ours alone)
            leaflet_css=Markup(assets.leaflet_css() if parts else ""),  # noqa: S704
            page_css=Markup("".join(map(assets.own, sheets))),  # noqa: S704
            text_script=Markup(text_script),  # noqa: S704
            library=Markup(library),  # noqa: S704
            map_html=parts.html if parts else None,
            map_script=parts.script if parts else None,
            tiles=tiles,
            **values,
        )
    )
    return html + "\n"
