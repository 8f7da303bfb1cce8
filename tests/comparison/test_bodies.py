"""Whose reports two reports are: no warning for one body however it is named, one for two bodies."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from reportmine import compare, extract
from reportmine.comparison.bodies import body_of, is_same_body, two_bodies
from reportmine.model import Report, Source
from reportmine.text.bodies import body_named

# Two years of one body, of which one or both have a slogan for a title, or name it in another way.
ONE_BODY: dict[str, tuple[str, str]] = {
    "union": (
        "砥砺奋进谱新篇\n——在云屏市总工会第十届委员会第三次全体会议上的报告\n各位委员：",
        "凝心聚力再出发\n——在云屏市总工会十届四次全委会上的工作报告\n各位委员：",
    ),
    "union of another city": ("某市总工会第十届委员会工作报告\n各位代表：", "某市总工会2023年工作总结\n一、回顾"),
    "league": (
        "青春建功新时代\n——在中国共产主义青年团广陵省第十四次代表大会上的报告\n各位代表：",
        "共青团广陵省委2023年工作总结\n一、回顾",
    ),
    "league of another place": (
        "青春建功新征程\n各位代表：\n现在，我代表中国共产主义青年团云屏市第十五届委员会，向大会报告工作。",
        "踔厉奋发 笃行不怠 为云屏高质量发展贡献青春力量\n——在共青团云屏市十五届三次全会上的工作报告\n各位委员：",
    ),
    "foundation": (
        "春风化雨二十载\n云屏市希望公益基金会2022年度工作报告\n一、概况",
        "云屏市希望基金会二〇二三年年报\n一、概况",
    ),
    "library": ("让每一本书遇见读者\n——云屏市图书馆2022年度报告\n一、馆藏", "云屏市图书馆\n2023年工作总结\n一、馆藏"),
    "hospital": (
        "迈向高质量发展\n——在云屏市第一人民医院四届三次职工代表大会上的工作报告\n各位代表：",
        "云屏市第一医院2024年工作总结\n一、医疗",
    ),
    "university": (
        "奋进“双一流” 建功新时代\n——在云屏理工大学第九次党代会上的报告\n同志们：",
        "云屏理工大学2023年度工作报告\n一、回顾",
    ),
    "company": (
        "晨川食品股份有限公司2022年年度报告\n第一节",
        "稳中求进\n——在晨川食品公司2024年工作会议上的报告\n同志们：",
    ),
    "group": ("晨川集团有限公司2022年社会责任报告\n一、", "晨川集团2023年工作总结\n一、"),
    "court": (
        "人民法院工作报告\n——2023年1月10日在青石县第十八届人民代表大会第二次会议上\n青石县人民法院院长 李某\n",
        "公正司法 一心为民\n——青石县法院2023年工作报告\n一、",
    ),
    "county": (
        "政府工作报告\n——2023年1月10日在青石县第十八届人民代表大会第二次会议上\n各位代表：",
        "2024年青石县人民政府工作报告\n各位代表：",
    ),
    "city": ("云屏市2022年国民经济和社会发展统计公报\n云屏市统计局\n一、综合", "云屏市人民政府2023年工作报告\n一、"),
    "town": (
        "柳溪镇2022年政府工作报告\n一、",
        "政府工作报告\n2024年1月3日在柳溪镇第十九届人民代表大会第四次会议上\n一、",
    ),
    "association": (
        "云屏市软件行业协会第三届理事会工作报告\n会长 张某\n一、",
        "共谱发展新篇\n——在云屏市软件行业协会第四届会员代表大会第一次会议上的报告\n各位会员：",
    ),
    "party committee": (
        "勇毅前行\n——在中国共产党云屏市第八次代表大会上的报告\n同志们：",
        "在中共云屏市委八届五次全体会议上的报告\n同志们：",
    ),
    "discipline": (
        "自我革命\n——在中国共产党云屏市第八届纪律检查委员会第三次全体会议上的工作报告\n同志们：",
        "中共云屏市纪委2023年工作报告\n一、",
    ),
    "women": (
        "巾帼建功\n各位代表：\n我代表云屏市妇女联合会第十一届执行委员会向大会报告工作。",
        "云屏市妇联2023年工作总结\n一、",
    ),
    "charity": ("砥砺前行\n各位理事：\n现将云屏市慈善总会2023年工作情况报告如下。", "云屏市慈善总会2024年度报告\n一、"),
    "runners": ("2022年度业余跑者调查\n发布单位：云屏市路跑协会\n一、", "云屏市路跑协会\n2023年度调查报告\n一、"),
}


def report(text: str, path: str | None = None) -> Report:
    return extract(Source(f"{text}\n全年举办培训20场。\n", path))


REPORTS = {kind: tuple(map(report, texts)) for kind, texts in ONE_BODY.items()}


def codes(old: Report, new: Report) -> set[str]:
    return {warning.code for warning in compare(old, new).warnings}


@pytest.mark.parametrize("kind", ONE_BODY)
def test_one_body_is_told_and_gives_no_warning(kind: str) -> None:
    old, new = REPORTS[kind]
    assert body_of(old) and body_of(new)
    assert "two-bodies" not in codes(old, new)


@pytest.mark.parametrize(("kind", "other"), list(itertools.combinations(ONE_BODY, 2)))
def test_two_bodies_give_one(kind: str, other: str) -> None:
    assert all(two_bodies(old, new) for old, new in itertools.product(REPORTS[kind], REPORTS[other]))


def test_the_warning_names_both_bodies() -> None:
    (warning,) = (
        one for one in compare(REPORTS["library"][0], REPORTS["foundation"][1]).warnings if one.code == "two-bodies"
    )
    assert "云屏市图书馆 and 云屏市希望基金会" in warning.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("昂首阔步新征程\n一、回顾", "奋楫扬帆正当时\n一、回顾"),
        ("年度工作总结\n一、回顾", "2023年工作情况报告\n一、回顾"),
        ("栖川跑者观察2022\n一、回顾", "栖川跑者观察2023\n一、回顾"),
        ("砥砺前行\n一、回顾\n\n云屏市图书馆接待读者。", "云屏市图书馆2023年年报\n一、回顾"),
    ],
)
def test_titles_that_tell_no_other_body_give_no_warning(old: str, new: str) -> None:
    assert "two-bodies" not in codes(report(old), report(new))


def test_without_a_body_titles_are_compared() -> None:
    assert two_bodies(report("栖川跑者年度报告\n一、回顾"), report("读书会年刊及藏书概况\n一、回顾"))


def test_a_report_put_together_by_hand_has_its_title() -> None:
    bare = replace(REPORTS["library"][1], prose=None, title="云屏市图书馆2023年工作总结")
    assert body_of(bare) == body_named("云屏市图书馆")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("呼远市青石区人民政府", "青石区政府", True),
        ("呼远市人民政府", "呼远市青石区人民政府", False),
        ("云屏市人民政府", "市政府", True),
        ("云屏市", "云屏市统计局", True),
        ("云屏市", "云屏市教育局", False),
        ("云屏市教育局", "云屏市卫生健康委员会", False),
        ("云屏市图书馆", "省图书馆", True),
        ("云屏市图书馆", "云屏市少年儿童图书馆", False),
        ("云屏市图书馆", "青石市图书馆", False),
        ("云屏市中级人民法院", "云屏市人民检察院", False),
        ("云屏大学", "云屏大学图书馆", False),
        ("晨川食品股份有限公司", "江北晨川食品有限公司", True),
        ("晨川食品股份有限公司", "晨川集团有限公司", False),
        ("云屏银行股份有限公司", "云屏银行", True),
        ("团市委", "共青团云屏市委员会", True),
        ("共青团云屏市委", "中共云屏市委", False),
    ],
)
def test_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert is_same_body(body_named(one), body_named(other)) is same
    assert is_same_body(body_named(other), body_named(one)) is same


# ----------------------------------------------------------------------------------------- years

TOLD_2023 = "云屏市图书馆2023年工作总结\n一、馆藏"
GIVEN_2024 = "政府工作报告\n——2024年1月16日在云屏市第八届人民代表大会第三次会议上\n各位代表：\n一、2023年工作回顾"
ADOPTED_2024 = "青禾公益基金会2023年度报告\n（2024年3月2日理事会审议通过）\n一、概况"
TWO_YEARS = "云屏大学2022—2023学年工作总结\n一、回顾"
UNTITLED = "2023年，全市接待游客20万人次。"


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        (TOLD_2023, "2023.txt", False),
        (TOLD_2023, "reports/2025.txt", True),
        (TOLD_2023, "云屏市2024年报告.docx", True),
        (TOLD_2023, "library.txt", False),
        (TOLD_2023, "2019/library.txt", False),
        (GIVEN_2024, "云屏_2024.txt", False),
        (GIVEN_2024, "云屏2023.txt", False),
        (GIVEN_2024, "云屏市2022年报告.docx", True),
        (ADOPTED_2024, "2024.txt", False),
        (ADOPTED_2024, "2022.txt", True),
        (TWO_YEARS, "2022-2023.txt", False),
        (UNTITLED, "2024.txt", False),
        (UNTITLED, "2025.txt", True),
        ("工作总结\n我们满怀信心。", "2025.txt", False),
    ],
)
def test_a_file_that_is_named_after_another_year_is_noticed(text: str, path: str, said: bool) -> None:
    new, old = report(text, path), report("云屏市图书馆2021年工作总结\n一、馆藏", "old.txt")
    assert ("other-year-in-name" in codes(old, new)) is said
    assert ("other-year-in-name" in codes(new, old)) is said


def test_the_warning_names_file_and_years() -> None:
    old, new = report(GIVEN_2024, "2019.txt"), report(GIVEN_2024, "2024.txt")
    warning = next(one for one in compare(old, new).warnings if one.code == "other-year-in-name")
    assert warning.text == "2019.txt: its file is named after 2019, but by title and text it is of 2023, 2024."


@pytest.mark.parametrize("text", [TOLD_2023, GIVEN_2024, ADOPTED_2024, TWO_YEARS, UNTITLED])
def test_a_wrong_name_never_overrules_title_and_text(text: str) -> None:
    told, misnamed = report(text), report(text, "云屏市2031年报告.txt")
    assert told.year is not None and misnamed.year == told.year
    assert misnamed.claims == told.claims
