"""Standard indicators with their other wordings and topics (words/indicators.csv)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, cast, get_args

from reportmine.errors import LexiconError
from reportmine.lexicon.loader import rows, split_cell
from reportmine.lexicon.user.lending import lent
from reportmine.model import Topic


class Indicator(NamedTuple):
    """A standard name, its topic and group; `real` where growth is by rule at constant prices."""

    name: str
    topic: Topic
    group: str
    real: bool


def _load() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for row in rows("words/indicators.csv"):
        if row["topic"] not in get_args(Topic):
            raise LexiconError(f"words/indicators.csv: {row['indicator']} has the unknown topic {row['topic']}.")
        # Thousands of rows share a few topics and groups: one string each is enough.
        topic, group = cast(Topic, sys.intern(row["topic"])), sys.intern(row["group"])
        indicator = Indicator(row["indicator"], topic, group, row["price"] == "real")
        for spelling in (row["indicator"], *split_cell(row["aliases"])):
            if spelling in found:
                raise LexiconError(f"words/indicators.csv: {spelling} stands there twice.")
            found[spelling] = indicator
    return found


INDICATORS: dict[str, Indicator] = _load()


def _endings(spellings: Iterable[str]) -> dict[str, int]:
    """The last two characters of spellings, each with the length of the longest that ends so."""
    found: dict[str, int] = {}
    for spelling in spellings:
        ending = spelling[-2:]
        found[ending] = max(found.get(ending, 0), len(spelling))
    return found


ENDINGS = _endings(INDICATORS)


def longest_ending(text: str, start: int, end: int) -> int:
    """Where the longest spelling of an indicator begins that ends at `end`, not before `start`; -1 for none.

    >>> longest_ending("全年地区生产总值完成", 0, 8)
    2
    """
    for at in range(max(start, end - ENDINGS.get(text[end - 2 : end], 0)), end - 1):
        if text[at:end] in INDICATORS:
            return at
    return -1


@contextmanager
def extended(more: Mapping[str, Indicator]) -> Iterator[None]:
    """Know these spellings, too, while the block runs; `applying` keeps others from looking in."""
    longer = {ending: max(length, ENDINGS.get(ending, 0)) for ending, length in _endings(more).items()}
    with lent(INDICATORS, more), lent(ENDINGS, longer):
        yield
