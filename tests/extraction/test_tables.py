"""Tables: what a number in a cell becomes, in the invented tables of data/tables.toml and over any grid at all."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fuzzing.properties import accounted_for
from reportmine import explain, extract, read
from reportmine.lexicon.user.model import UserLexicon, UserUnit
from reportmine.model import Claim, Rejected, Report, Source
from reportmine.model.digits import plain
from reportmine.readers.document import DocumentBuilder, GridCell
from reportmine.readers.files import source_of_text

DATA = Path(__file__).parents[1] / "data" / "tables.toml"
ROOT = Path(__file__).parents[2]
# The samples, and real reports, which a clone may lack.
REPORTS = [
    pytest.param(path, id=path.stem)
    for folder in (ROOT / "samples", ROOT.parent / "shared" / "gold" / "dev")
    for path in sorted(folder.glob("*.txt"))
]
CASES: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]


def grid_of(drawn: str) -> list[list[GridCell]]:
    """The rows of a drawn table: "<" is merged with the cell on its left, "^" with the one above."""
    texts = [[cell.strip(" ") for cell in line.split(" | ")] for line in drawn.strip("\n").split("\n")]
    rows: list[list[GridCell]] = []
    for y, line in enumerate(texts):
        row = []
        for x, text in enumerate(line):
            if text in ("<", "^"):
                continue
            wide = 1 + len("".join("<" if cell == "<" else " " for cell in line[x + 1 :]).split(" ")[0])
            below = ["^" if x < len(other) and other[x] == "^" else " " for other in texts[y + 1 :]]
            row.append(GridCell(text.replace("·", "\u3000"), wide, 1 + len("".join(below).split(" ")[0])))
        rows.append(row)
    return rows


def source_of(case: dict[str, Any]) -> Source:
    composer = DocumentBuilder()
    for line in case["above"]:
        composer.paragraph(line)
    composer.table(grid_of(case["table"]))
    text, encoding, pages, headings, tables, remarks, _, _ = composer.document()
    return Source(text, None, "docx", encoding, "", pages, headings, tables, remarks)


def numbers_of(report: Report) -> list[Claim | Rejected]:
    return [*report.claims, *report.rejected]


def told(claim: Claim) -> str:
    """A claim as data/tables.toml writes it."""
    quantity = claim.quantity
    value = plain(quantity.low) + (f"–{plain(quantity.high)}" if quantity.high is not None else "")
    kind = (claim.measure, claim.direction, "target" if claim.status == "target" else None)
    kinds = " ".join(filter(None, (*kind, claim.qualifier if claim.qualifier != "exact" else None)))
    when = claim.period or "none"
    when += f" @{claim.scope}" if claim.scope else ""
    when += f" against {claim.baseline}" if claim.baseline else ""
    return f"{claim.text} | {claim.metric} | {value} {quantity.unit} | {kinds} | {when}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_table_makes_these_claims(case: dict[str, Any]) -> None:
    report = extract(source_of(case))
    raw = report.source.raw
    assert [told(claim) for claim in report.claims] == case["claims"].strip("\n").splitlines()
    said = {(one.text, one.rule) for one in report.rejected}
    assert said >= {(text, rule) for text, rule in case.get("rejected", [])}
    assert [*map(str, report.remarks)] == ([case["remark"]] if "remark" in case else [])
    assert all(raw[one.span.start : one.span.end] == one.text for one in numbers_of(report))
    assert all(claim.mark.of(claim.sentence) for claim in report.claims)


# What holds for any table at all

TEXTS = (
    *(
        "指标",
        "单位",
        "数值",
        "合计",
        "地区生产总值",
        "其中：工业",
        "石汀区",
        "一、收入",
        "（一）税收",
        "1.其他",
        "序号",
    ),
    *(
        "2022年",
        "2023",
        "1-6月",
        "上年",
        "期末余额",
        "比上年增长%",
        "占比",
        "预算数",
        "完成率",
        "产量（万吨）",
        "万元",
        "%",
    ),
    *("12.5", "1,200", "-3.2", "(3.2)", "5.2%", "约3万人", "10-15", "66,6 70,0 00.0 0", "10 50", "3", "１２", "三成"),
    *("—", "", "…", "不适用", "12.5[1]", "2.3①", "↓4", "0519-87983616", "2019年5月1日", "1年以内", "增长5.2%", "第3位"),
    *("全年举办培训20场，参加500人。", "已建成公园3个，完成投资2亿元", "注：2021年为决算数。", "5G", "第十八次", "1:3"),
    *("萬冊", "單位：億元", "〇", "半数", "\u200b", "<b>5</b>", "=1+1", "a|b", "12万", "100万元以上企业"),
)
cells = st.builds(GridCell, st.sampled_from(TEXTS), st.integers(1, 3), st.integers(1, 2))
grids = st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=8)
documents = st.lists(st.one_of(grids, st.sampled_from(TEXTS)), max_size=4)


def composed(pieces: list[Any]) -> Source:
    composer = DocumentBuilder()
    for piece in pieces:
        if isinstance(piece, str):
            composer.paragraph(piece)
        else:
            composer.table(piece)
    text, encoding, pages, headings, tables, remarks, _, _ = composer.document()
    return Source(text, None, "docx", encoding, "", pages, headings, tables, remarks)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
@example([])
@example([[[GridCell("5")]]])
@example([[[GridCell("全年举办培训20场，参加500人。"), GridCell("5")]], "5", [[GridCell("")]]])
@pytest.mark.slow
def test_no_number_of_any_grid_is_lost(pieces: list[Any]) -> None:
    accounted_for(extract(composed(pieces)))


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
@pytest.mark.slow
def test_every_number_of_any_grid_is_explained(pieces: list[Any]) -> None:
    source = composed(pieces)
    report = extract(source)
    outcomes = sorted(numbers_of(report), key=lambda one: one.span)
    assert [one.outcome for one in explain(source)] == outcomes


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_no_number_of_the_invented_tables_is_lost(case: dict[str, Any]) -> None:
    accounted_for(extract(source_of(case)))


@pytest.mark.parametrize("path", REPORTS)
def test_no_number_of_a_report_is_lost(path: Path) -> None:
    accounted_for(extract(read(path)))


MARKS = ("\t", "  ", "   ", "\u3000", "|", " | ", "\n", "\n", "\n", "\n\n", "，", "。", "|---|---|\n", "|\n|", "\r\n")


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(TEXTS), st.sampled_from(MARKS)), max_size=40).map("".join))
@example("指标\t数值\n甲\t5\n乙\t6")
@example("|a|b|\n|-|-|\n|5|6|\r\n")
@pytest.mark.slow
def test_no_number_of_any_text_is_lost(text: str) -> None:
    accounted_for(extract(source_of_text(text)))


def test_a_number_of_a_thousand_digits_keeps_them_all() -> None:
    number = "9" * 999
    [claim] = extract(f"| 项目 | 数额（万元） |\n|---|---|\n| 甲项 | {number} |\n").claims
    assert plain(claim.quantity.low) == number + "0000"


def test_words_of_a_user_hold_for_his_report_alone() -> None:
    text = "| 项目 | 接送老人（千人趟） |\n|---|---|\n| 云澜站 | 3 |\n"
    own = UserLexicon(units=(UserUnit("人趟", dimension="event"),))
    for lexicon, unit in ((None, ""), (own, "人趟"), (None, "")):
        [claim] = extract(text, lexicon=lexicon).claims
        assert (plain(claim.quantity.low), claim.quantity.unit) == ("3000" if unit else "3", unit)


def test_there_are_enough_invented_tables() -> None:
    assert len(CASES) >= 60
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("prose", "table", "value", "direction"),
    [
        ("全年客运量增长-2.3%。", ("比上年增长%", "-2.3"), "-2.3", "down"),
        ("全年客运量下降2.3%。", ("比上年下降%", "2.3"), "2.3", "down"),
        ("全年客运量增长4.2%。", ("比上年增长%", "4.2"), "4.2", "up"),
        ("全年客运量同比-2.3%。", ("同比%", "−2.3"), "-2.3", "down"),
    ],
)
def test_signs_of_changes_are_one_rule_in_sentences_and_tables(
    prose: str, table: tuple[str, str], value: str, direction: str
) -> None:
    head, cell = table
    for text in (f"2023年统计\n{prose}", f"2023年统计\n\n| 指标 | {head} |\n|---|---|\n| 客运量 | {cell} |\n"):
        [claim] = extract(text).claims
        assert (claim.measure, claim.direction, plain(claim.quantity.low)) == ("change", direction, value)


def test_a_printed_minus_of_a_level_stays_in_its_value_and_is_no_direction() -> None:
    for text in ("2023年净利润-320.5万元。", "2023年\n\n| 指标 | 2023年 |\n|---|---|\n| 净利润（万元） | -320.5 |\n"):
        [claim] = extract(text).claims
        assert (claim.measure, claim.direction, plain(claim.quantity.low)) == ("level", None, "-3205000")


def test_a_table_that_goes_on_stands_below_the_headers_of_the_first() -> None:
    heads, row, more = (
        "".join(f"<td>{cell}</td>" for cell in cells.split())
        for cells in ("指标 2023年 2022年", "产值（万元） 36 35", "库存（件） 12 9")
    )
    first, second = f"<table><tr>{heads}</tr><tr>{row}</tr></table>", f"<table><tr>{more}</tr></table>"
    told_of = [(claim.metric, claim.period) for claim in html_claims(f"<p>公报</p>{first}\n{second}")]
    assert told_of == [("产值", "2023"), ("产值", "2022"), ("库存", "2023"), ("库存", "2022")]
    apart = html_claims(f"<p>公报</p>{first}<p>库存情况如下，按月盘点，年末核对，差异已经调整入账。</p>{second}")
    assert [claim.period for claim in apart if claim.metric.startswith("库存")] != ["2023", "2022"]


def html_claims(body: str) -> tuple[Claim, ...]:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "a.html"
        page.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        return extract(read(page)).claims
