"""Whether what a part of a report says agrees with what its heading says: a part that reports is no plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import either, pattern
from reportmine.model import Section

_PLANNING = words("rules/sections.toml", "planning")
_REPORTING = words("rules/sections.toml", "reporting")
_DOING = words("rules/sections.toml", "doing")
_REACHED = words("rules/sections.toml", "reached")
_REPORTS_DONE = pattern(either(words("rules/sections.toml", "sentence_reports")))
_REPORTS = pattern(either((_REPORTS_DONE.pattern, *words("rules/sections.toml", "sentence_compares"))))
_PLANS = pattern(either(words("rules/sections.toml", "sentence_plans")))
_SENTENCE = pattern(r"[^。；！？\n]+")
_FIGURE = pattern(r"[0-9一二三四五六七八九十百千万亿]+[^\s，。、年月日号]")
# A part is judged by its first sentences with figures: enough, and hostile text is longer.
_JUDGED = 60

# Of 31 excerpts and reports (2026-11) the three that only plan had 5 to 8 words of planning and at most 1 of
# reporting; no other had more than 1.5 of planning for each of reporting, nor more than 4.
_PLANNING_LEAST = 4
_PLANNING_TIMES = 4
# Of 118 excerpts (2026-12) three that only say what to do had 40 to 49 words of doing and 8 or more for each of
# reporting; of those that report the highest had 14 of doing, or 2.4 for each of reporting.
_DOING_LEAST = 25
_DOING_TIMES = 6
# So many sentences must plan, and none report, before a part plans that no heading calls a plan.
_PLANS_LEAST = 3


def only_plans(text: str) -> bool:
    """Whether a text without headings that say so speaks of nothing but what is to be done."""
    planning = sum(text.count(word) for word in _PLANNING)
    reporting = sum(text.count(word) for word in _REPORTING)
    if planning >= _PLANNING_LEAST and planning > _PLANNING_TIMES * reporting:
        return True
    doing = sum(text.count(word) for word in _DOING)
    return doing >= _DOING_LEAST and doing > _DOING_TIMES * (reporting + sum(text.count(word) for word in _REACHED))


def agreeing(text: str, sections: Sequence[Section], whole: bool = False) -> tuple[Section, ...]:
    """The sections, those whose sentences say otherwise than their headings judged by their sentences.

    A document that plans as a `whole` may compare what it plans with the year before.

    >>> from reportmine.model import Span
    >>> text = "二、工作安排\\n新建学校6所，比上年增加2所，完成投资3亿元。"
    >>> [section.kind for section in agreeing(text, [Section(Span(0, len(text)), "二、工作安排", "plan")])]
    ['other']
    """
    reports = _REPORTS_DONE if whole else _REPORTS
    return tuple(_agreeing(section, text, reports) for section in sections)


def _agreeing(section: Section, text: str, reports: re.Pattern[str]) -> Section:
    if section.kind == "plan":
        said = _said(section, text, reports)
        return (
            section._replace(kind="other") if said.report and not said.plan and 2 * said.report >= said.all else section
        )
    if section.kind == "other" and section.title:
        said = _said(section, text, reports)
        plans = said.plan >= _PLANS_LEAST and not said.report and 2 * said.plan >= said.all
        return section._replace(kind="plan") if plans else section
    return section


class _Said(NamedTuple):
    """How many sentences with figures report, how many plan, and how many there are."""

    report: int
    plan: int
    all: int


def _said(section: Section, text: str, reports: re.Pattern[str]) -> _Said:
    report = plan = number = 0
    for sentence in _SENTENCE.finditer(text, section.span.start + len(section.title), section.span.end):
        if _FIGURE.search(sentence.group()):
            number += 1
            plans = _PLANS.search(sentence.group()) is not None
            plan += plans
            report += not plans and reports.search(sentence.group()) is not None
        if number == _JUDGED:
            break
    return _Said(report, plan, number)
