"""Headings: which lines are some, of what level, and whether what they say reviews or plans."""

from __future__ import annotations

import re

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import either, pattern
from reportmine.model import SectionKind
from reportmine.text.titles import year_in

_NUMERAL = "一二三四五六七八九十百"
# The shapes of headings, from the highest level down.
_LEVELS: tuple[re.Pattern[str], ...] = (
    pattern(rf"第[{_NUMERAL}0-9]+[章节部编篇]分?|#(?!#)"),
    pattern(rf"[{_NUMERAL}]+、|##(?!#)"),
    pattern(rf"[（(][{_NUMERAL}]+[)）]|###"),
    pattern(r"[0-9]{1,2}(?:、|．|\.(?![0-9]))|[（(][0-9]{1,2}[)）]|——|[①-⑳]"),
)
_RUNS_ON = pattern(r"[。；：:]")
_LONGEST_HEADING = 48


def heading_in(line: str, style: int | None = None) -> tuple[int, str] | None:
    """The level (from 0, the highest) and the words of the heading that a line is or begins with.

    `style` is the level, from 1, that the format gives the line; its own shape tells more.

    >>> heading_in("（一）产业升级。全年完成投资3亿元。"), heading_in("全年完成投资3亿元。")
    ((2, '（一）产业升级'), None)
    """
    content = line.strip(" \t　*_")
    level = _level(content)
    if level is None and style is not None:
        level = _level_of_style(content, style)
    return None if level is None else (level, _title_part(content))


def _level(content: str) -> int | None:
    for level, shape in enumerate(_LEVELS):
        match = shape.match(content)
        if match:
            title = _title_part(content)
            return level if len(title) <= _LONGEST_HEADING and match.end() < len(content) else None
    return None


def _level_of_style(content: str, level: int) -> int | None:
    """The level among the shapes of a heading that the format knows; a whole paragraph in such a style is none."""
    return min(level, len(_LEVELS)) - 1 if 0 < len(content) <= _LONGEST_HEADING else None


def _title_part(content: str) -> str:
    """A heading may run on into its paragraph: （一）产业升级。全年……"""
    return _RUNS_ON.split(content, maxsplit=1)[0]


_LONGEST_PLAIN = 16
_IN_SENTENCES = pattern(r"[。；，：:、！？|]|(?<![0-9])(?!(?:19|20)[0-9]{2}年)[0-9]")


def plain_heading_in(line: str, covered: int | None = None) -> tuple[int, str] | None:
    """The heading that a short line without a number is, where it says what its part does; its level is that of 一、.

    >>> plain_heading_in("下一步工作"), plain_heading_in("2025年主要目标"), plain_heading_in("城市规划展览馆")
    ((1, '下一步工作'), (1, '2025年主要目标'), None)
    """
    content = line.strip(" \t　*_")
    if not 2 < len(content) <= _LONGEST_PLAIN or _IN_SENTENCES.search(content):
        return None
    return None if kind_of(content, covered) == "other" else (1, content)


# ------------------------------------------------------------------------------- what a heading says


def _any_of(group: str) -> re.Pattern[str]:
    return pattern(either(words("rules/sections.toml", group)))


_REVIEW = _any_of("review")
_WEAK_REVIEW = _any_of("weak_review")
_PLAN = _any_of("plan")
_PLAN_ENDING = pattern(f"{_any_of('plan_ending').pattern}$")
_PLAN_ALONE = frozenset(words("rules/sections.toml", "plan_alone"))
_SHORT = _any_of("short")
_WORK = _any_of("work")
_NUMBERING = pattern(
    rf"^[\s　]*(?:第[{_NUMERAL}0-9]+[章节部编篇]分?|[（(]?[{_NUMERAL}0-9]+[)）、．.]|——|[①-⑳]|#+)*[\s　]*"
)
_TIME_LEAD = pattern(r"^(?:(?:19|20)[0-9]{2}年?度?|今年|本年度?|全年|年度)?的?")
_BRACKETED = pattern(r"[（(][^（）()]*[)）]|[“”「」]")
_MEMBERS = pattern("[和与及、，,；;]|以及|暨")


def kind_of(title: str, covered: int | None = None) -> SectionKind:
    """What a heading says of its part of the report: review, plan or other; `covered` is the year that it reviews.

    A word of planning counts where it says what the part is about, at its end, not where it stands in a name.

    >>> kind_of("三、2025年重点任务"), kind_of("三、护苗计划"), kind_of("一、规划展览馆运行情况"), kind_of("附则")
    ('plan', 'other', 'review', 'other')
    >>> kind_of("二、2024年主要工作", 2023), kind_of("一、2023年主要工作", 2023)
    ('plan', 'review')
    """
    if _REVIEW.search(title):
        return "review"
    if _plans(title):
        return "other" if _SHORT.search(title) else "plan"  # 存在不足及下步打算: both stand in it
    year = year_in(title)
    if year and covered and year > covered and _WORK.search(title):
        return "plan"
    return "review" if _WEAK_REVIEW.search(title) else "other"


def without_numbering(title: str) -> str:
    """A heading without its number.

    >>> without_numbering("（一）产业升级"), without_numbering("2.民生支出")
    ('产业升级', '民生支出')
    """
    return _NUMBERING.sub("", title)


def _plans(title: str) -> bool:
    if _PLAN.search(title):
        return True
    bare = _BRACKETED.sub("", without_numbering(title)).strip(" 　:：")
    return any(
        _PLAN_ENDING.search(member) or _TIME_LEAD.sub("", member) in _PLAN_ALONE for member in _MEMBERS.split(bare)
    )


_WHOLE_PLAN = pattern(f"{_any_of('plan_document').pattern}{_any_of('plan_document_ending').pattern}*$")
_ACCOUNTS = _any_of("accounts")


def plans_as_a_whole(title: str) -> bool:
    """Whether a document of this title is a plan or a budget, and all that it does not say otherwise is planned.

    >>> plans_as_a_whole("某县“十四五”发展规划"), plans_as_a_whole("2024年部门预算情况说明")
    (True, True)
    >>> plans_as_a_whole("2024年部门决算"), plans_as_a_whole("某市规划局2023年工作总结")
    (False, False)
    """
    bare = _BRACKETED.sub("", title).strip(" 　")
    return bool(_WHOLE_PLAN.search(bare)) and not _ACCOUNTS.search(bare)
