"""Rows of figures, as reportmine writes them, → reports with claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any, get_args

from reportmine.errors import ReadingError
from reportmine.lexicon.units import UNITS
from reportmine.model import Claim, Note, Quantity, Report, Source, Span
from reportmine.model.claim import DecisionName
from reportmine.model.schema import by_name

# A row by the stable names of its columns; besides those of figures `path`, and where the file tells them `title` and
# `year` of the report.
Row = Mapping[str, Any]

_TABLE: DecisionName = "table-name"


def reports_of(rows: Iterable[Row]) -> Iterator[Report]:
    """The reports of rows, those of one report beside one another; raises ReadingError, without a path, for no rows.

    The text of a report is not there: spans count in a text that is empty.

    >>> row = dict(path="a.txt", metric="培训", value="20", unit="场", measure="level", text="20场", start="4", end="7")
    >>> (report,) = reports_of([row])
    >>> report.source.path, report.claims[0].quantity.low, report.claims[0].qualifier
    ('a.txt', Decimal('20'), 'exact')
    """
    for path, of_report in groupby(rows, key=lambda row: row.get("path")):
        first, *others = of_report
        claims = tuple(claim_of(row) for row in (first, *others) if row.get("metric") is not None)
        year = first.get("year")
        yield Report(Source("", path or None), first.get("title") or None, int(year) if year else None, "", claims)


def claim_of(row: Row) -> Claim:
    """The claim of a row; raises ReadingError, without a path, where it is none that reportmine wrote."""
    try:
        quantity = _quantity(row)
        return Claim(
            span=quantity.span,
            text=row["text"] or "",
            quantity=quantity,
            metric=row["metric"] or "",
            indicator=row.get("indicator") or None,
            topic=_choice(row, "topic", "other"),
            measure=_choice(row, "measure", "level"),
            direction=_choice(row, "direction", None),
            qualifier=_choice(row, "qualifier", "exact"),
            status=_choice(row, "status", "actual"),
            period=row.get("period") or None,
            baseline=row.get("baseline") or None,
            scope=row.get("scope") or None,
            line=int(row.get("line") or 0),
            page=_number(row.get("page")),
            sentence=row.get("sentence") or "",
            mark=_mark(row.get("sentence") or "", row["text"] or ""),
            section=row.get("section") or None,
            notes=_notes(row),
            confidence=None if row.get("confidence") in (None, "") else float(row["confidence"]),
        )
    except (KeyError, ValueError, TypeError, InvalidOperation):
        raise ReadingError("holds rows that reportmine did not write; write the figures anew.") from None


def _quantity(row: Row) -> Quantity:
    low, high, unit = row["value"], row.get("value_max"), row.get("unit") or ""
    known = UNITS.get(unit)
    return Quantity(
        Span(int(row["start"]), int(row["end"])),
        Decimal(str(low)),
        None if high in (None, "") else Decimal(str(high)),
        unit,
        known.dimension if known else "",
        _choice(row, "qualifier", "exact"),
    )


def _choice(row: Row, name: str, usual: Any) -> Any:
    """A value by its word of either language."""
    said = row.get(name)
    return by_name()[name].chosen(str(said)) if said not in (None, "") else usual


def _number(cell: Any) -> int | None:
    return None if cell in (None, "") else int(cell)


def _mark(sentence: str, text: str) -> Span:
    at = max(sentence.find(text), 0)
    return Span(at, min(at + len(text), len(sentence)))


def _notes(row: Row) -> tuple[Note, ...]:
    notes = row.get("notes") or ()
    decisions = frozenset(get_args(DecisionName))
    return tuple(
        Note(note["decision"], note["rule"], note["evidence"]) for note in notes if note["decision"] in decisions
    )
