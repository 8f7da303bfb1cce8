"""The years that claims and reports are of (comparison/years.py)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportmine import extract
from reportmine.comparison.years import (
    covered_year,
    is_against_year_before,
    is_year_after,
    is_year_before,
    last_year_of,
    told_years,
    year_of,
    years_in_name,
)
from reportmine.model import Claim, Report, Source


def claim(period: str | None, baseline: str | None = None) -> Claim:
    return extract("产值增长5%。").claims[0]._replace(period=period, baseline=baseline)


@pytest.mark.parametrize(
    ("period", "year", "last"),
    [
        ("2022", 2022, 2022),
        ("2022-H1", 2022, 2022),
        ("2022-06", 2022, 2022),
        ("2019/2022", None, 2022),
        ("第三季度", None, None),
        (None, None, None),
    ],
)
def test_the_year_of_a_claim_and_the_last_of_its_span(period: str | None, year: int | None, last: int | None) -> None:
    assert (year_of(claim(period)), last_year_of(claim(period))) == (year, last)


@pytest.mark.parametrize(
    ("old", "new", "is_before"),
    [
        ("2022", "2023", True),
        ("2022-H1", "2023-H1", True),
        ("2022-H1", "2023-H2", False),
        ("2022-H1", "2023", False),
        ("2022", "2022", False),
        ("2022", "2024", False),
        ("2023", "2022", False),
        ("2021/2022", "2022/2023", False),
        ("2022", None, False),
        (None, "2023", False),
        (None, None, False),
    ],
)
def test_the_same_part_of_the_year_before(old: str | None, new: str | None, is_before: bool) -> None:
    assert is_year_before(claim(old), claim(new)) is is_before


@pytest.mark.parametrize(
    ("period", "baseline", "is_against"),
    [
        ("2023", None, True),
        (None, None, True),
        ("2021/2023", None, False),
        ("2023", "上年", True),
        ("2023-H1", "上年同期", True),
        (None, "去年", True),
        ("2021/2023", "上年", False),
        ("2023", "上期", True),
        ("2023-06", "上期", False),
        ("2021/2023", "上期", False),
        (None, "上期", False),
        ("2023", "2022年", True),
        ("2023-Q1", "2022年同期", True),
        ("2023", "2021年", False),
        ("2023", "2023年", False),
        ("2023", "2024年", False),
        (None, "2022年", False),
        ("2023", "全省平均", False),
    ],
)
def test_a_change_against_the_year_before(period: str | None, baseline: str | None, is_against: bool) -> None:
    assert is_against_year_before(claim(period, baseline)) is is_against


def of_year(year: int | None, text: str = "") -> Report:
    return replace(extract(text), year=year)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("2022年培训20场，2023年培训30场，接待5万人。", 2023),
        ("2022年培训20场，接待5万人，2023年培训30场。", 2022),
        ("2022年培训20场。到2030年，计划培训30场，计划接待5万人。", 2022),
        ("2021—2023年培训20场，接待5万人。2022年培训3场。", 2022),
        ("我们满怀信心。", 2031),
    ],
)
def test_a_report_covers_the_year_that_most_of_its_figures_are_of(text: str, covered: int) -> None:
    assert covered_year(of_year(2031, text)) == covered


TRAINED_2022, TRAINED_2023 = "2022年培训20场。", "2023年培训30场。"


@pytest.mark.parametrize(
    ("old", "new", "is_after"),
    [
        (of_year(2022), of_year(2023), True),
        (of_year(2022), of_year(2024), False),
        (of_year(2023), of_year(2022), False),
        (of_year(2023), of_year(2023), False),
        (of_year(2023, TRAINED_2022), of_year(2023, TRAINED_2023), True),
        (of_year(2022, TRAINED_2023), of_year(2023, TRAINED_2023), True),
        (of_year(2020, TRAINED_2022), of_year(2023, TRAINED_2022), False),
        (of_year(None), of_year(2023), True),
        (of_year(2022), of_year(None), True),
        (of_year(None), of_year(None), True),
    ],
)
def test_a_report_of_the_year_after(old: Report, new: Report, is_after: bool) -> None:
    assert is_year_after(new, old) is is_after


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # The title says which report it is: no other year may be meant.
        ("云屏市图书馆2023年工作总结\n一、馆藏", {2023}),
        ("2023年度工作报告\n（2024年3月8日理事会审议通过）\n举办培训20场。", {2023, 2024}),
        # Given early in a year, of the year before.
        ("政府工作报告\n——2024年1月16日在云屏市第八届人民代表大会第三次会议上\n各位代表：\n", {2023, 2024}),
        # Nothing but the sentences tell the year: the report may be named after the one in which it was written.
        ("2023年，全市接待游客20万人次。", {2023, 2024}),
        ("工作总结\n截至2023年底，有会员300人。", {2023, 2024}),
        # The heading of a part of the report is no title.
        ("一、2023年工作回顾\n举办培训20场。\n二、2024年工作安排\n举办培训30场。", {2023, 2024}),
        ("一、2023年工作回顾\n举办培训20场。", {2023, 2024}),
        # A date alone, or far down in the text, tells nothing.
        ("接待读者8万人次，2024年3月8日举办培训。", set()),
        ("云屏市图书馆2023年工作总结\n" + "我们坚持服务读者。" * 50 + "2025年6月将搬迁。", {2023}),
        ("我们满怀信心。", set()),
    ],
)
def test_the_years_that_title_and_text_tell(text: str, years: set[int]) -> None:
    assert told_years(extract(text)) == years


def test_a_report_put_together_by_hand_tells_the_year_of_its_title() -> None:
    assert told_years(Report(Source("", None), "2023年工作总结", None, "")) == {2023}


@pytest.mark.parametrize(
    ("path", "years"),
    [
        ("云屏市2023年报.txt", {2023}),
        ("县2022-2023年报.txt", {2022, 2023}),
        ("2019/library.txt", set()),
        (None, set()),
    ],
)
def test_the_years_in_the_name_of_a_file(path: str | None, years: set[int]) -> None:
    assert years_in_name(Report(Source("", path), None, None, "")) == years
