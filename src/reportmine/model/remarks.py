"""What a reader could not read or left out, as a code with parameters; the sentence is made where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from reportmine.messages.message import Message, counted, message

RemarkCode = Literal[
    "characters_lost",
    "hidden_sheet",
    "hidden_cells",
    "formulas_without_results",
    "embedded_file",
    "table_too_large",
    "pages_scanned",
    "pages_unmapped",
    "pages_damaged",
    "pages_recognised",
    "hardly_chinese",
    "tables_lost",
    "tables_in_part",
    "units_unclear",
    "unit_line_unread",
    "text_torn",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a report for its user: what it is about, and the counts and names in it; `str` makes the sentence.

    >>> str(Remark.of("hidden_cells", sheet="明细", rows=2, columns=1))
    '2 hidden rows and 1 hidden column of the sheet 明细 were left out.'
    """

    code: RemarkCode
    parameters: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, code: RemarkCode, **parameters: str | int) -> Remark:
        """The remark of a code with the parameters that its sentence needs."""
        return cls(code, tuple(parameters.items()))

    @property
    def message(self) -> Message:
        """What it says."""
        return _MESSAGES[self.code](**dict(self.parameters))

    def __str__(self) -> str:
        """The English sentence."""
        return str(self.message)


def _hidden_cells(sheet: str, rows: int, columns: int) -> Message:
    hidden_rows = counted("{count} hidden row", "{count} hidden rows", rows)
    hidden_columns = counted("{count} hidden column", "{count} hidden columns", columns)
    both = message("{rows} and {columns}", rows=hidden_rows, columns=hidden_columns)
    cells = both if rows and columns else hidden_rows if rows else hidden_columns
    return counted(
        "{cells} of the sheet {sheet} was left out.",
        "{cells} of the sheet {sheet} were left out.",
        rows + columns,
        cells=cells,
        sheet=sheet,
    )


def _formulas_without_results(count: int) -> Message:
    return counted(
        "{count} formula has no stored result and was left out; open the file in Excel and save it.",
        "{count} formulas have no stored result and were left out; open the file in Excel and save it.",
        count,
    )


def _pages_scanned(pages: str, count: int, install: str = "") -> Message:
    said = counted(
        "page {pages} is without text but for pictures; make the text readable with: {command}.",
        "pages {pages} are without text but for pictures; make the text readable with: {command}.",
        count,
        pages=pages,
        command=_OCR.format("--skip-text"),
    )
    return _or_installed(said, install)


def _pages_unmapped(pages: str, count: int, install: str = "") -> Message:
    said = counted(
        "page {pages} is in fonts that do not tell their characters; make the text readable with: {command}.",
        "pages {pages} are in fonts that do not tell their characters; make the text readable with: {command}.",
        count,
        pages=pages,
        command=_OCR.format("--force-ocr"),
    )
    return _or_installed(said, install)


def _or_installed(said: Message, install: str) -> Message:
    if not install:
        return said
    return message("{said} To have pictures read here: {install}", said=said, install=install)


def _pages_recognised(pages: str, count: int) -> Message:
    return counted(
        "page {pages} was read as a picture; compare its numbers with it where the confidence is low.",
        "pages {pages} were read as pictures; compare their numbers with them where the confidence is low.",
        count,
        pages=pages,
    )


def _pages_damaged(pages: str, count: int) -> Message:
    return counted(
        "page {pages} is damaged; mend the file with: {command}.",
        "pages {pages} are damaged; mend the file with: {command}.",
        count,
        pages=pages,
        command="qpdf broken.pdf mended.pdf",
    )


_OCR = "ocrmypdf -l chi_sim {} in.pdf out.pdf"


def _tables_in_part(tables: int, count: int) -> Message:
    return counted(
        "{count} table was understood in part; {numbers} without a name of their own were left out.",
        "{count} tables were understood in part; {numbers} without a name of their own were left out.",
        tables,
        numbers=counted("{count} number", "{count} numbers", count),
    )


def _tables_lost(tables: int, count: int) -> Message:
    return counted(
        "{count} table could not be understood; left out: {numbers}.",
        "{count} tables could not be understood; left out: {numbers}.",
        tables,
        numbers=counted("{count} number", "{count} numbers", count),
    )


def _units_unclear(count: int, units: str) -> Message:
    return counted(
        "{count} number of a table stands below the units {units}, and none of them surely fits; no unit was given.",
        "{count} numbers of a table stand below the units {units}, and none of them surely fits; no unit was given.",
        count,
        units=units,
    )


def _characters_lost(count: int, line: int) -> Message:
    return counted(
        "{count:,} character could not be read, in line {line:,}; a number beside it was left out.",
        "{count:,} characters could not be read, the first in line {line:,}; numbers beside them were left out.",
        count,
        line=line,
    )


def _hidden_sheet(sheet: str) -> Message:
    return message("the hidden sheet {sheet} was left out.", sheet=sheet)


def _embedded_file() -> Message:
    return message("a part that is embedded as a file of its own was not read; open and save it in Word.")


def _table_too_large(rows: int) -> Message:
    return message("a table of {rows:,} rows is too large to be one and is read as lines of text.", rows=rows)


def _hardly_chinese() -> Message:
    return message("it is hardly in Chinese, and figures in other languages are not read; give its Chinese version.")


def _unit_line_unread(unit: str) -> Message:
    return message("the unit line 单位：{unit} was not understood; numbers of its table have no unit.", unit=unit)


def _text_torn(count: int) -> Message:
    return counted(
        "it was read in pieces, and {count} border lies where no paragraph ends: numbers there may be read wrongly.",
        "it was read in pieces, and {count} borders lie where no paragraph ends: numbers there may be read wrongly.",
        count,
    )


def merged(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks on the pieces of a report as remarks on all of it: the counts of those that say the same are added.

    The first line of which one speaks stays.

    >>> merged([Remark.of("text_torn", count=1), Remark.of("hardly_chinese"), Remark.of("text_torn", count=1)])[0]
    Remark(code='text_torn', parameters=(('count', 2),))
    """
    found: dict[tuple[object, ...], Remark] = {}
    for remark in remarks:
        alike = (remark.code, *(value for _, value in remark.parameters if isinstance(value, str)))
        found[alike] = _added(found[alike], remark) if alike in found else remark
    return tuple(found.values())


def _added(one: Remark, other: Remark) -> Remark:
    pairs = zip(one.parameters, other.parameters, strict=True)
    return Remark(
        one.code,
        tuple(
            (name, value + more if isinstance(value, int) and isinstance(more, int) and name != "line" else value)
            for (name, value), (_, more) in pairs
        ),
    )


# One function a code; it takes the parameters by their names.
_MESSAGES: Mapping[RemarkCode, Callable[..., Message]] = {
    "characters_lost": _characters_lost,
    "hidden_sheet": _hidden_sheet,
    "hidden_cells": _hidden_cells,
    "formulas_without_results": _formulas_without_results,
    "embedded_file": _embedded_file,
    "table_too_large": _table_too_large,
    "pages_scanned": _pages_scanned,
    "pages_unmapped": _pages_unmapped,
    "pages_damaged": _pages_damaged,
    "pages_recognised": _pages_recognised,
    "hardly_chinese": _hardly_chinese,
    "tables_lost": _tables_lost,
    "tables_in_part": _tables_in_part,
    "units_unclear": _units_unclear,
    "unit_line_unread": _unit_line_unread,
    "text_torn": _text_torn,
}
