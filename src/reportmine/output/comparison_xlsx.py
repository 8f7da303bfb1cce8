"""Comparisons as an Excel workbook: the rows of the CSV, one sheet a section, numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from reportmine.errors import WritingError

_NUMBERS = ("value", "value_max", "line", "start", "end", "min", "max", "computed", "difference", "rivals")
# More digits than these a spreadsheet cannot hold as a number: they stay text, whole.
_EXACT_DIGITS = 15
_WIDTHS = {"metric": 28, "sentence": 60, "text": 16, "path": 24, "reason": 40}
_USUAL_WIDTH = 13


def to_xlsx(table: str, place: str) -> bytes:
    """The workbook of a comparison, series or audit given as CSV; `place` is named in errors.

    Raises WritingError where xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        command = "pip install 'reportmine[xlsx]'"
        raise WritingError(f"{place}: an Excel workbook needs xlsxwriter; install it with: {command}") from error
    header, *rows = csv.reader(io.StringIO(table, newline=""))
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, found in _sheets(header, rows):
            _fill(book.add_worksheet(name), header, found, bold)
    return data.getvalue()


def _sheets(header: list[str], rows: list[list[str]]) -> Iterable[tuple[str, list[list[str]]]]:
    if header[0] != "section":
        return [("metrics", rows)]
    names = list(dict.fromkeys(row[0] for row in rows)) or ["nothing"]
    return [(name, [row for row in rows if row[0] == name]) for name in names]


def _fill(sheet: Any, header: list[str], rows: list[list[str]], bold: Any) -> None:
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, _WIDTHS.get(name.split("_")[-1], _USUAL_WIDTH))
    for at, row in enumerate(rows, start=1):
        for column, (name, cell) in enumerate(zip(header, row, strict=True)):
            _write(sheet, at, column, name, cell)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)


def _write(sheet: Any, row: int, column: int, name: str, cell: str) -> None:
    digits = cell.lstrip("-").replace(".", "", 1)
    if name.endswith(_NUMBERS) and digits.isdigit() and len(digits) <= _EXACT_DIGITS:
        sheet.write_number(row, column, float(cell))
    elif cell:
        # The guard of the CSV against formulas is not needed where a cell is told to be text.
        sheet.write_string(row, column, cell.removeprefix("'"))
