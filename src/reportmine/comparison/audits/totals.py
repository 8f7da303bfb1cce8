"""其中: parts that should make up the whole that they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.messages import Message
from reportmine.comparison.model import Audit
from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import factor, is_rate
from reportmine.comparison.words import EXHAUSTIVE_PARTS, OF_WHICH
from reportmine.model import Claim

_LIST_END = re.compile("[；;。]")


def totals(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """Each 其中 with two parts and more: do they make up their whole, or more than it?

    Parts that make up less are let go, for a report may name only some of them, but not where the
    lexicon knows that they are all (the three industries).
    """
    claims = [figure.claim for figure in figures]
    for index in range(len(claims)):
        if _opens_parts(claims, index):
            whole, parts = _whole_before(claims, index), tuple(_parts_from(claims, index))
            if whole is not None and len(parts) > 1 and (audit := _audit_of_sum(whole, parts)):
                yield audit


def _opens_parts(claims: Sequence[Claim], index: int) -> bool:
    claim = claims[index]
    start = claims[index - 1].mark.end if index and claims[index - 1].sentence == claim.sentence else 0
    return _can_be_added(claim) and bool(OF_WHICH.search(claim.sentence[start : claim.mark.start]))


def _can_be_added(claim: Claim) -> bool:
    """Whether a figure can be added up: 10亿元 in 10亿元以上的项目 is a bound and no amount of its own."""
    return claim.measure == "level" and not is_rate(claim) and claim.qualifier == "exact"


def _whole_before(claims: Sequence[Claim], index: int) -> Claim | None:
    """The nearest figure before 其中 that the part can be a part of: of this sentence or the one before."""
    part, sentence = claims[index], None
    whole = None
    for claim in reversed(claims[:index]):
        sentence = sentence or claim.sentence
        if claim.sentence != sentence or claim.line != part.line:
            break
        if _can_be_added(claim) and claim.quantity.unit == part.quantity.unit and claim.period == part.period:
            whole = claim
            if claim.sentence == part.sentence:
                break
    return whole


def _parts_from(claims: Sequence[Claim], index: int) -> Iterator[Claim]:
    first = claims[index]
    for claim in claims[index:]:
        if claim.sentence != first.sentence or _LIST_END.search(claim.sentence[first.mark.end : claim.mark.start]):
            return
        if _can_be_added(claim) and claim.quantity.unit == first.quantity.unit:
            yield claim


def _audit_of_sum(whole: Claim, parts: tuple[Claim, ...]) -> Audit | None:
    if any(factor(whole, part) is None or part.quantity.high is not None for part in parts):
        return None
    total = sum((part.quantity.low for part in parts), Decimal(0))
    missing = whole.quantity.low - total
    slack = sum(map(half_step, parts), half_step(whole))
    if missing > slack and not _are_all(parts):
        return None
    consistent = abs(missing) <= slack
    reason = Message.of("parts-exceed-whole" if missing < 0 else "parts-fall-short")
    return Audit(
        check="sum of parts",
        old=parts[0],
        new=parts[-1],
        stated=whole,
        computed=total,
        difference=missing,
        unit=whole.quantity.unit,
        consistent=consistent,
        reason=None if consistent else reason,
        parts=parts,
    )


def _are_all(parts: Sequence[Claim]) -> bool:
    return all(any(part.metric.startswith(name) for part in parts) for name in EXHAUSTIVE_PARTS)
