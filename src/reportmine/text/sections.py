"""Headings, and sentences that turn a report from review to plan: which part a figure stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import either, pattern
from reportmine.model import CleanText, Heading, Section, Span
from reportmine.text.agreement import agreeing, only_plans
from reportmine.text.headings import heading_in, kind_of, plain_heading_in, plans_as_a_whole
from reportmine.text.report_years import Years
from reportmine.text.titles import year_in

_LINE = pattern(r"[^\n]+")
_BACK = pattern(r"(?:过去的?|近)?([两三四五十])年(?:来|以来|工作|的工作)|过去([两三四五十])年")


def _any_of(group: str) -> re.Pattern[str]:
    return pattern(either(words("rules/sections.toml", group)))


_PLAN_TRANSITION = _any_of("plan_transition")
_REVIEW_TRANSITION = _any_of("review_transition")

_NONE: Mapping[int, int] = MappingProxyType({})


_UNKNOWN = Years()


def sections_of(
    text: str, headings: Mapping[int, int] = _NONE, years: Years = _UNKNOWN, title: str | None = None
) -> tuple[Section, ...]:
    """Cut a clean text into sections; together they cover it from start to end.

    A heading below another inherits what that one says about review, plan and year. `headings` are those that
    the format knows: where their lines begin, and their levels from 1. One with the shape of a heading, 一、 or
    （一）, keeps the level of its shape. `years` and `title` are the report's.

    >>> for section in sections_of("一、2023年工作回顾\\n（一）产业\\n增长5%。\\n二、2024年工作安排\\n要办10件。"):
    ...     print(section.kind, section.year, section.title)
    review 2023 一、2023年工作回顾
    review 2023 （一）产业
    plan 2024 二、2024年工作安排
    """
    marks, _ = marks_in(text, headings, years)
    whole = plans_as_a_whole(title or "")
    if whole or (says_nothing(marks) and only_plans([text])):
        marks = planned([NO_SECTION, *marks])
    return agreeing(text, cut(text, with_leads(text, marks, years.report)), whole)


def says_nothing(marks: Sequence[Section]) -> bool:
    """Whether no heading says what its part does."""
    return all(mark.kind == "other" for mark in marks)


def planned(marks: Sequence[Section]) -> list[Section]:
    """The marks of a document that plans all that it does not say otherwise."""
    return [mark._replace(kind="plan") if mark.kind == "other" else mark for mark in marks]


def cut(text: str, marks: Sequence[Section]) -> list[Section]:
    """Each mark with the text up to the next one, and what stands before the first."""
    sections = []
    if not marks or marks[0].span.start > 0:
        first = marks[0].span.start if marks else len(text)
        sections.append(Section(Span(0, first), ""))
    ends = [mark.span.start for mark in marks[1:]] + [len(text)] * bool(marks)
    for mark, end in zip(marks, ends, strict=True):
        if end > mark.span.start or end == len(text):
            sections.append(Section(Span(mark.span.start, end), mark.title, mark.kind, mark.year, mark.back))
    return sections


# What stands before the first heading.
NO_SECTION = Section(Span(0, 0), "")


# 今年将着重做好五方面实事： plans what follows in its paragraph, 到2025年，… what its next sentences say.
_LEAD = pattern(
    r"(?:今年|明年|来年|下一步|下半年|20[0-9]{2}年)[^，。；：\n]{0,6}(?:将|计划|拟|要)[^。；：\n]{0,40}[：:]"
    r"|(?P<soon>(?:今年|明年|来年|下一步)(?:[^，。；：\n]{0,6}将|计划|拟))[^。\n]{0,300}。"
    r"|(?:(?<![^。\n])|(?<=[。\n][ \u3000])|(?<=\u3000\u3000))到(?P<year>20[0-9]{2})年(?:底|末)?[，,][^。\n]{0,300}。"
)
# What a lead begins with: sooner looked for than the whole of it.
_LEAD_SIGN = pattern("今年|明年|来年|下一步|下半年|20[0-9]{2}年|到20[0-9]{2}年")
_REPORTING = _any_of("reporting")


def with_leads(text: str, marks: list[Section], report_year: int | None) -> list[Section]:
    """The marks with a plan from each lead to the end of its paragraph, where no plan is told already."""
    starts = [mark.span.start for mark in marks]
    leads: list[Section] = []
    paragraph = planned = 0
    for lead in filter(None, (_LEAD.match(text, sign.start()) for sign in _LEAD_SIGN.finditer(text))):
        at = bisect_right(starts, lead.start())
        current = marks[at - 1] if at else NO_SECTION
        next_ones = lead["year"] or lead["soon"]
        start = lead.end() if next_ones else lead.start()
        if current.kind == "plan" or start < planned:
            continue
        paragraph = paragraph if lead.end() <= paragraph else _paragraph_end(text, lead.end())
        end = min([paragraph, *starts[at : at + 1]])
        ahead = int(lead["year"] or 0)
        past = next_ones and (0 < ahead < (report_year or 0) or _REPORTING.search(text, start, min(end, start + _SEEN)))
        if not past and start < end:
            leads.append(current._replace(span=Span(start, 0), kind="plan", year=ahead or current.year))
            leads.append(current._replace(span=Span(end, 0)))
            planned = end
    return sorted([*marks, *leads], key=lambda mark: mark.span.start) if leads else marks


# How far behind a lead words of reporting are looked for: paragraphs are shorter, and hostile text is longer.
_SEEN = 2000


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def headings_in(cleaned: CleanText, headings: Sequence[Heading]) -> dict[int, int]:
    """Where the lines of these headings begin in a clean text, with their levels.

    >>> from reportmine.model import Offsets
    >>> headings_in(CleanText("文\\n 回顾", "文\\n回顾", Offsets((0, 2), (0, 3), 4)), [Heading(Span(3, 5), 2)])
    {2: 2}
    """
    found: dict[int, int] = {}
    for heading in headings:
        at = heading.span.start if cleaned.offsets is None else bisect_left(cleaned.offsets, heading.span.start)
        found.setdefault(cleaned.text.rfind("\n", 0, at) + 1, heading.level)
    return found


class Course(NamedTuple):
    """What a text has said up to some line: how many lines, the last mark, the headings that are open by their levels.

    `reviewed` says whether any part has reviewed.
    """

    lines: int = 0
    last: Section | None = None
    open: Mapping[int, Section] = MappingProxyType({})
    reviewed: bool = False


_BEGINNING = Course()


def marks_in(
    text: str, headings: Mapping[int, int], years: Years, before: Course = _BEGINNING
) -> tuple[list[Section], Course]:
    """Headings and transitions in order, each with the kind and year that hold from there on, and the course so far."""
    marks: list[Section] = []
    number, last, stack, reviewed = before
    for line in _LINE.finditer(text):
        heading = heading_in(line.group(), headings.get(line.start()))
        if heading is None and number >= _TITLE_LINES:
            heading = plain_heading_in(line.group(), years.covered)
        if heading is not None:
            level, title = heading
            above = next((stack[n] for n in range(level - 1, -1, -1) if n in stack), None)
            section = _judged(Span(line.start(), line.start()), title, above, years)
            if reviewed and above is None and level in stack:
                section = _goes_on(section, stack[level])
            stack = {n: s for n, s in stack.items() if n < level} | {level: section}
            marks.append(section)
            last = section
        transitions = _transitions(line, last)
        if transitions:
            # Headings below a sentence that turns the report belong to where it turned.
            stack = {n: s for n, s in stack.items() if n < 1} | {1: transitions[-1]}
            marks.extend(transitions)
            last = transitions[-1]
        reviewed = reviewed or any(mark.kind == "review" for mark in (*filter(None, (last,)), *transitions))
        number += 1
    return marks, Course(number, last, stack, reviewed)


def _goes_on(section: Section, before: Section) -> Section:
    """A chapter that says nothing of itself, behind one that plans, goes on planning where the report reviewed first.

    Whether its sentences agree is asked of it later, as of each part that plans.
    """
    silent = section.kind == "other" and before.kind == "plan"
    return section._replace(kind="plan", year=before.year) if silent else section


# The first lines are the title's, and no headings.
_TITLE_LINES = 2
_NEXT_YEAR = _any_of("next_year")
_AIMED_AT = _any_of("aimed_at")


def _judged(span: Span, title: str, above: Section | None, years: Years) -> Section:
    kind = kind_of(title, years.covered)
    year = year_in(title) or _year_ahead(title, years)
    if kind == "review" and above is not None and above.kind == "plan" and not year:
        kind = kind_of(_AIMED_AT.sub("", title), years.covered)
    back = _looks_back(title)
    if above is not None and not back and kind != "plan":
        back = above.back
    if kind == "other" and above is not None:
        kind = above.kind
    if year is None and above is not None and above.kind == kind:
        year = above.year
    return Section(span, title, kind, year, back)


def _year_ahead(title: str, years: Years) -> int | None:
    """明年打算 in a report that reviews its own year: the year behind it."""
    ahead = years.report is not None and years.report == years.covered and not years.part and not years.span
    return years.report + 1 if ahead and years.report and _NEXT_YEAR.search(title) else None


_COUNT = {"两": 2, "三": 3, "四": 4, "五": 5, "十": 10}


def _looks_back(text: str) -> int:
    match = _BACK.search(text)
    return _COUNT[match.group(1) or match.group(2)] if match else 0


def _transitions(line: re.Match[str], current: Section | None) -> list[Section]:
    transitions, text = [], line.group()
    for shape, kind in ((_REVIEW_TRANSITION, "review"), (_PLAN_TRANSITION, "plan")):
        for match in shape.finditer(text):
            if _RECORD.match(text, match.end()):
                continue  # 创五年来新高
            start = max(text.rfind(mark, 0, match.start()) for mark in "。；！") + 1
            if current is not None and current.kind == kind and not _turns_to_years(start, match, current):
                continue
            turned = current is not None and {current.kind, kind} == {"review", "plan"}
            year = None if turned or current is None else current.year
            title = current.title if current else ""
            back = _looks_back(text[start : match.end() + 4]) if kind == "review" else 0
            transitions.append(Section(Span(line.start() + start, 0), title, kind, year, back))  # type: ignore[arg-type]
            break
    return sorted(transitions, key=lambda section: section.span.start)


_RECORD = pattern(either(words("rules/time_words.toml", "record")))


def _turns_to_years(start: int, match: re.Match[str], current: Section) -> bool:
    """五年来，…… in the review of no single year: from there on it looks back on years."""
    opens = match.start() - start <= 2
    return bool(opens and not current.back and not current.year and _looks_back(match.group()))
