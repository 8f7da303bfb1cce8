"""The same metric given twice in one report, with values that rounding cannot explain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.messages import Message
from reportmine.comparison.model import Audit
from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import factor
from reportmine.model import Claim

# Shorter names than this are often those of several things: 投资, 企业, 道路.
_TELLING = 5


def contradictions(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """Figures of one name, place and time that stand in different sentences and do not agree."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for figure in figures:
        if figure.claim.measure in ("level", "share") and len(figure.claim.metric) >= _TELLING:
            groups[_identity(figure)].append(figure.claim)
    for claims in groups.values():
        audits = (_contradiction(first, second) for first, second in pairwise(claims))
        yield from (audit for audit in audits if audit is not None)


def _identity(figure: ClaimFeatures) -> tuple[object, ...]:
    claim = figure.claim
    return claim.metric, claim.measure, figure.quantity_kind, claim.period, claim.scope, figure.per_unit


def _contradiction(first: Claim, second: Claim) -> Audit | None:
    """None where both agree, or where the second only goes on with the first's sentence."""
    times = factor(first, second)
    if times is None or first.sentence == second.sentence:
        return None
    if not all(claim.qualifier == "exact" and _is_named_before(claim) for claim in (first, second)):
        return None
    apart = second.quantity.low * times - first.quantity.low
    if abs(apart) <= half_step(first) + half_step(second) * times:
        return None
    return Audit(
        check="given twice",
        old=first,
        new=second,
        stated=second,
        computed=first.quantity.low,
        difference=apart,
        unit=first.quantity.unit,
        consistent=False,
        reason=Message.of(
            "two-values", first=first.text, first_line=first.line, second=second.text, second_line=second.line
        ),
    )


def _is_named_before(claim: Claim) -> bool:
    """Whether the name stands right before the figure: else it may be another thing that is counted."""
    return claim.metric in claim.sentence and claim.name_source == "preceding"
