"""Which figures of two reports measure the same thing: one to one, the best first, rivals counted.

A candidate has the same measure and kind of unit, lies in the same part of its report's own year, and
is of the same place. How alike it is, from 0 to 100, is told by its name and by the words around it;
a name that says nothing by itself (投资) leans on what it belongs to.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from reportmine.comparison.matching.features import Trait
from reportmine.comparison.matching.names import GENERIC, TRAILING
from reportmine.comparison.unit_conversion import factor

# Chosen on the project's two keys and the shared one, see docs/comparing.md.
THRESHOLD = 70
# A candidate this close to the one that was taken might as well have been meant.
_RIVAL = 4
# How much of it a name counts; the rest is the words around. A name that says little counts less.
_NAME, _LITTLE = 0.8, 0.5
# One name held in the other says more where both end in the same noun: 小区 in 老旧小区, 补贴 in 补贴对象.
_HELD_AT_END, _HELD, _HELD_LENGTH = 85, 72, 3
_REORDERED = 0.95
# A figure that is named only by what it belongs to is half way to one named in any other way.
_UNNAMED, _SAME_GENERIC = 60, 80
# Fewer pairs of characters than these in common may be chance.
_FEW = 3


class Match(NamedTuple):
    """Two traits that measure the same, how alike they are, and how many others fit about as well."""

    old: Trait
    new: Trait
    score: int
    rivals: int = 0


Fits = Callable[[Trait, Trait], bool]


def match(old: Sequence[Trait], new: Sequence[Trait], fits: Fits | None = None, least: int = THRESHOLD) -> list[Match]:
    """The best matches, one to one, in the order of the old report; `least` is how alike they must be."""
    candidates = sorted(_candidates(old, new, fits or fitting, least), key=_rank)
    taken = list(_one_to_one(candidates))
    return sorted(_with_rivals(taken, candidates), key=lambda found: found.old.at)


def _candidates(old: Sequence[Trait], new: Sequence[Trait], fits: Fits, least: int) -> Iterator[Match]:
    shelves: dict[tuple[str, str], _Shelf] = defaultdict(lambda: defaultdict(list))
    for trait in new:
        for key in _keys(trait):
            shelves[trait.kind, trait.claim.measure][key].append(trait)
    for one in old:
        for other in _near(one, shelves[one.kind, one.claim.measure]):
            # Names are asked first: they rule out nearly all, and at the least cost.
            score = likeness(one, other, least)
            if score >= least and fits(one, other):
                yield Match(one, other, score)


# Traits under each character of their name, under their indicator, all under one key, the generic under another.
_Shelf = dict[str, list[Trait]]
_ALL, _GENERIC = "*", "?"


def _keys(trait: Trait) -> set[str]:
    keys = {*trait.name, _ALL, trait.claim.indicator or _ALL}
    return keys | {_GENERIC} if trait.generic else keys


def _near(one: Trait, shelf: _Shelf) -> Iterable[Trait]:
    """The traits that `one` may be like: names that have no character in common never are."""
    if one.generic:
        return shelf.get(_ALL, ())
    keys = (_keys(one) | {_GENERIC}) - {_ALL}
    return {id(other): other for key in keys for other in shelf.get(key, ())}.values()


def _rank(found: Match) -> tuple[float, ...]:
    """Best first; of equals the one at the same place in its report, so that both orders give the same."""
    old, new = found.old, found.new
    return -found.score, abs(old.at - new.at), old.at + new.at


def _one_to_one(candidates: Iterable[Match]) -> Iterator[Match]:
    used: set[int] = set()
    for found in candidates:
        if id(found.old) not in used and id(found.new) not in used:
            used.update((id(found.old), id(found.new)))
            yield found


def _with_rivals(taken: Iterable[Match], candidates: Sequence[Match]) -> Iterator[Match]:
    scores: dict[int, list[int]] = defaultdict(list)
    for found in candidates:
        scores[id(found.old)].append(found.score)
        scores[id(found.new)].append(found.score)
    for found in taken:
        near = [score for side in (found.old, found.new) for score in scores[id(side)]]
        yield found._replace(rivals=sum(score >= found.score - _RIVAL for score in near) - 2)


def fitting(one: Trait, other: Trait) -> bool:
    """Whether two figures may be compared at all: their time, place and unit."""
    if one.when != other.when and None not in (one.when[0], other.when[0]):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    return same_units(one, other)


def same_units(one: Trait, other: Trait) -> bool:
    """Whether one unit can be led back to the other; changes may be given in per cent or in numbers."""
    if factor(one.claim, other.claim) is not None:
        return True
    return one.kind == "time" or (one.claim.measure == "change" and one.name == other.name)


def likeness(one: Trait, other: Trait, least: int = 0) -> int:
    """How alike two figures are, from 0 to 100; 0 as soon as it is plain that `least` is out of reach."""
    if (one.claim.sentence, one.claim.mark) == (other.claim.sentence, other.claim.mark):
        return 100
    name, little = name_likeness(one, other), _says_little(one, other)
    if little:
        bare = one.generic != other.generic
        name = max(name, _UNNAMED) if bare else min(name, _SAME_GENERIC)
    weight = _LITTLE if little else _NAME
    if weight * name + (1 - weight) * 100 < least:
        return 0
    around = 100 * _shared(one.around, other.around)
    about = max(around, _about(one.about, other.about)) if little else around
    return round(weight * name + (1 - weight) * about - _penalty(one, other))


def _says_little(one: Trait, other: Trait) -> bool:
    """Whether the names alone cannot tell: 投资 and 投资, or one that is short and not the other."""
    if one.generic or other.generic or one.shared or other.shared:
        return True
    return (one.short or other.short) and not (one.name.endswith(other.name) or other.name.endswith(one.name))


def name_likeness(one: Trait, other: Trait) -> float:
    """How alike two names are: the same indicator, the same characters, one held in the other."""
    if one.name == other.name or (one.claim.indicator and one.claim.indicator == other.claim.indicator):
        return 100
    one_first = (len(one.name), one.name) < (len(other.name), other.name)
    return _alike(one.name, other.name) if one_first else _alike(other.name, one.name)


@functools.lru_cache(maxsize=2**15)
def _alike(short: str, long: str) -> float:
    if set(short).isdisjoint(long):
        return 0
    if len(short) > 1 and short not in GENERIC and (long.endswith(short) or long.removeprefix(short) in TRAILING):
        return _HELD_AT_END
    if len(short) >= _HELD_LENGTH and short in long:
        return _HELD
    return max(fuzz.ratio(short, long), _REORDERED * fuzz.ratio("".join(sorted(short)), "".join(sorted(long))))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(_FEW, min(len(one), len(other)))


def _about(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike the things are that two figures belong to."""
    return max((fuzz.partial_ratio(a, b) for a in one for b in other), default=0)


def _is_new(trait: Trait) -> bool:
    return trait.added or trait.built


def _penalty(one: Trait, other: Trait) -> int:
    """What speaks against a match without ruling it out."""
    a, b = one.claim.quantity, other.claim.quantity
    against = 5 * (one.constant != other.constant) + 8 * (one.added != other.added) + 15 * (one.per != other.per)
    against += 18 * ((_is_new(one) and other.stock) or (one.stock and _is_new(other)))
    against += 15 * (a.dimension != b.dimension and one.kind not in ("count", ""))
    low, high = sorted((a.low, b.low))
    return against + 10 * (low > 0 and high > 30 * low and one.claim.measure == "level" and one.kind != "time")
