"""Labels of tables on pages that were read of pictures: where they were unsurely read, figures are in doubt, too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from reportmine.lexicon.patterns import pattern
from reportmine.model import Claim, Doubt, Report, Span, Table

# A character of a label less sure than this makes the figures that it belongs to doubtful; it is one that can tell a
# unit, as brackets and marks cannot, which are less sure. 时 below a copied seal had 0.34; 0.8 made five right figures
# of 287 on clean pages doubtful, whose （%） had 0.76, and this none (2026-11-30).
_DOUBTED_LABEL = 0.7
_TELLING = pattern(r"[\p{Han}\p{Latin}%‰℃㎡]")


class _Cells(NamedTuple):
    """The cells of a table in the order of the text, where each stands, and those that are unsurely read labels."""

    ordered: list[Span]
    places: dict[Span, list[tuple[int, int]]]
    doubted: list[Span]


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
        self._tables = sorted(report.source.tables) if self._doubts else []
        self._starts = [table.span.start for table in self._tables]
        figures = sorted(claim.span.start for claim in report.claims)
        self._cells = [self._cells_of(table, figures) for table in self._tables]

    def doubts_of(self, claim: Claim) -> list[Doubt]:
        """The doubts in the caption, the row and the column of a claim; of the whole table where it has no unit."""
        at = bisect_right(self._starts, claim.span.start) - 1
        if at < 0 or claim.span.end > self._tables[at].span.end:
            return []
        cells = self._cells[at]
        own = cells.places[cell] if (cell := _cell_at(cells.ordered, claim.span.start)) else []
        rows, columns = {y for y, _ in own}, {x for _, x in own}
        labels = {
            label
            for label in cells.doubted
            if any(y in rows or x in columns or (own and not claim.quantity.unit) for y, x in cells.places[label])
        }
        spans = sorted({self._tables[at].caption, *labels})
        return [self._doubts[k] for span in spans for k in _within(span, self._places)]

    def _cells_of(self, table: Table, figures: list[int]) -> _Cells:
        places: dict[Span, list[tuple[int, int]]] = defaultdict(list)
        for y, row in enumerate(table.rows):
            for x, cell in enumerate(row):
                places[cell].append((y, x))
        doubted = [cell for cell in places if _within(cell, self._places) and not _within(cell, figures)]
        return _Cells(sorted(cell for cell in places if cell.end > cell.start), places, doubted)


def _cell_at(ordered: list[Span], offset: int) -> Span | None:
    """The cell that covers a raw offset."""
    at = bisect_right(ordered, offset, key=lambda cell: cell.start) - 1
    return ordered[at] if at >= 0 and offset < ordered[at].end else None


def _within(span: Span, places: list[int]) -> range:
    """Which of the places a span covers."""
    return range(bisect_left(places, span.start), bisect_left(places, span.end))
