"""Whether a column of changes without a unit is in amounts or in per cent: the columns beside it tell.

比上年增减 beside 2023年 and 2022年: where most rows are the difference of the two, they are amounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby, permutations

from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.structure.headed_cells import HeadedCell
from reportmine.extraction.tables.structure.header_paths import HeaderPath

# Per cent are printed with one decimal or two; amounts as often rounded in their last place.
_RATE_TOLERANCE = Decimal("0.06")
_LAST_PLACE_UNITS = 2
# Of more columns beside it some two would fit by chance.
_MOST_LEVELS = 6


def amount_change_paths(cells: Sequence[HeadedCell]) -> frozenset[HeaderPath]:
    """The paths of the columns of change whose numbers are differences of two columns of levels."""
    votes: dict[HeaderPath, int] = {}
    for _, group in groupby(cells, key=lambda cell: cell.row):
        row = list(group)
        levels = [_value(cell) for cell in row if not _change_header(cell.column)]
        for cell in row:
            header = _change_header(cell.column)
            if header and header.unit is None and 1 < len(levels) <= _MOST_LEVELS:
                votes[cell.column] = votes.get(cell.column, 0) + _vote(_value(cell), levels)
    return frozenset(path for path, count in votes.items() if count > 0)


def _change_header(path: HeaderPath) -> Header | None:
    return next((header for header in reversed(path.headers) if header.measure == "change"), None)


def _value(headed: HeadedCell) -> Decimal:
    assert headed.cell.figure is not None
    return headed.cell.figure.quantity.low


def _vote(change: Decimal, levels: Iterable[Decimal]) -> int:
    """1 where the change is a difference, -1 where it is a growth in per cent, 0 where it is neither or both."""
    pairs = list(permutations(levels, 2))
    as_amount = any(_is_close(change, new - old, _amount_tolerance(new, old, change)) for new, old in pairs)
    as_rate = any(old and _is_close(change, (new / old - 1) * 100, _RATE_TOLERANCE) for new, old in pairs)
    return int(as_amount) - int(as_rate)


def _is_close(one: Decimal, other: Decimal, within: Decimal) -> bool:
    return abs(one - other) <= within


def _amount_tolerance(*numbers: Decimal) -> Decimal:
    """Two units of the last decimal place that any of the numbers has."""
    exponents = [exponent for number in numbers if isinstance(exponent := number.as_tuple().exponent, int)]
    return Decimal(_LAST_PLACE_UNITS).scaleb(max(min(0, exponent) for exponent in exponents))
