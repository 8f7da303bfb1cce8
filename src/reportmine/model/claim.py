"""What is read out of a report: quantities, claims, rejected numbers, each with the notes that say why.

Numbers are `Decimal`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from reportmine.model.remarks import Remark
from reportmine.model.source import Box, Source
from reportmine.model.spans import CleanText, Span

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

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


# What is decided about a number; each decision has rules of its own.
DecisionName = Literal[
    "rejection",
    "name",
    "measure",
    "status",
    "period",
    "baseline",
    "scope",
    "topic",
    "table-rejection",
    "table-name",
    "table-unit",
    "table-measure",
    "table-status",
    "table-period",
    "table-baseline",
    "table-scope",
    # What only a reader decides, by hand; of a value also how surely it was read of a picture.
    "value",
    "unit",
    "qualifier",
]


# The rule of notes on what a reader put right; a note on a value may also say how surely it was read of a picture.
CORRECTED_BY_HAND = "corrected by hand"

# The kind of place that a metric's name was taken from: what other decisions may go by.
NameSource = Literal[
    "preceding",  # the noun phrase right before the figure
    "following",  # a noun behind it
    "classifier",  # the noun behind its measure word
    "label",  # the phrase before a colon or bracket, or a bare head of it
    "heading",  # the item of accounts that opens the paragraph
    "dealt_out",  # 分别 deals the figures out to the things of a list
    "same_list",  # a row of figures takes the names of the row before
    "coordination",  # a member of a row of things that share a noun
    "predicate",  # what is said of those who are counted
    "verb",  # the deed, where nothing else is said
    "earlier_clause",  # the subject of a clause before
    "carried",  # the last figure's name
    "moved",  # the last figure's name, at the end of 由…到…
    "last_deed",  # what was done to what was counted last
    "last_varied",  # the last figure's name, as an average, an addition, at another time
    "other_place",  # the last figure's name, of another place
    "earlier_sentence",  # the last name of the sentence before
    "leftover",  # the words before, as they stand
    "table",  # the headers of a table
    "unnamed",
]


class Note(NamedTuple):
    """Why: what was decided, the rule that did it, the characters it saw, what it concluded.

    `label` is what other code may go by; the name of a rule is for readers alone.
    """

    decision: DecisionName
    rule: str
    evidence: str
    value: str = ""
    label: str = ""


class Quantity(NamedTuple):
    """A number with its unit; a point has `high` None, a range keeps both ends.

    `span` covers number and unit without words of approximation before or behind; that of a number in a table
    counts in the raw text. `unit` is
    canonical, `dimension` is the unit table's, both empty for a bare number. Multipliers such as
    万 are in the values. `number_end` is where the number ends and its unit may begin, -1 where that is not known.
    """

    span: Span
    low: Decimal
    high: Decimal | None = None
    unit: str = ""
    dimension: str = ""
    qualifier: Qualifier = "exact"
    form: Form = "number"
    number_end: int = -1


# A claim is doubtful where fewer of its sureness were right: chosen over the texts that nothing is learnt from
# (training/corpus/shut, 2026-11-30), where 43 % of the 601 claims below it were wrong, and 8 % of the 1,352 above.
DOUBTFUL = 0.8


class Claim(NamedTuple):
    """One quantitative claim: what was measured, how much, for when, and where it stands.

    `span` and `text` are raw: `source.raw[span.start:span.end] == text`. `sentence` is the clean
    sentence, `mark` the figure inside it. `line` counts from 1. `confidence`, from 0 to 1, says how often claims of
    this sureness had name, measure and status right on kinds of reports that the weights had not seen; None where names
    are ruled, as in tables; 1 where a reader has looked; never more than how surely the number was read of a picture.
    `other_names` are those that nearly became the metric, the likeliest first. `box` is where it stands on the picture
    of its page, None where there is none.
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
    name_source: NameSource = "unnamed"
    confidence: float | None = None
    other_names: tuple[str, ...] = ()
    box: Box | None = None

    @property
    def box_on_page(self) -> str | None:
        """Where it stands on the picture of its page, as tables have it."""
        return None if self.box is None else str(self.box)

    @property
    def unit_beside(self) -> str:
        """The unit of a number in a table, as the header spells it that gives it: the number itself has none."""
        unit = next((note for note in self.notes if note.decision == "table-unit"), None)
        return "" if unit is None or unit.label == "own" else unit.value

    @property
    def is_put_right(self) -> bool:
        """Whether a reader has put its value or unit right, so that its text does not say it."""
        return any(note.rule == CORRECTED_BY_HAND and note.decision in ("value", "unit") for note in self.notes)

    def is_sure(self, least: float) -> bool:
        """Whether the name is at least so sure; one that was not learnt is not doubted.

        >>> from reportmine.api import extract
        >>> (claim,) = extract("举办培训20场。").claims
        >>> [claim._replace(confidence=confidence).is_sure(0.8) for confidence in (0.79, 0.8, None)]
        [False, True, True]
        """
        return self.confidence is None or self.confidence >= least


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

    `remarks` say what could not be understood, for the user. `prose` is the clean text that was
    read, without tables and markup; None for a report that was put together by hand.
    """

    source: Source
    title: str | None
    year: int | None
    segmenter: str
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[Remark, ...] = ()
    prose: CleanText | None = field(default=None, repr=False, compare=False)

    # What makes tables is loaded when one is asked for: extracting needs none of it.
    def to_records(self) -> list[dict[str, Any]]:
        """The figures as dicts, as `reportmine.to_records` gives those of several reports.

        >>> from reportmine.api import extract
        >>> [(one["metric"], one["value"]) for one in extract("举办培训20场。").to_records()]
        [('培训', Decimal('20'))]
        """
        from reportmine.model.frames import to_records

        return to_records([self])

    def to_arrow(self) -> pyarrow.Table:
        """The figures as an Arrow table, as `reportmine.to_arrow` gives those of several reports."""
        from reportmine.model.frames import to_arrow

        return to_arrow([self])

    def to_pandas(self) -> pandas.DataFrame:
        """The figures as a frame of pandas, as `reportmine.to_pandas` gives those of several reports."""
        from reportmine.model.frames import to_pandas

        return to_pandas([self])

    def to_polars(self) -> polars.DataFrame:
        """The figures as a frame of Polars, as `reportmine.to_polars` gives those of several reports."""
        from reportmine.model.frames import to_polars

        return to_polars([self])

    def _repr_html_(self) -> str:
        """What a notebook shows of the report: a table of its first figures."""
        from reportmine.model.notebook import preview

        return preview(self)

    def __repr__(self) -> str:
        """One line: all that is in a report would fill screens, and notebooks keep it beside the table."""
        from reportmine.model.notebook import headline

        return f"<Report {headline(self)}>"
