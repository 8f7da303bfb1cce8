"""Unit lines (tables/unit_lines.toml), 单位：万元 and its like: once for many numbers, in what unit they are."""

from __future__ import annotations

import re

from reportmine.lexicon.header_words import any_of
from reportmine.lexicon.loader import words

_NAME = "tables/unit_lines.toml"

UNIT_LEADS = words(_NAME, "lead")
_CURRENCIES = words(_NAME, "currency")
_LEAD = any_of(UNIT_LEADS)
_COLON = any_of(words(_NAME, "colon"))
_CURRENCY = any_of(_CURRENCIES)

UNIT_SEPARATOR = re.compile(any_of(words(_NAME, "separator")))

# A line from its lead to its end. `unit` is what stands there up to the next gap, bracket or stop: a unit, or several.
UNIT_LINE = re.compile(rf"{_LEAD}\s*{_COLON}\s*(?P<unit>[^\s()（）。；|]{{1,24}})")
# The same with all that follows in the line, whatever it is.
UNIT_LINE_TAIL = re.compile(rf"{_LEAD}{_COLON}.*$")
# A line in brackets after a number: the power of ten, and the unit.
UNIT_IN_BRACKETS = re.compile(rf"[（(]{_LEAD}{_COLON}{_CURRENCY}?([百千万亿]*)([^（）()\d]{{1,6}}?){_CURRENCY}?[)）]")
_BEFORE_UNIT = re.compile(rf"^{_LEAD}{_COLON}?|^{_CURRENCY}")
_WITH_LEAD = re.compile(rf"{_LEAD}{_COLON}")


def is_unit_line(text: str) -> bool:
    """Whether a text begins as a unit line does.

    >>> is_unit_line("货币单位：万元"), is_unit_line("单位面积")
    (True, False)
    """
    return bool(_WITH_LEAD.match(text))


def unit_in_line(text: str) -> str:
    """The unit that a text names, without what may stand around it in a unit line.

    >>> unit_in_line("货币单位：人民币万元"), unit_in_line("万元人民币"), unit_in_line("万元")
    ('万元', '万元', '万元')
    """
    # Of a lead and a currency both may stand before the unit.
    unit = _BEFORE_UNIT.sub("", _BEFORE_UNIT.sub("", text))
    return next((unit.removesuffix(currency) for currency in _CURRENCIES if unit.endswith(currency)), unit)
