"""Labels of tables on pages that were read of pictures: where they were unsurely read, figures are in doubt, too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain

from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim, Doubt, Report, Span

# A character of a label less sure than this makes the figures that it belongs to doubtful; it is one that can tell a
# unit, as brackets and marks cannot, which are less sure. 时 below a copied seal had 0.34; 0.8 made five right figures
# of 287 on clean pages doubtful, whose （%） had 0.76, and this none (2026-11-30).
_DOUBTED_LABEL = 0.7
_TELLING = pattern(r"[\p{Han}\p{Latin}%‰℃㎡]")


class Labels:
    """Which labels of tables were unsurely read: the cells that hold no figure, and captions."""

    def __init__(self, report: Report) -> None:
        """The labels of all tables of a report."""
        scans = (line.doubts for scan in report.source.scans for line in scan.lines)
        raw = report.source.raw
        self._doubts = sorted(
            doubt
            for doubt in chain.from_iterable(scans)
            if doubt.score < _DOUBTED_LABEL and not doubt.was and _TELLING.match(raw[doubt.at])
        )
        self._places = [doubt.at for doubt in self._doubts]
        self._tables = sorted(report.source.tables)
        self._starts = [table.span.start for table in self._tables]
        self._figures = sorted(claim.span.start for claim in report.claims)

    def doubts_of(self, claim: Claim) -> list[Doubt]:
        """The doubts in the caption, the row and the column of a claim; of the whole table where it has no unit."""
        table = self._tables[at] if (at := bisect_right(self._starts, claim.span.start) - 1) >= 0 else None
        if table is None or claim.span.end > table.span.end or not self._doubts:
            return []
        own = [
            (y, x)
            for y, row in enumerate(table.rows)
            for x, cell in enumerate(row)
            if cell.start <= claim.span.start < cell.end
        ]
        labels = {
            cell
            for y, row in enumerate(table.rows)
            for x, cell in enumerate(row)
            if any(not claim.quantity.unit or y == row_of or x == column_of for row_of, column_of in own)
            and not self._within(cell, self._figures)
        }
        return [self._doubts[k] for span in sorted({table.caption, *labels}) for k in self._within(span, self._places)]

    @staticmethod
    def _within(span: Span, places: list[int]) -> range:
        return range(bisect_left(places, span.start), bisect_left(places, span.end))
