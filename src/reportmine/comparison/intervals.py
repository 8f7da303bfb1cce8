"""Intervals of values: all that a claim may mean, and what is worked out from two of them."""

from __future__ import annotations

from decimal import Context, Decimal

from reportmine.comparison.model import Interval
from reportmine.comparison.unit_conversion import converted
from reportmine.model import Claim

_EXACT = Context(prec=28)


def interval_of(claim: Claim, factor: Decimal = Decimal(1), *, signed: bool = False) -> Interval:
    """All that a claim's value may be, in another unit by `factor`; `signed` makes a fall negative.

    >>> from reportmine.api import extract
    >>> [interval_of(claim) for claim in extract("产值超过10亿元，投资近3亿元。").claims]
    ... # doctest: +NORMALIZE_WHITESPACE
    [Interval(low=Decimal('1000000000'), high=None), Interval(low=None, high=Decimal('300000000'))]
    """
    quantity = claim.quantity
    low = converted(quantity.low, factor)
    high = low if quantity.high is None else converted(quantity.high, factor)
    match claim.qualifier:
        case "over" | "at_least":
            interval = Interval(low, None)
        case "nearly" | "at_most":
            interval = Interval(None, high)
        case _:
            interval = Interval(low, high)
    # A fall may be printed with its minus: -3.2 under 增减.
    is_fall = claim.direction == "down" and quantity.low > 0
    return negative(interval) if signed and is_fall else interval


def negative(interval: Interval) -> Interval:
    """The interval of the other sign."""
    low, high = interval
    return Interval(None if high is None else -high, None if low is None else -low)


def difference(new: Interval, old: Interval) -> Interval:
    """New less old: the low end is the least that it may be.

    >>> difference(Interval(Decimal(12), None), Interval(None, Decimal(10)))
    Interval(low=Decimal('2'), high=None)
    """
    low = None if new.low is None or old.high is None else new.low - old.high
    high = None if new.high is None or old.low is None else new.high - old.low
    return Interval(low, high)


def growth(new: Interval, old: Interval) -> Interval | None:
    """Per cent from old to new, None where the old value is none that grows.

    >>> growth(Interval(Decimal(12), Decimal(12)), Interval(Decimal(10), Decimal(10))).point
    Decimal('20.0')
    """
    ends = [end for end in (*new, *old) if end is not None]
    if any(end < 0 for end in ends) or old.low == 0 or old.high == 0:
        return None
    low = None if new.low is None or old.high is None else _percent(new.low, old.high)
    high = None if new.high is None or old.low is None else _percent(new.high, old.low)
    return Interval(low, high)


def _percent(new: Decimal, old: Decimal) -> Decimal:
    return _EXACT.multiply(_EXACT.divide(new, old) - 1, Decimal(100))
