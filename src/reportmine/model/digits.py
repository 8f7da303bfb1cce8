"""Numbers as people write them down."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal) -> str:
    """A number in plain digits: never an exponent, no zeros that only fill up behind the point.

    >>> plain(Decimal("2E+6")), plain(Decimal("274.4") * 10**8), plain(Decimal("-0.50"))
    ('2000000', '27440000000', '-0.5')
    """
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
