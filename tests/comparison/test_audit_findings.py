"""What audits call wrong, what they list as worth a look, and what they leave alone: one kind of report a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportmine import audit, compare, extract
from reportmine.cli.main import reportmine
from reportmine.comparison.model import Audit
from reportmine.output.comparison.result import Result
from reportmine.output.registry import COMPARISONS, PLAIN, Format, named

KEY_FIGURES = """2023年年度报告

单位：元

| 项目 | 2023年 | 2022年 | 本年比上年增减 |
| --- | --- | --- | --- |
"""
SHARES = """2023年年度报告

单位：元

| 产品 | 2023年 | 2023年占比 | 2022年 | 2022年占比 | 同比增减 |
| --- | --- | --- | --- | --- | --- |
"""
MOVEMENTS = """2023年年度报告

单位：元

| 项目 | 期初余额 | 本期增加 | 本期减少 | 期末余额 |
| --- | --- | --- | --- | --- |
"""


def findings(text: str) -> list[str]:
    return [found.finding for found in audit(extract(text))]


def one(text: str) -> Audit:
    (found,) = audit(extract("2023年工作报告\n" + text))
    return found


class TestRowsOfTables:
    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            ("| 灯具销售收入 | 96,000.00 | 100,000.00 | -4.00% |", ["consistent"]),  # a fall printed with its minus
            ("| 灯具销售收入 | 96,000.00 | 100,000.00 | 4.00% |", ["wrong"]),
            ("| 灯具销售收入 | 96,000.00 | 100,000.00 | -9.00% |", ["wrong"]),
            ("| 净资产收益率 | 7.77% | 9.06% | -1.29% |", ["consistent"]),  # points, printed as per cent
            ("| 净资产收益率 | 7.77% | 9.06% | -14.24% |", ["consistent"]),  # per cent of it: rare, but right
            ("| 净资产收益率 | 7.77% | 9.06% | -5.29% |", ["wrong"]),
            ("| 城镇化率 | 64.2% | 63.0% | 1.2个百分点 |", ["consistent"]),
            ("| 城镇化率 | 64.2% | 63.0% | 2.2个百分点 |", ["wrong"]),
            ("| 营业利润 | 50,000.00 | -100,000.00 | 150.00% |", ["consistent"]),  # from a loss
            ("| 营业利润 | 50,000.00 | -100,000.00 | 33.00% |", ["look"]),
        ],
    )
    def test_a_row_holds_last_years_figure_itself(self, row: str, expected: list[str]) -> None:
        assert findings(KEY_FIGURES + row + "\n") == expected

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            ("| 路灯 | 8,000.00 | 20.00% | 5,000.00 | 10.00% | 60.00% |", ["consistent"]),
            ("| 路灯 | 8,000.00 | 20.00% | 5,000.00 | 10.00% | 10.00% |", ["consistent"]),  # points of the share
            ("| 路灯 | 8,000.00 | 20.00% | 5,000.00 | 10.00% | 35.00% |", ["look"]),  # either may be meant
        ],
    )
    def test_amounts_and_shares_in_one_row(self, row: str, expected: list[str]) -> None:
        assert findings(SHARES + row + "\n") == expected

    def test_a_share_without_a_year_is_seen_too(self) -> None:
        heads = SHARES.replace("2023年占比", "占比").replace("2022年占比", "占比")
        assert findings(heads + "| 路灯 | 8,000.00 | 20.00% | 5,000.00 | 10.00% | 10.00% |\n") == ["look"]

    def test_a_column_of_points_is_checked_as_points(self) -> None:
        heads = SHARES.replace("同比增减", "比重增减")
        assert findings(heads + "| 路灯 | 8,000.00 | 20.00% | 5,000.00 | 10.00% | 10.00% |\n") == ["consistent"]
        assert findings(heads + "| 路灯 | 8,000.00 | 20.00% | 5,000.00 | 10.00% | 60.00% |\n") == ["wrong"]

    def test_the_month_before_is_not_the_year_before(self) -> None:
        heads = (
            "2023年6月月报\n\n单位：万元\n\n| 项目 | 2023年6月 | 2022年6月 | 环比增减 |\n| --- | --- | --- | --- |\n"
        )
        assert "wrong" not in findings(heads + "| 灯具销售收入 | 960.00 | 1,000.00 | 3.00% |\n")

    @pytest.mark.parametrize("decrease", ["7,000.00", "7,500.00"])
    def test_one_movement_of_several_is_not_the_whole_change(self, decrease: str) -> None:
        assert findings(MOVEMENTS + f"| 备用金 | 3,000.00 | 9,000.00 | {decrease} | 5,000.00 |\n") == []

    def test_the_row_goes_before_another_table_of_the_same_name(self) -> None:
        """The parent company's statement has the same row with other figures."""
        company = "\n母公司利润表\n\n单位：元\n\n| 项目 | 2023年 | 2022年 |\n| --- | --- | --- |\n"
        text = KEY_FIGURES + "| 灯具销售收入 | 96,000.00 | 100,000.00 | -4.00% |\n" + company
        assert findings(text + "| 灯具销售收入 | 70,000.00 | 60,000.00 |\n") == ["consistent"]


