"""Reports as Markdown, read back by a Markdown reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from made_reports import EMPTY, GROWTH, REPORT, any_reports
from reportmine.cli.main import reportmine
from reportmine.model import Report
from reportmine.model.schema import COLUMNS
from reportmine.output.data.markdown import to_markdown
from reportmine.output.terminal.cells import shown

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
GETTERS = {column.name: column.get for column in COLUMNS}


def reports_in(markdown: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The headings and the tables below them, each cell as text; fails where a cell is more than text."""
    tokens = iter(READER.parse(markdown))
    for token in tokens:
        if token.type == "heading_open":
            title = text_of(next(tokens))
            yield title, []
        elif token.type == "table_open":
            cells = list(takewhile(lambda one: one.type != "table_close", tokens))
            for start in (at for at, one in enumerate(cells) if one.type == "tr_open"):
                row = takewhile(lambda one: one.type != "tr_close", cells[start:])
                yield "", [[text_of(one) for one in row if one.type == "inline"]]


def text_of(inline: Token) -> str:
    assert {child.type for child in inline.children or ()} <= {"text"}
    return "".join(child.content for child in inline.children or ())


def tables_of(markdown: str) -> tuple[list[str], list[list[str]]]:
    titles, rows = [], []
    for title, found in reports_in(markdown):
        rows += found
        if not found:
            titles.append(title)
    return titles, rows


def test_grouped_by_report_without_empty_columns() -> None:
    titles, rows = tables_of(to_markdown([REPORT, EMPTY]))
    assert titles == ["鞍山共青团工作报告"] * 2
    header, *found = rows
    assert header[:4] == ["metric", "text", "value", "value_max"] and "page" not in header and "baseline" not in header
    assert [row[header.index("text")] for row in found] == ["200万", "10.5%", "3—5个"]
    assert "No figure to show." in to_markdown([EMPTY]) and "没有数据" in to_markdown([EMPTY], "zh")


def test_headings_in_chinese() -> None:
    _, (header, *_) = tables_of(to_markdown([REPORT], "zh"))
    assert header[:4] == ["指标", "原文", "数值", "上限"]
    assert "- 文件: 报告.txt\n- 年份: 2023\n" in to_markdown([REPORT], "zh")


def test_confidence_stands_before_the_sentence_where_there_is_one() -> None:
    _, (header, row) = tables_of(to_markdown([replace(REPORT, claims=(GROWTH,))]))
    assert header[-2:] == ["confidence", "sentence"] and row[-2] == "0.93"
    _, (header, _) = tables_of(to_markdown([replace(REPORT, claims=(GROWTH._replace(confidence=None),))]))
    assert "confidence" not in header


@settings(deadline=None)
@given(any_reports)
@pytest.mark.slow
def test_any_text_comes_back_as_text(reports: Sequence[Report]) -> None:
    titles, rows = tables_of(to_markdown(reports))
    named = [report.title or report.source.path or "untitled" for report in reports]
    assert [title.strip() for title in titles] == [shown(name).strip() for name in named]
    start = 0
    for report in reports:
        found = rows[start : start + len(report.claims) + 1] if report.claims else []
        start += len(found)
        for claim, row in zip(report.claims, found[1:], strict=True):
            for name, cell in zip(found[0], row, strict=True):
                expected = GETTERS[name](claim)
                assert cell.strip() == ("" if expected is None else shown(str(expected)).strip())
    assert start == len(rows)


@pytest.mark.parametrize("form", ["markdown", "md"])
def test_the_command(form: str, tmp_path: Path) -> None:
    report, target = tmp_path / "a.txt", tmp_path / "a.md"
    report.write_text("粉丝200万。", encoding="utf-8")
    shown_one = CliRunner().invoke(reportmine, ["extract", str(report), "--format", form])
    assert shown_one.exit_code == 0 and "| 粉丝 | 200万 | 2000000 |" in shown_one.stdout
    assert CliRunner().invoke(reportmine, ["extract", str(report), "-o", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8") == shown_one.stdout


def test_a_long_table_is_one_table() -> None:
    many = replace(REPORT, claims=(GROWTH,) * 300)
    _, rows = tables_of(to_markdown([many]))
    assert len(rows) == 301
