"""Numbers as people write them down."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

# Arithmetic usually keeps 28 digits and refuses to round longer numbers; numerals may be as long as they like.
_WIDE = Context(prec=20_000)


def shifted(number: Decimal, places: int) -> Decimal:
    """The number times a power of ten, to the last digit, whatever the precision of arithmetic is.

    >>> shifted(Decimal("2122000"), -4), shifted(Decimal("5.2"), -2)
    (Decimal('212.2000'), Decimal('0.052'))
    """
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # no figure is infinite
    return Decimal((sign, digits, exponent + places))


def rounded(number: Decimal, step: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """The number to the places of a step such as 0.01, however many digits stand before its point.

    >>> rounded(Decimal("2.345"), Decimal("0.01")), rounded(Decimal("1E+30"), Decimal("0.1"))
    (Decimal('2.34'), Decimal('1000000000000000000000000000000.0'))
    """
    return number.quantize(step, rounding, _WIDE)


def is_whole(number: Decimal) -> bool:
    """Whether nothing but zeros stands behind the point, however many digits stand before it.

    >>> is_whole(Decimal("12.0")), is_whole(Decimal("0.5")), is_whole(Decimal("9" * 99))
    (True, False, True)
    """
    return number == number.to_integral_value()


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
