"""What a comparison is made of: pairs and their changes, audits, targets, series."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from reportmine.messages.message import Message
from reportmine.model import Claim, Report

Kind = Literal["amount", "points", "places", "none"]
Way = Literal["up", "down", "same", "unknown"]
Order = Literal["change", "metric", "order"]
Check = Literal["stated change", "from and to", "last year's figure", "sum of parts", "given twice"]
Finding = Literal["consistent", "wrong", "look", "not comparable"]


class Interval(NamedTuple):
    """All that a value may be; an end that is None is open. A point has both ends equal."""

    low: Decimal | None
    high: Decimal | None

    @property
    def point(self) -> Decimal | None:
        """The value, where it is but one."""
        return self.low if self.low == self.high else None


OPEN = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Change:
    """How far a figure has moved from the old report to the new one.

    `amount` counts in `unit` (points for rates, places for ranks, where fewer is `up`), `percent` only
    for amounts. Figures that are bounds make bounds; `about` says that one of them is rounded by the
    report itself. `reason` says why there is no change to give.
    """

    kind: Kind
    way: Way
    unit: str = ""
    amount: Interval = OPEN
    percent: Interval | None = None
    about: bool = False
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that measure the same thing.

    `confidence` is how sure that is, from 0 to 1; `rivals` counts others that fit about as well.
    """

    old: Claim
    new: Claim
    change: Change
    confidence: float
    rivals: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """A figure worked out again: from `old` to `new`, against what `stated` says.

    `finding` is "wrong" only where all that it takes surely belongs together; what does not agree and is
    less sure is "look", worth a look by a reader. `reason` says why something is not consistent, or not
    surely wrong. `parts` are the summands of a sum.
    """

    check: Check
    old: Claim
    new: Claim
    stated: Claim
    computed: Decimal | None
    difference: Decimal | None
    unit: str
    finding: Finding
    reason: Message | None = None
    parts: tuple[Claim, ...] = ()

    @property
    def consistent(self) -> bool | None:
        """Whether it agrees; False only where it is surely wrong, None where that cannot be told."""
        return {"consistent": True, "wrong": False}.get(self.finding)

    @property
    def metric(self) -> str:
        """What was worked out: the whole of parts, else what has moved."""
        return self.stated.metric if self.parts else self.new.metric


@dataclass(frozen=True, slots=True)
class Target:
    """What the old report planned and the new one reports; `outcome` is None where it says nothing.

    `confidence` is how sure it is that the outcome is of this target, from 0 to 1.
    """

    target: Claim
    outcome: Claim | None
    met: bool | None
    margin: Change | None = None
    reason: Message | None = None
    confidence: float | None = None
    rivals: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side.

    Each reached figure of either is in a pair, in an audit as what is stated, or in one of the lists
    of what only one report has.
    """

    old: Report
    new: Report
    pairs: tuple[Pair, ...]
    audits: tuple[Audit, ...]
    targets: tuple[Target, ...]
    only_old: tuple[Claim, ...]
    only_new: tuple[Claim, ...]
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One metric over several reports: a claim or None for each of them, in their order.

    `confidence` is that of its least sure step, None where there is none; `rivals` are the most that a step has.
    """

    cells: tuple[Claim | None, ...]
    confidence: float | None = None
    rivals: int = 0

    @property
    def last(self) -> Claim:
        """The newest claim of the row."""
        return next(cell for cell in reversed(self.cells) if cell is not None)


@dataclass(frozen=True, slots=True)
class Series:
    """More than two reports: rows of one metric each, and what each report is to the one before."""

    reports: tuple[Report, ...]
    rows: tuple[Row, ...]
    steps: tuple[Comparison, ...]
    warnings: tuple[Message, ...] = ()
