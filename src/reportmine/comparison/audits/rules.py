"""Checking what a report says about change, against last year's report and against itself.

All `AUDITS` of one report are asked; a stated figure is checked once, by the first of them that can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from reportmine.comparison.audits.contradictions import contradictions
from reportmine.comparison.audits.stated_changes import against_last_report, against_own_figures, from_and_to
from reportmine.comparison.audits.totals import totals
from reportmine.comparison.matching.features import ClaimFeatures, features_of, reached
from reportmine.comparison.model import Audit, Pair
from reportmine.comparison.years import covered_year, is_year_after
from reportmine.extraction.rule import Rule, all_answers
from reportmine.model import Report, Span


def audit(report: Report) -> tuple[Audit, ...]:
    """All that one report says and that can be worked out again from its own figures.

    >>> from reportmine.api import extract
    >>> audits = audit(extract("2023年工作报告\\n粉丝由20.0万增加到50.0万，增长1.2倍。"))
    >>> [(audit.check, str(audit.stated.quantity.low), str(audit.computed), audit.finding) for audit in audits]
    [('from and to', '1.2', '1.5000', 'wrong')]
    """
    return _in_order(_within(reached(features_of(report))))


def audits_between(
    old: Report, new: Report, pairs: Iterable[Pair], figures: Sequence[ClaimFeatures]
) -> tuple[Audit, ...]:
    """What the new report states as change, checked against what the old one gave, then against itself.

    `figures` are the reached ones of the new report.
    """
    before = {pair.new.span: pair for pair in pairs}
    audits = against_last_report(new.claims, before, covered_year(old)) if is_year_after(new, old) else ()
    return _in_order([*audits, *filter(_is_worth_telling, _within(figures))])


def _is_worth_telling(audit: Audit) -> bool:
    """Whether it says anything of two reports: sums that add up are for `audit` to tell."""
    return audit.finding != "consistent" or not audit.parts


def _within(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    return (audit for audits in all_answers(AUDITS, figures) for audit in audits)


def _in_order(audits: Iterable[Audit]) -> tuple[Audit, ...]:
    """One audit of each stated figure, in the order of the report: the first, unless another shows that it is right.

    A base that was revised since stands in the new report itself.
    """
    chosen: dict[Span, Audit] = {}
    for audit in audits:
        before = chosen.setdefault(audit.stated.span, audit)
        if before.finding in ("wrong", "look") and audit.finding == "consistent":
            chosen[audit.stated.span] = audit
    return tuple(sorted(chosen.values(), key=lambda audit: audit.stated.span))


AuditRule: TypeAlias = Rule[Sequence[ClaimFeatures], Iterable[Audit], None]

AUDITS: tuple[AuditRule, ...] = (
    Rule("from and to", "由A增加到B，增长C%", from_and_to),
    Rule("last year's figure", "增长X%，达到Y, and last year's figure in the same report", against_own_figures),
    Rule("sum of parts", "其中: parts that make up their whole, or more than it", totals),
    Rule("given twice", "the same metric with two values", contradictions),
)
