"""The unit that a header names: （万元）, 单位：亿元, 元/股 → how many of which unit one of it is."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from reportmine.extraction.quantities.normalize import as_claimed
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.lexicon.header_words import alternation, header_words
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.lexicon.unit_lines import (
    UNIT_SEPARATOR,
    is_standing,
    names_money,
    unit_in_line,
    units_fitting,
    units_said,
)
from reportmine.text.cleaning import clean


class TableUnit(NamedTuple):
    """A unit as a header spells it: 万元 is 10000 of 元, of the dimension money."""

    spelled: str
    scale: Decimal
    unit: str
    dimension: str

    @property
    def is_rate(self) -> bool:
        """Whether it is a part of a whole: %, ‰ or 百分点."""
        return self.dimension in ("rate", "point")


PERCENT = TableUnit("%", Decimal(1), "%", "rate")
POINTS = TableUnit("百分点", Decimal(1), "百分点", "point")
SCORE = TableUnit("分", Decimal(1), "分", "score")
NO_UNIT = TableUnit("", Decimal(1), "", "")

_LONGEST = 16
_SIGNS = pattern(r"[±＋+－−]|(?<![/\w])-")
# 台（套）: a like unit in brackets.
_LIKE_UNIT = pattern(r"(?<=\w)[(（]\w{1,3}[)）]$")


@functools.lru_cache(maxsize=4096)
def unit_of(text: str, lexicon: Lexicon) -> TableUnit | None:
    """The unit that a text is, all of it; None where it is none.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> unit_of("亿元", PRODUCT)
    TableUnit(spelled='亿元', scale=Decimal('100000000'), unit='元', dimension='money')
    >>> unit_of("±%", PRODUCT).unit, unit_of("万元/人", PRODUCT).unit, unit_of("项目", PRODUCT) is None
    ('%', '元/人', True)
    """
    bare = _SIGNS.sub("", text.replace(" ", "").replace("\u3000", "")).strip("：:，,、；;")
    bare = unit_in_line(bare)
    bare = _LIKE_UNIT.sub("", bare.strip("()（）：:") if bare[:1] in ("(", "（") else bare).removesuffix("：")
    if not bare or len(bare) > _LONGEST or bare[0].isdigit():
        return None
    quantities = parse_quantities("1" + bare, lexicon)
    if len(quantities) != 1 or quantities[0].span != (0, len(bare) + 1):
        return None
    quantity = as_claimed(quantities[0])
    return TableUnit(bare, quantity.low, quantity.unit, quantity.dimension)


def units_of(text: str, lexicon: Lexicon) -> tuple[TableUnit, ...]:
    """The units that a list of them names: 亿元、%.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [unit.unit for unit in units_of("亿元、%", PRODUCT)]
    ['元', '%']
    """
    whole = unit_of(text, lexicon)
    if whole and "%" not in whole.spelled[:-1]:
        return (whole,)
    for separator in (UNIT_SEPARATOR, _SLASH):
        parts = [unit_of(part, lexicon) for part in separator.split(text)]
        if None not in parts:
            return tuple(part for part in parts if part)
    return ()


_SLASH = pattern("[/／]")


def units_in_line(text: str, lexicon: Lexicon) -> tuple[TableUnit, ...]:
    """The units that a caption or the line above a table gives for all of it.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [unit.spelled for unit in units_in_line("2023年财政收入（货币单位：万元）", PRODUCT)]
    ['万元']
    >>> units_in_line("全市概况（续）", PRODUCT)
    ()
    """
    return next(filter(None, (units_of(said, lexicon) for said in units_said(text))), ())


class StandingUnit(NamedTuple):
    """A unit of money that a line of the report gives to all tables below it that tell none themselves."""

    start: int
    unit: TableUnit


def standing_units(raw: str, lexicon: Lexicon) -> tuple[StandingUnit, ...]:
    """The units that hold on from where they are said: 除特别注明外，金额单位均为人民币万元.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> raw = "附注（除另有说明外，金额单位均为人民币万元）"
    >>> [(one.start, one.unit.spelled) for one in standing_units(raw, PRODUCT)]
    [(0, '万元')]
    """
    found: list[StandingUnit] = []
    for sentence in _SENTENCE.finditer(raw):
        if is_standing(sentence.group()):
            units = units_in_line(clean(sentence.group()).text, lexicon)
            if len(units) == 1 and units[0].dimension == "money":
                found.append(StandingUnit(sentence.start(), units[0]))
    return tuple(found)


_SENTENCE = pattern("[^。\n|]+")


def fitting_unit(name: str, units: Sequence[TableUnit], lexicon: Lexicon) -> TableUnit | None:
    """Which of several units of a table a name is measured in, if just one fits it.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> units = units_of("户、人、万元", PRODUCT)
    >>> fitting = (fitting_unit(name, units, PRODUCT) for name in ("救助户数", "补助资金", "面积"))
    >>> [unit.spelled for unit in fitting if unit]
    ['户', '万元']
    """
    money = [unit for unit in units if unit.dimension == "money"]
    counting = counted_unit(name, lexicon)
    like = [unit for unit in units if counting and unit.unit == counting.unit]
    said = [unit for unit in units if unit.unit in name and unit not in money]
    usual = [unit for unit in units if unit.unit in units_fitting(name)]
    fitting = like or (money if names_money(name) else said or usual)
    return fitting[0] if len(fitting) == 1 else None


_COUNT_ENDING = pattern(f"{alternation('count_ending')}$")
_UNIT_BY_NAME = dict(word.split("=") for word in header_words("named_unit"))
_UNIT_NAMING = pattern(f"{any_of(_UNIT_BY_NAME)}$")


def counted_unit(name: str, lexicon: Lexicon) -> TableUnit | None:
    """The unit that a name has by its own words: 参会人数 counts 人, 借阅人次 人次; 年龄 is in 岁.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [unit.unit for unit in (counted_unit(name, PRODUCT) for name in ("研发人数", "平均年龄", "总额")) if unit]
    ['人', '岁']
    """
    counting, naming = _COUNT_ENDING.search(name), _UNIT_NAMING.search(name)
    if naming:
        return unit_of(_UNIT_BY_NAME[naming.group()], lexicon)
    word = counting.group() if counting else ""
    units = lexicon.units
    unit = next((units[spelled] for spelled in (word, word.removesuffix("数")) if spelled in units), None)
    return TableUnit(unit.name, Decimal(1), unit.name, unit.dimension) if unit else None
