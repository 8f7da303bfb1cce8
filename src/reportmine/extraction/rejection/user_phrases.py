"""The rule that rejects numbers in the fixed phrases of a user's lexicon."""

from __future__ import annotations

from reportmine.extraction.rejection.window import CharWindow
from reportmine.lexicon.skip_phrases import PHRASES, phrase_over


def in_users_phrase(window: CharWindow) -> str:
    """A phrase that the user wants to be skipped, over the first character of the number."""
    if not PHRASES:
        return ""
    start = window.quantity.span.start
    return phrase_over(window.text, start) or (
        phrase_over(window.text, start + 1) if window.spelled[0] in "第前" else ""
    )
