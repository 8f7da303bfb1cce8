"""Values that can be set against each other: units of one dimension, bounds as intervals, printed digits."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from reportmine.comparison.matching.names import SAME_UNITS
from reportmine.comparison.model import Interval
from reportmine.lexicon.units import UNITS, Unit
from reportmine.model import Claim

# The unit table's factors are given to twelve digits; a value that went through two of them is good for nine.
_GOOD = Context(prec=9)
_EXACT = Context(prec=28)
_ANY_COUNT = ("", "个")
_COUNTS = ("count", "person", "event")
_RATES = ("rate", "point")


def unit_of(claim: Claim) -> Unit | None:
    """The unit table's row of a claim's unit."""
    return UNITS.get(claim.quantity.unit)


def factor(old: Claim, new: Claim) -> Decimal | None:
    """What a value in the new claim's unit is worth in the old one's; None where nothing says so.

    >>> from reportmine.api import extract
    >>> old, new = extract("造林150亩。造林10公顷。").claims
    >>> str(factor(old, new))
    '15'
    """
    one, other = old.quantity.unit, new.quantity.unit
    if one == other or _counts_alike(old, new):
        return Decimal(1)
    a, b = UNITS.get(one), UNITS.get(other)
    if a is None or b is None or a.dimension != b.dimension or not a.factor or not b.factor:
        return None
    return _GOOD.divide(b.factor, a.factor).normalize()


def _counts_alike(old: Claim, new: Claim) -> bool:
    """名 and 人 count the same, and so do 个 and 家: a bare count takes the other's classifier."""
    one, other = old.quantity, new.quantity
    if one.unit in SAME_UNITS and other.unit in SAME_UNITS:
        return True
    for bare, full in ((one, other), (other, one)):
        if (bare.unit in _ANY_COUNT and full.dimension in ("", "count")) or (
            bare.unit == "" and full.unit in SAME_UNITS
        ):
            return True
    return False


def is_rate(claim: Claim) -> bool:
    """Whether a claim is a part of a hundred or a difference of such parts."""
    return claim.quantity.dimension in _RATES


def interval(claim: Claim, times: Decimal = Decimal(1), *, signed: bool = False) -> Interval:
    """All that a claim's value may be, in another unit by `times`; `signed` makes a fall negative.

    >>> from reportmine.api import extract
    >>> [interval(claim) for claim in extract("产值超过10亿元，投资近3亿元。").claims]
    ... # doctest: +NORMALIZE_WHITESPACE
    [Interval(low=Decimal('1000000000'), high=None), Interval(low=None, high=Decimal('300000000'))]
    """
    quantity = claim.quantity
    low = times_of(quantity.low, times)
    high = low if quantity.high is None else times_of(quantity.high, times)
    match claim.qualifier:
        case "over" | "at_least":
            found = Interval(low, None)
        case "nearly" | "at_most":
            found = Interval(None, high)
        case _:
            found = Interval(low, high)
    return negative(found) if signed and claim.direction == "down" else found


def times_of(value: Decimal, times: Decimal) -> Decimal:
    """A product, to the digits that the unit table is good for; untouched where the unit stays."""
    return value if times == 1 else _GOOD.multiply(value, times).normalize()


def negative(found: Interval) -> Interval:
    """The interval of the other sign."""
    return Interval(None if found.high is None else -found.high, None if found.low is None else -found.low)


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


_PRINTED = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")


def half_step(claim: Claim) -> Decimal:
    """Half of what the last printed digit of a claim is worth: how far rounding may have moved it.

    A count in full (培训25场) was not rounded.

    >>> from reportmine.api import extract
    >>> [int(half_step(claim) * 10) for claim in extract("产值23.5亿元，增长10%，增收两成。").claims]
    [50000000, 5, 50]
    """
    printed, value = _PRINTED.search(claim.text), claim.quantity.low
    if printed is None:
        digits = value.normalize().as_tuple()
        return Decimal(1).scaleb(int(digits.exponent)) / 2
    number = Decimal(printed.group().replace(",", ""))
    if value == number == number.to_integral() and claim.quantity.dimension in _COUNTS:
        return Decimal(0)
    scale = value / number if number else Decimal(1)
    return _EXACT.plus(Decimal(1).scaleb(-len(printed.group(1) or "")) / 2 * scale)
