"""Words and names that hold a numeral's character and are no number (numeral_words.toml, numeral_names.toml)."""

from __future__ import annotations

from collections import defaultdict

from reportmine.lexicon.loader import words

_NAMES = "quantities/numeral_names.toml"
_WORDS = frozenset(
    (
        *words("quantities/numeral_words.toml", "words"),
        *(name for group in ("places", "brands", "phrases") for name in words(_NAMES, group)),
    )
)


# Under each pair of neighbours in a word: that word, and the place of the second of them in it; longest first.
_HOLDING: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
# Under the first two characters of a word: that word; longest first.
_STARTING: defaultdict[str, list[str]] = defaultdict(list)
for _word in sorted(_WORDS, key=len, reverse=True):
    _STARTING[_word[:2]].append(_word)
    for _place in range(1, len(_word)):
        _HOLDING[_word[_place - 1 : _place + 1]].append((_place, _word))


def word_over(text: str, at: int) -> int:
    """Where the word ends that holds the character at `at` as no number; -1 where none does.

    >>> word_over("统一部署", 1), word_over("一系列活动", 0), word_over("一百家", 0)
    (2, 3, -1)
    """
    for word in _STARTING.get(text[at : at + 2], ()):
        if text.startswith(word, at):
            return at + len(word)
    for place, word in _HOLDING.get(text[at - 1 : at + 1], ()) if at else ():
        if at >= place and text.startswith(word, at - place):
            return at - place + len(word)
    return -1
