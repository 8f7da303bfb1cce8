"""What a number of a table means: rules for its name, unit, measure, status and period, each an ordered tuple.

The first rule of a tuple that answers decides; the last one always does, but for names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from reportmine.extraction.attributes import context
from reportmine.extraction.tables.headers.caption import Setting
from reportmine.extraction.tables.headers.parser import Head
from reportmine.extraction.tables.headers.times import HeadTime
from reportmine.extraction.tables.headers.units import NO_UNIT, PERCENT, POINTS, TableUnit, counted_unit
from reportmine.extraction.tables.structure.header_paths import Spot
from reportmine.lexicon.header_words import head_words, one_of
from reportmine.lexicon.indicators import INDICATORS, longest_ending
from reportmine.model import Direction, Measure, Note, Quantity, Status

Found = TypeVar("Found")


class View(NamedTuple):
    """All that a rule may see: the number with its heads, where the table stands, and, once it is known, the measure
    with the head that said so. `by_amounts` is true where the numbers beside tell that the change is an amount."""

    spot: Spot
    setting: Setting
    measure: Measure = "level"
    saying: Head | None = None
    by_amounts: bool = False

    @property
    def quantity(self) -> Quantity:
        """The number itself."""
        assert self.spot.cell.figure is not None
        return self.spot.cell.figure.quantity

    def heads(self) -> Iterator[Head]:
        """The heads from the nearest to the farthest, those of the column before those of the row."""
        yield from reversed(self.spot.column.heads)
        yield from reversed(self.spot.row.heads)


class TableRule(NamedTuple, Generic[Found]):
    """A named way to tell something of a number; `find` gives what it is and the characters that say so, or None."""

    name: str
    why: str
    find: Callable[[View], tuple[Found, str] | None]


def decided(about: str, rules: tuple[TableRule[Found], ...], view: View) -> tuple[Found, Note] | None:
    """What the first rule that answers says, with its note."""
    for rule in rules:
        found = rule.find(view)
        if found is not None:
            return found[0], Note(f"table-{about}: {rule.name}", found[1], _shown(found[0]))
    return None


def _shown(found: object) -> str:
    if isinstance(found, TableUnit):
        return found.spelled or found.unit
    if isinstance(found, Said):
        return found.measure
    return "" if found is None else str(found)


def path_text(view: View) -> str:
    """The heads of a number as they stand, row before column."""
    heads = (*view.spot.row.heads, *view.spot.column.heads)
    return " | ".join(dict.fromkeys(head.text for head in heads))


# ----------------------------------------------------------------------------------------- measure


class Said(NamedTuple):
    """A measure, and the head that said so, if one did."""

    measure: Measure
    head: Head | None


def _ordinal(view: View) -> tuple[Said, str] | None:
    return (Said("rank", None), view.spot.cell.text) if view.quantity.form == "ordinal" else None


def _column_measure(view: View) -> tuple[Said, str] | None:
    return _said(reversed(view.spot.column.heads))


def _row_measure(view: View) -> tuple[Said, str] | None:
    return _said(reversed(view.spot.row.heads))


def _said(heads: Iterator[Head]) -> tuple[Said, str] | None:
    """The nearest head of a measure, unless a nearer one gives the number a name of its own."""
    for head in heads:
        if head.measure:
            return Said(head.measure, head), head.text
        if head.name:
            return None
    return None


def _word_of_change(view: View) -> tuple[Said, str] | None:
    figure = view.spot.cell.figure
    return (Said("change", None), view.spot.cell.text) if figure and figure.direction else None


TABLE_MEASURE_RULES: tuple[TableRule[Said], ...] = (
    TableRule("ordinal", "第3位 in a cell is a rank", _ordinal),
    TableRule("column head", "比上年增长, 占比, 位次 over the column", _column_measure),
    TableRule("row head", "增长% beside the row", _row_measure),
    TableRule("word in the cell", "增长5.2%, ↓3.1 in the cell itself", _word_of_change),
    TableRule("level", "where nothing says otherwise", lambda view: (Said("level", None), path_text(view))),
)


def direction_of(view: View) -> Direction | None:
    """Up or down for a change: what the cell says, what the head says, and the printed sign."""
    if view.measure != "change":
        return None
    figure = view.spot.cell.figure
    if figure and figure.direction:
        return figure.direction
    head, value = view.saying, view.quantity.low
    if head is None or head.signed:
        return None if value == 0 else "up" if (value > 0) != bool(head and head.flipped) else "down"
    falls = (head.direction == "down") != (value < 0)
    return "down" if falls else "up"


# -------------------------------------------------------------------------------------------- unit


def _cell_unit(view: View) -> tuple[TableUnit, str] | None:
    figure, quantity = view.spot.cell.figure, view.quantity
    if figure and figure.unit:
        return figure.unit, view.spot.cell.text
    if quantity.unit or quantity.form not in ("number", "ordinal"):
        return TableUnit("", NO_UNIT.scale, quantity.unit, quantity.dimension), view.spot.cell.text
    return None


def _column_unit(view: View) -> tuple[TableUnit, str] | None:
    if view.measure == "rank":
        return NO_UNIT, view.saying.text if view.saying else ""
    if view.saying and view.saying.unit:
        return view.saying.unit, view.saying.text
    found = _unit_over(view.spot.column.heads)
    if found and view.measure == "level" and not found[0].is_rate and _own_row_unit(view):
        return None
    return found


def _unit_over(heads: tuple[Head, ...]) -> tuple[TableUnit, str] | None:
    return next(((head.unit, head.text) for head in reversed(heads) if head.unit), None)


def _own_row_unit(view: View) -> tuple[TableUnit, str] | None:
    if view.spot.unit:
        return view.spot.unit, view.spot.unit.spelled
    return _unit_over(view.spot.row.heads)


_RATE_END = re.compile(f"{one_of('rate')}$")
_NO_RATE_END = re.compile(f"{one_of('no_rate')}$")


def _is_rate(name: str) -> bool:
    return bool(_RATE_END.search(name)) and not _NO_RATE_END.search(name)


def _points(view: View) -> tuple[TableUnit, str] | None:
    """A change of a rate without a unit of its own is in points."""
    row = _own_row_unit(view)
    named = _is_rate(_metric_part(view))
    if view.measure != "change" or view.saying is None or not (named or (row and row[0].is_rate)):
        return None
    return POINTS, view.saying.text


def _metric_part(view: View) -> str:
    return view.spot.column.name or view.spot.row.name


def _rate_words(view: View) -> tuple[TableUnit, str] | None:
    if view.measure in ("share", "ratio"):
        return PERCENT, view.saying.text if view.saying else ""
    if view.measure == "change" and view.saying and not view.saying.amount and not view.by_amounts:
        return PERCENT, view.saying.text
    name = _metric_part(view)
    plain = view.measure == "level" and not view.spot.unit and not _unit_over(view.spot.row.heads)
    return (PERCENT, name) if plain and _is_rate(name) else None


def _row_unit(view: View) -> tuple[TableUnit, str] | None:
    return _own_row_unit(view)


def _counted(view: View) -> tuple[TableUnit, str] | None:
    for name in (view.spot.column.name, view.spot.row.name):
        unit = counted_unit(name)
        if unit:
            return unit, name
    return None


def _table_unit(view: View) -> tuple[TableUnit, str] | None:
    plain = [unit for unit in view.setting.units if not unit.is_rate] or list(view.setting.units)
    return (plain[0], plain[0].spelled) if plain else None


def _carried_unit(view: View) -> tuple[TableUnit, str] | None:
    return (view.spot.carried, view.spot.carried.spelled) if view.spot.carried else None


TABLE_UNIT_RULES: tuple[TableRule[TableUnit], ...] = (
    TableRule("in the cell", "12.5亿元, 5.2% carry their unit", _cell_unit),
    TableRule("column head", "总额（亿元）, 增速（%）", _column_unit),
    TableRule("points", "a change of a rate is in 百分点", _points),
    TableRule("words of a rate", "增速, 占比, 覆盖率 without a unit are in %", _rate_words),
    TableRule("row", "a column of units, or the unit beside the row's name", _row_unit),
    TableRule("counting head", "参会人数 counts 人", _counted),
    TableRule("table", "单位：万元 above the table or in its corner", _table_unit),
    TableRule("row above", "奶牛 below 大牲畜（万头）", _carried_unit),
    TableRule("none", "the table gives no unit", lambda view: (NO_UNIT, path_text(view))),
)

# -------------------------------------------------------------------------------- status and period


def time_of(view: View) -> HeadTime | None:
    """The time that the heads of a number say, that of the column within that of the row."""
    found: HeadTime | None = None
    for head in view.heads():
        if head.time:
            found = head.time if found is None else found.below(head.time)
    return found


def _target_head(view: View) -> tuple[Status, str] | None:
    said = next((head for head in view.heads() if head.status), None)
    return ("target", said.text) if said and view.measure not in ("share", "ratio") else None


def _table_of_plans(view: View) -> tuple[Status, str] | None:
    planned = view.setting.planned or (view.setting.section.kind == "plan" and not view.setting.past)
    if not planned or _looks_back(view):
        return None
    return "target", next(iter(view.setting.captions), "") if view.setting.planned else view.setting.section.title


_DONE = re.compile(r"完成|实际|执行|决算|实绩|实现")


def _looks_back(view: View) -> bool:
    """Whether the heads say that the number is done, or of a time before the one that is planned."""
    time, planned = time_of(view), view.setting.time
    year = planned.year if planned and planned.year else view.setting.years.report
    if any(_DONE.search(head.text) for head in view.heads()):
        return True
    return bool(time and (time.shift < 0 or (time.year and year and time.year < year)))


def _year_ahead(view: View) -> tuple[Status, str] | None:
    time, year = time_of(view), view.setting.years.report
    return ("target", str(time.year)) if time and time.year and year and time.year > year else None


TABLE_STATUS_RULES: tuple[TableRule[Status], ...] = (
    TableRule("target head", "目标, 计划, 预算数 over the column", _target_head),
    TableRule("table of plans", "a table or part of plans, where no head says that it is done", _table_of_plans),
    TableRule("year ahead", "a year behind the report's own", _year_ahead),
    TableRule("reached", "where nothing says that it is planned, it was reached", lambda _: ("actual", "")),
)


def _head_period(view: View) -> tuple[str, str] | None:
    time = time_of(view)
    if time is None:
        return None
    if view.setting.time and not time.year and not time.shift and not time.part:
        time = time.below(view.setting.time)
    period = time.period(view.setting.year or view.setting.years.report)
    said = next((head.text for head in view.heads() if head.time), "")
    return (period, said) if period else None


def _caption_period(view: View) -> tuple[str, str] | None:
    time = view.setting.time
    period = time.period(view.setting.year) if time else None
    return (period, view.setting.dated) if period else None


_NO_TIMES = context.times_in("")


def period_rules(status: Status) -> tuple[TableRule[str | None], ...]:
    """The rules for the period of a number of that status."""

    def of_section(view: View) -> tuple[str | None, str] | None:
        found = context.period_of(_NO_TIMES, 0, view.setting.section, status, view.setting.years)
        return (found.value, found.evidence) if found else (None, "")

    return (
        TableRule("head", "2022年, 期初余额, 1-6月 over the column or beside the row", _head_period),
        TableRule("caption", "the year in the line above the table", _caption_period),
        TableRule("section", "the year of the heading above, or of the report", of_section),
    )


# -------------------------------------------------------------------------------------------- name


def _of_sum(view: View) -> tuple[str, str] | None:
    """合计 beside a row of what the column names, or else the caption; over a column of what is over it in turn."""
    row, column = view.spot.row, view.spot.column
    if not row.name and not column.name and column.heads and column.heads[-1].total:
        above = next((head.name for head in reversed(column.heads) if head.name), "")
        return (above, path_text(view)) if above else None
    if row.name or not any(head.total for head in row.heads):
        return None
    whole = view.spot.column.name or view.setting.subject
    word = next(head.text for head in row.heads if head.total).strip()
    return whole if whole.endswith(_SUMS) else f"{whole}{word}", path_text(view)


def _row_and_column(view: View) -> tuple[str, str] | None:
    row, column = view.spot.row.name, view.spot.column.name
    if not row or not column:
        return None
    if len(column) < 3 and row[-1] == column[-1]:
        return row, path_text(view)  # 发电量 beside 产量
    qualifies = _is_known(row) and column.endswith(_SUBJECT_NOUNS)
    return (column + row if qualifies else row + column), path_text(view)


_SUMS = head_words("total")
_SUBJECT_NOUNS = head_words("subject_noun")


def _is_known(name: str) -> bool:
    return name in INDICATORS or longest_ending(name, 0, len(name)) == 0


def _one_of_them(view: View) -> tuple[str, str] | None:
    row, column = view.spot.row, view.spot.column
    name = row.lead + row.name or column.name
    return (name, path_text(view)) if name else None


def _caption_name(view: View) -> tuple[str, str] | None:
    """石汀区 under 2022年 in a table of 地区生产总值."""
    subject = view.setting.subject
    told = any(head.time or head.scope or head.measure for head in view.heads())
    return (subject, next(iter(view.setting.captions), "")) if subject and told else None


def _fixed_words(view: View) -> tuple[str, str] | None:
    """数量 over the column and nothing beside the row: the words of the head themselves."""
    head = next(
        (head for head in view.heads() if head.text and not head.time and not head.scope and not head.unit), None
    )
    return (head.text, path_text(view)) if head and not view.spot.row.heads and head.measure is None else None


TABLE_NAME_RULES: tuple[TableRule[str], ...] = (
    TableRule("sum", "合计 sums up what the column or the caption names", _of_sum),
    TableRule("row and column", "220kV产品 beside 营业收入", _row_and_column),
    TableRule("row or column", "one of them names it, the other is a time, place or kind of number", _one_of_them),
    TableRule("caption", "only times and places beside and over it: the caption names it", _caption_name),
    TableRule("head of the column", "数量 alone", _fixed_words),
)


def scope_of(view: View) -> str | None:
    """Whose number it is: a place beside the row, over the column, or in the caption."""
    return next((head.scope for head in view.heads() if head.scope), view.setting.scope)


def baseline_of(view: View) -> str | None:
    """What a change or a ratio is measured against."""
    if view.measure not in ("change", "gap", "ratio"):
        return None
    said = view.saying.baseline if view.saying else None
    return said or next((head.baseline for head in view.heads() if head.baseline), None)
