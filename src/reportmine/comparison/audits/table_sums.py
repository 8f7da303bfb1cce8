"""Columns of tables that are summed up: the rows that a row 合计 is the sum of, as its figures show.

Which rows they are nothing says for sure (小计, 其中); so rows are taken for them where some column adds up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import is_rate
from reportmine.lexicon.header_words import header_words
from reportmine.model import Claim, Report, Span, Table

_TOTALS = frozenset(header_words("total"))
# With one part a sum says nothing.
_FEWEST_PARTS = 2

# The claim of each cell that has one alone, by row and column.
_Cells = Mapping[tuple[int, int], Claim]


class ColumnSum(NamedTuple):
    """A figure of a row 合计 and those that make it up, and whether they do."""

    total: Claim
    parts: tuple[Claim, ...]
    agrees: bool


def column_sums(report: Report) -> Iterator[ColumnSum]:
    """The sums in the tables of a report, as far as some column of the same rows adds up.

    >>> from reportmine.api import extract
    >>> table = "学校\\t教师（人）\\t学生（人）\\n甲校\\t20\\t310\\n乙校\\t35\\t420\\n合计\\t55\\t780\\n"
    >>> [(one.total.text, one.agrees) for one in column_sums(extract(table))]
    [('55', True), ('780', False)]
    """
    starts = [claim.span.start for claim in report.claims]
    for table in report.source.tables:
        cells = _claims_by_cell(table, report.claims, starts)
        labels = [_label(row, report.source.raw) for row in table.rows]
        rows = sorted({at for at, _ in cells})
        totals = [at for at in rows if labels[at] in _TOTALS]
        for at in totals:
            yield from _best(table, cells, at, totals, [other for other in rows if other not in totals])


def _claims_by_cell(table: Table, claims: Sequence[Claim], starts: Sequence[int]) -> _Cells:
    found = {}
    for y, row in enumerate(table.rows):
        for x, cell in enumerate(row):
            first, end = bisect_left(starts, cell.start), bisect_left(starts, cell.end)
            if end == first + 1:
                found[y, x] = claims[first]
    return found


def _label(row: Sequence[Span], raw: str) -> str:
    """What the first cell that is no number says, without spaces."""
    texts = ("".join(cell.of(raw).split()) for cell in row)
    return next((text for text in texts if text and not text.isdecimal()), "")


def _best(
    table: Table, cells: _Cells, total: int, totals: Sequence[int], others: Sequence[int]
) -> tuple[ColumnSum, ...]:
    """The columns of the rows that add up in most of them; nothing where they do in none."""
    by_rows = [tuple(_sums(table, cells, total, rows)) for rows in _rows_of(total, totals, others)]
    best = max(by_rows, key=lambda sums: sum(one.agrees for one in sums), default=())
    return best if any(one.agrees for one in best) else ()


def _rows_of(total: int, totals: Sequence[int], others: Sequence[int]) -> Iterator[list[int]]:
    """The rows that a total may sum up: from the one before it, all above it, to the one behind it, all below it."""
    before = max((at for at in totals if at < total), default=-1)
    behind = min((at for at in totals if at > total), default=max(others, default=0) + 1)
    yield [at for at in others if before < at < total]
    yield [at for at in others if at < total]
    yield [at for at in others if total < at < behind]
    yield [at for at in others if total < at]
    yield [at for at in totals if at < total]
    yield [at for at in totals if total < at]


def _sums(table: Table, cells: _Cells, total: int, rows: Sequence[int]) -> Iterator[ColumnSum]:
    for x in range(len(table.rows[total])):
        whole = cells.get((total, x))
        parts = [cells[at, x] for at in rows if (at, x) in cells]
        # A cell with something in it that is no figure may be a number that was not understood.
        unread = any((at, x) not in cells and table.rows[at][x].end > table.rows[at][x].start for at in rows)
        if whole is not None and not unread and _can_be_added([whole, *parts]):
            missing = whole.quantity.low - sum((part.quantity.low for part in parts), Decimal(0))
            agrees = abs(missing) <= sum(map(half_step, parts), half_step(whole))
            yield ColumnSum(whole, tuple(parts), agrees)


def _can_be_added(claims: Sequence[Claim]) -> bool:
    nonzero = sum(bool(claim.quantity.low) for claim in claims[1:])
    return nonzero >= _FEWEST_PARTS and all(
        claim.measure == "level"
        and claim.quantity.high is None
        and not is_rate(claim)
        and claim.quantity.unit == claims[0].quantity.unit
        for claim in claims
    )
