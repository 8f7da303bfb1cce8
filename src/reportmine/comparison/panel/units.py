"""The figures of a panel in one unit, and the multiplier that most of them are printed with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from reportmine.comparison.unit_conversion import factor
from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim

# 亿, 万 and nothing, the largest first.
MULTIPLIERS = (Decimal(10**8), Decimal(10**4), Decimal(1))
_PRINTED = pattern(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def model_of(claims: Sequence[Claim]) -> Claim:
    """The claim in whose unit all are shown: the unit that most of them have.

    >>> from reportmine.api import extract
    >>> model_of(extract("造林150亩。造林10公顷。造林20亩。").claims).quantity.unit
    '亩'
    """
    (unit, _), *_ = Counter(claim.quantity.unit for claim in claims).most_common(1)
    return next(claim for claim in claims if claim.quantity.unit == unit)


def factors(claims: Sequence[Claim], model: Claim) -> list[Decimal | None]:
    """What each claim's value is multiplied by to be in the unit of the model, None where nothing says so."""
    known: dict[tuple[str, str], Decimal | None] = {}
    for claim in claims:
        kind = claim.quantity.unit, claim.quantity.dimension
        if kind not in known:
            known[kind] = factor(model, claim)
    return [known[claim.quantity.unit, claim.quantity.dimension] for claim in claims]


def multiplier_of(claims: Sequence[Claim]) -> Decimal:
    """What most are printed in: 1, 10000 or 100000000, of tables by what their heads make of the number.

    >>> from reportmine.api import extract
    >>> str(multiplier_of(extract("产值1200亿元，税收35亿元，捐款20万元。").claims))
    '100000000'
    """
    return Counter(map(_printed_in, claims)).most_common(1)[0][0] if claims else Decimal(1)


def _printed_in(claim: Claim) -> Decimal:
    printed = _PRINTED.search(claim.text)
    number = Decimal(printed.group().replace(",", "")) if printed else Decimal(0)
    times = abs(claim.quantity.low) / number if number else Decimal(1)
    return next((one for one in MULTIPLIERS if times >= one), Decimal(1))
