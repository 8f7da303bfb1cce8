"""Reports as JSON: one document a report, or one line a claim.

A document keeps each claim on a line of its own, which reads and diffs well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from reportmine.model import Claim, Rejected, Report
from reportmine.model.schema import SCHEMA, SOURCE_COLUMNS, record

Record = dict[str, Any]

# Records are trees: to look for circles in them would cost a tenth.
encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def document(report: Report) -> Record:
    """A report as the JSON document that `reportmine extract --format json` prints.

    >>> from reportmine.api import extract
    >>> found = document(extract("举办培训20场。"))
    >>> found["schema"], found["claims"][0]["value"], found["claims"][0]["unit"]
    ('reportmine.claims/2', '20', '场')
    """
    return {
        "schema": SCHEMA,
        "source": {column.name: column.get(report) for column in SOURCE_COLUMNS},
        "segmenter": report.segmenter,
        "claims": [claim_record(claim) for claim in report.claims],
        "rejected": [_rejected_record(rejected) for rejected in report.rejected],
    }


def claim_record(claim: Claim) -> Record:
    """A claim with all its columns and, at the end, the notes that say why it was read so."""
    found: Record = record(claim)
    found["notes"] = note_records(claim)
    return found


def note_records(claim: Claim) -> list[dict[str, str]]:
    """Which rules decided on a claim, and on which characters."""
    return [{"decision": note.decision, "rule": note.rule, "evidence": note.evidence} for note in claim.notes]


def _rejected_record(rejected: Rejected) -> Record:
    start, end = rejected.span
    return {"text": rejected.text, "start": start, "end": end, "rule": rejected.rule, "why": rejected.why}


def to_json(reports: Sequence[Report], *, array: bool) -> str:
    """The JSON text of reports: an array of documents, or without `array` the one document."""
    if not array:
        return document_text(document(reports[0])) + "\n"
    return "[" + ",\n".join(document_text(document(report)) for report in reports) + "]\n"


def document_text(fields: Record) -> str:
    r"""A document as JSON, a line a field, and a line an item of what is a list.

    >>> document_text({"schema": "s", "claims": [{"a": 1}, {"a": 2}], "rejected": []})
    '{"schema": "s",\n "claims": [\n  {"a": 1},\n  {"a": 2}],\n "rejected": []}'
    """
    return "{" + ",\n ".join([f"{encode(name)}: {_value_text(value)}" for name, value in fields.items()]) + "}"


def _value_text(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(map(encode, value)) + "]"
    return encode(value)


def to_jsonl(reports: Iterable[Report]) -> str:
    """One claim a line, its report's path first."""
    return "".join(
        json_line({"path": report.source.path, **claim_record(claim)}) for report in reports for claim in report.claims
    )


def json_line(value: object) -> str:
    r"""A value as one line of JSON, also for readers to whom U+2028 and its like end a line.

    >>> json_line({"sentence": "粉丝\u2028近200万"})
    '{"sentence": "粉丝\\u2028近200万"}\n'
    """
    # Outside of strings JSON knows no such characters, so that they may be escaped wherever they stand.
    return _LINE_END.sub(lambda end: f"\\u{ord(end.group()):04x}", encode(value)) + "\n"


_LINE_END = re.compile("[\x85\u2028\u2029]")
