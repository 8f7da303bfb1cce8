"""Reports as Markdown: a heading and a table for each; report text is escaped, so that none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportmine.model import Claim, Report
from reportmine.model.schema import COLUMNS, REPORT_COLUMNS, Cell, Column, Kind, Language, shown_in
from reportmine.output.terminal.cells import shown

_NOTHING: dict[Language, str] = {"en": "No figure to show.", "zh": "没有数据。"}

_NUMBERS: tuple[Kind, ...] = ("decimal", "integer", "real")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&$])")


def to_markdown(reports: Sequence[Report], header: Language = "en") -> str:
    """The reports one below the other; a column in which nothing stands is left out.

    >>> from reportmine.api import extract
    >>> print(to_markdown([extract("举办培训20场。")], "zh").partition("|")[2], end="")  # doctest: +ELLIPSIS
     指标 | 原文 | 数值 | 单位 | 约数 | 类型 | 性质 | 行 | 置信度 | 句子 |
    | --- | --- | ---: | --- | --- | --- | --- | ---: | ---: | --- |
    | 培训 | 20场 | 20 | 场 | 确数 | 水平 | 完成 | 1 | 0... | 举办培训20场。 |
    """
    return "\n".join("\n".join(_lines(report, header)) + "\n" for report in reports)


def row(cells: Iterable[str]) -> str:
    """A row of a table out of cells that are Markdown already."""
    return "| " + " | ".join(cells) + " |"


def escaped(text: str) -> str:
    r"""Text that Markdown shows as it stands.

    >>> escaped("a|b <i>*c*")
    'a\\|b \\<i\\>\\*c\\*'
    """
    return _MARKUP.sub(r"\\\1", shown(text))


def _lines(report: Report, language: Language) -> Iterator[str]:
    yield f"# {escaped(report.title or report.source.path or 'untitled')}"
    yield ""
    for fact in shown_in("markdown", REPORT_COLUMNS):
        cell = fact.get(report)
        if cell is not None:
            yield f"- {fact.headed(language)}: {_cell(fact.said(cell, language))}"
    yield ""
    yield from _table(report, language) if report.claims else [_NOTHING[language]]


def _table(report: Report, language: Language) -> Iterator[str]:
    columns = [(column, _cells(column, report, language)) for column in shown_in("markdown", COLUMNS)]
    columns = [(column, cells) for column, cells in columns if any(cell not in (None, "") for cell in cells)]
    yield row(column.headed(language) for column, _ in columns)
    yield row("---:" if column.kind in _NUMBERS else "---" for column, _ in columns)
    for cells in zip(*(cells for _, cells in columns), strict=True):
        yield row(map(_cell, cells))


def _cells(column: Column[Claim], report: Report, language: Language) -> list[Cell]:
    return [column.said(column.get(claim), language) for claim in report.claims]


def _cell(cell: Cell) -> str:
    return "" if cell is None else escaped(str(cell))
