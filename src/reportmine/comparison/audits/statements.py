"""Which change a report states of which figure: 产值12亿元，增长20%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportmine.comparison.audits.computations import Statement, computation_of
from reportmine.comparison.words import FROM, OPENS_BASE, TO, TRAILING, YEARLY_AVERAGE
from reportmine.model import Claim


def statements_in(claims: Sequence[Claim]) -> Iterator[Statement]:
    """Each stated change with the figure whose change it states: the nearest before it of its metric that fits.

    >>> from reportmine.api import extract
    >>> [(one.stated.text, one.figure.text) for one in statements_in(extract("产值12亿元，增长20%。").claims)]
    [('20%', '12亿元')]
    """
    for index, stated in enumerate(claims):
        if is_stated_change(stated):
            figure = _figure_before(claims, index)
            if figure is not None:
                yield Statement(stated, figure)


def statements_either_side(claims: Sequence[Claim]) -> Iterator[Statement]:
    """Stated changes with their figure, which may also stand behind: 增长5%，达到20万."""
    before = {statement.stated: statement.figure for statement in statements_in(claims)}
    yield from (Statement(stated, figure) for stated, figure in before.items())
    for claim, following in pairwise(claims):
        is_stated = is_stated_change(claim) and claim.sentence == following.sentence
        if is_stated and claim not in before and is_change_of(claim, following):
            yield Statement(claim, following)


def is_stated_change(claim: Claim) -> bool:
    """Whether a claim states how far something went up or down."""
    return claim.measure == "change" and claim.direction is not None


def is_change_of(stated: Claim, figure: Claim) -> bool:
    """Whether a stated change can be the change of a figure: by its name, time, place and unit."""
    if figure.status != stated.status or not _is_of_time(stated, figure):
        return False
    if figure.scope != stated.scope and figure.scope and stated.scope:
        return False
    same_name = stated.metric == figure.metric or stated.metric.removeprefix(figure.metric) in TRAILING
    return same_name and computation_of(Statement(stated, figure)) is not None


def _is_of_time(stated: Claim, figure: Claim) -> bool:
    """Of the figure's time, or of a span up to it: 年均增长."""
    return stated.period == figure.period or (stated.period or "").rpartition("/")[2] == figure.period


def is_base(claim: Claim) -> bool:
    """Whether a figure is itself what something is measured against: 较2022年的20万增长5%."""
    return claim.measure == "level" and bool(OPENS_BASE.search(claim.sentence[: claim.mark.start]))


def is_yearly_average(stated: Claim, figure: Claim) -> bool:
    """Whether a change is that of an average year or of several: 年均增长5%."""
    start = figure.mark.end if figure.mark.end <= stated.mark.start else 0
    return bool(YEARLY_AVERAGE.search(stated.sentence[start : stated.mark.start]))


def leads_from_to(old: Claim, new: Claim) -> bool:
    """Whether one figure moves to the next one: 由A增加到B."""
    if old.sentence != new.sentence or old.metric != new.metric or old.measure != new.measure:
        return False
    between = new.sentence[old.mark.end : new.mark.start]
    return bool(TO.fullmatch(between)) and bool(FROM.search(old.sentence[: old.mark.start]))


def is_in_table(claim: Claim) -> bool:
    """Whether a claim stands in a table, so that its sentence is its row."""
    return claim.name_source == "table"


def _figure_before(claims: Sequence[Claim], index: int) -> Claim | None:
    stated = claims[index]
    for at in range(index - 1, -1, -1):
        claim = claims[at]
        if claim.sentence != stated.sentence or (claim.line != stated.line and is_in_table(claim)):
            return None
        if not is_base(claim) and is_change_of(stated, claim):
            return claim
    return None
