"""Values in one another's units: by the unit table, and by measure words that count the same."""

from __future__ import annotations

from decimal import Context, Decimal

from reportmine.comparison.words import SAME_UNITS
from reportmine.lexicon.units import UNITS
from reportmine.model import Claim

# The unit table's factors are given to twelve digits; a value that went through two of them is good for nine.
_GOOD = Context(prec=9)
_ANY_COUNT = ("", "个")
_RATES = ("rate", "point")


def factor(old: Claim, new: Claim) -> Decimal | None:
    """What a value in the new claim's unit is worth in the old one's; None where nothing says so.

    >>> from reportmine.api import extract
    >>> old, new = extract("造林150亩。造林10公顷。").claims
    >>> str(factor(old, new))
    '15'
    """
    old_name, new_name = old.quantity.unit, new.quantity.unit
    if old_name == new_name or _count_alike(old, new):
        return Decimal(1)
    old_unit, new_unit = UNITS.get(old_name), UNITS.get(new_name)
    if old_unit is None or new_unit is None or old_unit.dimension != new_unit.dimension:
        return None
    if not old_unit.factor or not new_unit.factor:
        return None
    return _GOOD.divide(new_unit.factor, old_unit.factor).normalize()


def _count_alike(old: Claim, new: Claim) -> bool:
    """名 and 人 count the same, and so do 个 and 家: a bare count takes the other's measure word."""
    first, second = old.quantity, new.quantity
    if first.unit in SAME_UNITS and second.unit in SAME_UNITS:
        return True
    for bare, full in ((first, second), (second, first)):
        if bare.unit in _ANY_COUNT and full.dimension in ("", "count"):
            return True
        if bare.unit == "" and full.unit in SAME_UNITS:
            return True
    return False


def is_rate(claim: Claim) -> bool:
    """Whether a claim is a part of a hundred or a difference of such parts."""
    return claim.quantity.dimension in _RATES


def converted(value: Decimal, factor: Decimal) -> Decimal:
    """A value by a factor, to the digits that the unit table is good for; untouched where the unit stays.

    >>> converted(Decimal("10.5"), Decimal(15))
    Decimal('157.5')
    """
    return value if factor == 1 else _GOOD.multiply(value, factor).normalize()
