"""Headers of tables: what a header says of the numbers below or beside it, and the name that is left.

`HEADER_STEPS` are taken one after the other; each takes from the name what it understands.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.steps.context import (
    read_place,
    read_target,
    read_time,
    read_total,
    strip_filler,
)
from reportmine.extraction.tables.headers.steps.marks import strip_marks, strip_numbering, strip_of_which, strip_remarks
from reportmine.extraction.tables.headers.steps.measures import (
    read_change,
    read_comparison,
    read_index,
    read_rank,
    read_ratio,
    read_share,
    read_unit,
)
from reportmine.lexicon.lexicon import Lexicon

# The longest name of a number in shared/real has 113 characters; what is longer than this is no header.
_LONGEST_HEADER = 160


class HeaderStep(NamedTuple):
    """One thing that a header may say: what it is called, why it is read so, and the function that reads it."""

    name: str
    why: str
    apply: Callable[[Header], Header]


@functools.lru_cache(maxsize=8192)
def parse_header(text: str, lexicon: Lexicon, of_row: bool = False) -> Header:
    """Read the clean text of a header; `of_row` for the header of a row.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> header = parse_header("营业收入比上年同期增减（%）", PRODUCT)
    >>> header.name, header.measure, header.baseline, header.unit.unit
    ('营业收入', 'change', '上年同期', '%')
    >>> header = parse_header("其中：工业用电量（亿千瓦时）", PRODUCT, of_row=True)
    >>> header.name, header.of_which, str(header.unit.scale)
    ('工业用电量', True, '100000000')
    """
    header = Header(text, text, of_row, lexicon)
    if len(text) > _LONGEST_HEADER:
        return header
    for step in HEADER_STEPS:
        if not header.name:
            break
        header = step.apply(header)
    return header


HEADER_STEPS: tuple[HeaderStep, ...] = (
    HeaderStep("marks", "①, [注1], * and dots around a name are no part of it", strip_marks),
    HeaderStep("numbering", "一、 （二） 3. lead a row and tell how deep it stands", strip_numbering),
    HeaderStep("of which", "其中：, # lead a part of the row above", strip_of_which),
    HeaderStep("asides", "（如有）, （以“－”号填列）: remarks in brackets", strip_remarks),
    HeaderStep("index", "（上年=100）: an index", read_index),
    HeaderStep("unit", "产量（万吨）, 增长%: the unit in the head", read_unit),
    HeaderStep("comparison", "比上年增长, 同比: a change and what it is measured against", read_comparison),
    HeaderStep("change", "增长率, 增减额, 本期增加: so much more or less", read_change),
    HeaderStep("share", "占比, 占营业收入比重: part of a whole", read_share),
    HeaderStep("ratio", "为上年%: so many per cent of it", read_ratio),
    HeaderStep("rank", "位次: a place in an order", read_rank),
    HeaderStep("target", "预算数, 全年目标: planned", read_target),
    HeaderStep("time", "2022年末余额, 本期: the period", read_time),
    HeaderStep("total", "合计, 小计: the sum of the others", read_total),
    HeaderStep("filler", "绝对数, 累计完成数 name nothing", strip_filler),
    HeaderStep("place", "石汀区, 全市: whose number it is", read_place),
)
