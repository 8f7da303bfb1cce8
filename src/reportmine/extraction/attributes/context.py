"""When, against what, and whose: period, baseline and scope of a figure, from the words before it.

Times and scopes are looked for once a sentence; each figure goes by those before it. `PERIOD_RULES`,
`BASELINE_RULES` and `SCOPE_RULES` are asked from top to bottom; the first that answers decides. A figure
that none of them answers for has no period, no baseline, no scope.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from reportmine.extraction.mentions import Mentions, mentions
from reportmine.lexicon.loader import words
from reportmine.model import Direction, Measure, Note, Section, Status, slotted

T = TypeVar("T")


class ContextRule(NamedTuple, Generic[T]):
    """A named way to read one thing of a figure's context: its value and the characters that say so, or None."""

    name: str
    why: str
    find: Callable[[T], tuple[str, str] | None]


def _first(rules: tuple[ContextRule[T], ...], seen: T) -> Note | None:
    for rule in rules:
        found = rule.find(seen)
        if found is not None:
            return Note(rule.name, found[1], found[0])
    return None


class Years(NamedTuple):
    """The years of a report: the one in its title, and the one that its review covers."""

    report: int | None
    covered: int | None


# ----------------------------------------------------------------------------------------- period

_PARTS = {"一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4", "上半年": "H1", "下半年": "H2"}
_HALVES = {"1—3": "Q1", "1—6": "H1", "7—12": "H2"}
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "十": 10}
_FROM_NOW = {"去": -1, "今": 0, "本": 0, "明": 1, "来": 1}
# What a time begins with; most characters of a sentence need no closer look.
_OPENING = "[《0-9过近两三四五十今未一二上下全年截目去明本来]"
_TIME = re.compile(
    rf"(?={_OPENING})(?:"
    r"(?P<title>《[^》]*》)"
    r"|(?P<from>(?:19|20)[0-9]{2})年?[-—–~～至到]{1,2}(?P<to>(?:19|20)[0-9]{2})年"
    r"|(?P<year>(?:19|20)[0-9]{2})年(?!同[期月])"
    r"|(?P<back>(?:过去|近)?[两三四五十]年(?:来|以来|间)|过去[两三四五十]年)"
    r"|(?P<ahead>(?:今后|未来)[两三五十]年)"
    r"|(?P<months>1[-—–~～至]{1,2}(?P<last>[0-9]{1,2}))月"
    r"|(?P<part>[一二三四]季度|[上下]半年)"
    r"|(?P<month>(?<![0-9至截])[0-9]{1,2})月(?!来|以来)份?"
    r"|(?P<whole>(?<!占)全年|年末|年底)|(?P<now>截至目前|目前)"
    r"|(?P<before>(?:上年|去年)末?)(?=的)"
    r"|(?P<spoken>去年|今年|本年度?|明年|来年)(?!同[期月]|以来))"
)
# Each of them holds one of these.
_SIGN = re.compile("[年月季目《]")
# Before these a year is what something is compared with.
_COMPARING = ("比", "较", "与", "同", "和", "于", "是", "相当于", "自", "为", "恢复至", "恢复到")
_STARTING = ("由", "从")


def times_in(text: str) -> Mentions:
    """All times that a sentence names."""
    return mentions(_TIME, text, _SIGN)


class When(NamedTuple):
    """All that a period rule may see: the time named last before the figure, and where the figure stands.

    `year` and `part` are of one time, `span` of another kind; `said` are the characters that named it.
    """

    section: Section
    status: Status
    years: Years
    year: int | None = None
    part: str = ""
    span: str = ""
    before: bool = False
    said: str = ""


def period_of(times: Mentions, at: int, section: Section, status: Status, years: Years) -> Note | None:
    """The period of the figure at `at`: a year, a span of years or a part of a year, with the rule that found it.

    >>> from reportmine.model import Span
    >>> heading = Section(Span(0, 0), "", "review", 2022)
    >>> period_of(times_in("上半年增长1.7%，三季度增长2%"), 14, heading, "actual", Years(2023, 2022))
    Note(rule='part of a year', evidence='三季度', value='2022-Q3')
    >>> period_of(times_in("普及率由2020年的90%提高到95%"), 16, heading, "actual", Years(2023, 2022)).value
    '2022'
    """
    if not times.found:
        return _unsaid_period(section, status, years)
    return _first(PERIOD_RULES, when(times, at, section, status, years))


