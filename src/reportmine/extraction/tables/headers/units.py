"""The unit that a head names: （万元）, 单位：亿元, 元/股 → how many of which unit one of it is."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from typing import NamedTuple

from reportmine.extraction.quantities.normalize import as_claimed
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.lexicon.header_words import head_words, one_of
from reportmine.lexicon.lexicon import Lexicon


class TableUnit(NamedTuple):
    """A unit as a head spells it: 万元 is 10000 of 元, of the dimension money."""

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
NO_UNIT = TableUnit("", Decimal(1), "", "")

_LONGEST = 16
_SIGNS = re.compile(r"[±＋+－−]|(?<![/\w])-")
_LEAD = re.compile(rf"^{one_of('unit_head')}[:：]?|^人民币|^金额单位[:：]?")
# 台（套）: the like of the unit in brackets.
_BEHIND = re.compile(r"(?<=\w)[(（]\w{1,3}[)）]$")


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
    bare = _LEAD.sub("", _LEAD.sub("", bare)).removesuffix("人民币")
    bare = _BEHIND.sub("", bare.strip("()（）：:") if bare[:1] in ("(", "（") else bare).removesuffix("：")
    if not bare or len(bare) > _LONGEST or bare[0].isdigit():
        return None
    found = parse_quantities("1" + bare, lexicon)
    if len(found) != 1 or found[0].span != (0, len(bare) + 1):
        return None
    quantity = as_claimed(found[0])
    return TableUnit(bare, quantity.low, quantity.unit, quantity.dimension)


_BETWEEN = re.compile(r"[、,，;；]|和|及|或")


def units_of(text: str, lexicon: Lexicon) -> tuple[TableUnit, ...]:
    """The units that a list of them names: 亿元、%.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [unit.unit for unit in units_of("亿元、%", PRODUCT)]
    ['元', '%']
    """
    whole = unit_of(text, lexicon)
    parts = [whole] if whole else [unit_of(part, lexicon) for part in _BETWEEN.split(text)]
    return () if None in parts else tuple(part for part in parts if part)


# 单位：万元 above a table, in a corner, behind a caption.
_SAID = re.compile(
    r"(?:计量|金额|货币)?单位\s*[:：]\s*(?P<behind>[^\s()（）。；|]{1,24})|[(（]\s*(?P<inside>[^()（）\d]{1,12})\s*[)）]\s*$"
)


def units_said_in(text: str, lexicon: Lexicon) -> tuple[TableUnit, ...]:
    """The units that a caption or the line above a table gives for all of it.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> units_said_in("2023年财政收入（单位：万元）", PRODUCT)[0].spelled, units_said_in("全市概况（续）", PRODUCT)
    ('万元', ())
    """
    for found in _SAID.finditer(text):
        units = units_of(found["behind"] or found["inside"], lexicon)
        if units:
            return units
    return ()


_COUNTED = re.compile(f"{one_of('count_ending')}$")
_NAMED = dict(word.split("=") for word in head_words("named_unit"))
_NAMING = re.compile(f"(?:{'|'.join(_NAMED)})$")


def counted_unit(name: str, lexicon: Lexicon) -> TableUnit | None:
    """The unit that a name has by its own words: 参会人数 counts 人, 借阅人次 人次; 年龄 is in 岁.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [unit.unit for unit in (counted_unit(name, PRODUCT) for name in ("研发人数", "平均年龄", "总额")) if unit]
    ['人', '岁']
    """
    counting, naming = _COUNTED.search(name), _NAMING.search(name)
    if naming:
        return unit_of(_NAMED[naming.group()], lexicon)
    word = counting.group() if counting else ""
    units = lexicon.units
    found = next((units[spelled] for spelled in (word, word.removesuffix("数")) if spelled in units), None)
    return TableUnit(found.name, Decimal(1), found.name, found.dimension) if found else None
