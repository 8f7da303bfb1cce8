"""Markdown: the file as it is, with what is none of the report marked, so that offsets count in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine import extract
from reportmine.cli.main import reportmine
from reportmine.errors import ReadingError
from reportmine.model import Source
from reportmine.readers.files import source_of_bytes
from reportmine.text.cleaning import clean

REPORT = """---
title: "2023年云澜图书馆年报"
date: 2024-03-01
weight: 20
---

# 一、读者服务 {#readers-2023}

全年接待读者[36.5万人次](https://example.cn/2023 "图 12")，增长**12%**。[^1]

![图 5](img/2023-12.png)

**数字资源**

    馆藏电子书8.4万册。

| 指标 | 2023年 | 增长 |
|:--|--:|--:|
| 讲座（场） | **120** | 5% |
| 展览\\|陈列 | 36 | |
借阅机共15台。

```python
figures = [7, 8, 9]  # 个
```

下一步
======

志愿者达到300人，~~原为250人~~，程序`count(99)`不计。见[说明][b]。

[b]: https://example.cn/77
[^1]: 不含分馆。
"""


def source(text: str | bytes, path: str = "report.md") -> Source:
    return source_of_bytes(text if isinstance(text, bytes) else text.encode(), path)


def cleaned(text: str) -> str:
    found = source(text)
    return clean(found.raw, markup=found.markup).text


def cells(found: Source) -> list[list[list[str]]]:
    return [[[span.of(found.raw) for span in row] for row in table.rows] for table in found.tables]


def headings(found: Source) -> list[tuple[int, str]]:
    return [(heading.level, heading.span.of(found.raw)) for heading in found.headings]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_whole_report(codec: str, newline: str) -> None:
    text = REPORT.replace("\n", newline)
    found = source(text.encode(codec))
    assert (found.raw, found.format, found.encoding) == (text, "markdown", codec)
    assert headings(found) == [(1, "2023年云澜图书馆年报"), (1, "一、读者服务"), (2, "数字资源"), (1, "下一步")]
    rows = [["指标", "2023年", "增长"], ["讲座（场）", "120", "5%"], ["展览\\|陈列", "36", ""]]
    assert cells(found) == [rows] and found.tables[0].head == 1


def test_the_figures_are_those_of_the_report() -> None:
    report = extract(source(REPORT))
    assert (report.title, report.year) == ("2023年云澜图书馆年报", 2023)
    figures = [claim.text for claim in report.claims]
    for figure in ("36.5万人次", "8.4万册", "15台", "300人"):
        assert figure in figures
    numbers = {*figures, *(rejected.text for rejected in report.rejected)}
    assert numbers.isdisjoint({"250人", "99", "77", "20", "7", "8", "9", "12", "2024", "2024年"})
    assert all(claim.span.of(REPORT) == claim.text for claim in report.claims)
    assert next(claim.line for claim in report.claims if claim.text == "15台") == 21


PIECES: list[tuple[str, str]] = [
    ("共[12个](http://x.cn/3)", "共12个"),
    ("共[12个](<a b> '5年')", "共12个"),
    ("共[12个](http://x.cn/a_(3))", "共12个"),
    ("![图3](a.png '5')共12个", "共12个"),
    ("[![图3](a.png)](http://x.cn/5)共12个", "共12个"),
    ("![图3][pic]共12个\n\n[pic]: a5.png", "共12个\n\n"),
    ("[甲][b]、[乙][]、[丙][c]共12个\n\n[b]: u5\n[乙]: u6", "甲、乙、[丙][c]共12个\n\n\n"),
    ("共12个[^5]。\n\n[^5]: 含分馆", "共12个。\n\n 含分馆"),
    ("共12个\\[3\\]", "共12个"),
    ("共`n=5`12个，``a`b``", "共12个，"),
    ("`投入600万元/学生40人`", "`投入600万元/学生40人`"),
    ("共~~10~~12个，3~5个，6~8个", "共12个，3~5个，6~8个"),
    ("3\\~5个，占5\\%", "3~5个，占5%"),
    ("甲\n```\nx = 5\n```\n乙", "甲\n\n乙"),
    ("甲\n~~~sh\n跑5次，再跑6次\n~~~\n乙", "甲\n\n乙"),
    ("```\n全年培训20场\n```", "```\n全年培训20场\n```"),
    ("甲\n<!-- 5个\n6个 -->\n乙", "甲\n\n乙"),
    ("甲\n\n<style>\np {width: 5}\n</style>\n\n乙", "甲\n\n\n\n乙"),
    (":::info 提示\n共12个\n:::", "\n共12个\n"),
    ("[TOC]\n\n共12个", "\n\n共12个"),
    ("5*3*2的货架、A_1_2型", "5*3*2的货架、A_1_2型"),
    ("[2023]年共12个", "[2023]年共12个"),
]


@pytest.mark.parametrize(("text", "expected"), PIECES)
def test_what_is_none_of_the_report(text: str, expected: str) -> None:
    assert cleaned(text) == expected


FRONT: list[tuple[str, list[tuple[int, str]], str]] = [
    ("---\ntitle: 年报\ndate: 2023\n---\n正文\n", [(1, "年报")], "年报\n正文\n"),
    ("---\ndate: 2023\ntitle: '年报'\n...\n正文\n", [(1, "年报")], "年报\n正文\n"),
    ("---\ndate: 2023\n---\n正文\n", [], "正文\n"),
    ("---\n共12个\n---\n正文\n", [(2, "共12个")], "---\n共12个\n---\n正文\n"),
    ("正文\n\n---\ntitle: 5\n---\n", [(2, "title: 5")], "正文\n\n---\ntitle: 5\n---\n"),
    ("---\ntitle: 年报\n", [], "---\ntitle: 年报\n"),
]


@pytest.mark.parametrize(("text", "found", "left"), FRONT)
def test_front_matter(text: str, found: list[tuple[int, str]], left: str) -> None:
    assert headings(source(text)) == found
    assert cleaned(text) == left


HEADINGS: list[tuple[str, list[tuple[int, str]]]] = [
    ("# 甲\n## 乙 ##\n#丙\n####### 丁", [(1, "甲"), (2, "乙")]),
    ("## **甲**\n### [乙](u5)\n# <a id=x></a>丙\n#", [(2, "甲"), (3, "乙"), (1, "丙")]),
    ("甲\n===\n乙\n---\n", [(1, "甲"), (2, "乙")]),
    ("## 甲\n\n**乙**\n\n__丙__\n\n丁**戊**\n\n**己**：\n", [(2, "甲"), (3, "乙"), (3, "丙")]),
    ("**全年完成投资20亿元。**\n\n**甲**和**乙**\n\n- **丙**\n", []),
    ("> # 甲\n\n- # 乙\n", [(1, "甲"), (1, "乙")]),
    ("```\n# 甲\n```\n    # 乙\n", [(1, "乙")]),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings(text: str, expected: list[tuple[int, str]]) -> None:
    assert headings(source(text)) == expected


TABLES: list[tuple[str, list[list[list[str]]]]] = [
    ("甲 | 乙\n--|--\n1 | 2", [[["甲", "乙"], ["1", "2"]]]),
    ("|甲|乙|\n|-|-|\n|1|\n||2|3|", [[["甲", "乙", ""], ["1", "", ""], ["", "2", "3"]]]),
    ("> | 甲 | 乙 |\n> |---|---|\n> | 1 | 2 |", [[["甲", "乙"], ["1", "2"]]]),
    ("|甲|\n|-|\n|[1](u5)|\n|`x`|\n|![a](5.png)|\n|<b>2</b>|", [[["甲"], ["1"], [""], [""], ["2"]]]),
    ("|图|\n|-|\n|<img src=5.png>|", []),
    ("|甲|乙|\n|-|-|", []),
    ("|甲|乙|\n|-|-|\n|1|2|\n共12个", [[["甲", "乙"], ["1", "2"]]]),
    ("```\n|甲|\n|-|\n|1|\n```", []),
    (
        "<table>\n<tr><th rowspan=2>甲<th colspan='2'>乙\n<tr><td>1</td><td> <b>2</b></td></tr></table>",
        [[["甲", "乙", "乙"], ["甲", "1", "2"]]],
    ),
    ("前<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>", [[["1"]]]),
    ("<table></table><table><tr></tr></table><table><tr><td></td></tr></table>", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables(text: str, expected: list[list[list[str]]]) -> None:
    assert cells(source(text)) == expected


def test_a_table_stands_where_it_stands() -> None:
    text = "前\n\n|甲|\n|-|\n|1|\n\n后 <table><tr><td>2</td></tr></table>\n"
    first, second = source(text).tables
    assert first.span.of(text) == "|甲|\n|-|\n|1|\n"
    assert second.span.of(text) == "<table><tr><td>2</td></tr></table>"


# Known by name, or by clear content


@pytest.mark.parametrize("path", ["a.md", "A.MD", "a.markdown", "b/c.mkd"])
def test_known_by_name(path: str) -> None:
    assert source("全年培训20场。", path).format == "markdown"


@pytest.mark.parametrize(
    "text",
    [
        "# 甲\n\n## 乙\n\n共[12个](https://x.cn)",
        "---\ntitle: 甲\n---\n\n**乙**与**丙**",
        "|甲|乙|\n|--|--|\n|1|2|\n\n```python\n```",
    ],
)
def test_known_by_content(text: str) -> None:
    found = source(text, "a.txt")
    assert (found.format, found.raw) == ("markdown", text)


@pytest.mark.parametrize(
    "text", ["# 甲\n全年培训20场", "**全年**培训20场", "#1 馆、#2 馆", "5 | 6", "甲--乙", "---\n甲\n---"]
)
def test_a_mark_or_two_make_no_markdown(text: str) -> None:
    assert source(text, "a.txt").format == "text"


def test_a_whole_page_is_html_also_under_this_name() -> None:
    assert source("<!doctype html><p>全年培训20场</p>").format == "html"
    assert source("<p align=center>年报</p>\n\n# 甲").format == "markdown"


# Odd and hostile files: the right text, or one sentence

ODD: list[tuple[str, str]] = [
    ("quotes without end", ">" * 10_000 + "全年培训20场"),
    ("lists without end", "- " * 5_000 + "全年培训20场"),
    ("brackets without end", "[" * 20_000 + "全年培训20场"),
    ("brackets and parentheses", "[a](" * 10_000 + "全年培训20场"),
    ("pictures without end", "![" * 10_000 + "全年培训20场"),
    ("backticks of all lengths", " ".join("`" * n for n in range(1, 300)) + "全年培训20场"),
    ("stars", "*" * 20_000 + " 全年培训20场"),
    ("line ends of an old Mac", "# 甲\r\r**乙**\r\r|丙|\r|--|\r|5|\r\r全年培训20场"),
    ("a fence without end", "全年培训20场\n```\nx = 5\n"),
    ("a table without rows", "|甲|\n|-|\n\n全年培训20场"),
    ("a row of 5,000 cells", "|甲" * 5_000 + "|\n" + "|-" * 5_000 + "|\n全年培训20场"),
    ("a wide head over many rows", "|甲" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|5|\n" * 2_000 + "\n全年培训20场"),
    ("cells that reach far", "<table>" + "<tr><td colspan=999 rowspan=999>5" * 300 + "</table>\n全年培训20场"),
    ("a title of nothing", "---\ntitle:\n---\n全年培训20场"),
    ("a title in quotes that do not close", '---\ntitle: "甲\n---\n全年培训20场'),
    ("one line of 1 MB", "字" * 300_000 + "。全年培训20场"),
    ("5,000 headings", "# 甲\n" * 5_000 + "全年培训20场"),
    ("HTML that is cut off", "全年培训20场\n<table><tr><td"),
]


@pytest.mark.parametrize(("text",), [pytest.param(text, id=name) for name, text in ODD])
@pytest.mark.slow
def test_odd_files_are_read(text: str) -> None:
    found = source(text)
    assert found.raw == text
    assert "全年培训20场" in clean(found.raw, markup=found.markup).text


REFUSED: list[tuple[str, bytes, str]] = [
    ("0 bytes", b"", "is empty"),
    ("white space", b"\n \n", "is empty"),
    ("a mark alone", b"\xef\xbb\xbf", "is empty"),
    ("binary", random.Random(3).randbytes(2000), "binary file"),
    ("NUL inside", b"# a\0b", "binary file"),
    ("no encoding of Chinese", b"# \xff\xff\xff\n" * 20, "fits no encoding"),
    ("a PDF", b"%PDF-1.7\n\xe2\xe3 1 0 obj\0", "PDF file"),
]


@pytest.mark.parametrize(("data", "reason"), [pytest.param(*rest, id=name) for name, *rest in REFUSED])
def test_refused_files_are_one_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(data)
    done = CliRunner().invoke(reportmine, ["extract", str(path)])
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"Error: {path}: ") and reason in done.stderr


MARKS = [
    "#",
    "##",
    " ",
    "\n",
    "\n\n",
    "|",
    "-|-",
    "---\n",
    "```",
    "`",
    "**",
    "[",
    "](",
    ")",
    "![",
    "~~",
    "[^1]",
    "\\",
    ">",
    "- ",
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*MARKS, "title: 5\n", "<table>", "<td>", "</table>", "全年", "5场", "。"]), max_size=60)
)
@pytest.mark.slow
def test_any_soup_keeps_its_promises(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        found = source(text)
    except ReadingError:
        assert not text.strip()
        return
    assert found.raw == text
    ends = [0, *(at for span in found.markup for at in span), len(text)]
    assert ends == sorted(ends)
    assert all(heading.span.of(text).strip() for heading in found.headings)
    assert all(len({len(row) for row in table.rows}) == 1 for table in found.tables)
    for claim in extract(found).claims:
        assert claim.span.of(text) == claim.text
