"""The words in the headers of tables (tables/headers.toml), as the patterns that the reading of tables asks for."""

from __future__ import annotations

import functools

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import any_of

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
