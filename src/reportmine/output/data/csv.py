"""Reports, and what is known, as CSV (RFC 4180): a header, then one claim a row, or one entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reportmine.lexicon.catalogue import Known
from reportmine.model import Report
from reportmine.model.schema import Language, headings, rows
from reportmine.model.spreadsheets import guarded


def to_csv(reports: Iterable[Report], header: Language = "en") -> str:
    """The CSV text of reports, lines ended by CR LF, the same columns as in JSON, without the notes.

    >>> from reportmine.api import extract
    >>> to_csv([extract("举办培训20场。")], "zh").splitlines()[1][:12]
    ',培训,培训,活动,20'
    """
    return heading_line(header) + claim_lines(reports, header)


def heading_line(header: Language = "en") -> str:
    """The first line."""
    return _lines([headings(header)])


def claim_lines(reports: Iterable[Report], header: Language = "en") -> str:
    """The lines below it, one a claim."""
    return _lines(map(guarded, row) for report in reports for row in rows(report, header))


def _lines(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def to_lexicon_csv(rows: Iterable[Known]) -> str:
    """The rows as CSV; several aliases are parted by |."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(Known._fields)
    writer.writerows([guarded(cell) for cell in (*row[:4], "|".join(row.aliases), row.user)] for row in rows)
    return text.getvalue()
