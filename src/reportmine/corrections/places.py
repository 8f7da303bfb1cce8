"""Where in a report a correction belongs: at its span, or where its text and its sentence stand in another version."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from reportmine.corrections.making import window
from reportmine.corrections.model import Correction
from reportmine.messages.message import Message, message
from reportmine.model import Report, Span

_LINE_ENDS = str.maketrans("", "", "\r\n")


class Occupied:
    """Spans of figures, of which no two overlap, in order.

    >>> occupied = Occupied([Span(4, 7)])
    >>> occupied.overlaps(Span(6, 9)), occupied.overlaps(Span(7, 9))
    (True, False)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        """Put them in order."""
        self._spans = sorted(spans)

    def overlaps(self, span: Span) -> bool:
        """Whether one of them has characters of this one."""
        at = bisect_left(self._spans, Span(span.end, -1))
        return at > 0 and self._spans[at - 1].end > span.start

    def add(self, span: Span) -> None:
        """Take in one more."""
        insort(self._spans, span)


class Places:
    """The numbers of a report, and its text without line ends, in which a sentence is looked for."""

    def __init__(self, report: Report, *, same: bool) -> None:
        """`same` says that the corrections were made for exactly these bytes."""
        self._report, self._same = report, same
        self._raw = report.source.raw
        self._claims = {claim.span: claim for claim in report.claims}
        self._rejected = {one.span for one in report.rejected}
        self._by_sentence: dict[tuple[str, Span, str], list[Span]] = {}
        for claim in report.claims:
            seen = window(claim.sentence, claim.mark)
            self._by_sentence.setdefault((*seen, claim.text), []).append(claim.span)

    def find(self, one: Correction) -> tuple[Span | None, Message | None]:
        """The span that a correction holds for, or None and why there is none.

        Bytes that are the same may be decoded, or read by another version, so that other characters stand at a span.
        """
        here = one.span.of(self._raw) == one.text
        if here and (self._same or self._stands_there(one)):
            return self._fitting(one, one.span)
        if one.verdict != "figure":
            found = self._by_sentence.get((*window(one.sentence, one.mark), one.text), ())
            if len(found) == 1:
                return found[0], None
            if found:
                return None, message("its sentence stands there more than once")
        return self._in_text(one)

    def is_claim(self, span: Span) -> bool:
        """Whether a claim has exactly these characters."""
        return span in self._claims

    def unless(self, no_figures: Iterable[Span]) -> Occupied:
        """The characters of all claims, but for those that are called no figure."""
        gone = set(no_figures)
        return Occupied(span for span in self._claims if span not in gone)

    def _stands_there(self, one: Correction) -> bool:
        """Whether the claim at the span has the sentence of the correction."""
        claim = self._claims.get(one.span)
        return claim is not None and window(claim.sentence, claim.mark) == window(one.sentence, one.mark)

    def _fitting(self, one: Correction, span: Span) -> tuple[Span | None, Message | None]:
        """The span, where a number is there or may be made one."""
        if one.verdict == "no figure" and not self.is_claim(span) and span not in self._rejected:
            return None, message("there is no figure any more")
        return span, None

    def _in_text(self, one: Correction) -> tuple[Span | None, Message | None]:
        """Where its sentence stands in the raw text, line ends apart, if it does so once."""
        wanted = one.sentence.translate(_LINE_ENDS)
        first = self._flat.find(wanted) if wanted else -1
        if first < 0:
            return None, message("its sentence does not stand there any more")
        if self._flat.find(wanted, first + 1) >= 0:
            return None, message("its sentence stands there more than once")
        before = len(one.sentence[: one.mark.start].translate(_LINE_ENDS))
        start = first + before + bisect_right(self._shifts, first + before)
        span = Span(start, start + len(one.text))
        if span.of(self._raw) != one.text:
            return None, message("its text does not stand in its sentence any more")
        return self._fitting(one, span)

    @functools.cached_property
    def _flat(self) -> str:
        """The raw text without its line ends."""
        return self._raw.translate(_LINE_ENDS)

    @functools.cached_property
    def _shifts(self) -> Sequence[int]:
        """For each line end, how many characters of the text without them stand before it."""
        ends = (at for at, char in enumerate(self._raw) if char in "\r\n")
        return [end - at for at, end in enumerate(ends)]
