"""What is read out of a report: quantities, claims, rejected numbers, each with the notes that say why.

Numbers are `Decimal`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from reportmine.model.source import Source
from reportmine.model.spans import CleanText, Span

Measure = Literal["level", "change", "share", "ratio", "rank", "gap"]
Direction = Literal["up", "down"]
Status = Literal["actual", "target"]
Qualifier = Literal["exact", "about", "nearly", "over", "at_least", "at_most", "range"]
Topic = Literal[
    "audience",
    "funding",
    "event",
    "people",
    "organization",
    "project",
    "material",
    "facility",
    "economy",
    "environment",
    "ranking",
    "other",
]
Form = Literal["number", "percent", "permille", "fraction", "ordinal", "multiple"]


class Note(NamedTuple):
    """Why: the rule that decided, the characters it saw, what it concluded."""

    rule: str
    evidence: str
    value: str = ""


class Quantity(NamedTuple):
    """A number with its unit; a point has `high` None, a range keeps both ends.

    `span` covers number and unit without words of approximation before or behind; that of a number in a table
    counts in the raw text. `unit` is
    canonical, `dimension` is the unit table's, both empty for a bare number. Multipliers such as
    万 are in the values. `unit_span` is empty where there is no unit.
    """

    span: Span
    low: Decimal
    high: Decimal | None = None
    unit: str = ""
    dimension: str = ""
    qualifier: Qualifier = "exact"
    form: Form = "number"
    number_end: int = -1
    notes: tuple[Note, ...] = ()


class Claim(NamedTuple):
    """One quantitative claim: what was measured, how much, for when, and where it stands.

    `span` and `text` are raw: `source.raw[span.start:span.end] == text`. `sentence` is the clean
    sentence, `mark` the figure inside it. `line` counts from 1.
    """

    span: Span
    text: str
    quantity: Quantity
    metric: str
    indicator: str | None
    topic: Topic
    measure: Measure
    direction: Direction | None
    qualifier: Qualifier
    status: Status
    period: str | None
    baseline: str | None
    scope: str | None
    line: int
    page: int | None
    sentence: str
    mark: Span
    section: str | None
    notes: tuple[Note, ...] = ()


class Rejected(NamedTuple):
    """A number that is no claim, with the rule that says so; `span` and `text` are raw."""

    span: Span
    text: str
    quantity: Quantity
    rule: str
    why: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in one source: nothing vanishes between claims and rejected.

    `remarks` are plain sentences on what could not be understood, for the user. `prose` is the clean text that was
    read, without tables and markup; None for a report that was put together by hand.
    """

    source: Source
    title: str | None
    year: int | None
    segmenter: str
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[str, ...] = ()
    prose: CleanText | None = field(default=None, repr=False, compare=False)
