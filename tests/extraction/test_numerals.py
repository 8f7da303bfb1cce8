"""What numerals are worth, and where they begin and end, before units are known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportmine import find_quantities
from reportmine.extraction.quantities.numerals import (
    LONGEST,
    LONGEST_SPOKEN,
    Numeral,
    next_start,
    read_numeral,
    value_of,
)
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.lexicon.lexicon import PRODUCT

WORTH = [
    # Arabic
    ("0", "0"),
    ("007", "7"),
    ("1,234", "1234"),
    ("1,234,567", "1234567"),
    ("3.14", "3.14"),
    ("1,100.90", "1100.90"),
    (".5", "0.5"),
    ("1e5", "100000"),
    ("1.5e-3", "0.0015"),
    ("1e5亿", "10000000000000"),
    ("12345678901234567890", "12345678901234567890"),
    # Chinese, small
    ("零", "0"),
    ("〇", "0"),
    ("两", "2"),
    ("十", "10"),
    ("十二", "12"),
    ("二十", "20"),
    ("廿五", "25"),
    ("卅", "30"),
    ("两百零五", "205"),
    ("一百五", "150"),
    ("一百一十一", "111"),
    ("一千零一十", "1010"),
    ("三千二", "3200"),
    ("一万三", "13000"),
    ("一万三千", "13000"),
    ("一万零一百", "10100"),
    ("十七万三千", "173000"),
    ("十万零五", "100005"),
    ("一亿二", "120000000"),
    ("一亿零五万", "100050000"),
    ("三千万亿", "3000000000000000"),
    ("一亿亿", "10000000000000000"),
    ("万亿", "1000000000000"),
    ("四十九兆九千五百九十二亿", "49959200000000"),
    # financial
    ("壹佰贰拾", "120"),
    ("叁仟零伍", "3005"),
    ("捌拾玖万柒仟", "897000"),
    # positional
    ("二〇二三", "2023"),
    ("一九四九", "1949"),
    ("一二三", "123"),
    # with a point
    ("五点二", "5.2"),
    ("零点零五", "0.05"),
    ("十二点三四", "12.34"),
    ("三点五亿", "350000000"),
    # mixed
    ("3万", "30000"),
    ("0万", "0"),
    ("0.00万", "0"),
    ("3万5", "35000"),
    ("3万零500", "30500"),
    ("5万4千6百", "54600"),
    ("3亿4500万", "345000000"),
    ("1.2万亿", "1200000000000"),
    ("4兆8530亿", "4853000000000"),
    ("3千万", "30000000"),
]


@pytest.mark.parametrize(("run", "worth"), WORTH)
def test_a_numeral_is_worth(run: str, worth: str) -> None:
    assert value_of(run) == Decimal(worth)


@pytest.mark.parametrize("run", ["一一", "五五", "十百", "五点"])
def test_what_is_no_number_is_worth_nothing(run: str) -> None:
    assert value_of(run) is None


def test_a_number_keeps_all_of_its_digits() -> None:
    digits = "7" * LONGEST
    assert value_of(digits) == Decimal(digits)
    decimals = "0." + "3" * (LONGEST - 1)
    assert value_of(decimals) == Decimal(decimals)


# As (text, what is read at its beginning, low, high, word of approximation).
READ = [
    ("1,100.9亿", "1,100.9亿", "110090000000", None, ""),
    ("1,10", "1", "1", None, ""),
    ("12,345,67", "12,345", "12345", None, ""),
    ("1.2.3", "1", "1", None, ""),
    ("2023年", "2023", "2023", None, ""),
    ("1e5人", "1e5", "100000", None, ""),
    ("1e5x", "1", "1", None, ""),
    ("3千瓦", "3", "3", None, ""),
    ("5兆帕", "5", "5", None, ""),
    ("三千米", "三千", "3000", None, ""),
    ("3万5千人", "3万5千", "35000", None, ""),
    ("1万2345人", "1万2345", "12345", None, ""),
    ("一点五倍", "一点五", "1.5", None, ""),
    ("一点钟", "一", "1", None, ""),
    ("10余万册", "10余万", "100000", None, "余"),
    ("三万多元", "三万多", "30000", None, "多"),
    ("二十来个", "二十来", "20", None, "来"),
    ("十几人", "十几", "10", None, "几"),
    ("几十万", "几十万", "100000", None, "几"),
    ("数百", "数百", "100", None, "数"),
    ("20余下", "20", "20", None, ""),
    ("3多样", "3", "3", None, ""),
    ("100来自", "100", "100", None, ""),
    ("三四百人", "三四百", "300", "400", ""),
    ("十七八岁", "十七八", "17", "18", ""),
    ("七八公斤", "七八", "7", "8", ""),
    ("三五家", "三五", "3", "5", ""),
    ("两三个", "两三", "2", "3", ""),
    ("二三十户", "二三十", "20", "30", ""),
    ("九十户", "九十", "90", None, ""),
]


@pytest.mark.parametrize(("text", "run", "low", "high", "inside"), READ)
def test_a_numeral_ends_where_it_ends(text: str, run: str, low: str, high: str | None, inside: str) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert text[numeral.start : numeral.end] == run
    assert (numeral.low, numeral.high, numeral.inside) == (Decimal(low), high and Decimal(high), inside)


@pytest.mark.parametrize(("text", "at"), [("队伍", 1), ("大陆", 1), ("收拾", 1), ("放肆", 1), ("增长", 0)])
def test_where_no_numeral_begins_none_is_read(text: str, at: int) -> None:
    assert read_numeral(text, at) is None


def test_a_shy_character_is_a_numeral_where_one_has_to_stand() -> None:
    assert read_numeral("伍", 0) is None
    numeral = read_numeral("伍", 0, sure=True)
    assert numeral is not None and numeral.low == 5


@pytest.mark.parametrize("run", ["数一", "数三千", "几俩", "几伍", "数", "几"])
def test_a_word_of_approximation_before_no_round_number_is_none(run: str) -> None:
    assert read_numeral(run, 0) is None


@pytest.mark.parametrize(
    ("text", "start"), [("共12个", 1), ("新增.5", 2), ("半数", 0), ("首家", 0), ("没有", -1), ("", -1), ("12.", 0)]
)
def test_the_next_numeral_is_found(text: str, start: int) -> None:
    assert next_start(text, 0) == start


def test_a_numeral_tells_whether_it_is_arabic_and_holds_a_power() -> None:
    found = [read_numeral(text, 0) for text in ("12", "12万", "十二", "七", "二〇二三")]
    assert [(one.arabic, one.power) for one in found if one] == [
        (True, False),
        (True, True),
        (False, True),
        (False, False),
        (False, False),
    ]


@pytest.mark.parametrize("written", ["參拾萬元", "参拾万元", "參仟伍佰元"])
def test_the_three_of_taiwan_in_sums_of_money(written: str) -> None:
    [quantity] = find_quantities(f"捐款新臺幣{written}整")
    assert quantity.span == (5, 5 + len(written))


@pytest.mark.parametrize("run", ["二十二十", "一百二百", "廿廿", "三廿", "5千3千"])
def test_two_numerals_in_a_row_are_not_one(run: str) -> None:
    assert value_of(run) is None


# The text, where the numeral ends, its two ends, what stands inside, whether it has a power of ten, and Arabic digits.
WHOLE = [
    ("三四百人", 3, "300", "400", "", True, False),
    ("十七八个", 3, "17", "18", "", True, False),
    ("两三家", 2, "2", "3", "", False, False),
    ("三五家", 2, "3", "5", "", False, False),
    ("十二五规划", 3, "2", None, "", False, False),
    ("十三五个", 3, "13", "15", "", True, False),
    ("九九重阳", 1, "9", None, "", False, False),
    ("数百人", 2, "100", None, "数", True, False),
    ("几十人", 2, "10", None, "几", True, False),
    ("三点四五亿斤", 5, "3.45E+8", None, "", True, False),
    ("两万两白银", 2, "20000", None, "", True, False),
    ("三千两百元", 4, "3200", None, "", True, False),
    ("1.5万元", 4, "15000", None, "", True, True),
    ("1万2千元", 4, "12000", None, "", True, True),
    ("2.3.1节", 1, "2", None, "", False, True),
    ("1e5个", 3, "1E+5", None, "", False, True),
    ("二〇二三年", 4, "2023", None, "", False, False),
]


@pytest.mark.parametrize(("text", "end", "low", "high", "inside", "power", "arabic"), WHOLE)
def test_all_that_is_known_of_a_numeral(
    text: str, end: int, low: str, high: str | None, inside: str, power: bool, arabic: bool
) -> None:
    """Read from within a text as from its beginning."""
    for before in ("", "共有"):
        found = read_numeral(before + text, len(before))
        assert found is not None
        assert (found.start, found.end) == (len(before), len(before) + end)
        assert (found.low, found.high) == (Decimal(low), Decimal(high) if high else None)
        assert (found.inside, found.power, found.arabic) == (inside, power, arabic)


# The digits, and what counts them, of everyday numerals and of those on cheques.
EVERYDAY, FINANCIAL = ("零一二三四五六七八九", "亿万千百十"), ("零壹贰叁肆伍陆柒捌玖", "亿万仟佰拾")
SIZES = (10**8, 10**4, 1000, 100, 10)


def spoken(number: int, digits: str, powers: str) -> str:
    """By the rule of schools: 12030 is 一万二千零三十, one 零 for any gap."""
    for power, size in zip(powers, SIZES, strict=True):
        if number >= size:
            head, rest = divmod(number, size)
            gap = digits[0] if 0 < rest < size // 10 else ""
            return spoken(head, digits, powers) + power + gap + (spoken(rest, digits, powers) if rest else "")
    return digits[number]


def read(text: str, sure: bool = False) -> Numeral:
    """The numeral that begins a text, which has to be there."""
    numeral = read_numeral(text, 0, sure)
    assert numeral is not None, text
    return numeral


SPOKEN = {
    10: "一十",
    105: "一百零五",
    12030: "一万二千零三十",
    20_0005: "二十万零五",
    3005_0000_0200: "三千零五亿零二百",
    1_2000_0000_0000: "一万二千亿",
}


def test_the_numbers_of_these_tests_are_spoken_so() -> None:
    assert {number: spoken(number, *EVERYDAY) for number in SPOKEN} == SPOKEN


@given(st.integers(0, 10**16 - 1), st.sampled_from([EVERYDAY, FINANCIAL]), st.sampled_from(["个", "元", "，", ""]))
def test_what_is_spoken_is_read_back(number: int, characters: tuple[str, str], behind: str) -> None:
    run = spoken(number, *characters)
    assert value_of(run) == number
    numeral = read(run + behind, sure=True)
    assert (numeral.start, numeral.end, numeral.low, numeral.high) == (0, len(run), Decimal(number), None)
    assert (numeral.inside, numeral.power, numeral.arabic) == ("", number > 9, False)


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8)]))
def test_the_last_digit_counts_the_next_smaller_power(first: int, last: int, power: tuple[str, int]) -> None:
    """一百五 is 150, 三万五 and 3万5 are 35000; 三万零五 and 3万零5 are not."""
    name, size = power
    for digits in (EVERYDAY[0], "零123456789"):
        assert value_of(f"{digits[first]}{name}{digits[last]}") == first * size + last * size // 10
        assert value_of(f"{digits[first]}{name}零{digits[last]}") == first * size + last


DIGITS = st.text("0123456789", min_size=1, max_size=40)
POWERS = st.sampled_from(["", "十", "百", "千", "万", "亿", "兆", "千万", "百亿", "万亿", "万万"])
ZEROS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}


@given(DIGITS, DIGITS | st.just(""), POWERS, st.sampled_from(["", "个", "。", "，"]))
def test_an_arabic_number_keeps_all_of_its_digits_under_any_power(
    whole: str, rest: str, power: str, behind: str
) -> None:
    written = f"{whole}.{rest}" if rest else whole
    numeral = read(written + power + behind)
    sign, digits, exponent = Decimal(written).as_tuple()
    assert isinstance(exponent, int)
    assert numeral.low == Decimal((sign, digits, exponent + sum(ZEROS[char] for char in power)))
    assert (numeral.end, numeral.high, numeral.inside) == (len(written + power), None, "")
    assert (numeral.power, numeral.arabic) == (power != "", True)


SPOKEN_DIGITS = st.text(EVERYDAY[0], min_size=1, max_size=28)


@given(st.integers(0, 10**12), SPOKEN_DIGITS, st.sampled_from(["", "万", "亿", "万亿"]))
def test_no_spoken_digit_behind_the_point_is_lost(whole: int, places: str, power: str) -> None:
    run = f"{spoken(whole, *EVERYDAY)}点{places}{power}"
    digits = "".join(str(EVERYDAY[0].index(char)) for char in places)
    sign, written, exponent = Decimal(f"{whole}.{digits}").as_tuple()
    assert isinstance(exponent, int)
    numeral = read(run + "倍")
    assert (numeral.end, numeral.inside, numeral.high) == (len(run), "", None)
    assert numeral.low == Decimal((sign, written, exponent + sum(ZEROS[char] for char in power)))


@given(st.integers(0, 10**15), st.integers(0, 99), st.sampled_from(["", "万"]))
def test_commas_between_groups_of_three_change_nothing(number: int, hundredths: int, power: str) -> None:
    for plain, grouped in ((f"{number}", f"{number:,}"), (f"{number}.{hundredths:02}", f"{number:,}.{hundredths:02}")):
        numeral = read(f"{grouped}{power}册")
        assert numeral.end == len(grouped + power)
        assert numeral.low == Decimal(plain) * (10_000 if power else 1)


def test_whole_values_have_no_exponent() -> None:
    written = {"5万": "50000", "3亿": "300000000", "1.2万亿": "1200000000000", "5千": "5000", "三亿五千万": "350000000"}
    assert {run: str(read(run).low) for run in written} == written


# The longest that is read, and what is taken for one thing that is no figure.
LONG = [
    ("7" * LONGEST, "7" * LONGEST),
    ("7" * (LONGEST + 1), None),
    ("0." + "7" * (LONGEST - 1), "0." + "7" * (LONGEST - 1)),
    ("0." + "7" * LONGEST, None),
    ("7" + "万" * LONGEST_SPOKEN, "7" + "0000" * LONGEST_SPOKEN),
    ("7" + "万" * (LONGEST_SPOKEN + 1), None),
    ("一二" * 32, "12" * 32),
    ("一二" * 32 + "三", None),
    ("几" + "百千" * 32, None),
    ("1," * 40 + "1", None),
    ("1," * 39 + "1", "1"),
]


@pytest.mark.parametrize(("run", "worth"), LONG, ids=range(len(LONG)))
def test_what_is_too_long_is_one_thing_without_a_value(run: str, worth: str | None) -> None:
    for before in ("", "共有"):
        numeral = read_numeral(f"{before}{run}个", len(before))
        assert numeral is not None
        arabic = run[0].isascii()
        if worth is None:
            wanted = Numeral(len(before), len(before + run), Decimal(0), None, "", False, arabic)
            assert numeral == wanted
        else:
            assert (numeral.low, numeral.arabic) == (Decimal(worth), arabic)
            assert numeral.end == len(before) + (1 if worth == "1" else len(run))


def test_more_spoken_digits_than_anybody_says_are_one_quantity() -> None:
    for row in ("七" * 99, "二〇" * 40):
        [quantity] = parse_quantities(f"编号{row}个", PRODUCT)
        assert quantity.span == (2, 3 + len(row))


RUNS = st.text("0123456789.,e零一二三五两廿壹伍参十百千拾佰万亿点几数余多来半", min_size=1, max_size=12)


@given(RUNS, st.sampled_from(["", "个", "，", "元"]), st.booleans())
@example("几拾", "元", False)
@example("1e5亿", "元", False)
def test_a_numeral_is_the_same_wherever_it_stands(run: str, behind: str, sure: bool) -> None:
    """Whatever characters of numerals stand there, what is read lies in them; words before it change nothing."""
    alone, within = (read_numeral(before + run + behind, len(before), sure) for before in ("", "其中，"))
    if alone is None:
        assert within is None
        return
    assert 0 == alone.start < alone.end <= len(run)
    assert within == replace(alone, start=3, end=alone.end + 3)
    assert alone.high is None or alone.low < alone.high
