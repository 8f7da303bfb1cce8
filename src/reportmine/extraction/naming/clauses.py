"""Where clauses, lists and brackets of a sentence begin and end, among its words."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.tokens import FIGURE
from reportmine.model import Word

# Marks that close, each with the one that opens, and the other way round.
CLOSING = {"”": "“", "』": "『", "」": "「", "》": "《", "’": "‘", "）": "（", ")": "(", "】": "【"}
OPENING = {opening: closing for closing, opening in CLOSING.items()}
BREAKS = frozenset("，。；：！？,;:!?|…—\n")
_FLOORS = BREAKS | frozenset("】（(")


def clause_floor(words: Sequence[Word], at: int) -> int:
    """The first word that may belong to what the figure at `at` measures: behind the last break or figure."""
    for k in range(at - 1, -1, -1):
        word = words[k]
        if word.tag == FIGURE or (word.text in _FLOORS and not (word.text in "（(" and _closed(words, k, at))):
            return k + 1
    return 0


def _closed(words: Sequence[Word], opening: int, at: int) -> bool:
    closing = OPENING[words[opening].text]
    return any(word.text == closing for word in words[opening + 1 : at])
