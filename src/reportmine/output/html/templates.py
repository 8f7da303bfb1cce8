"""Filling the templates of assets/: one file that opens by itself and asks for nothing.

The page allows no script and no style but its own, which its policy names by their digests. Whatever a template
shows goes through `shown` and is escaped; only our own files, pictures and filled forms (`|safe`) are markup.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING

from reportmine.errors import WritingError
from reportmine.extras import install_command
from reportmine.output.html.markup import Form
from reportmine.output.terminal.cells import shown

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLES = ("page.css", "dark.css")
_SCRIPT = "page.js"
# A page on which readers correct figures has more of both.
_CHECKING = ("ledger.js", "books.js", "places.js", "painting.js", "fields.js", "check.js")
_CHECKING_STYLE = "check.css"
# So has a page of several reports.
_LISTING = "list.js"
_LISTING_STYLE = "list.css"
# And one of scanned reports.
_PICTURES_STYLE = "scans.css"


def filled(
    template: str,
    *,
    checking: bool = False,
    listing: bool = False,
    pictured: bool = False,
    extra_style: str = "",
    **values: object,
) -> str:
    """A template with these values, `checking` if figures can be corrected there, `listing` if it lists reports.

    `pictured` says whether pictures stand in it; `extra_style` names a style sheet of assets/ that only this page has.
    Raises WritingError where Jinja2 is not installed.
    """
    style, dark = map(asset, _STYLES)
    script = asset(_SCRIPT)
    if checking:
        style += asset(_CHECKING_STYLE)
        script += "".join(map(asset, _CHECKING))
    if listing:
        style += asset(_LISTING_STYLE)
        script += asset(_LISTING)
    if extra_style:
        style += asset(extra_style)
    if pictured:
        style += asset(_PICTURES_STYLE)
    own = {"policy": policy(script, style, dark, pictured=pictured), "style": style, "dark": dark, "script": script}
    return _environment().get_template(template).render(own, pictured=pictured, **values)


def forms(template: str, **values: object) -> Callable[..., Form]:
    """The macros of a template as forms: each, by its name and with its arguments, is made once."""
    module = _environment().get_template(template).make_module(values)

    @functools.cache
    def form(name: str, *arguments: str) -> Form:
        return Form(str(getattr(module, name)(*arguments)))

    return form


def policy(script: str, *styles: str, pictured: bool = False) -> str:
    """The policy of a page with this script and these styles: nothing else runs, and nothing is fetched or sent.

    Pictures are only those that stand in the page itself, and only where it is `pictured`.

    >>> policy("", "").split("; ")[0], policy("", "").split("; ")[3:]
    ("default-src 'none'", ["base-uri 'none'", "form-action 'none'"])
    """
    rules = (
        "default-src 'none'",
        f"script-src {_digest(script)}",
        f"style-src {' '.join(map(_digest, styles))}",
        *(("img-src data:",) if pictured else ()),
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def asset(name: str) -> str:
    """A file of assets/."""
    return resources.files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ImportError as error:
        raise WritingError(
            "an HTML page needs Jinja2; install it with: {command}", command=install_command("page")
        ) from error
    return Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )


def _printable(value: object) -> object:
    """What a template shows: text without control characters; markup of our own as it is."""
    return value if hasattr(value, "__html__") else shown(str(value))
