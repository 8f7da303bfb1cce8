"""Words and names that hold a numeral's character and are no number (numeral_words.toml, numeral_names.toml)."""

from __future__ import annotations

from reportmine.lexicon.loader import words

_NAMES = "quantities/numeral_names.toml"
_WORDS = frozenset(
    (
        *words("quantities/numeral_words.toml", "words"),
        *(name for group in ("places", "brands", "phrases") for name in words(_NAMES, group)),
    )
)


def _by_pair() -> dict[str, tuple[tuple[int, str], ...]]:
    """Under each pair of neighbours in a word: that word, and the place of the second of them in it; longest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for word in sorted(_WORDS, key=len, reverse=True):
        for place in range(1, len(word)):
            found.setdefault(word[place - 1 : place + 1], []).append((place, word))
    return {pair: tuple(places) for pair, places in found.items()}


_HOLDING = _by_pair()
_STARTING = {pair: tuple(word for place, word in found if place == 1) for pair, found in _HOLDING.items()}


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
