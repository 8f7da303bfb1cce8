"""Rows of a list, of what is known or of the samples, as JSON: one array, an object a line."""

from __future__ import annotations

from collections.abc import Iterable

from reportmine.lexicon.catalogue import Known
from reportmine.output.data.json.claims import encode
from reportmine.samples import Sample


def to_json(rows: Iterable[Known | Sample]) -> str:
    """The rows as a JSON array, one a line."""
    return "[" + ",\n".join(encode(row._asdict()) for row in rows) + "]\n"
