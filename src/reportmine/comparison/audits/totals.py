"""其中: parts that should make up the whole that they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportmine.comparison.audits.brackets import depth_at, lowest_depth
from reportmine.comparison.audits.statements import is_in_table
from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.matching.names import normalized
from reportmine.comparison.messages import said
from reportmine.comparison.model import Audit, Finding
from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import factor, is_rate
from reportmine.comparison.words import CONJUNCTIONS, EXHAUSTIVE_PARTS, OF_WHICH, OVERLAPPING_PARTS
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Message
from reportmine.model import Claim

_LIST_END = pattern("[；;。]")


def totals(figures: Sequence[ClaimFeatures]) -> Iterator[Audit]:
    """Each 其中 with two parts and more: do they make up their whole, or more than it?

    Parts that make up less are let go, for a report may name only some of them, but not where the
    lexicon knows that they are all (the three industries). Parts that make up more are wrong only where
    they can have nothing in common: 教授, 副教授, 博士 are counted twice.
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
    return claim.measure == "level" and not is_rate(claim) and claim.qualifier == "exact" and not is_in_table(claim)


def _whole_before(claims: Sequence[Claim], index: int) -> Claim | None:
    """The nearest figure before 其中 that the part can be a part of: of this sentence or the one before.

    What stands in brackets that were closed since is itself a part of something.
    """
    part, sentence = claims[index], None
    whole = None
    for claim in reversed(claims[:index]):
        sentence = sentence or claim.sentence
        if claim.sentence != sentence or claim.line != part.line:
            break
        if not _can_be_whole(claim, part):
            continue
        whole = claim
        if claim.sentence == part.sentence:
            break
    return whole


def _can_be_whole(claim: Claim, part: Claim) -> bool:
    if not _can_be_added(claim) or claim.quantity.unit != part.quantity.unit or claim.period != part.period:
        return False
    end = part.mark.start if claim.sentence == part.sentence else len(claim.sentence)
    return lowest_depth(claim.sentence, claim.mark.start, end) >= depth_at(claim.sentence, claim.mark.start)


def _parts_from(claims: Sequence[Claim], index: int) -> Iterator[Claim]:
    """The parts of a list: not in deeper brackets, nor behind a further 其中, nor behind the bracket that it is in."""
    first = claims[index]
    depth = depth_at(first.sentence, first.mark.start)
    for claim in claims[index:]:
        between = claim.sentence[first.mark.end : claim.mark.start]
        if claim.sentence != first.sentence or _LIST_END.search(between) or OF_WHICH.search(_outside(between)):
            return
        if lowest_depth(claim.sentence, first.mark.start, claim.mark.start) < depth:
            return
        if depth_at(claim.sentence, claim.mark.start) > depth:
            continue
        if _can_be_added(claim) and claim.quantity.unit == first.quantity.unit:
            yield claim


def _outside(text: str) -> str:
    """A text without what it has in closed brackets."""
    return re.sub(r"[（(][^（()）]*[）)]", "", text)


def _audit_of_sum(whole: Claim, parts: tuple[Claim, ...]) -> Audit | None:
    if any(factor(whole, part) is None or part.quantity.high is not None for part in parts):
        return None
    total = sum((part.quantity.low for part in parts), Decimal(0))
    missing = whole.quantity.low - total
    slack = sum(map(half_step, parts), half_step(whole))
    if missing > slack and not _are_all(parts):
        return None
    finding, reason = _finding(whole, parts, missing, slack)
    return Audit(
        check="sum of parts",
        old=parts[0],
        new=parts[-1],
        stated=whole,
        computed=total,
        difference=missing,
        unit=whole.quantity.unit,
        finding=finding,
        reason=reason,
        parts=parts,
    )


def _finding(whole: Claim, parts: Sequence[Claim], missing: Decimal, slack: Decimal) -> tuple[Finding, Message | None]:
    if abs(missing) <= slack:
        return "consistent", None
    if abs(missing) <= 2 * slack:
        return "look", said("near-rounding")
    if whole.sentence == parts[0].sentence and (_are_all(parts) or _are_apart(whole, parts)):
        return "wrong", said("parts-exceed-whole" if missing < 0 else "parts-fall-short")
    return "look", said("parts-may-overlap" if missing < 0 else "parts-fall-short")


def _are_all(parts: Sequence[Claim]) -> bool:
    """Whether the lexicon knows these parts as all that there are, and nothing else is among them."""
    return any(
        len(parts) == len(names) and all(any(part.metric.startswith(name) for part in parts) for name in names)
        for names in EXHAUSTIVE_PARTS
    )


def _are_apart(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts are kinds of the whole that have nothing in common: 活动23场，其中文艺活动8场、体育活动15场.

    People have several things said of them at once: 女党员, 少数民族党员.
    """
    name = normalized(whole.metric)
    if whole.quantity.dimension == "person" or not name:
        return False
    if not all(part.metric.endswith(name) and not OVERLAPPING_PARTS.search(part.metric) for part in parts):
        return False
    return all(_is_joined(part.sentence[part.mark.end : other.mark.start]) for part, other in pairwise(parts))


def _is_joined(between: str) -> bool:
    return bool(CONJUNCTIONS.match(_outside(between)))
