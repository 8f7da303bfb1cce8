"""The lines that were read of pictures, found again in the text that was made of them.

The way from lines to paragraphs and tables leaves their characters as they are, but for spaces. So a line stands where
its characters stand, and of lines that say the same the upper one comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportmine.model import Box, Doubt, Scan, ScannedLine, Span
from reportmine.readers.document import Document
from reportmine.readers.ocr.engine import ReadLine
from reportmine.readers.ocr.lookalikes import Mending
from reportmine.readers.ocr.reading import ReadPage

# Characters surer than this are not kept one by one.
_SURE = 0.99


def with_scans(document: Document, pages: Mapping[int, ReadPage]) -> Document:
    """The document with its scans; `pages` are those that were read, by their places from 0."""
    starts = [*document.pages, len(document.text)]
    scans = (_scan(k, page, document.text, Span(starts[k], starts[k + 1])) for k, page in sorted(pages.items()))
    return document._replace(scans=tuple(scans))


def _scan(k: int, page: ReadPage, text: str, part: Span) -> Scan:
    offsets = [at for at in range(part.start, part.end) if not text[at].isspace()]
    shown = "".join(text[at] for at in offsets)
    lines = []
    for (line, mendings), at in _found(shown, page.lines):
        places = offsets[at : at + len(_bare(line.text))]
        span = Span(places[0], places[-1] + 1)
        doubts = tuple(_doubts(line, mendings, places))
        lines.append(ScannedLine(span, _box(line, page), line.score, doubts, _rise(line, page), _middles(line, places)))
    return Scan(k + 1, page.width, page.height, page.turned, tuple(sorted(lines)), page.picture)


_Mended = tuple[ReadLine, tuple[Mending, ...]]


def _found(shown: str, lines: tuple[_Mended, ...]) -> Iterator[tuple[_Mended, int]]:
    """Where each line begins in the text without spaces; longer ones choose first, running heads stand nowhere."""
    free = shown
    ordered = sorted(lines, key=lambda one: (-len(_bare(one[0].text)), one[0].corners[0][1], one[0].corners[0][0]))
    for one in ordered:
        bare = _bare(one[0].text)
        at = free.find(bare) if bare else -1
        if at >= 0:
            free = free[:at] + "\0" * len(bare) + free[at + len(bare) :]
            yield one, at


def _doubts(line: ReadLine, mendings: tuple[Mending, ...], places: list[int]) -> Iterator[Doubt]:
    was = {mending.at: mending.was for mending in mendings}
    drawn = [k for k, char in enumerate(line.text) if not char.isspace()]
    for k, at in zip(drawn, places, strict=True):
        if line.scores[k] < _SURE:
            yield Doubt(at, line.scores[k], was.get(k, ""))


def _box(line: ReadLine, page: ReadPage) -> Box:
    xs, ys = [x / page.width for x, _ in line.corners], [y / page.height for _, y in line.corners]
    inside = (min(1.0, max(0.0, place)) for place in (min(xs), min(ys), max(xs), max(ys)))
    return Box(*(round(place, 4) for place in inside))


def _rise(line: ReadLine, page: ReadPage) -> float:
    (_, left), (_, right), *_ = line.corners
    return round((right - left) / page.height, 4)


def _middles(line: ReadLine, places: list[int]) -> tuple[float, ...]:
    """The middle of each character that the line has in the text; a space there has that of the one before it."""
    drawn = iter([middle for char, middle in zip(line.text, line.middles, strict=True) if not char.isspace()])
    known, last, middles = set(places), 0.0, []
    for at in range(places[0], places[-1] + 1):
        last = next(drawn) if at in known else last
        middles.append(last)
    return tuple(middles)


def _bare(text: str) -> str:
    return "".join(text.split())
