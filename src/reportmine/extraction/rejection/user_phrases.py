"""The rule that rejects numbers in the fixed phrases of a user's lexicon."""

from __future__ import annotations

from reportmine.extraction.rejection.window import CharWindow
from reportmine.lexicon.skip_phrases import phrase_over


def in_users_phrase(window: CharWindow) -> str:
    """A phrase that the user wants to be skipped, over the first character of the number."""
    phrases = window.lexicon.skips
    if not phrases:
        return ""
    start = window.quantity.span.start
    return phrase_over(phrases, window.text, start) or (
        phrase_over(phrases, window.text, start + 1) if window.spelled[0] in "第前" else ""
    )
