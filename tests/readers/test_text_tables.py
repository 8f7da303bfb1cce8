"""Tables set in plain text are found, and prose is never taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportmine import extract, read
from reportmine.readers.text_tables import TABLE_STYLES, tables_in


def drawn(text: str) -> list[list[list[str]]]:
    return [[[span.of(text) for span in row] for row in table.rows] for table in tables_in(text)]


TWO_COLUMNS = [["指标", "数值"], ["粮食产量", "65.3万吨"], ["水果产量", "12万吨"]]

_FRAME = "┌────┬────┐\n│ 指标 │ 数值 │\n├────┼────┤\n│ 粮食产量 │ 65.3万吨 │\n│ 水果产量 │ 12万吨 │\n└────┴────┘\n"
_SIGNS = "+----+----+\n| 指标 | 数值 |\n+----+----+\n| 粮食产量 | 65.3万吨 |\n| 水果产量 | 12万吨 |\n+----+----+\n"

FOUND = {
    "tabs": "指标\t数值\n粮食产量\t65.3万吨\n水果产量\t12万吨\n",
    "tabs, without a line end behind": "指标\t数值\n粮食产量\t65.3万吨\n水果产量\t12万吨",
    "tabs, line ends of Windows": "指标\t数值\r\n粮食产量\t65.3万吨\r\n水果产量\t12万吨\r\n",
    "Markdown": "| 指标 | 数值 |\n|:---|---:|\n| 粮食产量 | 65.3万吨 |\n| 水果产量 | 12万吨 |\n",
    "Markdown without bars at the edges": "指标 | 数值\n--- | ---\n粮食产量 | 65.3万吨\n水果产量 | 12万吨\n",
    "bars without a rule": "|指标|数值|\n|粮食产量|65.3万吨|\n|水果产量|12万吨|\n",
    "a drawn frame": _FRAME,
    "a frame of signs": _SIGNS,
    "spaces": "指标        数值\n粮食产量    65.3万吨\n水果产量    12万吨\n",
    "wide spaces": "指标\u3000\u3000数值\n粮食产量\u3000\u300065.3万吨\n水果产量\u3000\u300012万吨\n",
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize(
    "around", [("", ""), ("2023年产量如下：\n\n", "\n以上为快报数。\n")], ids=["alone", "in prose"]
)
def test_a_table_in_text_is_found(text: str, around: tuple[str, str]) -> None:
    whole = around[0] + text + around[1]
    assert drawn(whole) == [TWO_COLUMNS]
    [table] = tables_in(whole)
    assert set(table.span.of(whole).split("\n")) >= {text.split("\n")[0], text.rstrip("\n").split("\n")[-1]}
    assert [(claim.metric, str(claim.quantity.low)) for claim in extract(whole).claims] == [
        ("粮食产量", "653000"),
        ("水果产量", "120000"),
    ]


PROSE = [
    "全年举办培训20场  ，参加500人。\n新增就业5万人  ，增长3%。",
    "\t全年举办培训20场，参加500人。\n\t新增就业5万人，增长3%。",
    "一、\t全年培训20场\n二、\t新增就业5万人\n三、\t募集资金3亿元",
    "　　全年培训20场。\n　　新增就业5万人。\n　　募集资金3亿元。",
    "云澜市统计局　　2023年3月20日",
    "甲方：云澜公司    乙方：青禾公司\n地址：滨河路    电话：010-65550000",
    "培训 20 场 参加 500 人\n就业 5 万人 增长 3%\n资金 3 亿元 增长 2%",
    "或A|B|C\n增长5%|下降3%",
    "第一章  总则\n第二章  组织\n第三章  附则",
    "目录\n一、综合  1\n二、农业  3",
    "姓名\t职务\n张三\t主任\n李四\t科员",
    "# 标题\n- 第一项  5个\n- 第二项  6个",
    "收入\t完成5亿元，增长3%；支出完成6亿元。\n支出\t完成8亿元，增长9%；其中教育1亿元。",
    "",
    "\t\t\n\t\t\n",
    "||||\n||||",
    "|",
    "---|---",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_table(text: str) -> None:
    assert drawn(text) == []


def test_numbers_alone_beside_names_need_three_rows() -> None:
    assert drawn("粮食  65\n水果  12") == []
    assert drawn("粮食  65\n水果  12\n蔬菜  30") == [[["粮食", "65"], ["水果", "12"], ["蔬菜", "30"]]]


def test_blanks_and_short_rows_keep_their_columns() -> None:
    text = "\t2019年\t\t2018年\n项目\t金额\t比重\t金额\n营业收入\t318\t100%\t320\n其他\t24"
    assert drawn(text) == [
        [
            ["", "2019年", "", "2018年"],
            ["项目", "金额", "比重", "金额"],
            ["营业收入", "318", "100%", "320"],
            ["其他", "24", "", ""],
        ]
    ]


def test_an_escaped_bar_is_part_of_its_cell() -> None:
    assert drawn("| 项目 | 数 |\n|---|---|\n| 甲\\|乙 | 5 |\n") == [[["项目", "数"], ["甲\\|乙", "5"]]]


def test_heads_over_all_columns_but_the_first() -> None:
    text = "            2023年   2022年\n粮食产量    65.3     66\n水果产量    12       11.8\n"
    assert drawn(text) == [[["", "2023年", "2022年"], ["粮食产量", "65.3", "66"], ["水果产量", "12", "11.8"]]]


def test_two_tables_with_prose_between() -> None:
    text = "项目\t数\n甲\t1\n乙\t2\n\n以下为支出：\n项目\t数\n丙\t3\n丁\t4\n"
    assert len(drawn(text)) == 2


@pytest.mark.slow
def test_a_long_text_of_lines_with_tabs_takes_time_in_step_with_its_length() -> None:
    assert len(drawn("项目\t数\n" + "甲\t5\n" * 50_000)[0]) == 50_001
    assert drawn("甲  乙\n" * 50_000) == []


def test_the_cells_point_into_the_file_as_it_was_decoded(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes("产量如下：\r\n指标\t数值\r\n粮食\t65.3万吨\r\n水果\t12万吨\r\n".encode("gb18030"))
    source = read(path)
    assert [[span.of(source.raw) for span in row] for row in source.tables[0].rows][1] == ["粮食", "65.3万吨"]


def test_every_form_has_a_reason() -> None:
    assert [style.name for style in TABLE_STYLES] == ["bars", "tabs", "spaces"]
    assert all(style.why for style in TABLE_STYLES)
