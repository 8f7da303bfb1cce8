"""The characters of a PDF page as they are drawn, and the lines ruled on it, in the way it is read.

A page may be drawn turned; all places here are in points, from left to right and downwards as its reader
holds it.
"""

from __future__ import annotations

import ctypes
import functools
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix

from reportmine.lexicon.loader import words
from reportmine.readers.pages.glyphs import UNKNOWN, Glyph, PageGlyphs, Stroke

# How far these thresholds may be moved is measured in docs/reading-office.md.
# Text at another angle than the quarters, by this many degrees, is a watermark or a stamp.
_SKEWED = 10
# The same character once more within this part of its size is a bold one drawn twice, or a shadow; narrow letters
# are 0.2 wide.
_DOUBLE_STRIKE = 0.09
# A rectangle no thicker than this many points is a line.
_THICKEST_LINE = 2.5
# A page with more lines and curves than this holds a map or a chart, and is not searched for tables:
# the 36 rows and 10 columns of a full page of table have 800 if each cell is drawn by itself.
_MOST_STROKES = 6000

# Characters that were turned into drawings take up to ten outlines each; no page of text has so many lines.
_MOST_DRAWINGS = 500
_DEEPEST_FORM = 8
_UNMOVED = PdfMatrix()

_FOLDED = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06))
_SPACES = frozenset(" \u00a0\u2002\u2003\u2009\u3000\t")
_HYPHEN_AT_LINE_END = 2


class _Raw(NamedTuple):
    char: str
    origin: tuple[float, float]
    end: tuple[float, float]
    size: float
    quarter: int


_Frame = Callable[[float, float], tuple[float, float]]
# What is right and what is down for text that runs to the right, up, to the left, down.
_FRAMES: tuple[_Frame, ...] = (
    lambda x, y: (x, -y),
    lambda x, y: (y, x),
    lambda x, y: (-x, y),
    lambda x, y: (-y, -x),
)


def glyphs_of(page: pypdfium2.PdfPage) -> PageGlyphs:
    """All that stands on a page, but for what lies outside of its edges."""
    left, bottom, right, top = page.get_cropbox()
    raw = [
        character
        for character in _characters(page)
        if left - 1 <= character.origin[0] <= right + 1 and bottom - 1 <= character.origin[1] <= top + 1
    ]
    counts = Counter(character.quarter for character in raw if not character.char.isspace())
    ways = [quarter for quarter, _ in counts.most_common()] or [0]
    frame = _FRAMES[ways[0]]
    groups = [_placed((character for character in raw if character.quarter == quarter), quarter) for quarter in ways]
    edges = [frame(left, bottom)[1], frame(right, top)[1]]
    strokes, largest = _drawn(page, frame)
    area = max(1.0, (right - left) * (top - bottom))
    return PageGlyphs(groups[0], groups[1:], strokes, min(edges), max(edges), min(1.0, largest / area))


def _characters(page: pypdfium2.PdfPage) -> Iterator[_Raw]:
    text: Any = page.get_textpage()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for k in range(text.count_chars()):
        # The spaces and line ends that PDFium makes up are left out: they are seen by the gaps.
        if pdfium.FPDFText_IsGenerated(text, k) == 1:
            continue
        pdfium.FPDFText_GetMatrix(text, k, matrix)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        quarter = round(angle / 90) % 4
        if abs((angle - quarter * 90 + 180) % 360 - 180) > _SKEWED:
            continue
        char = _folded(pdfium.FPDFText_GetUnicode(text, k))
        if not char:
            continue
        pdfium.FPDFText_GetCharOrigin(text, k, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, k, box)
        # Of the box only the end of the advance is to be trusted: some fonts let it begin far to the left.
        end = ((box.right, y.value), (x.value, box.top), (box.left, y.value), (x.value, box.bottom))[quarter]
        size = pdfium.FPDFText_GetFontSize(text, k) * math.hypot(matrix.c, matrix.d)
        yield _Raw(char, (x.value, y.value), end, size, quarter)


