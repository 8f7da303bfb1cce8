"""Changes that a row of a table states of its own figures: 营业收入 | 3.18亿 | 3.20亿 | -0.64%.

Row and columns say what belongs together, so that what does not agree is wrong, unless it can be read in several ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportmine.comparison.audits.computations import Computation, Statement, computation_of, computations_of_rate
from reportmine.comparison.audits.growth import Evidence, audit_of_change
from reportmine.comparison.audits.statements import is_in_table, is_stated_change
from reportmine.comparison.messages import said
from reportmine.comparison.model import Audit, Check
from reportmine.comparison.unit_conversion import is_rate
from reportmine.comparison.words import POINTS_HEADS
from reportmine.comparison.years import is_against_year_before, is_year_before
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Message
from reportmine.model import Claim

_PER_CENT = pattern("[%％]")
_CHECK: Check = "last year's figure"
# A change, the figure that it leads from and the one that it leads to.
_WITH_ITS_FIGURES = 3


def rows_of(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """The figures of each row of a table."""
    in_tables = filter(is_in_table, claims)
    return (list(row) for _, row in groupby(in_tables, key=lambda claim: (claim.line, claim.sentence)))


def changes_in_row(row: Sequence[Claim]) -> Iterator[Audit]:
    """The changes of a row whose earlier figure stands in the row, too."""
    for stated in filter(is_stated_change, row):
        if not _is_movement(stated, row) and is_against_year_before(stated):
            in_points = may_be_in_points(stated, row) and not is_headed_as_points(stated)
            unsure = said("percent-or-points") if in_points else None
            readings = (reading._replace(unsure=_unless_rate(reading, unsure)) for reading in _readings(stated, row))
            audits = (audit_of_change(_CHECK, reading) for reading in readings)
            yield from one_of_several([audit for audit in audits if audit is not None])


def _unless_rate(reading: Evidence, unsure: Message | None) -> Message | None:
    """A row of rates alone can only be in points, one with amounts in either."""
    return None if is_rate(reading.new) else unsure


def one_of_several(audits: Sequence[Audit]) -> Iterator[Audit]:
    """Of audits of one stated figure, each from another base: one that agrees, else the first, which is unsure."""
    if not audits:
        return
    audit = next((audit for audit in audits if audit.finding == "consistent"), audits[0])
    if audit.finding == "wrong" and len({one.old.quantity.low for one in audits}) > 1:
        kinds = {is_rate(one.new) for one in audits}
        reason = said("percent-or-points" if len(kinds) > 1 else "several-bases")
        yield replace(audit, finding="look", reason=reason)
    else:
        yield audit


def may_be_in_points(stated: Claim, row: Iterable[Claim]) -> bool:
    """Whether a change in per cent may be that of the row's shares instead: 金额 | 占比 | 金额 | 占比 | 同比增减."""
    if is_headed_as_points(stated) or any(
        is_rate(one) and one.measure != "change" for one in row if one.metric == stated.metric
    ):
        return True
    # Cells that were not understood stand in the row as well.
    changes = sum(claim.measure == "change" and bool(_PER_CENT.search(claim.text)) for claim in row)
    return is_in_table(stated) and len(_PER_CENT.findall(stated.sentence)) > changes


def _readings(stated: Claim, row: Sequence[Claim]) -> Iterator[Evidence]:
    figures, in_points = [claim for claim in row if _is_same_thing(claim, stated)], is_headed_as_points(stated)
    for figure in figures:
        statement = Statement(stated, figure)
        computations = (
            computations_of_rate(statement)[:1]
            if in_points
            else (computations_of_rate(statement) or _its_computation(statement))
        )
        if figure.period != stated.period:
            continue
        bases = [claim for claim in figures if _is_base_of(claim, figure)]
        yield from (Evidence(old, figure, stated, one) for old in bases for one in computations)


def _its_computation(statement: Statement) -> tuple[Computation, ...]:
    computation = computation_of(statement)
    return (computation,) if computation else ()


def _is_base_of(old: Claim, figure: Claim) -> bool:
    same_kind = (old.measure, old.quantity.unit) == (figure.measure, figure.quantity.unit)
    return same_kind and is_year_before(old, figure)


def _is_same_thing(claim: Claim, stated: Claim) -> bool:
    if claim.measure not in ("level", "share") or claim.status != "actual":
        return False
    return (claim.metric, claim.scope) == (stated.metric, stated.scope)


def _is_movement(stated: Claim, row: Iterable[Claim]) -> bool:
    """Whether an amount is one movement of several: 期初 | 本期增加 | 本期减少 | 期末.

    It is the whole change only where nothing but the two figures stands beside it.
    """
    if is_rate(stated):
        return False
    return sum(claim.quantity.unit == stated.quantity.unit for claim in row) > _WITH_ITS_FIGURES


def is_headed_as_points(stated: Claim) -> bool:
    """Whether the head of a change says that it is in points: 比重增减."""
    heads = (note.evidence for note in stated.notes if note.decision == "table-measure")
    return stated.quantity.unit == "百分点" or any(POINTS_HEADS.search(head) for head in heads)
