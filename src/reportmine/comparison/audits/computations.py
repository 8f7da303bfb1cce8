"""How a stated change is worked out: the growth of amounts, the points of rates, the places of ranks.

`COMPUTATIONS` is asked from top to bottom; the first rule that answers says how.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.unit_conversion import factor, is_rate
from reportmine.extraction.rule import Rule, first_answer, when
from reportmine.model import Claim


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

    >>> from reportmine.api import extract
    >>> figure, stated = extract("产值12亿元，增长20%。").claims
    >>> computation_of(Statement(stated, figure)).compute(Decimal(10), Decimal(12))
    Decimal('20.0')
    """
    answered = first_answer(COMPUTATIONS, statement)
    return answered[1] if answered else None


def computations_of_rate(statement: Statement) -> tuple[Computation, ...]:
    """How to work out a change of a rate that a table prints in per cent: points, or per cent of it.

    7.77% | 9.06% | -1.29% are points as a rule. None for what is no change of a rate.
    """
    stated, figure = statement
    if not _is_rate(figure) or figure.measure not in ("level", "share"):
        return ()
    if stated.quantity.unit == "百分点":
        return (_POINTS,)
    return (_POINTS, _PERCENT) if stated.quantity.unit == figure.quantity.unit else ()


def yearly_growth(years: int) -> Computation:
    """How to work out the growth in per cent of an average year of so many.

    >>> round(yearly_growth(2).compute(Decimal(100), Decimal(121)), 4)
    Decimal('10.0000')
    """
    return Computation(lambda old, new: _yearly_percent(old, new, years), is_growth=True)


def _yearly_percent(old: Decimal, new: Decimal, years: int) -> Decimal:
    times = new / old
    return (((times.ln() / years).exp() if times > 0 else Decimal(0)) - 1) * 100


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
    return _times(old, new) * 100


def _permille(old: Decimal, new: Decimal) -> Decimal:
    return _times(old, new) * 1000


def _times(old: Decimal, new: Decimal) -> Decimal:
    """The growth; from a loss to a profit it is up, as reports state it."""
    return new / old - 1 if old > 0 else (new - old) / abs(old)


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

COMPUTATIONS: tuple[Rule[Statement, Computation, None], ...] = (
    Rule("growth in per cent", "增长5.1%", _stated_in("%", _is_amount, _PERCENT)),
    Rule("growth in permille", "增长3‰", _stated_in("‰", _is_amount, _PERMILLE)),
    Rule("growth in times", "增长1.4倍: 1.4 times of it more", _stated_in("倍", _is_amount, _TIMES)),
    Rule("growth in doublings", "翻一番", _stated_in("番", _is_amount, _DOUBLINGS)),
    Rule("points of a rate", "提高1.4个百分点", _stated_in("百分点", _is_rate, _POINTS)),
    Rule("places of a rank", "前移1位: up is a smaller number", _stated_in("位", _is_rank, _PLACES)),
    Rule("an amount", "增加3人", when(_is_stated_in_unit_of_figure, lambda _: _AMOUNT)),
)
