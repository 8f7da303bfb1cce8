"""Keeping only those claims of a report that a reader asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from reportmine.model import Report


def narrowed(
    report: Report,
    *,
    topics: Collection[str] = (),
    measures: Collection[str] = (),
    statuses: Collection[str] = (),
    min_confidence: float = 0,
) -> Report:
    """The report with the claims that fit every option; an option that is not given lets all claims through.

    `min_confidence` asks for names that are at least so sure, from 0 to 1; names that were not learnt are kept.

    >>> from reportmine.api import extract
    >>> report = extract("举办培训20场，增长5%。")
    >>> [claim.text for claim in narrowed(report, measures=["change"]).claims]
    ['5%']
    """
    claims = tuple(
        claim
        for claim in report.claims
        if (not topics or claim.topic in topics)
        and (not measures or claim.measure in measures)
        and (not statuses or claim.status in statuses)
        and claim.is_sure(min_confidence)
    )
    return replace(report, claims=claims)
