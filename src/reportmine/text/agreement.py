"""Whether what a part of a report says agrees with what its heading says: a part that reports is no plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def only_plans(texts: Iterable[str]) -> bool:
    """Whether a text without headings that say so, in pieces of whole lines, speaks only of what is to be done."""
    counts = [[_count(text, words) for words in (_PLANNING, _REPORTING, _DOING, _REACHED)] for text in texts]
    planning, reporting, doing, reached = map(sum, zip(*counts, strict=True))
    if planning >= _PLANNING_LEAST and planning > _PLANNING_TIMES * reporting:
        return True
    return doing >= _DOING_LEAST and doing > _DOING_TIMES * (reporting + reached)


def _count(text: str, words: Iterable[str]) -> int:
    return sum(text.count(word) for word in words)


def agreeing(text: str, sections: Sequence[Section], whole: bool = False) -> tuple[Section, ...]:
    """The sections, those whose sentences say otherwise than their headings judged by their sentences.

    A document that plans as a `whole` may compare what it plans with the year before.

    >>> from reportmine.model import Span
    >>> text = "二、工作安排\\n新建学校6所，比上年增加2所，完成投资3亿元。"
    >>> [section.kind for section in agreeing(text, [Section(Span(0, len(text)), "二、工作安排", "plan")])]
    ['other']
    """
    return tuple(
        judged(section, said_of(section, text, whole)) if is_judged(section) else section for section in sections
    )


def is_judged(section: Section) -> bool:
    """Whether what its sentences say can change what a section is."""
    return section.kind == "plan" or (section.kind == "other" and bool(section.title))


class Said(NamedTuple):
    """How many sentences with figures report, how many plan, and how many there are; no more are looked at than tell.

    So many characters behind the text that was looked at are still of the heading.
    """

    report: int = 0
    plan: int = 0
    all: int = 0
    heading_left: int = 0


NOTHING_SAID = Said()


def judged(section: Section, said: Said) -> Section:
    """A section whose sentences said this: one that reports is no plan, one that plans is, whatever its heading."""
    if section.kind == "plan":
        reports = said.report and not said.plan and 2 * said.report >= said.all
        return section._replace(kind="other") if reports else section
    if section.kind == "other" and section.title:
        plans = said.plan >= _PLANS_LEAST and not said.report and 2 * said.plan >= said.all
        return section._replace(kind="plan") if plans else section
    return section


def said_of(section: Section, text: str, whole: bool) -> Said:
    """What the sentences of a section say that begins in this text."""
    return said_in(text, section.span.start + len(section.title), section.span.end, whole)


def said_in(text: str, start: int, end: int, whole: bool, before: Said = NOTHING_SAID) -> Said:
    """What these sentences say of a section that said something `before`."""
    reports = _REPORTS_DONE if whole else _REPORTS
    report, plan, number, _ = before
    if number == _JUDGED:
        return before
    for sentence in _SENTENCE.finditer(text, start, end):
        if _FIGURE.search(sentence.group()):
            number += 1
            plans = _PLANS.search(sentence.group()) is not None
            plan += plans
            report += not plans and reports.search(sentence.group()) is not None
        if number == _JUDGED:
            break
    return Said(report, plan, number, max(0, start - len(text)))
