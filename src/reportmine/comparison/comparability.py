"""What speaks against comparing two reports, as messages for the reader.

All rules of `WARNINGS` are asked, and each may have something to say.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from reportmine.comparison.messages import Message
from reportmine.comparison.words import TITLE_COUNTERS
from reportmine.extraction.rule import Rule, all_answers
from reportmine.model import Report

# Without years and numbers the titles of one body's reports are the same (100 in all three pairs that
# were measured); those of two bodies in the samples reach 20 at most.
_SAME_TITLE = 80
# Two years of one body share from 21 to 54 in 100 of their figures (three pairs measured), a city's and
# a company's or a foundation's report none. Two cities may share as many: that the titles must tell.
_FEW_PAIRS, _ENOUGH_FIGURES = 0.1, 10


class ReportPair(NamedTuple):
    """Two reports, and how many pairs of figures they turned out to have."""

    old: Report
    new: Report
    pair_count: int


def comparability_warnings(old: Report, new: Report, pair_count: int) -> tuple[Message, ...]:
    """All that makes these reports hard to compare.

    >>> from reportmine.api import extract
    >>> old, new = extract("2022年工作报告\\n粉丝20万。"), extract("2023年工作报告\\n加油。")
    >>> for warning in comparability_warnings(old, new, 0):
    ...     print(warning)
    2023年工作报告: there is no figure in it, so that nothing can be compared.
    """
    return tuple(all_answers(WARNINGS, ReportPair(old, new, pair_count)))


def name_of(report: Report) -> str:
    """What to call a report: its path, else its title."""
    return report.source.path or report.title or "untitled"


def _no_figure_in_old(reports: ReportPair) -> Message | None:
    return _no_figure(reports.old)


def _no_figure_in_new(reports: ReportPair) -> Message | None:
    return _no_figure(reports.new)


def _no_figure(report: Report) -> Message | None:
    return None if report.claims else Message.of("no-figure", report=name_of(report))


def _unknown_year(reports: ReportPair) -> Message | None:
    unknown = tuple(name_of(report) for report in (reports.old, reports.new) if report.year is None)
    return Message.of("unknown-year", reports=unknown, years="2022,2023") if unknown else None


def _same_year(reports: ReportPair) -> Message | None:
    old, new, _ = reports
    if old.year is None or old.year != new.year:
        return None
    return Message.of("same-year", old=name_of(old), new=name_of(new), year=old.year)


def _other_body(reports: ReportPair) -> Message | None:
    old, new, _ = reports
    old_title, new_title = (TITLE_COUNTERS.sub("", report.title or "") for report in (old, new))
    if not old_title or not new_title or fuzz.ratio(old_title, new_title) >= _SAME_TITLE:
        return None
    return Message.of(
        "two-bodies",
        old=name_of(old),
        new=name_of(new),
        old_title=old.title or "",
        new_title=new.title or "",
    )


def _few_pairs(reports: ReportPair) -> Message | None:
    old, new, pairs = reports
    fewer = min(len(old.claims), len(new.claims))
    if fewer < _ENOUGH_FIGURES or pairs >= _FEW_PAIRS * fewer:
        return None
    return Message.of("few-pairs", old=name_of(old), new=name_of(new), pairs=pairs, figures=fewer)


WARNINGS: tuple[Rule[ReportPair, Message, None], ...] = (
    Rule("no figure in the old report", "nothing to start from", _no_figure_in_old),
    Rule("no figure in the new report", "nothing to lead to", _no_figure_in_new),
    Rule("unknown year", "the order of the reports is a guess", _unknown_year),
    Rule("same year", "nothing has passed between them", _same_year),
    Rule("other body", "the figures of two bodies are no change", _other_body),
    Rule("few pairs", "reports of one body share many of their figures", _few_pairs),
)
