"""What speaks against comparing two reports, as messages for the reader.

All rules of `WARNINGS` are asked, and each may have something to say.
"""

from __future__ import annotations

from typing import NamedTuple

from reportmine.comparison.bodies import two_bodies
from reportmine.comparison.messages import said
from reportmine.comparison.years import told_years, years_in_name
from reportmine.extraction.rule import Rule, all_answers
from reportmine.messages.message import Message
from reportmine.model import Report

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
    return None if report.claims else said("no-figure", report=name_of(report))


def _unknown_year(reports: ReportPair) -> Message | None:
    unknown = tuple(name_of(report) for report in (reports.old, reports.new) if report.year is None)
    return said("unknown-year", reports=unknown, years="2022,2023") if unknown else None


def _same_year(reports: ReportPair) -> Message | None:
    old, new, _ = reports
    if old.year is None or old.year != new.year or _is_same(reports):
        return None
    return said("same-year", old=name_of(old), new=name_of(new), year=old.year)


def _same_file(reports: ReportPair) -> Message | None:
    old, new, _ = reports
    return said("same-file", old=name_of(old), new=name_of(new)) if _is_same(reports) else None


def _is_same(reports: ReportPair) -> bool:
    old, new = reports.old.source, reports.new.source
    return bool(old.sha256) and old.sha256 == new.sha256


def _other_body(reports: ReportPair) -> Message | None:
    old, new, _ = reports
    bodies = two_bodies(old, new)
    if bodies is None:
        return None
    return said("two-bodies", old=name_of(old), new=name_of(new), old_body=bodies[0], new_body=bodies[1])


def _old_misnamed(reports: ReportPair) -> Message | None:
    return _misnamed(reports.old)


def _new_misnamed(reports: ReportPair) -> Message | None:
    return _misnamed(reports.new)


def _misnamed(report: Report) -> Message | None:
    """2024.txt of a report on 2022: the text was gone by, which a reader may not expect."""
    named, told = years_in_name(report), told_years(report)
    if not named or not told or not named.isdisjoint(told):
        return None
    return said("other-year-in-name", report=name_of(report), named=_listed(named), told=_listed(told))


def _listed(years: frozenset[int]) -> tuple[str, ...]:
    return tuple(map(str, sorted(years)))


def _few_pairs(reports: ReportPair) -> Message | None:
    old, new, pairs = reports
    fewer = min(len(old.claims), len(new.claims))
    if fewer < _ENOUGH_FIGURES or pairs >= _FEW_PAIRS * fewer:
        return None
    return said("few-pairs", old=name_of(old), new=name_of(new), pairs=pairs, figures=fewer)


WARNINGS: tuple[Rule[ReportPair, Message, None], ...] = (
    Rule("no figure in the old report", "nothing to start from", _no_figure_in_old),
    Rule("no figure in the new report", "nothing to lead to", _no_figure_in_new),
    Rule("unknown year", "the order of the reports is a guess", _unknown_year),
    Rule("other year in the name of the old file", "title and text go before it, unseen", _old_misnamed),
    Rule("other year in the name of the new file", "the same of the new one", _new_misnamed),
    Rule("same file", "nothing can have changed", _same_file),
    Rule("same year", "nothing has passed between them", _same_year),
    Rule("other body", "the figures of two bodies are no change", _other_body),
    Rule("few pairs", "reports of one body share many of their figures", _few_pairs),
)
