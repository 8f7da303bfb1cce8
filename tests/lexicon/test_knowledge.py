"""The tables of the lexicon: they load, hold no word twice, and every entry can be used."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from decimal import Decimal
from importlib import resources
from typing import get_args

import opencc
import pytest

from reportmine import find_quantities
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.lexicon import cue_words, dimensions, qualifiers
from reportmine.lexicon.indicators import INDICATORS
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.lexicon.loader import rows, split_cell, toml, words
from reportmine.lexicon.numeral_words import word_over
from reportmine.lexicon.numerals import DIGITS, MYRIADS, TENS, TWENTIES
from reportmine.lexicon.qualifiers import bound_before, bound_behind
from reportmine.lexicon.units import UNITS
from reportmine.model import Qualifier, Topic

FOLDER = resources.files("reportmine.lexicon") / "data"
NAMES = sorted(f"{room.name}/{entry.name}" for room in FOLDER.iterdir() for entry in room.iterdir())
CSV = [name for name in NAMES if name.endswith(".csv")]
TOML = [name for name in NAMES if name.endswith(".toml")]
# Groups whose words are parted by white space, as (table, group, key).
LISTS = [
    (name, group, key)
    for name in (
        "quantities/numeral_words.toml",
        "quantities/numeral_names.toml",
        "quantities/behind_units.toml",
        "rules/rejections.toml",
        "rules/sections.toml",
        "rules/time_words.toml",
        "words/cue_words.toml",
    )
    for group, entries in toml(name).items()
    for key in entries
]
DIMENSIONS = {
    *("count", "person", "event", "money", "length", "area", "mass", "volume", "time", "energy", "power"),
    *("data", "bandwidth", "temperature", "rate", "point", "multiple", "score", "medical", "agricultural"),
    *("angle", "concentration", "electric", "frequency", "pressure", "sound", "speed", "other"),
}
simplified = opencc.OpenCC("t2s").convert
traditional = opencc.OpenCC("s2t").convert


def listed(name: str, group: str, key: str) -> list[str]:
    text: str = toml(name)[group][key]
    return text.split()


def shows_nothing(text: str) -> bool:
    """Whether white space, a control or a zero-width character is in it."""
    return any(unicodedata.category(char)[0] in "CZ" for char in text)


# All tables


@pytest.mark.parametrize("name", CSV)
def test_every_row_has_every_column_and_no_stray_white_space(name: str) -> None:
    found = list(rows(name))
    assert found
    stray = [row for row in found if any(cell != cell.strip() for cell in row.values())]
    assert stray == []


# How many columns tell a row from all others, where it is not the first alone: 96 means % behind some words only.
KEYS = {"quantities/qualifiers.csv": 2, "readers/lookalikes.csv": 3}


@pytest.mark.parametrize("name", CSV)
def test_no_row_begins_as_another(name: str) -> None:
    table = csv.reader(FOLDER.joinpath(name).read_text("utf-8").splitlines())
    keys = [tuple(row[: KEYS.get(name, 1)]) for row in table]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("name", TOML)
def test_every_toml_table_loads(name: str) -> None:
    assert toml(name)


@pytest.mark.parametrize("entry", LISTS, ids=".".join)
def test_every_group_has_words_and_shows_all_of_them(entry: tuple[str, str, str]) -> None:
    found = listed(*entry)
    assert found
    assert [word for word in found if shows_nothing(word) or simplified(word) != word] == []


@pytest.mark.parametrize("entry", LISTS, ids=".".join)
def test_no_word_stands_in_a_group_twice(entry: tuple[str, str, str]) -> None:
    assert [word for word, times in Counter(listed(*entry)).items() if times > 1] == []


def test_rising_and_falling_words_share_none() -> None:
    assert cue_words.RISING.isdisjoint(cue_words.FALLING)
    assert cue_words.GAP_VERBS["up"].isdisjoint(cue_words.GAP_VERBS["down"])
    assert cue_words.CAUSATIVES["up"].isdisjoint(cue_words.CAUSATIVES["down"])


def test_a_group_that_is_not_there_is_no_empty_one() -> None:
    with pytest.raises(KeyError):
        words("words/cue_words.toml", "没有")


# Units

UNIT_ROWS = list(rows("quantities/units.csv"))
SPELLINGS = [spelling for row in UNIT_ROWS for spelling in (row["unit"], *split_cell(row["aliases"]))]


def test_there_are_as_many_units_as_issue_3_asks_for() -> None:
    assert len(UNIT_ROWS) >= 500


def test_no_spelling_of_a_unit_stands_twice() -> None:
    assert [spelling for spelling, times in Counter(SPELLINGS).items() if times > 1] == []
    assert set(SPELLINGS) == set(UNITS)


def test_every_unit_has_a_known_dimension() -> None:
    assert [row["unit"] for row in UNIT_ROWS if row["dimension"] not in DIMENSIONS] == []
    assert {row["dimension"] for row in UNIT_ROWS} == DIMENSIONS


def test_every_dimension_has_a_row_and_only_compound_units_have_no_row_of_their_own() -> None:
    assert DIMENSIONS | {"compound"} == dimensions.DIMENSIONS


def test_families_of_dimensions_nest_as_their_names_say() -> None:
    assert dimensions.COUNTABLE < dimensions.CLASSIFIER
    assert dimensions.RATE < dimensions.RELATIVE
    assert dimensions.AMOUNT | dimensions.RELATIVE == dimensions.MEASURED
    assert {"length", "time"} == dimensions.MEASURED ^ dimensions.CHANGEABLE
    assert {"time"} == dimensions.DIVISIBLE - dimensions.MEASURED
    assert dimensions.CLASSIFIER.isdisjoint(dimensions.MEASURED)


def test_a_cell_of_dimensions_says_yes_or_nothing() -> None:
    cells = {row[family] for row in rows("quantities/dimensions.csv") for family in list(row)[3:]}
    assert cells == {"yes", ""}


def test_spellings_show_all_of_their_characters() -> None:
    assert [spelling for spelling in SPELLINGS if not spelling or shows_nothing(spelling)] == []


def test_canonical_names_are_simplified() -> None:
    assert [row["unit"] for row in UNIT_ROWS if simplified(row["unit"]) != row["unit"]] == []


def test_factors_are_positive_and_lead_to_a_base_unit() -> None:
    factors: dict[str, list[Decimal]] = {}
    for row in UNIT_ROWS:
        if row["factor"]:
            factors.setdefault(row["dimension"], []).append(Decimal(row["factor"]))
    assert all(factor > 0 for found in factors.values() for factor in found)
    assert [dimension for dimension, found in factors.items() if 1 not in found] == []


def test_only_money_has_a_code_of_iso_4217() -> None:
    coded = [row for row in UNIT_ROWS if row["iso4217"]]
    assert {row["dimension"] for row in coded} == {"money"}
    assert [row["unit"] for row in coded if not (row["iso4217"].isupper() and len(row["iso4217"]) == 3)] == []


FACTORS = [
    ("公里", "length", "1000"),
    ("千米", "length", "1000"),
    ("km", "length", "1000"),
    ("里", "length", "500"),
    ("公顷", "area", "10000"),
    ("平方公里", "area", "1000000"),
    ("㎡", "area", "1"),
    ("斤", "mass", "0.5"),
    ("吨", "mass", "1000"),
    ("小时", "time", None),
    ("千瓦时", "energy", "1"),
    ("兆瓦", "power", "1000"),
    ("GB", "data", None),
    ("百分点", "point", "1"),
    ("个", "count", None),
]


@pytest.mark.parametrize(("spelling", "dimension", "factor"), FACTORS)
def test_units_have_their_dimension_and_factor(spelling: str, dimension: str, factor: str | None) -> None:
    assert UNITS[spelling].dimension == dimension
    assert factor is None or UNITS[spelling].factor == Decimal(factor)


def test_an_acre_is_a_fifteenth_of_a_hectare() -> None:
    acre, hectare = UNITS["亩"].factor, UNITS["公顷"].factor
    assert acre is not None and hectare is not None
    assert round(acre * 15, 6) == hectare


@pytest.mark.parametrize(
    ("spelling", "name", "code"),
    [
        ("元", "元", "CNY"),
        ("人民币", "元", "CNY"),
        ("￥", "元", "CNY"),
        ("美元", "美元", "USD"),
        ("港元", "港元", "HKD"),
        ("欧元", "欧元", "EUR"),
    ],
)
def test_currencies_are_known_by_name_and_code(spelling: str, name: str, code: str) -> None:
    assert (UNITS[spelling].name, UNITS[spelling].iso4217) == (name, code)


@pytest.mark.parametrize("spelling", ["位", "两", "分", "点", "度", "成"])
def test_units_that_are_plain_words_too_are_marked(spelling: str) -> None:
    assert UNITS[spelling].word


UNIT_AT = [
    ("12人次参加", "人次"),
    ("12人参加", "人"),
    ("12人口", None),
    ("12个百分点", "个百分点"),
    ("12平方公里", "平方公里"),
    ("12吨标准煤", "吨标准煤"),
    ("12吨", "吨"),
    ("12km，", "km"),
    ("12kmh", None),
    ("12K4", None),
    ("12处置", None),
    ("12家电力企业", "家"),
    ("12家电", None),
    ("12人工作组", "人"),
    ("12人参加", "人"),
    ("12人均为", "人"),
    ("12人均收入", None),
    ("12市民主动", None),
    ("12回购股份", None),
    ("12个点赞", "个"),
    ("12人年度内", "人"),
    ("12本项目", None),
    ("12美刀", "美刀"),
    ("12两黄金", "两"),
    ("12两会", None),
    ("12处", "处"),
    ("12，", None),
    ("12", None),
]


@pytest.mark.parametrize(("text", "spelling"), UNIT_AT)
def test_the_longest_unit_is_taken_and_no_other_word(text: str, spelling: str | None) -> None:
    found = UNITS.longest_at(text, 2)
    assert (found and found[0]) == spelling


# 成 and 折 are written in %, 兆 alone is a power of ten.
OTHERWISE = {"成", "折", "兆"}
NEVER_READ = {"处次", "种次", "片次", "只次", "千字", "系列", "人头", "人时", "多米尼加比索"}


def unread(spellings: list[str]) -> list[str]:
    """Spellings that are not read as their unit behind a number."""
    return [
        spelling
        for spelling in spellings
        if [(one.unit, one.span.end) for one in parse_quantities(f"合计12{spelling}，", PRODUCT)]
        != [(UNITS[spelling].name, 4 + len(spelling))]
    ]


def test_every_spelling_is_read_behind_a_number() -> None:
    assert unread([spelling for spelling in SPELLINGS if spelling not in OTHERWISE | NEVER_READ]) == []


@pytest.mark.xfail(strict=True, reason="a shorter unit or a word of approximation is read instead")
@pytest.mark.parametrize("spelling", sorted(NEVER_READ))
def test_a_spelling_that_is_never_read(spelling: str) -> None:
    assert unread([spelling]) == []


@pytest.mark.xfail(strict=True, reason="readers/traditional.toml lacks 張, 鎮, 輯, 壇 and 叄, so nothing is folded")
@pytest.mark.parametrize("written", ["12張", "12鎮", "12輯", "12壇", "叄拾元"])
def test_a_traditional_unit_is_told_without_another_traditional_character(written: str) -> None:
    [quantity] = find_quantities(f"合计{written}，")
    assert (quantity.unit, quantity.span) == (simplified(written)[-1], (2, 2 + len(written)))


# Indicators


def test_there_are_as_many_indicators_as_issue_4_asks_for() -> None:
    assert len({indicator.name for indicator in INDICATORS.values()}) >= 800


def test_every_indicator_has_a_topic_and_no_stray_character() -> None:
    assert {indicator.topic for indicator in INDICATORS.values()} <= set(get_args(Topic))
    # Names in English have spaces: Pull Request.
    assert [name for name in INDICATORS if name != name.strip() or shows_nothing(name.replace(" ", "_"))] == []
    assert [spelling for spelling in INDICATORS if simplified(spelling) != spelling] == []


def test_no_name_of_an_indicator_is_the_alias_of_another() -> None:
    table = list(rows("words/indicators.csv"))
    names = {row["indicator"] for row in table}
    assert [alias for row in table for alias in split_cell(row["aliases"]) if alias in names] == []


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("GDP", "地区生产总值"),
        ("生产总值", "地区生产总值"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("社零总额", "社会消费品零售总额"),
        ("一般公共预算收入", "一般公共预算收入"),
    ],
)
def test_other_wordings_lead_to_the_standard_indicator(spelling: str, name: str) -> None:
    assert INDICATORS[spelling].name == name


def test_the_longest_indicator_is_found_within_its_bounds() -> None:
    text = "全年规模以上工业增加值完成"
    assert INDICATORS.longest_ending(text, 0, 11) == 2
    assert INDICATORS.longest_ending(text, 6, 11) == 6
    assert INDICATORS.longest_ending(text, 0, 13) == -1


# Bounds, words that are no numbers, characters of numerals


def test_bounds_have_a_known_qualifier_and_strength() -> None:
    for row in rows("quantities/qualifiers.csv"):
        assert row["place"] in ("before", "behind")
        assert row["qualifier"] in get_args(Qualifier)
        assert row["strength"].isdecimal()
        part_of = str.endswith if row["place"] == "before" else str.startswith
        assert all(part_of(word, row["word"]) and word != row["word"] for word in split_cell(row["unless"]))


BOUNDS_BEFORE = [
    ("粉丝近", "nearly"),
    ("将近", "nearly"),
    ("不超过", "at_most"),
    ("超过", "over"),
    ("不低于", "at_least"),
    ("至少", "at_least"),
    ("大约", "about"),
    ("签约", "exact"),
    ("附近", "exact"),
    ("新增", "exact"),
    ("", "exact"),
]


@pytest.mark.parametrize(("before", "qualifier"), BOUNDS_BEFORE)
def test_the_longest_bound_before_decides(before: str, qualifier: str) -> None:
    assert bound_before(before + "5", len(before)).qualifier == qualifier


@pytest.mark.parametrize(
    ("behind", "qualifier"), [("左右", "about"), ("以内", "at_most"), ("以上", "at_least"), ("，", "exact")]
)
def test_the_longest_bound_behind_decides(behind: str, qualifier: str) -> None:
    found = bound_behind("5个" + behind, 2).qualifier
    assert found == qualifier or (qualifier, found) == ("at_least", "over")


def test_bounds_are_found_under_their_own_character() -> None:
    assert all(bound.word[-1] == char for char, found in qualifiers.BEFORE.items() for bound in found)
    assert all(bound.word[0] == char for char, found in qualifiers.BEHIND.items() for bound in found)


WORD_OVER = [
    ("统一部署", 1, 2),
    ("一系列活动", 0, 3),
    ("千方百计筹资", 2, 4),
    ("四川省", 0, 2),
    ("四川", 0, 2),
    ("一百家", 0, -1),
    ("三家", 0, -1),
    ("二十五人", 1, -1),
    ("九台区新建", 0, 3),
    ("九台机器", 0, -1),
    ("三一重工", 0, 2),
    ("三元一斤", 0, -1),
    ("一点一滴", 2, 4),
    ("一点五亿", 0, -1),
    ("三方面", 0, -1),
]


@pytest.mark.parametrize(("text", "at", "end"), WORD_OVER)
def test_words_that_hold_a_numeral(text: str, at: int, end: int) -> None:
    assert word_over(text, at) == end


def test_no_word_without_a_numeral_stands_among_number_words() -> None:
    numerals = {*DIGITS, *TENS, *MYRIADS, *TWENTIES, *"半几数首翻"}
    named = [
        word for group in ("places", "brands", "phrases") for word in words("quantities/numeral_names.toml", group)
    ]
    general = words("quantities/numeral_words.toml", "words")
    assert [word for word in (*general, *named) if not numerals & set(word)] == []
    assert {word for word, times in Counter((*general, *named)).items() if times > 1} == set()


def test_the_characters_of_numerals_are_worth_what_they_say() -> None:
    for script in ("一二三四五六七八九", "壹贰叁肆伍陆柒捌玖"):
        assert [DIGITS[char] for char in script] == list(range(1, 10))
    assert DIGITS["零"] == DIGITS["〇"] == 0
    assert DIGITS["两"] == DIGITS["俩"] == 2
    assert (TENS["十"], TENS["佰"], TENS["千"], MYRIADS["万"], MYRIADS["亿"], MYRIADS["兆"]) == (1, 2, 3, 4, 8, 12)
    assert TWENTIES == {"廿": 20, "卅": 30}
