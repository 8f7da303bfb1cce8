"""The years of a report: the one that it is of, the one that it reviews, and when its plans are to be reached.

`YEAR_SOURCES` are asked from top to bottom, what the text says before what its file is called; the first that knows
the years tells them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import either, pattern
from reportmine.text.headings import heading_in, kind_of
from reportmine.text.titles import FIRST_FIVE_YEAR_PLAN, YEAR_BEFORE_THE_REPUBLIC, greeting_of, title_year_in, year_in


class Years(NamedTuple):
    """The years of a report: its own, the one that its review covers, and the last of what it plans for.

    `span` is what a plan for several years covers, as 2021/2025; `part` the part of a year that a report covers, as H1.
    """

    report: int | None = None
    covered: int | None = None
    aimed: int | None = None
    span: str = ""
    part: str = ""


class YearEvidence(NamedTuple):
    """All that a source of years may see: the title, how the text opens, all of it, and the name of its file.

    `opening` are the first lines of a text that has a title or a greeting; else it is empty.
    """

    title: str
    greeting: str
    opening: str
    text: str
    name: str


# So many characters below a title, or behind a greeting, may say what the report is.
_OPENING = 400
# Years are counted in no more than this: what a report is of, it says early and often.
COUNTED = 20_000


def years_of(text: str, title: str | None, path: str | None) -> Years:
    """The years of a report; each is None where neither the text nor its file's name tells it.

    >>> years_of("工作总结\\n截至2023年底，", "工作总结", "2025.txt")[:2], years_of("正文", None, "合肥_2024.txt")[:2]
    ((2023, 2023), (2024, 2024))
    >>> years_of("政府工作报告\\n——2024年1月16日在大会上\\n", "政府工作报告", None)[:3]
    (2024, 2023, 2024)
    """
    greeting = greeting_of(text)
    opening = text[:_OPENING] if title or greeting else ""
    evidence = YearEvidence(title or "", greeting, opening, text[:COUNTED], PurePath(path or "").stem)
    return next(filter(None, (source(evidence) for source in YEAR_SOURCES)), Years())


# ----------------------------------------------------------------------------------------- sources

_DELIVERED = words("rules/sections.toml", "delivered")
_SPAN = pattern(r"((?:19|20)[0-9]{2})年?[-—–~～至到]{1,2}((?:19|20)[0-9]{2})(?:年|(?![0-9]))")
_FIVE_YEARS = pattern("“?(十[一二三四五六七])五”?|第(十[一二三四五六七])个五年")
_LONG_PLAN = pattern(either(words("rules/sections.toml", "long_plan")))


def _plan_of_years(evidence: YearEvidence) -> Years | None:
    """“十四五”规划, 2021—2025年行动计划: a plan for several years."""
    if not _LONG_PLAN.search(evidence.title):
        return None
    span = _SPAN.search(evidence.title)
    if span is None:
        numbered = _FIVE_YEARS.search(evidence.title)
        if numbered is None:
            return None
        first, last = five_year_plan(numbered[1] or numbered[2])
    else:
        first, last = int(span[1]), int(span[2])
    return Years(first, first - 1, last, f"{first}/{last}")


def five_year_plan(numeral: str) -> tuple[int, int]:
    """The first and the last year of a five-year plan.

    >>> five_year_plan("十四")
    (2021, 2025)
    """
    number = 10 + "一二三四五六七八九".index(numeral[1]) + 1
    first = FIRST_FIVE_YEAR_PLAN + 5 * (number - 1)
    return first, first + 4


_EARLY_MONTHS = 3
_LATE_MONTHS = 11
_DATE = (
    r"(?:(?P<year>(?:19|20)[0-9]{2})|(?:中华)?民国 ?(?P<republic>[0-9]{2,3}) ?)年 ?"
    r"(?P<month>[0-9]{1,2}) ?月(?: ?[0-9]{1,2} ?日)?"
)
# ——2024年1月18日在某县第十八届人民代表大会上; （2024年1月18日）; a date alone on its line.
_GIVEN = pattern(
    rf"\n[ 　]*[（(—–\-－]*[ 　]*{_DATE}[ 　]*"
    r"(?:[，,]?[^\n。]{0,20}在[^\n。]{2,60}[会议院上）)]|[）)]?[ 　]*(?=\n))"
)


def _given_on(evidence: YearEvidence) -> Years | None:
    """The day on which it was given, where the title tells no year or is that of a report to an assembly."""
    delivered = _is_delivered(evidence)
    given = _GIVEN.search(f"\n{evidence.opening}")
    if given is None or (title_year_in(evidence.title) and not delivered):
        return None
    year = int(given["year"]) if given["year"] else int(given["republic"]) + YEAR_BEFORE_THE_REPUBLIC
    month = int(given["month"])
    if month >= _LATE_MONTHS:
        return Years(year, year, year + 1)
    early = month <= _EARLY_MONTHS or delivered
    return Years(year, year - 1 if early else year, year)


def _is_delivered(evidence: YearEvidence) -> bool:
    return any(word in (evidence.title or evidence.greeting) for word in _DELIVERED)


_BUDGET_TOO = pattern("预算执行情况(?:和|及|与|暨)")


def _year_in_title(evidence: YearEvidence) -> Years | None:
    year = title_year_in(evidence.title)
    if year is None:
        return None
    if _is_delivered(evidence):
        return Years(year, year - 1, year)
    if _BUDGET_TOO.search(evidence.title):
        return Years(year + 1, year, year + 1)  # 关于2023年预算执行情况和2024年预算草案的报告
    span = _SPAN.search(evidence.title)
    last = int(span[2]) if span and int(span[1]) == year else year
    return Years(last, last, last, part=_part_of_year(evidence.title))


_PARTS = {"一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4", "上半年": "H1", "下半年": "H2"}
_PART = pattern(
    r"(?<!前)(?P<part>[一二三四]季度|[上下]半年)|(?P<half>半年度|中期报告|1[-—–~至]6月)|年(?P<month>[0-9]{1,2})月(?![0-9]*日)"
)


def _part_of_year(title: str) -> str:
    """The part of a year that a title names: H2, Q3, 06; empty where it names none.

    >>> _part_of_year("2023年上半年工作总结"), _part_of_year("2023年6月简报"), _part_of_year("2023年年报")
    ('H1', '06', '')
    """
    found = _PART.search(title)
    if found is None:
        return ""
    if found["month"]:
        return f"{int(found['month']):02d}" if 1 <= int(found["month"]) <= 12 else ""
    return _PARTS[found["part"]] if found["part"] else "H1"


_HEADING_OF_YEAR = pattern(r"(?:19|20)[0-9]{2}年")


def _years_in_headings(evidence: YearEvidence) -> Years | None:
    """一、2023年工作回顾, 二、2024年工作安排: one part reviews a year, the other plans for the next."""
    reviewed: list[int] = []
    planned: list[int] = []
    for line in evidence.text.split("\n"):
        heading = heading_in(line) if _HEADING_OF_YEAR.search(line[:_LONGEST_LINE]) else None
        year = year_in(heading[1]) if heading else None
        if heading and year:
            kind = kind_of(heading[1], reviewed[0] if reviewed else None)
            (reviewed if kind == "review" else planned if kind == "plan" else []).append(year)
    if not reviewed:
        return None
    if planned and planned[0] > reviewed[0]:
        return Years(planned[0], reviewed[0], planned[0])
    return Years(reviewed[0] + 1, reviewed[0], reviewed[0] + 1) if _is_delivered(evidence) else None


_LONGEST_LINE = 60
_IN_QUOTES = pattern("《[^》]{0,60}》")
# 自2016年发布, 成立于2003年, 到2030年, 比2022年: no year that the report is of. A bare 2023 may be a number.
_PASSING = (
    pattern(r"(?:自|从|于|到|至|比|较|与|同|由|第)$"),
    pattern(r"年(?:[^，。；\n]{0,6}(?:成立|创办|创建|建校|建院|建馆|发布|出台|印发|修订|以来|以前|之前)|前|后|起)"),
)
_NAMED_YEAR = pattern(r"(?<![0-9])(?:((?:19|20)[0-9]{2})年|民国 ?([0-9]{2,3}) ?年)")


def _year_in_opening(evidence: YearEvidence) -> Years | None:
    """The year that the first lines below a title, or behind a greeting, name most often."""
    opening = _IN_QUOTES.sub("", evidence.opening)
    year = _most_often(opening) or (year_in(opening) if opening else None)
    if year is None:
        return None
    return Years(year, year - 1, year) if _is_delivered(evidence) else Years(year, year, year)


def _most_often(text: str) -> int | None:
    """The year that a text names most often, and not in passing; of two the one that it names first."""
    before, behind = _PASSING
    named: Counter[int] = Counter()
    for found in _NAMED_YEAR.finditer(text):
        passing = before.search(text, max(0, found.start() - 2), found.start()) or behind.match(text, found.end() - 1)
        if not passing:
            named[int(found[1]) if found[1] else int(found[2]) + YEAR_BEFORE_THE_REPUBLIC] += 1
    return named.most_common(1)[0][0] if named else None


# 2022年，全县建成…… or 截至2022年底，: the year that a sentence opens with.
_OPENS_WITH = pattern(
    r"(?:^|[\n。；！])[ 　]*(?:截至|截止到?)?((?:19|20)[0-9]{2})年(?:度|末|底|全年|以来)?(?=[，,全我本])"
)
_NAMES_AT_ALL = pattern(r"(?<![0-9])((?:19|20)[0-9]{2})年(?!同期)")


def _year_of_sentences(evidence: YearEvidence) -> Years | None:
    """A text without a title whose sentences open with one year, and with no other."""
    opened = {int(found[1]) for found in _OPENS_WITH.finditer(_IN_QUOTES.sub("", evidence.text))}
    if len(opened) != 1:
        return None
    year = opened.pop()
    later = [found for found in _NAMES_AT_ALL.findall(evidence.text) if int(found) > year + 1]
    return None if later else Years(year, year, year)


_LOOKS_BACK = pattern(either(words("rules/sections.toml", "one_year_back")))


def _year_of_file(evidence: YearEvidence) -> Years | None:
    """The year in the name of the file, where the text names none that speaks against it."""
    year = title_year_in(evidence.name)
    if year is None:
        return None
    reviews = _is_delivered(evidence) or (not evidence.title and _LOOKS_BACK.search(evidence.text))
    return Years(year, year - 1 if reviews else year, year)


YEAR_SOURCES: tuple[Callable[[YearEvidence], Years | None], ...] = (
    _plan_of_years,
    _given_on,
    _year_in_title,
    _years_in_headings,
    _year_in_opening,
    _year_of_sentences,
    _year_of_file,
)
