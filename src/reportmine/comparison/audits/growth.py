"""Working out a stated change: from one figure to another, within rounding.

`COMPUTATIONS` is asked from top to bottom; the first rule that answers says how a change is worked out.
`NOT_COMPARABLE` says why the printed figures cannot tell whether it is right.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.messages import Message
from reportmine.comparison.model import Audit, Check
from reportmine.comparison.rounding import half_step
from reportmine.comparison.rule import Rule, first_answer, when
from reportmine.comparison.unit_conversion import converted, factor, is_rate
from reportmine.comparison.words import COMPARABLE_BASIS
from reportmine.lexicon.indicators import INDICATORS
from reportmine.model import Claim

_SHOWN = Decimal("0.0001")
_BOUNDS = frozenset(("over", "at_least", "at_most", "nearly"))
# How many characters before a change may say on what basis it is stated.
_BASIS_BEFORE = 24


class Statement(NamedTuple):
    """A stated change, and the figure whose change it states."""

    stated: Claim
    figure: Claim


class Computation(NamedTuple):
    """How a change is worked out from the old value and the new one.

    `is_growth` tells the growth of amounts, which depends on prices. A change that `has_unit_of_figure`
    is given in a unit that can be led back to the figure's own.
    """

    compute: Callable[[Decimal, Decimal], Decimal]
    is_growth: bool = False
    has_unit_of_figure: bool = False


def computation_of(statement: Statement) -> Computation | None:
    """How to work out what is stated; None where it is no change of what the figure measures.

    >>> from reportmine.pipeline import extract
    >>> figure, stated = extract("产值12亿元，增长20%。").claims
    >>> computation_of(Statement(stated, figure)).compute(Decimal(10), Decimal(12))
    Decimal('20.0')
    """
    answered = first_answer(COMPUTATIONS, statement)
    return answered[1] if answered else None


def audit_of_change(check: Check, old: Claim, new: Claim, stated: Claim) -> Audit | None:
    """Whether `stated` agrees with the way from `old` to `new`; None where it does not state that way.

    >>> from reportmine.pipeline import extract
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
    said = _signed(stated)
    if computation.has_unit_of_figure:
        said *= factor(new, stated) or 1
    checked = CheckedChange(computation, old, new, stated, times, said)
    return _verdict(check, checked)


class CheckedChange(NamedTuple):
    """A change that is being checked: `factor` leads the old unit to the new one's, `said` is the stated value."""

    computation: Computation
    old: Claim
    new: Claim
    stated: Claim
    factor: Decimal
    said: Decimal

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
        return min(ends) - slack <= self.said <= max(ends) + slack


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
        difference=(change.said - computed).quantize(_SHOWN),
        unit=change.stated.quantity.unit,
        consistent=None if incomparable else agrees,
        reason=incomparable[1] if incomparable else reason,
    )


def _signed(claim: Claim) -> Decimal:
    return -claim.quantity.low if claim.direction == "down" else claim.quantity.low


def _both_ways(step: Decimal) -> tuple[Decimal, Decimal]:
    return -step, step


# -------------------------------------------------------------------------- how it is worked out


def _is_amount(claim: Claim) -> bool:
    return claim.measure == "level" and not is_rate(claim)


def _is_rate(claim: Claim) -> bool:
    return is_rate(claim) and claim.quantity.dimension == "rate"


def _is_rank(claim: Claim) -> bool:
    return claim.measure == "rank"


def _stated_in(
    unit: str, of: Callable[[Claim], bool], computation: Computation
) -> Callable[[Statement], Computation | None]:
    """What a rule asks that knows changes of some figures by the unit that they are stated in."""
    return when(
        lambda statement: statement.stated.quantity.unit == unit and of(statement.figure), lambda _: computation
    )


def _is_stated_in_unit_of_figure(statement: Statement) -> bool:
    stated, figure = statement
    return not is_rate(stated) and _is_amount(figure) and factor(figure, stated) is not None


def _percent(old: Decimal, new: Decimal) -> Decimal:
    return (new / old - 1) * 100


def _permille(old: Decimal, new: Decimal) -> Decimal:
    return (new / old - 1) * 1000


def _times(old: Decimal, new: Decimal) -> Decimal:
    return new / old - 1


def _doublings(old: Decimal, new: Decimal) -> Decimal:
    return (new / old).ln() / Decimal(2).ln() if new / old > 0 else Decimal(0)


def _difference(old: Decimal, new: Decimal) -> Decimal:
    return new - old


def _places(old: Decimal, new: Decimal) -> Decimal:
    return old - new


_PERCENT = Computation(_percent, is_growth=True)
_PERMILLE = Computation(_permille, is_growth=True)
_TIMES = Computation(_times, is_growth=True)
_DOUBLINGS = Computation(_doublings, is_growth=True)
_POINTS = Computation(_difference)
_PLACES = Computation(_places)
_AMOUNT = Computation(_difference, has_unit_of_figure=True)

COMPUTATIONS: tuple[Rule[Statement, Computation], ...] = (
    Rule("growth in per cent", "增长5.1%", _stated_in("%", _is_amount, _PERCENT)),
    Rule("growth in permille", "增长3‰", _stated_in("‰", _is_amount, _PERMILLE)),
    Rule("growth in times", "增长1.4倍: 1.4 times of it more", _stated_in("倍", _is_amount, _TIMES)),
    Rule("growth in doublings", "翻一番", _stated_in("番", _is_amount, _DOUBLINGS)),
    Rule("points of a rate", "提高1.4个百分点", _stated_in("百分点", _is_rate, _POINTS)),
    Rule("places of a rank", "前移1位: up is a smaller number", _stated_in("位", _is_rank, _PLACES)),
    Rule("an amount", "增加3人", when(_is_stated_in_unit_of_figure, lambda _: _AMOUNT)),
)


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


NOT_COMPARABLE: tuple[Rule[CheckedChange, Message], ...] = (
    Rule("constant prices", "地区生产总值: its growth is real by rule", _real_by_rule),
    Rule(
        "comparable basis",
        "同口径, 按可比价计算: not worked out from the figures as printed",
        _stated_on_comparable_basis,
    ),
    Rule("bound", "超过, 近: what does not agree with a bound may agree with the value", _only_a_bound),
)
