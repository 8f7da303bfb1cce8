"""Excel workbooks (XLSX, XLSM): each visible sheet with its name as a heading, its texts and its tables.

openpyxl (MIT) reads them, since it knows merged cells, number formats and what is hidden all together;
python-calamine is faster, but knows no number formats, so that 5.2% would be 0.052.
"""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from bisect import bisect_left
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl

from reportmine.errors import OwnResultError, ReadingError
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import message
from reportmine.model.spreadsheets import MADE_BY
from reportmine.readers.document import Document, DocumentBuilder
from reportmine.readers.spreadsheets.number_formats import shown_date, shown_number
from reportmine.readers.spreadsheets.package import check
from reportmine.readers.spreadsheets.regions import Paragraph, Place, Sheet, SheetCell

_DEFAULT_NAME = pattern(r"(?:sheet|工作表|表|feuil)\s*\d*", re.IGNORECASE)
_INDENT = "\u3000"
_OWN = message(
    "is a workbook that reportmine wrote, and no report; give the report itself. What was put right in it is taken "
    "with: {command}",
    command="reportmine corrections from claims.xlsx report.txt",
)


def read(data: bytes, encoding: str | None) -> Document:
    """The texts and tables of a workbook; raises ReadingError, without a path, where it cannot be opened."""
    del encoding  # a workbook tells its own
    builder = DocumentBuilder()
    book = _opened(data)
    if book.properties.creator == MADE_BY:
        raise OwnResultError(_OWN)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            builder.remark("hidden_sheet", sheet=sheet.title)
        else:
            _add_sheet(builder, sheet, alone=len(book.worksheets) == 1)
    count = _formulas_without_results(data)
    if count:
        builder.remark("formulas_without_results", count=count)
    document = builder.document()
    if not document.text and any(remark.code in ("hidden_sheet", "hidden_cells") for remark in document.remarks):
        raise ReadingError("holds nothing but what is hidden; show its rows, columns and sheets, and save it anew.")
    return document


def _opened(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not keep, which nobody here writes
            return openpyxl.load_workbook(BytesIO(data), data_only=True)
    except ReadingError:
        raise
    except Exception as error:  # openpyxl lets whatever a broken file leads to through
        raise ReadingError("is a damaged Excel file; open it in Excel and save it anew.") from error


def _add_sheet(builder: DocumentBuilder, sheet: Any, *, alone: bool) -> None:
    cells = dict(_cells(sheet, builder))
    if not cells:
        return
    if not (alone and _DEFAULT_NAME.fullmatch(sheet.title)):
        builder.heading(sheet.title, 1)
    grid = Sheet(cells)
    for region in grid.regions():
        if isinstance(region, Paragraph):
            builder.paragraph(cells[region.place].text)
        else:
            builder.table(grid.grid(region.box))


def _cells(sheet: Any, builder: DocumentBuilder) -> Iterator[tuple[Place, SheetCell]]:
    """The cells with text of the rows and columns that are shown; places count only those."""
    # Only the cells that the file holds: a sheet with one stray cell reaches to column XFD in all its rows.
    stored = {place: cell for place, cell in sheet._cells.items() if cell.value is not None}
    rows = _Axis({row for row, _ in stored}, _hidden_rows(sheet))
    used = {column for _, column in stored}
    columns = _Axis(used, _hidden_columns(sheet, max(used, default=0)))
    if rows.lost or columns.lost:
        builder.remark("hidden_cells", sheet=sheet.title, rows=rows.lost, columns=columns.lost)
    merged = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
    for (row, column), cell in stored.items():
        text = _text(cell)
        if text.strip() and rows.shows(row) and columns.shows(column):
            area = merged.get((row, column))
            high = rows.length(row, area.max_row) if area else 1
            wide = columns.length(column, area.max_col) if area else 1
            number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
            yield (rows.place(row), columns.place(column)), SheetCell(text, high, wide, number)


class _Axis:
    """The rows or the columns of a sheet: which are shown, and where they stand without the hidden ones."""

    def __init__(self, used: set[int], hidden: set[int]) -> None:
        self._hidden = sorted(hidden)
        self._last = max(used - hidden, default=0)
        self.lost = len(used & hidden)

    def shows(self, at: int) -> bool:
        return self.place(at + 1) > self.place(at)

    def place(self, at: int) -> int:
        return at - bisect_left(self._hidden, at)

    def length(self, start: int, end: int) -> int:
        """How many places a merged cell reaches over, none behind the last that is used."""
        return max(1, self.place(min(end, self._last) + 1) - self.place(start))


def _hidden_rows(sheet: Any) -> set[int]:
    return {row for row, format_ in sheet.row_dimensions.items() if format_.hidden}


def _hidden_columns(sheet: Any, last: int) -> set[int]:
    """The hidden ones up to the last that is used: a file may name millions behind it."""
    return {
        column
        for format_ in sheet.column_dimensions.values()
        if format_.hidden
        for column in range(format_.min or 0, min(last, format_.max or 0) + 1)
    }


def _text(cell: Any) -> str:
    """A cell as the sheet shows it; errors such as #DIV/0! show nothing that could be read."""
    value = cell.value
    if cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return shown_date(value, cell.number_format)
    indent = int(getattr(cell.alignment, "indent", 0) or 0)
    return _INDENT * indent + str(value)


# What a formula holds is text, so that no search for its end runs on into the next cells.
_FORMULA = re.compile(rb"<f\b[^<>]*(?:(?<=/)>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def _formulas_without_results(data: bytes) -> int:
    """How many formulas have never been worked out, as in files that no spreadsheet has saved."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return sum(len(_FORMULA.findall(archive.read(name))) for name in sheets)
