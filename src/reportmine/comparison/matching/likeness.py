"""How alike two figures are, from 0 to 100: by their names, by what stands around them, less what speaks against.

A name that says nothing by itself (投资) counts less, and what the figure belongs to counts more.
`NAME_LIKENESS` is asked from top to bottom, the first rule that answers decides; all `PENALTIES` are added up.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.words import GENERIC_NAMES, TRAILING
from reportmine.extraction.rule import Rule, all_answers, first_answer, when

# Chosen on the project's two keys and the shared one, see docs/comparing.md.
# How much of it a name counts; the rest is the words around. A name that says little counts less.
_NAME, _LITTLE = 0.8, 0.5
# One name held in the other says more where both end in the same noun: 小区 in 老旧小区, 补贴 in 补贴对象.
_HELD_AT_END, _HELD, _HELD_LENGTH = 85, 72, 3
_REORDERED = 0.95
# A figure that is named only by what it belongs to is half way to one named in any other way.
_UNNAMED, _SAME_GENERIC = 60, 80
# Fewer bigrams than these in common may be chance.
_FEW = 3
# Levels this many times apart are hardly one metric's in two years.
_FAR_APART = 30


class Candidate(NamedTuple):
    """Two figures that may be a pair; nothing here depends on which of them is the older one."""

    old: ClaimFeatures
    new: ClaimFeatures


def likeness(candidate: Candidate, threshold: int = 0) -> int:
    """How alike two figures are, from 0 to 100; 0 as soon as it is plain that `threshold` is out of reach."""
    old, new = candidate
    if (old.claim.sentence, old.claim.mark) == (new.claim.sentence, new.claim.mark):
        return 100
    name, says_little = name_likeness(old, new), _says_little(old, new)
    if says_little:
        only_one = old.is_generic != new.is_generic
        name = max(name, _UNNAMED) if only_one else min(name, _SAME_GENERIC)
    weight = _LITTLE if says_little else _NAME
    if weight * name + (1 - weight) * 100 < threshold:
        return 0
    context = 100 * _overlap(old.context, new.context)
    if says_little:
        context = max(context, _referent_likeness(old.referents, new.referents))
    penalties: Iterator[int] = all_answers(PENALTIES, candidate)
    return round(weight * name + (1 - weight) * context - sum(penalties))


def _says_little(old: ClaimFeatures, new: ClaimFeatures) -> bool:
    """Whether the names alone cannot tell: 投资 and 投资, or one that is short and not the other."""
    if old.is_generic or new.is_generic or old.is_shared or new.is_shared:
        return True
    return (old.is_short or new.is_short) and not (old.name.endswith(new.name) or new.name.endswith(old.name))


def _overlap(old: frozenset[str], new: frozenset[str]) -> float:
    return len(old & new) / max(_FEW, min(len(old), len(new)))


def _referent_likeness(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """How alike the things are that two figures belong to."""
    return max((fuzz.partial_ratio(phrase, other) for phrase in old for other in new), default=0)


# ------------------------------------------------------------------------------------------ names


class NamePair(NamedTuple):
    """Two different names, the shorter one first, so that both orders of the reports give the same."""

    short: str
    long: str


def name_likeness(old: ClaimFeatures, new: ClaimFeatures) -> float:
    """How alike two names are: the same indicator, the same characters, one held in the other."""
    if old.name == new.name or (old.claim.indicator and old.claim.indicator == new.claim.indicator):
        return 100
    if (len(old.name), old.name) < (len(new.name), new.name):
        return _alike(old.name, new.name)
    return _alike(new.name, old.name)


@functools.lru_cache(maxsize=2**15)
def _alike(short: str, long: str) -> float:
    # Nearly all pairs of names end here.
    if set(short).isdisjoint(long):
        return 0
    answered = first_answer(NAME_LIKENESS, NamePair(short, long))
    return answered[1] if answered else 0


def _is_held_at_end(names: NamePair) -> bool:
    short, long = names
    if len(short) < 2 or short in GENERIC_NAMES:
        return False
    return long.endswith(short) or long.removeprefix(short) in TRAILING


def _is_held(names: NamePair) -> bool:
    return len(names.short) >= _HELD_LENGTH and names.short in names.long


def _of_characters(names: NamePair) -> float:
    short, long = names
    return max(fuzz.ratio(short, long), _REORDERED * fuzz.ratio("".join(sorted(short)), "".join(sorted(long))))


NAME_LIKENESS: tuple[Rule[NamePair, float, None], ...] = (
    Rule(
        "ends in it",
        "小区 in 老旧小区, 救助金 and 救助金额: the same noun",
        when(_is_held_at_end, lambda _: _HELD_AT_END),
    ),
    Rule("holds it", "志愿者 in 志愿者培训: another noun", when(_is_held, lambda _: _HELD)),
    Rule("characters", "in their order, or nearly as good in any order", _of_characters),
)


# -------------------------------------------------------------------------------------- penalties


def _basis_differs(candidate: Candidate) -> bool:
    return candidate.old.on_comparable_basis != candidate.new.on_comparable_basis


def _additions_differ(candidate: Candidate) -> bool:
    return candidate.old.counts_additions != candidate.new.counts_additions


def _one_is_per_unit(candidate: Candidate) -> bool:
    return candidate.old.per_unit != candidate.new.per_unit


def _flow_and_stock(candidate: Candidate) -> bool:
    old, new = candidate
    return (_is_flow(old) and new.counts_stock) or (old.counts_stock and _is_flow(new))


def _is_flow(features: ClaimFeatures) -> bool:
    return features.counts_additions or features.counts_building


def _dimensions_differ(candidate: Candidate) -> bool:
    old, new = candidate
    differ = old.claim.quantity.dimension != new.claim.quantity.dimension
    return differ and old.quantity_kind not in ("count", "")


def _are_far_apart(candidate: Candidate) -> bool:
    old, new = candidate
    low, high = sorted((old.claim.quantity.low, new.claim.quantity.low))
    if old.claim.measure != "level" or old.quantity_kind == "time":
        return False
    return low > 0 and high > _FAR_APART * low


def _points(points: int, holds: Callable[[Candidate], bool]) -> Callable[[Candidate], int | None]:
    return when(holds, lambda _: points)


PENALTIES: tuple[Rule[Candidate, int, None], ...] = (
    Rule("basis", "同口径: only one is like for like", _points(5, _basis_differs)),
    Rule("additions", "新增企业 and 企业: one counts what was added", _points(8, _additions_differ)),
    Rule("per unit", "人均收入 and 收入: one is for each of many", _points(15, _one_is_per_unit)),
    Rule("flow and stock", "新增企业 and 企业总数: one counts all there are", _points(18, _flow_and_stock)),
    Rule("dimensions", "units of two dimensions that are no counts", _points(15, _dimensions_differ)),
    Rule("far apart", "levels of which one is thirty times the other", _points(10, _are_far_apart)),
)
