"""What only workbooks have: columns beside those of figures, and the sheet that explains all of them."""

from __future__ import annotations

from reportmine.corrections.tables.printed import printed
from reportmine.model import Claim
from reportmine.model.schema import Column

# fmt: off
CHECK: Column[Claim] = Column(
    "check", "核对", "text", "where you say whether the figure is right", lambda _: None,
    meaning_zh="在此填写数据是否正确")
CANDIDATES: Column[Claim] = Column(
    "candidates", "候选", "text", "the names that nearly became the metric, parted by |",
    lambda claim: " | ".join(claim.other_names), meaning_zh="其他可能的指标名，以 | 分隔")
# The figure as it is printed, behind `unit`.
PRINTED: tuple[Column[Claim], ...] = (
    Column("printed_value", "原文数值", "decimal", "the number, or the lower end, in the unit as printed",
           lambda claim: printed(claim).cells()[0], meaning_zh="以原文单位计的数字，区间则为下限"),
    Column("printed_value_max", "原文上限", "decimal", "the upper end of a range in the unit as printed",
           lambda claim: printed(claim).cells()[1], meaning_zh="以原文单位计的区间上限"),
    Column("printed_unit", "原文单位", "text", "the unit with its multiplier",
           lambda claim: printed(claim).cells()[2], meaning_zh="带万、亿等倍数的单位"),
)
# fmt: on
ONLY_IN_WORKBOOKS = (CHECK, CANDIDATES, *PRINTED)
# What the sheet is called below English and Chinese headings.
LEGEND = ("legend", "说明")
