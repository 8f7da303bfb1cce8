"""Ranges: two numbers that are the ends of one quantity."""

from __future__ import annotations

from decimal import Decimal

from reportmine.extraction.quantities.builder import MINUS, QuantityBuilder, is_minus, numeral_at
from reportmine.extraction.quantities.numerals import Numeral, value_of
from reportmine.extraction.quantities.units import with_unit
from reportmine.lexicon import cue_words
from reportmine.lexicon.numerals import INSIDE, MYRIADS, TENS
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.units import Unit, Units

TO = pattern(r"(?:[-—–~～至到]|——)(?=[-−负]?[0-9.一二三四五六七八九十两百千万])")


_AND = pattern(r"[和与](?=[-−负]?[0-9一二三四五六七八九十两百千])")
_BY_SO_MUCH = tuple(cue_words.RISING | cue_words.FALLING)
_BETWEEN = pattern(r"之间|间(?!隔)")


def number_range(text: str, first: Numeral, unit: tuple[str, Unit] | None, units: Units) -> QuantityBuilder | None:
    """3—5个, 6%-7%, 10到15万元, 20和30之间, -5～3℃; None where the two numbers make no range."""
    middle = first.end + (len(unit[0]) if unit else 0)
    to = TO.match(text, middle)
    joined = to or _AND.match(text, middle)
    if joined is None or first.high is not None:
        return None
    if unit and unit[0] != "%" and joined.group() in "至到" and text.endswith(_BY_SO_MUCH, 0, first.start):
        return None  # 增加6.3分钟至118分钟: by so much, to so much
    below_zero = text[joined.end()] in MINUS
    second = numeral_at(text, joined.end() + below_zero)
    if second is None or second.high is not None:
        return None
    end_unit = units.longest_at(text, second.end)
    if to is None and _BETWEEN.match(text, second.end):
        end_unit = None  # 100与200间: here 间 counts no rooms
    end = second.end + (len(end_unit[0]) if end_unit else 0)
    if to is None and not _BETWEEN.match(text, end):
        return None
    if unit and (end_unit is None or unit[1].name != end_unit[1].name):
        return None
    large = second.power and (first.power or text[second.end - 1] in "万亿")  # 0.9—1.2亿
    if end_unit is None and to and to.group() not in "至到" and not large:
        return None
    low, high = _shared_power(text, first, second), -second.low if below_zero else second.low
    signed = is_minus(text, first.start - 1, first)
    low = -low if signed else low
    if low >= high or (end_unit and end_unit[0] == "年" and high > 1000):
        return None
    builder = QuantityBuilder(first.start - signed, second.end, low, high, number_end=second.end)
    whole = with_unit(text, builder, end_unit, units)
    from_to = text.endswith(("由", "从", "自"), 0, first.start)
    return None if from_to and not text.startswith("不等", whole.end) else whole


# The powers of ten at the end of a numeral that counts both: 三百万, 350万, 三百五十|万; nothing of 三百五十.
_MYRIAD = "".join(MYRIADS)
_SHARED = pattern(
    rf"(?:[^{''.join(TENS)}{_MYRIAD}]+(?=[百千佰仟])|.*?(?=[{_MYRIAD}]))"
    rf"([百千佰仟]?[{_MYRIAD}]*)[{''.join(INSIDE)}]?\Z"
)


def _shared_power(text: str, first: Numeral, second: Numeral) -> Decimal:
    """10到15万, 二十到三十万: as much of the multiplier belongs to both as leaves the first the smaller."""
    shared = _SHARED.match(text, second.start, second.end)
    powers = shared.group(1) if shared else ""
    factors = (value_of(powers[at:]) for at in range(len(powers)))
    scaled = (first.low * factor for factor in factors if factor)
    return next((low for low in scaled if low < second.low), first.low)
