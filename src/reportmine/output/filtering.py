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
) -> Report:
    """The report with the claims that fit every option; an empty option lets all claims through.

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
    )
    return replace(report, claims=claims)
