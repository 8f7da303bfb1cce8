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


def multiplier_of(claims: Sequence[Claim], unit: str) -> Decimal:
    """What most of those in a unit are printed in: 1, 10000 or 100000000, of tables by what their heads make of them.

    >>> from reportmine.api import extract
    >>> claims = extract("产量650万吨。产量36.8万吨。产量7.42亿斤。产量6.07亿吨。产量12.5亿斤。").claims
    >>> str(multiplier_of(claims, "吨"))
    '10000'
    """
    found = Counter(_printed_in(claim) for claim in claims if claim.quantity.unit == unit)
    return max(found, key=lambda one: (found[one], -one), default=Decimal(1))


def _printed_in(claim: Claim) -> Decimal:
    printed = _PRINTED.search(claim.text)
    number = Decimal(printed.group().replace(",", "")) if printed else Decimal(0)
    times = abs(claim.quantity.low) / number if number else Decimal(1)
    return next((one for one in MULTIPLIERS if times >= one), Decimal(1))
