"""Fixed phrases of a user whose numbers are no figures. The product has none of its own."""

from __future__ import annotations

from collections.abc import Iterable


def phrase_over(phrases: Iterable[str], text: str, at: int) -> str:
    """The first of the phrases that covers the character at `at`; empty where none does.

    >>> phrase_over(["万人计划"], "入选万人计划5人", 2), phrase_over(["万人计划"], "10万人计划", 0)
    ('万人计划', '')
    """
    for phrase in phrases:
        if text.find(phrase, max(0, at - len(phrase) + 1), at + len(phrase)) >= 0:
            return phrase
    return ""
