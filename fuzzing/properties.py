"""What holds for every report, whatever its text: each property takes what was given, and raises where it does not."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import openpyxl
import pyarrow.parquet

from reportmine import audit, compare, corrected, explain, extract, series, survey
from reportmine.comparison.model import Comparison
from reportmine.corrections.file import parsed, written
from reportmine.corrections.making import first_fields, of_claim, of_number, of_report
from reportmine.corrections.model import Fields, fields_of
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.extraction.tables.claims import layouts_of
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Claim, Rejected, Report, Source
from reportmine.output.comparison.result import Result
from reportmine.output.panel.wording import PanelResult
from reportmine.output.registry import COMPARISONS, PANELS, REPORTS, Format, Of, Style
from reportmine.readers.text_tables import tables_in
from reportmine.text.cleaning import clean
from reportmine.text.table_masking import MaskedTable

# A tag that no page of reportmine has, and texts have.
MARKUP = "of-a-text"


def accounted_for(report: Report) -> None:
    """Every number of the prose and of each cell is a claim or rejected, once, in order, and quotes the raw text."""
    source = report.source
    layouts = layouts_of(source, PRODUCT)
    prose = clean(source.raw, [MaskedTable(layout.table.span, layout.prose) for layout in layouts], source.markup)
    expected = [prose.to_raw(quantity.span) for quantity in parse_quantities(prose.text, PRODUCT)]
    for layout in layouts:
        for cell in layout.cells:
            if cell.span not in layout.prose:
                found = (cell.figure.quantity, *cell.figure.marks) if cell.figure else cell.quantities
                expected += [cell.to_raw(quantity.span) for quantity in found]
    told_of = _numbers(report)
    spans = [one.span for one in told_of]
    assert spans == sorted(expected), "a number was lost, or seen twice"
    assert all(first.end <= second.start for first, second in pairwise(spans)), "two numbers overlap"
    for one in told_of:
        assert source.raw[one.span.start : one.span.end] == one.text != "", "a number does not quote the text"
        assert one.line == source.raw.count("\n", 0, one.span.start) + 1, "a number is in another line"
    for listed in (report.claims, report.rejected):
        assert [one.span for one in listed] == sorted(one.span for one in listed), "out of order"
    assert all(claim.mark.of(claim.sentence) for claim in report.claims), "a sentence without its number"


def _numbers(report: Report) -> list[Claim | Rejected]:
    return sorted((*report.claims, *report.rejected), key=lambda one: one.span)


def report_of(text: str, name: str | None = None) -> Report:
    """The report of a text, with the tables that are set in it."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return extract(Source(text, name, sha256=digest, tables=tables_in(text)))


def extracted(text: str) -> Report:
    """What is made of a text accounts for all its numbers, and is the same a second time."""
    report = report_of(text)
    assert report_of(text) == report, "another answer the second time"
    accounted_for(report)
    return report


def explained(text: str) -> None:
    """What is explained is what was extracted, number by number."""
    report = extracted(text)
    assert [one.outcome for one in explain(report.source)] == _numbers(report), "explained otherwise than extracted"


def surveyed(text: str) -> None:
    """`survey` sees what `extract` sees where there is no table."""
    report = extract(Source(text))
    seen = [(quantity.span, rejected is None) for quantity, rejected in survey(text)]
    kept = [(claim.span, True) for claim in report.claims]
    assert seen == sorted(kept + [(one.span, False) for one in report.rejected]), "surveyed otherwise than extracted"


def compared(old: str, new: str) -> None:
    """Each reached figure is in one list; a report beside itself has not changed."""
    reports = report_of(old, "2023.txt"), report_of(new, "2024.txt")
    found = compare(*reports)
    assert compare(*reports) == found, "another answer the second time"
    for pair in found.pairs:
        assert pair.old in found.old.claims and pair.new in found.new.claims, "a pair of figures of nowhere"
    for report in reports:
        _unchanged(compare(report, report))
        audit(report)
    for metric in dict.fromkeys(claim.metric for report in reports for claim in report.claims):
        if metric:
            series(reports, metric)


def _unchanged(found: Comparison) -> None:
    for pair in found.pairs:
        assert pair.change.way in ("same", "unknown"), f"{pair.old.text} against itself goes {pair.change.way}"
    assert not found.only_old or found.only_new, "a figure of a report is lacking in itself"


