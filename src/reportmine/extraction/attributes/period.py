"""The time that a figure is of, from the times that its sentence names and the section it stands in.

Times are looked for once a sentence; each figure goes by those before it. `PERIOD_RULES` is asked from top to
bottom; the first that answers decides. A figure that none of them answers for has no period.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from reportmine.extraction.mentions import Mentions, mentions
from reportmine.text.report_years import Years
from reportmine.extraction.rule import Conclusion, Rule, noted
from reportmine.model import Note, Section, Status

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


class TimeEvidence(NamedTuple):
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
    >>> note = period_of(times_in("上半年增长1.7%，三季度增长2%"), 14, heading, "actual", Years(2023, 2022))
    >>> note.value, note.rule, note.evidence
    ('2022-Q3', 'part of a year', '三季度')
    >>> period_of(times_in("普及率由2020年的90%提高到95%"), 16, heading, "actual", Years(2023, 2022)).value
    '2022'
    """
    if not times.found:
        return _unsaid_period(section, status, years)
    return noted("period", PERIOD_RULES, time_evidence(times, at, section, status, years))


@functools.lru_cache(maxsize=256)
def _unsaid_period(section: Section, status: Status, years: Years) -> Note | None:
    """The period in a sentence that names no time: the same for all of a section."""
    return noted("period", PERIOD_RULES, TimeEvidence(section, status, years))


def time_evidence(times: Mentions, at: int, section: Section, status: Status, years: Years) -> TimeEvidence:
    """Put the times before a figure together: a later one overrules, a part of a year keeps the year."""
    seen = TimeEvidence(section, status, years)
    for mention in times.before(at):
        if not mention["title"] and _speaks_of_figure(mention, at):
            seen = _with(seen, mention)
    return seen


def _with(seen: TimeEvidence, mention: re.Match[str]) -> TimeEvidence:
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


def _usual(evidence: TimeEvidence) -> int | None:
    """The year of what names none: the heading's, or that of what is reported or planned."""
    return evidence.section.year or (evidence.years.covered if evidence.status == "actual" else evidence.years.report)


def _year_before(evidence: TimeEvidence) -> Conclusion[str] | None:
    usual = _usual(evidence)
    return (str(usual - 1), evidence.said) if evidence.before and usual else None


def _span_named(evidence: TimeEvidence) -> Conclusion[str] | None:
    return (evidence.span, evidence.said) if evidence.span else None


def _part_named(evidence: TimeEvidence) -> Conclusion[str] | None:
    year = evidence.year or _usual(evidence)
    return (f"{year}-{evidence.part}", evidence.said) if evidence.part and year else None


def _year_named(evidence: TimeEvidence) -> Conclusion[str] | None:
    return (str(evidence.year), evidence.said) if evidence.year and not evidence.part else None


def _span_of_heading(evidence: TimeEvidence) -> Conclusion[str] | None:
    if not evidence.section.back or evidence.status != "actual" or not evidence.years.report or evidence.part:
        return None
    return f"{evidence.years.report - evidence.section.back}/{evidence.years.report}", evidence.section.title


def _year_of_heading(evidence: TimeEvidence) -> Conclusion[str] | None:
    return (str(evidence.section.year), evidence.section.title) if evidence.section.year else None


def _year_of_report(evidence: TimeEvidence) -> Conclusion[str] | None:
    usual = _usual(evidence)
    return (str(usual), "") if usual else None


PERIOD_RULES: tuple[Rule[TimeEvidence, Conclusion[str], None], ...] = (
    Rule("year before", "上年的3家: right before the figure, the year before its own", _year_before),
    Rule("span of years", "2019—2023年, 五年来: named last before the figure", _span_named),
    Rule("part of a year", "上半年, 三季度, 1—6月: of the year named with it, or of the usual one", _part_named),
    Rule("year in the sentence", "2023年, 今年, 目前: named last before the figure, and not compared", _year_named),
    Rule(
        "span of the heading", "过去五年工作回顾: what was reached in the years that it looks back on", _span_of_heading
    ),
    Rule("year of the heading", "2024年工作安排: for all that names no time", _year_of_heading),
    Rule("year of the report", "what was reached in the year it covers, what is planned for its own", _year_of_report),
)
