"""Reports made for the tests of the output: a plain one, and any at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

from hypothesis import strategies as st

from reportmine import extract, read
from reportmine.model import Claim, DecisionName, Note, Quantity, Rejected, Report, Source, Span

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
SENTENCE = "形成覆盖微信、抖音、快手等青年集聚平台的政务新媒体矩阵，全团粉丝近200万，新媒体平台总浏览量已超10亿。"


def claim(text: str = "200万", sentence: str = SENTENCE, **changes: object) -> Claim:
    at = sentence.index(text)
    base = Claim(
        span=Span(at, at + len(text)),
        text=text,
        quantity=Quantity(Span(at, at + len(text)), Decimal(2000000)),
        metric="全团粉丝",
        indicator=None,
        topic="audience",
        measure="level",
        direction=None,
        qualifier="nearly",
        status="actual",
        period="2018/2023",
        baseline=None,
        scope="全市",
        line=5,
        page=None,
        sentence=sentence,
        mark=Span(at, at + len(text)),
        section="五年来的工作",
        notes=(Note("name", "noun-before", "全团粉丝", "全团粉丝"),),
        confidence=0.93,
    )
    return base._replace(**changes)  # type: ignore[arg-type]


GROWTH = claim(
    "10.5%",
    "力争地区生产总值增长10.5%以上。",
    quantity=Quantity(Span(10, 15), Decimal("10.5"), None, "%"),
    metric="地区生产总值",
    indicator="地区生产总值",
    topic="economy",
    measure="change",
    direction="up",
    qualifier="at_least",
    status="target",
    period="2024",
    line=112,
)
RANGE = claim(
    "3—5个",
    "每个县区建设3—5个青年之家。",
    quantity=Quantity(Span(6, 10), Decimal(3), Decimal(5), "个"),
    metric="青年之家",
    topic="facility",
    qualifier="range",
    period=None,
    line=7,
)
REPORT = Report(
    Source("", path="报告.txt", encoding="gb18030", sha256="00ff"),
    title="鞍山共青团工作报告",
    year=2023,
    segmenter="jieba",
    claims=(claim(), GROWTH, RANGE),
    rejected=(
        Rejected(Span(1, 5), "第十八次", Quantity(Span(1, 5), Decimal(18)), "ordinal", "an ordinal counts nothing"),
    ),
)
EMPTY = replace(REPORT, claims=(), rejected=())


def sample_reports() -> list[Report]:
    """The project's samples, read and extracted."""
    return [extract(read(path)) for path in SAMPLES]


# Text that something or other might take for more than text.
HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "'=1", '=HYPERLINK("http://x")', "http://x.cn/a?b"),
    *(
        "<r>x</r>",
        "<b>&amp;</b>",
        "]]>",
        "_x0041_",
        "_x000D_",
        "\x00",
        "\x1b[31m",
        "\ufffe",
        "\x85",
        "\u2028",
        "\u202e",
    ),
    *("a\r\nb", "a\rb", "\n", "\t", " x ", "\u3000", "a|b", "`a`", "*a*", "[a](b)", "# a", "\\", "\\|", "~~a~~", "$a$"),
    *("'; DROP TABLE claims; --", '"', "\\N", "NULL", "TRUE", "1e5", "007", "2014", "1/2", "😀", "🇨🇳", "é"),
)
_any_text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))
_maybe = st.none() | _any_text
_number = st.one_of(
    st.integers(0, 10**16).map(Decimal),
    st.decimals(min_value=-(10**12), max_value=10**12, places=4),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40),
)
_quantities = st.builds(Quantity, st.just(Span(0, 1)), _number, st.none() | _number, _any_text)
_notes = st.lists(st.builds(Note, st.sampled_from(get_args(DecisionName)), _any_text, _any_text), max_size=3).map(tuple)
_claims = st.builds(
    Claim._replace,
    st.sampled_from([claim(), GROWTH, RANGE]),
    quantity=_quantities,
    text=_any_text,
    metric=_any_text,
    indicator=_maybe,
    period=_maybe,
    baseline=_maybe,
    scope=_maybe,
    page=st.none() | st.integers(1, 10**6),
    sentence=_any_text,
    section=_maybe,
    notes=_notes,
    confidence=st.none() | st.integers(0, 100).map(lambda hundredths: hundredths / 100),
)
_paths = st.one_of(st.none(), st.just("\udcff.txt"), _any_text.filter(lambda text: "\0" not in text))
_sources = st.builds(Source, st.just(""), _paths, sha256=st.text("0123456789abcdef"))
any_report = st.builds(
    Report,
    _sources,
    _maybe,
    st.none() | st.integers(1900, 2100),
    st.just("jieba"),
    st.lists(_claims, max_size=4).map(tuple),
)
any_reports = st.lists(any_report, min_size=1, max_size=3)
