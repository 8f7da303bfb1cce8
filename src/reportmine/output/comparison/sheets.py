"""The flat table as people look at it: its sections apart, each with the few columns that say something there.

Amounts stand in 万 and 亿, the unit beside them, and percentages say so: 65.5 | 亿元, 5.5%. They are those of the
table to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from reportmine.model.digits import plain, shifted
from reportmine.output.comparison.cell_text import multipliers
from reportmine.output.comparison.grid import UNIT, Grid, Values, field

# What has two ends in the table has one cell here.
_SPANS = {
    "amount": field("amount", "变化量", "decimal", "by how much it has moved", "变化了多少"),
    "percent": field("percent", "变化率", "decimal", "by how many per cent it has moved", "变化的百分比"),
}
_UNIT = field(UNIT, "计算值单位", "text", "the unit of what was worked out", "计算值的单位")

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
# Below Chinese headings a target is not called what stood before.
_OF_TARGETS = {"old_text": "目标", "new_text": "结果"}
# 45877元 is no 4.5877万元: digits behind the point that a number with a multiplier has at most.
_PLACES = 2
# The numbers of a row that are in one unit, and what tells that unit.
_IN_UNIT = {
    "amount_unit": ("amount_min", "amount_max"),
    UNIT: ("computed", "difference"),
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
    shown = [known[name] for name in SHOWN[section]]
    if section == "targets":
        shown = [replace(one, heading=_OF_TARGETS.get(one.name, one.heading)) for one in shown]
    if section == "audits":
        shown.insert(SHOWN[section].index("difference") + 1, _UNIT)
    return Grid(tuple(shown), [_for_people(row) for row in grid.rows if row["section"] == section])


def metrics_of(grid: Grid) -> Grid:
    """A series without the lines, its figures beside the metric: a column a report."""
    known = {field.name: field for field in grid.fields}
    names = ("metric", "unit", *grid.reports, "topic", "measure", "confidence", "rivals")
    rows = [row | in_unit(row, "unit", grid.reports) for row in grid.rows]
    return grid._replace(fields=tuple(known[name] for name in names), rows=rows)


def in_unit(row: Values, unit: str, names: Iterable[str]) -> Values:
    """Numbers of a row in their unit, with 万 or 亿 where that makes all of them short; per cent with its sign.

    >>> in_unit({"unit": "元", "2023": "118640000000", "2024": "90000000"}, "unit", ("2023", "2024"))
    {'unit': '亿元', '2023': '1186.4', '2024': '0.9'}
    >>> in_unit({"unit": "元", "2023": "45877", "2024": None}, "unit", ("2023", "2024"))
    {'unit': '元', '2023': '45877', '2024': None}
    >>> in_unit({"unit": "%", "2023": "5.2"}, "unit", ("2023",))
    {'unit': '%', '2023': '5.2%'}
    """
    said = str(row.get(unit) or "")
    numbers = {name: Decimal(str(row[name])) for name in names if row.get(name) is not None}
    largest = max(map(abs, numbers.values()), default=Decimal(0))
    for step, large in multipliers(largest, said):
        digits = {name: plain(shifted(one, -step.adjusted())) for name, one in numbers.items()}
        if not large or all(len(one.partition(".")[2]) <= _PLACES for one in digits.values()):
            break
    sign = "%" if said == "%" else ""
    found: Values = {unit: large + said or None}
    return found | {name: digits[name] + sign if name in digits else None for name in names}


def _for_people(row: Values) -> Values:
    # A figure without its bound and its sign is another one: ≥10%, −8.8%.
    shown = row | {f"{side}_text": row.get(f"{side}_figure") for side in ("old", "new")}
    for unit, names in _IN_UNIT.items():
        shown.update(in_unit(row, unit, names))
    ends = dict(shown)
    ends.update({name: f"{row[name]}%" for name in ends_of("percent") if row.get(name) is not None})
    shown.update({name: _span(ends, name) for name in _SPANS})
    return shown


def _span(row: Values, name: str) -> str | None:
    """A number, or in words all that it may be."""
    low, high = (None if (cell := row.get(end)) is None else str(cell) for end in ends_of(name))
    if low == high:
        return low
    if low is None or high is None:
        return f"≥ {low}" if high is None else f"≤ {high}"
    return f"{low} … {high}"
