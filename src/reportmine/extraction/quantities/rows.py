"""Rows of numbers before one unit: 92.5、91.9和91.1分 are all of 分, 3.5、4.5亿元 both of 亿元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportmine.lexicon import cue_words
from reportmine.lexicon.numerals import MYRIADS
from reportmine.model import Quantity
from reportmine.model.digits import is_whole, shifted

_END_OF_NUMBER = frozenset("0123456789") | MYRIADS.keys()
# A 分别 that deals a row out stands no farther before it, in characters.
_FARTHEST = 40
_MYRIADS = "".join(MYRIADS)


def with_shared_units(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The unit behind the last number of a row belongs to all of it, and so does its 万 or 亿.

    >>> from reportmine.extraction.quantities.parser import parse_quantities
    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> [(quantity.low, quantity.unit) for quantity in parse_quantities("投入3.5、4.5和5亿元", PRODUCT)]
    [(Decimal('3.5E+8'), '元'), (Decimal('4.5E+8'), '元'), (Decimal('500000000'), '元')]
    """
    made = list(found)
    powers = 0
    for k in reversed(range(len(made) - 1)):
        this, after = made[k], made[k + 1]
        powers = _spoken_powers(text, after) or powers
        if text[this.span.end : after.span.start] in cue_words.COORDINATORS and _share_unit(text, this, after):
            made[k] = this._replace(unit=after.unit, dimension=after.dimension, form=after.form)
            if not _spoken_powers(text, this) and _is_nearer(shifted(this.low, powers), this.low, after.low):
                high = None if this.high is None else shifted(this.high, powers)
                made[k] = made[k]._replace(low=shifted(this.low, powers), high=high)
        else:
            powers = 0
    return made


def _share_unit(text: str, this: Quantity, after: Quantity) -> bool:
    if this.unit == "个" and after.unit == "百分点":
        return not is_whole(this.low)  # 1.6个和0.9个百分点
    if this.unit or not after.unit:
        return False
    if this.form == "ordinal":
        return after.form == "ordinal"  # 第15和第24位
    start, end = this.span.start, this.number_end
    if this.form != "number" or after.form not in ("number", "percent") or text[end - 1] not in _END_OF_NUMBER:
        return False
    dealt = any(word in text[max(0, start - _FARTHEST) : start] for word in cue_words.DISTRIBUTIVES)
    return dealt or end - start > 1


def _spoken_powers(text: str, quantity: Quantity) -> int:
    """How many powers of ten 万, 亿 or 万亿 at the end of a number are."""
    number = text[quantity.span.start : quantity.number_end]
    return sum([MYRIADS[char] for char in number[len(number.rstrip(_MYRIADS)) :]])


def _is_nearer(scaled: Decimal, low: Decimal, after: Decimal) -> bool:
    """Whether an amount is nearer the next one of its row with the same 亿: 3.5、4.5亿元, but not 980、1.2万人."""
    return low != scaled and min(low, after) > 0 and _times(scaled, after) < _times(low, after)


def _times(one: Decimal, other: Decimal) -> Decimal:
    return max(one, other) / min(one, other)