def corrected_by_hand(text: str, metric: str) -> None:
    """Corrections of all numbers are written, read again the same, and hold; those that say nothing change nothing."""
    report = extracted(text)
    right = of_report(report, tuple(of_claim(claim, fields_of(claim)) for claim in report.claims))
    found = corrected(report, right)
    assert not found.stale, "what was read as it is does not hold"
    assert [fields_of(claim) for claim in found.report.claims] == [fields_of(claim) for claim in report.claims]
    named_anew = [of_claim(claim, _renamed(fields_of(claim), metric)) for claim in report.claims]
    taken_in = [of_number(report, one.span, _renamed(first_fields(one), metric)) for one in report.rejected]
    entries = of_report(report, (*named_anew, *taken_in))
    again, faults = parsed(written(entries))
    assert not faults, f"what was written is refused: {faults[0].said}"
    assert again == entries, "what was written is read otherwise"
    assert len(corrected(report, again).report.claims) == len(entries.entries), "a corrected number is lost"
    none = of_report(report, tuple(of_claim(claim, None) for claim in report.claims))
    assert not corrected(report, none).report.claims, "a figure that is none is still there"


def _renamed(fields: Fields, metric: str) -> Fields:
    return fields._replace(metric=metric)


def written_down(texts: Sequence[str], name: str, style: Style) -> None:
    """Reports, the comparison of two and a panel in the format of this name, read again by what reads such files."""
    reports = [report_of(text, f"{2020 + at}.txt") for at, text in enumerate(texts)]
    rows = sum(len(report.claims) for report in reports)
    for form in _named(name, REPORTS):
        _read_again(name, form.render(reports, style), rows)
    for comparing in _named(name, COMPARISONS) if len(reports) > 1 else ():
        _read_again(name, comparing.render(Result(compare(reports[0], reports[1])), style))
    metric = next((claim.metric for report in reports for claim in report.claims if claim.metric), "")
    for panelled in _named(name, PANELS) if metric else ():
        _read_again(name, panelled.render(PanelResult((series(reports, metric),)), style))


def _named(name: str, formats: Iterable[Format[Of]]) -> list[Format[Of]]:
    return [form for form in formats if form.name == name]


def _read_again(name: str, content: str | bytes, rows: int | None = None) -> None:
    if isinstance(content, str):
        content.encode()
    found = {"csv": _csv, "json": _json, "jsonl": _jsonl, "html": _html, "xlsx": _xlsx, "parquet": _parquet}.get(name)
    if name == "sqlite" and isinstance(content, bytes):
        _sqlite(content)
    elif found:
        count = found(content)
        assert rows is None or count is None or count == rows, f"{name} has {count} figures, not {rows}"


def _csv(content: str | bytes) -> int:
    header, *rows = csv.reader(io.StringIO(str(content), newline=""), strict=True)
    assert all(len(row) == len(header) for row in rows), "a row of another length"
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "@", "\t", "\r")), f"a formula: {cell[:20]}"
    return len(rows)


def _json(content: str | bytes) -> None:
    json.loads(content, parse_constant=_no_number)


def _jsonl(content: str | bytes) -> int | None:
    for line in str(content).split("\n"):
        if line:
            json.loads(line, parse_constant=_no_number)
    return None


def _no_number(constant: str) -> float:
    raise AssertionError(f"{constant} is no JSON")


class _Tags(HTMLParser):
    """Counts what a page must not have more of because of a text in it."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.foreign = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append(dict(attrs))
        self.foreign += tag == MARKUP


def _html(content: str | bytes) -> None:
    tags = _Tags()
    tags.feed(str(content))
    tags.close()
    assert all("src" not in script for script in tags.scripts), "a script from elsewhere"
    assert not tags.foreign, "markup of a text is markup of the page"


def _xlsx(content: str | bytes) -> None:
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    assert all(cell.data_type != "f" or "HYPERLINK" in str(cell.value) for cell in cells), "a formula of a text"


def _parquet(content: str | bytes) -> None:
    assert isinstance(content, bytes)
    pyarrow.parquet.read_table(io.BytesIO(content))


def _sqlite(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        path.write_bytes(content)
        connection = sqlite3.connect(path)
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        connection.close()
