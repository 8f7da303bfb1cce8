"""Whether the text of a PDF page is one that can be read, or what a wrong map from signs to characters made of it.

Such a page looks right on screen and in print: only the text behind it is wrong, and so would be all of its figures.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportmine.lexicon.loader import toml
from reportmine.lexicon.patterns import pattern
from reportmine.readers.pages.glyphs import UNKNOWN, Glyph

# A page whose fonts do not tell this share of its characters cannot be read.
_UNMAPPED = 0.2
# Nor can one where so much is part of a number or a word that is not told, two characters and more together.
_UNMAPPED_WORDS = 0.05
# Of the pairs of Han characters inside of longer stretches so many are common ones. Read rightly, 502 pages and pieces
# of 700 characters (PDF files of real reports, the texts that names are learnt from) had 0.095 and more, and half of
# them 0.23; with the signs of their font mixed up, half had 0.005 and less. Of 476 pages none was taken for
# broken; of 400 with 150 Han characters and more, each broken in five ways, none for text (2026-11-30).
_COMMON_PAIRS = 0.05
# Names of people are no longer, and have no common pairs.
_STRETCH = pattern(r"\p{Han}{4,}")
_FEWEST_PAIRS = 60
# Kana stand between the words of Japanese, whose words are others.
_KANA = pattern(r"[\u3041-\u30ff]")
_MOST_KANA = 0.1
# One letter, Han character or box for so much of a page is one sign for all; dots and noughts may lead to page numbers.
_ONE_FOR_ALL = 0.5
_SIGN = pattern(r"[\p{L}\p{So}?？]")
# Accented letters: French has 0.05 of them, GBK that was taken for Latin-1 nothing else.
_ACCENTED = pattern(r"[\u0080-\u024f]")
_MOST_ACCENTED = 0.4
_FEWEST_CHARACTERS = 30
# Characters further apart than this part of their size belong to two words or cells.
_APART = 0.5


def is_legible(glyphs: Sequence[Glyph]) -> bool:
    """Whether the characters of a page, in the order in which they are drawn, are text.

    >>> def drawn(text: str) -> list[Glyph]:
    ...     return [Glyph(char, 10.0 * k, 10.0 * k + 10, 0, 10) for k, char in enumerate(text)]
    >>> is_legible(drawn("全年举办培训二十场"))
    True
    >>> is_legible(drawn(UNKNOWN * 2 + "举办培训" + UNKNOWN * 2 + "场"))
    False
    """
    visible = [glyph for glyph in glyphs if glyph.char != " "]
    words = list(_words(visible))
    text = "".join(words)
    untold = sum(glyph.char == UNKNOWN for glyph in visible)
    if untold > _UNMAPPED * len(visible) or sum(map(_untold, words)) > _UNMAPPED_WORDS * len(visible):
        return False
    if len(text) < _FEWEST_CHARACTERS:
        return True
    char, most = Counter(text).most_common(1)[0]
    if most > _ONE_FOR_ALL * len(text) and _SIGN.match(char):
        return False
    if len(_ACCENTED.findall(text)) > _MOST_ACCENTED * len(text):
        return False
    return len(_KANA.findall(text)) > _MOST_KANA * len(text) or _has_common_pairs(words)


def _words(visible: Sequence[Glyph]) -> Iterator[str]:
    """Characters that stand directly beside one another."""
    word = ""
    for before, glyph in pairwise((None, *visible)):
        assert glyph is not None
        if before and (glyph.y != before.y or abs(glyph.left - before.right) > _APART * glyph.size):
            yield word
            word = ""
        word += glyph.char
    if word:
        yield word


def _untold(word: str) -> int:
    """How many characters of a word are not told, where two such stand together; a single one is the mark of a list."""
    return word.count(UNKNOWN) if UNKNOWN * 2 in word else 0


def _has_common_pairs(words: Sequence[str]) -> bool:
    """Whether longer stretches of Han characters have as many common pairs as Chinese has; true of few of them."""
    pairs = [a + b for word in words for stretch in _STRETCH.findall(word) for a, b in pairwise(stretch)]
    if len(pairs) < _FEWEST_PAIRS:
        return True
    common = _common_pairs()
    return sum(pair in common for pair in pairs) >= _COMMON_PAIRS * len(pairs)


@functools.cache
def _common_pairs() -> frozenset[str]:
    return frozenset(pair for group in toml("readers/common_pairs.toml").values() for pair in group.split())
