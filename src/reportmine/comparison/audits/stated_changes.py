"""From which earlier figure a stated change is to be worked out, and whether that figure surely is the one meant.

Sure are a figure of the same row or sentence, one of the sentence before that names its year, and the figure that
makes a good pair in last year's report. A figure from elsewhere can show that a change is right, not that it is
wrong.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportmine.comparison.audits.computations import Statement, yearly_growth
from reportmine.comparison.audits.growth import Evidence, audit_of_change
from reportmine.comparison.audits.statements import (
    is_base,
    is_in_table,
    is_yearly_average,
    leads_from_to,
    statements_either_side,
    statements_in,
)
from reportmine.comparison.audits.table_rows import changes_in_row, may_be_in_points, one_of_several, rows_of
from reportmine.comparison.findings import is_sure
from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.messages import said
from reportmine.comparison.model import Audit, Pair
from reportmine.comparison.unit_conversion import is_rate
from reportmine.comparison.words import LAST_YEAR, OTHER_BASELINES, SELF_WORDS
from reportmine.comparison.years import YEAR, is_against_year_before, is_year_before, year_of
from reportmine.extraction.rule import Rule, first_answer
from reportmine.messages.message import Message
from reportmine.model import Claim, Span

# So many characters between two sentences, at most, when one follows the other.
_GAP = 2


# ------------------------------------------------------------------- against last year's report


class Between(NamedTuple):
    """A change stated of a figure of one report, its pair with last year's report, and what else is in the sentence."""

    statement: Statement
    pair: Pair
    figures_between: Sequence[Claim]
    row: Sequence[Claim]


def against_last_report(claims: Sequence[Claim], pairs: Mapping[Span, Pair], year: int | None) -> Iterator[Audit]:
    """The changes that a report states of figures that last year's report has, too.

    `pairs` are found by the span of this year's figure, `year` is the year that last year's report is of.
    """
    rows = {claim.span: row for row in rows_of(claims) for claim in row}
    for stated, figure in statements_in(claims):
        pair = pairs.get(figure.span)
        if pair is None or not _is_against_report(stated, year) or is_yearly_average(stated, figure):
            continue
        seen = Between(Statement(stated, figure), pair, _between(claims, figure, stated), rows.get(stated.span, ()))
        unsure = first_answer(UNSURE_PAIRS, seen)
        evidence = Evidence(pair.old, figure, stated, unsure=unsure[1] if unsure else None)
        audit = audit_of_change("stated change", evidence)
        if audit is not None:
            yield audit


def _is_against_report(stated: Claim, year: int | None) -> bool:
    """Whether a change is measured against what last year's report gives: not against last month."""
    baseline = stated.baseline or ""
    named = YEAR.search(baseline)
    if named and year is not None:
        return int(named.group()) == year
    return baseline not in OTHER_BASELINES and not (stated.period or "").partition("/")[2]


def _is_weak_pair(seen: Between) -> Message | None:
    pair = seen.pair
    # A wrong growth makes a pair look less like one; an indicator that the lexicon knows under both names is one.
    known = pair.old.indicator is not None and pair.old.indicator == pair.new.indicator
    if is_sure(pair) or (known and not pair.rivals):
        return None
    return said("weak-pair", old=pair.old.metric, new=pair.new.metric)


def _is_of_other_scope(seen: Between) -> Message | None:
    old, new = seen.pair.old.scope, seen.pair.new.scope
    if not old or not new or old.lstrip(SELF_WORDS) == new.lstrip(SELF_WORDS):
        return None
    return said("other-scope", old=old, new=new)


def _is_parted(seen: Between) -> Message | None:
    figure = seen.statement.figure
    others = (claim for claim in seen.figures_between if claim.metric != figure.metric and not is_in_table(claim))
    return said("figures-between") if any(others) else None


def _may_be_in_points(seen: Between) -> Message | None:
    return said("percent-or-points") if may_be_in_points(seen.statement.stated, seen.row) else None


UNSURE_PAIRS: tuple[Rule[Between, Message, None], ...] = (
    Rule("weak pair", "names that are not alike, or other figures that fit as well", _is_weak_pair),
    Rule("other scope", "本集团 and 子公司: figures of two bodies", _is_of_other_scope),
    Rule("parted", "other figures between: it may be the change of one of these", _is_parted),
    Rule("points", "a table of amounts and shares: it may be the change of the share", _may_be_in_points),
)


