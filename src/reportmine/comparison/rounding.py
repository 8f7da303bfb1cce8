"""How far rounding may have moved a printed figure."""

from __future__ import annotations

from decimal import Context, Decimal

from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim

_EXACT = Context(prec=28)
_COUNTS = ("count", "person", "event")
_PRINTED = pattern(r"[0-9][0-9,]*(?:\.([0-9]+))?")


def half_step(claim: Claim) -> Decimal:
    """Half of what the last printed digit of a claim is worth, in the claim's unit.

    A count in full (培训25场) was not rounded.

    >>> from reportmine.api import extract
    >>> [int(half_step(claim) * 10) for claim in extract("产值23.5亿元，增长10%，增收两成。").claims]
    [50000000, 5, 50]
    """
    printed, value = _PRINTED.search(claim.text), abs(claim.quantity.low)
    if printed is None:
        digits = value.normalize().as_tuple()
        return Decimal(1).scaleb(int(digits.exponent)) / 2
    number = Decimal(printed.group().replace(",", ""))
    if value == number == number.to_integral() and claim.quantity.dimension in _COUNTS:
        return Decimal(0)
    scale = value / number if number else Decimal(1)
    return _EXACT.plus(Decimal(1).scaleb(-len(printed.group(1) or "")) / 2 * scale)
