"""Quantities of lines of text as JSON: a line of text, a line with the array of its quantities."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.model import Quantity, Rejected
from reportmine.model.digits import plain
from reportmine.output.data.json.claims import Record, json_line
from reportmine.output.terminal.quantities import Line


def to_jsonl(lines: Sequence[Line]) -> str:
    """One array a line of text, empty where there is no number in it."""
    return "".join(json_line([quantity_record(text, *pair) for pair in pairs]) for text, pairs in lines)


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
