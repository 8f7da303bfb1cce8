"""Status, period, baseline, scope and topic of single figures (tests/data/attributes.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reportmine import extract, read
from reportmine.extraction.attributes.baseline import baseline_of
from reportmine.extraction.quantities.parser import parse_quantities
from reportmine.lexicon.lexicon import PRODUCT

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "attributes.toml").read_text(encoding="utf-8"))
CASES = DATA["case"]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_figure_has_these_attributes(case: dict[str, Any]) -> None:
    claims = {claim.text: claim for claim in extract(case["text"]).claims}
    told = {
        figure: {field: getattr(claims[figure], field) or "" for field in wanted}
        for figure, wanted in case["figures"].items()
    }
    assert told == case["figures"]


@pytest.mark.parametrize("line", DATA["quantities"]["bounded"].strip().splitlines())
def test_a_number_is_bounded_so(line: str) -> None:
    text, _, numbers = line.partition(" => ")
    found = []
    for number in parse_quantities(text, PRODUCT):
        value = str(number.low) if number.high is None else f"{number.low}~{number.high}"
        cells = (text[slice(*number.span)], value, number.unit, number.dimension, number.qualifier)
        found.append(" | ".join(cells))
    assert found == numbers.split(" ; ")


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["a.txt", "1999.txt", "2031年计划.txt"])
def test_the_name_of_a_file_changes_nothing(path: Path, name: str, tmp_path: Path) -> None:
    renamed = tmp_path / name
    renamed.write_bytes(path.read_bytes())
    assert extract(read(renamed)).claims == extract(read(path)).claims


@pytest.mark.parametrize(
    ("text", "name", "period"),
    [
        ("接待读者8万人次。\n", "2023.txt", "2023"),
        ("一年来，接待读者8万人次。\n", "2023.txt", "2022"),
        ("2021年，接待读者8万人次。\n\n新增座位200个。\n", "2025.txt", "2021"),
        ("接待读者8万人次。\n", "a.txt", None),
    ],
)
def test_the_name_of_a_file_counts_where_nothing_else_does(text: str, name: str, period: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert {claim.period for claim in extract(read(path)).claims} == {period}


@pytest.mark.parametrize(
    ("text", "period", "evidence"),
    [
        ("2021年接待读者8万人次。", "2021", "2021年"),
        ("2019—2021年接待读者8万人次。", "2019/2021", "2019—2021年"),
        ("五年来接待读者8万人次。", "2017/2022", "五年来"),
        ("一年来，接待读者8万人次。", "2022", "一年来"),
        ("去年接待读者8万人次。", "2021", "去年"),
        ("目前有读者8万人。", "2022", "目前"),
        ("上半年接待读者8万人次。", "2022-H1", "上半年"),
        ("高于上年的8万人次。", "2021", "上年"),
        ("由8万人次增加到9万人次。", "", "由"),
        ("接待读者8万人次。", "2022", ""),
        ("2020年、2021年分别接待读者7万人次、8万人次。", "2021", ""),
        ("2021年，全馆平稳运行。接待读者8万人次。", "2021", ""),
        ("2018年起步，2020年有会员30人，平均每年增加8万人次。", "2018/2020", "平均每年"),
    ],
)
def test_the_words_that_name_a_time_are_its_evidence(text: str, period: str, evidence: str) -> None:
    notes = next(claim for claim in extract(f"2022年工作总结\n\n{text}").claims if claim.quantity.low == 80000).notes
    note = next(note for note in notes if note.decision == "period")
    assert (note.value, note.evidence) == (period, evidence)


def test_no_scope_is_half_a_word() -> None:
    words = ["阅读书香街区", "联合市妇联", "落实市对县", "支持县农商行", "会同市图书馆", "青年友好社区", "配合区教育局"]
    for word in words:
        for claim in extract(f"{word}开展活动12场，投入资金30万元。").claims:
            assert claim.scope is None, word


def test_a_change_that_says_nothing_of_another_time_has_no_baseline_and_no_reason() -> None:
    assert baseline_of("产值增长", "change", "up") is None
    note = baseline_of("产值增长", "change", "up", of_list="上年")
    assert note is not None and (note.value, note.rule, note.evidence) == ("上年", "of the row", "")


@pytest.mark.parametrize(("word", "baseline"), [("同比", "上年同期"), ("环比", "上期")])
def test_a_word_that_stands_for_a_baseline_is_its_evidence(word: str, baseline: str) -> None:
    note = baseline_of(f"产值{word}增长", "change", "up")
    assert note is not None and (note.value, note.evidence) == (baseline, word)
