"""Whether a column of changes without a unit is in amounts or in per cent: the columns beside it tell.

比上年增减 beside 2023年 and 2022年: where most rows are the difference of the two, they are amounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby, permutations

from reportmine.extraction.tables.headers.parser import Head
from reportmine.extraction.tables.structure.header_paths import Path, Spot

# Per cent are printed with one decimal or two; amounts as often rounded in their last place.
_NEAR = Decimal("0.06")
_LAST_PLACES = 2
# Of more columns beside it some two would fit by chance.
_MOST_LEVELS = 6


def paths_of_amounts(spots: Sequence[Spot]) -> frozenset[Path]:
    """The paths of the columns of change whose numbers are differences of two columns of levels."""
    votes: dict[Path, int] = {}
    for _, group in groupby(spots, key=lambda spot: spot.row):
        row = list(group)
        levels = [_value(spot) for spot in row if not _change(spot.column)]
        for spot in row:
            if (head := _change(spot.column)) and head.unit is None and 1 < len(levels) <= _MOST_LEVELS:
                votes[spot.column] = votes.get(spot.column, 0) + _vote(_value(spot), levels)
    return frozenset(path for path, count in votes.items() if count > 0)


def _change(path: Path) -> Head | None:
    return next((head for head in reversed(path.heads) if head.measure == "change"), None)


def _value(spot: Spot) -> Decimal:
    assert spot.cell.figure is not None
    return spot.cell.figure.quantity.low


def _vote(change: Decimal, levels: Iterable[Decimal]) -> int:
    """1 where the change is a difference, -1 where it is a growth in per cent, 0 where it is neither or both."""
    pairs = list(permutations(levels, 2))
    as_amount = any(_is_near(change, new - old, _place(new, old, change)) for new, old in pairs)
    as_rate = any(old and _is_near(change, (new / old - 1) * 100, _NEAR) for new, old in pairs)
    return int(as_amount) - int(as_rate)


def _is_near(one: Decimal, other: Decimal, within: Decimal) -> bool:
    return abs(one - other) <= within


def _place(*numbers: Decimal) -> Decimal:
    """Two units of the last decimal place that any of the numbers has."""
    exponents = [exponent for number in numbers if isinstance(exponent := number.as_tuple().exponent, int)]
    return Decimal(_LAST_PLACES).scaleb(max(min(0, exponent) for exponent in exponents))
