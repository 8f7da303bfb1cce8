"""What stands behind a number and belongs to it: units, halves, tenths, compound units, a unit in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reportmine.extraction.quantities.builder import HALF, Core, form_of, numeral_at
from reportmine.extraction.quantities.numerals import Numeral, value_of
from reportmine.lexicon.numeral_words import word_over
from reportmine.lexicon.numerals import DIGITS, INSIDE
from reportmine.lexicon.units import Unit, Units


def measured(text: str, numeral: Numeral, unit: tuple[str, Unit] | None, units: Units) -> Core:
    """The number with its unit, or without one."""
    start, end, low, high, inside = numeral.start, numeral.end, numeral.low, numeral.high, numeral.inside
    if unit is not None and _stands_alone(text, end, unit):
        spelling, found = unit
        name, dimension = found.name, found.dimension
        return Core(start, end + len(spelling), low, high, inside, form_of(found), name, dimension, end)
    core = Core(start, end, low, high, inside, number_end=end)
    if unit is None:
        if numeral.inside and text[end - 1] in INSIDE:
            core = replace(core, end=end - 1, number_end=end - 1)
        return (
            _per_many(text, core)
            or _with_deviation(text, core, units)
            or _with_unit_ahead(text, core, units)
            or with_bracket(text, core, units)
        )
    return with_unit(text, core, unit, units)


_DEVIATION = re.compile(r"(?<=[0-9])[±](?=[0-9])")


def _with_deviation(text: str, core: Core, units: Units) -> Core | None:
    """45.2±6.3岁, （45.2±6.3）岁: the mean is the value; the deviation belongs to the quote."""
    sign = _DEVIATION.match(text, core.end)
    deviation = numeral_at(text, sign.end()) if sign else None
    if deviation is None or deviation.high is not None:
        return None
    spread = replace(core, end=deviation.end, number_end=deviation.end)
    unit = units.longest_at(text, deviation.end)
    if unit is not None:
        return with_unit(text, spread, unit, units)
    closed = text[deviation.end : deviation.end + 1] in _CLOSING and text[core.start - 1 : core.start] in _OPENING
    unit = units.longest_at(text, deviation.end + 1) if closed else None
    return replace(spread, unit=unit[1].name, dimension=unit[1].dimension, form=form_of(unit[1])) if unit else spread


_OPENING = frozenset(("（", "("))
_CLOSING = frozenset(("）", ")"))
# A unit in brackets between the name and the number: 发行总额（亿）10.00.
UNIT_AHEAD = re.compile(r"(?<=[\u4e00-\u9fff])[（(]([百千万亿]*)([^（）()\d\s]{0,6})[)）]$")
_LONGEST_AHEAD = 14


def _with_unit_ahead(text: str, core: Core, units: Units) -> Core | None:
    """发行总额（亿）10.00, 票面利率（%）3.25: the unit stands in brackets between the name and the number."""
    ahead = UNIT_AHEAD.search(text[max(0, core.start - _LONGEST_AHEAD) : core.start])
    if ahead is None or not "0" <= text[core.start] <= "9" or core.high is not None or not any(ahead.groups()):
        return None
    power, spelling = ahead.groups()
    found = units.get(spelling)
    if spelling and found is None:
        return None
    scale = (value_of(power) if power else None) or Decimal(1)
    core = replace(core, low=core.low * scale)
    return replace(core, unit=found.name, dimension=found.dimension, form=form_of(found)) if found else core


_PER_MANY = re.compile(r"/(10万|十万|100万|百万|万|千|百)(?![0-9年月人户名口头])")


def _per_many(text: str, core: Core) -> Core | None:
    """6.8/10万: a rate of death or of disease, per so many."""
    per = _PER_MANY.match(text, core.end)
    if per is None:
        return None
    return replace(core, end=per.end(), unit=per.group(), dimension="compound", number_end=core.end)


_GOES_ON = frozenset("/每半0123456789又") | frozenset(DIGITS)


def _stands_alone(text: str, end: int, unit: tuple[str, Unit]) -> bool:
    """Whether a unit is plain and nothing behind it goes on: the common case."""
    return unit[0] not in _TENTHS and text[end + len(unit[0]) : end + len(unit[0]) + 1] not in _GOES_ON


def with_unit(text: str, core: Core, unit: tuple[str, Unit] | None, units: Units) -> Core:
    """The number with the unit behind it, and with what goes on behind the unit."""
    if unit is None:
        return core
    spelling, found = unit
    end = core.end + len(spelling)
    if spelling in _TENTHS:
        return _tenths(text, core, spelling, end)
    core = replace(core, end=end, unit=found.name, dimension=found.dimension, form=form_of(found))
    if text.startswith("半", end):
        return _and_a_half(text, core, found, units)
    return _compound(text, _with_change(text, core), units)


_SMALL_MONEY = re.compile(r"又?([0-9一二三四五六七八九两])(角|毛|美分|分)(?![之局公店支])")


def _with_change(text: str, core: Core) -> Core:
    """五元三毛, 5元3角2分: the small change belongs to the sum."""
    if core.dimension != "money":
        return core
    while coins := _SMALL_MONEY.match(text, core.end):
        digit = value_of(coins.group(1)) or Decimal(0)
        worth = Decimal("0.1") if coins.group(2) in ("角", "毛") else Decimal("0.01")
        core = replace(core, end=coins.end(), low=core.low + digit * worth)
    return core


_TENTHS = {"成": Decimal(10), "折": Decimal(10)}


def _tenths(text: str, core: Core, spelling: str, end: int) -> Core:
    """三成 is 30 %, 七成五 75 %, 九五折 95 %, 8.5折 85 %."""
    if core.low > 10 and spelling == "成":
        return core
    scale = _TENTHS[spelling] if core.low <= 10 else Decimal(1)
    extra = Decimal(0)
    follower = text[end : end + 1]
    if (
        spelling == "成"
        and follower
        and word_over(text, end) < 0
        and (follower in DIGITS or follower == "半")
        and core.high is None
    ):
        extra, end = Decimal(DIGITS.get(follower, 5)), end + 1
    high = None if core.high is None else core.high * scale
    return replace(core, end=end, low=core.low * scale + extra, high=high, unit="%", dimension="rate", form="percent")


HALVED = frozenset(("time", "mass", "length", "area", "multiple", "money", "volume", "point"))


def _and_a_half(text: str, core: Core, unit: Unit, units: Units) -> Core:
    """两年半, 三斤半, 一个半小时."""
    end = core.end + 1
    if unit.name == "个":
        real = units.longest_at(text, end)
        core = replace(core, end=end, low=core.low + HALF)
        real = real and (real[0], units.get("个" + real[0], real[1]))
        return with_unit(text, core, real, units)
    if unit.dimension in HALVED and text[end : end + 1] not in ("径", "数", "程", "岛", "价"):
        return replace(core, end=end, low=core.low + HALF)
    return core


_PER = re.compile(r"[/每](?:(?:10|百|千|万|十万|百万)(?=[人名口户头元辆亩平公]))?")


def _compound(text: str, core: Core, units: Units) -> Core:
    """元/吨, 微克/立方米, 元每平方米, 例/10万人, 万元/人·天."""
    unit, end = core.unit, core.end
    while per := _PER.match(text, end):
        below = units.longest_at(text, per.end())
        if below is None or (per.group()[0] == "每" and below[1].dimension in ("count", "event", "person")):
            break
        multiple = per.group()[1:]
        unit, end = f"{unit}/{multiple}{below[1].name}", per.end() + len(below[0])
    if end == core.end:
        return core
    return replace(core, end=end, unit=unit, dimension="compound", form="number")


_BRACKET = re.compile(r"[（(]单位[:：]([百千万亿]*)([^（）()\d]{1,6})[)）]")


def with_bracket(text: str, core: Core, units: Units) -> Core:
    """28,890.50（单位：万元）: the unit stands in brackets behind the number."""
    match = _BRACKET.match(text, core.end) if text[core.end : core.end + 1] in ("（", "(") else None
    unit = units.get(match.group(2)) if match else None
    if match is None or unit is None:
        return core
    scale = (value_of(match.group(1)) if match.group(1) else None) or Decimal(1)
    high = None if core.high is None else core.high * scale
    return replace(core, low=core.low * scale, high=high, unit=unit.name, dimension=unit.dimension, form=form_of(unit))
