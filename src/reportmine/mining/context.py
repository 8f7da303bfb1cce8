"""When, against what, and whose: period, baseline and scope of a figure, from the words before it.

Times and scopes are looked for once a sentence; each figure goes by those before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportmine.lexicon.tables import words
from reportmine.mining.mentions import Mentions, mentions
from reportmine.model import Direction, Measure, Section, Status


class Years(NamedTuple):
    """The years of a report: the one in its title, and the one that its review covers."""

    report: int | None
    covered: int | None


# ----------------------------------------------------------------------------------------- period

_PARTS = {"一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4", "上半年": "H1", "下半年": "H2"}
_HALVES = {"1—3": "Q1", "1—6": "H1", "7—12": "H2"}
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "十": 10}
# What a time begins with; most characters of a sentence need no closer look.
_OPENING = "[《0-9过近两三四五十今未一二上下全年截目去]"
_TIME = re.compile(
    rf"(?={_OPENING})(?:"
    r"(?P<title>《[^》]*》)"
    r"|(?P<from>(?:19|20)[0-9]{2})年?[-—–~～至到]{1,2}(?P<to>(?:19|20)[0-9]{2})年"
    r"|(?P<year>(?:19|20)[0-9]{2})年"
    r"|(?P<back>(?:过去|近)?[两三四五十]年(?:来|以来|间)|过去[两三四五十]年)"
    r"|(?P<ahead>(?:今后|未来)[两三五十]年)"
    r"|(?P<months>1[-—–~～至]{1,2}(?P<last>[0-9]{1,2}))月"
    r"|(?P<part>[一二三四]季度|[上下]半年)"
    r"|(?P<month>(?<![0-9至截])[0-9]{1,2})月(?!来|以来)份?"
    r"|(?P<whole>(?<!占)全年|年末|年底)|(?P<now>截至目前|目前)"
    r"|(?P<before>(?:上年|去年)末?)(?=的))"
)
# Before these a year is what something is compared with.
_COMPARING = ("比", "较", "与", "同", "是", "相当于", "自", "为")
_STARTING = ("由", "从")


def times_in(text: str) -> Mentions:
    """All times that a sentence names."""
    return mentions(_TIME, text)


def period_of(times: Mentions, at: int, section: Section, status: Status, years: Years) -> str | None:
    """The period of the figure at `at`: a year, a span of years, a part of a year, or None.

    The last time that the sentence names before the figure decides, then the heading, then the report's own year.

    >>> from reportmine.model import Span
    >>> heading = Section(Span(0, 0), "", "review", 2022)
    >>> period_of(times_in("上半年增长1.7%，三季度增长2%"), 14, heading, "actual", Years(2023, 2022))
    '2022-Q3'
    >>> period_of(times_in("普及率由2020年的90%提高到95%"), 16, heading, "actual", Years(2023, 2022))
    '2022'
    """
    year, part, span = None, "", ""
    for mention in times.before(at):
        if mention["title"] or not _speaks_of_figure(mention, at):
            continue
        if mention["from"]:
            span, year, part = f"{mention['from']}/{mention['to']}", None, ""
        elif mention["year"]:
            year, part, span = int(mention["year"]), "", ""
        elif mention["back"] or mention["ahead"]:
            span = _spoken_span(mention, years) or ""
        elif mention["now"]:
            year, part, span = years.report, "", ""
        elif mention["before"]:
            base = _default(section, status, years)
            return str(base - 1) if base else None
        else:
            part, span = _part(mention), ""
    if span:
        return span
    base = year or _default(section, status, years)
    if year is None and not part and section.back and status == "actual" and years.report:
        return f"{years.report - section.back}/{years.report}"
    if base is None:
        return None
    return f"{base}-{part}" if part else str(base)


_DIGIT = re.compile("[0-9]")


def _speaks_of_figure(mention: re.Match[str], at: int) -> bool:
    """由2021年的9家增加到14家: the year is the first figure's alone; 比2021年 is nobody's."""
    text, (start, end) = mention.string, mention.span()
    close = at - end <= 3 and not _DIGIT.search(text, end, at)
    if mention["before"]:
        return close and not text.endswith("是", 0, start)
    if text.endswith(_STARTING, 0, start):
        return close
    return not text.endswith(_COMPARING, 0, start)


def _spoken_span(mention: re.Match[str], years: Years) -> str | None:
    count = next((_COUNT[char] for char in mention.group() if char in _COUNT), None)
    if count is None or years.report is None:
        return None
    if mention["ahead"]:
        return f"{years.report}/{years.report + count}"
    end = years.covered or years.report
    return f"{years.report - count}/{end if end == years.report else years.report}"


def _part(mention: re.Match[str]) -> str:
    if mention["part"]:
        return _PARTS[mention["part"]]
    if mention["months"]:
        return _HALVES.get(f"1—{mention['last']}", "")
    at_end = mention.string[: mention.start()].endswith(("截至", "截止", "年")) and mention["month"] == "12"
    if mention["month"] and not at_end and 1 <= int(mention["month"]) <= 12:
        return f"{int(mention['month']):02d}"
    return ""


def _default(section: Section, status: Status, years: Years) -> int | None:
    if section.year:
        return section.year
    return years.covered if status == "actual" else years.report


# --------------------------------------------------------------------------------------- baseline

_TIMES = "上年同期|去年同期|上年末|上年底|上年|去年|前年|年初|上月|上季度|上一年|(?:19|20)[0-9]{2}年(?:同期|末|底)?"
_VERBS = "|".join(sorted(words("wording.toml", "comparing_verbs"), key=len, reverse=True))
_AGAINST = re.compile(rf"(?<![同环])(?:相?比|相?较|与)({_TIMES}|[^，。；：、]{{1,12}}?)(?:相比|的|{_VERBS}|[，,])")
_ABOVE = re.compile(
    r"(?:高于|低于|快于|慢于|高出|多于|少于|优于|领先于?|超出)([^，。；、0-9]{1,12}?)(?:水平)?[约近了]?$"
)
_SAME_PERIOD, _LAST_PERIOD = "上年同期", "上期"


def baseline_of(left: str, measure: Measure, direction: Direction | None) -> str | None:
    """What a change or gap is measured against, in the words of the clause before the figure.

    >>> baseline_of("比上年实际增长", "change", "up"), baseline_of("同比下降", "change", "down")
    ('上年', '上年同期')
    >>> baseline_of("增速高于全省平均", "gap", "up")
    '全省平均'
    """
    if direction is None or measure not in ("change", "gap"):
        return None
    if measure == "gap":
        above = _ABOVE.search(left)
        if above:
            return above.group(1)
    found = [match.group(1) for match in _AGAINST.finditer(left)]
    if found:
        return found[-1]
    if "环比" in left:
        return _LAST_PERIOD
    return _SAME_PERIOD if "同比" in left else None


# ------------------------------------------------------------------------------------------ scope

_WHOSE = "|".join(sorted(words("wording.toml", "whose"), key=len, reverse=True))
# Behind what a place or body opens a clause.
_OPENED_BY = r"，。；：、,;:\s（(年底末前共月"
# Characters that no name of a place holds, but that stand before 区, 市, 县 in other words.
_NOT_IN_NAMES = "各全新增上内外城地园社小郊辖景灾老港片盖均位类等家项目有近共占比一个国超门股农本我年月末"
_SCOPE = re.compile(
    rf"(?<![^{_OPENED_BY}])(?:全年|年末|年底|目前)?"
    rf"(?:(?P<word>{_WHOSE})|(?P<place>[^{_NOT_IN_NAMES}\W\dA-Za-z]{{2,3}}(?:区|县|市|旗|港|机场)))(?![域级长场])"
)


def scopes_in(text: str) -> Mentions:
    """All places and bodies that a sentence names where a clause opens."""
    return mentions(_SCOPE, text)


def scope_of(scopes: Mentions, at: int) -> str | None:
    """Whose the figure at `at` is: 全市, 我馆, a place that opens a clause before it; the last one counts.

    >>> scopes = scopes_in("全市完成投资5亿元，石汀区增长8%")
    >>> scope_of(scopes, 6), scope_of(scopes, 15)
    ('全市', '石汀区')
    """
    found = scopes.before(at)
    return found[-1]["word"] or found[-1]["place"] if found else None
