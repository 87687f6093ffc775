"""The catalogues of messages: gettext's `.po` files, read as they are."""

from __future__ import annotations

import io
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.support import Translations

__all__ = ["catalogue", "po_file"]


@cache
def po_file(language: str, package: str, domain: str = "messages") -> Catalog:
    """Return the file `locale/<language>/LC_MESSAGES/<domain>.po` of a package."""
    from babel.messages.pofile import read_po  # noqa: PLC0415

    path = resources.files(package) / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@cache
def catalogue(language: str, package: str = "geodata") -> Translations:
    """Return the messages of a language: those of the command line, or those of the maps."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.support import Translations  # noqa: PLC0415

    compiled = io.BytesIO()
    write_mo(compiled, po_file(language, package))
    compiled.seek(0)
    return Translations(compiled)