@functools.lru_cache(maxsize=256)
def _unsaid_period(section: Section, status: Status, years: Years) -> Note | None:
    """The period in a sentence that names no time: the same for all of a section."""
    return _first(PERIOD_RULES, When(section, status, years))


def when(times: Mentions, at: int, section: Section, status: Status, years: Years) -> When:
    """Put the times before a figure together: a later one overrules, a part of a year keeps the year."""
    seen = When(section, status, years)
    for mention in times.before(at):
        if not mention["title"] and _speaks_of_figure(mention, at):
            seen = _with(seen, mention)
    return seen


def _with(seen: When, mention: re.Match[str]) -> When:
    said = mention.group()
    if mention["from"]:
        return seen._replace(span=f"{mention['from']}/{mention['to']}", year=None, part="", before=False, said=said)
    if mention["year"]:
        return seen._replace(year=int(mention["year"]), part="", span="", before=False, said=said)
    if mention["spoken"] and seen.years.report is not None:
        year = seen.years.report + _FROM_NOW[said[0]]
        return seen._replace(year=year, part="", span="", before=False, said=said)
    if mention["back"] or mention["ahead"]:
        return seen._replace(span=_spoken_span(mention, seen.years) or "", said=said)
    if mention["now"]:
        return seen._replace(year=seen.years.report, part="", span="", said=said)
    if mention["before"]:
        return seen._replace(before=True, said=said)
    return seen._replace(part=_part(mention), span="", said=said)


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


def _usual(w: When) -> int | None:
    """The year of what names none: the heading's, or that of what is reported or planned."""
    return w.section.year or (w.years.covered if w.status == "actual" else w.years.report)


def _year_before(w: When) -> tuple[str, str] | None:
    usual = _usual(w)
    return (str(usual - 1), w.said) if w.before and usual else None


def _span_named(w: When) -> tuple[str, str] | None:
    return (w.span, w.said) if w.span else None


def _part_named(w: When) -> tuple[str, str] | None:
    year = w.year or _usual(w)
    return (f"{year}-{w.part}", w.said) if w.part and year else None


def _year_named(w: When) -> tuple[str, str] | None:
    return (str(w.year), w.said) if w.year and not w.part else None


def _span_of_heading(w: When) -> tuple[str, str] | None:
    if not w.section.back or w.status != "actual" or not w.years.report or w.part:
        return None
    return f"{w.years.report - w.section.back}/{w.years.report}", w.section.title


def _year_of_heading(w: When) -> tuple[str, str] | None:
    return (str(w.section.year), w.section.title) if w.section.year else None


def _year_of_report(w: When) -> tuple[str, str] | None:
    usual = _usual(w)
    return (str(usual), "") if usual else None


PERIOD_RULES: tuple[ContextRule[When], ...] = (
    ContextRule("year before", "上年的3家: right before the figure, the year before its own", _year_before),
    ContextRule("span of years", "2019—2023年, 五年来: named last before the figure", _span_named),
    ContextRule("part of a year", "上半年, 三季度, 1—6月: of the year named with it, or of the usual one", _part_named),
    ContextRule(
        "year in the sentence", "2023年, 今年, 目前: named last before the figure, and not compared", _year_named
    ),
    ContextRule(
        "span of the heading", "过去五年工作回顾: what was reached in the years that it looks back on", _span_of_heading
    ),
    ContextRule("year of the heading", "2024年工作安排: for all that names no time", _year_of_heading),
    ContextRule(
        "year of the report", "what was reached in the year it covers, what is planned for its own", _year_of_report
    ),
)


# --------------------------------------------------------------------------------------- baseline

