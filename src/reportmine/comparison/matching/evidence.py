"""What speaks for or against two figures being a pair, each piece a whole number from 0 (no) to 100 (wholly).

How much each piece weighs was learnt from pairs of reports with a key (docs/comparing.md). All but `due` and `planned`
are the same whichever report is the older one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from rapidfuzz import fuzz

from reportmine.comparison.matching.features import ClaimFeatures
from reportmine.comparison.unit_conversion import factor
from reportmine.model import slotted

WHOLLY = 100
# Levels, shares and ratios are often one for another in the words of two years.
LEVELS = frozenset(("level", "share", "ratio"))
# What is not known speaks neither for nor against.
_UNKNOWN = 30
# Fewer bigrams than these in common may be chance.
_FEW = 3
# More better ones than this are as bad as this.
_RANKS = 3


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


def _shared_end(one: str, other: str) -> int:
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return WHOLLY * count // max(1, min(len(one), len(other)))


def _shared_start(one: str, other: str) -> int:
    return _shared_end(one[::-1], other[::-1])


def _held(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _referents(one: Iterable[str], other: Sequence[str]) -> int:
    return round(max((fuzz.partial_ratio(phrase, second) for phrase in one for second in other), default=0))


# -------------------------------------------------------------------------------- what is known


def _is_flow(figure: ClaimFeatures) -> bool:
    return figure.counts_additions or figure.counts_building


def _flow_and_stock(pair: Candidate) -> bool:
    return (_is_flow(pair.old) and pair.new.counts_stock) or (pair.old.counts_stock and _is_flow(pair.new))


def _fits(teller: ClaimFeatures, other: ClaimFeatures) -> bool:
    return any(told.fits(other.claim.quantity.low) for told in teller.told)


def _is_told(pair: Candidate) -> bool:
    return pair.times is not None and (_fits(pair.new, pair.old) or _fits(pair.old, pair.new))


def _is_told_otherwise(pair: Candidate) -> bool:
    """Whether the later report tells another value before; the earlier one tells of a time before both."""
    return bool(pair.new.told) and bool(pair.old.told) and not _is_told(pair)


def _times_differ(pair: Candidate) -> bool:
    old, new = pair.old.relative_period, pair.new.relative_period
    return old != new and None not in (old[0], new[0])


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
    _both("same name", "but for marks and leading verbs", lambda old, new: old.name == new.name),
    _both("same indicator", "wordings that the lexicon knows as one", is_same_indicator),
    _both(
        "other indicator",
        "wordings that the lexicon knows as two",
        lambda old, new: (
            None not in (old.claim.indicator, new.claim.indicator) and old.claim.indicator != new.claim.indicator
        ),
    ),
    _both(
        "one indicator",
        "the lexicon knows only one of them",
        lambda old, new: (old.claim.indicator is None) != (new.claim.indicator is None),
    ),
    _both("characters", "of the names, in their order", lambda old, new: _ratio(old.name, new.name)),
    _both("pairs of characters", "of the names, in any order", lambda old, new: _dice(old.pairs, new.pairs)),
    _both("end", "both names end alike", lambda old, new: _shared_end(old.name, new.name)),
    _both("start", "both names begin alike", lambda old, new: _shared_start(old.name, new.name)),
    _both("held", "one name stands in the other", lambda old, new: _held(old.name, new.name)),
    _both("nothing in common", "no character of the names", lambda old, new: old.characters.isdisjoint(new.characters)),
    _both("one generic", "投资: one names nothing by itself", lambda old, new: old.is_generic != new.is_generic),
    _both("both generic", "neither names anything by itself", lambda old, new: old.is_generic and new.is_generic),
    _both("short", "one name has hardly two characters", lambda old, new: old.is_short or new.is_short),
    _both("namesakes", "other figures of the name", lambda old, new: 33 * max(old.namesakes, new.namesakes)),
    _both(
        "same name, namesakes",
        "the name is the same, but others have it, too",
        lambda old, new: 33 * max(old.namesakes, new.namesakes) * (old.name == new.name),
    ),
    _both("words around", "what both have in common", lambda old, new: _overlap(old.context, new.context)),
    _both("words before", "right before the figure", lambda old, new: _ratio(old.before, new.before)),
    _both("words behind", "right behind the figure", lambda old, new: _ratio(old.behind, new.behind)),
    _both("clause", "the words of both clauses", lambda old, new: _dice(old.clause, new.clause)),
    _both(
        "section",
        "the headings",
        lambda old, new: _dice(old.section, new.section) if old.section and new.section else _UNKNOWN,
    ),
    _both("referents", "what a generic figure belongs to", lambda old, new: _referents(old.referents, new.referents)),
    _both("figure before", "likeness of its name", lambda old, new: _beside(old.earlier, new.earlier)),
    _both("figure behind", "likeness of its name", lambda old, new: _beside(old.later, new.later)),
    _both("same unit", "as it stands", lambda old, new: old.claim.quantity.unit == new.claim.quantity.unit),
    _both(
        "same dimension",
        "money, people, area",
        lambda old, new: old.claim.quantity.dimension == new.claim.quantity.dimension,
    ),
    _holds("units apart", "亩 and 栋: nothing leads to the other", lambda pair: pair.times is None),
    _both("other kind", "人次 and 人", lambda old, new: old.quantity_kind != new.quantity_kind),
    _both("same topic", "people, funding", lambda old, new: old.claim.topic == new.claim.topic),
    _both("same scope", "whose figure it is", lambda old, new: old.claim.scope == new.claim.scope),
    _both(
        "other scope",
        "both are told, and differ",
        lambda old, new: bool(old.claim.scope and new.claim.scope) and old.claim.scope != new.claim.scope,
    ),
    _both(
        "other place", "石汀区 and 东港区", lambda old, new: bool(old.place and new.place) and old.place != new.place
    ),
    _both("one place", "only one is of a part of the whole", lambda old, new: bool(old.place) != bool(new.place)),
    _both(
        "same time",
        "as seen from each report's own year",
        lambda old, new: old.relative_period == new.relative_period,
    ),
    _holds("other time", "上半年 and 全年", _times_differ),
    _holds("other year", "as seen from each report's own", _years_differ),
    _both("same measure", "level, share", lambda old, new: old.claim.measure == new.claim.measure),
    _both(
        "level and change",
        "one tells how much, one how much more",
        lambda old, new: (old.claim.measure == "change") != (new.claim.measure == "change"),
    ),
    _both("same bound", "about, over", lambda old, new: old.claim.qualifier == new.claim.qualifier),
    _both("named alike", "at the same place", lambda old, new: old.claim.name_source == new.claim.name_source),
    _both("order", "how far apart in both reports", lambda old, new: round(abs(old.position - new.position) * 100)),
    _both(
        "near order",
        "the same, of a tenth of a report",
        lambda old, new: min(100, round(abs(old.position - new.position) * 1000)),
    ),
    _both("additions", "新增企业 and 企业", lambda old, new: old.counts_additions != new.counts_additions),
    _both("building", "新建学校 and 学校", lambda old, new: old.counts_building != new.counts_building),
    _holds("flow and stock", "新增企业 and 企业总数", _flow_and_stock),
    _both("per unit", "人均收入 and 收入", lambda old, new: old.per_unit != new.per_unit),
    _both("basis", "同口径", lambda old, new: old.on_comparable_basis != new.on_comparable_basis),
    _holds("size unknown", "of changes and ranks, or in units apart", lambda pair: pair.apart is None),
    _holds("same value", "to the digit", lambda pair: pair.apart == 1),
    *map(_apart_by, (1.2, 1.5, 2, 4, 10, 30)),
    _holds("told", "增长20%: one report tells the other's figure", _is_told),
    _holds("told otherwise", "both tell a value before, and neither fits", _is_told_otherwise),
    _holds("best", "none looks more alike, on either side", lambda pair: pair.better == (0, 0)),
    Evidence("better ones", "others that look more alike", lambda pair: sum(pair.better) * WHOLLY // (2 * _RANKS)),
    Evidence("worse than the best", "how far another one is ahead", lambda pair: min(WHOLLY, pair.behind)),
    _holds("not due", "a target of another time", lambda pair: not pair.old.is_due),
    _holds("planned", "a target and its outcome", lambda pair: pair.old.claim.status == "target"),
)
