"""How the documents are built: sphinx-build -W docs site."""

from __future__ import annotations

from importlib import metadata

from click import Context
from sphinx.application import Sphinx

project = "reportmine"
author = "The reportmine maintainers"
copyright = "The reportmine maintainers"
release = metadata.version("reportmine")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
exclude_patterns = ["site"]
html_theme = "furo"
html_title = "reportmine"
# Headings down to the third are targets of links, as they are on the pages of a repository.
myst_heading_anchors = 3
# What lies outside of docs/ is there in the repository, and not among the pages.
suppress_warnings = ["myst.xref_missing"]

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
# A quotation mark or two hyphens of a command line are to stay what they are.
smartquotes = False


def setup(app: Sphinx) -> None:
    """Show the help of commands as it is: its stars are patterns of file names, and no emphasis."""
    for part in ("description", "epilog", "options"):
        app.connect(f"sphinx-click-process-{part}", _plain)


def _plain(_app: Sphinx, _context: Context, lines: list[str]) -> None:
    lines[:] = [line.replace("*", r"\*") for line in lines]
