"""Where a sentence begins and ends, and the clauses inside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportmine.lexicon.patterns import pattern
from reportmine.model import Section, Sentence, Span

# What may stand around a sentence and is none of it.
BLANKS = " 　\t"
_SENTENCE = pattern(r"[^。！？\n]+(?:[。！？]+[”’」』）)]*)?")

# A longer sentence is read in pieces, so that a text without full stops takes time by its length. Of 13,453 sentences
# of public reports the longest of words has 466 characters; contents and lists of books have up to 2,924 (2026-11).
LONGEST = 1_000
_MARKS = "，,；;、"


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


def pieces(sentence: Sentence, numbers: Sequence[Span]) -> Iterator[Sentence]:
    """A sentence in pieces of at most LONGEST characters, cut behind a mark where there is one, and in no number.

    `numbers` are the spans of its numbers in order; only one that is longer makes a longer piece.

    >>> whole = Sentence(Span(5, 1505), "甲5个，" * 375, Section(Span(0, 9), ""))
    >>> [(piece.span, piece.text[-2:]) for piece in pieces(whole, [])]
    [(Span(start=5, end=1005), '个，'), (Span(start=1005, end=1505), '个，')]
    """
    starts = [number.start for number in numbers]
    start, end = sentence.span

    def number_over(at: int) -> Span | None:
        k = bisect_right(starts, at - 1) - 1
        return numbers[k] if k >= 0 and numbers[k].end > at else None

    while end - start > LONGEST:
        cut = next(
            (at for at in range(start + LONGEST, start, -1) if _may_cut(sentence, at) and not number_over(at)), 0
        )
        if not cut:
            number = number_over(start + LONGEST)
            cut = start + LONGEST if number is None else number.start if number.start > start else min(end, number.end)
        yield _part(sentence, start, cut)
        start = cut
    if start < end:
        yield _part(sentence, start, end)


def _may_cut(sentence: Sentence, at: int) -> bool:
    return sentence.text[at - sentence.span.start - 1] in _MARKS


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    first = sentence.span.start
    return sentence._replace(span=Span(start, end), text=sentence.text[start - first : end - first])
