"""Whether an outcome meets its target: met, missed, or open where a bound leaves it so.

`VERDICT_RULES` is asked from top to bottom; the first rule that answers decides. The last one always does.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from reportmine.comparison.intervals import interval_of
from reportmine.comparison.model import Interval
from reportmine.comparison.words import KEPT_DOWN
from reportmine.extraction.rule import Rule, first_answer, when
from reportmine.model import Claim

# 左右: what falls short of it by no more than this share is met. No report of the samples tries it closer.
_TOLERANCE = Decimal("0.05")

Verdict = Literal["met", "missed", "open"]
_MET: dict[Verdict, bool | None] = {"met": True, "missed": False, "open": None}


class TargetCase(NamedTuple):
    """A target, all that was planned by it, and all that the outcome may be, in the target's unit."""

    target: Claim
    planned: Interval
    reached: Interval


def is_met(target: Claim, outcome: Claim, factor: Decimal = Decimal(1)) -> bool | None:
    """Whether an outcome meets a target: true, false, or None where a bound leaves it open.

    `factor` leads the outcome's unit back to the target's.

    >>> from reportmine.api import extract
    >>> target, outcome = extract("失业率控制在5.5%以内。失业率5.2%。").claims
    >>> is_met(target, outcome)
    True
    """
    low, high = target.quantity.low, target.quantity.high
    planned = Interval(low, low if high is None else high)
    answered = first_answer(VERDICT_RULES, TargetCase(target, planned, _reached(target, outcome, factor)))
    assert answered is not None, "the last rule always answers"
    return _MET[answered[1]]


def _reached(target: Claim, outcome: Claim, factor: Decimal) -> Interval:
    """The outcome as seen from the target: below zero where it moved the other way."""
    if target.direction and outcome.direction and target.direction != outcome.direction:
        opposite = interval_of(outcome, -factor if factor else factor)
        return Interval(opposite.high, opposite.low) if None not in opposite else Interval(None, Decimal(0))
    return interval_of(outcome, factor)


def _is_upper_bound(case: TargetCase) -> bool:
    return case.target.qualifier in ("at_most", "nearly")


def _is_kept_down(case: TargetCase) -> bool:
    target = case.target
    return target.direction is None and (target.measure == "rank" or bool(KEPT_DOWN.search(target.metric)))


def _is_range_to_keep(case: TargetCase) -> bool:
    return case.target.qualifier == "range" and _is_kept_down(case)


def _is_about_and_kept_down(case: TargetCase) -> bool:
    return _is_about(case) and _is_kept_down(case)


def _is_to_be_exceeded(case: TargetCase) -> bool:
    return case.target.qualifier == "over"


def _is_about(case: TargetCase) -> bool:
    return case.target.qualifier == "about"


def _not_above(case: TargetCase) -> Verdict:
    return _at_most(case.planned.high, case.reached)


def _not_below(case: TargetCase) -> Verdict:
    return _at_least(case.planned.low, case.reached)


def _above(case: TargetCase) -> Verdict:
    verdict, point = _not_below(case), case.reached.point
    return "missed" if verdict == "met" and point is not None and point == case.planned.low else verdict


def _nearly(case: TargetCase) -> Verdict:
    assert case.planned.low is not None
    return _at_least(case.planned.low * (1 - _TOLERANCE), case.reached)


def _hardly_above(case: TargetCase) -> Verdict:
    assert case.planned.high is not None
    return _at_most(case.planned.high * (1 + _TOLERANCE), case.reached)


def _inside(case: TargetCase) -> Verdict:
    verdicts = (_not_below(case), _not_above(case))
    return "missed" if "missed" in verdicts else "open" if "open" in verdicts else "met"


def _at_most(limit: Decimal | None, reached: Interval) -> Verdict:
    assert limit is not None
    if reached.high is not None and reached.high <= limit:
        return "met"
    return "missed" if reached.low is not None and reached.low > limit else "open"


def _at_least(limit: Decimal | None, reached: Interval) -> Verdict:
    assert limit is not None
    if reached.low is not None and reached.low >= limit:
        return "met"
    return "missed" if reached.high is not None and reached.high < limit else "open"


VerdictRule: TypeAlias = Rule[TargetCase, Verdict, None]

VERDICT_RULES: tuple[VerdictRule, ...] = (
    Rule("at most", "5.5%以内", when(_is_upper_bound, _not_above)),
    Rule("range to be kept", "支出3700—3900万元", when(_is_range_to_keep, _inside)),
    Rule("about, kept down", "失业率5.5%左右", when(_is_about_and_kept_down, _hardly_above)),
    Rule("to be kept down", "失业率4%, 第5位: less is better", when(_is_kept_down, _not_above)),
    Rule("more than", "突破7万吨", when(_is_to_be_exceeded, _above)),
    Rule("about", "6%左右: a little less will do", when(_is_about, _nearly)),
    Rule("reached or exceeded", "8%, 20场以上, 60—80家", _not_below),
)
