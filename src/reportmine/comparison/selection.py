"""Keeping and ordering what a reader asked for: topics, least changes, the order of rows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.changes import change_between
from reportmine.comparison.model import Change, Comparison, Order, Pair, Row, Series
from reportmine.model import Claim


class Selection(NamedTuple):
    """What to keep: these topics (none: all), changes of at least so many per cent, points or places, sure names.

    `min_confidence` is asked of every figure that a row is made of.
    """

    topics: Collection[str] = ()
    min_change: Decimal | None = None
    order: Order = "order"
    min_confidence: float = 0


def size_of(change: Change) -> Decimal | None:
    """How large a change is: in per cent where there are such, else in points or places; None if open.

    Of a bound it is the end that is known.
    """
    interval = change.percent if change.kind == "amount" else change.amount
    ends = [abs(end) for end in interval or () if end is not None]
    return min(ends) if ends else None


def selected(comparison: Comparison, wanted: Selection) -> Comparison:
    """The comparison with what was asked for, its pairs in the order that was asked for."""
    pairs = [
        pair for pair in comparison.pairs if _is_wanted(wanted, pair.new, pair.old) and _moves(pair.change, wanted)
    ]
    return replace(
        comparison,
        pairs=tuple(sorted(pairs, key=_KEYS[wanted.order])),
        audits=tuple(
            audit for audit in comparison.audits if _is_wanted(wanted, audit.stated, audit.old, audit.new, *audit.parts)
        ),
        targets=tuple(target for target in comparison.targets if _is_wanted(wanted, target.target, target.outcome)),
        only_old=tuple(claim for claim in comparison.only_old if _is_wanted(wanted, claim)),
        only_new=tuple(claim for claim in comparison.only_new if _is_wanted(wanted, claim)),
    )


def selected_rows(series: Series, wanted: Selection) -> Series:
    """The series with what was asked for; of the rows, the change from first to last counts."""
    rows = [row for row in series.rows if _is_wanted(wanted, row.last, *row.cells) and _moves(change_of(row), wanted)]
    if wanted.order == "metric":
        rows.sort(key=lambda row: row.last.metric)
    if wanted.order == "change":
        rows.sort(key=lambda row: _by_size(change_of(row)))
    return replace(series, rows=tuple(rows), steps=tuple(selected(step, wanted) for step in series.steps))


def change_of(row: Row) -> Change:
    """The change from the first figure of a row to the last."""
    claims = [cell for cell in row.cells if cell is not None]
    return change_between(claims[0], claims[-1])


def _is_wanted(wanted: Selection, claim: Claim, *others: Claim | None) -> bool:
    """Whether a row is of a topic that was asked for, as `claim` says, and all of its figures are sure."""
    if wanted.topics and claim.topic not in wanted.topics:
        return False
    return all(one is None or one.is_sure(wanted.min_confidence) for one in (claim, *others))


def _moves(change: Change, wanted: Selection) -> bool:
    if wanted.min_change is None:
        return True
    size = size_of(change)
    return size is not None and size >= wanted.min_change


def _by_size(change: Change) -> tuple[bool, Decimal]:
    size = size_of(change)
    return size is None, -(size or Decimal(0))


_KEYS: dict[Order, Callable[[Pair], tuple[object, ...]]] = {
    "change": lambda pair: _by_size(pair.change),
    "metric": lambda pair: (pair.new.metric, pair.new.span),
    "order": lambda pair: (pair.old.span,),
}
