"""其中: parts that should make up the whole that they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportmine.comparison.matching.features import Trait
from reportmine.comparison.matching.names import EXHAUSTIVE
from reportmine.comparison.model import Audit
from reportmine.comparison.unit_conversion import factor, half_step, is_rate
from reportmine.model import Claim

_OF_WHICH = "其中"
_APART = re.compile("[；;。]")


def sums(traits: Sequence[Trait]) -> Iterator[Audit]:
    """Each 其中 with two parts and more: do they make up their whole, or more than it?

    Parts that make up less are let go, for a report may name only some of them, but not where the
    lexicon knows that they are all (the three industries).
    """
    claims = [trait.claim for trait in traits]
    for at, claim in enumerate(claims):
        if _opens_parts(claims, at):
            whole, parts = _whole_before(claims, at), list(_parts_from(claims, at, claim))
            if whole is not None and len(parts) > 1:
                yield from _judged(whole, parts)


def _opens_parts(claims: Sequence[Claim], at: int) -> bool:
    claim = claims[at]
    start = claims[at - 1].mark.end if at and claims[at - 1].sentence == claim.sentence else 0
    return _is_plain(claim) and _OF_WHICH in claim.sentence[start : claim.mark.start]


def _is_plain(claim: Claim) -> bool:
    """Whether a figure can be added up: 10亿元 in 10亿元以上的项目 is a bound and no amount of its own."""
    return claim.measure == "level" and not is_rate(claim) and claim.qualifier == "exact"


def _whole_before(claims: Sequence[Claim], at: int) -> Claim | None:
    """The nearest figure before 其中 that the part can be a part of: of this sentence or the one before."""
    part, sentence = claims[at], None
    found = None
    for claim in reversed(claims[:at]):
        sentence = sentence or claim.sentence
        if claim.sentence != sentence or claim.line != part.line:
            break
        if _is_plain(claim) and claim.quantity.unit == part.quantity.unit and claim.period == part.period:
            found = claim
            if claim.sentence == part.sentence:
                break
    return found


def _parts_from(claims: Sequence[Claim], at: int, first: Claim) -> Iterator[Claim]:
    for claim in claims[at:]:
        if claim.sentence != first.sentence or _APART.search(claim.sentence[first.mark.end : claim.mark.start]):
            return
        if _is_plain(claim) and claim.quantity.unit == first.quantity.unit:
            yield claim


def _judged(whole: Claim, parts: Sequence[Claim]) -> Iterator[Audit]:
    if any(factor(whole, part) is None or part.quantity.high is not None for part in parts):
        return
    total = sum((part.quantity.low for part in parts), Decimal(0))
    missing = whole.quantity.low - total
    slack = sum(map(half_step, parts), half_step(whole))
    if missing > slack and not _are_all(parts):
        return
    consistent, reason = abs(missing) <= slack, ""
    if not consistent:
        reason = (
            "The parts make up more than their whole." if missing < 0 else "The parts make up less than their whole."
        )
    unit = whole.quantity.unit
    yield Audit("sum of parts", parts[0], parts[-1], whole, total, missing, unit, consistent, reason, tuple(parts))


def _are_all(parts: Sequence[Claim]) -> bool:
    return all(any(part.metric.startswith(name) for part in parts) for name in EXHAUSTIVE)
