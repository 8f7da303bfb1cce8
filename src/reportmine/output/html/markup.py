"""Markup that is filled in here and not by a template: its type says that text is safe to stand in a page."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any, NewType

from reportmine.model import Span
from reportmine.output.terminal.cells import shown

# Text that may stand in an element, or in the quotes of an attribute.
Html = NewType("Html", str)

# So many of the words that recur in a report and among reports; they take less than 2 MB.
_REMEMBERED = 4096
_UNSAFE = re.compile("[&<>\"']")
# No element can be closed by what has none of these.
_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
_CELL = re.compile(r"\$(\w+)")


def fresh(text: str) -> Html:
    r"""Text of a report as markup that shows it.

    >>> fresh('<b title="近">\n')
    '&lt;b title=&quot;近&quot;&gt; '
    """
    # Most text is safe as it is, which is told in half the time that it takes to replace nothing.
    if text.isprintable() and not _UNSAFE.search(text):
        return Html(text)
    return Html(escape(shown(text)))


# The same for text that is likely to come again.
safe = functools.lru_cache(_REMEMBERED)(fresh)


def json_of(said: Mapping[str, Any]) -> Html:
    """Data for an element that no browser runs.

    >>> json_of({"text": "</script>"})
    '{"text":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for char, escape_of in _MARKUP.items():
        text = text.replace(char, escape_of)
    return Html(text)


class Form:
    """Markup with $cells in it, cut once and filled often.

    >>> form = Form('<a href="#f$at">$said</a>')
    >>> form.fill(at=Html("0-1"), said=safe("<近>"))
    '<a href="#f0-1">&lt;近&gt;</a>'
    >>> form.partly(said=Html("$at")).fill(at=Html("0-2"))
    '<a href="#f0-2">$at</a>'
    """

    def __init__(self, markup: str) -> None:
        """Cut the markup at its cells."""
        self._parts = _CELL.split(markup)  # markup and the names of cells in turn
        self._names = self._parts[1::2]

    def fill(self, **cells: Html) -> Html:
        """The markup with all its cells."""
        # A string is made in one go, which takes half the time of %-formatting.
        parts = self._parts.copy()
        parts[1::2] = map(cells.__getitem__, self._names)
        return Html("".join(parts))

    def around(self, said: Html) -> Html:
        """The markup around its only cell: `fill` in a tenth of the time."""
        before, _, behind = self._parts
        return Html(f"{before}{said}{behind}")

    def partly(self, **cells: Html) -> Form:
        """A form with some of its cells filled, the others left."""
        form = Form("")
        form._parts = self._parts[:1]
        for name, markup in zip(self._parts[1::2], self._parts[2::2], strict=True):
            if name in cells:
                form._parts[-1] += cells[name] + markup
            else:
                form._parts += (name, markup)
        form._names = form._parts[1::2]
        return form


def quoted(sentence: str, mark: Span) -> tuple[Html, Html, Html]:
    """A sentence as what stands before a figure, the figure, and what stands behind it.

    >>> quoted("增长5%，", Span(2, 4))
    ('增长', '5%', '，')
    """
    # Figures share their sentences, of which nearly all are safe as they are.
    made = Html if safe(sentence) == sentence else fresh
    start, end = mark
    return made(sentence[:start]), made(sentence[start:end]), made(sentence[end:])
