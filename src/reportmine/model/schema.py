"""The fields of claims and reports: each is declared in one row here, and every format follows it.

A row says what a field is called, in English and in Chinese, what it holds, where a claim or report keeps it, and
where people see it. Formats for programs (CSV, JSON, Excel, Parquet, SQLite) have all fields in this order; what type
a kind of field has there is theirs to say. `docs/schema.md` is made of the rows: run `python docs/make_schema.py`
after a change.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar, cast

from reportmine.messages.languages import Language as Language
from reportmine.model.claim import Claim, Measure, Qualifier, Report, Status, Topic
from reportmine.model.digits import plain

Cell = str | int | float | None
# A decimal is a figure of the report, exact to its last digit; a real is reckoned.
Kind = Literal["text", "choice", "decimal", "integer", "real"]
Of = TypeVar("Of")
Place = Literal["markdown", "view", "side"]

# Its number is raised when a column is renamed, taken away or given another meaning.
SCHEMA = "reportmine.claims/2"


@dataclass(frozen=True)
class Column(Generic[Of]):
    """A field: its stable name, its Chinese heading, what it holds, where that is kept, and where people see it.

    `held` names the attribute that holds it, or is the function that works it out; `choices` are the values that there
    are, each with its Chinese word; `meaning_zh` is its meaning in Chinese. `markdown`, `view` and `side` are its
    places, from 1 on, in a table of Markdown, in the view `figures` of the database, and among the columns that a
    flat comparison has for each of its two sides; 0 leaves it out, and of equal places the upper row comes first.
    `view_name` is its name in the view, where that is another one; `detail` shows it below its row on the HTML page.
    """

    name: str
    heading: str
    kind: Kind
    meaning: str
    held: str | Callable[[Of], Cell]
    choices: Mapping[str, str] = field(default_factory=dict)
    markdown: int = 0
    view: int = 0
    view_name: str = ""
    side: int = 0
    detail: bool = False
    meaning_zh: str = ""

    @functools.cached_property
    def get(self) -> Callable[[Of], Cell]:
        """What reads the field: numbers as plain digits."""
        if callable(self.held):
            return self.held
        read = attrgetter(self.held)
        return (lambda of: _digits(read(of))) if self.kind == "decimal" else read

    def headed(self, language: Language) -> str:
        """What stands above the column in a table for people."""
        return self.heading if language == "zh" else self.name

    def means(self, language: Language) -> str:
        """What the column holds, in words."""
        return self.meaning_zh if language == "zh" and self.meaning_zh else self.meaning

    def chosen(self, said: str) -> str:
        """The value of a choice by its word of either language, however it is typed; other words as they are.

        >>> [by_name()[name].chosen(word) for name, word in (("topic", " 经 济"), ("qualifier", "ＡＴ least"))]
        ['economy', 'at_least']
        """
        return self._values.get(typed(said), said)

    @functools.cached_property
    def _values(self) -> dict[str, str]:
        """The values by what may be typed for them."""
        return by_word(self.choices)

    def said(self, cell: Cell, language: Language) -> Cell:
        """What a cell of the column says in a table for people: of a choice its word in their language.

        >>> by_name()["topic"].said("economy", "zh"), by_name()["topic"].said("economy", "en")
        ('经济', 'economy')
        """
        return self.choices.get(cell, cell) if language == "zh" and isinstance(cell, str) else cell


def by_word(choices: Mapping[str, str]) -> dict[str, str]:
    """The values of choices by what may be typed for them: themselves, or their Chinese words."""
    return {typed(word): value for value, zh in choices.items() for word in (value, zh)}


def typed(word: str) -> str:
    """A word without what a keyboard adds to it: full width, capitals, spaces.

    >>> typed(" ＡＴ least"), typed("at_least")
    ('atleast', 'atleast')
    """
    return "".join(unicodedata.normalize("NFKC", word).replace("_", " ").split()).casefold()


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


# The order is the order in which tables show the topics.
TOPICS: Mapping[Topic, str] = MappingProxyType(
    {
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
)
MEASURES: Mapping[Measure, str] = MappingProxyType(
    {"level": "水平", "change": "变化", "share": "占比", "ratio": "倍比", "rank": "位次", "gap": "差距"}
)
STATUSES: Mapping[Status, str] = MappingProxyType({"actual": "完成", "target": "目标"})
DIRECTIONS: Mapping[str, str] = MappingProxyType({"up": "上升", "down": "下降"})
QUALIFIERS: Mapping[Qualifier, str] = MappingProxyType(
    {
        "exact": "确数",
        "about": "约数",
        "nearly": "接近",
        "over": "超过",
        "at_least": "不少于",
        "at_most": "不超过",
        "range": "区间",
    }
)
# What the fields may hold that are no text of the report, by the name of the field, each value with its Chinese word.
CHOICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "topic": cast("Mapping[str, str]", TOPICS),
        "qualifier": cast("Mapping[str, str]", QUALIFIERS),
        "measure": cast("Mapping[str, str]", MEASURES),
        "direction": DIRECTIONS,
        "status": cast("Mapping[str, str]", STATUSES),
    }
)

# A row a field: what it is, then where people see it.
# fmt: off
COLUMNS: tuple[Column[Claim], ...] = (
    Column("metric", "指标", "text", "what is measured, in the words of the report", "metric",
           markdown=1, view=2, side=1,
           meaning_zh="报告原文中被度量的事项"),
    Column("indicator", "标准指标", "text", "the standard indicator that it is", "indicator", view=3, detail=True,
           meaning_zh="对应的标准统计指标"),
    Column("topic", "主题", "choice", "the field that it belongs to", "topic", CHOICES["topic"], view=4,
           meaning_zh="所属领域"),
    Column("value", "数值", "decimal", "the number, or the lower end", "quantity.low", markdown=3, view=6, side=1,
           meaning_zh="数字，区间则为下限；万、亿已换算"),
    Column("value_max", "上限", "decimal", "the upper end of a range", "quantity.high", markdown=4, view=7, side=2,
           meaning_zh="区间的上限"),
    Column("unit", "单位", "text", "the unit without its multiplier", "quantity.unit", markdown=5, view=8, side=3,
           meaning_zh="不含万、亿等倍数的单位"),
    Column("qualifier", "约数", "choice", "how exact it is, or a bound", "qualifier", CHOICES["qualifier"],
           markdown=6, view=9, side=4,
           meaning_zh="数字的确切程度或界限"),
    Column("measure", "类型", "choice", "what kind of figure it is", "measure", CHOICES["measure"],
           markdown=7, view=10, view_name="kind",
           meaning_zh="数字的种类"),
    Column("direction", "方向", "choice", "where a change or gap goes", "direction", CHOICES["direction"],
           markdown=8, view=11, side=5,
           meaning_zh="变化或差距的方向"),
    Column("status", "性质", "choice", "reached, or only planned", "status", CHOICES["status"], markdown=9, view=12,
           meaning_zh="已经完成，还是计划目标"),
    Column("period", "时期", "text", "2014, 2019/2023, 2015-H1, 2015-Q3, 2015-06", "period",
           markdown=10, view=13, side=5,
           meaning_zh="所属时期，如 2014、2019/2023、2015-H1、2015-Q3、2015-06"),
    Column("baseline", "基期", "text", "what a change is measured against", "baseline",
           markdown=11, view=14, view_name="compared_with", detail=True,
           meaning_zh="变化所对照的时期"),
    Column("scope", "范围", "text", "the place or body whose figure it is", "scope",
           markdown=12, view=15, view_name="whose", detail=True,
           meaning_zh="数字所属的地区或单位"),
    Column("text", "原文", "text", "number and unit as the report writes them", "text",
           markdown=2, view=5, view_name="figure", side=6,
           meaning_zh="报告中的数字与单位原样"),
    Column("start", "起点", "integer", "first code point in the decoded text", "span.start", side=9,
           meaning_zh="在解码文本中的起始字符位置"),
    Column("end", "终点", "integer", "the code point behind the last one", "span.end", side=10,
           meaning_zh="在解码文本中的结束位置（末字符之后）"),
    Column("line", "行", "integer", "line of the decoded text, from 1", "line", markdown=14, view=19, side=8,
           meaning_zh="在解码文本中的行号，从 1 起"),
    Column("page", "页", "integer", "page, from 1, where there are pages", "page", markdown=13, view=18,
           meaning_zh="页码，从 1 起；无页则空"),
    Column("sentence", "句子", "text", "the sentence, cleaned", "sentence", markdown=15, view=16, side=11,
           meaning_zh="所在句子，已清理"),
    Column("section", "章节", "text", "the heading above it", "section", view=17, detail=True,
           meaning_zh="所在章节的标题"),
    Column("confidence", "置信度", "real",
           "0 to 1: how often claims of this sureness had name, measure and status right on unseen kinds of reports",
           "confidence", markdown=14, view=19, detail=True,
           meaning_zh="0 至 1：同等把握的数字中，指标、类型、性质均正确的比例"),
    Column("box", "图上位置", "text",
           "left, top, right and bottom on the picture of its page, in parts of it, where it was read of one",
           "box_on_page",
           meaning_zh="从图片识别时，在该页图片上的左、上、右、下位置，以宽高的比例表示"),
)
# fmt: on


@functools.cache
def version() -> str:
    """The version of reportmine that is installed."""
    from importlib import metadata  # it takes long to import

    return metadata.version("reportmine")


# What JSON says of a source, in its order.
# fmt: off
SOURCE_COLUMNS: tuple[Column[Report], ...] = (
    Column("path", "文件", "text", "the file, as it was named; - for standard input", "source.path",
           markdown=1, view=20, side=7,
           meaning_zh="文件名，以给出时为准；- 表示标准输入"),
    Column("format", "格式", "text", "what kind of file it was", "source.format",
           meaning_zh="文件格式"),
    Column("encoding", "编码", "text", "the encoding of its text", "source.encoding",
           meaning_zh="文本编码"),
    Column("title", "标题", "text", "the title of the report", "title",
           meaning_zh="报告标题"),
    Column("year", "年份", "integer", "the year of the report", "year", markdown=2, view=1, view_name="report_year",
           meaning_zh="报告年份"),
    Column("sha256", "SHA-256", "text", "the digest of the file, in hexadecimal digits", "source.sha256",
           meaning_zh="文件的 SHA-256 摘要"),
)
REPORT_COLUMNS: tuple[Column[Report], ...] = (
    *SOURCE_COLUMNS,
    Column("segmenter", "分词器", "text", "what cut the words", "segmenter",
           meaning_zh="所用分词器"),
    Column("figures", "数据条数", "integer", "how many figures are shown", lambda report: len(report.claims),
           markdown=3,
           meaning_zh="列出的数据条数"),
    Column("rejected", "排除条数", "integer", "how many numbers are no figures", lambda report: len(report.rejected),
           markdown=4,
           meaning_zh="不算数据的数字条数"),
    Column("version", "版本", "text", "the reportmine that read it", lambda _: version(),
           meaning_zh="读取该报告的 reportmine 版本"),
)
# fmt: on

# Flat formats put the report in front of each of its claims.
PATH = SOURCE_COLUMNS[0]


def shown_in(place: Place, columns: Iterable[Column[Any]]) -> list[Column[Any]]:
    """The columns that people see in some place, in the order in which they stand there.

    >>> [column.name for column in shown_in("markdown", COLUMNS)][:3]
    ['metric', 'text', 'value']
    """
    at = attrgetter(place)
    return sorted(filter(at, columns), key=at)


def headings(language: Language) -> tuple[str, ...]:
    """What stands above the cells of `rows`: the stable names, or the Chinese headings.

    >>> headings("en")[:3], headings("zh")[:3]
    (('path', 'metric', 'indicator'), ('文件', '指标', '标准指标'))
    """
    return (PATH.headed(language), *(column.headed(language) for column in COLUMNS))


def by_heading() -> dict[str, str]:
    """The stable names of all columns, of figures and of reports, by what may stand above them.

    >>> by_heading()["指标"], by_heading()["metric"], by_heading()["SHA-256"]
    ('metric', 'metric', 'sha256')
    """
    columns: tuple[Column[Any], ...] = (*COLUMNS, *REPORT_COLUMNS)
    return {heading: column.name for column in columns for heading in (column.name, column.heading)}


@functools.cache
def by_name() -> Mapping[str, Column[Claim]]:
    """The columns of figures by their stable names."""
    return MappingProxyType({column.name: column for column in COLUMNS})


def kinds() -> tuple[Kind, ...]:
    """What the cells of `rows` are."""
    return (PATH.kind, *(column.kind for column in COLUMNS))


def rows(report: Report, language: Language = "en") -> Iterator[tuple[Cell, ...]]:
    """One row a claim, below `headings`: the report's path, then the cells of `COLUMNS`, choices in the language.

    >>> from reportmine.api import extract
    >>> [(row[0], row[1], row[4]) for row in rows(extract("举办培训20场。"))]
    [(None, '培训', '20')]
    """
    chosen = [column for column in COLUMNS if column.choices] if language == "zh" else []
    for claim in report.claims:
        found = record(claim)
        for column in chosen:
            found[column.name] = column.said(found[column.name], language)
        yield (report.source.path, *found.values())


def record(claim: Claim) -> dict[str, Any]:
    """The fields of a claim under their names, in the order of `COLUMNS`.

    >>> from reportmine.api import extract
    >>> list(record(extract("举办培训20场。").claims[0]).items())[3:6]
    [('value', '20'), ('value_max', None), ('unit', '场')]
    """
    names, decimals, read = _claim_reader()
    found = dict(zip(names, read(claim), strict=True))
    for name in decimals:
        if (number := found[name]) is not None:
            found[name] = plain(number)
    return found


@functools.cache
def _claim_reader() -> tuple[list[str], list[str], Callable[[Claim], tuple[Any, ...]]]:
    """The names of all fields, those of them that are decimals, and what reads all in one go, which saves time."""
    names = [column.name for column in COLUMNS]
    decimals = [column.name for column in COLUMNS if column.kind == "decimal"]
    return names, decimals, attrgetter(*(str(column.held) for column in COLUMNS))


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
