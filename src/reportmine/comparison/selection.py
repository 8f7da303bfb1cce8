"""Keeping and ordering what a reader asked for: topics, least changes, the order of rows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.changes import change_between
from reportmine.comparison.model import Change, Comparison, Order, Pair, Row, Series


class Selection(NamedTuple):
    """What to keep: these topics (none: all), changes of at least so many per cent, points or places."""

    topics: Collection[str] = ()
    min_change: Decimal | None = None
    order: Order = "order"


def size_of(change: Change) -> Decimal | None:
    """How large a change is: in per cent where there are such, else in points or places; None if open.

    Of a bound it is the end that is known.
    """
    interval = change.percent if change.kind == "amount" else change.amount
    ends = [abs(end) for end in interval or () if end is not None]
    return min(ends) if ends else None


def selected(comparison: Comparison, wanted: Selection) -> Comparison:
    """The comparison with what was asked for, its pairs in the order that was asked for."""
    pairs = [pair for pair in comparison.pairs if _is_topic(pair.new.topic, wanted) and _moves(pair.change, wanted)]
    return replace(
        comparison,
        pairs=tuple(sorted(pairs, key=_KEYS[wanted.order])),
        audits=tuple(audit for audit in comparison.audits if _is_topic(audit.stated.topic, wanted)),
        targets=tuple(target for target in comparison.targets if _is_topic(target.target.topic, wanted)),
        only_old=tuple(claim for claim in comparison.only_old if _is_topic(claim.topic, wanted)),
        only_new=tuple(claim for claim in comparison.only_new if _is_topic(claim.topic, wanted)),
    )


def selected_rows(series: Series, wanted: Selection) -> Series:
    """The series with what was asked for; of the rows, the change from first to last counts."""
    rows = [row for row in series.rows if _is_topic(row.last.topic, wanted) and _moves(change_of(row), wanted)]
    if wanted.order == "metric":
        rows.sort(key=lambda row: row.last.metric)
    if wanted.order == "change":
        rows.sort(key=lambda row: _by_size(change_of(row)))
    return replace(series, rows=tuple(rows), steps=tuple(selected(step, wanted) for step in series.steps))


def change_of(row: Row) -> Change:
    """The change from the first figure of a row to the last."""
    claims = [cell for cell in row.cells if cell is not None]
    return change_between(claims[0], claims[-1])


def _is_topic(topic: str, wanted: Selection) -> bool:
    return not wanted.topics or topic in wanted.topics


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
