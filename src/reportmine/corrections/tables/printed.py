"""A figure in the unit that its report prints: 212.2 | 万元 beside the plain 2122000 | 元.

The multiplier is found in the words of the figure, and believed only where it leads from the printed digits to the
value; then the value is divided by it, a power of ten, so that both are the same to the last digit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from reportmine.corrections.values import power_of
from reportmine.lexicon.numerals import MYRIADS, TENS
from reportmine.model import Claim
from reportmine.model.digits import plain, shifted

_CHARACTERS = "".join((*MYRIADS, *TENS))
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
# 万, 万亿, 百万: what stands behind digits; one of tens alone counts (5千人), too.
_MULTIPLIER = re.compile(f"[{_CHARACTERS}]+")
_MYRIAD = re.compile(f"[{''.join(MYRIADS)}]+")


class Printed(NamedTuple):
    """Both ends of a figure in the unit as it is printed, the unit with its multiplier, and the power of ten it is.

    >>> Printed(Decimal("212.2"), None, "万元", 4).cells()
    ('212.2', None, '万元')
    """

    low: Decimal
    high: Decimal | None
    unit: str
    power: int

    def cells(self) -> tuple[str, str | None, str]:
        """The cells of a workbook; a percentage says so, for Excel to show it as one."""
        sign = "%" if self.unit == "%" else ""
        return plain(self.low) + sign, None if self.high is None else plain(self.high) + sign, self.unit


def printed(claim: Claim) -> Printed:
    """The figure of a claim as it is printed; without multiplier it is the plain one.

    >>> from reportmine.api import extract
    >>> for claim in extract("资金212.2万元，3亿2000万人，三十二万户，3-5万册，增长5.2%，装机5千瓦。").claims:
    ...     print(*printed(claim).cells())
    212.2 None 万元
    3.2 None 亿人
    32 None 万户
    3 5 万册
    5.2% None %
    5 None 千瓦
    """
    low, high, unit = claim.quantity.low, claim.quantity.high, claim.quantity.unit
    word, power = _multiplier(claim)
    if not power:
        return Printed(low, high, unit, 0)
    return Printed(shifted(low, -power), None if high is None else shifted(high, -power), word + unit, power)


def _multiplier(claim: Claim) -> tuple[str, int]:
    """The largest multiplier that is printed, and what power of ten it is; none where it does not lead to the value."""
    if claim.quantity.form != "number":
        return "", 0
    said = claim.mark.of(claim.sentence) + claim.unit_beside
    if not _MULTIPLIER.search(said):
        return "", 0
    digits = _DIGITS.search(said)
    found = (_MULTIPLIER if digits else _MYRIAD).findall(said)
    # Behind the multiplier may stand a unit that begins like one: 万千瓦时.
    starts = {run[:length] for run in found for length in range(1, len(run) + 1)}
    known = sorted(((power_of(word), word) for word in starts), reverse=True)
    ends = {abs(end) for end in (claim.quantity.low, claim.quantity.high) if end is not None}
    for power, word in known:
        if _leads(Decimal(digits[0].replace(",", "")) if digits else None, power, ends, mixed=len(found) > 1):
            return word, power
    return "", 0


def _leads(digits: Decimal | None, power: int, ends: set[Decimal], *, mixed: bool) -> bool:
    """Whether a multiplier leads to the value: from its digits, of 3亿2000万 from the first of them, or in words."""
    if digits is None:
        return any(end >= shifted(Decimal(1), power) for end in ends)
    product = shifted(digits, power)
    return product in ends or (mixed and any(product <= end < shifted(digits + 1, power) for end in ends))
