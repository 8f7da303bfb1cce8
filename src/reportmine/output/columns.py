"""The fields of a claim, for every format: add, rename or reorder a column here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from reportmine.model import Claim, Report, Topic

Cell = str | int | None
Kind = Literal["text", "choice", "decimal", "integer"]


class Column(NamedTuple):
    """A field of a claim: its stable name, its Chinese heading, what it holds and where it comes from."""

    name: str
    heading: str
    kind: Kind
    meaning: str
    get: Callable[[Claim], Cell]


def plain(number: Decimal) -> str:
    """A number in plain digits: never an exponent, no zeros that only fill up behind the point.

    >>> plain(Decimal("2E+6")), plain(Decimal("274.4") * 10**8), plain(Decimal("-0.50"))
    ('2000000', '27440000000', '-0.5')
    """
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _value_max(claim: Claim) -> str | None:
    high = claim.quantity.high
    return None if high is None else plain(high)


COLUMNS: tuple[Column, ...] = (
    Column("metric", "指标", "text", "what is measured, in the words of the report", lambda c: c.metric),
    Column("indicator", "标准指标", "text", "the standard indicator that it is", lambda c: c.indicator),
    Column("topic", "主题", "choice", "the field that it belongs to", lambda c: c.topic),
    Column("value", "数值", "decimal", "the number, or the lower end", lambda c: plain(c.quantity.low)),
    Column("value_max", "上限", "decimal", "the upper end of a range", _value_max),
    Column("unit", "单位", "text", "the unit without its multiplier", lambda c: c.quantity.unit),
    Column("qualifier", "约数", "choice", "exact, about, or a bound", lambda c: c.qualifier),
    Column("measure", "类型", "choice", "level, change, share, ratio, rank or gap", lambda c: c.measure),
    Column("direction", "方向", "choice", "up or down, for a change or a gap", lambda c: c.direction),
    Column("status", "性质", "choice", "actual, or target for what is planned", lambda c: c.status),
    Column("period", "时期", "text", "2014, 2019/2023, 2015-H1, 2015-Q3, 2015-06", lambda c: c.period),
    Column("baseline", "基期", "text", "what a change is measured against", lambda c: c.baseline),
    Column("scope", "范围", "text", "the place or body whose figure it is", lambda c: c.scope),
    Column("text", "原文", "text", "number and unit as the report writes them", lambda c: c.text),
    Column("start", "起点", "integer", "first code point in the decoded text", lambda c: c.span.start),
    Column("end", "终点", "integer", "the code point behind the last one", lambda c: c.span.end),
    Column("line", "行", "integer", "line of the decoded text, from 1", lambda c: c.line),
    Column("page", "页", "integer", "page, from 1, where there are pages", lambda c: c.page),
    Column("sentence", "句子", "text", "the sentence, cleaned", lambda c: c.sentence),
    Column("section", "章节", "text", "the heading above it", lambda c: c.section),
)

# The order is the order in which tables show the topics.
TOPICS: dict[Topic, str] = {
    "economy": "经济",
    "funding": "资金",
    "project": "项目",
    "people": "人员",
    "organization": "组织",
    "event": "活动",
    "audience": "受众",
    "material": "资料",
    "facility": "设施",
    "environment": "环境",
    "ranking": "排名",
    "other": "其他",
}


# Flat formats put the report in front of each of its claims.
HEADER: tuple[str, ...] = ("path", *(column.name for column in COLUMNS))


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """One row a claim, as `HEADER` says: the report's path, then the cells of `COLUMNS`.

    >>> from reportmine.pipeline import extract
    >>> [(row[0], row[1], row[4]) for row in rows(extract("举办培训20场。"))]
    [(None, '培训', '20')]
    """
    for claim in report.claims:
        yield (report.source.path, *(column.get(claim) for column in COLUMNS))
