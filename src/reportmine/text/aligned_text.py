"""A text aligned with its raw text: characters are replaced one for one or taken out, and offsets stay true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from reportmine.model import Offsets, Span


class Pattern(Protocol):
    """What `re` and `regex` patterns have in common, as far as an aligned text needs it."""

    def finditer(self, string: str, /) -> Iterable[_Match]:
        """All matches from left to right."""
        ...


class _Match(Protocol):
    def span(self) -> tuple[int, int]: ...


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Characters and, for each, the raw offset it came from (None: all still where they were).

    >>> aligned = AlignedText("1 9 9 7年").without([(1, 2), (3, 4), (5, 6)])
    >>> aligned.text, list(aligned.offsets)
    ('1997年', [0, 2, 4, 6, 7])
    """

    text: str
    offsets: Offsets | None = None

    def replaced(self, text: str) -> AlignedText:
        """The same places with other characters; `text` has the same length."""
        if len(text) != len(self.text):
            raise ValueError("a replacement keeps the length")
        return AlignedText(text, self.offsets)

    def without(self, spans: Iterable[Span | tuple[int, int]]) -> AlignedText:
        """The text without the characters of these spans (in order, not overlapping)."""
        gone = list(spans)
        if not gone:
            return self
        offsets = self.offsets or Offsets((0,), (0,), len(self.text))
        ends, starts = (0, *(end for _, end in gone)), (*(start for start, _ in gone), len(self.text))
        kept = [self.text[end:start] for end, start in zip(ends, starts, strict=True)]
        return AlignedText("".join(kept), offsets.without(gone))

    def without_matches(self, pattern: Pattern) -> AlignedText:
        """The text without what `pattern` matches."""
        gone = [match.span() for match in pattern.finditer(self.text)]
        return self.without(gone) if gone else self
