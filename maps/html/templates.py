"""Our own templates: autoescaped, translated, and never rendered twice."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from maps.language import Words, language


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


def fragment(lang: Words, template: str, macro: str, **values: object) -> Markup:
    """HTML of a macro of ours, names in it escaped for HTML."""
    module = environment(lang.code).get_template(template).module
    html: Markup = getattr(module, macro)(**values)
    return Markup(" ".join(html.split()))  # noqa: S704  (white space only)
