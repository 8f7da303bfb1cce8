"""Quantities: numeral + unit, with ranges, fractions, bounds and signs, and their exact spans.

`find` walks a clean text once from left to right. It tells what is written, not what it means:
whether a quantity is a figure or a date, a name, a list mark is decided in `rejecting`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from reportmine.lexicon.bounds import EXACT, Bound, bound_before, bound_behind
from reportmine.lexicon.number_words import word_over
from reportmine.lexicon.numerals import DIGITS, INSIDE, MYRIADS, NOT_NEGATIVE, TENS
from reportmine.lexicon.units import SIGNS, UNITS, Unit, unit_at
from reportmine.mining.numerals import LONGEST, Numeral, next_start, read_numeral, value_of
from reportmine.model import Form, Qualifier, Quantity, Span

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_FORMS: dict[str, Form] = {"rate": "percent", "point": "percent", "multiple": "multiple"}


def find(text: str) -> list[Quantity]:
    """Every quantity of a clean text, in order and without overlap; spans count in `text`.

    >>> for quantity in find("助学项目20个，资金近212.2万元，占三成"):
    ...     print(quantity.span, quantity.low, quantity.unit, quantity.qualifier)
    Span(start=4, end=7) 20 个 exact
    Span(start=11, end=18) 2122000.0 元 nearly
    Span(start=20, end=22) 30 % exact
    """
    found: list[Quantity] = []
    at = floor = 0
    while (at := next_start(text, at)) >= 0:
        if not "0" <= text[at] <= "9":
            word_end = word_over(text, at)
            if word_end >= 0:
                at = max(word_end, at + 1)
                continue
        quantity = _quantity_at(text, at, floor)
        if quantity is None:
            at += 1
        else:
            found.append(quantity)
            at = floor = quantity.span.end
    return _with_shared_units(text, found)


def _with_shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """92.5、91.9和91.1分: the unit behind the last number of a row belongs to all."""
    for k in range(len(found) - 2, -1, -1):
        this, after = found[k], found[k + 1]
        between = text[this.span.end : after.span.start]
        if between in ("、", "和", "及") and after.unit and not this.unit and this.form == after.form == "number":
            if this.number_end - this.span.start > 1 and text[this.span.start].isdigit():
                found[k] = replace(this, unit=after.unit, dimension=after.dimension)
    return found


class _Core(NamedTuple):
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


def _quantity_at(text: str, at: int, floor: int) -> Quantity | None:
    first = text[at]
    if first in "首半翻":
        core = _first_of(text, at) if first == "首" else _half_of(text, at) if first == "半" else _doubled(at)
        return _bounded(text, core, floor) if core else None
    numeral = read_numeral(text, at)
    if numeral is None:
        return None
    if text.startswith("折", at + 2) and text[at] in DIGITS and text[at + 1] in DIGITS:
        numeral = Numeral(at, at + 2, Decimal(DIGITS[first] * 10 + DIGITS[text[at + 1]]), None, "", False, False)
    core = (
        _fraction(text, numeral)
        or _half(text, numeral)
        or _span_of_numbers(text, numeral)
        or _measured(text, numeral)
    )
    return _bounded(text, _prefixed(text, core, numeral, floor), floor)


def _first_of(text: str, at: int) -> _Core | None:
    """首位, 首家: the first of its kind."""
    unit = unit_at(text, at + 1)
    if unit is None or unit[1].dimension not in ("count", "person", "event") or len(unit[0]) > 2:
        return None
    return _Core(at, at + 1 + len(unit[0]), Decimal(1), None, "", "ordinal", unit[1].name, unit[1].dimension, at + 1)


def _half_of(text: str, at: int) -> _Core | None:
    """半数 is a share; 半个百分点, 半小时 count a half."""
    if text.startswith("数", at + 1):
        return _Core(at, at + 2, _HALF, None, "", "fraction", number_end=at + 2)
    if at and text[at - 1] in "上下前后大小过各南北东西参对减夜多":
        return None
    unit = unit_at(text, at + 1)
    if unit is None or (unit[1].dimension not in _HALVED and unit[0] != "个"):
        return None
    return _Core(
        at, at + 1 + len(unit[0]), _HALF, None, "", _form(unit[1]), unit[1].name, unit[1].dimension, at + 1
    )


def _doubled(at: int) -> _Core:
    return _Core(at, at + 2, Decimal(1), None, "", "multiple", "番", "multiple", at + 2)


def _half(text: str, numeral: Numeral) -> _Core | None:
    """一半 as a share of the whole."""
    if numeral.low != 1 or not text.startswith("半", numeral.end) or text[numeral.start] != "一":
        return None
    return _Core(numeral.start, numeral.end + 1, _HALF, None, "", "fraction", number_end=numeral.end + 1)


# ---------------------------------------------------------------------------------- fractions

_SLASH = re.compile(r"/([1-9][0-9]?)(?![0-9/.年万亿]|月)")


def _fraction(text: str, numeral: Numeral) -> _Core | None:
    """三分之二, 百分之八十五点一, 千分之三, 三又二分之一, 1/3."""
    start, end = numeral.start, numeral.end
    if text.startswith("分之", end):
        return _parts(text, numeral, Decimal(0), start)
    if text.startswith("又", end):
        denominator = _numeral_at(text, end + 1)
        if denominator and text.startswith("分之", denominator.end):
            return _parts(text, denominator, numeral.low, start)
        return None
    slash = _SLASH.match(text, end) if numeral.arabic and not numeral.power else None
    if slash and numeral.high is None and 0 < numeral.low < Decimal(slash.group(1)) and numeral.low % 1 == 0:
        low = numeral.low / Decimal(slash.group(1))
        return _Core(start, slash.end(), low, None, "", "fraction", number_end=slash.end())
    return None


def _parts(text: str, denominator: Numeral, whole: Decimal, start: int) -> _Core | None:
    at = denominator.end + len("分之")
    sign = -1 if text.startswith("负", at) else 1
    numerator = _numeral_at(text, at + (sign < 0))
    if numerator is None or not denominator.low:
        return None
    spelled = text[denominator.start : denominator.end]
    end = numerator.end - len(numerator.inside if numerator.end - 1 >= 0 and text[numerator.end - 1] in INSIDE else "")
    if whole or any(char not in TENS and char not in MYRIADS for char in spelled):
        low = whole + sign * numerator.low / denominator.low
        return _Core(start, end, low, None, numerator.inside, "fraction", number_end=end)
    # 百分之, 千分之, 万分之 without a digit: a rate, written in % but for the per mille
    per_mille = denominator.low == 1000
    scale = Decimal(1) if per_mille else _HUNDRED / denominator.low
    high = None if numerator.high is None else numerator.high * scale
    unit = UNITS["‰" if per_mille else "%"]
    low = sign * numerator.low * scale
    core = _Core(start, end, low, high, numerator.inside, "percent", unit.name, unit.dimension, end)
    return _rates(text, core, spelled, scale)


def _rates(text: str, core: _Core, spelled: str, scale: Decimal) -> _Core:
    """百分之五至百分之七, 百分之十到十五."""
    to = _TO.match(text, core.end)
    if to is None or core.high is not None:
        return core
    at = to.end() + (len(spelled) + 2 if text.startswith(spelled + "分之", to.end()) else 0)
    upper = _numeral_at(text, at)
    if upper is None or upper.high is not None or upper.low * scale <= core.low or unit_at(text, upper.end):
        return core
    return core._replace(end=upper.end, high=upper.low * scale, number_end=upper.end)


def _numeral_at(text: str, at: int) -> Numeral | None:
    return read_numeral(text, at, sure=True) if at < len(text) and next_start(text, at) == at else None


# ------------------------------------------------------------------------------------- ranges

_TO = re.compile(r"(?:[-—–~～至到]|——)(?=[0-9.负一二三四五六七八九十两百千万])")
_AND = re.compile(r"[和与](?=[0-9一二三四五六七八九十两百千])")
_BETWEEN = re.compile(r"之间|间(?!隔)")


def _span_of_numbers(text: str, first: Numeral) -> _Core | None:
    """3—5个, 6%-7%, 10到15万元, 20和30之间; None where the two numbers make no range."""
    unit = unit_at(text, first.end)
    middle = first.end + (len(unit[0]) if unit else 0)
    to = _TO.match(text, middle)
    joined = to or _AND.match(text, middle)
    if joined is None or first.high is not None:
        return None
    if first.start and text[first.start - 1] in "由从自":
        return None
    second = _numeral_at(text, joined.end())
    if second is None or second.high is not None:
        return None
    end_unit = unit_at(text, second.end)
    end = second.end + (len(end_unit[0]) if end_unit else 0)
    if to is None and not _BETWEEN.match(text, end):
        return None
    if unit and (end_unit is None or unit[1].name != end_unit[1].name):
        return None
    if end_unit is None and to and to.group() not in "至到" and not (first.power and second.power):
        return None
    low, high = _shared_power(text, first, second), second.low
    if low >= high or (end_unit and end_unit[0] == "年" and high > 1000):
        return None
    core = _Core(first.start, second.end, low, high, second.inside, number_end=second.end)
    return _with_unit(text, core, end_unit)


def _shared_power(text: str, first: Numeral, second: Numeral) -> Decimal:
    """10到15万: the multiplier belongs to both where that leaves the first the smaller."""
    if first.power or not second.power:
        return first.low
    spelled = text[second.start : second.end].rstrip("".join(INSIDE))
    bare = spelled.rstrip("".join(TENS) + "".join(MYRIADS))
    factor = value_of(spelled[len(bare) :]) if 0 < len(bare) < len(spelled) else None
    scaled = first.low * factor if factor else first.low
    return scaled if scaled < second.low else first.low


# -------------------------------------------------------------------------------------- units


def _measured(text: str, numeral: Numeral) -> _Core:
    start, end = numeral.start, numeral.end
    core = _Core(start, end, numeral.low, numeral.high, numeral.inside, number_end=end)
    unit = unit_at(text, end)
    if unit is None:
        if numeral.inside and text[end - 1] in INSIDE:
            core = core._replace(end=end - 1, number_end=end - 1)
        return _with_bracket(text, core)
    return _with_unit(text, core, unit)


def _with_unit(text: str, core: _Core, unit: tuple[str, Unit] | None) -> _Core:
    if unit is None:
        return core
    spelling, found = unit
    end = core.end + len(spelling)
    if spelling in _TENTHS:
        return _tenths(text, core, spelling, end)
    core = core._replace(end=end, unit=found.name, dimension=found.dimension, form=_form(found))
    if text.startswith("半", end):
        return _and_a_half(text, core, found)
    return _compound(text, core)


def _form(unit: Unit) -> Form:
    return _FORMS.get(unit.dimension, "number")


_TENTHS = {"成": Decimal(10), "折": Decimal(10)}


def _tenths(text: str, core: _Core, spelling: str, end: int) -> _Core:
    """三成 is 30 %, 七成五 75 %, 九五折 95 %, 8.5折 85 %."""
    if core.low > 10 and spelling == "成":
        return core
    scale = _TENTHS[spelling] if core.low <= 10 else Decimal(1)
    extra = Decimal(0)
    follower = text[end : end + 1]
    if spelling == "成" and follower and (follower in DIGITS or follower == "半") and core.high is None:
        extra, end = Decimal(DIGITS.get(follower, 5)), end + 1
    high = None if core.high is None else core.high * scale
    return core._replace(end=end, low=core.low * scale + extra, high=high, unit="%", dimension="rate", form="percent")


_HALVED = frozenset(("time", "mass", "length", "area", "multiple", "money", "volume", "point"))


def _and_a_half(text: str, core: _Core, unit: Unit) -> _Core:
    """两年半, 三斤半, 一个半小时."""
    end = core.end + 1
    if unit.name == "个":
        real = unit_at(text, end)
        core = core._replace(end=end, low=core.low + _HALF)
        return core if real is None else _with_unit(text, core, (real[0], UNITS.get("个" + real[0], real[1])))
    if unit.dimension in _HALVED and text[end : end + 1] not in ("径", "数", "程", "岛", "价"):
        return core._replace(end=end, low=core.low + _HALF)
    return core


_PER = re.compile(r"[/每](?:(?:10|百|千|万|十万|百万)(?=[人名口户头元辆亩]))?")


def _compound(text: str, core: _Core) -> _Core:
    """元/吨, 微克/立方米, 元每平方米, 例/10万人, 万元/人·天."""
    unit, end = core.unit, core.end
    while per := _PER.match(text, end):
        below = unit_at(text, per.end())
        if below is None or (per.group()[0] == "每" and below[1].dimension in ("count", "event", "person")):
            break
        multiple = per.group()[1:]
        unit, end = f"{unit}/{multiple}{below[1].name}", per.end() + len(below[0])
    if end == core.end:
        return core
    return core._replace(end=end, unit=unit, dimension="compound", form="number")


_BRACKET = re.compile(r"[（(]单位[:：]([百千万亿]*)([^（）()\d]{1,6})[)）]")


def _with_bracket(text: str, core: _Core) -> _Core:
    """28,890.50（单位：万元）: the unit stands in brackets behind the number."""
    match = _BRACKET.match(text, core.end) if text[core.end : core.end + 1] in ("（", "(") else None
    unit = UNITS.get(match.group(2)) if match else None
    if match is None or unit is None:
        return core
    scale = (value_of(match.group(1)) if match.group(1) else None) or Decimal(1)
    high = None if core.high is None else core.high * scale
    return core._replace(
        low=core.low * scale, high=high, unit=unit.name, dimension=unit.dimension, form=_form(unit)
    )


# ------------------------------------------------------------------- what stands before and behind

_SIGNS_BY_END: dict[str, tuple[str, ...]] = {
    sign[-1]: tuple(sorted((s for s in SIGNS if s[-1] == sign[-1]), key=len, reverse=True)) for sign in SIGNS
}
_RANK_UNITS = frozenset(("", "位", "名", "强", "%"))


def _prefixed(text: str, core: _Core, numeral: Numeral, floor: int) -> _Core:
    """Take in what belongs to the number before it: 第, 前, signs of minus and of money."""
    start = core.start
    if start <= floor and start == 0:
        return core
    before = text[start - 1]
    if before == "第" and start > floor:
        return core._replace(start=start - 1, form="ordinal")
    if before == "前" and start > floor and core.unit in _RANK_UNITS and core.high is None:
        return core._replace(start=start - 1, ahead=True)
    if before in "负-−" and start > floor and _is_sign(text, start - 1, numeral):
        high = None if core.high is None else -core.high
        return core._replace(start=start - 1, low=-core.low, high=high)
    if core.dimension == "temperature" and text.startswith("零下", start - 2) and start - 2 >= floor:
        return core._replace(start=start - 2, low=-core.low)
    for sign in _SIGNS_BY_END.get(before, ()):
        if text.endswith(sign, floor, start):
            return _signed(text, core, sign)
    return core


def _is_sign(text: str, at: int, numeral: Numeral) -> bool:
    if text[at] == "负":
        return not text.endswith(NOT_NEGATIVE, 0, at + 1)
    before = text[at - 1 : at]
    return numeral.arabic and not (before.isascii() and before.isalnum()) and before not in ("-", ")", "）", "/")


def _signed(text: str, core: _Core, sign: str) -> _Core:
    """￥68, US$2,500万, 人民币50元; a written unit of money wins over the sign."""
    if core.unit and core.dimension != "money":
        return core
    start = core.start if core.unit else core.start - len(sign)
    unit = SIGNS[sign]
    if core.unit:
        return core
    return core._replace(start=start, unit=unit.name, dimension=unit.dimension)


def _bounded(text: str, core: _Core, floor: int) -> Quantity:
    before = bound_before(text, core.start) if core.start > floor else EXACT
    if before.strength and core.start - len(before.word) < floor:
        before = EXACT
    if not before.strength:
        before = _bound_of_whole(text, core)
    behind = bound_behind(text, core.end)
    if behind.word in INSIDE and core.unit and _runs_on(text, core.end + 1):
        behind = EXACT  # 2个多功能教室
    return Quantity(
        Span(core.start, core.end),
        core.low,
        core.high,
        core.unit,
        core.dimension,
        _qualifier(core, before, behind),
        core.form,
        core.number_end,
    )


_OF_WHOLE = re.compile(r"(近|约|超|接近|超过|不足|不到)(?:占|为|是)?[^，。；：、\d]{1,12}的$")
_THEN_VERB = re.compile(r"(至少|最少|最多|至多|不少于)[^，。；：、\d的]{1,3}$")


def _runs_on(text: str, at: int) -> bool:
    after = text[at : at + 1]
    return "\u4e00" <= after <= "\u9fff" and after != "的"


def _bound_of_whole(text: str, core: _Core) -> Bound:
    """约占全球的十分之一, 至少增加600个: the bound stands before the whole or the verb."""
    left = text[max(0, core.start - 18) : core.start]
    shared = left.endswith("的") and (core.form in ("fraction", "multiple") or core.unit == "%")
    match = (_OF_WHOLE if shared else _THEN_VERB).search(left)
    return bound_before(match.group(1), len(match.group(1))) if match else EXACT


def _qualifier(core: _Core, before: Bound, behind: Bound) -> Qualifier:
    """The strongest word decides; of equals the one before the number."""
    if core.high is not None:
        return "range"
    if core.ahead:
        return "at_most"
    strongest = before if before.strength >= behind.strength else behind
    if strongest.strength >= 2 or not core.inside:
        return strongest.qualifier
    return "about" if INSIDE.get(core.inside) == "about" else "over"


__all__ = ["LONGEST", "find"]
