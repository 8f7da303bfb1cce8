"""Times in the headers of tables: 2022年末, 1-12月, 上年同期, 期初余额 → the period of the numbers below."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from reportmine.lexicon.header_words import alternation
from reportmine.lexicon.patterns import pattern
from reportmine.text.titles import YEAR_BEFORE_THE_REPUBLIC


class HeaderTime(NamedTuple):
    """A time: a year or how far from the report's year, a part of it (H1, Q3, 06), or a span of years.

    >>> HeaderTime(year=2022, part="H1").period(None)
    '2022-H1'
    >>> HeaderTime(shift=-1).period(2023), HeaderTime(shift=-1).period(None)
    ('2022', None)
    """

    year: int | None = None
    shift: int = 0
    part: str = ""
    span: str = ""

    def period(self, base: int | None) -> str | None:
        """The period as claims write it; `base` is the year that 本年 means, None where it is not known."""
        if self.span:
            return self.span
        year = self.year if self.year is not None else None if base is None else base + self.shift
        if year is None:
            return None
        return f"{year}-{self.part}" if self.part else str(year)

    def below(self, outer: HeaderTime) -> HeaderTime:
        """This time as a header below another means it: 一季度 below 2022年, 2022年 beside 1-6月."""
        if self.span or outer.span:
            return self
        year = outer.year if self.year is None else self.year
        return HeaderTime(year, self.shift or outer.shift, self.part or outer.part)


_NUMERALS = {word: number for number, word in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_DASH = "[-—–―~～至到]{1,2}"
_YEAR_DIGITS = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_UNTIL = pattern(alternation("until"))
_SPAN = pattern(rf"({_YEAR_DIGITS})年?{_DASH}({_YEAR_DIGITS})年?(?:期间|间)?")
_DATE = pattern(rf"({_YEAR_DIGITS})(?:年({_MONTH})月|([-./])({_MONTH})\3)(3[01]|[12][0-9]|0?[1-9])(?:日|(?![0-9]))")
# 1914.1 and 2012.10 are numbers.
_MONTH_OF = pattern(rf"({_YEAR_DIGITS})[-/]({_MONTH})(?![0-9.,%])月?")
_YEAR = pattern(rf"({_YEAR_DIGITS})(?:年度?|(?![0-9.,%/-]))")
_REPUBLIC = pattern(
    r"(?:中华)?(?:民国 ?)?((?:[89][0-9]|1[0-4][0-9]))年(?:度|(?=底|末|[0-9]{1,2}月|[上下]半年|[一二三四]季)|$)"
)
_SPOKEN = pattern("二[〇零○]([〇零○一二三四五六七八九])([〇零○一二三四五六七八九])年?度?")
_BEFORE, _NOW, _LONG_BEFORE = (pattern(alternation(group)) for group in ("before", "now", "long_before"))
_PART = pattern(
    rf"第?(?P<quarter>[一二三四1-4])季度|[Qq](?P<q>[1-4])|(?P<half>[上下])半年|(?P<three>前三季度)"
    rf"|0?1月?{_DASH}(?P<last>1[0-2]|[2-9])月份?|(?P<month>{_MONTH})月份?(?:31日|30日)?"
)
_START = pattern("年?初")
_HALVES = {"3": "Q1", "6": "H1"}


@functools.lru_cache(maxsize=4096)
def time_at_start(text: str) -> tuple[HeaderTime, str] | None:
    """The time with which a header begins, and what follows it; None where it begins with none.

    >>> time_at_start("2022年末余额")
    (HeaderTime(year=2022, shift=0, part='', span=''), '末余额')
    >>> time_at_start("1-6月累计")[0].part, time_at_start("2019年12月31日")[0].period(None)
    ('H1', '2019')
    >>> time_at_start("年初余额"), time_at_start("产量")
    ((HeaderTime(year=None, shift=-1, part='', span=''), '余额'), None)
    """
    until = _UNTIL.match(text)
    at = until.end() if until else 0
    whole = _span(text, at) or _date(text, at)
    if whole is not None:
        return whole
    named = _year(text, at)
    time, at = named or (HeaderTime(), at)
    part = _PART.match(text, at)
    if part is None:
        if named is None:
            return None
        start = _START.match(text, at) if time.year is not None else None
        return (time._replace(year=(time.year or 0) - 1), text[start.end() :]) if start else (time, text[at:])
    return time._replace(part=_part(part)), text[part.end() :]


def _span(text: str, at: int) -> tuple[HeaderTime, str] | None:
    span = _SPAN.match(text, at)
    return (HeaderTime(span=f"{span[1]}/{span[2]}"), text[span.end() :]) if span else None


def _date(text: str, at: int) -> tuple[HeaderTime, str] | None:
    """The last day of a year stands for the year, any other for its month."""
    day = _DATE.match(text, at)
    if day:
        number = _number(day[2] or day[4])
        part = "" if (number, day[5]) == (12, "31") else f"{number:02d}"
        return HeaderTime(int(day[1]), part=part), text[day.end() :]
    month = _MONTH_OF.match(text, at)
    return (HeaderTime(int(month[1]), part=f"{_number(month[2]):02d}"), text[month.end() :]) if month else None


def _year(text: str, at: int) -> tuple[HeaderTime, int] | None:
    absolute = _YEAR.match(text, at)
    if absolute:
        return HeaderTime(int(absolute[1])), absolute.end()
    republic = _REPUBLIC.match(text, at)
    if republic:
        return HeaderTime(int(republic[1]) + YEAR_BEFORE_THE_REPUBLIC), republic.end()
    spoken = _SPOKEN.match(text, at)
    if spoken:
        return HeaderTime(2000 + _NUMERALS[spoken[1]] * 10 + _NUMERALS[spoken[2]]), spoken.end()
    for said, shift in ((_LONG_BEFORE, -2), (_BEFORE, -1), (_NOW, 0)):
        relative = said.match(text, at)
        if relative:
            return HeaderTime(shift=shift), relative.end()
    return None


def _part(match: re.Match[str]) -> str:
    if match["quarter"] or match["q"]:
        return f"Q{_number(match['quarter'] or match['q'])}"
    if match["half"]:
        return "H1" if match["half"] == "上" else "H2"
    if match["month"]:
        month = _number(match["month"])
        # 12月末: the last month closes the year.
        closes = month == 12 and match.string.startswith(("末", "底"), match.end())
        return "" if closes else f"{month:02d}"
    return _HALVES.get(match["last"] or "", "")


def _number(spelled: str) -> int:
    return int(spelled) if spelled.isdigit() else _NUMERALS[spelled]


_TIME_ENDING = pattern(f"{alternation('time_ending')}?")
_CLOCK = pattern(r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?|[0-9]{1,2}月[0-9]{1,2}日(?:[-—至].*)?")


def is_time(text: str) -> bool:
    """Whether a cell holds a time and nothing else; a bare 2019 may be a number and is none.

    >>> [text for text in ("2019年", "1-12月", "2019-05-11", "三季度", "2019", "5.2", "3年") if is_time(text)]
    ['2019年', '1-12月', '2019-05-11', '三季度']
    """
    if len(text) == 4 and text.isdigit():
        return False
    bare = text.replace(" ", "")
    at = 0
    while True:
        time = time_at_start(bare[at:])
        if time is None:
            return bool(_CLOCK.fullmatch(bare))
        rest = time[1]
        if _TIME_ENDING.fullmatch(rest):
            return True
        if rest[:1] not in "至到-—–~～、/" or rest == bare[at:]:
            return False
        at = len(bare) - len(rest) + 1
