"""Quantities: numeral + unit, with ranges, fractions, bounds and signs, and their exact spans.

`parse_quantities` walks a clean text once from left to right. It tells what is written, not what it means:
whether a quantity is a figure or a date, a name, a list mark is decided in `rejecting`.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportmine.extraction.clause_ends import CLAUSE_ENDS
from reportmine.extraction.quantities.builder import HALF, QuantityBuilder, counted, form_of, share
from reportmine.extraction.quantities.currency import with_currency_said_once
from reportmine.extraction.quantities.fractions import OPENERS, fraction, half
from reportmine.extraction.quantities.numerals import LONGEST_SPOKEN, Numeral, next_start, read_numeral
from reportmine.extraction.quantities.qualifiers import finished, joined_bounds, with_prefix
from reportmine.extraction.quantities.ranges import number_range
from reportmine.extraction.quantities.rows import with_shared_units
from reportmine.extraction.quantities.units import number_with_unit
from reportmine.lexicon.dimensions import COUNTABLE, DIVISIBLE
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.numeral_words import word_over
from reportmine.lexicon.numerals import (
    ADVERBS_BEFORE_HALF,
    DIGITS,
    HALF_IN_WORDS,
    MYRIADS,
    SHARES_BEFORE_HALF,
    TENS,
)
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.qualifiers import bound_before
from reportmine.lexicon.units import Unit, Units
from reportmine.model import Quantity


def parse_quantities(text: str, lexicon: Lexicon) -> list[Quantity]:
    """Every quantity of a clean text, in order and without overlap; spans count in `text`.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> for quantity in parse_quantities("助学项目20个，资金近212万元，占三成", PRODUCT):
    ...     print(quantity.span, quantity.low, quantity.unit, quantity.qualifier)
    Span(start=4, end=7) 20 个 exact
    Span(start=11, end=16) 2120000 元 nearly
    Span(start=18, end=20) 30 % exact
    """
    found: list[Quantity] = []
    units = lexicon.units
    at = floor = 0
    while (at := next_start(text, at)) >= 0:
        word_end = word_over(text, at)
        if word_end != -1 and not _is_counted_through(text, at):
            at = word_end
            continue
        quantity = _quantity_at(text, at, floor, units)
        if quantity is None:
            at += 1
        else:
            found.append(quantity)
            at = floor = quantity.span.end
    return joined_bounds(text, with_currency_said_once(text, with_shared_units(text, found), units))


def _is_counted_through(text: str, at: int) -> bool:
    """全球第八大市场: behind 第 stands a number, not the word 八大; but for words that hold 第 as well."""
    return text[at - 1 : at] == "第" and word_over(text, at - 1) == -1


def _quantity_at(text: str, at: int, floor: int, units: Units) -> Quantity | None:
    first = text[at]
    if first in "首半翻":
        builder = _whole_word(text, at, units)
        return finished(text, builder, floor) if builder else None
    numeral = _numeral_at(text, at, units)
    if numeral is None:
        return None
    numeral = _with_counted_power(text, numeral)
    unit = units.longest_at(text, numeral.end) or _tenths_of(text, numeral, units)
    if unit and unit[1].name == "番" and _is_some(text, numeral):
        unit = None
    builder = (
        _part_of_whole(text, numeral, units)
        or number_range(text, numeral, unit, units)
        or number_with_unit(text, numeral, unit, units)
    )
    return finished(text, with_prefix(text, builder, numeral, floor), floor)


_COUNTED_POWER = pattern("个亿(?!元|吨|级|斤|以上)")


def _with_counted_power(text: str, numeral: Numeral) -> Numeral:
    """9个亿头寸: 个 counts the power; not 3个亿元村, 10个亿级项目."""
    counted = _COUNTED_POWER.match(text, numeral.end)
    if counted is None:
        return numeral
    factor = Decimal(10) ** MYRIADS["亿"]
    high = None if numeral.high is None else numeral.high * factor
    return replace(numeral, end=counted.end(), low=numeral.low * factor, high=high, power=True)


def _whole_word(text: str, at: int, units: Units) -> QuantityBuilder | None:
    """首位, 半数, 翻番: one character is the number."""
    if text[at] == "首":
        return _first_of(text, at, units)
    return _half_of(text, at, units) if text[at] == "半" else _doubled(at)


def _is_some(text: str, numeral: Numeral) -> bool:
    """有一番波动: without 翻 before it 一番 counts nothing; but 翻了差不多一番."""
    start = numeral.start
    return text[start : numeral.end] == "一" and "翻" not in text[max(0, start - 6) : start]


def _tenths_of(text: str, numeral: Numeral, units: Units) -> tuple[str, Unit] | None:
    """超过九成为公营房屋: behind a bound and one digit 成为 is no verb."""
    alone = numeral.end - numeral.start == 1 and not numeral.arabic and text.startswith("成为", numeral.end)
    return ("成", units["成"]) if alone and bound_before(text, numeral.start).strength else None


def _part_of_whole(text: str, numeral: Numeral, units: Units) -> QuantityBuilder | None:
    after = text[numeral.end : numeral.end + 1]
    if after in OPENERS:
        return fraction(text, numeral, units)
    return half(text, numeral) if after == "半" else None


_SURE = ("分之", "元", "圆", "角")


# 八五折: 85 % of the price.
_TWO_TENTHS = pattern(f"[{''.join(DIGITS)}]{{2}}(?=折)")


def _numeral_at(text: str, at: int, units: Units) -> Numeral | None:
    tenths = _TWO_TENTHS.match(text, at)
    if tenths:
        low = Decimal("".join(str(DIGITS[digit]) for digit in tenths.group()))
        return Numeral(at, tenths.end(), low)
    # 伍 alone is a word, but before 分之 or a sum of money it is five
    numeral = read_numeral(text, at, sure=text.startswith(_SURE, at + 1))
    return None if numeral is None or _no_number(text, numeral, units) else numeral


def _no_number(text: str, numeral: Numeral, units: Units) -> bool:
    """两两, 万: a doubled Chinese digit and a power of ten with nothing beside it are words."""
    start, end = numeral.start, numeral.end
    if end - start > LONGEST_SPOKEN:
        return False
    first = text[start]
    if first in DIGITS and first in (text[start + 1 : start + 2], text[start - 1 : start]):
        return True
    if _BRACKETED_UNIT.match(text, start):
        return True
    if first in "十拾" or not all(char in MYRIADS or char in TENS for char in text[start:end]):
        return False
    counted = text.startswith("分之", end) or units.longest_at(text, end)
    return not counted and not bound_before(text, start).strength


# 馆藏总量（万册）36.80, 收入（百万元）25
_BRACKETED_UNIT = pattern(
    rf"(?:(?<=[（(])|(?<=[（(][十百千]))[{''.join(TENS)}{''.join(MYRIADS)}]+[^（）()，。\s]{{0,6}}[）)]\s?[0-9]"
)


def _first_of(text: str, at: int, units: Units) -> QuantityBuilder | None:
    """首位, 首家: the first of its kind."""
    unit = units.longest_at(text, at + 1)
    if unit is None or unit[1].dimension not in COUNTABLE:
        return None
    return counted(at, at + 1, Decimal(1), unit, "ordinal")


# 占生意逾半, 用去近半, 占比已过半: a half alone at the end of a clause, 过 only where a share is told.
_ABOUT_HALF = (
    *("逾", "近"),
    *(f"{told}{adverb}过" for told in SHARES_BEFORE_HALF for adverb in ("", *ADVERBS_BEFORE_HALF)),
)


def _half_of(text: str, at: int, units: Units) -> QuantityBuilder | None:
    """半数 is a share; 半个百分点, 半小时 count a half."""
    if text.startswith("数", at + 1):
        return share(at, at + 2, HALF)
    if text.endswith(_ABOUT_HALF, 0, at) and text[at + 1 : at + 2] in CLAUSE_ENDS:
        return share(at, at + 1, HALF)
    if text[at - 1 : at] in HALF_IN_WORDS:
        return None
    unit = units.longest_at(text, at + 1)
    if unit is None or (unit[1].dimension not in DIVISIBLE and unit[0] != "个"):
        return None
    return counted(at, at + 1, HALF, unit, form_of(unit[1]))


def _doubled(at: int) -> QuantityBuilder:
    return QuantityBuilder(at, at + 2, Decimal(1), form="multiple", unit="番", dimension="multiple", number_end=at + 2)