_TIMES = "上年同期|去年同期|上年末|上年底|上年|去年|前年|年初|上月|上季度|上一年|(?:19|20)[0-9]{2}年(?:同期|末|底)?"
_VERBS = "|".join(sorted(words("words/cue_words.toml", "comparing_verbs"), key=len, reverse=True))
_AGAINST = re.compile(rf"(?<![同环])(?:相?比|相?较|与)({_TIMES}|[^，。；：、]{{1,12}}?)(?:相比|的|{_VERBS}|[，,])")
_ABOVE = re.compile(
    r"(?:高于|低于|快于|慢于|高出|多于|少于|优于|领先于?|超出)([^，。；、0-9]{1,12}?)(?:水平)?的?[约近了]?$"
)
_SAME_PERIOD, _LAST_PERIOD = "上年同期", "上期"


@slotted
class Against:
    """All that a baseline rule may see: the clause up to the figure, and the figure before it in a row of figures.

    `of_list` is the baseline of that figure where this one only goes on with its row, else None.
    """

    left: str
    measure: Measure
    of_list: str | None = None


def baseline_of(left: str, measure: Measure, direction: Direction | None, of_list: str | None = None) -> Note | None:
    """What a change or gap is measured against, with the rule that found it.

    >>> baseline_of("比上年实际增长", "change", "up").value, baseline_of("同比下降", "change", "down").value
    ('上年', '上年同期')
    >>> baseline_of("增速高于全省平均", "gap", "up")
    Note(rule='above or below', evidence='高于全省平均', value='全省平均')
    """
    if direction is None or measure not in ("change", "gap"):
        return None
    return _first(BASELINE_RULES, Against(left, measure, of_list))


def _above(a: Against) -> tuple[str, str] | None:
    found = _ABOVE.search(a.left) if a.measure == "gap" else None
    return (found.group(1), found.group()) if found else None


def _words_of_comparison(a: Against) -> tuple[str, str] | None:
    found = list(_AGAINST.finditer(a.left))
    return (found[-1].group(1), found[-1].group()) if found else None


def _last_period(a: Against) -> tuple[str, str] | None:
    return (_LAST_PERIOD, "环比") if "环比" in a.left else None


def _same_period(a: Against) -> tuple[str, str] | None:
    return (_SAME_PERIOD, "同比") if "同比" in a.left else None


def _of_row(a: Against) -> tuple[str, str] | None:
    return (a.of_list, "") if a.of_list else None


BASELINE_RULES: tuple[ContextRule[Against], ...] = (
    ContextRule("above or below", "高于全省平均: what a gap is measured from", _above),
    ContextRule("words of comparison", "比上年, 较2019年末: the last of them in the clause", _words_of_comparison),
    ContextRule("period before", "环比: the month or quarter before", _last_period),
    ContextRule("same period", "同比: the same time of the year before", _same_period),
    ContextRule("of the row", "同比分别增长5%和6%: figures of a row share a baseline", _of_row),
)


# ------------------------------------------------------------------------------------------ scope

_WHOSE = "|".join(sorted(words("words/cue_words.toml", "whose"), key=len, reverse=True))
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


@slotted
class Whose:
    """All that a scope rule may see: the last place or body that opens a clause before the figure."""

    last: re.Match[str] | None


def scope_of(scopes: Mentions, at: int) -> Note | None:
    """Whose the figure at `at` is, with the rule that found it: 全市, 我馆, a place; the last one counts.

    >>> scopes = scopes_in("全市完成投资5亿元，石汀区增长8%")
    >>> scope_of(scopes, 6).value, scope_of(scopes, 15)
    ('全市', Note(rule='place', evidence='石汀区', value='石汀区'))
    """
    found = scopes.before(at)
    return _first(SCOPE_RULES, Whose(found[-1])) if found else None


def _body(w: Whose) -> tuple[str, str] | None:
    return (w.last["word"], w.last.group()) if w.last and w.last["word"] else None


def _place(w: Whose) -> tuple[str, str] | None:
    return (w.last["place"], w.last.group()) if w.last and w.last["place"] else None


SCOPE_RULES: tuple[ContextRule[Whose], ...] = (
    ContextRule("whole or body", "全市, 我馆, 公司: opens a clause before the figure", _body),
    ContextRule("place", "石汀区: a place that opens a clause before the figure", _place),
)
