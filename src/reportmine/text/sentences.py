"""Where a sentence begins and ends, and the clauses inside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reportmine.lexicon.patterns import pattern
from reportmine.model import Section, Sentence, Span

# What may stand around a sentence and is none of it.
BLANKS = " 　\t"
_SENTENCE = pattern(r"[^。！？\n]+(?:[。！？]+[”’」』）)]*)?")


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
        self._spans = [match.span() for match in _SENTENCE.finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def number_at(self, at: int) -> int:
        """The running number of the sentence over the character at `at`."""
        return max(0, bisect_right(self._starts, at) - 1)

    def end_at(self, at: int) -> int:
        """Where the sentence over the character at `at` ends, with the blanks behind it: where the next one begins."""
        number = self.number_at(at) + 1
        return self._starts[number] if number < len(self._starts) else len(self._text)

    def at(self, at: int) -> Sentence:
        """The sentence over the character at `at`."""
        span = Span(*self._spans[self.number_at(at)])
        section = self._sections[max(0, bisect_right(self._section_starts, at) - 1)]
        return Sentence(span, span.of(self._text), section)
