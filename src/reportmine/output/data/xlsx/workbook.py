"""Excel workbooks: sheets of typed cells below a header that stays in sight and filters, ready for paper.

xlsxwriter makes the workbook; only the rows are written here, all at once when the workbook is closed. Its own way,
cell by cell, takes two to five times as long (benchmarks/README.md). What is used of its private parts, tests hold to
the bytes that its public functions make (tests/output/test_xlsx.py).
"""

from __future__ import annotations

import datetime
import io
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from reportmine.errors import WritingError
from reportmine.model.schema import Cell, Kind
from reportmine.model.spreadsheets import MADE_BY, held
from reportmine.output.data.xlsx.cells import Columns, rows_xml
from reportmine.output.data.xlsx.layout import Width, pages_across, widths
from reportmine.output.data.xlsx.styles import DEFAULT, Styles, styles_of

# What Excel takes: rows of a sheet, characters of a list that a cell offers, about.
ROWS = 1_048_576
_OFFERED = 255
_TITLE = 60  # characters: what leaves room for the name of the sheet and the page beside it
_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
# The same reports make the same workbook, byte for byte.
_CREATED = datetime.datetime(2000, 1, 1)


class Sheet(NamedTuple):
    """A table of a workbook: its name, a heading and a kind for each column, its rows.

    So many of its first columns stay in sight as `frozen` says; `offered` are what cells of a column may say, by its
    place, for Excel to offer; `folded` are the places of columns that are there and out of sight until they are asked
    for; `room` says how many digits wide a column is at most, where that is not what names have.
    """

    name: str
    headings: Sequence[str]
    kinds: Sequence[Kind]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 2
    offered: Mapping[int, Sequence[str]] = {}
    folded: Collection[int] = ()
    room: Mapping[int, int] = {}


def workbook(sheets: Iterable[Sheet], title: str = "") -> bytes:
    """The workbook of some sheets; one with more rows than Excel takes goes on in another. Paper shows the `title`.

    Text is marked as text, so that none of it runs as a formula or becomes a link. Raises WritingError where
    the folder for temporary files, in which it is put together, has no room.
    """
    data = io.BytesIO()
    try:
        with tempfile.TemporaryDirectory() as folder:
            options = {"tmpdir": folder, "default_format_properties": dict(DEFAULT)}
            with xlsxwriter.Workbook(data, options) as book:
                title = " ".join(held(title).split())
                book.set_properties({"created": _CREATED, "title": title, "author": MADE_BY})
                styles = styles_of(book)
                for sheet in sheets:
                    for part in split(sheet, ROWS - 1):
                        _add(book, part, styles, title)
    except (OSError, XlsxFileError) as error:
        raise WritingError(
            "an Excel workbook needs room in the folder for temporary files ({reason}); free some, or set TMPDIR to"
            " another folder.",
            reason=str(error),
        ) from error
    return data.getvalue()


def split(sheet: Sheet, most: int) -> Iterator[Sheet]:
    """The sheet in parts of at most `most` rows, at least one.

    >>> [(part.name, part.rows) for part in split(Sheet("figures", ["a"], ["integer"], [[1], [2], [3]]), 2)]
    [('figures', [[1], [2]]), ('figures 2', [[3]])]
    """
    for number, start in enumerate(range(0, max(1, len(sheet.rows)), most), 1):
        name = sheet.name if number == 1 else f"{sheet.name} {number}"
        yield sheet._replace(name=name, rows=sheet.rows[start : start + most])


def _add(book: Any, sheet: Sheet, styles: Styles, title: str) -> None:
    added = book.add_worksheet(sheet.name, _RowsSheet)
    found = list(widths(sheet.headings, sheet.kinds, sheet.rows, sheet.room))
    added.take(sheet, found, styles)
    for at, width in enumerate(found):
        folded = {"level": 1, "hidden": True} if at in sheet.folded else {"collapsed": at - 1 in sheet.folded}
        added.set_column(at, at, width.digits, None, folded)
    last = len(sheet.headings) - 1
    added.freeze_panes(1, min(sheet.frozen, last))
    added.autofilter(0, 0, max(1, len(sheet.rows)), last)
    for at, words in sheet.offered.items() if sheet.rows else ():
        if len(",".join(words)) <= _OFFERED:
            # Offered, not asked for: other words may be typed.
            offered = {"validate": "list", "source": list(words), "show_error": False}
            added.data_validation(1, at, len(sheet.rows), at, offered)
    # Years, and numbers that are too long, are text on purpose.
    added.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(last)}{len(sheet.rows) + 1}"})
    _set_up_page(added, sheet, found, title)


def _set_up_page(added: Any, sheet: Sheet, found: Sequence[Width], title: str) -> None:
    """A4 that lies, as many pages wide as can be read, headings on each, below them the title and the page."""
    shown = sum(width.digits for at, width in enumerate(found) if at not in sheet.folded)
    added.set_landscape()
    added.set_paper(_A4)
    added.set_margins(**_MARGINS)
    added.repeat_rows(0)
    across = pages_across(shown)
    added.fit_to_pages(across, 0)
    if across > 1:
        added.repeat_columns(0, sheet.frozen - 1)
    left = title[:_TITLE].replace("&", "&&")
    added.set_footer(f"&L{left}&R&A · &P / &N")


class _RowsSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter tells no types
    """A worksheet that is given its rows, and writes them when the workbook is closed."""

    def take(self, sheet: Sheet, found: Sequence[Width], styles: Styles) -> None:
        self._columns = Columns(sheet.headings, sheet.kinds, found, sheet.folded)
        self._taken, self._styles = sheet.rows, styles
        # Some readers stop where the announced size ends.
        self.dim_rowmin, self.dim_rowmax = 0, len(sheet.rows)
        self.dim_colmin, self.dim_colmax = 0, len(sheet.headings) - 1

    def _write_sheet_data(self) -> None:
        self.fh.write("<sheetData>")
        self.fh.writelines(rows_xml(self._columns, self._taken, self._styles))
        self.fh.write("</sheetData>")
