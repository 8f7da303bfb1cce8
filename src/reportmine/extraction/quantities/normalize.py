"""Quantities as claims write them: parts of a whole in per cent or per mille."""

from __future__ import annotations

from decimal import Decimal

from reportmine.model import Quantity
from reportmine.model.digits import is_whole, rounded

_HUNDRED = Decimal(100)
_PLACES = Decimal("0.000001")


def as_claimed(quantity: Quantity) -> Quantity:
    """Parts of a whole as claims write them: 三分之一 is 33.333333 %, 千分之三 is 3 ‰.

    >>> from reportmine.model import Span
    >>> as_claimed(Quantity(Span(0, 4), Decimal(1) / Decimal(3), form="fraction")).low
    Decimal('33.333333')
    """
    if quantity.form == "permille":
        high = None if quantity.high is None else quantity.high * 10
        return quantity._replace(low=quantity.low * 10, high=high, unit="‰")
    if quantity.form != "fraction":
        return quantity
    low = rounded(quantity.low * _HUNDRED, _PLACES)
    high = None if quantity.high is None else rounded(quantity.high * _HUNDRED, _PLACES)
    return quantity._replace(
        low=low.to_integral() if is_whole(low) else low,
        high=high,
        unit="%",
        dimension="rate",
    )
