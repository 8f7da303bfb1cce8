"""A number under construction, before bounds and rejections: what the quantity modules hand on."""

from __future__ import annotations

from decimal import Decimal

from reportmine.extraction.quantities.numerals import Numeral, next_start, read_numeral
from reportmine.lexicon.dimensions import FORMS
from reportmine.lexicon.numerals import NOT_NEGATIVE
from reportmine.lexicon.units import Unit
from reportmine.model import Form, slotted

HALF = Decimal("0.5")
HUNDRED = Decimal(100)


@slotted
class QuantityBuilder:
    """A number under construction: where it stands, what it is worth, how it is written."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None = None
    inside: str = ""
    form: Form = "number"
    unit: str = ""
    dimension: str = ""
    number_end: int = -1
    ahead: bool = False


def share(start: int, end: int, low: Decimal, inside: str = "") -> QuantityBuilder:
    """A part of a whole: 三分之一, 半数."""
    return QuantityBuilder(start, end, low, inside=inside, form="fraction", number_end=end)


def counted(start: int, number_end: int, low: Decimal, unit: tuple[str, Unit], form: Form) -> QuantityBuilder:
    """A number with the unit, as it is spelled and what it is, that stands right behind it."""
    spelling, (name, dimension, *_) = unit
    end = number_end + len(spelling)
    return QuantityBuilder(start, end, low, form=form, unit=name, dimension=dimension, number_end=number_end)


def form_of(unit: Unit) -> Form:
    """The form of a number with this unit."""
    return FORMS[unit.dimension]


def numeral_at(text: str, at: int) -> Numeral | None:
    """The numeral that must stand at `at`, or None."""
    return read_numeral(text, at, sure=True) if next_start(text, at) == at else None


MINUS = frozenset("负-−")


def is_minus(text: str, at: int, numeral: Numeral) -> bool:
    """Whether the character at `at`, before a numeral, makes it negative: no dash of a range, no 负 of 税负."""
    sign = text[at : at + 1]
    if sign not in MINUS:
        return False
    if sign == "负":
        return not text.endswith(NOT_NEGATIVE, 0, at + 1)
    before = text[at - 1 : at]
    return numeral.arabic and not (before.isascii() and before.isalnum()) and before not in ("-", ")", "）", "/")
