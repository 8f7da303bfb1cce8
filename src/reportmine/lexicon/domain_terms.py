"""Words that the segmenters do not know (words/domain_terms.toml), found before a stretch of text is cut."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.errors import LexiconError
from reportmine.lexicon.loader import toml
from reportmine.lexicon.patterns import any_of, pattern


def _load() -> tuple[dict[str, str], frozenset[str]]:
    """Each word's tag, and the words that count only where a stretch begins."""
    tags: dict[str, str] = {}
    table = toml("words/domain_terms.toml")
    for group in table.values():
        for word in group["words"].split():
            if word in tags:
                raise LexiconError(f"words/domain_terms.toml: {word} stands there twice.")
            tags[word] = group["tag"]
    return tags, frozenset(table["average"]["words"].split())


_TAGS, AVERAGES = _load()
_OPENING = tuple(AVERAGES)
# Nothing but words: so the search skips to the characters that one of them begins with.
_WORD = pattern(any_of(_TAGS.keys() - AVERAGES))


def parted(text: str) -> Sequence[tuple[str, str]]:
    """A stretch of Chinese characters, parted at the words known here; an empty tag: for the segmenter to cut.

    >>> parted("药占比达")
    [('药占比', 'n'), ('达', '')]
    >>> parted("学生均达标")
    [('学生均达标', '')]
    """
    parts: list[tuple[str, str]] = []
    at = 0
    if text.startswith(_OPENING):
        word = next(word for word in _OPENING if text.startswith(word))
        parts.append((word, _TAGS[word]))
        at = len(word)
    for match in _WORD.finditer(text, at):
        if match.start() > at:
            parts.append((text[at : match.start()], ""))
        parts.append((match.group(), _TAGS[match.group()]))
        at = match.end()
    if at < len(text):
        parts.append((text[at:], ""))
    return parts
