"""The title of a report, and the years that titles and texts name."""

from __future__ import annotations

import pytest

from reportmine.text.titles import title_of, title_year_in, year_in

YEARS: list[tuple[str, int | None]] = [
    ("2023年工作回顾", 2023),
    ("回顾2019年和2020年", 2019),
    ("二〇二三年总结", 2023),
    ("二零一九年总结", 2019),
    ("1998年抗洪", 1998),
    ("五年来的工作", None),
    ("12023年", None),
    ("投资2023万元", None),
    ("2199年", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_the_first_year_that_a_text_names(text: str, year: int | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("title", "year"),
    [("市图书馆2023", 2023), ("report_2024", 2024), ("2022—2023学年度报告", 2022), ("捐书2000余册", None)],
)
def test_a_title_names_its_year_with_or_without_the_word(title: str, year: int | None) -> None:
    assert title_year_in(title) == year


TITLES: list[tuple[str, str | None]] = [
    ("\n\n# 2023年工作报告\n一、回顾", "2023年工作报告"),
    ("　　**市图书馆年报**\n接待读者12万人。", "市图书馆年报"),
    ("政府工作报告\n——在大会上\n各位代表", "政府工作报告"),
    ("全年接待读者12万人。\n增长5%。", None),
    ("接待读者，借出图书，举办讲座\n全年共12场。", None),
    ("题" * 61 + "\n正文", None),
    ("", None),
    ("\n \n", None),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_is_a_short_first_line_and_no_sentence(text: str, title: str | None) -> None:
    assert title_of(text) == title


@pytest.mark.xfail(strict=True, reason="years of the last century in words are not read")
def test_a_year_of_the_last_century_in_words() -> None:
    assert year_in("一九九八年工作总结") == 1998


def test_a_salutation_is_no_title() -> None:
    assert title_of("各位代表：\n现在，我代表理事会作报告。") is None
