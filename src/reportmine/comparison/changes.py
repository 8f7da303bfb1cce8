"""How far a figure has moved: amounts and per cent, points, places; bounds stay bounds.

`CHANGES` is asked from top to bottom; the first rule that answers decides. The last one always does.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.intervals import difference, growth, interval_of
from reportmine.comparison.messages import said
from reportmine.comparison.model import Change, Interval, Kind, Way
from reportmine.comparison.unit_conversion import factor, is_rate
from reportmine.extraction.rule import Rule, first_answer, when
from reportmine.model import Claim

_ZERO = Decimal(0)
_NO_CHANGE = Interval(_ZERO, _ZERO)


class Figures(NamedTuple):
    """Two figures of one metric; `factor` leads the new one's unit back to the old one's, None where nothing does."""

    old: Claim
    new: Claim
    factor: Decimal | None


def change_between(old: Claim, new: Claim) -> Change:
    """How far the figure has moved from the old claim to the new one.

    >>> from reportmine.api import extract
    >>> change = change_between(*extract("产值10亿元。产值12亿元。").claims)
    >>> str(change.amount.low), change.unit, str(change.percent.low), change.way
    ('200000000', '元', '20.0', 'up')
    """
    answered = first_answer(CHANGES, Figures(old, new, factor(old, new)))
    assert answered is not None, "the last rule always answers"
    return answered[1]


def _units_are_unlike(figures: Figures) -> bool:
    return figures.factor is None


def _no_change_to_give(figures: Figures) -> Change:
    old, new = figures.old.quantity.unit, figures.new.quantity.unit
    if not old:
        reason = said("old-has-no-unit", new=new)
    elif not new:
        reason = said("new-has-no-unit", old=old)
    else:
        reason = said("units-differ", old=old, new=new)
    return Change("none", "unknown", reason=reason)


def _are_the_same(figures: Figures) -> bool:
    old, new, times = figures
    if times is None or (old.qualifier, old.direction) != (new.qualifier, new.direction):
        return False
    return interval_of(old) == interval_of(new, times)


def _unchanged(figures: Figures) -> Change:
    old = figures.old
    kind: Kind = "places" if _are_ranks(figures) else "points" if is_rate(old) else "amount"
    unit = {"places": "位", "points": _unit_of_points(old)}.get(kind, old.quantity.unit)
    return Change(kind, "same", unit, _NO_CHANGE, _NO_CHANGE if kind == "amount" else None, _is_about(figures))


def _are_ranks(figures: Figures) -> bool:
    return figures.old.measure == figures.new.measure == "rank"


def _in_places(figures: Figures) -> Change:
    places = difference(interval_of(figures.old), interval_of(figures.new))
    return Change("places", _way(places), "位", places)


def _are_rates(figures: Figures) -> bool:
    return is_rate(figures.old)


def _in_points(figures: Figures) -> Change:
    old, new = _signed_intervals(figures)
    points = difference(new, old)
    return Change("points", _way(points), _unit_of_points(figures.old), points, about=_is_about(figures))


def _unit_of_points(rate: Claim) -> str:
    return "千分点" if rate.quantity.unit == "‰" else "百分点"


def _are_changes(figures: Figures) -> bool:
    return figures.old.measure in ("change", "gap") and not is_rate(figures.old)


def _in_amounts(figures: Figures) -> Change:
    return _amount(figures, with_percent=False)


def _in_amounts_and_percent(figures: Figures) -> Change:
    return _amount(figures, with_percent=figures.old.quantity.dimension != "multiple")


def _amount(figures: Figures, *, with_percent: bool) -> Change:
    old, new = _signed_intervals(figures)
    amount = difference(new, old)
    percent = growth(new, old) if with_percent else None
    return Change("amount", _way(amount), figures.old.quantity.unit, amount, percent, _is_about(figures))


def _signed_intervals(figures: Figures) -> tuple[Interval, Interval]:
    """Both figures in the old one's unit."""
    old, new, times = figures
    assert times is not None, "unlike units have been told before"
    return interval_of(old, signed=True), interval_of(new, times, signed=True)


def _is_about(figures: Figures) -> bool:
    return "about" in (figures.old.qualifier, figures.new.qualifier)


def _way(moved: Interval) -> Way:
    if moved == _NO_CHANGE:
        return "same"
    if moved.low is not None and moved.low >= _ZERO:
        return "up"
    if moved.high is not None and moved.high <= _ZERO:
        return "down"
    return "unknown"


CHANGES: tuple[Rule[Figures, Change, None], ...] = (
    Rule("unlike units", "亩 and 栋: nothing can be said", when(_units_are_unlike, _no_change_to_give)),
    Rule("the same", "超过10亿 and 超过10亿: the same words are no change", when(_are_the_same, _unchanged)),
    Rule("ranks", "第5位 and 第4位: one place up", when(_are_ranks, _in_places)),
    Rule("rates", "3.6% and 6.2%: points, never per cent of per cent", when(_are_rates, _in_points)),
    Rule("changes", "增长3人 and 增长5人: no per cent of what is a change itself", when(_are_changes, _in_amounts)),
    Rule("levels", "10亿元 and 12亿元: amount and per cent", _in_amounts_and_percent),
)
