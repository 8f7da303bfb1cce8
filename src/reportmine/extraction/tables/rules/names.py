"""What a number of a table measures: the names that its heads and the caption give."""

from __future__ import annotations

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.rules.cell_context import CellContext, path_text
from reportmine.lexicon.header_words import head_words
from reportmine.lexicon.indicators import Indicators


def _of_sum(cell: CellContext) -> Conclusion[str] | None:
    """合计 beside a row of what the column names, or else the caption; over a column of what is over it in turn."""
    row, column = cell.spot.row, cell.spot.column
    if not row.name and not column.name and column.heads and column.heads[-1].total:
        above = next((head.name for head in reversed(column.heads) if head.name), "")
        return (above, path_text(cell)) if above else None
    if row.name or not any(head.total for head in row.heads):
        return None
    whole = cell.spot.column.name or cell.table.subject
    word = next(head.text for head in row.heads if head.total).strip()
    return whole if whole.endswith(_SUMS) else f"{whole}{word}", path_text(cell)


def _row_and_column(cell: CellContext) -> Conclusion[str] | None:
    row, column = cell.spot.row.name, cell.spot.column.name
    if not row or not column:
        return None
    if len(column) < 3 and row[-1] == column[-1]:
        return row, path_text(cell)  # 发电量 beside 产量
    qualifies = _is_known(row, cell.lexicon.indicators) and column.endswith(_SUBJECT_NOUNS)
    return (column + row if qualifies else row + column), path_text(cell)


_SUMS = head_words("total")
_SUBJECT_NOUNS = head_words("subject_noun")


def _is_known(name: str, indicators: Indicators) -> bool:
    return name in indicators or indicators.longest_ending(name, 0, len(name)) == 0


def _one_of_them(cell: CellContext) -> Conclusion[str] | None:
    row, column = cell.spot.row, cell.spot.column
    name = row.lead + row.name or column.name
    return (name, path_text(cell)) if name else None


def _caption_name(cell: CellContext) -> Conclusion[str] | None:
    """石汀区 under 2022年 in a table of 地区生产总值."""
    subject = cell.table.subject
    told = any(head.time or head.scope or head.measure for head in cell.heads())
    return (subject, next(iter(cell.table.captions), "")) if subject and told else None


def _fixed_words(cell: CellContext) -> Conclusion[str] | None:
    """数量 over the column and nothing beside the row: the words of the head themselves."""
    head = next(
        (head for head in cell.heads() if head.text and not head.time and not head.scope and not head.unit), None
    )
    return (head.text, path_text(cell)) if head and not cell.spot.row.heads and head.measure is None else None


TABLE_NAME_RULES: tuple[Rule[CellContext, Conclusion[str], None], ...] = (
    Rule("sum", "合计 sums up what the column or the caption names", _of_sum),
    Rule("row and column", "220kV产品 beside 营业收入", _row_and_column),
    Rule("row or column", "one of them names it, the other is a time, place or kind of number", _one_of_them),
    Rule("caption", "only times and places beside and over it: the caption names it", _caption_name),
    Rule("head of the column", "数量 alone", _fixed_words),
)
