"""A text under repair: characters are swapped one for one or taken out, and offsets stay true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportmine.model import Span


class Pattern(Protocol):
    """What `re` and `regex` patterns have in common, as far as a draft needs it."""

    def finditer(self, string: str, /) -> Iterable[_Match]:
        """All matches from left to right."""
        ...


class _Match(Protocol):
    def span(self) -> tuple[int, int]: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """Characters and, for each, the raw offset it came from (None: all still where they were).

    >>> Draft("1 9 9 7年").without([(1, 2), (3, 4), (5, 6)])
    Draft(text='1997年', offsets=[0, 2, 4, 6, 7])
    """

    text: str
    offsets: Sequence[int] | None = None

    def swapped(self, text: str) -> Draft:
        """The same places with other characters; `text` has the same length."""
        if len(text) != len(self.text):
            raise ValueError("a swap keeps the length")
        return Draft(text, self.offsets)

    def without(self, spans: Iterable[Span | tuple[int, int]]) -> Draft:
        """The draft without the characters of these spans (in order, not overlapping)."""
        offsets = self.offsets if self.offsets is not None else range(len(self.text))
        texts: list[str] = []
        kept: list[int] = []
        last = 0
        for start, end in spans:
            texts.append(self.text[last:start])
            kept.extend(offsets[last:start])
            last = end
        if last == 0:
            return self
        texts.append(self.text[last:])
        kept.extend(offsets[last:])
        return Draft("".join(texts), kept)

    def without_matches(self, pattern: Pattern) -> Draft:
        """The draft without what `pattern` matches."""
        return self.without(m.span() for m in pattern.finditer(self.text))
