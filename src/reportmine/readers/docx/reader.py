"""Word files (DOCX, DOCM, DOTX): the text that their author sees, with headings, tables and notes.

Changes are read as accepted. Headers and footers, tables of contents, comments, hidden text and pictures are
left out; footnotes and endnotes stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from reportmine.errors import ReadingError
from reportmine.readers.document import Document, DocumentBuilder, GridCell
from reportmine.readers.docx.numbering import Numbering, is_on
from reportmine.readers.docx.package import Package
from reportmine.readers.docx.paragraphs import GONE, WRAPPERS, NoteMark, TextReader, chosen_blocks
from reportmine.readers.docx.styles import Styles
from reportmine.readers.layout_tables import is_layout

# A longer paragraph is no heading, whatever its style: whole bodies of text are set in one.
_LONGEST_HEADING = 100
# Fewer paragraphs one after the other that tabs cut into fewer pieces are no table.
_FEWEST_TABBED = 2
_FEWEST_TABBED_CELLS = 3
# Of 10.5 points, the usual size.
_TWIPS_OF_A_CHARACTER = 210
_NOTES_HEADING = "注释"
# What Word calls its building blocks of this kind, in every language.
_CONTENTS_GALLERY = "Table of Contents"
_PICTURES = ("blip", "imagedata")


class Paragraph(NamedTuple):
    """A paragraph: its text with the line breaks of its author, its level if it is a heading, how far it is set in."""

    text: str
    level: int | None = None
    indent: int = 0


class Cell(NamedTuple):
    """A cell of a table with what stands in it, and over how many columns and rows it reaches."""

    blocks: tuple[Block, ...]
    columns: int
    rows: int


class Grid(NamedTuple):
    """A table: its rows, with each cell where it begins; the first `head` rows are marked as headings."""

    rows: tuple[tuple[Cell, ...], ...]
    head: int


Block = Paragraph | Grid


def read(data: bytes, _encoding: str | None = None) -> Document:
    """Read a DOCX file; it knows its encoding itself. Raises ReadingError, without a path: broken, locked, no text."""
    package = Package(data)
    main = package.main()
    story = _Story(Styles(package.related("styles")), Numbering(package.related("numbering")))
    builder = DocumentBuilder()
    body = main.find("body")
    _add_blocks(story.blocks(body if body is not None else main), builder)
    notes = [block for mark in story.notes for block in story.note(package.related(mark.kind), mark)]
    if notes:
        builder.heading(_NOTES_HEADING, 1)
        _add_blocks(notes, builder)
    if main.find(".//altChunk") is not None:
        builder.remark("embedded_file")
    document = builder.document()
    if not document.text:
        _refuse_empty(main)
    return document


def _refuse_empty(main: Element) -> None:
    if main.find(".//altChunk") is not None:
        raise ReadingError("embeds its text as a file of another format; open it in Word or WPS and save it anew.")
    pictures = sum(element.tag in _PICTURES for element in main.iter())
    if pictures:
        raise ReadingError(
            "holds no text but {pictures} pictures; put it through character recognition and give the text.",
            pictures=pictures,
        )


@dataclass
class _Carried:
    """Text of a paragraph whose end was deleted: it goes on in the next one."""

    text: str = ""


class _Story:
    """Turns elements into blocks, in reading order, and remembers the notes that they refer to."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self.notes: list[NoteMark] = []

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box or a note."""
        reader, carried = TextReader(self._styles, _has_whole_fields(parent)), _Carried()
        yield from self._blocks(parent, reader, carried)
        if carried.text.strip():
            yield Paragraph(carried.text)

    def note(self, root: Element, mark: NoteMark) -> Iterator[Block]:
        """The blocks of a note; none where it is missing."""
        for note in root:
            if note.get("id") == mark.note_id:
                yield from self.blocks(note)

    def _blocks(self, parent: Element, reader: TextReader, carried: _Carried) -> Iterator[Block]:
        for child in parent:
            if child.tag == "p":
                yield from self._paragraph(child, reader, carried)
            elif child.tag == "tbl":
                grid = self._grid(child)
                if grid.rows:
                    yield grid
            elif child.tag == "AlternateContent":
                chosen = chosen_blocks(child)
                if chosen is not None:
                    yield from self._blocks(chosen, reader, carried)
            elif child.tag in WRAPPERS and not _is_contents(child):
                yield from self._blocks(child, reader, carried)

    def _paragraph(self, element: Element, reader: TextReader, carried: _Carried) -> Iterator[Block]:
        properties = element.find("pPr")
        style = self._styles.style_of(properties, "pStyle")
        content = reader.read(element, style)
        self.notes.extend(content.notes)
        text, carried.text = carried.text + content.text, ""
        if _end_is_deleted(properties):
            carried.text = text
        elif not self._styles.in_contents(style):
            # An empty paragraph counts in its list, too.
            numbered = self._numbered(text, style, properties)
            if text.strip():
                yield numbered
        for box in content.boxes:
            yield from self.blocks(box)

    def _numbered(self, text: str, style: str, properties: Element | None) -> Paragraph:
        place, by_style = self._styles.list_place(style, properties)
        if place is not None:
            if by_style:
                place = place._replace(level=self._numbering.level_of_style(place.list_id, by_style))
            text = self._numbering.next(place) + text.lstrip()
        level = self._styles.heading_level(style, properties)
        return Paragraph(text, level if len(text) <= _LONGEST_HEADING else None, _indent(properties))

    def _grid(self, table: Element) -> Grid:
        rows: list[list[Cell]] = []
        marked: list[bool] = []
        # For each column, the row and the place in it of the cell that reaches down to here.
        reaching: dict[int, tuple[int, int]] = {}
        for row in _rows(table):
            cells: list[Cell] = []
            column = 0
            for blank in range(_number(row, "trPr/gridBefore", 0)):
                reaching.pop(blank, None)
                cells.append(Cell((), 1, 1))
                column += 1
            for element in _children(row, "tc", "cellDel"):
                width = max(1, _number(element, "tcPr/gridSpan", 1))
                if _goes_on(element) and column in reaching:
                    y, x = reaching[column]
                    rows[y][x] = rows[y][x]._replace(rows=len(rows) - y + 1)
                else:
                    reaching[column] = (len(rows), len(cells))
                    cells.append(Cell(tuple(self.blocks(element)), width, 1))
                column += width
            rows.append(cells)
            marked.append(is_on(row.find("trPr/tblHeader")))
        head = marked.index(False) if False in marked else 0
        return Grid(tuple(map(tuple, rows)), head)


def _add_blocks(blocks: Iterable[Block], builder: DocumentBuilder) -> None:
    for cells, group in groupby(blocks, key=_tabbed_cells):
        parts = list(group)
        if cells and len(parts) >= _FEWEST_TABBED:
            builder.table([[GridCell(cell) for cell in _tabbed(part)] for part in parts])
            continue
        for block in parts:
            if isinstance(block, Grid):
                _add_grid(block, builder)
            elif block.level is not None:
                builder.heading(block.text, block.level)
            else:
                for line in block.text.split("\n"):
                    builder.paragraph(line)


def _tabbed_cells(block: Block) -> int:
    """Into how many cells tabs cut a paragraph; 0 for one that is no row of a table."""
    cells = len(_tabbed(block))
    return cells if cells >= _FEWEST_TABBED_CELLS else 0


def _tabbed(block: Block) -> list[str]:
    if isinstance(block, Grid) or block.level is not None or "\n" in block.text:
        return []
    return [cell for cell in block.text.strip().split("\t") if cell.strip()]


def _add_grid(grid: Grid, builder: DocumentBuilder) -> None:
    cells = [cell for row in grid.rows for cell in row]
    nested = any(isinstance(block, Grid) for cell in cells for block in cell.blocks)
    one_column = all(len(row) < 2 for row in grid.rows)
    if one_column or nested or is_layout(map(_text_of, cells)):
        for cell in cells:
            _add_blocks(cell.blocks, builder)
    else:
        rows = [[GridCell(_text_of(cell), cell.columns, cell.rows) for cell in row] for row in grid.rows]
        builder.table(rows, head=grid.head)


def _text_of(cell: Cell) -> str:
    """The text of a cell, set in by wide spaces as its first paragraph is: rows below another are."""
    parts = [block for block in cell.blocks if isinstance(block, Paragraph)]
    return "\u3000" * (parts[0].indent if parts else 0) + "\n".join(part.text for part in parts)


def _rows(table: Element) -> Iterator[Element]:
    return _children(table, "tr", "del")


def _children(parent: Element, tag: str, deleted: str) -> Iterator[Element]:
    """Rows or cells, also inside of what wraps them; not those whose properties say that they are deleted."""
    for child in parent:
        if child.tag == tag:
            if child.find(f"{tag}Pr/{deleted}") is None:
                yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, tag, deleted)


def _goes_on(cell: Element) -> bool:
    """Whether a cell only continues the one above it."""
    merged = cell.find("tcPr/vMerge")
    return merged is not None and merged.get("val", "continue") == "continue"


def _indent(properties: Element | None) -> int:
    """How many characters the first line of a paragraph is set in (ECMA-376, part 1, 17.3.1.12)."""
    indent = None if properties is None else properties.find("ind")
    if indent is None:
        return 0

    def asked(*names: str) -> int:
        text = next((given for name in names if (given := indent.get(name)) is not None), "")
        return int(text) if text.lstrip("-").isdecimal() else 0

    # In hundredths of a character, or in twentieths of a point.
    chars = asked("leftChars", "startChars") + asked("firstLineChars")
    twips = asked("left", "start") + asked("firstLine") - asked("hanging")
    return max(0, round(chars / 100 or twips / _TWIPS_OF_A_CHARACTER))


def _number(element: Element, path: str, usual: int) -> int:
    setting = element.find(path)
    text = "" if setting is None else setting.get("val", "")
    # A table has at most 63 columns in Word.
    return min(int(text), 63) if text.isdecimal() else usual


def _end_is_deleted(properties: Element | None) -> bool:
    return properties is not None and any(properties.find(f"rPr/{gone}") is not None for gone in GONE)


def _has_whole_fields(parent: Element) -> bool:
    """Whether all fields that begin here also end: one that does not would hide all that follows."""
    kinds = [mark.get("fldCharType") for mark in parent.iter("fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _is_contents(element: Element) -> bool:
    """Whether this is a building block of Word that holds a table of contents."""
    gallery = element.find("sdtPr/docPartObj/docPartGallery")
    return gallery is not None and gallery.get("val") == _CONTENTS_GALLERY
