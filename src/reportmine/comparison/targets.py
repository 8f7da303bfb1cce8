"""What the old report planned for the coming year, and what the new one reports of it.

`JUDGING` is asked from top to bottom; the first rule that fits decides whether a target was met.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.changes import change_between
from reportmine.comparison.matching.features import Trait, bigrams, covered, follows, reached_in, traits_of, year_of
from reportmine.comparison.matching.matcher import Match, fitting, match
from reportmine.comparison.matching.names import KEPT_DOWN, parted
from reportmine.comparison.model import Interval, Target
from reportmine.comparison.unit_conversion import factor, interval
from reportmine.model import Claim, Report, Span

# 左右: what falls short of it by no more than this part is met. No report of the samples tries it closer.
_ABOUT = Decimal("0.05")
# A part is told by its place and its noun already, so that the words between them may differ.
_PART = 45
_COUNTED = ("count", "event", "area", "length", "")


def targets_between(old: Report, new: Report) -> tuple[Target, ...]:
    """Each target of the old report for the year that the new one covers, in order, with what became of it.

    >>> from reportmine.api import extract
    >>> old = extract("2023年工作报告\\n二、2023年工作计划\\n全年举办培训20场以上。")
    >>> new = extract("2023年度工作报告\\n一、2023年工作回顾\\n全年举办培训18场。")
    >>> [(target.target.text, target.outcome.text, target.met) for target in targets_between(old, new)]
    [('20场', '18场', False)]
    """
    return targets_in(traits_of(old.claims, old), reached_in(traits_of(new.claims, new)), due_years(old, new))


def targets_in(traits: Sequence[Trait], reached: Sequence[Trait], years: Collection[int]) -> tuple[Target, ...]:
    """The same for the figures of the old report and the reached ones of the new report."""
    planned = [_as_due(trait) for trait in traits if trait.claim.status == "target"]
    due = [trait for trait in planned if _is_due(trait.claim, years)]
    found = list(_found(due, reached))
    known = {one.target.span for one in found}
    later = [_open(trait.claim, years) for trait in planned if trait.claim.span not in known]
    return tuple(sorted([*found, *later], key=lambda one: one.target.span))


def _as_due(trait: Trait) -> Trait:
    """A target looks ahead: its time is that of the report that tells what became of it."""
    return trait._replace(when=(0, trait.when[1]))


def due_years(old: Report, new: Report) -> frozenset[int]:
    """The years whose targets the new report tells the outcome of; none where that cannot be told."""
    year, last = covered(new), covered(old)
    if year is None:
        return frozenset()
    return frozenset({year, last + 1} if last is not None and follows(old, new) else {year})


def _is_due(claim: Claim, years: Collection[int]) -> bool:
    due = year_of(claim)
    return (due is None and "/" not in (claim.period or "")) or not years or due in years


def _open(claim: Claim, years: Collection[int]) -> Target:
    if _is_due(claim, years):
        return Target(claim, None, None, reason="The new report gives no such figure.")
    return Target(claim, None, None, reason=f"It is planned for {claim.period}.")


def _found(due: Sequence[Trait], reached: Sequence[Trait]) -> Iterator[Target]:
    """Targets with their outcomes: those for several at once, those alike, then in unlike units."""
    parts = [found for trait in due for found in _for_each_part(trait, reached)]
    alike = match(_left(due, parts), reached, fitting)
    yield from map(_judged, [*parts, *alike])
    left, free = _left(due, [*parts, *alike]), _left(reached, [*parts, *alike])
    yield from map(_judged, match(_any_unit(left), _any_unit(free), _in_other_units))


def _left(traits: Sequence[Trait], taken: Iterable[Match]) -> list[Trait]:
    used = {id(trait.claim) for found in taken for trait in (found.old, found.new)}
    return [trait for trait in traits if id(trait.claim) not in used]


def _for_each_part(trait: Trait, reached: Sequence[Trait]) -> Iterator[Match]:
    """城乡居民收入增长18%: a target for the towns and one for the country."""
    names = parted(trait.name)
    if len(names) < 2:
        return
    seen: set[Span] = set()
    for name in names:
        part = trait._replace(name=name, pairs=bigrams(name))
        others = [other._replace(per=trait.per) for other in reached if _is_of_part(other, name, seen)]
        for found in match([part], others, fitting, _PART):
            seen.add(found.new.claim.span)
            yield found._replace(old=trait)


def _is_of_part(other: Trait, name: str, seen: Collection[Span]) -> bool:
    """Whether a figure is of the part that a name begins with, and ends in the same noun."""
    return other.claim.span not in seen and (other.name[:2], other.name[-2:]) == (name[:2], name[-2:])


def _any_unit(traits: Iterable[Trait]) -> list[Trait]:
    return [trait._replace(kind="") for trait in traits]


def _in_other_units(one: Trait, other: Trait) -> bool:
    """Planned in 亩 and reported in 栋: the same, but not to be compared."""
    units = (one.claim.quantity.dimension, other.claim.quantity.dimension)
    return one.when == other.when and all(unit in _COUNTED for unit in units) and one.name == other.name


# --------------------------------------------------------------------------------- met or not


class Judging(NamedTuple):
    """A kind of target, told by `fits`, and whether an outcome meets it; None where that is open."""

    name: str
    why: str
    fits: Callable[[Claim], bool]
    met: Callable[[Interval, Interval], bool | None]


def _judged(found: Match) -> Target:
    target, outcome = found.old.claim, found.new.claim
    # How far it is from the number that was named, whether that was a bound or not.
    margin, times = change_between(target._replace(qualifier="exact"), outcome), factor(target, outcome)
    if times is None:
        return Target(target, outcome, None, margin, margin.reason, found.rivals)
    met = is_met(target, outcome, times)
    reason = "One of the figures is only a bound." if met is None else ""
    return Target(target, outcome, met, margin, reason, found.rivals)


def is_met(target: Claim, outcome: Claim, times: Decimal = Decimal(1)) -> bool | None:
    """Whether an outcome meets a target: true, false, or None where a bound leaves it open.

    >>> from reportmine.api import extract
    >>> target, outcome = extract("失业率控制在5.5%以内。失业率5.2%。").claims
    >>> is_met(target, outcome)
    True
    """
    low, high = target.quantity.low, target.quantity.high
    planned = Interval(low, low if high is None else high)
    reached = interval(outcome, times)
    if target.direction and outcome.direction and target.direction != outcome.direction:
        reached = interval(outcome, -times if times else times)
        reached = Interval(reached.high, reached.low) if None not in reached else Interval(None, Decimal(0))
    return next(rule.met(planned, reached) for rule in JUDGING if rule.fits(target))


def _is_kept_down(claim: Claim) -> bool:
    return claim.direction is None and (claim.measure == "rank" or bool(KEPT_DOWN.search(claim.metric)))


def _not_above(planned: Interval, reached: Interval) -> bool | None:
    assert planned.high is not None
    if reached.high is not None and reached.high <= planned.high:
        return True
    return False if reached.low is not None and reached.low > planned.high else None


def _not_below(planned: Interval, reached: Interval) -> bool | None:
    assert planned.low is not None
    if reached.low is not None and reached.low >= planned.low:
        return True
    return False if reached.high is not None and reached.high < planned.low else None


def _above(planned: Interval, reached: Interval) -> bool | None:
    met = _not_below(planned, reached)
    return False if met and reached.point is not None and reached.point == planned.low else met


def _nearly(planned: Interval, reached: Interval) -> bool | None:
    assert planned.low is not None
    return _not_below(Interval(planned.low * (1 - _ABOUT), None), reached)


def _hardly_above(planned: Interval, reached: Interval) -> bool | None:
    assert planned.high is not None
    return _not_above(Interval(None, planned.high * (1 + _ABOUT)), reached)


def _inside(planned: Interval, reached: Interval) -> bool | None:
    ends = (_not_below(planned, reached), _not_above(planned, reached))
    return False if False in ends else None if None in ends else True


JUDGING: tuple[Judging, ...] = (
    Judging("at most", "5.5%以内", lambda c: c.qualifier in ("at_most", "nearly"), _not_above),
    Judging("range to be kept", "支出3700—3900万元", lambda c: c.qualifier == "range" and _is_kept_down(c), _inside),
    Judging("about, kept down", "失业率5.5%左右", lambda c: c.qualifier == "about" and _is_kept_down(c), _hardly_above),
    Judging("to be kept down", "失业率4%, 第5位: less is better", _is_kept_down, _not_above),
    Judging("more than", "突破7万吨", lambda c: c.qualifier == "over", _above),
    Judging("about", "6%左右: a little less will do", lambda c: c.qualifier == "about", _nearly),
    Judging("reached or exceeded", "8%, 20场以上, 60—80家", lambda _: True, _not_below),
)
