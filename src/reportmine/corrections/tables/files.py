"""A file that a spreadsheet saved → its tables, row by row, cells as they are: Excel workbooks (XLSX) and CSV."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from reportmine.corrections.tables.cells import Percent, TableCell, Unusable
from reportmine.errors import CorrectionsError, ReadingError
from reportmine.extras import install_command
from reportmine.messages.message import message
from reportmine.readers.files import bytes_of
from reportmine.readers.sniffing.office import office_kind
from reportmine.readers.sniffing.unsupported import refuse_known_formats

# Read cell by cell, so that size costs time, not memory; a workbook of 100,000 figures unpacks to 150 million bytes.
_LARGEST = 600_000_000


class Table(NamedTuple):
    """A sheet, or a CSV file, which has no name: its rows, each with the number that spreadsheets show beside it.

    The rows of a sheet are read when they are asked for, and raise ReadingError, without a path, where it is damaged.
    """

    name: str
    rows: Iterable[tuple[int, Sequence[TableCell]]]


def tables_of(path: str) -> list[Table]:
    """The tables of a file, told by its content; raises CorrectionsError that names it and says what to do."""
    try:
        data = bytes_of(path)
        if office_kind(data) == "xlsx":
            return _sheets(data)
        refuse_known_formats(data)
        return [_csv(data)]
    except ReadingError as error:
        named = str(error).startswith(f"{path}: ")  # what could not be opened is named already
        raise CorrectionsError(error.message if named else error.message.about(path)) from error


# -------------------------------------------------------------------------------------------------------------- CSV


def _csv(data: bytes) -> Table:
    text = _decoded(data)
    if "\0" in text:
        raise ReadingError("is neither an Excel workbook (XLSX) nor CSV; save it as one of them.")
    told = re.match("sep=(.)\r?\n", text)
    first = text.partition("\n")[0]
    delimiter = told[1] if told else max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return Table("", list(enumerate(rows, 1)))
    except csv.Error as error:
        raise ReadingError("is no CSV that can be read ({reason}); save it once more.", reason=str(error)) from error


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 with their mark, else UTF-8, else GB18030, as Excel on Chinese Windows saves it."""
    marked = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for encoding in (marked, "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadingError("is neither in UTF-8 nor in GB18030; save it as CSV UTF-8.")


# -------------------------------------------------------------------------------------------------------- workbooks


def _sheets(data: bytes) -> list[Table]:
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise ReadingError(
            "is an Excel workbook, and openpyxl is not installed to read it; install it with: {command}",
            command=install_command("xlsx"),
        ) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml")) > _LARGEST:
                raise ReadingError(
                    "unpacks to more than {size} MB, which is too large; split it.", size=_LARGEST // 10**6
                )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not keep
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    except ReadingError:
        raise
    except Exception as error:  # openpyxl lets whatever a broken file leads to through
        raise ReadingError(_DAMAGED) from error
    return [Table(sheet.title, _rows(sheet)) for sheet in book.worksheets]


_DAMAGED = message("is a damaged Excel file; open it in Excel and save it anew.")


def _rows(sheet: Any) -> Iterator[tuple[int, list[TableCell]]]:
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    rows = sheet.iter_rows()
    try:
        for number, row in enumerate(rows, 1):
            yield number, [_cell(cell) for cell in row]
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile, OSError) as error:
        raise ReadingError(_DAMAGED) from error


def _cell(cell: Any) -> TableCell:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Unusable(message("it holds a formula; put its value there."))
    if cell.data_type == "e":
        return Unusable(message("it holds the error {error}.", error=str(value)[:20]))
    if isinstance(value, str):
        return value.replace("_x005F_", "_")  # which openpyxl leaves as it stands
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Percent(value) if "%" in _QUOTED.sub("", cell.number_format or "") else value
    return _date(value, str(cell.number_format))


_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def _date(value: object, shape: str) -> TableCell:
    """What Excel makes a date of as it was typed: 2015-06, or 2015-06-01 where its format shows days."""
    if not isinstance(value, datetime.date):
        return Unusable(message("it holds a time; write it as text."))
    return f"{value:%Y-%m-%d}" if "d" in _QUOTED.sub("", shape.lower()) else f"{value:%Y-%m}"
