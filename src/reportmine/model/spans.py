"""Stretches of text: spans, the way back to raw offsets, sections, sentences and words.

All offsets are code points. A `Span` of a `Source` counts in its raw text, a `Span` of anything
made from a `CleanText` counts in the clean text, until `CleanText.to_raw` leads it back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar, dataclass_transform

SectionKind = Literal["review", "plan", "other"]

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True)
def slotted(kind: type[Kind]) -> type[Kind]:
    """A value that only the stages hand on, tens of thousands of them a report: frozen for type checkers alone.

    A field of a named tuple takes twice as long to read, and what is frozen at run time eight times as long to make
    (2026-11: 4 % of extraction for words alone); mypy holds that nobody sets a field.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)


class Span(NamedTuple):
    """A half-open stretch of text.

    >>> Span(2, 5).of("全团粉丝近200万")
    '粉丝近'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Offsets:
    """One raw offset for each character of a text, kept as runs: characters that stand side by side in both.

    A run begins at `starts` in the text and at `raws` in the raw text; the text is `length` characters long.

    >>> offsets = Offsets((0, 1, 2), (0, 6, 8), 4)
    >>> list(offsets), offsets[3], offsets.raw_span(1, 3)
    ([0, 6, 8, 9], 9, Span(start=6, end=9))
    """

    starts: Sequence[int]
    raws: Sequence[int]
    length: int

    def __len__(self) -> int:
        """How many characters the text has."""
        return self.length

    def __getitem__(self, at: int) -> int:
        """The raw offset of the character at `at`; raises IndexError where there is none."""
        if not 0 <= at < self.length:
            raise IndexError(at)
        run = bisect_right(self.starts, at) - 1
        return self.raws[run] + at - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        """All raw offsets in order; a text of which nothing is left has none, and no run either."""
        ends = (*self.starts, self.length)[1:]
        for start, raw, end in zip(self.starts, self.raws, ends, strict=True):
            yield from range(raw, raw + end - start)

    def raw_span(self, start: int, end: int) -> Span:
        """Where the characters from `start` to `end` stand in the raw text: first to last, one at least."""
        first = self[start]
        run_end = bisect_right(self.starts, start)
        together = run_end == len(self.starts) or end <= self.starts[run_end]
        return Span(first, first + end - start if together else self[end - 1] + 1)

    def without(self, spans: Iterable[tuple[int, int]]) -> Offsets:
        """The offsets of a text that lost these stretches (in order, not overlapping).

        >>> list(Offsets((0,), (0,), 7).without([(1, 2), (3, 4)]))
        [0, 2, 4, 5, 6]
        """
        starts: list[int] = []
        raws: list[int] = []
        length = run = last = 0
        bounds = (*self.starts, self.length)[1:]
        for start, end in (*spans, (self.length, self.length)):
            while last < start:
                while bounds[run] <= last:
                    run += 1
                raw, stop = self.raws[run] + last - self.starts[run], min(start, bounds[run])
                if not starts or raw != raws[-1] + length - starts[-1]:
                    starts.append(length)
                    raws.append(raw)
                length, last = length + stop - last, stop
            last = end
        return Offsets(tuple(starts), tuple(raws), length)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text made fit for mining, in which every character knows the raw offset it came from.

    `offsets` is None where nothing was moved.

    >>> CleanText("擔(dān)當 2", "担当2", Offsets((0, 1, 2), (0, 6, 8), 3)).to_raw(Span(1, 3))
    Span(start=6, end=9)
    """

    raw: str
    text: str
    offsets: Offsets | None = None

    def to_raw(self, span: Span) -> Span:
        """Lead a span of the clean text back to the raw text: first to last character."""
        if self.offsets is None or span.start == span.end:
            start = self._raw_offset(span.start)
            return Span(start, start + span.end - span.start)
        return self.offsets.raw_span(span.start, span.end)

    def _raw_offset(self, at: int) -> int:
        if self.offsets is None:
            return at
        return self.offsets[at] if at < len(self.offsets) else len(self.raw)


class Section(NamedTuple):
    """A heading and the clean text below it, up to the next heading; `back` is the years it looks back on."""

    span: Span
    title: str
    kind: SectionKind = "other"
    year: int | None = None
    back: int = 0


class Sentence(NamedTuple):
    """A sentence of the clean text, and the section it stands in."""

    span: Span
    text: str
    section: Section


@slotted
class Word:
    """A word as the segmenter cut it; `start` counts in the clean text, `tag` is the dictionary's."""

    start: int
    text: str
    tag: str

    @property
    def end(self) -> int:
        """Where the word ends in the clean text."""
        return self.start + len(self.text)
