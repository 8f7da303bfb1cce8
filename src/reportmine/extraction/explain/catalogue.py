"""Every rule of every decision, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from reportmine.extraction.attributes.baseline import BASELINE_RULES
from reportmine.extraction.attributes.measure import MEASURE_RULES
from reportmine.extraction.attributes.period.rules import PERIOD_RULES
from reportmine.extraction.attributes.scope import SCOPE_RULES
from reportmine.extraction.attributes.status import STATUS_RULES
from reportmine.extraction.attributes.topic import TOPIC_RULES
from reportmine.extraction.explain.examples import EXAMPLES, Example
from reportmine.extraction.naming.proposals import NAME_RULES
from reportmine.extraction.rejection.rules import REJECTION_RULES
from reportmine.extraction.tables.headers.parser import HEADER_STEPS
from reportmine.extraction.tables.rules.context import TABLE_BASELINE_RULES, TABLE_SCOPE_RULES
from reportmine.extraction.tables.rules.measures import TABLE_MEASURE_RULES
from reportmine.extraction.tables.rules.names import TABLE_NAME_RULES
from reportmine.extraction.tables.rules.periods import TABLE_PERIOD_RULES
from reportmine.extraction.tables.rules.rejection import TABLE_REJECTION_RULES
from reportmine.extraction.tables.rules.status import TABLE_STATUS_RULES
from reportmine.extraction.tables.rules.units import TABLE_UNIT_RULES
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
_PROPOSED = "each proposes a candidate, and learnt weights choose (reportmine rules --learned)"

_OVERRULED = "of rates and amounts learnt weights may speak for another"

CHAPTERS: tuple[Chapter, ...] = (
    Chapter("cleaning", "what is repaired before reading; each step is taken, one after the other", STEPS),
    Chapter("rejection", f"which numbers are no figures; {_FIRST}", REJECTION_RULES),
    Chapter("name", f"what a figure measures; {_PROPOSED}", NAME_RULES),
    Chapter(
        "measure",
        f"whether it is a level, a change, a share, a rank, a ratio or a gap; {_FIRST}, but {_OVERRULED}",
        MEASURE_RULES,
    ),
    Chapter("status", f"whether it was reached or is planned; {_FIRST}", STATUS_RULES),
    Chapter("period", f"when; {_FIRST}", PERIOD_RULES),
    Chapter("baseline", f"against what a change or gap is measured; {_FIRST}", BASELINE_RULES),
    Chapter("scope", f"whose figure it is; {_FIRST}", SCOPE_RULES),
    Chapter("topic", f"the field that it belongs to; {_FIRST}", TOPIC_RULES),
    Chapter("table-head", "what a head of a table says; each step is taken, one after the other", HEADER_STEPS),
    Chapter("table-rejection", f"which numbers of a table are no figures; {_FIRST}", TABLE_REJECTION_RULES),
    Chapter("table-name", f"what a number of a table measures; {_FIRST}", TABLE_NAME_RULES),
    Chapter("table-unit", f"in what unit it is; {_FIRST}", TABLE_UNIT_RULES),
    Chapter("table-measure", f"what kind of figure it is; {_FIRST}", TABLE_MEASURE_RULES),
    Chapter("table-status", f"whether it was reached or is planned; {_FIRST}", TABLE_STATUS_RULES),
    Chapter("table-period", f"for when it is; {_FIRST}", TABLE_PERIOD_RULES),
    Chapter("table-baseline", f"against what it is measured; {_FIRST}", TABLE_BASELINE_RULES),
    Chapter("table-scope", f"whose number it is; {_FIRST}", TABLE_SCOPE_RULES),
)


def entries(chapter: Chapter) -> Iterator[Entry]:
    """The rules of a chapter with their examples.

    >>> status = next(chapter for chapter in CHAPTERS if chapter.name == "status")
    >>> [entry.name for entry in entries(status)][:4]
    ['where it starts', 'budgeted', 'aim named behind', 'section that plans']
    """
    for number, rule in enumerate(chapter.rules, start=1):
        yield Entry(chapter.name, number, rule.name, rule.why, EXAMPLES.get((chapter.name, rule.name)))
