"""The flat table as people look at it: its sections apart, each with the few columns that say something there."""

from __future__ import annotations

from reportmine.model.schema import Cell
from reportmine.output.comparison.grid import Field, Grid, Values

# What has two ends in the table has one cell here.
_SPANS = {"amount": Field("amount", "变化量", "decimal"), "percent": Field("percent", "变化率", "decimal")}

_WHAT = ("metric", "topic", "measure")
_MOVED = ("amount", "amount_unit", "percent")
_DOUBT = ("confidence", "rivals", "reason")
_SENTENCES = ("old_sentence", "new_sentence")


def _one_side(side: str) -> tuple[str, ...]:
    told = ("text", "value", "value_max", "unit", "qualifier", "period", "line", "sentence")
    return (*_WHAT, *(f"{side}_{name}" for name in told))


# No more than fourteen for a section: so many fit beside one another on a wide screen.
SHOWN: dict[str, tuple[str, ...]] = {
    "pairs": (*_WHAT, "old_text", "new_text", "direction", *_MOVED, *_DOUBT, *_SENTENCES),
    "audits": (
        *(*_WHAT, "verdict", "stated", "computed", "difference", "old_text", "new_text", "reason"),
        *("new_path", "new_line", *_SENTENCES),
    ),
    "targets": (*_WHAT, "verdict", "old_text", "new_text", *_MOVED, *_DOUBT, *_SENTENCES),
    "only-old": _one_side("old"),
    "only-new": _one_side("new"),
}


def ends_of(name: str) -> tuple[str, ...]:
    """The columns of the table that a column of a section stands for.

    >>> ends_of("percent"), ends_of("metric")
    (('percent_min', 'percent_max'), ('metric',))
    """
    return (f"{name}_min", f"{name}_max") if name in _SPANS else (name,)


def section_of(grid: Grid, section: str) -> Grid:
    """The rows of a section, with the columns that are shown of it."""
    known = {field.name: field for field in grid.fields} | _SPANS
    rows = [row for row in grid.rows if row["section"] == section]
    spans = [name for name in SHOWN[section] if name in _SPANS]
    return Grid(
        tuple(known[name] for name in SHOWN[section]),
        [row | {name: _span(row, name) for name in spans} for row in rows],
    )


def metrics_of(grid: Grid) -> Grid:
    """A series without the lines, its figures beside the metric: a column a report."""
    known = {field.name: field for field in grid.fields}
    names = ("metric", "unit", *grid.reports, "topic", "measure", "confidence", "rivals")
    return grid._replace(fields=tuple(known[name] for name in names))


def _span(row: Values, name: str) -> Cell:
    """A number, or in words all that it may be."""
    low, high = (row.get(end) for end in ends_of(name))
    if low == high:
        return low
    if low is None or high is None:
        return f"≥ {low}" if high is None else f"≤ {high}"
    return f"{low} … {high}"
