"""Which figures of two reports measure the same thing: one to one, as likely as can be over all of them at once.

A candidate has a kind of quantity that can be the same. `evidence` says what speaks for it, learnt weights how much,
and of all ways to pair the figures the one is taken that is likeliest on the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from reportmine.comparison.matching.assignment import best_pairs
from reportmine.comparison.matching.evidence import (
    LEVELS,
    RANKS,
    Candidate,
    candidate_of,
    first_look,
    is_same_indicator,
    tells,
)
from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.matching.weights import MatchWeights, match_weights, probability
from reportmine.extraction.rule import Rule, first_answer

# Log odds under which two figures are no pair, in thousandths: chosen on bodies that were left out (docs/comparing.md).
FLOOR = -1000
# A candidate so near to the one that was taken might as well have been meant.
_RIVAL = 1500
# So many that look most alike at first sight are asked for all that speaks for them, for each figure of either side.
_LOOKED_AT = 6
# Figures whose names have nothing in common need so much in common of the words around them.
_WORDS_ALIKE = 25
_SURE = 10_000
# Groups with more pairs than this are looked through by the characters of the names alone, for so many each: two
# reports of 3,250 figures took 14 s otherwise, 4 s so (2026-11).
_FEW_ENOUGH, _MOST_ALIKE = 40_000, 24


class Match(NamedTuple):
    """Two figures that measure the same, how surely (0 to 1), and how many others fit about as well."""

    old: ClaimFeatures
    new: ClaimFeatures
    confidence: float
    rivals: int = 0


def match_figures(
    old: Sequence[ClaimFeatures],
    new: Sequence[ClaimFeatures],
    floor: int = FLOOR,
    learned: MatchWeights | None = None,
) -> list[Match]:
    """The best matches, one to one, in the order of the old report; `floor` is how likely they must be.

    `learned` are the package's weights where none are given.
    """
    odds = _log_odds(old, new, learned or match_weights())
    likely = {place: one for place, one in odds.items() if one > floor}
    # Of ways that are as likely the one that keeps the order, so that both orders of the reports give the same.
    gains = {(i, j): (one - floor) * 100 - _apart(old[i], new[j]) for (i, j), one in likely.items()}
    return list(_matches(best_pairs(gains), likely, old, new))


def _apart(old: ClaimFeatures, new: ClaimFeatures) -> int:
    return min(99, round(abs(old.position - new.position) * 99))


def _log_odds(
    old: Sequence[ClaimFeatures], new: Sequence[ClaimFeatures], learned: MatchWeights
) -> dict[tuple[int, int], int]:
    return {
        place: _SURE if _is_the_same(candidate) else learned.log_odds(candidate)
        for place, candidate in candidates(old, new).items()
    }


def _is_the_same(candidate: Candidate) -> bool:
    """Whether both reports have the figure in the same words: nothing is surer."""
    old, new = candidate.old.claim, candidate.new.claim
    return (old.sentence, old.mark, old.metric) == (new.sentence, new.mark, new.metric)


def _matches(
    pairs: Iterable[tuple[int, int]],
    odds: Mapping[tuple[int, int], int],
    old: Sequence[ClaimFeatures],
    new: Sequence[ClaimFeatures],
) -> Iterator[Match]:
    beside: dict[tuple[str, int], list[int]] = defaultdict(list)
    for (i, j), one in odds.items():
        beside["old", i].append(one)
        beside["new", j].append(one)
    for i, j in pairs:
        taken = odds[i, j]
        near = [one for one in (*beside["old", i], *beside["new", j]) if one >= taken - _RIVAL]
        yield Match(old[i], new[j], probability(taken), len(near) - 2)


# ------------------------------------------------------------------------------- candidates


def candidates(old: Sequence[ClaimFeatures], new: Sequence[ClaimFeatures]) -> dict[tuple[int, int], Candidate]:
    """The pairs of figures that are worth a second look, by their places in both lists."""
    looks = _first_looks(old, new)
    of_old: dict[int, dict[int, int]] = defaultdict(dict)
    of_new: dict[int, dict[int, int]] = defaultdict(dict)
    for (i, j), look in looks.items():
        of_old[i][j] = of_new[j][i] = look
    chosen = {(i, j) for i, others in of_old.items() for j in _best(others, old[i], new)}
    chosen |= {(i, j) for j, others in of_new.items() for i in _best(others, new[j], old)}
    ranked_old = {i: sorted(others.values()) for i, others in of_old.items()}
    ranked_new = {j: sorted(others.values()) for j, others in of_new.items()}
    found = {}
    for i, j in sorted(chosen):
        look, sides = looks[i, j], (ranked_old[i], ranked_new[j])
        ahead_of_old, ahead_of_new = (len(side) - bisect_right(side, look) for side in sides)
        behind = max(side[-1] for side in sides) - look
        found[i, j] = candidate_of(old[i], new[j], (min(RANKS, ahead_of_old), min(RANKS, ahead_of_new)), behind)
    return found


def _best(looks: Mapping[int, int], figure: ClaimFeatures, others: Sequence[ClaimFeatures]) -> list[int]:
    """The others that look most alike; of those that are as alike the nearest in order."""
    return nlargest(
        _LOOKED_AT, looks, key=lambda other: (looks[other], -abs(others[other].position - figure.position), -other)
    )


def _first_looks(old: Sequence[ClaimFeatures], new: Sequence[ClaimFeatures]) -> dict[tuple[int, int], int]:
    groups: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, figures in enumerate((old, new)):
        for at, figure in enumerate(figures):
            groups[_group(figure)][side].append(at)
    looks = {}
    for here, there in groups.values():
        for i, j in _worth_a_look(here, there, old, new):
            if first_answer(EXCLUSIONS, (old[i], new[j])) is None:
                looks[i, j] = first_look(old[i], new[j])
    return looks


def _worth_a_look(
    here: Sequence[int], there: Sequence[int], old: Sequence[ClaimFeatures], new: Sequence[ClaimFeatures]
) -> Iterable[tuple[int, int]]:
    """The pairs of a group that have anything in common; of very many those with most characters of their names."""
    if len(here) * len(there) <= _FEW_ENOUGH:
        return ((i, j) for i in here for j in there if _may_be_alike(old[i], new[j]))
    return sorted(set(_most_alike(here, there, old, new)) | {(i, j) for j, i in _most_alike(there, here, new, old)})


def _most_alike(
    here: Sequence[int], there: Sequence[int], figures: Sequence[ClaimFeatures], others: Sequence[ClaimFeatures]
) -> Iterator[tuple[int, int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for at in there:
        for key in (*others[at].characters, others[at].claim.indicator or ""):
            index[key].append(at)
    for at in here:
        figure = figures[at]
        keys = sorted({*figure.characters, figure.claim.indicator or figure.name[:1]})
        shared = Counter(other for key in keys for other in index.get(key, ()))
        ranked = [
            (
                2 * count / (len(keys) + len(others[other].characters)),
                -abs(others[other].position - figure.position),
                other,
            )
            for other, count in shared.items()
        ]
        yield from ((at, other) for _, _, other in nlargest(_MOST_ALIKE, ranked))


def _group(figure: ClaimFeatures) -> tuple[str, str]:
    """What no two figures of a pair have apart: their kind of quantity, and whether they are gaps or ranks."""
    measure = figure.claim.measure
    kind = "counted" if figure.is_counted and measure != "rank" else figure.quantity_kind
    return kind, "level" if measure in LEVELS or measure == "change" else measure


def _may_be_alike(old: ClaimFeatures, new: ClaimFeatures) -> bool:
    """Whether anything is in common: a character of the names, an indicator, the words around, a value that is told."""
    if old.is_generic or new.is_generic or old.claim.measure == "rank":
        return True
    if not old.characters.isdisjoint(new.characters) or is_same_indicator(old, new):
        return True
    shared = 200 * len(old.context & new.context) >= _WORDS_ALIKE * (len(old.context) + len(new.context))
    return shared or tells(new, old) or tells(old, new)


# ------------------------------------------------------------------------- what can be no pair

_Two = tuple[ClaimFeatures, ClaimFeatures]


def _are_of_other_places(two: _Two) -> bool:
    old, new = two
    return bool(old.place and new.place) and old.place != new.place


def _are_level_and_change(two: _Two) -> bool:
    """A target may say 增长6%, and its outcome 增速6.2%; what was reached as a level is no change a year later."""
    old, new = two
    differ = (old.claim.measure == "change") != (new.claim.measure == "change")
    return differ and old.claim.status == new.claim.status


EXCLUSIONS: tuple[Rule[_Two, bool, None], ...] = (
    Rule("place", "石汀区 and 东港区", _are_of_other_places),
    Rule("level and change", "20万 and 增长5%, both reached", _are_level_and_change),
)
