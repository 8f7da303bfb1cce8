"""The unit table (quantities/units.csv) and the longest-match look-up over its spellings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from reportmine.errors import LexiconError
from reportmine.lexicon.dimensions import checked_dimension
from reportmine.lexicon.loader import rows, split_cell, words
from reportmine.lexicon.spellings import Spellings


class Unit(NamedTuple):
    """One row: canonical name, dimension, factor to the dimension's base unit where there is one."""

    name: str
    dimension: str
    factor: Decimal | None
    iso4217: str
    word: bool


_NAME = "quantities/units.csv"


def _load() -> dict[str, Unit]:
    spellings: dict[str, Unit] = {}
    for row in rows(_NAME):
        factor = Decimal(row["factor"]) if row["factor"] else None
        dimension = checked_dimension(row["dimension"], _NAME)
        unit = Unit(row["unit"], dimension, factor, row["iso4217"], row["word"] == "yes")
        for spelling in (row["unit"], *split_cell(row["aliases"])):
            if spelling in spellings:
                raise LexiconError(f"{_NAME}: the spelling {spelling} stands there twice.")
            spellings[spelling] = unit
    return spellings


_OTHER_WORDS = {row["unit"]: split_cell(row["words"]) for row in rows("quantities/unit_words.csv")}
# One string that is searched now and then: as nine thousand of them they took a megabyte.
_BEHIND_UNITS = f" {' '.join(words('quantities/behind_units.toml', 'words'))} "
_FIRM = words("quantities/behind_units.toml", "firm")


class Units(Spellings[Unit]):
    """Units under all their spellings. A value: whoever wants more of them makes a new table."""

    __slots__ = ("_longer",)

    def __init__(self, meanings: Mapping[str, Unit], known: Units | None = None) -> None:
        """The unit of each spelling, beside those of `known`."""
        super().__init__(meanings, known)
        self._longer = _longer_by_start(self._meanings)

    def longest_at(self, text: str, at: int) -> tuple[str, Unit] | None:
        """The longest spelling that stands at `at`, and its unit; None where none does.

        A unit that begins another word there (quantities/unit_words.csv) is none: 人口 holds no 人. It is one where
        a common word begins behind it (quantities/behind_units.toml): 家|电力, 人|工作.

        >>> spelling, unit = UNITS.longest_at("近10万人次参加", 4)
        >>> spelling, unit.name, unit.dimension
        ('人次', '人次', 'person')
        >>> UNITS.longest_at("13亿人口", 3) is None
        True
        >>> UNITS.longest_at("38家电力企业", 2)[0], UNITS.longest_at("38家电", 2)
        ('家', None)
        """
        known = self._meanings
        for spelling in self._longer.get(text[at : at + 2], ()):
            if text.startswith(spelling, at) and _is_unit(text, at, spelling):
                return spelling, known[spelling]
        first = text[at : at + 1]
        if first in known and _is_unit(text, at, first):
            return first, known[first]
        return None


def _longer_by_start(spellings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Spellings of two and more characters under their first two, longest first."""
    grouped: dict[str, list[str]] = {}
    for spelling in sorted(spellings, key=len, reverse=True):
        if len(spelling) > 1:
            grouped.setdefault(spelling[:2], []).append(spelling)
    return {start: tuple(found) for start, found in grouped.items()}


def _is_unit(text: str, at: int, spelling: str) -> bool:
    if spelling in _OTHER_WORDS and text.startswith(_OTHER_WORDS[spelling], at) and not _parted(text, at, spelling):
        return False
    return not (spelling[-1].isascii() and _goes_on(text, at, spelling))


def _parted(text: str, at: int, spelling: str) -> bool:
    """Whether the unit ends before a common word and only seems to begin another: 家|电力, 人|工作; not 市民|主动."""
    end = at + len(spelling)
    if f" {text[end : end + 2]} " not in _BEHIND_UNITS or text.startswith(_FIRM, at):
        return False
    return not any(len(word) > len(spelling) + 1 and text.startswith(word, at) for word in _OTHER_WORDS[spelling])


def _goes_on(text: str, at: int, spelling: str) -> bool:
    """Whether Latin letters or digits behind a Latin unit make it part of a name: 4K, 500MA1X."""
    after = text[at + len(spelling) : at + len(spelling) + 1]
    return after.isascii() and after.isalnum() and not (len(spelling) > 1 and after.isupper())


# The product's own; a user's come with `lexicon.with_user`.
UNITS = Units(_load())
_NAMES_BEFORE = ("人民币", "港币", "美金", "台币", "新台币", "日元", "欧元", "英镑")
# Spellings of money that stand before the number: ￥68, US$500, 人民币50元.
SIGNS: dict[str, Unit] = {
    spelling: unit
    for spelling, unit in UNITS.items()
    if unit.dimension == "money" and (spelling in _NAMES_BEFORE or not spelling[-1].isalpha() or spelling.isascii())
}
