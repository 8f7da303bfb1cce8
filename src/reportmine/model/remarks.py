"""What a reader could not read or left out, as a code with parameters; the sentence is made where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

RemarkCode = Literal[
    "hidden_sheet",
    "hidden_cells",
    "formulas_without_results",
    "embedded_file",
    "table_too_large",
    "pages_scanned",
    "pages_unmapped",
    "pages_damaged",
    "hardly_chinese",
    "tables_in_part",
    "units_unclear",
    "unit_line_unread",
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

    def __str__(self) -> str:
        """The English sentence."""
        return _ENGLISH[self.code](**dict(self.parameters))


def _hidden_cells(sheet: str, rows: int, columns: int) -> str:
    counts = [
        f"{count} hidden {name}{'s' if count > 1 else ''}"
        for count, name in ((rows, "row"), (columns, "column"))
        if count
    ]
    verb = "was" if rows + columns == 1 else "were"
    return f"{' and '.join(counts)} of the sheet {sheet} {verb} left out."


def _formulas_without_results(count: int) -> str:
    subject = (
        "1 formula has no stored result and was" if count == 1 else f"{count} formulas have no stored result and were"
    )
    return f"{subject} left out; open the file in Excel and save it."


def _pages(what: str, cure: str) -> Callable[..., str]:
    def sentence(pages: str, count: int) -> str:
        subject = f"page {pages} is" if count == 1 else f"pages {pages} are"
        return f"{subject} {what}; {cure}."

    return sentence


_OCR = "make the text readable with: ocrmypdf -l chi_sim {} in.pdf out.pdf"


def _tables_in_part(tables: int, count: int) -> str:
    subject = "1 table was" if tables == 1 else f"{tables} tables were"
    return f"{subject} understood in part; {count} numbers without a name of their own were left out."


def _units_unclear(count: int, units: str) -> str:
    subject = "1 number of a table stands" if count == 1 else f"{count} numbers of a table stand"
    return f"{subject} below the units {units}, and none of them surely fits; no unit was given."


# One sentence a code; its function takes the parameters by their names.
_ENGLISH: Mapping[RemarkCode, Callable[..., str]] = {
    "hidden_sheet": "the hidden sheet {sheet} was left out.".format,
    "hidden_cells": _hidden_cells,
    "formulas_without_results": _formulas_without_results,
    "embedded_file": ("a part that is embedded as a file of its own was not read; open and save it in Word.".format),
    "table_too_large": "a table of {rows:,} rows is too large to be one and is read as lines of text.".format,
    "pages_scanned": _pages("without text but for pictures", _OCR.format("--skip-text")),
    "pages_unmapped": _pages("in fonts that do not tell their characters", _OCR.format("--force-ocr")),
    "hardly_chinese": "hardly a character of it is Chinese; figures in other languages are not read.".format,
    "pages_damaged": _pages("damaged", "mend the file with: qpdf broken.pdf mended.pdf"),
    "tables_in_part": _tables_in_part,
    "units_unclear": _units_unclear,
    "unit_line_unread": "the unit line 单位：{unit} was not understood; numbers of its table have no unit.".format,
}
