"""Whether a stated change agrees with the figures that it is the change of, within rounding.

`NOT_COMPARABLE` is asked from top to bottom: why the printed figures cannot tell whether it is right.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.audits.computations import Computation, Statement, computation_of
from reportmine.comparison.messages import Message
from reportmine.comparison.model import Audit, Check
from reportmine.comparison.rounding import half_step
from reportmine.comparison.unit_conversion import converted, factor
from reportmine.comparison.words import COMPARABLE_BASIS
from reportmine.extraction.rule import Rule, first_answer
from reportmine.lexicon.indicators import INDICATORS
from reportmine.model import Claim

_SHOWN = Decimal("0.0001")
_BOUNDS = frozenset(("over", "at_least", "at_most", "nearly"))
# How many characters before a change may say on what basis it is stated.
_BASIS_BEFORE = 24


def audit_of_change(check: Check, old: Claim, new: Claim, stated: Claim) -> Audit | None:
    """Whether `stated` agrees with the way from `old` to `new`; None where it does not state that way.

    >>> from reportmine.api import extract
    >>> old, new, stated = extract("产值10.0亿元。产值12.0亿元，增长25%。").claims
    >>> audit = audit_of_change("stated change", old, new, stated)
    >>> str(audit.computed), str(audit.difference), audit.consistent
    ('20.0000', '5.0000', False)
    """
    computation, times = computation_of(Statement(stated, new)), factor(new, old)
    if computation is None or times is None:
        return None
    if old.quantity.low == 0 or not (old.quantity.high is None and new.quantity.high is None):
        reason = Message.of("no-growth-of-range-or-zero")
        return Audit(check, old, new, stated, None, None, stated.quantity.unit, None, reason)
    value = _signed(stated)
    if computation.has_unit_of_figure:
        value *= factor(new, stated) or 1
    return _verdict(check, CheckedChange(computation, old, new, stated, times, value))


class CheckedChange(NamedTuple):
    """A change that is being checked: `factor` leads the old unit to the new one's, `value` is the stated value."""

    computation: Computation
    old: Claim
    new: Claim
    stated: Claim
    factor: Decimal
    value: Decimal

    @property
    def agrees(self) -> bool:
        """Whether the stated change, as far as it was rounded, can come from the printed figures."""
        old, new = _signed(self.old), _signed(self.new)
        ends = [
            self.computation.compute(converted(old + before, self.factor), new + after)
            for before in _both_ways(half_step(self.old))
            for after in _both_ways(half_step(self.new))
            if old + before
        ]
        slack = half_step(self.stated)
        return min(ends) - slack <= self.value <= max(ends) + slack


def _verdict(check: Check, change: CheckedChange) -> Audit:
    computed = change.computation.compute(_signed(change.old) * change.factor, _signed(change.new))
    agrees, incomparable = change.agrees, first_answer(NOT_COMPARABLE, change)
    reason = None if agrees else Message.of("more-than-rounding")
    return Audit(
        check=check,
        old=change.old,
        new=change.new,
        stated=change.stated,
        computed=computed.quantize(_SHOWN),
        difference=(change.value - computed).quantize(_SHOWN),
        unit=change.stated.quantity.unit,
        consistent=None if incomparable else agrees,
        reason=incomparable[1] if incomparable else reason,
    )


def _signed(claim: Claim) -> Decimal:
    return -claim.quantity.low if claim.direction == "down" else claim.quantity.low


def _both_ways(step: Decimal) -> tuple[Decimal, Decimal]:
    return -step, step


# ----------------------------------------------------------------------- why it cannot be judged


def _real_by_rule(change: CheckedChange) -> Message | None:
    indicator = INDICATORS.get(change.new.indicator or "")
    if not change.computation.is_growth or not indicator or not indicator.real:
        return None
    return Message.of("constant-prices-by-rule")


def _stated_on_comparable_basis(change: CheckedChange) -> Message | None:
    stated = change.stated
    clause = stated.sentence[: stated.mark.start].rpartition("；")[2]
    word = COMPARABLE_BASIS.search(clause[-_BASIS_BEFORE:]) if change.computation.is_growth else None
    return Message.of("comparable-basis", word=word.group()) if word else None


def _only_a_bound(change: CheckedChange) -> Message | None:
    qualifiers = {change.old.qualifier, change.new.qualifier, change.stated.qualifier}
    return Message.of("only-a-bound") if qualifiers & _BOUNDS and not change.agrees else None


NOT_COMPARABLE: tuple[Rule[CheckedChange, Message, None], ...] = (
    Rule("constant prices", "地区生产总值: its growth is real by rule", _real_by_rule),
    Rule(
        "comparable basis",
        "同口径, 按可比价计算: not worked out from the figures as printed",
        _stated_on_comparable_basis,
    ),
    Rule("bound", "超过, 近: what does not agree with a bound may agree with the value", _only_a_bound),
)
