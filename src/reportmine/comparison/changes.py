"""How far a figure has moved: amounts and per cent, points, places; bounds stay bounds.

`CHANGES` is asked from top to bottom; the first rule that fits decides. The last one always does.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from reportmine.comparison.model import Change, Interval, Kind, Way
from reportmine.comparison.unit_conversion import difference, factor, growth, interval, is_rate
from reportmine.model import Claim

_ZERO = Decimal(0)


class ChangeRule(NamedTuple):
    """A kind of figures, told by `fits`, and how a change between two of them is given."""

    name: str
    why: str
    fits: Callable[[Claim, Claim], bool]
    change: Callable[[Claim, Claim], Change]


def change_between(old: Claim, new: Claim) -> Change:
    """How far the figure has moved from the old claim to the new one.

    >>> from reportmine.api import extract
    >>> change = change_between(*extract("产值10亿元。产值12亿元。").claims)
    >>> str(change.amount.low), change.unit, str(change.percent.low), change.way
    ('200000000', '元', '20.0', 'up')
    """
    return next(rule.change(old, new) for rule in CHANGES if rule.fits(old, new))


def _the_same(old: Claim, new: Claim) -> bool:
    times = factor(old, new)
    if times is None or (old.qualifier, old.direction) != (new.qualifier, new.direction):
        return False
    return interval(old) == interval(new, times)


def _nothing(old: Claim, new: Claim) -> Change:
    kind: Kind = "places" if _both_ranks(old, new) else "points" if is_rate(old) else "amount"
    unit = {"places": "位", "points": "百分点"}.get(kind, old.quantity.unit)
    nothing = Interval(_ZERO, _ZERO)
    return Change(kind, "same", unit, nothing, nothing if kind == "amount" else None, _about(old, new))


def _unlike(old: Claim, new: Claim) -> bool:
    return factor(old, new) is None


def _none(old: Claim, new: Claim) -> Change:
    one, other = (f"in {claim.quantity.unit}" if claim.quantity.unit else "without unit" for claim in (old, new))
    return Change("none", "unknown", reason=f"One is given {one} and the other {other}.")


def _both_ranks(old: Claim, new: Claim) -> bool:
    return old.measure == new.measure == "rank"


def _places(old: Claim, new: Claim) -> Change:
    moved = difference(interval(old), interval(new))
    return Change("places", _way(moved), "位", moved)


def _both_changes(old: Claim, _: Claim) -> bool:
    return old.measure in ("change", "gap") and not is_rate(old)


def _amount_only(old: Claim, new: Claim) -> Change:
    return _amount(old, new, with_percent=False)


def _both_rates(old: Claim, _: Claim) -> bool:
    return is_rate(old)


def _points(old: Claim, new: Claim) -> Change:
    times = factor(old, new)
    assert times is not None
    moved = difference(interval(new, times, signed=True), interval(old, signed=True))
    unit = "千分点" if old.quantity.unit == "‰" else "百分点"
    return Change("points", _way(moved), unit, moved, about=_about(old, new))


def _levels(old: Claim, new: Claim) -> Change:
    return _amount(old, new, with_percent=old.quantity.dimension != "multiple")


def _amount(old: Claim, new: Claim, *, with_percent: bool) -> Change:
    times = factor(old, new)
    assert times is not None
    before, after = interval(old, signed=True), interval(new, times, signed=True)
    moved = difference(after, before)
    percent = growth(after, before) if with_percent else None
    return Change("amount", _way(moved), old.quantity.unit, moved, percent, _about(old, new))


def _about(old: Claim, new: Claim) -> bool:
    return "about" in (old.qualifier, new.qualifier)


def _way(moved: Interval) -> Way:
    if moved == (_ZERO, _ZERO):
        return "same"
    if moved.low is not None and moved.low >= _ZERO:
        return "up"
    if moved.high is not None and moved.high <= _ZERO:
        return "down"
    return "unknown"


CHANGES: tuple[ChangeRule, ...] = (
    ChangeRule("unlike units", "亩 and 栋: nothing can be said", _unlike, _none),
    ChangeRule("the same", "超过10亿 and 超过10亿: what is said twice has not changed", _the_same, _nothing),
    ChangeRule("ranks", "第5位 and 第4位: one place up", _both_ranks, _places),
    ChangeRule("rates", "3.6% and 6.2%: points, never per cent of per cent", _both_rates, _points),
    ChangeRule("changes", "增长3人 and 增长5人: no per cent of what is a change itself", _both_changes, _amount_only),
    ChangeRule("levels", "10亿元 and 12亿元: amount and per cent", lambda *_: True, _levels),
)
