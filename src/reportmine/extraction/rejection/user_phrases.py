"""The rule that rejects numbers in the fixed phrases of a user's lexicon."""

from __future__ import annotations

from reportmine.extraction.rejection.window import Around
from reportmine.lexicon.skip_phrases import PHRASES, phrase_over


def in_users_phrase(a: Around) -> str:
    """A phrase that the user wants to be skipped, over the first character of the number."""
    if not PHRASES:
        return ""
    start = a.quantity.span.start
    return phrase_over(a.text, start) or (phrase_over(a.text, start + 1) if a.spelled[0] in "第前" else "")
