"""Words that the segmenters do not know (report_words.toml), found before a stretch of text is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.errors import LexiconError
from reportmine.lexicon.tables import toml


def _load() -> tuple[dict[str, str], frozenset[str]]:
    """Each word's tag, and the words that count only where a stretch begins."""
    tags: dict[str, str] = {}
    table = toml("report_words.toml")
    for group in table.values():
        for word in group["words"].split():
            if word in tags:
                raise LexiconError(f"report_words.toml: {word} stands there twice.")
            tags[word] = group["tag"]
    return tags, frozenset(table["average"]["words"].split())


_TAGS, AVERAGES = _load()
_LONGEST_FIRST = sorted(_TAGS.keys() - AVERAGES, key=len, reverse=True)
_WORD = re.compile(f"^(?:{'|'.join(sorted(AVERAGES))})|{'|'.join(_LONGEST_FIRST)}")


def parted(text: str) -> Iterator[tuple[str, str]]:
    """A stretch of Chinese characters, parted at the words known here; an empty tag: for the segmenter to cut.

    >>> list(parted("药占比达"))
    [('药占比', 'n'), ('达', '')]
    >>> list(parted("学生均达标"))
    [('学生均达标', '')]
    """
    at = 0
    for match in _WORD.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], ""
        yield match.group(), _TAGS[match.group()]
        at = match.end()
    if at < len(text):
        yield text[at:], ""
