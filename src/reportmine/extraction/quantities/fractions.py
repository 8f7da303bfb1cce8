"""Parts of a whole in words and signs: 三分之二, 百分之八十五点一, 千分之三, 一半, 1/3."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportmine.extraction.quantities.builder import HALF, HUNDRED, QuantityBuilder, numeral_at, share
from reportmine.extraction.quantities.numerals import Numeral
from reportmine.extraction.quantities.ranges import TO
from reportmine.lexicon.numeral_words import word_over
from reportmine.lexicon.numerals import DIGITS, INSIDE, MYRIADS, TENS
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.units import Units
from reportmine.model import Form
from reportmine.model.digits import is_whole


def half(text: str, numeral: Numeral) -> QuantityBuilder | None:
    """一半 as a share of the whole, where 半 stands behind the numeral."""
    start, end = numeral.start, numeral.end
    return share(start, end + 1, HALF) if text[start:end] == "一" else None


# With one of these a number goes on as a fraction.
OPENERS = frozenset("分又/")
# 十分一, 三分二: as Cantonese says it; not 十分一致.
_WITHOUT_OF = pattern(r"分([一二三四五六七八九])(?![零〇一二三四五六七八九十百千万亿点分半])")
_SLASH = pattern(r"/([1-9][0-9]?)(?![0-9/.年万亿]|月)")


def fraction(text: str, numeral: Numeral, units: Units) -> QuantityBuilder | None:
    """三分之二, 百分之八十五点一, 千分之三, 三又二分之一, 1/3."""
    start, end = numeral.start, numeral.end
    if text.startswith("分之", end):
        return _fraction_of(text, numeral, Decimal(0), start, units)
    if text[end] == "又":
        denominator = numeral_at(text, end + 1)
        whole = denominator and text.startswith("分之", denominator.end)
        return _fraction_of(text, denominator, numeral.low, start, units) if denominator and whole else None
    return _with_slash(text, numeral) if numeral.arabic else _without_of(text, numeral, units)


def _with_slash(text: str, numerator: Numeral) -> QuantityBuilder | None:
    slash = _SLASH.match(text, numerator.end)
    if slash is None:
        return None
    denominator = Decimal(slash.group(1))
    proper = 0 < numerator.low < denominator and is_whole(numerator.low)
    return share(numerator.start, slash.end(), numerator.low / denominator) if proper else None


def _without_of(text: str, denominator: Numeral, units: Units) -> QuantityBuilder | None:
    short = _WITHOUT_OF.match(text, denominator.end)
    if short is None or word_over(text, short.start(1)) != -1 or units.longest_at(text, short.end()):
        return None  # 十分一致, 十分一个
    numerator = Decimal(DIGITS[short.group(1)])
    if denominator.high is not None or not numerator < denominator.low <= 10:
        return None
    return share(denominator.start, short.end(), numerator / denominator.low)


def _fraction_of(text: str, denominator: Numeral, whole: Decimal, start: int, units: Units) -> QuantityBuilder | None:
    at = denominator.end + len("分之")
    negative = text.startswith("负", at)
    numerator = numeral_at(text, at + negative)
    if numerator is None or not denominator.low:
        return None
    counted = -numerator.low if negative else numerator.low
    spelled = text[denominator.start : denominator.end]
    end = numerator.end - (text[numerator.end - 1] in INSIDE)
    if whole or any(char not in TENS and char not in MYRIADS for char in spelled):
        return share(start, end, whole + counted / denominator.low, numerator.inside)
    # 百分之, 千分之, 万分之 without a digit: a rate, all on the scale of %
    scale = HUNDRED / denominator.low
    high = None if numerator.high is None else numerator.high * scale
    unit = units["%"]
    form: Form = "permille" if denominator.low == 1000 else "percent"
    builder = QuantityBuilder(start, end, counted * scale, high, numerator.inside, form, unit.name, unit.dimension, end)
    return _range_of_rates(text, builder, spelled, scale, units)


def _range_of_rates(text: str, builder: QuantityBuilder, spelled: str, scale: Decimal, units: Units) -> QuantityBuilder:
    """百分之五至百分之七, 百分之十到十五."""
    to = TO.match(text, builder.end)
    if to is None or builder.high is not None:
        return builder
    at = to.end() + (len(spelled) + 2 if text.startswith(spelled + "分之", to.end()) else 0)
    upper = numeral_at(text, at)
    if upper is None or upper.high is not None or upper.low * scale <= builder.low or units.longest_at(text, upper.end):
        return builder
    return replace(builder, end=upper.end, high=upper.low * scale, number_end=upper.end)
