"""What a number of a table measures: the names that its headers and the caption give."""

from __future__ import annotations

from reportmine.extraction.rule import Conclusion, Rule
from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.roles import role_of
from reportmine.extraction.tables.rules.cell_context import CellContext, path_text
from reportmine.lexicon.header_words import alternation, header_words
from reportmine.lexicon.indicators import Indicators
from reportmine.lexicon.patterns import pattern


def _sum_name(cell: CellContext) -> Conclusion[str] | None:
    """合计 beside a row of what the column names, or else the caption; over a column of what is over it in turn."""
    row, column = cell.row, cell.column
    if not row.name and not column.name and column.headers and column.headers[-1].total:
        above = next((header.name for header in reversed(column.headers) if header.name), "")
        return (above or f"{cell.table.subject}{column.headers[-1].total}", path_text(cell))
    if row.name or not any(header.total for header in row.headers):
        return None
    whole = column.name or _side(cell) or cell.table.subject
    word = next(header.total for header in row.headers if header.total)
    return whole if whole.endswith(_TOTAL_WORDS) else f"{whole}{word}", path_text(cell)


def _side(cell: CellContext) -> str:
    """收入 of the header 收入项目 over the names of one half."""
    over = cell.headed.over_names
    if over in _SIDES:
        return over
    side = _NAMING.sub("", over)
    return side if side != over and not role_of(over) else ""


_SIDES = frozenset(header_words("side"))
_NAMING = pattern(f"{alternation('naming_header')}$")


def _row_and_column(cell: CellContext) -> Conclusion[str] | None:
    row, column = cell.row.name, cell.column.name
    if not row or not column:
        return None
    if len(column) < 3 and row[-1] == column[-1]:
        return row, path_text(cell)  # 发电量 beside 产量
    if row.endswith(_TOTAL_WORDS) and column in row:
        return row, path_text(cell)  # 本年收入合计 below 收入
    is_subject = _is_known(row, cell.lexicon.indicators) and column.endswith(_SUBJECT_NOUNS)
    return (column + row if is_subject else row + column), path_text(cell)


_TOTAL_WORDS = header_words("total")
_SUBJECT_NOUNS = header_words("subject_noun")


def _is_known(name: str, indicators: Indicators) -> bool:
    return name in indicators or indicators.longest_ending(name, 0, len(name)) == 0


def _row_or_column(cell: CellContext) -> Conclusion[str] | None:
    row, column = cell.row, cell.column
    name = row.prefix + row.name or column.name
    return (name, path_text(cell)) if name else None


def _caption_name(cell: CellContext) -> Conclusion[str] | None:
    """石汀区 under 2022年 in a table of 地区生产总值."""
    subject = cell.table.subject
    is_qualified = any(header.time or header.scope or header.measure for header in cell.headers())
    return (subject, next(iter(cell.table.captions), "")) if subject and is_qualified else None


def _header_words_alone(cell: CellContext) -> Conclusion[str] | None:
    """数量 over the column and nothing beside the row: the words of the header themselves."""
    header = next(filter(_is_bare, cell.headers()), None)
    return (header.text, path_text(cell)) if header and not cell.row.headers and header.measure is None else None


def _is_bare(header: Header) -> bool:
    return bool(header.text) and not header.time and not header.scope and not header.unit


TABLE_NAME_RULES: tuple[Rule[CellContext, Conclusion[str], None], ...] = (
    Rule("sum", "合计 sums up what the column or the caption names", _sum_name),
    Rule("row and column", "220kV产品 beside 营业收入", _row_and_column),
    Rule("row or column", "one of them names it, the other is a time, place or kind of number", _row_or_column),
    Rule("caption", "only times and places beside and over it: the caption names it", _caption_name),
    Rule("head of the column", "数量 alone", _header_words_alone),
)