def _placed(raw: Iterator[_Raw], quarter: int) -> list[Glyph]:
    """Characters of one way of reading, each of them once."""
    frame = _FRAMES[quarter]
    seen: set[tuple[str, float, int, int]] = set()
    glyphs = []
    before = None
    for character in raw:
        # Characters that one sign stands for, such as ffi or ——, have one place.
        together = before is not None and character.origin == before.origin
        before = character
        left, y = frame(*character.origin)
        right = frame(*character.end)[0]
        glyph = Glyph(character.char, left, max(left, right), y, character.size or 1.0)
        if not _is_seen(glyph, seen) or together or character.char == " ":
            glyphs.append(glyph)
    return glyphs


def _is_seen(glyph: Glyph, seen: set[tuple[str, float, int, int]]) -> bool:
    """Whether the same character stands there, or beside it within its reach; notes that it does from now on."""
    reach = _DOUBLE_STRIKE * glyph.size
    column, row = int(glyph.left // reach), int(glyph.y // reach)
    if any((glyph.char, glyph.size, column + x, row + y) in seen for x in (0, -1, 1) for y in (0, -1, 1)):
        return True
    seen.add((glyph.char, glyph.size, column, row))
    return False


@functools.cache
def _radicals() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in words("readers/radicals.toml", "radicals")}


@functools.cache
def _folded(code: int) -> str:
    """The character that is meant: 民 for the radical ⺠, a space for all spaces, U+FFFD for one that is not told."""
    char = chr(code) if code < 0x110000 else UNKNOWN
    if char in _SPACES:
        return " "
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    if any(first <= code <= last for first, last in _FOLDED):
        return unicodedata.normalize("NFKC", char)
    category = unicodedata.category(char)
    if category in ("Co", "Cn", "Cs") or (category == "Cc" and char not in "\r\n\f\v"):
        return UNKNOWN
    if category.startswith("C"):
        return ""
    return _radicals().get(code, char)


def _drawn(page: pypdfium2.PdfPage, frame: _Frame) -> tuple[list[Stroke], float]:
    """The ruled lines of a page and the area of its largest picture; no lines where it is full of drawings."""
    strokes: list[Stroke] = []
    largest, drawings = 0.0, 0
    for shape, kind, matrix in _shapes(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            # A picture fills the unit square, until its matrix places it.
            largest = max(largest, abs(matrix.a * matrix.d - matrix.b * matrix.c))
            continue
        drawings += 1
        if len(strokes) <= _MOST_STROKES:
            strokes.extend(_strokes(shape, matrix, frame))
    full = len(strokes) > _MOST_STROKES
    return [] if full else strokes, float("inf") if drawings > _MOST_DRAWINGS else largest


def _shapes(
    page: pypdfium2.PdfPage, form: Any = None, matrix: PdfMatrix = _UNMOVED, depth: int = 0
) -> Iterator[tuple[Any, int, PdfMatrix]]:
    """Paths and pictures of a page, also those in forms, with their kind and their matrix on the page."""
    count = pdfium.FPDFPage_CountObjects(page) if form is None else pdfium.FPDFFormObj_CountObjects(form)
    for k in range(count):
        shape = pdfium.FPDFPage_GetObject(page, k) if form is None else pdfium.FPDFFormObj_GetObject(form, k)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(shape, own)
        placed = PdfMatrix.from_raw(own).multiply(matrix)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield shape, kind, placed
        elif depth < _DEEPEST_FORM:
            yield from _shapes(page, shape, placed, depth + 1)


def _strokes(path: Any, matrix: PdfMatrix, frame: _Frame) -> Iterator[Stroke]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    for points in _outlines(path) if filled.value or stroked.value else ():
        placed = [frame(*matrix.on_point(*point)) for point in points]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THICKEST_LINE:
            yield _thin(min(xs), min(ys), max(xs), max(ys))
        elif stroked.value:
            for (x0, y0), (x1, y1) in pairwise(placed):
                if min(abs(x0 - x1), abs(y0 - y1)) <= _THICKEST_LINE:
                    yield _thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _thin(left: float, top: float, right: float, bottom: float) -> Stroke:
    """A line through the middle of a thin rectangle."""
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Stroke(left, middle, right, middle)
    middle = (left + right) / 2
    return Stroke(middle, top, middle, bottom)


def _outlines(path: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of each outline of a path, in its own places, up to the first curve."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for k in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, k)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
