"""A candidate for a figure's name: its text, and the kind of place that it stands at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportmine.extraction.naming.noun_phrase import text_of
from reportmine.extraction.tokens import FIGURE, MARK, TIME
from reportmine.model import Word, slotted

Place = Literal[
    "own",  # a stretch of the figure's own clause, before it
    "clipped",  # the same, less the last character, where the dictionary does not know the last word
    "earlier",  # a stretch of an earlier clause
    "behind",  # a stretch behind the figure
    "dealt",  # the member of a list that stands where the figure stands in its row
    "row",  # the name of the figure at the same place in the row before
    "name",  # the name of an earlier figure
    "last",  # the last name of the sentence before
    "item",  # the item of accounts that the paragraph is about
    "rule",  # what a rule proposes
]

# Words that are never part of a name.
_TIMES = frozenset((TIME, MARK))


@slotted
class Candidate:
    """A possible name: its `place`, where it stands among the words, if it does, and how far away that is.

    `distance` counts clauses back for stretches, figures back for names, and tells how a member of a list was made.
    """

    text: str
    place: Place
    start: int = -1
    end: int = -1
    distance: int = 0


def name_text(words: Sequence[Word], start: int, end: int) -> str:
    """The characters of `words[start:end]` as a name: without times, page marks and what stands in brackets."""
    kept = words[start:end]
    if not _TIMES.isdisjoint([word.tag for word in kept]):
        kept = [word for word in kept if word.tag not in _TIMES]
    return text_of(kept, 0, len(kept))


def may_open(word: Word) -> bool:
    """Whether a name may begin with a word."""
    return word.tag not in _TIMES and word.tag != FIGURE and word.text not in _CLOSES


def may_close(word: Word) -> bool:
    """Whether a name may end with a word."""
    return word.tag not in _TIMES and word.tag != FIGURE and word.text not in _OPENS


_CLOSES = frozenset("）)】”」』》、，+＋")
_OPENS = frozenset("（(【“「『《、，")
