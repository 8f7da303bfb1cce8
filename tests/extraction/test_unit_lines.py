"""Unit lines, 单位：万元 and its like: every spelling is read alike in every place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportmine import extract, find_quantities, read
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.lexicon.unit_lines import UNIT_LEADS
from reportmine.model import Report

LEADS = ("单位", "计量单位", "金额单位", "货币单位")
UNITS = {
    "万元": ("360000", "元"),
    "人民币万元": ("360000", "元"),
    "亿元人民币": ("3600000000", "元"),
    "万人": ("360000", "人"),
}
LINES = [
    pytest.param(form.format(lead, unit), *UNITS[unit], id=form.format(lead, unit))
    for lead in LEADS
    for unit in UNITS
    for form in ("{}：{}", "（{}：{}）", "({}:{})")
]
IN_BRACKETS = [line for line in LINES if str(line.values[0])[0] in "（("]


def table(header: str = "项目", column: str = "2023年", row: str = "甲项", cell: str = "36") -> str:
    return f"| {header} | {column} |\n|---|---|\n| {row} | {cell} |\n| 乙项 | 5 |\n"


PLACES: dict[str, Callable[[str], str]] = {
    "above, Markdown": lambda line: f"2023年收支\n\n{line}\n\n{table()}",
    "above, tabs": lambda line: f"2023年收支\n{line}\n\n项目\t2023年\t2022年\n甲项\t36\t35\n乙项\t5\t4\n",
    "after the caption": lambda line: f"表2 2023年收支 {line}\n\n{table()}",
    "corner": lambda line: f"2023年收支\n\n{table(header=line)}",
    "corner, after a word": lambda line: f"2023年收支\n\n{table(header='项目' + line)}",
    "banner": lambda line: (
        f"2023年收支\n\n| {line} | | |\n|---|---|---|\n| 项目 | 2023年 | 2022年 |\n| 甲项 | 36 | 35 |\n"
    ),
}
PLACES_OF_BRACKETS: dict[str, Callable[[str], str]] = {
    "column": lambda line: f"2023年收支\n\n{table(column='数额' + line)}",
    "row": lambda line: f"2023年收支\n\n{table(row='甲项' + line)}",
    "cell": lambda line: f"2023年收支\n\n{table(cell='36' + line)}",
}


def claim_of(report: Report, text: str = "36") -> tuple[str, str, str]:
    [claim] = [claim for claim in report.claims if claim.text.startswith(text)]
    return claim.metric, f"{claim.quantity.low:f}", claim.quantity.unit


def names(report: Report) -> set[str]:
    return {claim.metric for claim in report.claims}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("line", "value", "unit"), LINES)
def test_a_unit_line_holds_for_the_numbers_of_its_table(line: str, value: str, unit: str, place: str) -> None:
    assert claim_of(extract(PLACES[place](line))) == ("甲项", value, unit)


@pytest.mark.parametrize("place", PLACES_OF_BRACKETS)
@pytest.mark.parametrize(("line", "value", "unit"), IN_BRACKETS)
def test_a_unit_line_in_brackets_holds_for_its_column_row_or_cell(line: str, value: str, unit: str, place: str) -> None:
    metric, low, its_unit = claim_of(extract(PLACES_OF_BRACKETS[place](line)))
    assert (metric.removesuffix("数额"), low, its_unit) == ("甲项", value, unit)


@pytest.mark.parametrize(("line", "value", "unit"), IN_BRACKETS)
def test_a_unit_line_in_brackets_holds_for_the_number_of_prose_before_it(line: str, value: str, unit: str) -> None:
    [quantity] = find_quantities(f"年末货币资金36{line}")
    assert (f"{quantity.low:f}", quantity.unit) == (value, unit)
    assert claim_of(extract(f"2023年末货币资金36{line}，结构稳定。\n"))[1:] == (value, unit)


@pytest.mark.parametrize(("line", "value", "unit"), LINES)
def test_a_unit_line_above_a_table_of_a_web_page(tmp_path: Path, line: str, value: str, unit: str) -> None:
    page = tmp_path / "page.html"
    rows = "".join(
        f"<tr><td>{name}</td><td>{cell}</td></tr>" for name, cell in (("项目", "2023年"), ("甲项", "36"), ("乙项", "5"))
    )
    page.write_text(f"<html><body><h1>2023年收支</h1><p>{line}</p><table>{rows}</table></body></html>", "utf-8")
    assert claim_of(extract(read(page))) == ("甲项", value, unit)


@pytest.mark.parametrize("lead", LEADS)
def test_a_unit_line_names_no_number(lead: str) -> None:
    """Where only times and places stand around the numbers the caption names them, and no unit line is one."""
    rows = "| 地区 | 2023年 |\n|---|---|\n| 石汀区 | 36 |\n| 青石县 | 5 |\n"
    assert names(extract(f"2023年财政收入\n\n{lead}：万元\n\n{rows}")) == {"财政收入"}
    assert not names(extract(f"{lead}：万元\n\n{rows}")) & {"货币", "金额", "计量", *LEADS}


@pytest.mark.parametrize("lead", LEADS)
def test_a_row_or_column_under_a_lead_tells_units(lead: str) -> None:
    report = extract(f"| 指标 | {lead} | 2023年 |\n|---|---|---|\n| 税收 | 万元 | 36 |\n| 存款 | 亿元 | 5 |\n")
    assert claim_of(report) == ("税收", "360000", "元")
    assert set(LEADS) <= set(UNIT_LEADS)


@pytest.mark.parametrize(
    "text",
    [
        "实现产值36（主要单位：万元以上企业）",  # more than a unit
        "现有会员36（单位会员）",
        "实现产值36（单位面积）",
        "完成36（货币单位：不详）",
    ],
)
def test_words_in_brackets_that_name_no_unit_give_none(text: str) -> None:
    assert [quantity.unit for quantity in parse_quantities(text, PRODUCT) if quantity.low == 36] == [""]


def test_a_number_with_a_unit_of_its_own_keeps_it() -> None:
    assert [f"{one.low:f} {one.unit}" for one in find_quantities("培训36人（货币单位：万元）")] == ["36 人"]
    assert claim_of(extract(f"2023年收支\n货币单位：万元\n\n{table(cell='36人')}")) == ("甲项", "36", "人")


SAID = {
    "单位：万元 币种：人民币": ("360000", "元"),
    "单位:元  币种：人民币": ("36", "元"),
    "币种：人民币 单位：千元": ("36000", "元"),
    "币种：港币 单位：千元": ("36000", "港元"),
    "编制单位：云澜市某中心 单位：万元": ("360000", "元"),
    "填报单位：云澜市统计局  2023年12月31日  单位：人民币元": ("36", "元"),
    "部门：云澜市文化馆 金额单位：万元": ("360000", "元"),
    "單位：新臺幣億元": ("3600000000", "新台币"),
    "單位：新臺幣千元": ("36000", "新台币"),
    "单位：千美元": ("36000", "美元"),
    "（除特别注明外，金额单位均为人民币元）": ("36", "元"),
    "除另有说明外，本节金额以人民币百万元列示。": ("36000000", "元"),
    "以下金额单位均为万元。": ("360000", "元"),
    "本表以万元为单位": ("360000", "元"),
    "（人民币千元）": ("36000", "元"),
    "（万元，下同）": ("360000", "元"),
    "单位（万元）": ("360000", "元"),
    "【单位：万元】": ("360000", "元"),
    "单　位：吨": ("36", "吨"),
    "单位∶公顷": ("36", "公顷"),
    "单位 万元": ("360000", "元"),
    "金额：万元": ("360000", "元"),
    "单位：万元 公开03表": ("360000", "元"),
}


@pytest.mark.parametrize("line", SAID)
def test_every_usual_form_of_a_unit_line(line: str) -> None:
    report = extract(f"2023年收支\n{line}\n\n{table()}")
    assert claim_of(report) == ("甲项", *SAID[line])
    assert [claim.text for claim in report.claims] == ["36", "5"]
    assert not report.remarks


@pytest.mark.parametrize(
    "line", ["填报单位：云澜市教育局", "单位：某某公司", "责任单位：市水务局", "各单位为民服务情况"]
)
def test_the_name_of_a_body_is_no_unit(line: str) -> None:
    report = extract(f"2023年收支\n{line}\n\n{table()}")
    assert claim_of(report) == ("甲项", "36", "")
    assert not report.remarks


def test_a_unit_line_that_is_not_understood_is_said() -> None:
    report = extract(f"2023年收支\n单位：毛尖箱\n\n{table()}")
    assert [*map(str, report.remarks)] == [
        "the unit line 单位：毛尖箱 was not understood; numbers of its table have no unit."
    ]


def test_of_several_units_each_goes_where_it_fits() -> None:
    rows = "| 项目 | 2023年 |\n|---|---|\n| 受助户数 | 36 |\n| 受助人数 | 81 |\n| 补助资金 | 5 |\n| 绿地 | 7 |\n"
    report = extract(f"2023年救助情况\n单位：户、人、万元\n\n{rows}")
    got = [(claim.text, f"{claim.quantity.low:f}", claim.quantity.unit) for claim in report.claims]
    assert got == [("36", "36", "户"), ("81", "81", "人"), ("5", "50000", "元"), ("7", "7", "")]
    [remark] = report.remarks
    assert str(remark).startswith("1 number of a table stands below the units 户、人、万元")


def test_a_line_that_holds_for_all_that_follows_gives_its_unit_to_money_alone() -> None:
    filler = "年末结余平稳。" * 20
    rows = "| 项目 | 2023年 |\n|---|---|\n| 会费收入 | 36 |\n| 会员 | 5 |\n"
    report = extract(f"2023年报告\n除特别注明外，金额单位均为人民币万元。\n\n{filler}\n\n{rows}")
    assert [(claim.text, claim.quantity.unit) for claim in report.claims] == [("36", "元"), ("5", "")]
    before = extract(f"2023年报告\n{rows}\n\n{filler}\n除特别注明外，金额单位均为人民币万元。\n")
    assert claim_of(before)[1:] == ("36", "")


@pytest.mark.parametrize("name", ["流动比率", "速动比率", "市盈率", "产权比率"])
def test_ratios_that_are_so_many_times_are_no_per_cent(name: str) -> None:
    assert claim_of(extract(f"2023年报告\n\n{table(row=name)}"))[1:] == ("36", "")


def test_units_that_are_usual_for_a_name_fit_it() -> None:
    rows = "| 作物 | 播种面积 | 产量 |\n|---|---|---|\n| 谷子 | 36 | 12 |\n"
    report = extract(f"2023年农业\n单位：万亩、万吨\n\n{rows}")
    assert [(f"{claim.quantity.low:f}", claim.quantity.unit) for claim in report.claims] == [
        ("360000", "亩"),
        ("120000", "吨"),
    ]


@pytest.mark.parametrize(
    "line", ["（人民币千元，百分比除外）", "单位：RMB'000", "（金额单位为人民币千元，每股数据除外）", "单位：’000元"]
)
def test_what_a_line_leaves_out_or_abbreviates(line: str) -> None:
    assert claim_of(extract(f"2023年收支\n{line}\n\n{table()}")) == ("甲项", "36000", "元")


def test_the_number_of_a_form_names_nothing() -> None:
    rows = "| 项目 | 决算数 |\n|---|---|\n| 会费 | 36 |\n| 合计 | 36 |\n"
    assert names(extract(f"收入决算表\n公开01表\n\n单位：元\n\n{rows}")) == {"会费", "收入合计"}
