"""The years that claims and reports are of, and whether one report is of the year after another."""

from __future__ import annotations

from collections import Counter

from reportmine.comparison.words import LAST_PERIOD, OF_YEAR_BEFORE
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim, Report

YEAR = pattern("(?:19|20)[0-9]{2}")


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


def is_year_before(old: Claim, new: Claim) -> bool:
    """Whether a claim is of the same part of the year before: 2022 and 2023, 2022-H1 and 2023-H1."""
    before, after = year_of(old), year_of(new)
    if before is None or after is None or before + 1 != after:
        return False
    return (old.period or "")[4:] == (new.period or "")[4:]


def is_against_year_before(stated: Claim) -> bool:
    """Whether a change is measured against the year before, or does not say against what."""
    period = stated.period or ""
    if "/" in period or (stated.baseline in LAST_PERIOD and not period.isdigit()):
        return False
    if stated.baseline is None or stated.baseline in OF_YEAR_BEFORE:
        return True
    named, year = YEAR.search(stated.baseline), year_of(stated)
    return bool(named and year) and named is not None and int(named.group()) + 1 == year
