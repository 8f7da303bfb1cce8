"""Numerals: Arabic, Chinese, financial, mixed; the string that one covers and what it is worth.

`read_numeral` reads the one numeral that begins at a place; `value_of` works the value of a numeral's
characters out. Both know nothing of units.
"""

from __future__ import annotations

import functools
import re
from decimal import Context, Decimal

from reportmine.lexicon.dimensions import COUNTABLE
from reportmine.lexicon.numerals import (
    DIGITS,
    FINANCIAL_BEFORE,
    FINANCIAL_BEHIND,
    FINANCIAL_SUMS,
    INSIDE,
    MYRIADS,
    NO_THREE,
    NOT_INSIDE,
    SHY,
    SHY_ALONE,
    TENS,
    TWENTIES,
)
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.lexicon.units import UNITS
from reportmine.model import slotted

# Digits that a numeral may have before it is no figure any more but a serial number.
LONGEST = 1000
# Characters of the longest numeral that anybody spells out in Chinese.
LONGEST_SPOKEN = 64
_EXACT = Context(prec=LONGEST + 50)

_DIGIT = "".join(DIGITS)
# 参 is a three among financial numerals only: 參拾萬, 肆億參佰, 伍拾參元; not 参加, 人参.
_THREE = (
    rf"(?:参(?=[{FINANCIAL_BEHIND}])|(?<=[{FINANCIAL_BEFORE}])参(?=[{FINANCIAL_SUMS}角整])"
    rf"|(?<![{NO_THREE}])参(?=[{FINANCIAL_SUMS}]))"
)
_TEN = "".join(TENS)
_MYRIAD = "".join(MYRIADS)
_TWENTY = "".join(TWENTIES)
_POWER = _TEN + _MYRIAD
# 千瓦, 兆帕: the power is the unit's. Behind a Chinese numeral 千米 and 千克 are read as thousands.
_PREFIXED = {
    unit
    for unit in UNITS
    if len(unit) > 1 and unit[0] in "百千兆" and UNITS[unit].dimension not in COUNTABLE | {"money"}
}
# Looks ahead: none of these begins here. Of 千瓦 and 千瓦时 only the shorter one matters.
_METRIC, _METRIC_CHINESE = (
    f"(?!{any_of(unit for unit in units if not unit.startswith(tuple(units - {unit})))})"
    for units in (_PREFIXED, _PREFIXED - {"千米", "千克"})
)
_INSIDE = "".join(INSIDE)

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]++(?!\.[0-9]))?"
_SCIENTIFIC = rf"{_ARABIC}(?:[eE][+-]?[0-9]{{1,2}}(?![0-9A-Za-z]))?"
# The common case: digits, with or without a fraction, at most 万 or 亿, and nothing behind that belongs to the number.
_DIGITS = rf"[0-9]{{1,{LONGEST // 2}}}+"
_PLAIN = pattern(rf"(?<!\.)({_DIGITS}(?:\.{_DIGITS})?)([万亿]?)(?![0-9.,eE点零{_POWER}{_INSIDE}])")
# More numbers in a row than any sentence sets side by side: a table, code or a dump.
ROW = pattern(r"[0-9]{1,2}(?:,[0-9]{1,2}(?![0-9])){40,}")
_AFTER_POINT = pattern(r"(?<=[0-9]\.)[0-9]++")
_ARABIC_RUN = pattern(
    rf"{_SCIENTIFIC}"
    rf"(?:[{_INSIDE}]?(?:{_METRIC}[{_POWER}])+(?:零?{_ARABIC}(?:{_METRIC}[{_POWER}])+)*(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9.,])|零?[0-9]+(?![0-9.,年月日:：])|零[0-9])?)?"
)
_SMALL_ARABIC = pattern(r"\.[0-9]+")
_CHINESE_RUN = pattern(
    rf"(?:[几数](?![{_DIGIT}参]))?(?:{_METRIC_CHINESE}(?:[{_DIGIT}{_POWER}{_TWENTY}]|{_THREE}))+"
    rf"(?:[{_INSIDE}](?:{_METRIC_CHINESE}[{_POWER}])+)?(?:点(?![两俩])[{_DIGIT}]+[{_MYRIAD}]*)?"
)
# More characters of numerals than anybody speaks in one.
_SPOKEN_ROW = pattern(rf"[几数]?(?:[{_DIGIT}{_POWER}{_TWENTY}{_INSIDE}点]|{_THREE}){{{LONGEST_SPOKEN + 1},}}+")
# The character comes before what is asked of a point and of 翻, so that the search skips to these characters.
_STARTS = pattern(
    rf"[0-9{_DIGIT}{_POWER}{_TWENTY}参几数半首.翻]"
    rf"(?:(?<![.参翻])|(?<=\.)(?<![0-9.].)(?=[0-9])|(?<=参)(?=[{FINANCIAL_BEHIND}{FINANCIAL_SUMS}])|(?<=翻)(?=番))"
)
_TOKEN = pattern(rf"{_SCIENTIFIC}|.")
# Two digits side by side, and no third.
_PAIR = pattern(rf"(?=[^点]+\Z).*?(?<![{_DIGIT}])([一二两三四五六七八])([二两三四五六七八九])(?![{_DIGIT}])")
# 十二五, 八五: the names of plans; but 三五家, 四五百.
_PLAN = pattern("十?[一二两五六七八]五")
# Words of approximation that a run may hold: 数 as its first character only.
_VAGUE = frozenset(("数", *INSIDE))
# What is a numeral in company only: 伍, and what is left of 几拾 without 拾.
_SHY_APART = frozenset(("", *SHY)) - frozenset(SHY_ALONE)