class TestProse:
    def test_the_sentence_before_names_the_year(self) -> None:
        assert one("2022年，灯具总产值20.0亿元。2023年，灯具总产值25.0亿元，增长25%。").finding == "consistent"
        assert one("2022年，灯具总产值20.0亿元。2023年，灯具总产值25.0亿元，增长45%。").finding == "wrong"

    def test_a_figure_from_elsewhere_is_no_proof(self) -> None:
        text = "2022年，灯具总产值20.0亿元。\n\n我们迎难而上。\n\n2023年，灯具总产值25.0亿元，增长{}%。"
        assert one(text.format(25)).finding == "consistent"
        found = one(text.format(45))
        assert (found.finding, found.consistent) == ("look", None)
        assert "stands elsewhere" in str(found.reason)

    def test_what_it_is_measured_against_is_not_what_has_grown(self) -> None:
        text = "2023年，托管资金规模75.00亿元，较2022年的托管资金规模150.00亿元减少{}%。"
        assert one(text.format("50.00")).finding == "consistent"
        assert one(text.format("30.00")).finding == "wrong"

    @pytest.mark.parametrize(
        ("text", "finding"),
        [
            ("藏书由2021年的10.00万册增加到2023年的12.10万册，年均增长10.0%。", "consistent"),
            ("藏书由2021年的10.00万册增加到2023年的12.10万册，年均增长15.0%。", "look"),
            ("藏书由10.00万册增加到30.00万册，增长3倍。", "look"),  # 3 times as much
            ("藏书由10.00万册增加到30.00万册，增长5倍。", "wrong"),
            ("藏书由10.00万册增加到12.00万册，增长约30%。", "look"),
            ("藏书由10.00万册增加到12.00万册，增长20.20%。", "look"),  # cut off instead of rounded
        ],
    )
    def test_from_and_to(self, text: str, finding: str) -> None:
        assert one(text).finding == finding

    @pytest.mark.parametrize(
        "words",
        ["按可比价格计算增长9%", "增长9%（按可比口径计算）", "按不变价格计算，增长9%", "剔除一次性因素后增长9%"],
    )
    def test_another_basis_cannot_be_judged(self, words: str) -> None:
        found = compare(
            extract("2022年报告\n灯具销售收入100.0万元。"), extract(f"2023年报告\n灯具销售收入120.0万元，{words}。")
        )
        assert [audit.finding for audit in found.audits] == ["not comparable"]


class TestSums:
    @pytest.mark.parametrize(
        ("text", "finding"),
        [
            # A bracket parts one of the parts again.
            ("全市有幼儿园56所，其中公办25所，民办31所（其中普惠园29所，早教中心2所）。", "consistent"),
            # What stands in closed brackets is no whole.
            ("全市收到申请36件（其中石汀区20件、云岭县16件），其中个人申请33件，单位申请3件。", "consistent"),
            # Teachers have a title and a degree.
            ("学院有教师72人，其中教授25人、副教授33人，博士24人、硕士43人。", "look"),
            ("举办活动20场，其中文艺活动8场、体育活动15场。", "wrong"),
            ("实施项目20个，其中新建项目12个、工业项目15个。", "look"),
            ("培训学员100人，其中男60人、女50人。", "wrong"),
        ],
    )
    def test_parts(self, text: str, finding: str) -> None:
        assert finding in findings("2023年工作报告\n" + text)
        assert set(findings("2023年工作报告\n" + text)) <= {finding, "consistent"}

    def test_what_follows_the_bracket_is_no_part(self) -> None:
        text = "拥有领军人才31人（其中院士5人、学者6人等），省级人才22人，各类人才67人。"
        assert findings(text) == []


class TestGivenTwice:
    @pytest.mark.parametrize(
        "text",
        [
            "拥有专利62项，其中实用新型专利43项。\n\n获得专利7项，其中实用新型专利3项。",
            "2023年7月，增资后实收资本额为500万元。\n\n2023年9月，增资后实收资本额为700万元。",
            "推广节能灯，直接拉动消费额30亿元。\n\n推广小汽车，直接拉动消费额508亿元。",
            "微生物蛋白生产线（建成）1200吨。\n\n微生物蛋白生产线（在建）20000吨。",
        ],
    )
    def test_two_things_of_one_name(self, text: str) -> None:
        assert findings("2023年工作报告\n" + text) == []

    def test_more_is_said_in_one_place(self) -> None:
        text = "接待持证残疾读者3200人次。\n\n全年接待持证残疾读者3500人次，好评如潮。"
        assert findings("2023年工作报告\n" + text) == ["look"]


class TestTwoBodies:
    def test_group_and_company(self) -> None:
        found = compare(
            extract("2022年报告\n本集团灯具销售收入100.0万元。"),
            extract("2023年报告\n本公司灯具销售收入90.0万元，同比增长20%。"),
        )
        assert "wrong" not in {audit.finding for audit in found.audits}


LOOK = "2023年工作报告\n藏书由10.00万册增加到12.00万册，增长约30%。"


class TestWorthALook:
    def test_it_does_not_trip_strict(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(LOOK, encoding="utf-8")
        done = CliRunner().invoke(reportmine, ["audit", str(path), "--strict"])
        assert done.exit_code == 0 and "1 checked, 0 wrong, 1 worth a look" in done.stdout

    @pytest.mark.parametrize("form", COMPARISONS, ids=lambda form: form.name)
    def test_no_format_calls_it_wrong(self, form: Format[Result]) -> None:
        report = extract(LOOK)
        written = form.render(Result([(report, audit(report))]), PLAIN)
        assert written
        if isinstance(written, str):
            assert "✗" not in written and ">不符<" not in written and ",wrong," not in written

    def test_json_says_which(self) -> None:
        report = extract(LOOK)
        document = json.loads(named("json", COMPARISONS).render(Result([(report, audit(report))]), PLAIN))
        (found,) = document["reports"][0]["audits"]
        assert (found["finding"], found["consistent"]) == ("look", None)
