"""Reports as JSON: one document a report, or one line a claim.

A document keeps each claim on a line of its own, which reads and diffs well. The lines of claims and rejected
numbers are filled into forms in which the names of their fields stand already: json's encoder, which would write
the same text, takes three times as long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

from reportmine.model import Claim, Quantity, Rejected, Report
from reportmine.output.schema import COLUMNS, SCHEMA, SOURCE_COLUMNS, held_by, plain

Record = dict[str, Any]

encode = json.JSONEncoder(ensure_ascii=False).encode


def document(report: Report) -> Record:
    """A report as the JSON document that `reportmine extract --format json` prints.

    >>> from reportmine.api import extract
    >>> found = document(extract("举办培训20场。"))
    >>> found["schema"], found["claims"][0]["value"], found["claims"][0]["unit"]
    ('reportmine.claims/2', '20', '场')
    """
    return {
        **_head(report),
        "claims": [claim_record(claim) for claim in report.claims],
        "rejected": [dict(zip(_REJECTED, _rejected_cells(rejected), strict=True)) for rejected in report.rejected],
    }


def claim_record(claim: Claim) -> Record:
    """A claim with all its columns and, at the end, the notes that say why it was read so."""
    return {column.name: column.get(claim) for column in COLUMNS} | {"notes": note_records(claim)}


def note_records(claim: Claim) -> list[dict[str, str]]:
    """Which rules decided on a claim, and on which characters."""
    return [{"decision": note.decision, "rule": note.rule, "evidence": note.evidence} for note in claim.notes]


def quantity_record(text: str, quantity: Quantity, rejected: Rejected | None) -> Record:
    """A quantity of `text`, kept or rejected, as `reportmine quantities` prints it.

    >>> from decimal import Decimal
    >>> from reportmine.model import Span
    >>> quantity_record("共3—5个", Quantity(Span(1, 5), Decimal(3), Decimal(5), "个"), None)["value_max"]
    '5'
    """
    start, end = quantity.span
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "value": plain(quantity.low),
        "value_max": None if quantity.high is None else plain(quantity.high),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "form": quantity.form,
        "rejected": rejected.rule if rejected else None,
    }


def to_json(reports: Sequence[Report], *, array: bool) -> str:
    """The JSON text of reports: an array of documents, or without `array` the one document."""
    if not array:
        return "".join([*_document_text(reports[0]), "\n"])
    documents = ("".join(_document_text(report)) for report in reports)
    return "[" + ",\n".join(documents) + "]\n"


def to_jsonl(reports: Iterable[Report]) -> str:
    """One claim a line, its report's path first."""
    lines: list[str] = []
    for report in reports:
        start = f'{{"path": {encode(report.source.path)}, '
        lines += [_line(start + _claim_text(claim)[1:]) for claim in report.claims]
    return "".join(lines)


def json_line(value: object) -> str:
    r"""A value as one line of JSON, also for readers to whom U+2028 and its like end a line.

    >>> json_line({"sentence": "粉丝\u2028近200万"})
    '{"sentence": "粉丝\\u2028近200万"}\n'
    """
    return _line(encode(value))


def _line(text: str) -> str:
    # Outside of strings JSON knows no such characters, so that they may be escaped wherever they stand.
    return _LINE_END.sub(lambda end: f"\\u{ord(end.group()):04x}", text) + "\n"


_LINE_END = re.compile("[\x85\u2028\u2029]")


# ------------------------------------------------------------------------------ text, line by line


def _form(names: Iterable[str]) -> str:
    """A JSON object of these names whose values are left open."""
    return "{" + ", ".join(f"{encode(name)}: %s" for name in names) + "}"


_REJECTED = ("text", "start", "end", "rule", "why")
_rejected_cells = attrgetter("text", "span.start", "span.end", "rule", "why")
_CLAIM_FORM = _form((*(column.name for column in COLUMNS), "notes"))
_REJECTED_FORM, _NOTE_FORM = _form(_REJECTED), _form(("decision", "rule", "evidence"))
_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: str,
    type(None): {None: "null"}.__getitem__,
    Decimal: lambda number: f'"{plain(number)}"',
}


def _document_text(report: Report) -> list[str]:
    """The parts that make the text of a document; joined but once, since it is long."""
    head = ",\n ".join(f"{encode(name)}: {encode(value)}" for name, value in _head(report).items())
    claims = _lines("claims", [_claim_text(claim) for claim in report.claims])
    rejected = _lines("rejected", [_rejected_text(one) for one in report.rejected])
    return ["{", head, *claims, *rejected, "}"]


def _lines(name: str, texts: Sequence[str]) -> Iterator[str]:
    yield f',\n "{name}": ['
    lead = "\n  "
    for text in texts:
        yield lead
        yield text
        lead = ",\n  "
    yield "]"


def _claim_text(claim: Claim) -> str:
    written = [_WRITTEN[type(cell)](cell) for cell in held_by(claim)]
    notes = [_NOTE_FORM % tuple(map(encode_basestring, note[:3])) for note in claim.notes]
    written.append(f"[{', '.join(notes)}]")
    return _CLAIM_FORM % tuple(written)


def _rejected_text(rejected: Rejected) -> str:
    return _REJECTED_FORM % tuple([_WRITTEN[type(cell)](cell) for cell in _rejected_cells(rejected)])


def _head(report: Report) -> Record:
    return {
        "schema": SCHEMA,
        "source": {column.name: column.get(report) for column in SOURCE_COLUMNS},
        "segmenter": report.segmenter,
    }
