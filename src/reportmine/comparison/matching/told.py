"""What a report itself says of a figure's value before: 增长12.5%, 由7.2天缩短到5.8天."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from itertools import pairwise
from typing import NamedTuple

from reportmine.comparison.audits.statements import leads_from_to, statements_either_side
from reportmine.comparison.unit_conversion import converted, is_rate
from reportmine.model import Claim

# How far a value that was worked out from a change in per cent may be off: growth is printed to a tenth of a per cent.
_OF_GROWTH = Decimal("0.006")
_OF_DIFFERENCE = Decimal("0.002")
_GOOD = Context(prec=9)


class Told(NamedTuple):
    """A value before, in the figure's own unit, and by what part of it the true one may differ."""

    value: Decimal
    within: Decimal

    def fits(self, value: Decimal) -> bool:
        """Whether another figure can be the one that is meant.

        >>> told = Told(Decimal("3.2"), Decimal("0.006"))
        >>> told.fits(Decimal("3.21")), told.fits(Decimal("3.3"))
        (True, False)
        """
        return abs(self.value - value) <= self.within * max(abs(self.value), abs(value))

    def times(self, factor: Decimal) -> Told:
        """The same in another unit."""
        return self._replace(value=converted(self.value, factor))


def told_values(claims: Sequence[Claim]) -> Mapping[int, tuple[Told, ...]]:
    """The values before that are told of the figures, by their place among the claims of a report.

    >>> from reportmine.api import extract
    >>> claims = extract("产值12亿元，增长20%。办理时间由8天压缩到5天。").claims
    >>> {claims[at].text: f"{values[0].value:.0f}" for at, values in told_values(claims).items()}
    {'12亿元': '1000000000', '5天': '8'}
    """
    found: dict[int, list[Told]] = defaultdict(list)
    places = {claim.span: at for at, claim in enumerate(claims)}
    for stated, figure in statements_either_side(claims):
        value = _before(figure, stated)
        if value is not None:
            found[places[figure.span]].append(value)
    for at, (start, end) in enumerate(pairwise(claims)):
        if leads_from_to(start, end):
            found[at + 1].append(Told(start.quantity.low, Decimal(0)))
    return {at: tuple(values) for at, values in found.items()}


def _before(figure: Claim, stated: Claim) -> Told | None:
    change = -stated.quantity.low if stated.direction == "down" else stated.quantity.low
    if stated.quantity.unit == "%" and not is_rate(figure):
        times = 1 + change / 100
        return Told(_GOOD.divide(figure.quantity.low, times), _OF_GROWTH) if times > 0 else None
    if stated.quantity.unit in (figure.quantity.unit, "百分点"):
        return Told(figure.quantity.low - change, _OF_DIFFERENCE)
    return None
