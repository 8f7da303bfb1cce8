"""What holds for any text at all: spans lead back, nothing vanishes, nothing raises, every style is read alike."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from fuzzing.properties import accounted_for
from fuzzing.texts import any_text, composed, figures
from reportmine import extract, find_quantities, read, survey
from reportmine.model import Source
from reportmine.text.cleaning import clean

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
# Real reports, which a clone may lack.
DEV = sorted((ROOT.parent / "shared" / "gold" / "dev").glob("*.txt"))
REPORTS = [pytest.param(path, id=path.stem) for path in SAMPLES + DEV]

modest = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@functools.cache
def source(path: Path) -> Source:
    """The report without its tables: what holds for those is in tests/extraction/test_tables.py."""
    return replace(read(path), tables=())


@pytest.mark.parametrize("path", REPORTS)
def test_reports_quote_their_raw_text_and_lose_no_number(path: Path) -> None:
    report = extract(source(path))
    assert report.claims and report.rejected
    accounted_for(report)


@pytest.mark.parametrize("path", REPORTS)
def test_both_segmenters_give_the_same_claims(path: Path) -> None:
    pytest.importorskip("rjieba")
    fast, reference = (extract(source(path), segmenter=name) for name in ("rjieba", "jieba"))
    assert (fast.segmenter, reference.segmenter) == ("rjieba", "jieba")
    differing = [pair for pair in zip(fast.claims, reference.claims, strict=True) if pair[0] != pair[1]]
    assert differing == []
    assert fast.rejected == reference.rejected


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 8


@modest
@given(st.one_of(any_text, composed, figures))
@example("")
@example("5")
@example("\n\n")
@example("每千人口3.2人，三分之")
@example("“" * 30)
@pytest.mark.slow
def test_any_text_is_mined_without_an_exception(text: str) -> None:
    report = extract(Source(text))
    assert report.source.raw == text
    accounted_for(report)


VAGUE = [
    *("数一数二", "总数三千二百人", "来了几俩", "共几拾元", "几十几百", "零几年", "第几", "百分之", "三分之零"),
    *("耗资数十余万元", "共几十多万人", "约数百几万元"),
]


@pytest.mark.parametrize("text", VAGUE)
def test_words_of_approximation_raise_nothing_anywhere(text: str) -> None:
    accounted_for(extract(text))


def test_a_lone_surrogate_in_traditional_text() -> None:
    accounted_for(extract("館藏5億冊\ud800"))


@modest
@given(st.one_of(any_text, composed, figures))
@pytest.mark.slow
def test_a_survey_sees_what_extraction_sees(text: str) -> None:
    report = extract(Source(text))
    seen = [(quantity.span, rejected is None) for quantity, rejected in survey(text)]
    kept = [(claim.span, True) for claim in report.claims]
    assert seen == sorted(kept + [(one.span, False) for one in report.rejected])


# Writing numbers and reading them back


SMALL = ("零一二三四五六七八九", ("", "十", "百", "千"))
FINANCIAL = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
Script = tuple[str, tuple[str, str, str, str]]


def in_words(number: int, script: Script) -> str:
    """A whole number in Chinese: sections of four digits, 万 and 亿 between, 零 for a gap."""
    for power, name in ((10**8, "亿"), (10**4, "万")):
        if number >= power:
            high, low = divmod(number, power)
            gap = script[0][0] if 0 < low < power // 10 else ""
            return in_words(high, script) + name + gap + (in_words(low, script) if low else "")
    digits, tens = script
    written = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            skipped = written and number // 10 ** (place + 1) % 10 == 0
            written += (digits[0] if skipped else "") + digits[digit] + tens[place]
    return written or digits[0]


def colloquial(number: int) -> str:
    """十二, not 一十二, where a number begins with ten."""
    written = in_words(number, SMALL)
    return written[1:] if written.startswith("一十") else written


def mixed(number: int) -> str:
    """3亿4500万6789."""
    for power, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if number >= power:
            high, low = divmod(number, power)
            return f"{high}{name}" + (mixed(low) if low >= power // 10 else f"零{low}" if low else "")
    return str(number)


def full_width(written: str) -> str:
    return written.translate({ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789.,%"})


def plain(number: Decimal) -> str:
    return f"{number:f}"


def of_power(number: Decimal, power: int) -> str:
    return plain(number.scaleb(-power))


WHOLE: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "separators": lambda number: f"{number:,}",
    "small": lambda number: in_words(number, SMALL),
    "colloquial": colloquial,
    "financial": lambda number: in_words(number, FINANCIAL),
    "mixed": mixed,
    "full width": lambda number: full_width(str(number)),
    "full width with separators": lambda number: full_width(f"{number:,}"),
    "of 万": lambda number: of_power(Decimal(number), 4) + "万",
    "of 亿": lambda number: of_power(Decimal(number), 8) + "亿",
    "of 万亿": lambda number: of_power(Decimal(number), 12) + "万亿",
    "parted by spaces": lambda number: f"{number:,}".replace(",", " "),
    "digits set apart": lambda number: " ".join(str(number)),
    "zero width": lambda number: "\u200b".join(str(number)),
}
DECIMAL: dict[str, Callable[[Decimal], str]] = {
    "arabic": plain,
    "separators": lambda number: f"{number:,f}",
    "full width": lambda number: full_width(plain(number)),
    "of 万": lambda number: plain(number) + "万",
    "words": lambda number: spoken(number),
    "words of 亿": lambda number: spoken(number) + "亿",
}


def spoken(number: Decimal) -> str:
    whole, _, places = plain(number).partition(".")
    return in_words(int(whole), SMALL) + "点" + "".join(SMALL[0][int(digit)] for digit in places)


# 肆, 伍 and 陆 alone are words as often: 放肆, 队伍, 大陆.
SHY = ("肆", "伍", "陆")


def assert_reads_back(written: str, number: Decimal) -> None:
    text = f"本期合计为{written}元，较为平稳。"
    [quantity] = find_quantities(text)
    assert quantity.span.of(text) == written + "元"
    assert (quantity.low, quantity.high, quantity.qualifier) == (number, None, "exact")


# Of every length alike, and round ones, in which the gaps of Chinese numerals are.
lengths = st.integers(0, 16).flatmap(lambda length: st.integers(0, 10**length))
round_ones = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(0, 9999), st.integers(0, 12))
wholes = st.one_of(lengths, round_ones)
decimals = st.builds(
    lambda whole, places, count: Decimal(whole) + Decimal(places % 10**count).scaleb(-count),
    lengths,
    st.integers(0, 10**6),
    st.integers(1, 6),
)


@pytest.mark.parametrize("style", WHOLE)
@modest
@given(number=wholes)
@example(number=0)
@example(number=10)
@example(number=1001)
@example(number=10**8 + 5)
@example(number=10**16)
def test_a_whole_number_reads_back_from_every_style(style: str, number: int) -> None:
    written = WHOLE[style](number)
    assume(written not in SHY)
    assert_reads_back(written, Decimal(number))


@pytest.mark.parametrize("style", DECIMAL)
@modest
@given(number=decimals)
def test_a_decimal_reads_back_from_every_style(style: str, number: Decimal) -> None:
    power = {"of 万": 4, "words of 亿": 8}.get(style, 0)
    assert_reads_back(DECIMAL[style](number), number.scaleb(power))


# The same text in another script, at another width, in other surroundings

_convert = opencc.OpenCC("s2t").convert


def traditional(text: str) -> str:
    """Character for character, so that places stay the same."""
    converted: str = _convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(one if len(one := _convert(char)) == 1 else char for char in text)


def seen_in(text: str, shift: int = 0) -> list[Any]:
    """All that is told of each quantity, with its place in the raw text."""
    return [
        (*(at - shift for at in q.span), q.low, q.high, q.unit, q.qualifier, q.form, no and no.rule)
        for q, no in survey(text)
    ]


sentences = figures.filter(lambda text: not any(char in text for char in "學億館圖"))
# Line ends among them, also those of block tags, and tabs would tell of a layout, which the whole text has.
single_lines = sentences.filter(lambda text: not set("\n\t<") & set(text))


@modest
@given(sentences)
@pytest.mark.slow
def test_traditional_text_gives_the_same_quantities(text: str) -> None:
    assert seen_in("本館。" + traditional(text)) == seen_in("本馆。" + text)


@modest
@given(sentences)
@pytest.mark.slow
def test_full_width_digits_give_the_same_quantities(text: str) -> None:
    digits_only = text.translate({ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789%"})
    assert seen_in(digits_only) == seen_in(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_traditional_report_gives_the_same_quantities(path: Path) -> None:
    text = clean(source(path).raw).text
    assert seen_in(traditional(text)) == seen_in(text)


@modest
@given(single_lines, st.sampled_from(["会议指出。", "各位代表：\n"]), st.sampled_from(["。会议结束", "\n谢谢大家"]))
@pytest.mark.slow
def test_surroundings_change_no_value(text: str, before: str, after: str) -> None:
    alone = [row[:5] for row in seen_in(text)]
    assert [row[:5] for row in seen_in(before + text + after, len(before))] == alone
