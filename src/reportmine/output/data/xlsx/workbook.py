"""Excel workbooks: sheets of typed cells below a header that stays in sight and filters.

xlsxwriter makes the workbook; only the rows are written here, all at once when the workbook is closed. Its own way,
cell by cell, takes two to five times as long (benchmarks/README.md). What is used of its private parts, tests hold to
the bytes that its public functions make (tests/output/test_xlsx.py).
"""

from __future__ import annotations

import datetime
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import xlsxwriter
from rich.cells import cell_len
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from reportmine.errors import WritingError
from reportmine.model.schema import Cell, Kind, whole

# What Excel takes: rows of a sheet, UTF-16 units of a cell, digits of a number.
ROWS = 1_048_576
UNITS = 32_767
DIGITS = 15

_WIDEST = 60
_LOOKED_AT = 200  # the rows that tell how wide a column is
_FILTER_BUTTON = 3
# The same reports make the same workbook, byte for byte.
_CREATED = datetime.datetime(2000, 1, 1)


class Sheet(NamedTuple):
    """A table of a workbook: its name, a heading and a kind for each column, its rows.

    So many of its first columns stay in sight as `frozen` says; `choices` are what cells of the first one may say, for
    Excel to offer.
    """

    name: str
    headings: Sequence[str]
    kinds: Sequence[Kind]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 2
    choices: Sequence[str] = ()


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The workbook of some sheets; one with more rows than Excel takes goes on in another.

    Text is marked as text, so that none of it runs as a formula or becomes a link. Raises WritingError where
    the folder for temporary files, in which it is put together, has no room.
    """
    data = io.BytesIO()
    try:
        with tempfile.TemporaryDirectory() as folder, xlsxwriter.Workbook(data, {"tmpdir": folder}) as book:
            book.set_properties({"created": _CREATED})
            styles = _styles(book)
            for sheet in sheets:
                for part in split(sheet, ROWS - 1):
                    _add(book, part, styles)
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


def places_of(digits: str) -> int | None:
    """How many places a number has behind the point; None where Excel cannot hold all of its digits, or it is a bound.

    >>> places_of("118640000000"), places_of("-2.41"), places_of("12345678901234567890"), places_of("≥ 2.41")
    (0, 2, None, None)
    """
    if not digits.lstrip("-").replace(".", "").isdecimal():
        return None
    places = len(digits.partition(".")[2])
    fits = len(digits.replace(".", "").strip("-0")) <= DIGITS and places <= DIGITS and len(digits) < _LARGEST
    return places if fits else None


_LARGEST = 300  # digits of the largest double, about


def fitting(text: str) -> str:
    r"""Text as a cell can hold it: line ends as \n, � for what XML has no place for, the end cut off if it is too long.

    >>> fitting("近\r\n200万\x1b[31m")
    '近\n200万�[31m'
    >>> fitting("长" * 40_000)[-63:]
    '长… (cut: a cell of Excel has no room for all 40,000 characters)'
    """
    text = _UNHELD.sub("�", _LINE_END.sub("\n", whole(text)))
    if len(text) <= UNITS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * UNITS:
        return text
    said = f"… (cut: a cell of Excel has no room for all {len(text):,} characters)"
    return units[: 2 * (UNITS - len(said))].decode("utf-16-le", "ignore") + said


_LINE_END = re.compile("\r\n?")
_UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
# What reads like an escape of the format is escaped itself.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class _Styles(NamedTuple):
    """The numbers by which cells name their style: that of headings, and one for each count of decimal places."""

    heading: int
    places: tuple[int, ...]


def _styles(book: Any) -> _Styles:
    heading = book.add_format({"bold": True, "bottom": 1})
    # "General" would show 118640000000 as 1.1864E+11.
    shown = ["0." + "0" * places if places else "0" for places in range(DIGITS + 1)]
    numbers = [book.add_format({"num_format": one}) for one in shown]
    return _Styles(heading._get_xf_index(), tuple(number._get_xf_index() for number in numbers))


def _add(book: Any, sheet: Sheet, styles: _Styles) -> None:
    added = book.add_worksheet(sheet.name, _RowsSheet)
    added.take(sheet, styles)
    last = len(sheet.headings) - 1
    for at, width in enumerate(_widths(sheet)):
        added.set_column(at, at, width)
    added.freeze_panes(1, min(sheet.frozen, last))
    added.autofilter(0, 0, max(1, len(sheet.rows)), last)
    if sheet.choices and sheet.rows:
        # Offered, not asked for: other words may be typed.
        offered = {"validate": "list", "source": list(sheet.choices), "show_error": False}
        added.data_validation(1, 0, len(sheet.rows), 0, offered)
    # Years, and numbers that are too long, are text on purpose.
    added.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(last)}{len(sheet.rows) + 1}"})


def _widths(sheet: Sheet) -> Iterator[int]:
    """How many digits wide each column is; a Chinese character takes the room of two."""
    found = [cell_len(heading) + _FILTER_BUTTON for heading in sheet.headings]
    for row in islice(sheet.rows, _LOOKED_AT):
        found = [max(width, cell_len(str(cell or ""))) for width, cell in zip(found, row, strict=True)]
    return (min(width + 1, _WIDEST) for width in found)


class _RowsSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter tells no types
    """A worksheet that is given its rows, and writes them when the workbook is closed."""

    def take(self, sheet: Sheet, styles: _Styles) -> None:
        self._taken, self._numbers = sheet, styles
        # Some readers stop where the announced size ends.
        self.dim_rowmin, self.dim_rowmax = 0, len(sheet.rows)
        self.dim_colmin, self.dim_colmax = 0, len(sheet.headings) - 1

    def _write_sheet_data(self) -> None:
        self.fh.write("<sheetData>")
        self.fh.writelines(_rows_xml(self._taken, self._numbers))
        self.fh.write("</sheetData>")


def _rows_xml(sheet: Sheet, styles: _Styles) -> Iterator[str]:
    names = [xl_col_to_name(at) for at in range(len(sheet.headings))]
    headings = (
        _text(f'r="{name}1" s="{styles.heading}"', text) for name, text in zip(names, sheet.headings, strict=True)
    )
    yield f'<row r="1">{"".join(headings)}</row>'
    writers = [_writer(kind, styles) for kind in sheet.kinds]
    for number, row in enumerate(sheet.rows, 2):
        cells = [
            write(f'r="{name}{number}"', cell)
            for name, write, cell in zip(names, writers, row, strict=True)
            if cell is not None and cell != ""
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _writer(kind: Kind, styles: _Styles) -> Callable[[str, Any], str]:
    """What makes the XML of a cell out of its place, given as an attribute, and its content."""

    def decimal(place: str, digits: str) -> str:
        places = places_of(digits)
        return _text(place, digits) if places is None else f'<c {place} s="{styles.places[places]}"><v>{digits}</v></c>'

    def number(place: str, number: float) -> str:
        return f"<c {place}><v>{number}</v></c>"

    writers: dict[Kind, Callable[[str, Any], str]] = {"decimal": decimal, "integer": number, "real": number}
    return writers.get(kind, _text)


def _text(place: str, text: str) -> str:
    if _SPECIAL.search(text) or len(text) > UNITS // 2:
        text = _ESCAPE.sub("_x005F_", fitting(text))
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c {place} t="inlineStr"><is><t{space}>{text}</t></is></c>'


_SPECIAL = re.compile(f"{_UNHELD.pattern}|[\r_&<>\ud800-\udfff]")
