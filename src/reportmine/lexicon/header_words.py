"""The words in the headers of tables (tables/headers.toml), as the patterns that `mining` asks for."""

from __future__ import annotations

import functools

from reportmine.lexicon.loader import words

_NAME = "tables/headers.toml"


def header_words(group: str) -> tuple[str, ...]:
    """The words of one group, longest first, so that the longest that fits is found.

    >>> header_words("long_before")
    ('上上年', '前年')
    """
    return tuple(sorted(words(_NAME, group), key=len, reverse=True))


@functools.cache
def alternation(*groups: str) -> str:
    """A pattern for any word of these groups; the words hold no marks of patterns but those escaped here.

    >>> alternation("long_before")
    '(?:上上年|前年)'
    """
    found = sorted({word for group in groups for word in header_words(group)}, key=len, reverse=True)
    return "(?:" + "|".join(map(_escaped, found)) + ")"


def _escaped(word: str) -> str:
    return "".join("\\" + char if char in r".*+?()[]{}|^$\-/&~#" else char for char in word)
