"""How the API pages are built: `make docs`."""

import importlib
import importlib.metadata

project = "Jemput Bola"
author = "Jemput Bola"
try:
    release = importlib.metadata.version("jemputbola")
except importlib.metadata.PackageNotFoundError:
    release = ""

for package in (
    "geodata",
    "routing",
    "maps",
    "planner",
):  # these import a name when it is first asked for
    module = importlib.import_module(package)
    vars(module).update({name: getattr(module, name) for name in module.__all__})

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon"]
napoleon_google_docstring = False
napoleon_use_ivar = True  # dataclass fields stand in their class's table, not twice
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
maximum_signature_line_length = 80
autodoc_default_options = {
    "members": True,
    "imported-members": True,
    "undoc-members": False,
}
html_theme = "alabaster"
html_theme_options = {"description": "Who records ID cards where and when", "page_width": "1100px"}
html_copy_source = False
html_show_sphinx = False
