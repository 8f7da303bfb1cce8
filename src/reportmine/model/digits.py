"""Numbers as people write them down."""

from __future__ import annotations

from decimal import Decimal


def shifted(number: Decimal, places: int) -> Decimal:
    """The number times a power of ten, to the last digit, whatever the precision of arithmetic is.

    >>> shifted(Decimal("2122000"), -4), shifted(Decimal("5.2"), -2)
    (Decimal('212.2000'), Decimal('0.052'))
    """
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # no figure is infinite
    return Decimal((sign, digits, exponent + places))


def grouped(digits: str) -> str:
    """Plain digits with a comma between groups of three.

    >>> grouped("1234567.25"), grouped("-999")
    ('1,234,567.25', '-999')
    """
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole not in ("-0", "") else digits


def plain(number: Decimal) -> str:
    """A number in plain digits: never an exponent, no zeros that only fill up behind the point.

    >>> plain(Decimal("2E+6")), plain(Decimal("274.4") * 10**8), plain(Decimal("-0.50"))
    ('2000000', '27440000000', '-0.5')
    """
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