@slotted
class Numeral:
    """The characters from `start` to `end` and their worth; a vague pair (三四百) keeps both ends.

    `inside` is the word of approximation inside or behind the number; `power` is true where a
    multiplier such as 万 is part of it; `arabic` where it begins with an Arabic digit.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None = None
    inside: str = ""
    power: bool = False
    arabic: bool = False


def next_start(text: str, at: int) -> int:
    """Where the next character stands that may begin a numeral, or -1."""
    match = _STARTS.search(text, at)
    return match.start() if match else -1


def read_numeral(text: str, at: int, sure: bool = False) -> Numeral | None:
    """The numeral that begins at `at`, without its unit; None where none does.

    `sure` says that a numeral has to stand there, so that 伍 alone is five (百分之伍).

    >>> read_numeral("10余万册", 0)
    Numeral(start=0, end=4, low=Decimal('100000'), high=None, inside='余', power=True, arabic=True)
    >>> numeral = read_numeral("三四百人", 0)
    >>> print(numeral.low, numeral.high, numeral.end)
    300 400 3
    >>> read_numeral("队伍", 1) is None
    True
    """
    plain = _PLAIN.match(text, at)
    if plain is not None:
        digits, power = plain.groups()
        value = _EXACT.add(Decimal(digits).scaleb(MYRIADS[power], _EXACT), 0) if power else Decimal(digits)
        return Numeral(at, plain.end(), value, power=power != "", arabic=True)
    arabic = text[at].isascii()
    row = (ROW if arabic else _SPOKEN_ROW).match(text, at)
    if row is not None:
        return _serial(at, row.end(), arabic)
    if arabic:
        # 2.3.1: what follows a second point is a number of its own
        match = _AFTER_POINT.match(text, at) or _ARABIC_RUN.match(text, at) or _SMALL_ARABIC.match(text, at)
    else:
        match = _CHINESE_RUN.match(text, at)
    if match is None:
        return None
    run = _without_weight(match.group()).replace("参", "叁")
    if _is_endless(run):
        return _serial(at, match.end(), arabic)
    for length in range(len(run), 0, -1):
        worth = _worth(run[:length], sure)
        if worth is not None:
            return _with_tail(text, at, worth)
    return None


def _serial(start: int, end: int, arabic: bool) -> Numeral:
    """A row of numbers (1,1,1,1,…) or digits without an end as one thing, too long to be a figure."""
    return Numeral(start, end, Decimal(0), arabic=arabic)


def _is_endless(run: str) -> bool:
    """Whether there are more digits, or more powers of ten behind one another, than any figure has."""
    return sum(char.isdigit() for char in run) > LONGEST or sum(char in _POWER for char in run) > LONGEST_SPOKEN


def _without_weight(run: str) -> str:
    """三十两, 两万两: behind a power of ten 两 is no digit but a weight; 三千两百 goes on."""
    return run[:-1] if len(run) > 1 and run[-1] == "两" and run[-2] in _POWER else run


@slotted
class _Worth:
    length: int
    low: Decimal
    high: Decimal | None = None
    inside: str = ""
    power: bool = False


@functools.lru_cache(maxsize=4096)
def _worth(run: str, sure: bool) -> _Worth | None:
    inside = next((char for char in run if char in _VAGUE), "")
    plain = "".join(char for char in run if char not in _VAGUE)
    if plain in _SHY_APART and not sure:
        return None
    pair = _PAIR.match(plain)
    if pair is not None:
        return _vague(run, plain, pair)
    value = value_of(plain)
    return None if value is None else _Worth(len(run), value, None, inside, any(char in _POWER for char in plain))


def _vague(run: str, plain: str, pair: re.Match[str]) -> _Worth | None:
    """三四百, 十七八, 两三: both ends of a spoken range; None where other digits stand side by side."""
    first, second = pair.groups()
    if _PLAN.fullmatch(run):
        return _Worth(len(run), Decimal(DIGITS[first]))
    if DIGITS[second] - DIGITS[first] != 1 and first + second != "三五":
        return None
    low = value_of(plain[: pair.start(2)] + plain[pair.end(2) :])
    high = value_of(plain[: pair.start(1)] + plain[pair.start(2) :])
    return None if low is None else _Worth(len(run), low, high, power=len(plain) > 2)


def _with_tail(text: str, at: int, worth: _Worth) -> Numeral:
    """Add the word of approximation behind the number (20多个, 三万多, 二十来个, 十几)."""
    end = at + worth.length
    tail = text[end : end + 1]
    trails = tail in INSIDE and not worth.inside and worth.high is None and _may_trail(text, tail, end)
    inside = tail if trails else worth.inside
    return Numeral(at, end + trails, worth.low, worth.high, inside, worth.power, text[at].isascii())


def _may_trail(text: str, tail: str, end: int) -> bool:
    last, after = text[end - 1], text[end + 1 : end + 2]
    if after in NOT_INSIDE[tail]:
        return tail + after == "多种" and last in "0123456789十百千万亿"
    # 二十来个, 十几人: only round numbers are approximated so
    return tail in "余多" or last in "十百千0"


def value_of(run: str) -> Decimal | None:
    """What the characters of a numeral are worth, or None where they make no number.

    >>> [str(value_of(run)) for run in ("两百零五", "一万三", "二〇二三", "5万4千6百", "四十九兆九千五百九十二亿")]
    ['205', '13000', '2023', '54600', '49959200000000']
    """
    if run.isascii():
        return Decimal(run.replace(",", ""))
    if "点" in run:
        return _spoken_decimal(run)
    if all(char in DIGITS for char in run):
        if len(run) > 1 and len(set(run)) == 1:
            return None
        return Decimal("".join(str(DIGITS[char]) for char in run))
    return _composed(run)


def _spoken_decimal(run: str) -> Decimal | None:
    whole, rest = run.split("点")
    places = rest.rstrip(_MYRIAD)
    base = value_of(whole)
    if base is None or not places:
        return None
    fraction = Decimal("0." + "".join(str(DIGITS[char]) for char in places))
    value = _EXACT.add(base, fraction)
    for char in rest[len(places) :]:
        value = value.scaleb(MYRIADS[char], _EXACT)
    return value


def _composed(run: str) -> Decimal | None:
    """Tens gather in a section, a myriad closes it; 万亿 and 万万 multiply what stands before."""
    parts = _Composition()
    for token in _TOKEN.findall(run):
        if token in TENS:
            fits = parts.add_ten(TENS[token])
        elif token in MYRIADS:
            fits = parts.add_myriad(MYRIADS[token])
        elif token in TWENTIES:
            fits = parts.add_digit(TWENTIES[token] // 10) and parts.add_ten(1)
        elif token in DIGITS:
            fits = parts.add_digit(DIGITS[token])
        else:
            fits = parts.add_arabic(token)
        if not fits:
            return None
    return parts.value()


class _Composition:
    """A spoken number as far as it is read; what is added says whether it makes a number with what stands before."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.number: Decimal | None = None
        self.last_power, self.zero, self.closed = 0, False, 0

    def add_ten(self, power: int) -> bool:
        if self.section and power >= self.last_power:
            return False
        number = Decimal(1) if self.number is None else self.number
        self.section = _EXACT.add(self.section, number.scaleb(power, _EXACT))
        self.number, self.zero, self.last_power = None, False, power
        return True

    def add_myriad(self, power: int) -> bool:
        section = _EXACT.add(self.section, self.number or 0)
        if not section and not self.total and not self.zero:
            section = Decimal(1)
        if not section or power > self.closed:
            self.total = _EXACT.add(self.total, section).scaleb(power, _EXACT)
        else:
            self.total = _EXACT.add(self.total, section.scaleb(power, _EXACT))
        self.section, self.number = Decimal(0), None
        self.zero, self.last_power, self.closed = self.zero and not self.total, power, power
        return True

    def add_digit(self, digit: int) -> bool:
        if self.number is not None:
            return False
        self.zero = self.zero or digit == 0
        self.number = Decimal(digit) if digit else None
        return True

    def add_arabic(self, digits: str) -> bool:
        self.number = Decimal(digits.replace(",", ""))
        self.zero = self.zero or len(digits) > 1 or not self.number
        return True

    def value(self) -> Decimal:
        number = self.number or Decimal(0)
        if not self.zero:
            # 一百五, 一万三: the last digit counts the next smaller power
            number = number.scaleb(self.last_power - 1)
        return _EXACT.add(_EXACT.add(self.total, self.section), number)
