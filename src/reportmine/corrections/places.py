"""Where in a report a correction belongs: at its span, or where its text and its sentence stand in another version."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportmine.corrections.model import Correction
from reportmine.model import Report, Span

_LINE_ENDS = str.maketrans("", "", "\r\n")


class Places:
    """The numbers of a report, and its text without line ends, in which a sentence is looked for."""

    def __init__(self, report: Report, *, same: bool) -> None:
        """`same` says that the corrections were made for exactly these bytes."""
        self._report, self._same = report, same
        self._raw = report.source.raw
        self._claims = {claim.span: claim for claim in report.claims}
        self._rejected = {one.span for one in report.rejected}
        self._starts = sorted(span.start for span in self._claims)
        self._by_sentence: dict[tuple[str, Span, str], list[Span]] = {}
        for claim in report.claims:
            self._by_sentence.setdefault((claim.sentence, claim.mark, claim.text), []).append(claim.span)
        self._flat: str | None = None

    def find(self, one: Correction) -> tuple[Span | None, str]:
        """The span that a correction holds for, or None and why there is none."""
        if self._same or self._stands_there(one):
            return self._at_its_span(one)
        if not self._same and one.verdict != "figure":
            found = self._by_sentence.get((one.sentence, one.mark, one.text), ())
            if len(found) == 1:
                return found[0], ""
            if found:
                return None, "its sentence stands there more than once"
        return self._in_text(one)

    def _stands_there(self, one: Correction) -> bool:
        """Whether the claim at the span has the text and the sentence of the correction."""
        claim = self._claims.get(one.span)
        return claim is not None and (claim.text, claim.sentence) == (one.text, one.sentence)

    def _at_its_span(self, one: Correction) -> tuple[Span | None, str]:
        if one.span.of(self._raw) != one.text:
            return None, "other characters stand there"
        return self._fitting(one, one.span)

    def _fitting(self, one: Correction, span: Span) -> tuple[Span | None, str]:
        """The span, where a claim is there or may be made."""
        if span in self._claims:
            return span, ""
        if one.verdict == "no figure":
            return (span, "") if span in self._rejected else (None, "there is no figure any more")
        if self._overlaps_claim(span):
            return None, "it overlaps a figure"
        return span, ""

    def _overlaps_claim(self, span: Span) -> bool:
        at = bisect_left(self._starts, span.end)
        before = self._starts[at - 1] if at else -1
        return before >= 0 and any(
            claim.end > span.start and claim.start < span.end for claim in self._claims if claim.start == before
        )

    def _in_text(self, one: Correction) -> tuple[Span | None, str]:
        """Where its sentence stands in the raw text, line ends apart, if it does so once."""
        if self._flat is None:
            self._flat = self._raw.translate(_LINE_ENDS)
        wanted = one.sentence.translate(_LINE_ENDS)
        first = self._flat.find(wanted) if wanted else -1
        if first < 0:
            return None, "its sentence does not stand there any more"
        if self._flat.find(wanted, first + 1) >= 0:
            return None, "its sentence stands there more than once"
        before = len(one.sentence[: one.mark.start].translate(_LINE_ENDS))
        start = self._raw_offset(first + before)
        span = Span(start, start + len(one.text))
        if span.of(self._raw) != one.text:
            return None, "its text does not stand in its sentence any more"
        return self._fitting(one, span)

    def _raw_offset(self, flat: int) -> int:
        """Where a character of the text without line ends stands in the raw text."""
        ends = self._line_ends()
        # Each line end before it moves it by one; the n-th stands behind `ends[n] - n` characters.
        return flat + bisect_right([end - at for at, end in enumerate(ends)], flat)

    def _line_ends(self) -> Sequence[int]:
        return [at for at, char in enumerate(self._raw) if char in "\r\n"]
