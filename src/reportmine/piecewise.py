"""The stages of `pipeline` for a text that is mined piece by piece, so that it takes the memory of a piece.

What holds for all of the text is found first, in readings that keep next to nothing: how it is written, its title and
years, the parts that review or plan. Then the pieces are mined in order, and what one leaves to the next goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from reportmine.extraction.claims import LastFigure, mine
from reportmine.extraction.report_context import ReportContext
from reportmine.extraction.tables.claims import in_order, layouts_of, mine_tables
from reportmine.extraction.tables.headers.units import StandingUnit, standing_units
from reportmine.extraction.tables.structure.layout import Layout
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Claim, CleanText, Rejected, Remark, Report, Source, Span
from reportmine.readers.large_text import LargeText
from reportmine.readers.lost_characters import LOST
from reportmine.readers.ocr.progress import told
from reportmine.readers.text_tables import tables_in
from reportmine.text.cleaning import Habits, clean, habits_of
from reportmine.text.piece_borders import USUAL, Piece, pieces_of
from reportmine.text.report_years import COUNTED, years_of
from reportmine.text.script import SAMPLE, is_chinese
from reportmine.text.sections_in_pieces import TextSections, sections_of_pieces
from reportmine.text.segmenter import Segmenter
from reportmine.text.table_masking import MaskedTable
from reportmine.text.titles import title_of

_Number = TypeVar("_Number", Claim, Rejected)


def reports_of(text: LargeText, engine: Segmenter, lexicon: Lexicon, usual: int = USUAL) -> Iterator[Report]:
    """What is found in a large text, a report for each of its pieces of about so many characters, in order.

    All places count in the whole text. The source of a report has no raw text: nobody holds all of it. The remarks are
    those of a piece; `merged` puts them together.
    """
    pieces = _Pieces(text, lexicon, usual)
    whole = _opened(pieces)
    source = Source("", text.path, "text", text.encoding, text.sha256)
    before = _Before()
    for number, piece in enumerate(pieces.laid_out()):
        found, before = _mined(piece, number, whole, before, engine, lexicon)
        yield Report(source, whole.title, whole.sections.years.report, engine.name, *found)


class _LaidOut(NamedTuple):
    """A piece with its tables taken apart."""

    piece: Piece
    source: Source
    layouts: tuple[Layout, ...]

    @property
    def apart(self) -> tuple[MaskedTable, ...]:
        return tuple(MaskedTable(layout.table.span, layout.prose) for layout in self.layouts)

    def cleaned(self, habits: Habits) -> CleanText:
        lines = habits.lines._replace(opens=self.piece.opens)
        return clean(self.source.raw, self.apart, habits=habits._replace(lines=lines))


class _Pieces(NamedTuple):
    """The pieces of a text, read anew whenever they are asked for."""

    text: LargeText
    lexicon: Lexicon
    usual: int

    def laid_out(self) -> Iterator[_LaidOut]:
        # Whoever waits for a sign of life hears of every piece.
        for piece in told(pieces_of(self.text.parts(), self.usual), 0):
            source = Source(piece.text, self.text.path, tables=tables_in(piece.text))
            yield _LaidOut(piece, source, layouts_of(source, self.lexicon) if source.tables else ())

    def masked(self) -> Iterator[tuple[str, tuple[MaskedTable, ...]]]:
        return ((one.source.raw, one.apart) for one in self.laid_out())

    def cleaned(self, habits: Habits) -> Iterator[str]:
        return (one.cleaned(habits).text for one in self.laid_out())


class _Whole(NamedTuple):
    """What holds for all of a text."""

    habits: Habits
    title: str | None
    sections: TextSections
    chinese: bool


class _Before(NamedTuple):
    """What the pieces so far leave to the next: clean characters, the last figure, the unit of money that holds on."""

    clean: int = 0
    last: LastFigure | None = None
    standing: StandingUnit | None = None


def _opened(pieces: _Pieces) -> _Whole:
    habits = habits_of(pieces.masked)
    opening = _opening(pieces.cleaned(habits), COUNTED)
    title = title_of(opening)
    years = years_of(opening, title, pieces.text.path)
    sections = sections_of_pieces(lambda: pieces.cleaned(habits), years, title)
    return _Whole(habits, title, sections, is_chinese(_opening(pieces.text.parts(), SAMPLE)))


def _opening(texts: Iterable[str], least: int) -> str:
    """The first of these texts, so many that they have more than the least number of characters."""
    taken: list[str] = []
    for text in texts:
        taken.append(text)
        if sum(map(len, taken)) > least:
            break
    return "".join(taken)


_Found = tuple[tuple[Claim, ...], tuple[Rejected, ...], tuple[Remark, ...]]


def _mined(
    one: _LaidOut, number: int, whole: _Whole, before: _Before, engine: Segmenter, lexicon: Lexicon
) -> tuple[_Found, _Before]:
    cleaned = one.cleaned(whole.habits)
    sections = whole.sections.of(number, cleaned.text)
    context = ReportContext(cleaned, sections, one.source, whole.sections.years, lexicon, whole.title, one.apart)
    claims, rejected, last = mine(context, engine, before.last)
    standing = before.standing
    of_tables = mine_tables(context, one.layouts, (standing,) if standing else ())
    placed = _placing(one.piece, before.clean)
    found = (
        in_order(list(map(placed, claims)), list(map(_placing(one.piece), of_tables.claims))),
        in_order(list(map(placed, rejected)), list(map(_placing(one.piece), of_tables.rejected))),
        (*of_tables.remarks, *_remarks(one.piece, number, whole)),
    )
    said = standing_units(one.source.raw, lexicon)
    left = said[-1]._replace(start=-1) if said else standing
    return found, _Before(before.clean + len(cleaned.text), last, left)


def _remarks(piece: Piece, number: int, whole: _Whole) -> Iterator[Remark]:
    if piece.torn:
        yield Remark.of("text_torn", count=1)
    if not number and not whole.chinese:
        yield Remark.of("hardly_chinese")
    lost = piece.text.count(LOST)
    if lost:
        line = piece.lines + piece.text.count("\n", 0, piece.text.index(LOST)) + 1
        yield Remark.of("characters_lost", count=lost, line=line)


def _placing(piece: Piece, clean: int | None = None) -> Callable[[_Number], _Number]:
    """What leads a number of a piece to its place in the whole text.

    The quantity of a number of prose counts in the clean text, before which there are so many characters.
    """

    def placed(number: _Number) -> _Number:
        quantity = number.quantity
        moved = quantity._replace(span=_moved(quantity.span, piece.start if clean is None else clean))
        if clean is not None and quantity.number_end >= 0:
            moved = moved._replace(number_end=quantity.number_end + clean)
        return number._replace(span=_moved(number.span, piece.start), quantity=moved, line=number.line + piece.lines)

    return placed


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
