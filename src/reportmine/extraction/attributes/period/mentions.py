"""The times that a sentence names: years, parts of a year, spans, and words like 去年 that count from the report."""

from __future__ import annotations

import re

from reportmine.extraction.mentions import Mentions, mentions
from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import either, pattern
from reportmine.text.report_years import Years, five_year_plan
from reportmine.text.titles import YEAR_BEFORE_THE_REPUBLIC

_Y = "(?:19|20)[0-9]{2}"
_DASH = "[-—–~～至到]{1,2}"
# Before a year of the Republic without 民国, and behind it: 建校110年, 100年来 are spans.
_BEFORE_REPUBLIC = r"(?:(?<=[，。；：、（(截至到较比与由自从于在，,;])|(?<=预计)|(?<=计划)|^|(?<=\s))"
_BEHIND_REPUBLIC = "(?!来|以来|间|历史|前|后|的|校庆|诞辰|华诞|之久|老|一遇|有余|多)"
_RECORD = either(words("rules/time_words.toml", "record"))
# What a time begins with; most characters of a sentence need no closer look.
_OPENING = "[《0-9过近两三四五十今未一二上下全年截目去明本来第前报“首接民这刚]"
_TIME = pattern(
    rf"(?={_OPENING})(?:"
    r"(?P<title>《[^》]*》)"
    rf"|(?P<school>{_Y})年?(?:[-—–~～至/]{{1,2}}(?P<school_to>{_Y}|[0-9]{{2}}))?学年度?"
    rf"|(?P<from>{_Y})年?{_DASH}(?P<to>{_Y})年"
    rf"|(?P<year>{_Y})(?:年(?!同[期月])|(?=[春夏秋冬]季)|(?=(?:、{_Y})*(?:、|和|及|与|以及){_Y}年))"
    r"|(?:民国 ?|"
    rf"{_BEFORE_REPUBLIC})(?P<republic>(?:9[0-9]|1[0-4][0-9]))(?:年度?(?!同[期月]){_BEHIND_REPUBLIC})"
    r"|[今明去]（(?P<bracketed>20[0-9]{2})）年"
    r"|“?(?P<plan>十[一二三四五六七])五”?(?P<plan_end>期?末|末期)?(?:(?<=末)|(?<=末期)|期间|时期|以来|五年)"
    r"|(?P<past>(?:刚刚)?过去的?一年(?!来)|一年(?:来|以来)|这一年)"
    rf"|(?P<back>(?:过去的?|近)?[两三四五十2-5]年(?:来|以来|间)(?!{_RECORD})|过去的?[两三四五十2-5]年|[两三四五十2-5]年(?=累计|共|总计|合计))"
    r"|(?P<ahead>(?:今后|未来|接下来)的?[两三五十2-5]年|[五5]年内)"
    rf"|(?P<months>(?P<first>1[0-2]|[1-9]){_DASH}(?P<last>1[0-2]|[1-9]))月"
    r"|前(?P<several>[一二两三])季度"
    r"|第?(?P<part>[一二三四]季度|[上下]半年)|(?P<early>首季)"
    r"|(?P<month>(?<![0-9至截])[0-9]{1,2})月(?!来|以来)份?"
    r"|(?P<whole>(?<!占)全年|年末|年底|年内|当年|报告期内?|截至期末)|(?P<now>截至目前|目前)"
    r"|(?P<before>(?:上年|去年)末?)(?=的)"
    r"|(?P<spoken>去年|上年(?=[，,度])|今年|本年度?|明年|(?<![以年未])来年(?!均))(?!同[期月]|以来))"
)
# Each of them holds one of these.
_SIGN = pattern("[年月季目《五期]")


def times_in(text: str) -> Mentions:
    """All times that a sentence names."""
    return mentions(_TIME, text, _SIGN)


_PARTS = {"一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4", "上半年": "H1", "下半年": "H2"}
_RANGES = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}


# 12月31日 closes the year.
_YEAR_ENDS = ("31日", "31 日", "底", "末")


def part_of(mention: re.Match[str]) -> str:
    """The part of a year that a time names: H1, Q3, 06; empty where it names none, or all of it.

    >>> [part_of(mention) for mention in times_in("上半年和7—9月，6月，全年").found]
    ['H1', 'Q3', '06', '']
    """
    if mention["part"]:
        return _PARTS[mention["part"]]
    if mention["early"] or mention["several"] == "一":
        return "Q1"
    if mention["several"] == "两":
        return "H1"
    if mention["months"]:
        return _RANGES.get((int(mention["first"]), int(mention["last"])), "")
    closes = mention["month"] == "12" and mention.string.startswith(_YEAR_ENDS, mention.end())
    if mention["month"] and not closes and 1 <= int(mention["month"]) <= 12:
        return f"{int(mention['month']):02d}"
    return ""


def year_of(mention: re.Match[str]) -> int | None:
    """The year that a time names in digits, those of the Republic from 1911 on, or as the end of a plan.

    >>> [year_of(mention) for mention in times_in("2023年，较112年底，明（2026）年，“十四五”末").found]
    [2023, 2023, 2026, 2025]
    """
    if mention["plan_end"]:
        return five_year_plan(mention["plan"])[1]
    if mention["republic"]:
        return int(mention["republic"]) + YEAR_BEFORE_THE_REPUBLIC
    said = mention["year"] or mention["bracketed"]
    return int(said) if said else None


COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "十": 10, "2": 2, "3": 3, "4": 4, "5": 5}


def span_of(mention: re.Match[str], years: Years) -> str:
    """The years that a time names from the first to the last: 2019/2023; empty where it names none.

    >>> [span_of(mention, Years(2024, 2023)) for mention in times_in("2019—2021年，“十三五”以来，五年来").found]
    ['2019/2021', '2016/2023', '2018/2023']
    """
    if mention["from"]:
        return f"{mention['from']}/{mention['to']}"
    if mention["school"]:
        first = int(mention["school"])
        last = mention["school_to"] or str(first + 1)
        return f"{first}/{last if len(last) == 4 else f'{first // 100}{last}'}"
    if mention["plan"]:
        first, end = five_year_plan(mention["plan"])
        until = years.covered if mention.group().endswith("以来") else None
        return f"{first}/{until or end}"
    if mention["back"] or mention["ahead"]:
        return _counted_span(mention, years)
    return ""


def _counted_span(mention: re.Match[str], years: Years) -> str:
    count = next((COUNT[char] for char in mention.group() if char in COUNT), None)
    if count is None or years.report is None or years.covered is None:
        return ""
    if mention["ahead"]:
        return years.span or f"{years.report}/{years.report + count}"
    return f"{years.covered - count}/{years.covered}"
