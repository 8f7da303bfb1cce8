"""Which figures of two reports measure the same thing: one to one, the best first, rivals counted.

A candidate has the same measure and kind of quantity, and no rule of `EXCLUSIONS` speaks: another time, another
place, units that cannot be led back to one another. The most alike are taken first (`likeness`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.matching.likeness import Candidate, likeness
from reportmine.comparison.unit_conversion import factor
from reportmine.extraction.rule import Rule, first_answer

# Chosen on the project's two keys and the shared one, see docs/comparing.md.
THRESHOLD = 70
# A candidate this close to the one that was taken might as well have been meant.
_RIVAL = 4


class Match(NamedTuple):
    """Two figures that measure the same, how alike they are, and how many others fit about as well."""

    old: ClaimFeatures
    new: ClaimFeatures
    score: int
    rivals: int = 0


IsComparable = Callable[[Candidate], bool]


def match_figures(
    old: Sequence[ClaimFeatures],
    new: Sequence[ClaimFeatures],
    is_allowed: IsComparable | None = None,
    threshold: int = THRESHOLD,
) -> list[Match]:
    """The best matches, one to one, in the order of the old report; `threshold` is how alike they must be."""
    candidates = sorted(_candidates(old, new, is_allowed or is_comparable, threshold), key=_rank)
    taken = list(_one_to_one(candidates))
    return sorted(_with_rivals(taken, candidates), key=lambda match: match.old.position)


def _candidates(
    old: Sequence[ClaimFeatures], new: Sequence[ClaimFeatures], is_allowed: IsComparable, threshold: int
) -> Iterator[Match]:
    indexes: dict[tuple[str, str], _Index] = defaultdict(lambda: defaultdict(list))
    for figure in new:
        for key in _keys(figure):
            indexes[figure.quantity_kind, figure.claim.measure][key].append(figure)
    for figure in old:
        for other in _near(figure, indexes[figure.quantity_kind, figure.claim.measure]):
            candidate = Candidate(figure, other)
            # Names are asked first: they rule out nearly all, and at the least cost.
            score = likeness(candidate, threshold)
            if score >= threshold and is_allowed(candidate):
                yield Match(figure, other, score)


# Figures under each character of their name, under their indicator, all under one key, the generic under another.
_Index = dict[str, list[ClaimFeatures]]
_ALL, _GENERIC = "*", "?"


def _keys(figure: ClaimFeatures) -> set[str]:
    keys = {*figure.name, _ALL, figure.claim.indicator or _ALL}
    return keys | {_GENERIC} if figure.is_generic else keys


def _near(figure: ClaimFeatures, index: _Index) -> Iterable[ClaimFeatures]:
    """The figures that this one may be like: names that have no character in common never are."""
    if figure.is_generic:
        return index.get(_ALL, ())
    keys = (_keys(figure) | {_GENERIC}) - {_ALL}
    return {id(other): other for key in keys for other in index.get(key, ())}.values()


def _rank(match: Match) -> tuple[float, ...]:
    """Best first; of equals the one at the same place in its report, so that both orders give the same."""
    old, new = match.old, match.new
    return -match.score, abs(old.position - new.position), old.position + new.position


def _one_to_one(candidates: Iterable[Match]) -> Iterator[Match]:
    used: set[int] = set()
    for match in candidates:
        if id(match.old) not in used and id(match.new) not in used:
            used.update((id(match.old), id(match.new)))
            yield match


def _with_rivals(taken: Iterable[Match], candidates: Sequence[Match]) -> Iterator[Match]:
    scores: dict[int, list[int]] = defaultdict(list)
    for candidate in candidates:
        scores[id(candidate.old)].append(candidate.score)
        scores[id(candidate.new)].append(candidate.score)
    for match in taken:
        near = [score for side in (match.old, match.new) for score in scores[id(side)]]
        yield match._replace(rivals=sum(score >= match.score - _RIVAL for score in near) - 2)


# ------------------------------------------------------------------------- what can be no pair


def is_comparable(candidate: Candidate) -> bool:
    """Whether two figures may be compared at all: their time, place and unit."""
    return first_answer(EXCLUSIONS, candidate) is None


def _is_of_another_time(candidate: Candidate) -> bool:
    old, new = candidate.old.relative_period, candidate.new.relative_period
    return old != new and None not in (old[0], new[0])


def _is_of_another_place(candidate: Candidate) -> bool:
    old, new = candidate.old.place, candidate.new.place
    return bool(old and new) and old != new


def _units_are_unlike(candidate: Candidate) -> bool:
    """Changes may be given in per cent or in numbers; durations in any unit."""
    old, new = candidate
    if factor(old.claim, new.claim) is not None or old.quantity_kind == "time":
        return False
    return old.claim.measure != "change" or old.name != new.name


EXCLUSIONS: tuple[Rule[Candidate, bool, None], ...] = (
    Rule("time", "上半年 and 全年, or last year's figure and this year's", _is_of_another_time),
    Rule("place", "石汀区 and 东港区", _is_of_another_place),
    Rule("unit", "亩 and 栋: nothing leads one back to the other", _units_are_unlike),
)
