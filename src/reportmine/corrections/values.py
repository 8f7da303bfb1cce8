"""What the fields of a correction may hold but for choices (model/schema.py): numbers, periods, plain units."""

from __future__ import annotations

from reportmine.lexicon.numerals import MYRIADS, TENS
from reportmine.lexicon.patterns import pattern

NUMBERS = frozenset(("value", "value_max"))

# Plain digits, as tables show them: more than any number that is read has, which are 1,000 and those of up to 64
# characters such as 亿 (quantities/numerals.py).
VALUE_FORM = r"-?[0-9]{1,2000}(?:\.[0-9]{1,2000})?"
VALUE = pattern(VALUE_FORM)

_TIME = r"[0-9]{4}(?:-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?))?"
PERIOD_FORM = f"{_TIME}(?:/{_TIME})?"
PERIOD = pattern(PERIOD_FORM)

# 万, 亿, 万亿, 百万 before a unit. No unit of the lexicon begins so, nor any of the 6,209 figures of the samples and of
# ../shared/real; 千 and 兆 alone begin some (千瓦, 兆瓦).
MULTIPLIER_FORM = f"[{''.join(TENS)}]*[万亿萬億][{''.join(TENS)}万亿萬億]*"
_MULTIPLIED = pattern(f"({MULTIPLIER_FORM})(.*)")
_SIMPLIFIED = str.maketrans("萬億", "万亿")


def parted(unit: str) -> tuple[str, str]:
    """The multiplier that a unit begins with, and the unit without it.

    >>> parted("亿元"), parted("百万人"), parted("万"), parted("千瓦")
    (('亿', '元'), ('百万', '人'), ('万', ''), ('', '千瓦'))
    """
    found = _MULTIPLIED.fullmatch(unit.strip())
    return (found[1].translate(_SIMPLIFIED), found[2].strip()) if found else ("", unit)


def power_of(multiplier: str) -> int:
    """The power of ten of a multiplier.

    >>> power_of("万"), power_of("万亿"), power_of("百万")
    (4, 12, 6)
    """
    return sum(MYRIADS.get(character, TENS.get(character, 0)) for character in multiplier)
