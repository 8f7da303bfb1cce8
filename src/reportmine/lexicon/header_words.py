"""The words in the headers of tables (tables/headers.toml), as the patterns that the reading of tables asks for."""

from __future__ import annotations

import functools
from collections.abc import Iterable

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
    """A pattern for any word of these groups.

    >>> alternation("long_before")
    '(?:上上年|前年)'
    """
    return any_of(word for group in groups for word in header_words(group))


def any_of(listed: Iterable[str]) -> str:
    """A pattern for any of these words, the longest that fits; they hold no marks of patterns but those escaped here.

    >>> any_of(["单位", "计量单位"])
    '(?:计量单位|单位)'
    """
    longest_first = sorted(dict.fromkeys(listed), key=len, reverse=True)
    return "(?:" + "|".join(map(_escaped, longest_first)) + ")"


def _escaped(word: str) -> str:
    return "".join("\\" + char if char in r".*+?()[]{}|^$\-/&~#" else char for char in word)
