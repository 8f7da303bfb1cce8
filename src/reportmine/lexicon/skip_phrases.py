"""Fixed phrases of a user whose numbers are no figures. Without a user's lexicon there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from reportmine.lexicon.user.lending import lent

PHRASES: dict[str, None] = {}


def phrase_over(text: str, at: int) -> str:
    """The phrase that covers the character at `at`; empty where none does.

    >>> with extended(["万人计划"]):
    ...     phrase_over("入选万人计划5人", 2), phrase_over("10万人计划", 0)
    ('万人计划', '')
    """
    for phrase in PHRASES:
        if text.find(phrase, max(0, at - len(phrase) + 1), at + len(phrase)) >= 0:
            return phrase
    return ""


@contextmanager
def extended(phrases: Iterable[str]) -> Iterator[None]:
    """Know these phrases while the block runs; `applying` keeps others from looking in."""
    with lent(PHRASES, dict.fromkeys(phrases)):
        yield
