"""What speaks for or against two figures being a pair, each piece a whole number from 0 (no) to 100 (wholly).

How much each piece weighs was learnt from pairs of reports with a key; of 61 pieces that were tried these are the ones
that it took (docs/comparing.md). They are the same whichever report is the older one.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from rapidfuzz import fuzz

from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.unit_conversion import converted, factor
from reportmine.model import slotted

WHOLLY = 100
# Levels, shares and ratios are often one for another in the words of two years.
LEVELS = frozenset(("level", "share", "ratio"))
# What is not known speaks neither for nor against.
_UNKNOWN = 30
# Fewer bigrams than these in common may be chance.
_FEW = 3
# Values that went through units are as exact as this.
_TO_THE_DIGIT = 1e-9
# More better ones than this are as bad as this.
RANKS = 3


@slotted
class Candidate:
    """Two figures that may be a pair.

    `better` counts the others, of either side, that look more alike at first sight, up to three on each; `behind` is
    how far the most alike of them is ahead. `times` leads the new unit to the old one, `apart` is how many times the
    greater value is the other; both are None where that cannot be told.
    """

    old: ClaimFeatures
    new: ClaimFeatures
    better: tuple[int, int]
    behind: int
    times: Decimal | None
    apart: float | None


class Evidence(NamedTuple):
    """One piece: what it is called, what it looks at, and how far a candidate has it (0 to 100)."""

    name: str
    why: str
    ask: Callable[[Candidate], int]


def first_look(old: ClaimFeatures, new: ClaimFeatures) -> int:
    """How alike two figures are at first sight, from 0 to 260: by names, the words around them, and measure."""
    name = WHOLLY if is_same_indicator(old, new) else _ratio(old.name, new.name)
    around = _dice(old.context, new.context) + 3 * _ratio(old.before, new.before) // 10
    return name + around + (_UNKNOWN if old.claim.measure == new.claim.measure else 0)


def candidate_of(old: ClaimFeatures, new: ClaimFeatures, better: tuple[int, int], behind: int) -> Candidate:
    """Two figures with what is asked of them several times; `better` and `behind` as in `Candidate`."""
    times = factor(old.claim, new.claim)
    return Candidate(old, new, better, behind, times, _apart(old, new, times))


def _apart(old: ClaimFeatures, new: ClaimFeatures, times: Decimal | None) -> float | None:
    if times is None or not {old.claim.measure, new.claim.measure} <= LEVELS:
        return None
    before, after = float(old.claim.quantity.low), float(new.claim.quantity.low) * float(times)
    return max(before, after) / min(before, after) if min(before, after) > 0 else None


def is_same_indicator(old: ClaimFeatures, new: ClaimFeatures) -> bool:
    """Whether the lexicon knows both names as wordings of one indicator."""
    return old.claim.indicator is not None and old.claim.indicator == new.claim.indicator


# ------------------------------------------------------------------------------------- likeness


def _ratio(one: str, other: str) -> int:
    return round(fuzz.ratio(one, other))


def _dice(one: frozenset[str], other: frozenset[str]) -> int:
    return WHOLLY * 2 * len(one & other) // (len(one) + len(other)) if one or other else 0


def _overlap(one: frozenset[str], other: frozenset[str]) -> int:
    return WHOLLY * len(one & other) // max(_FEW, min(len(one), len(other)))


def _beside(one: str, other: str) -> int:
    """Likeness of names that may both be missing."""
    if one and other:
        return _ratio(one, other)
    return 0 if one or other else _UNKNOWN


def _held(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


# -------------------------------------------------------------------------------- what is known


def tells(teller: ClaimFeatures, other: ClaimFeatures) -> bool:
    """Whether a figure's report tells the value before, and the other figure has it."""
    return any(told.fits(other.claim.quantity.low) for told in teller.told)


def _is_told(pair: Candidate) -> bool:
    old, new, times = pair.old, pair.new, pair.times
    if not times:
        return False
    before, after = old.claim.quantity.low, converted(new.claim.quantity.low, times)
    return any(told.times(times).fits(before) for told in new.told) or any(told.fits(after) for told in old.told)


def _years_differ(pair: Candidate) -> bool:
    old, new = pair.old.relative_period[0], pair.new.relative_period[0]
    return None not in (old, new) and old != new


def _both(name: str, why: str, likeness: Callable[[ClaimFeatures, ClaimFeatures], int | bool]) -> Evidence:
    """A piece that asks both figures: how alike they are, or whether something holds."""
    return Evidence(name, why, lambda pair: _whole(likeness(pair.old, pair.new)))


def _holds(name: str, why: str, holds: Callable[[Candidate], bool]) -> Evidence:
    return Evidence(name, why, lambda pair: WHOLLY if holds(pair) else 0)


def _whole(found: int | bool) -> int:
    return WHOLLY if found is True else int(found)


def _apart_by(times: float) -> Evidence:
    return _holds(
        f"{times:g} times apart",
        f"one value is more than {times:g} times the other",
        lambda pair: pair.apart is not None and pair.apart > times,
    )


EVIDENCE: tuple[Evidence, ...] = (
    _both(
        "other indicator",
        "wordings that the lexicon knows as two",
        lambda old, new: (
            None not in (old.claim.indicator, new.claim.indicator) and old.claim.indicator != new.claim.indicator
        ),
    ),
    _both("held", "one name stands in the other", lambda old, new: _held(old.name, new.name)),
    _both("nothing in common", "no character of the names", lambda old, new: old.characters.isdisjoint(new.characters)),
    _both(
        "same name, namesakes",
        "the name is the same, but others have it, too",
        lambda old, new: 33 * max(old.namesakes, new.namesakes) * (old.name == new.name),
    ),
    _both("words around", "what both have in common", lambda old, new: _overlap(old.context, new.context)),
    _both("words behind", "right behind the figure", lambda old, new: _ratio(old.behind, new.behind)),
    _both("clause", "the words of both clauses", lambda old, new: _dice(old.clause, new.clause)),
    _both("figure before", "likeness of its name", lambda old, new: _beside(old.earlier, new.earlier)),
    _both(
        "same dimension",
        "money, people, area",
        lambda old, new: old.claim.quantity.dimension == new.claim.quantity.dimension,
    ),
    _holds("units apart", "亩 and 栋: nothing leads to the other", lambda pair: pair.times is None),
    _both("same topic", "people, funding", lambda old, new: old.claim.topic == new.claim.topic),
    _both("same scope", "whose figure it is", lambda old, new: old.claim.scope == new.claim.scope),
    _both(
        "same time",
        "as seen from each report's own year",
        lambda old, new: old.relative_period == new.relative_period,
    ),
    _holds("other year", "as seen from each report's own", _years_differ),
    _both(
        "level and change",
        "one tells how much, one how much more",
        lambda old, new: (old.claim.measure == "change") != (new.claim.measure == "change"),
    ),
    _holds("size unknown", "of changes and ranks, or in units apart", lambda pair: pair.apart is None),
    _holds("same value", "to the digit", lambda pair: pair.apart is not None and pair.apart - 1 < _TO_THE_DIGIT),
    *map(_apart_by, (1.2, 1.5, 2)),
    _holds("told", "增长20%: one report tells the other's figure", _is_told),
    _holds("best", "none looks more alike, on either side", lambda pair: pair.better == (0, 0)),
    Evidence("better ones", "others that look more alike", lambda pair: sum(pair.better) * WHOLLY // (2 * RANKS)),
    Evidence("worse than the best", "how far another one is ahead", lambda pair: min(WHOLLY, pair.behind)),
)
