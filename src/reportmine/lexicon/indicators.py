"""Standard indicators with their other wordings and topics (words/indicators.csv)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import NamedTuple, cast, get_args

from reportmine.errors import LexiconError
from reportmine.lexicon.loader import columns, split_cell
from reportmine.lexicon.spellings import Spellings
from reportmine.model import Topic


class Indicator(NamedTuple):
    """A standard name, its topic and group; `real` where growth is by rule at constant prices."""

    name: str
    topic: Topic
    group: str
    real: bool


_NAME = "words/indicators.csv"


def _load() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    topics = frozenset(get_args(Topic))
    for name, aliases, topic, group, price in columns(_NAME, "indicator", "aliases", "topic", "group", "price"):
        if topic not in topics:
            raise LexiconError(f"{_NAME}: {name} has the unknown topic {topic}.")
        # Thousands of rows share a few topics and groups: one string each is enough.
        indicator = Indicator(name, cast(Topic, sys.intern(topic)), sys.intern(group), price == "real")
        for spelling in (name, *split_cell(aliases)):
            if spelling in found:
                raise LexiconError(f"{_NAME}: {spelling} stands there twice.")
            found[spelling] = indicator
    return found


class Indicators(Spellings[Indicator]):
    """Indicators under all their spellings. A value: whoever wants more of them makes a new table."""

    __slots__ = ("_lengths",)

    def __init__(self, meanings: Mapping[str, Indicator], known: Indicators | None = None) -> None:
        """The indicator of each spelling, beside those of `known`."""
        super().__init__(meanings, known)
        # The last two characters of spellings, each with the length of the longest that ends so.
        self._lengths = {spelling[-2:]: len(spelling) for spelling in sorted(self._meanings, key=len)}

    def may_end(self, text: str) -> bool:
        """Whether some spelling has the last two characters of a text: asked sooner than `longest_ending`."""
        return text[-2:] in self._lengths

    def longest_ending(self, text: str, start: int, end: int) -> int:
        """Where the longest spelling begins that ends at `end`, not before `start`; -1 where none does.

        >>> INDICATORS.longest_ending("全年地区生产总值完成", 0, 8)
        2
        """
        for at in range(max(start, end - self._lengths.get(text[end - 2 : end], 0)), end - 1):
            if text[at:end] in self._meanings:
                return at
        return -1


# The product's own; a user's come with `lexicon.with_user`.
INDICATORS = Indicators(_load())
