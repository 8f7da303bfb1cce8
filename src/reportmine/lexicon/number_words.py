"""Words that hold a numeral's character and are no number (number_words.toml)."""

from __future__ import annotations

from reportmine.lexicon.tables import words

_WORDS = frozenset(words("number_words.toml", "words"))
_LONGEST = max(map(len, _WORDS))


def _inner() -> dict[str, tuple[tuple[int, str], ...]]:
    """For each character, the words that hold it behind their first character, with its place."""
    found: dict[str, list[tuple[int, str]]] = {}
    for word in sorted(_WORDS, key=len, reverse=True):
        for place, char in enumerate(word[1:], start=1):
            found.setdefault(char, []).append((place, word))
    return {char: tuple(places) for char, places in found.items()}


_FIRST = frozenset(word[0] for word in _WORDS)
_PAIRS = frozenset(word[place - 1 : place + 1] for word in _WORDS for place in range(1, len(word)))
_INNER = _inner()


def word_over(text: str, at: int) -> int:
    """Where the word ends that holds the character at `at` as no number; -1 where none does.

    >>> word_over("统一部署", 1), word_over("一系列活动", 0), word_over("一百家", 0)
    (2, 3, -1)
    """
    if text[at] in _FIRST:
        for length in range(_LONGEST, 1, -1):
            word = text[at : at + length]
            if word in _WORDS:
                return at + len(word)
    if at and text[at - 1 : at + 1] in _PAIRS:
        for place, word in _INNER[text[at]]:
            if at >= place and text.startswith(word, at - place):
                return at - place + len(word)
    return -1
