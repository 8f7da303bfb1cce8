"""Working out what a report states: the growth from one figure to another, within rounding.

`STATEMENTS` is asked from top to bottom; the first one that fits the stated figure works it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.matching.names import CONSTANT
from reportmine.comparison.model import Audit, Check
from reportmine.comparison.unit_conversion import factor, half_step, is_rate, times_of
from reportmine.lexicon.indicators import INDICATORS
from reportmine.model import Claim

_HUNDRED = Decimal(100)
_SHOWN = Decimal("0.0001")
_BOUNDS = ("over", "at_least", "at_most", "nearly")


class Statement(NamedTuple):
    """A way to state a change: the units it is in, the states that it fits, how it is worked out."""

    name: str
    why: str
    units: tuple[str, ...]
    state: Callable[[Claim], bool]
    work_out: Callable[[Decimal, Decimal], Decimal]


def statement_of(stated: Claim, state: Claim) -> Statement | None:
    """The way in which `stated` gives a change of what `state` measures; None where it does not.

    >>> from reportmine.api import extract
    >>> state, stated = extract("产值12亿元，增长20%。").claims
    >>> statement_of(stated, state).name
    'growth in per cent'
    """
    for statement in STATEMENTS:
        if stated.quantity.unit in statement.units and statement.state(state):
            return statement
    if is_rate(stated) or not _is_amount(state) or factor(state, stated) is None:
        return None
    return _AMOUNT


def checked(check: Check, old: Claim, new: Claim, stated: Claim) -> Audit | None:
    """Whether `stated` agrees with the way from `old` to `new`; None where it does not state that way.

    >>> from reportmine.api import extract
    >>> old, new, stated = extract("产值10.0亿元。产值12.0亿元，增长25%。").claims
    >>> audit = checked("stated change", old, new, stated)
    >>> str(audit.computed), str(audit.difference), audit.consistent
    ('20.0000', '5.0000', False)
    """
    statement, times = statement_of(stated, new), factor(new, old)
    if statement is None or times is None:
        return None
    if old.quantity.low == 0 or not (old.quantity.high is None and new.quantity.high is None):
        return Audit(
            check, old, new, stated, None, None, stated.quantity.unit, None, "A range or a zero has no growth."
        )
    computed = statement.work_out(_signed(old) * times, _signed(new))
    said = _signed(stated) if statement is not _AMOUNT else _signed(stated) * (factor(new, stated) or 1)
    agrees = _within_rounding(statement, (old, new, stated), times, said)
    reason = _not_comparable(statement, old, new, stated, agrees)
    return Audit(
        check=check,
        old=old,
        new=new,
        stated=stated,
        computed=computed.quantize(_SHOWN),
        difference=(said - computed).quantize(_SHOWN),
        unit=stated.quantity.unit,
        consistent=None if reason else agrees,
        reason=reason or ("" if agrees else "More than rounding: the text gives no reason."),
    )


def _signed(claim: Claim) -> Decimal:
    return -claim.quantity.low if claim.direction == "down" else claim.quantity.low


def _within_rounding(statement: Statement, claims: Sequence[Claim], times: Decimal, said: Decimal) -> bool:
    """Whether the stated change, as far as it was rounded, can come from the printed figures."""
    old, new, stated = claims
    ends = [
        statement.work_out(times_of(_signed(old) + before, times), _signed(new) + after)
        for before in _ends(half_step(old))
        for after in _ends(half_step(new))
        if _signed(old) + before
    ]
    slack = half_step(stated)
    return min(ends) - slack <= said <= max(ends) + slack


def _ends(step: Decimal) -> tuple[Decimal, Decimal]:
    return -step, step


def _not_comparable(statement: Statement, old: Claim, new: Claim, stated: Claim, agrees: bool) -> str:
    if statement in _OF_LEVELS:
        indicator = INDICATORS.get(new.indicator or "")
        if indicator and indicator.real:
            return "Its growth is stated at constant prices by rule; these are the prices of each year."
        if word := CONSTANT.search(stated.sentence[: stated.mark.start].rpartition("；")[2][-24:]):
            return f"It is stated as {word.group()}, which these figures are not."
    if not agrees and {old.qualifier, new.qualifier, stated.qualifier} & {*_BOUNDS}:
        return "One of the figures is only a bound."
    return ""


def _is_amount(claim: Claim) -> bool:
    return claim.measure == "level" and not is_rate(claim)


def _is_part(claim: Claim) -> bool:
    return is_rate(claim) and claim.quantity.dimension == "rate"


def _is_rank(claim: Claim) -> bool:
    return claim.measure == "rank"


def _percent(old: Decimal, new: Decimal) -> Decimal:
    return (new / old - 1) * _HUNDRED


def _permille(old: Decimal, new: Decimal) -> Decimal:
    return (new / old - 1) * 1000


def _times(old: Decimal, new: Decimal) -> Decimal:
    return new / old - 1


def _doublings(old: Decimal, new: Decimal) -> Decimal:
    return (new / old).ln() / Decimal(2).ln() if new / old > 0 else Decimal(0)


def _less(old: Decimal, new: Decimal) -> Decimal:
    return new - old


def _places(old: Decimal, new: Decimal) -> Decimal:
    return old - new


STATEMENTS: tuple[Statement, ...] = (
    Statement("growth in per cent", "增长5.1%", ("%",), _is_amount, _percent),
    Statement("growth in permille", "增长3‰", ("‰",), _is_amount, _permille),
    Statement("growth in times", "增长1.4倍: 1.4 times of it more", ("倍",), _is_amount, _times),
    Statement("growth in doublings", "翻一番", ("番",), _is_amount, _doublings),
    Statement("points of a rate", "提高1.4个百分点", ("百分点",), _is_part, _less),
    Statement("places of a rank", "前移1位: up is a smaller number", ("位",), _is_rank, _places),
)
_OF_LEVELS = STATEMENTS[:4]
_AMOUNT = Statement("an amount", "增加3人", (), _is_amount, _less)
