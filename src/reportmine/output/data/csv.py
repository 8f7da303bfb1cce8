"""Reports, and what is known, as CSV (RFC 4180): a header, then one claim a row, or one entry."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from reportmine.lexicon.catalogue import Known
from reportmine.model import Report
from reportmine.model.schema import Cell, Language, headings, rows

# Excel takes the full-width signs, too. A sign that stands alone is harmless.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠].", re.DOTALL)
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def to_csv(reports: Iterable[Report], header: Language = "en") -> str:
    """The CSV text of reports, lines ended by CR LF, the same columns as in JSON, without the notes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings(header))
    for report in reports:
        writer.writerows(map(guarded, row) for row in rows(report))
    return text.getvalue()


def guarded(cell: Cell) -> Cell:
    """The cell, with an apostrophe in front where a spreadsheet would run it as a formula.

    >>> guarded("=1+1"), guarded("-2.41"), guarded("- 全市"), guarded(7)
    ("'=1+1", '-2.41', "'- 全市", 7)
    """
    if isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def to_lexicon_csv(rows: Iterable[Known]) -> str:
    """The rows as CSV; several aliases are parted by |."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(Known._fields)
    writer.writerows([guarded(cell) for cell in (*row[:4], "|".join(row.aliases), row.user)] for row in rows)
    return text.getvalue()
