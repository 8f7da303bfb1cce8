"""Puts the columns and formats, as the code has them, into docs/schema.md, and makes docs/corrections.schema.json.

    python docs/make_schema.py [--check]

With --check it changes nothing, and exits with 1 where one of them is out of date.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reportmine.corrections.file import LONGEST, LONGEST_SENTENCE, MAY_BE_EMPTY, MOST_ENTRIES, OPTIONAL
from reportmine.corrections.model import SCHEMA as CORRECTIONS
from reportmine.corrections.model import VERDICTS, Fields
from reportmine.corrections.tables.workbooks import ONLY_IN_WORKBOOKS
from reportmine.corrections.values import MULTIPLIER_FORM, NUMBERS, PERIOD_FORM, VALUE_FORM
from reportmine.model.schema import CHOICES, COLUMNS, REPORT_COLUMNS, SCHEMA, Column
from reportmine.output.data.markdown import row
from reportmine.output.data.sqlite.schema import DEFINITION
from reportmine.output.registry import REPORTS

PAGE = Path(__file__).parent / "schema.md"
CORRECTIONS_SCHEMA = Path(__file__).parent / "corrections.schema.json"


def formats() -> str:
    """A row a format."""
    rows = (
        (
            f"`{form.name}`",
            ", ".join(f"`{ending}`" for ending in form.endings),
            "bytes" if form.encoding is None else "text",
            "yes" if form.headed else "",
            f"`{form.library}`" if form.library else "",
        )
        for form in REPORTS
    )
    return table(("format", "endings", "is", "`--header zh`", "needs"), rows)


def columns(of: Iterable[Column[Any]]) -> str:
    """A row a column, with the words that it has a choice of."""
    rows = (
        (f"`{one.name}`", one.heading, one.kind, ": ".join(filter(None, (one.meaning, chosen(one.choices)))))
        for one in of
    )
    return table(("name", "heading", "kind", "meaning"), rows)


def chosen(choices: Mapping[str, str]) -> str:
    """Values as code, each with its Chinese word."""
    return ", ".join(f"`{value}` {word}" for value, word in choices.items())


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table between two line ends."""
    headings = tuple(headings)
    return "\n" + "\n".join([row(headings), row("---" for _ in headings), *map(row, rows)]) + "\n"


def sqlite() -> str:
    """What makes the tables, the indexes and the view."""
    return "\n```sql\n" + ";\n".join(DEFINITION) + ";\n```\n"


def page(text: str) -> str:
    """The text with its blocks made anew."""
    blocks = {
        "formats": formats(),
        "version": f"`{SCHEMA}`",
        "figures": columns(COLUMNS),
        "reports": columns(REPORT_COLUMNS),
        "workbooks": columns(ONLY_IN_WORKBOOKS),
        "sqlite": sqlite(),
    }
    for name, block in blocks.items():
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        text, found = re.subn(f"{start}.*{end}", lambda _, new=start + block + end: new, text, flags=re.DOTALL)  # type: ignore[misc]
        if found != 1:
            sys.exit(f"{PAGE.name} has no block {name}")
    return text


def field(name: str) -> dict[str, Any]:
    """What a field of a correction may hold."""
    if name in CHOICES:
        said: dict[str, Any] = {"enum": list(CHOICES[name])}
    elif name in NUMBERS:
        said = {"type": "string", "pattern": f"^{VALUE_FORM}$"}
    elif name == "period":
        said = {"type": "string", "pattern": f"^{PERIOD_FORM}$"}
    else:
        said = {"type": "string", "minLength": 0 if name in MAY_BE_EMPTY else 1, "maxLength": LONGEST}
    if name == "unit":
        said["not"] = {"pattern": f"^{MULTIPLIER_FORM}"}
    meaning = next(column.meaning for column in COLUMNS if column.name == name)
    return {"description": meaning, **({"anyOf": [said, {"type": "null"}]} if name in OPTIONAL else said)}


def corrections() -> str:
    """The JSON Schema of a file of corrections."""
    offset = {"type": "integer", "minimum": 0}
    was = {"type": ["string", "null"], "maxLength": LONGEST}
    fields = {name: field(name) for name in Fields._fields}
    needed = [name for name in Fields._fields if name not in OPTIONAL]
    entry = {
        "start": {"description": "first code point in the decoded text", **offset},
        "end": {"description": "the code point behind the last one", **offset},
        "text": {
            "description": "number and unit as the report writes them",
            "type": "string",
            "maxLength": LONGEST_SENTENCE,
        },
        "sentence": {"description": "the sentence around it", "type": "string", "maxLength": LONGEST_SENTENCE},
        "mark": {
            "description": "where in the sentence",
            "type": "array",
            "items": offset,
            "minItems": 2,
            "maxItems": 2,
        },
        "verdict": {"enum": list(VERDICTS)},
        "fields": {
            "description": "what holds; null for what is no figure",
            "anyOf": [
                {"type": "object", "properties": fields, "required": needed, "additionalProperties": False},
                {"type": "null"},
            ],
        },
        "was": {
            "description": "what was read, of the fields that were put right",
            "type": ["object", "null"],
            "properties": dict.fromkeys(fields, was),
            "additionalProperties": False,
        },
    }
    entries = {
        "type": "object",
        "properties": entry,
        "required": [name for name in entry if name not in ("fields", "was")],
    }
    report = {"type": "object", "properties": {"path": {"type": ["string", "null"]}, "sha256": {"type": "string"}}}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a reader put right in the figures of a report",
        "type": "object",
        "properties": {
            "schema": {"const": CORRECTIONS},
            "report": {**report, "required": ["sha256"]},
            "corrections": {"type": "array", "items": entries, "maxItems": MOST_ENTRIES},
        },
        "required": ["schema", "report", "corrections"],
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write both, or check them."""
    made = {PAGE: page(PAGE.read_text(encoding="utf-8")), CORRECTIONS_SCHEMA: corrections()}
    for path, new in made.items():
        if "--check" not in sys.argv[1:]:
            path.write_text(new, encoding="utf-8")
        elif not path.is_file() or new != path.read_text(encoding="utf-8"):
            sys.exit(f"docs/{path.name} is out of date; run: python docs/make_schema.py")


if __name__ == "__main__":
    main()
