"""The years that claims and reports are of, and whether one report is of the year after another."""

from __future__ import annotations

from collections import Counter

from reportmine.model import Claim, Report


def year_of(claim: Claim) -> int | None:
    """The year of a claim, where its period is one year or a part of it."""
    period = claim.period or ""
    return int(period[:4]) if period[:4].isdigit() and "/" not in period else None


def covered_year(report: Report) -> int | None:
    """The year that most of a report's reached figures are of; its own year where they name none.

    >>> from reportmine.api import extract
    >>> covered_year(extract("2024年工作报告\\n2023年举办培训20场，募集资金5万元。"))
    2023
    """
    years = Counter(year for claim in report.claims if claim.status == "actual" and (year := year_of(claim)))
    return years.most_common(1)[0][0] if years else report.year


def is_year_after(new: Report, old: Report) -> bool:
    """Whether the new report is of the year after the old one, by what both cover or by their own years.

    Where nothing tells, it is taken to be so.
    """
    years = ((covered_year(old), covered_year(new)), (old.year, new.year))
    steps = [after - before for before, after in years if before is not None and after is not None]
    return not steps or 1 in steps
