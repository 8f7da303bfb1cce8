"""The fields of claims and reports, for every format: add, rename or reorder a column here and nowhere else.

`docs/schema.md` is made of them: run `python docs/make_schema.py` after a change.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from typing import Generic, Literal, NamedTuple, TypeVar, get_args

from reportmine.model import Claim, Direction, Measure, Qualifier, Report, Status, Topic

Cell = str | int | None
Kind = Literal["text", "choice", "decimal", "integer"]
Language = Literal["en", "zh"]
Of = TypeVar("Of")

# Its number is raised when a column is renamed, taken away or given another meaning.
SCHEMA = "reportmine.claims/2"


class Column(NamedTuple, Generic[Of]):
    """A field: its stable name, its Chinese heading, what it holds and where it comes from."""

    name: str
    heading: str
    kind: Kind
    meaning: str
    get: Callable[[Of], Cell]
    choices: tuple[str, ...] = ()

    def headed(self, language: Language) -> str:
        """What stands above the column in a table for people."""
        return self.heading if language == "zh" else self.name


def plain(number: Decimal) -> str:
    """A number in plain digits: never an exponent, no zeros that only fill up behind the point.

    >>> plain(Decimal("2E+6")), plain(Decimal("274.4") * 10**8), plain(Decimal("-0.50"))
    ('2000000', '27440000000', '-0.5')
    """
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


class _Field(NamedTuple):
    """A column of claims; `path` is where a claim keeps it."""

    name: str
    heading: str
    kind: Kind
    meaning: str
    path: str
    choices: tuple[str, ...] = ()


_FIELDS: tuple[_Field, ...] = (
    _Field("metric", "指标", "text", "what is measured, in the words of the report", "metric"),
    _Field("indicator", "标准指标", "text", "the standard indicator that it is", "indicator"),
    _Field("topic", "主题", "choice", "the field that it belongs to", "topic", get_args(Topic)),
    _Field("value", "数值", "decimal", "the number, or the lower end", "quantity.low"),
    _Field("value_max", "上限", "decimal", "the upper end of a range", "quantity.high"),
    _Field("unit", "单位", "text", "the unit without its multiplier", "quantity.unit"),
    _Field("qualifier", "约数", "choice", "how exact it is, or a bound", "qualifier", get_args(Qualifier)),
    _Field("measure", "类型", "choice", "what kind of figure it is", "measure", get_args(Measure)),
    _Field("direction", "方向", "choice", "where a change or gap goes", "direction", get_args(Direction)),
    _Field("status", "性质", "choice", "reached, or only planned", "status", get_args(Status)),
    _Field("period", "时期", "text", "2014, 2019/2023, 2015-H1, 2015-Q3, 2015-06", "period"),
    _Field("baseline", "基期", "text", "what a change is measured against", "baseline"),
    _Field("scope", "范围", "text", "the place or body whose figure it is", "scope"),
    _Field("text", "原文", "text", "number and unit as the report writes them", "text"),
    _Field("start", "起点", "integer", "first code point in the decoded text", "span.start"),
    _Field("end", "终点", "integer", "the code point behind the last one", "span.end"),
    _Field("line", "行", "integer", "line of the decoded text, from 1", "line"),
    _Field("page", "页", "integer", "page, from 1, where there are pages", "page"),
    _Field("sentence", "句子", "text", "the sentence, cleaned", "sentence"),
    _Field("section", "章节", "text", "the heading above it", "section"),
)


def _reader(field: _Field) -> Callable[[Claim], Cell]:
    get = attrgetter(field.path)
    if field.kind != "decimal":
        return get

    def digits(claim: Claim) -> str | None:
        number = get(claim)
        return None if number is None else plain(number)

    return digits


COLUMNS: tuple[Column[Claim], ...] = tuple(
    Column(field.name, field.heading, field.kind, field.meaning, _reader(field), field.choices) for field in _FIELDS
)
# What all columns hold of a claim in one go, numbers as they are; a column at a time takes longer.
held_by: Callable[[Claim], tuple[str | int | Decimal | None, ...]] = attrgetter(*(field.path for field in _FIELDS))

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


@functools.cache
def _version() -> str:
    from importlib import metadata  # it takes long to import

    return metadata.version("reportmine")


# What JSON says of a source, in its order.
SOURCE_COLUMNS: tuple[Column[Report], ...] = (
    Column("path", "文件", "text", "the file, as it was named; - for standard input", lambda r: r.source.path),
    Column("format", "格式", "text", "what kind of file it was", lambda r: r.source.format),
    Column("encoding", "编码", "text", "the encoding of its text", lambda r: r.source.encoding),
    Column("title", "标题", "text", "the title of the report", lambda r: r.title),
    Column("year", "年份", "integer", "the year of the report", lambda r: r.year),
    Column("sha256", "SHA-256", "text", "the digest of the file, in hexadecimal digits", lambda r: r.source.sha256),
)
REPORT_COLUMNS: tuple[Column[Report], ...] = (
    *SOURCE_COLUMNS,
    Column("segmenter", "分词器", "text", "what cut the words", lambda r: r.segmenter),
    Column("figures", "数据条数", "integer", "how many figures are shown", lambda r: len(r.claims)),
    Column("rejected", "排除条数", "integer", "how many numbers are no figures", lambda r: len(r.rejected)),
    Column("version", "版本", "text", "the reportmine that read it", lambda _: _version()),
)

# Flat formats put the report in front of each of its claims.
PATH = SOURCE_COLUMNS[0]
HEADER: tuple[str, ...] = (PATH.name, *(column.name for column in COLUMNS))
KINDS: tuple[Kind, ...] = (PATH.kind, *(column.kind for column in COLUMNS))


def headings(language: Language) -> tuple[str, ...]:
    """What stands above the cells of `rows`: `HEADER`, or its Chinese.

    >>> headings("zh")[:5]
    ('文件', '指标', '标准指标', '主题', '数值')
    """
    return (PATH.headed(language), *(column.headed(language) for column in COLUMNS))


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """One row a claim, as `HEADER` says: the report's path, then the cells of `COLUMNS`.

    >>> from reportmine.api import extract
    >>> [(row[0], row[1], row[4]) for row in rows(extract("举办培训20场。"))]
    [(None, '培训', '20')]
    """
    for claim in report.claims:
        yield (report.source.path, *(column.get(claim) for column in COLUMNS))


def report_rows(reports: Iterable[Report]) -> Iterator[tuple[Cell, ...]]:
    """One row a report, as `REPORT_COLUMNS` say."""
    for report in reports:
        yield tuple(column.get(report) for column in REPORT_COLUMNS)


def whole(text: str) -> str:
    r"""Text that UTF-8 can hold: the stand-ins for broken bytes in the name of a file become escapes.

    >>> whole("报告\udcff.txt")
    '报告\\udcff.txt'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text
