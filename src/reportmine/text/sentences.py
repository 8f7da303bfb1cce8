"""Where a sentence begins and ends, and the clauses inside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportmine.model import Section, Sentence, Span

_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’」』）)]*)?")


class SentenceIndex:
    """The sentences of a clean text, found by place; a sentence is made only when asked for.

    >>> index = SentenceIndex("甲5个。乙6个。", (Section(Span(0, 8), ""),))
    >>> index.at(6).text
    '乙6个。'
    """

    def __init__(self, text: str, sections: Sequence[Section]) -> None:
        """Index `text`, whose parts are `sections`."""
        self._text = text
        self._sections = sections
        self._section_starts = [section.span.start for section in sections]
        self._spans = [Span(*match.span()) for match in _SENTENCE.finditer(text)]
        self._starts = [span.start for span in self._spans]
        self._made: dict[int, Sentence] = {}

    def number_at(self, at: int) -> int:
        """The running number of the sentence over the character at `at`."""
        return max(0, bisect_right(self._starts, at) - 1)

    def at(self, at: int) -> Sentence:
        """The sentence over the character at `at`."""
        number = self.number_at(at)
        if number not in self._made:
            span = self._spans[number]
            section = self._sections[max(0, bisect_right(self._section_starts, at) - 1)]
            self._made[number] = Sentence(span, span.of(self._text), section)
        return self._made[number]
