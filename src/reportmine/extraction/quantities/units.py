"""What stands behind a number and belongs to it: units, halves, tenths, compound units, a unit in brackets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportmine.extraction.quantities.builder import HALF, QuantityBuilder, form_of, numeral_at
from reportmine.extraction.quantities.numerals import Numeral, value_of
from reportmine.lexicon.dimensions import COUNTABLE, DIVISIBLE
from reportmine.lexicon.numeral_words import word_over
from reportmine.lexicon.numerals import DIGITS, INSIDE, NO_HALF_BEFORE
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.unit_lines import UNIT_IN_BRACKETS
from reportmine.lexicon.units import Unit, Units


def number_with_unit(text: str, numeral: Numeral, unit: tuple[str, Unit] | None, units: Units) -> QuantityBuilder:
    """The number with its unit, or without one."""
    start, end, low, high, inside = numeral.start, numeral.end, numeral.low, numeral.high, numeral.inside
    if unit is not None and _stands_alone(text, end, unit):
        spelling, found = unit
        name, dimension = found.name, found.dimension
        return QuantityBuilder(start, end + len(spelling), low, high, inside, form_of(found), name, dimension, end)
    builder = QuantityBuilder(start, end, low, high, inside, number_end=end)
    if unit is None:
        if numeral.inside and text[end - 1] in INSIDE:
            builder = replace(builder, end=end - 1, number_end=end - 1)
        return (
            _per_many(text, builder)
            or _with_deviation(text, builder, units)
            or _with_unit_ahead(text, builder, units)
            or with_bracket(text, builder, units)
        )
    return with_unit(text, builder, unit, units)


_DEVIATION = pattern(r"(?<=[0-9])[±](?=[0-9])")


def _with_deviation(text: str, builder: QuantityBuilder, units: Units) -> QuantityBuilder | None:
    """45.2±6.3岁, （45.2±6.3）岁: the mean is the value; the deviation belongs to the quote."""
    sign = _DEVIATION.match(text, builder.end)
    deviation = numeral_at(text, sign.end()) if sign else None
    if deviation is None or deviation.high is not None:
        return None
    spread = replace(builder, end=deviation.end, number_end=deviation.end)
    unit = units.longest_at(text, deviation.end)
    if unit is not None:
        return with_unit(text, spread, unit, units)
    closed = text[deviation.end : deviation.end + 1] in _CLOSING and text[builder.start - 1 : builder.start] in _OPENING
    unit = units.longest_at(text, deviation.end + 1) if closed else None
    return replace(spread, unit=unit[1].name, dimension=unit[1].dimension, form=form_of(unit[1])) if unit else spread


_OPENING = frozenset(("（", "("))
_CLOSING = frozenset(("）", ")"))
# A unit in brackets between the name and the number: 发行总额（亿）10.00.
UNIT_AHEAD = pattern(r"(?<=[\u4e00-\u9fff])[（(]([百千万亿]*)([^（）()\d\s]{0,6})[)）]$")
_LONGEST_AHEAD = 14


def _with_unit_ahead(text: str, builder: QuantityBuilder, units: Units) -> QuantityBuilder | None:
    """发行总额（亿）10.00, 票面利率（%）3.25: the unit stands in brackets between the name and the number."""
    ahead = UNIT_AHEAD.search(text[max(0, builder.start - _LONGEST_AHEAD) : builder.start])
    if ahead is None or not "0" <= text[builder.start] <= "9" or builder.high is not None or not any(ahead.groups()):
        return None
    power, spelling = ahead.groups()
    found = units.get(spelling)
    if spelling and found is None:
        return None
    scale = (value_of(power) if power else None) or Decimal(1)
    builder = replace(builder, low=builder.low * scale)
    return replace(builder, unit=found.name, dimension=found.dimension, form=form_of(found)) if found else builder


_PER_MANY = pattern(r"/(10万|十万|100万|百万|万|千|百)(?![0-9年月人户名口头])")


def _per_many(text: str, builder: QuantityBuilder) -> QuantityBuilder | None:
    """6.8/10万: a rate of death or of disease, per so many."""
    per = _PER_MANY.match(text, builder.end)
    if per is None:
        return None
    return replace(builder, end=per.end(), unit=per.group(), dimension="compound", number_end=builder.end)


_GOES_ON = frozenset("/每半0123456789又") | frozenset(DIGITS)


def _stands_alone(text: str, end: int, unit: tuple[str, Unit]) -> bool:
    """Whether a unit is plain and nothing behind it goes on: the common case."""
    return unit[0] not in _TENTHS and text[end + len(unit[0]) : end + len(unit[0]) + 1] not in _GOES_ON


def with_unit(text: str, builder: QuantityBuilder, unit: tuple[str, Unit] | None, units: Units) -> QuantityBuilder:
    """The number with the unit behind it, and with what goes on behind the unit."""
    if unit is None:
        return builder
    spelling, found = unit
    end = builder.end + len(spelling)
    if spelling in _TENTHS:
        return _tenths(text, builder, spelling, end, units)
    builder = replace(builder, end=end, unit=found.name, dimension=found.dimension, form=form_of(found))
    if text.startswith("半", end):
        return _and_a_half(text, builder, found, units)
    return _compound(text, _with_change(text, builder), units)


_SMALL_MONEY = pattern(r"又?([0-9一二三四五六七八九两])(角|毛|美分|分)(?![之局公店支钟])")


def _with_change(text: str, builder: QuantityBuilder) -> QuantityBuilder:
    """五元三毛, 5元3角2分: the small change belongs to the sum."""
    if builder.dimension != "money":
        return builder
    while coins := _SMALL_MONEY.match(text, builder.end):
        digit = value_of(coins.group(1)) or Decimal(0)
        worth = Decimal("0.1") if coins.group(2) in ("角", "毛") else Decimal("0.01")
        builder = replace(builder, end=coins.end(), low=builder.low + digit * worth)
    return builder


_HUNDREDTH = pattern(r"[1-9](?![0-9.,十百千万亿])")
_TENTHS = {"成": Decimal(10), "折": Decimal(10)}


def _tenths(text: str, builder: QuantityBuilder, spelling: str, end: int, units: Units) -> QuantityBuilder:
    """三成 is 30 %, 七成五 and 7成5 75 %, 九五折 95 %, 8.5折 85 %."""
    if builder.low > 10 and spelling == "成":
        return builder
    scale = _TENTHS[spelling] if builder.low <= 10 else Decimal(1)
    extra = Decimal(0)
    follower = text[end : end + 1]
    if spelling == "成" and follower and word_over(text, end) < 0 and (follower in DIGITS or follower == "半"):
        extra, end = Decimal(DIGITS.get(follower, 5)), end + 1
    elif spelling == "成" and (hundredth := _HUNDREDTH.match(text, end)) and not units.longest_at(text, end + 1):
        extra, end = Decimal(hundredth.group()), end + 1
    if builder.high is not None:  # 三成到四成五
        high, extra = builder.high * scale + extra, Decimal(0)
    else:
        high = None
    return replace(
        builder, end=end, low=builder.low * scale + extra, high=high, unit="%", dimension="rate", form="percent"
    )


def _and_a_half(text: str, builder: QuantityBuilder, unit: Unit, units: Units) -> QuantityBuilder:
    """两年半, 三斤半, 一个半小时."""
    end = builder.end + 1
    if unit.name == "个":
        real = units.longest_at(text, end)
        builder = replace(builder, end=end, low=builder.low + HALF)
        real = real and (real[0], units.get("个" + real[0], real[1]))
        return with_unit(text, builder, real, units)
    if unit.dimension in DIVISIBLE and text[end : end + 1] not in NO_HALF_BEFORE:
        return replace(builder, end=end, low=builder.low + HALF)
    return builder


_OVER_TIME = pattern(r"[·•]([年月日天])")
_PER = pattern(r"[/每](?:(?:10万|10|百|千|万|十万|百万)(?=[人名口户头元辆亩平公]))?")


def _compound(text: str, builder: QuantityBuilder, units: Units) -> QuantityBuilder:
    """元/吨, 微克/立方米, 元每平方米, 例/10万人, 万元/人·天, 吨/平方公里·月."""
    unit, end = builder.unit, builder.end
    while per := _PER.match(text, end):
        below = units.longest_at(text, per.end())
        if below is None or (per.group()[0] == "每" and below[1].dimension in COUNTABLE):
            break
        multiple = per.group()[1:]
        unit, end = f"{unit}/{multiple}{below[1].name}", per.end() + len(below[0])
    if end == builder.end:
        return builder
    if over := _OVER_TIME.match(text, end):
        unit, end = f"{unit}·{over.group(1)}", over.end()
    return replace(builder, end=end, unit=unit, dimension="compound", form="number")


def with_bracket(text: str, builder: QuantityBuilder, units: Units) -> QuantityBuilder:
    """28,890.50（单位：万元）: the unit stands in brackets behind the number."""
    in_bracket = text[builder.end : builder.end + 1] in ("（", "(")
    match = UNIT_IN_BRACKETS.match(text, builder.end) if in_bracket else None
    unit = units.get(match.group(2)) if match else None
    if match is None or unit is None:
        return builder
    scale = (value_of(match.group(1)) if match.group(1) else None) or Decimal(1)
    high = None if builder.high is None else builder.high * scale
    return replace(
        builder, low=builder.low * scale, high=high, unit=unit.name, dimension=unit.dimension, form=form_of(unit)
    )
