"""What stands first: only what is sure, known by its name, and worth telling; names that can be known by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportmine import compare, extract
from reportmine.cli.main import reportmine
from reportmine.comparison.findings import Findings, findings_of, is_telling
from reportmine.comparison.full_names import full_name, is_generic
from reportmine.comparison.model import Comparison
from reportmine.output.comparison.findings import finding_lines, findings_title
from reportmine.output.comparison.result import Result
from reportmine.output.registry import COMPARISONS, Style, named
from reportmine.output.terminal.canvas import Screen

OLD = """2022年工作报告
一、2022年工作回顾
一般公共预算收入20亿元。接待读者20万人次。新建书屋30间。注册志愿者8万人。开放阅览室12间。
二、2023年工作计划
新建书屋40间，一般公共预算收入达到22亿元。
"""
NEW = """2023年工作报告
一、2023年工作回顾
一般公共预算收入25亿元，增长25%。接待读者30万人次，增长20%。新建书屋36间。注册志愿者8.4万人。
"""


def comparison(old: str = OLD, new: str = NEW) -> Comparison:
    return compare(extract(old), extract(new))


def found(old: str = OLD, new: str = NEW) -> Findings:
    return findings_of(comparison(old, new))


class TestFindings:
    def test_what_moved_most_comes_first(self) -> None:
        old, new = "财政收入20亿元，点亮路灯1200盏。", "财政收入21亿元，点亮路灯1900盏。"
        moved = found(old, new).moved
        assert [(pair.new.metric, bool(pair.new.indicator)) for pair in moved] == [
            ("点亮路灯", False),
            ("财政收入", True),
        ]

    def test_promises_and_statements_are_counted_and_the_broken_ones_named(self) -> None:
        it = found()
        assert (it.kept, it.judged, [target.target.text for target in it.missed]) == (1, 2, ["40间"])
        assert (it.checked, [audit.stated.text for audit in it.wrong], it.wrong_in_all) == (2, ["20%"], 1)

    def test_what_is_gone_is_named(self) -> None:
        assert ([claim.text for claim in found().gone], found().gone_in_all) == (["12间"], 1)

    def test_a_few_more_say_nothing(self) -> None:
        assert found("分馆2家。读者20万人。", "分馆5家。读者21万人。").moved[0].new.text == "21万人"

    def test_what_grew_twentyfold_was_counted_anew(self) -> None:
        assert not found("注册志愿者2000人。", "注册志愿者40000人。").moved

    def test_a_name_that_names_nothing_is_not_told(self) -> None:
        (pair,) = comparison("全年共投资20亿元。", "全年共投资25亿元。").pairs
        assert is_generic(pair.new) and not is_telling(pair)

    def test_figures_of_two_places_are_not_told(self) -> None:
        pairs = comparison("石汀区新建书屋20间。", "云岭县新建书屋25间。").pairs
        assert not any(map(is_telling, pairs))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("投资3800万元的河堤加固全面完工。", "河堤加固投资"),
        ("校舍修缮投资900万元。", "校舍修缮投资"),
        ("全市投资20亿元。", "投资"),
        ("志愿者8万人。", "志愿者"),
    ],
)
def test_a_name_is_full_as_far_as_its_clause_tells(text: str, name: str) -> None:
    assert full_name(extract(text).claims[0]) == name


class TestLines:
    def test_both_languages_say_the_same_figures(self) -> None:
        english, chinese = (finding_lines(comparison(), language) for language in ("en", "zh"))
        assert len(english) == len(chinese) == 5
        assert "一般公共预算收入 +25% (20亿元 → 25亿元)" in english[1] and "接待读者 +50%" in chinese[1]
        assert (
            english[2]
            == "Promises kept: 1 of 2 that can be judged. Missed: 1, such as 新建书屋 (planned 40间, reached 36间)."
        )
        assert chinese[3] == "复算了 2 处增减，1 处不符，如 接待读者，报告说 +20%，算得 +50%。"
        assert findings_title("zh") == "要点"

    def test_reports_with_nothing_in_common_have_none(self) -> None:
        assert finding_lines(comparison("粉丝20万。", "加油。")) == []

    @pytest.mark.parametrize("name", ["table", "markdown", "html"])
    def test_they_stand_before_all_tables(self, name: str) -> None:
        shown = named(name, COMPARISONS).render(Result(comparison()), Style(screen=Screen(80), language="en"))
        text = shown.decode() if isinstance(shown, bytes) else shown
        tables = 'id="pairs' if name == "html" else "What changed"
        assert 0 < text.index("At a glance") < text.index("Promises kept") < text.index(tables)

    def test_they_are_left_out_where_a_section_was_asked_for(self) -> None:
        assert "At a glance" not in str(named("table", COMPARISONS).render(Result(comparison(), ["pairs"])))

    def test_report_text_is_no_markup(self) -> None:
        old, new = "“<b>甲”项目资金20亿元。", "“<b>甲”项目资金25亿元。"
        page = named("html", COMPARISONS).render(Result(comparison(old, new)))
        assert "<b>甲" not in (page.decode() if isinstance(page, bytes) else page)


def test_the_command_begins_with_the_answer(tmp_path: Path) -> None:
    reports = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(reports, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    asked = ["compare", *map(str, reports)]
    said = CliRunner().invoke(reportmine, asked).stdout
    assert said.index("At a glance") < said.index("What changed")
    pairs = json.loads(CliRunner().invoke(reportmine, [*asked, "--format", "json"]).stdout)["pairs"]
    assert all(0 <= pair["confidence"] <= 1 for pair in pairs)


def test_what_was_before_the_year_of_the_report_is_not_missed() -> None:
    old = extract("2022年工作报告\n2022年资助学生1200名。人均资助标准由2021年的1700元提高到1881元。捐赠图书9600册。")
    new = extract("2023年工作报告\n2023年资助学生1300名。人均资助标准1865元。")
    gone = findings_of(compare(old, new)).gone
    assert [claim.text for claim in gone] == ["9600册"]
