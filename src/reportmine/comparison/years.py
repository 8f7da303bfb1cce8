"""The years that claims and reports are of, and whether one report is of the year after another."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from reportmine.comparison.words import LAST_PERIOD, OF_YEAR_BEFORE
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim, Report
from reportmine.text.headings import heading_in
from reportmine.text.report_years import years_of
from reportmine.text.titles import title_year_in, title_years_in

YEAR = pattern("(?:19|20)[0-9]{2}")
# The day on which a report was given or adopted stands so early.
_DATE, _HEAD = pattern("((?:19|20)[0-9]{2})年[0-9]{1,2}月"), 400


def _dated(claim: Claim) -> tuple[int, str] | None:
    """The year of a claim and the part of it, as H1 or nothing; None where its period is no single year."""
    if claim.period is None:
        return None
    year, _, part = claim.period.partition("-")
    return (int(year), part) if year.isdigit() else None


def year_of(claim: Claim) -> int | None:
    """The year of a claim, where its period is one year or a part of it."""
    dated = _dated(claim)
    return dated[0] if dated else None


def last_year_of(claim: Claim) -> int | None:
    """The year of a claim, or the last of the span that it is of: 2023 of 2021/2023.

    >>> from reportmine.api import extract
    >>> [last_year_of(claim) for claim in extract("2021—2023年新建公园30个。粉丝20万。").claims]
    [2023, None]
    """
    if claim.period is None:
        return None
    end = claim.period.rpartition("/")[2][:4]
    return int(end) if end.isdigit() else None


def covered_year(report: Report) -> int | None:
    """The year that most of a report's reached figures are of; its own year where they name none.

    >>> from reportmine.api import extract
    >>> covered_year(extract("2024年工作报告\\n2023年举办培训20场，募集资金5万元。"))
    2023
    """
    years = Counter(year for claim in report.claims if claim.status == "actual" and (year := year_of(claim)))
    return max(years, key=years.__getitem__) if years else report.year


def told_years(report: Report) -> frozenset[int]:
    """The years that title and text tell: the report's own, the one that it covers, and when it was given.

    >>> from reportmine.api import extract
    >>> sorted(told_years(extract("2023年度工作报告\\n（2024年3月8日理事会审议通过）\\n举办培训20场。")))
    [2023, 2024]
    """
    text, title = report.prose.text if report.prose else "", report.title
    years = years_of(text, title, None)
    told = {year for year in (years.report, years.covered) if year}
    if not told:
        return frozenset()
    dates = {int(found[1]) for found in _DATE.finditer(text[:_HEAD])}
    titled = title and title_year_in(title) and not heading_in(title)
    # Who reports a year may do so early in the next, unless the title says which report it is.
    later = {year + 1 for year in told} if len(told) == 1 and not titled else set()
    return frozenset(told | dates | later)


def years_in_name(report: Report) -> frozenset[int]:
    """All years in the name of a report's file: none, one, or those of a span.

    >>> from reportmine.model import Source
    >>> sorted(years_in_name(Report(Source("", "县2022-2023年报.txt"), None, None, "")))
    [2022, 2023]
    """
    path = report.source.path
    return title_years_in(PurePath(path).stem) if path else frozenset()


def is_year_after(new: Report, old: Report) -> bool:
    """Whether the new report is of the year after the old one, by what both cover or by their own years.

    Where nothing tells, it is taken to be so.
    """
    years = ((covered_year(old), covered_year(new)), (old.year, new.year))
    steps = [after - before for before, after in years if before is not None and after is not None]
    return not steps or 1 in steps


def is_year_before(old: Claim, new: Claim) -> bool:
    """Whether a claim is of the same part of the year before: 2022 and 2023, 2022-H1 and 2023-H1."""
    before, after = _dated(old), _dated(new)
    return before is not None and after == (before[0] + 1, before[1])


def is_against_year_before(stated: Claim) -> bool:
    """Whether a change is measured against the year before, or does not say against what."""
    baseline, dated = stated.baseline, _dated(stated)
    if baseline in LAST_PERIOD:
        return dated is not None and not dated[1]  # 环比 of a month is against the month before
    if stated.period and not dated:
        return False
    if baseline is None or baseline in OF_YEAR_BEFORE:
        return True
    named = YEAR.search(baseline)
    return named is not None and dated is not None and int(named[0]) + 1 == dated[0]
