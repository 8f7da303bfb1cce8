"""A text that is mined in pieces gives what all of it gives: each claim and rejected number, field by field."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import opencc
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportmine import pipeline, samples
from reportmine.lexicon.lexicon import PRODUCT
from reportmine.model import Report
from reportmine.model.remarks import merged
from reportmine.piecewise import reports_of
from reportmine.readers.encoding.detection import decode
from reportmine.readers.files import source_of_text
from reportmine.readers.large_text import LargeText

ENGINE = pipeline.segmenter_of("auto")

TITLES = ["云溪县2023年工作报告\n\n", "云溪县“十四五”发展规划\n", "各位代表：\n我代表县政府作报告。\n", ""]
HEADINGS = [
    "一、2023年工作回顾\n",
    "二、2024年工作安排\n",
    "（一）产业发展\n",
    "（二）民生保障\n",
    "三、下一步打算\n",
    "下一步工作\n",
    "四、存在的不足\n",
]
PARAGRAPHS = [
    "坚持以人为本。全年新建口袋公园12个，比上年增长5.2%。其中城区8个。\n",
    "截至2022年底，全县常住人口54.2万人，同比增加1.3万人；城镇化率62.5%。\n",
    "今年将着重做好五方面实事：新建学校6所，改造道路35公里，发放补助1,200万元。\n",
    "到2025年，全县森林覆盖率达到45%。建成绿道120公里。\n",
    "预计完成投资3.5亿元，力争增长8%以上。确保新增就业5000人。\n",
    "第3次会议于5月12日召开，60余名代表参加，审议通过15项议题。\n",
    "五年来，财政收入由8亿元增加到12.6亿元。办理提案分别为120件、98件。\n",
    "我们把好事办实、把实事办好，各项工作稳步推进。\n",
    "除特别注明外，金额单位均为人民币万元。\n",
    "　　服务读者１ ２万人次，满意度９８％！办成实事10件？\n",
]
TABLES = [
    "\n主要产品产量（单位：万吨）\n产品\t2022年\t2023年\n钢材\t120\t135\n水泥\t80\t76\n\n",
    "\n| 指标 | 数值 | 增长 |\n| --- | --- | --- |\n| 收入（万元） | 3200 | 5% |\n| 支出（万元） | 4100 | 7% |\n\n",
    "部门收支表\n项目    预算    决算\n工资支出    300    280\n办公支出    45    41\n",
]
BREAKS = ["", "", "", "\n", "\n\n", "— 3 —\n", "\u200b\n"]


def report(seed: int) -> str:
    """An invented text of headings, paragraphs and tables."""
    rng = random.Random(seed)
    parts = [rng.choice(TITLES)]
    for _ in range(60):
        kind = rng.random()
        parts.append(rng.choice(HEADINGS if kind < 0.15 else TABLES if kind < 0.2 else PARAGRAPHS))
        parts.append(rng.choice(BREAKS))
    return "".join(parts)


def traditional(text: str) -> str:
    return str(opencc.OpenCC("s2t").convert(text))


def wrapped(text: str) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, 36)) for line in text.split("\n"))


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "of Windows": lambda text: text.replace("\n", "\r\n"),
    "traditional": traditional,
    "with a gloss at the end": lambda text: traditional(text) + "人民(mín)當(dāng)家，們(men)共12人。\n",
    "in narrow lines": wrapped,
    "with blank lines": lambda text: text.replace("\n", "\n\n"),
}


def whole_and_pieces(text: str, path: Path, usual: int) -> tuple[Report, list[Report]]:
    path.write_bytes(text.encode())
    source = replace(source_of_text(text), path=str(path))
    pieces = reports_of(LargeText(str(path), "utf-8", ""), ENGINE, PRODUCT, usual)
    return pipeline.report_of(source, ENGINE, PRODUCT), list(pieces)


def assert_same(text: str, path: Path, usual: int) -> int:
    whole, pieces = whole_and_pieces(text, path, usual)
    assert [claim for piece in pieces for claim in piece.claims] == list(whole.claims)
    assert [number for piece in pieces for number in piece.rejected] == list(whole.rejected)
    assert {(piece.title, piece.year) for piece in pieces} == {(whole.title, whole.year)}
    assert merged(remark for piece in pieces for remark in piece.remarks) == whole.remarks
    return len(pieces)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), usual=st.sampled_from([40, 300, 1500]))
@example(seed=1, usual=40)
def test_the_same_of_invented_texts(way: str, seed: int, usual: int, tmp_path: Path) -> None:
    assert_same(WAYS[way](report(seed)), tmp_path / "年报.txt", usual)


@pytest.mark.parametrize("name", [sample.name for sample in samples.samples()])
def test_the_same_of_samples(name: str, tmp_path: Path) -> None:
    assert assert_same(decode(samples.data_of(name))[0], tmp_path / "年报.txt", 300) > 1