# -------------------------------------------------------------------------- within one report


def from_and_to(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """由A增加到B，增长C%."""
    claims = [figure.claim for figure in figures]
    starts = {new.span: old for old, new in pairwise(claims) if leads_from_to(old, new)}
    for stated, figure in statements_in(claims):
        if figure.span in starts:
            evidence = _of_way(starts[figure.span], figure, stated, _between(claims, figure, stated))
            audit = evidence and audit_of_change("from and to", evidence)
            if audit is not None:
                yield audit


def _of_way(old: Claim, new: Claim, stated: Claim, between: Sequence[Claim]) -> Evidence | None:
    """The evidence of a change from one figure to another; an average year's where both years are known."""
    parted = any(claim.metric != new.metric for claim in between)
    if not is_yearly_average(stated, new):
        return Evidence(old, new, stated, unsure=said("figures-between") if parted else None)
    first, last = year_of(old), year_of(new)
    if first is None or last is None or last <= first or stated.quantity.unit != "%":
        return None
    return Evidence(old, new, stated, yearly_growth(last - first), said("yearly-average"))


def against_own_figures(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """增长X%，达到Y, and in the same report what it was a year before."""
    claims = [figure.claim for figure in figures]
    in_rows = [audit for row in rows_of(claims) for audit in changes_in_row(row)]
    yield from in_rows
    done = {audit.stated.span for audit in in_rows}
    levels = _levels(claims)
    for stated, figure in statements_either_side(claims):
        # A body stands in many rankings: its rank of last year may be that in another one.
        if stated.span in done or figure.measure != "level" or is_yearly_average(stated, figure):
            continue
        # Of a movement in a table nothing can be said without its row: 本期增加.
        if is_in_table(stated) and not is_rate(stated):
            continue
        yield from _against_own(stated, figure, _between(claims, figure, stated), levels)


Levels = Mapping[tuple[str, str | None], Sequence[Claim]]


def _levels(claims: Sequence[Claim]) -> Levels:
    """The figures that a change may lead from, by name and scope."""
    found: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.measure == "level":
            found[claim.metric, claim.scope].append(claim)
    return found


def _against_own(stated: Claim, figure: Claim, between: Sequence[Claim], levels: Levels) -> Iterator[Audit]:
    named = [claim for claim in between if is_base(claim) and claim.metric == figure.metric]
    parted = any(claim.metric != figure.metric for claim in between)
    if named:
        bases, unsure = named, None
    elif is_against_year_before(stated):
        earlier = [claim for claim in levels.get((figure.metric, figure.scope), ()) if is_year_before(claim, figure)]
        near = [claim for claim in earlier if _stands_by(claim, figure)]
        bases, unsure = near or earlier, None
        if earlier and not near:
            unsure = said("base-elsewhere", line=earlier[0].line)
    else:
        return
    if parted and not is_in_table(stated):
        unsure = said("figures-between")
    audits = (audit_of_change("last year's figure", Evidence(old, figure, stated, unsure=unsure)) for old in bases)
    yield from one_of_several([audit for audit in audits if audit is not None])


def _stands_by(old: Claim, figure: Claim) -> bool:
    """Whether an earlier figure stands in the sentence, or in the one before with its year in words."""
    if is_in_table(old) or is_in_table(figure) or old.line != figure.line:
        return False
    if old.sentence == figure.sentence:
        return True
    end_of_old = old.span.end + len(old.sentence) - old.mark.end
    gap = figure.span.start - figure.mark.start - end_of_old
    return 0 <= gap <= _GAP and _names_its_year(old) and not _names_another_year(figure)


def _names_its_year(old: Claim) -> bool:
    words = old.sentence[: old.mark.start]
    return (old.period or "")[:4] in words or bool(LAST_YEAR.search(words))


def _names_another_year(figure: Claim) -> bool:
    return any(year not in (figure.period or "") for year in YEAR.findall(figure.sentence[: figure.mark.start]))


def _between(claims: Sequence[Claim], one: Claim, other: Claim) -> Sequence[Claim]:
    """The figures that stand between two of a report."""
    first, second = sorted((one.span, other.span))
    return claims[bisect_right(claims, first, key=_span) : bisect_left(claims, second, key=_span)]


def _span(claim: Claim) -> Span:
    return claim.span
