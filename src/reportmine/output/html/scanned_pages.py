"""Pages that were read of pictures: the picture stands in place of the text, and on it a frame around each number."""

from __future__ import annotations

import base64
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportmine.model import Box, Report, Scan, Source, Span
from reportmine.output.html.markup import Html
from reportmine.output.html.text_blocks import Block, PieceKind


class Frame(NamedTuple):
    """Where a number stands on a picture: left, top, width and height, a box for each line that it is in."""

    kind: PieceKind
    number: int
    boxes: tuple[tuple[int, int, int, int], ...]


class ScannedPage(NamedTuple):
    """A page as its picture: its number, the size that its frames are measured in, the picture in base64."""

    page: int
    width: int
    height: int
    picture: Html
    frames: tuple[Frame, ...]


class Part(NamedTuple):
    """Blocks of a report that stand together, with the pages whose pictures are seen in their place.

    `whole` says whether the pictures show all of the text; a table may go on from a picture to a page of text.
    """

    blocks: Iterable[Block]
    scans: tuple[ScannedPage, ...] = ()
    whole: bool = True


def scanned_pages(report: Report) -> tuple[ScannedPage, ...]:
    """The pages of a report that have a picture.

    >>> from reportmine.api import extract
    >>> from reportmine.model import Box, Scan, ScannedLine, Source, Span
    >>> line = ScannedLine(Span(0, 9), Box(0.1, 0.2, 0.9, 0.25), 0.99)
    >>> scan = Scan(1, 1000, 1400, 0, (line,), b"RIFF")
    >>> (page,) = scanned_pages(extract(Source("举办培训会20场。", pages=(0,), scans=(scan,))))
    >>> page.frames
    (Frame(kind='claim', number=0, boxes=((600, 280, 200, 70),)),)
    """
    numbers = _numbers(report)
    return tuple(_page(scan, report, numbers) for scan in report.source.scans if scan.picture)


def size_of(reports: Iterable[Report]) -> tuple[int, int]:
    """How many pages of reports have a picture, and how many bytes these take in an HTML page."""
    sizes = [4 * -(-len(scan.picture) // 3) for report in reports for scan in report.source.scans if scan.picture]
    return len(sizes), sum(sizes)


def parts_of(blocks: Iterable[Block], source: Source, pages: Sequence[ScannedPage]) -> Iterator[Part]:
    """The blocks of a report, those of a page with its picture."""
    if not pages:
        yield Part(blocks)
        return
    known = {page.page: page for page in pages}
    groups = _by_page(blocks)
    # A table that goes on over several pages stands with all of them.
    ends = [*(first for first, _ in groups[1:]), len(source.pages) + 1]
    for (first, own), end in zip(groups, ends, strict=True):
        scans = tuple(known[page] for page in range(first, end) if page in known)
        yield Part(own, scans, len(scans) == end - first)


def _by_page(blocks: Iterable[Block]) -> list[tuple[int, list[Block]]]:
    """The blocks from the beginning of a page to that of the next, with the number of the first of these pages."""
    groups: list[tuple[int, list[Block]]] = []
    for block in blocks:
        if block.kind == "page":
            groups.append((block.level, []))
        elif not groups:
            groups.append((1, []))
        groups[-1][1].append(block)
    return groups


_Number = tuple[PieceKind, int, Span]


def _page(scan: Scan, report: Report, numbers: Sequence[_Number]) -> ScannedPage:
    starts = [*report.source.pages, len(report.source.raw)]
    first, end = starts[scan.page - 1], starts[scan.page]
    own = numbers[bisect_left(numbers, first, key=_start) : bisect_left(numbers, end, key=_start)]
    frames = (_frame(kind, at, span, scan, report) for kind, at, span in own)
    picture = Html(base64.b64encode(scan.picture).decode("ascii"))
    return ScannedPage(scan.page, scan.width, scan.height, picture, tuple(frame for frame in frames if frame.boxes))


def _numbers(report: Report) -> list[_Number]:
    """The numbers of a report in the order of its text."""
    claims: list[_Number] = [("claim", at, claim.span) for at, claim in enumerate(report.claims)]
    rejected: list[_Number] = [("rejected", at, no.span) for at, no in enumerate(report.rejected)]
    return sorted(claims + rejected, key=lambda one: one[2])


def _start(number: _Number) -> int:
    return number[2].start


def _frame(kind: PieceKind, at: int, span: Span, scan: Scan, report: Report) -> Frame:
    boxes = [line.box_of(span, report.source.raw) for line in scan.lines_of(span)]
    return Frame(kind, at, tuple(_pixels(box, scan) for box in boxes))


def _pixels(box: Box, scan: Scan) -> tuple[int, int, int, int]:
    left, right = (round(place * scan.width) for place in (box.left, box.right))
    top, bottom = (round(place * scan.height) for place in (box.top, box.bottom))
    return left, top, right - left, bottom - top
