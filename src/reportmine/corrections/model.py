"""A correction: which figure of a report it is about, and what a reader says of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from reportmine.model import Claim, Direction, Measure, Qualifier, Span, Status, Topic
from reportmine.model.claim import CORRECTED_BY_HAND
from reportmine.model.digits import plain
from reportmine.model.source import CORRECTIONS_ENDING

# right: all fields are as they were read; changed: some are not; no figure: the number is no claim; figure: a number
# that was rejected or not seen is one.
Verdict = Literal["right", "changed", "no figure", "figure"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

# Its number is raised when a key is renamed, taken away or given another meaning.
SCHEMA = "reportmine.corrections/1"

ENDING = CORRECTIONS_ENDING

# What the notes on figures that a reader looked at are called, and why a number is none.
BY_HAND = CORRECTED_BY_HAND
CHECKED = "checked by hand"
NO_FIGURE = "a reader says that it is no figure"

# Only these go somewhere.
DIRECTED: frozenset[Measure] = frozenset(("change", "gap"))


class Fields(NamedTuple):
    """All of a claim that a reader may put right; what they mean is told by model/schema.py."""

    metric: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    qualifier: Qualifier
    measure: Measure
    direction: Direction | None
    status: Status
    period: str | None
    baseline: str | None
    scope: str | None
    topic: Topic


class Correction(NamedTuple):
    """What a reader says of one number: `span` and `text` are raw, `mark` is where it stands in `sentence`.

    `fields` are those that hold now, None where the number is no figure; `was` has those that were read otherwise.
    """

    span: Span
    text: str
    sentence: str
    mark: Span
    verdict: Verdict
    fields: Fields | None
    was: Mapping[str, str | None] = {}


class Corrections(NamedTuple):
    """The corrections of one report, whose bytes `sha256` tells; `path` is what it was called."""

    sha256: str
    path: str | None
    entries: tuple[Correction, ...]


def text_of(cell: str | Decimal | None) -> str | None:
    """What a field holds, as a text: numbers in plain digits.

    >>> text_of(Decimal("2E+6")), text_of("培训"), text_of(None)
    ('2000000', '培训', None)
    """
    return plain(cell) if isinstance(cell, Decimal) else cell


def fields_of(claim: Claim) -> Fields:
    """The fields of a claim that may be put right.

    >>> from reportmine.api import extract
    >>> fields_of(extract("举办培训20场。").claims[0])[:4]
    ('培训', Decimal('20'), None, '场')
    """
    quantity = claim.quantity
    return Fields(
        claim.metric,
        quantity.low,
        quantity.high,
        quantity.unit,
        claim.qualifier,
        claim.measure,
        claim.direction,
        claim.status,
        claim.period,
        claim.baseline,
        claim.scope,
        claim.topic,
    )
