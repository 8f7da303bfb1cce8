"""Which change a report states of which figure, and from which earlier figure it is to be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reportmine.comparison.audits.computations import Statement, computation_of
from reportmine.comparison.audits.growth import audit_of_change
from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.model import Audit
from reportmine.comparison.words import FROM, OTHER_BASELINES, TO, TRAILING
from reportmine.comparison.years import year_of
from reportmine.model import Claim, Span

_YEAR = re.compile("(?:19|20)[0-9]{2}")


def statements_in(claims: Sequence[Claim]) -> Iterator[Statement]:
    """Each stated change with the figure whose change it states: the nearest before it of its metric that fits."""
    for index, stated in enumerate(claims):
        if stated.measure == "change" and stated.direction and stated.status == "actual":
            figure = _figure_before(stated, claims[:index])
            if figure is not None:
                yield Statement(stated, figure)


def _figure_before(stated: Claim, before: Sequence[Claim]) -> Claim | None:
    for claim in reversed(before):
        if claim.sentence != stated.sentence:
            return None
        if _is_change_of(stated, claim):
            return claim
    return None


def _is_change_of(stated: Claim, figure: Claim) -> bool:
    if figure.status != "actual" or figure.period != stated.period:
        return False
    same_name = stated.metric == figure.metric or stated.metric.removeprefix(figure.metric) in TRAILING
    return same_name and computation_of(Statement(stated, figure)) is not None


def _statements_either_side(claims: Sequence[Claim]) -> Iterator[Statement]:
    """Stated changes with their figure, which may also stand behind: 增长5%，达到20万."""
    before = {statement.stated: statement.figure for statement in statements_in(claims)}
    yield from (Statement(stated, figure) for stated, figure in before.items())
    for claim, following in pairwise(claims):
        is_stated = claim.measure == "change" and claim.direction and claim.sentence == following.sentence
        if is_stated and claim not in before and _is_change_of(claim, following):
            yield Statement(claim, following)


# ------------------------------------------------------------------- against last year's report


def against_last_report(claims: Sequence[Claim], before: Mapping[Span, Claim], year: int | None) -> Iterator[Audit]:
    """The changes that a report states of figures that last year's report has, too.

    `before` are last year's claims by the span of this year's, `year` is the year that they are of.
    """
    for stated, figure in statements_in(claims):
        old = before.get(figure.span)
        if old is not None and _is_against_year(stated, year):
            audit = audit_of_change("stated change", old, figure, stated)
            if audit is not None:
                yield audit


def _is_against_year(stated: Claim, year: int | None) -> bool:
    """Whether a change is measured against what last year's report gives: not against last month."""
    baseline = stated.baseline or ""
    named = _YEAR.search(baseline)
    if named and year is not None:
        return int(named.group()) == year
    return baseline not in OTHER_BASELINES and not (stated.period or "").partition("/")[2]


# -------------------------------------------------------------------------- within one report


def from_and_to(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """由A增加到B，增长C%."""
    claims = [figure.claim for figure in figures]
    starts = {new.span: old for old, new in pairwise(claims) if _leads_from_to(old, new)}
    for stated, figure in statements_in(claims):
        if figure.span in starts:
            audit = audit_of_change("from and to", starts[figure.span], figure, stated)
            if audit is not None:
                yield audit


def _leads_from_to(old: Claim, new: Claim) -> bool:
    if old.sentence != new.sentence or old.metric != new.metric or old.measure != new.measure:
        return False
    between = new.sentence[old.mark.end : new.mark.start]
    return bool(TO.fullmatch(between)) and bool(FROM.search(old.sentence[: old.mark.start]))


def against_last_years_figure(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """增长X%，达到Y, and elsewhere in the report what it was a year before."""
    claims = [figure.claim for figure in figures]
    of_year = {(claim.metric, claim.measure, year): claim for claim in claims if (year := year_of(claim))}
    for stated, figure in _statements_either_side(claims):
        # A body stands in many rankings: its rank of last year may be that in another one.
        year = year_of(figure) if figure.measure == "level" else None
        old = of_year.get((figure.metric, figure.measure, year - 1)) if year else None
        if year and old and _are_full_years(old, figure, year):
            audit = audit_of_change("last year's figure", old, figure, stated)
            if audit is not None:
                yield audit


def _are_full_years(old: Claim, new: Claim, year: int) -> bool:
    return old.period == str(year - 1) and new.period == str(year)
