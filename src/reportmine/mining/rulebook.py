"""Every rule of every decision, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from reportmine.lexicon.examples import EXAMPLES, Example
from reportmine.mining.context import BASELINE_RULES, PERIOD_RULES, SCOPE_RULES
from reportmine.mining.framing import MEASURE_RULES
from reportmine.mining.naming import STRATEGIES
from reportmine.mining.rejecting import RULES
from reportmine.mining.status import STATUS_RULES
from reportmine.mining.topics import TOPIC_RULES
from reportmine.text.cleaning import STEPS


class Named(Protocol):
    """What the records of all decisions have in common."""

    @property
    def name(self) -> str:
        """What the rule is called in notes."""
        ...

    @property
    def why(self) -> str:
        """The reason for it, in a few words."""
        ...


class Chapter(NamedTuple):
    """One decision: its name, what it is about, and its rules in order."""

    name: str
    about: str
    rules: tuple[Named, ...]


class Entry(NamedTuple):
    """One rule as the book shows it."""

    decision: str
    number: int
    name: str
    why: str
    example: Example | None


_FIRST = "the first that answers decides"

CHAPTERS: tuple[Chapter, ...] = (
    Chapter("cleaning", "what is repaired before reading; each step is taken, one after the other", STEPS),
    Chapter("rejection", f"which numbers are no figures; {_FIRST}", RULES),
    Chapter("name", f"what a figure measures; {_FIRST}", STRATEGIES),
    Chapter("measure", f"whether it is a level, a change, a share, a rank, a ratio or a gap; {_FIRST}", MEASURE_RULES),
    Chapter("status", f"whether it was reached or is planned; {_FIRST}", STATUS_RULES),
    Chapter("period", f"when; {_FIRST}", PERIOD_RULES),
    Chapter("baseline", f"against what a change or gap is measured; {_FIRST}", BASELINE_RULES),
    Chapter("scope", f"whose figure it is; {_FIRST}", SCOPE_RULES),
    Chapter("topic", f"the field that it belongs to; {_FIRST}", TOPIC_RULES),
)


def entries(chapter: Chapter) -> Iterator[Entry]:
    """The rules of a chapter with their examples.

    >>> [entry.name for entry in entries(CHAPTERS[4])]
    ['where it starts', 'aim named behind', 'section that plans', 'year ahead', 'word of planning', 'reached']
    """
    for number, rule in enumerate(chapter.rules, start=1):
        yield Entry(chapter.name, number, rule.name, rule.why, EXAMPLES.get((chapter.name, rule.name)))
