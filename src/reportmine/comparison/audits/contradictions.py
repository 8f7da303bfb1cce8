"""The same metric given twice in one report, with values that rounding cannot explain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportmine.comparison.matching.features import Trait
from reportmine.comparison.model import Audit
from reportmine.comparison.unit_conversion import factor, half_step
from reportmine.model import Claim

# Shorter names than this are often those of several things: 投资, 企业, 道路.
_TELLING = 5


def given_twice(traits: Sequence[Trait]) -> Iterator[Audit]:
    """Figures of one name, place and time that stand in different sentences and do not agree."""
    same: dict[tuple[object, ...], list[Trait]] = defaultdict(list)
    for trait in traits:
        if trait.claim.measure in ("level", "share") and len(trait.claim.metric) >= _TELLING:
            same[_key(trait)].append(trait)
    for found in same.values():
        for one, other in pairwise(trait.claim for trait in found):
            audit = _judged(one, other)
            if audit is not None:
                yield audit


def _key(trait: Trait) -> tuple[object, ...]:
    claim = trait.claim
    return claim.metric, claim.measure, trait.kind, claim.period, claim.scope, trait.per


def _judged(one: Claim, other: Claim) -> Audit | None:
    """None where both agree, or where the second only goes on with the first's sentence."""
    times = factor(one, other)
    if times is None or one.sentence == other.sentence or _is_carried(one) or _is_carried(other):
        return None
    if one.qualifier != "exact" or other.qualifier != "exact":
        return None
    apart = other.quantity.low * times - one.quantity.low
    if abs(apart) <= half_step(one) + half_step(other) * times:
        return None
    reason = f"It is given as {one.text} in line {one.line} and as {other.text} in line {other.line}."
    return Audit("given twice", one, other, other, one.quantity.low, apart, one.quantity.unit, False, reason)


def _is_carried(claim: Claim) -> bool:
    """Whether the name does not stand right before the figure: then it may be another thing that is counted."""
    return claim.metric not in claim.sentence or claim.name_source != "preceding"
