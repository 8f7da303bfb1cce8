"""Panels as one flat table, a row a cell: what CSV and workbooks are written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportmine.comparison.panel.model import Observation, Panel
from reportmine.messages.catalogue import Say, say_in
from reportmine.model.digits import plain
from reportmine.model.schema import PATH, Language, by_name
from reportmine.output.comparison.grid import Grid, Values, field, of_column
from reportmine.output.panel.wording import PanelResult, dispute_of, in_unit, reason_of, unit_of

_MARKS = {
    "unsure": "存疑",
    "disputed": "说法不一",
    "later": "次年报告所述",
    "no_year": "未写年份",
}
# fmt: off
FIELDS = (
    field("body", "单位", "text", "whose figure it is", "数字属于哪个地区或单位"),
    field("year", "年份", "integer", "of which year", "哪一年"),
    of_column(replace(by_name()["metric"], held="", meaning="what was asked for", meaning_zh="所要的指标")),
    field("value", "数值", "decimal", "the value in the unit beside it", "数值，单位见旁列"),
    field("value_max", "上限", "decimal", "the upper end of a range", "区间的上限"),
    field("unit", "计量单位", "text", "the unit, the same for all figures of a metric", "计量单位，同一指标统一"),
    of_column(by_name()["qualifier"]),
    field("mark", "提示", "text", "why to look at it again, several with a comma", "需要再看一眼的原因，可有几个",
          **_MARKS),
    field("rivals", "其他说法", "text", "what other figures of the same say, and where", "同一数字的其他说法及出处"),
    field("found", "符合条数", "integer", "how many figures would fit", "符合条件的数字有几个"),
    field("why", "选用理由", "text", "why this figure is shown and no other", "为什么选用这个数字"),
    of_column(by_name()["confidence"]),
    of_column(PATH),
    *(of_column(by_name()[name]) for name in ("line", "page", "text", "sentence")),
    field("named", "报告中的名称", "text", "what the report calls it", "报告中的叫法"),
)
# fmt: on
HEADER = ("body", "year", "metric", "value")


def grid_of(result: PanelResult, language: Language = "en") -> Grid:
    """The table of all panels, below `FIELDS`."""
    say = say_in(language)
    rows = [
        _row(panel, body, year, cell, say, language)
        for panel in result.panels
        for body, year, cell in panel.observations
    ]
    return Grid(FIELDS, rows)


def _row(panel: Panel, body: str, year: int, cell: Observation, say: Say, language: Language) -> Values:
    claim, figure = cell.figure.claim, cell.figure
    return {
        "body": body,
        "year": year,
        "metric": panel.metric,
        "value": plain(in_unit(figure.value, panel)),
        "value_max": None if figure.high is None else plain(in_unit(figure.high, panel)),
        "unit": unit_of(panel),
        "qualifier": claim.qualifier,
        "mark": ", ".join(marks_of(cell, language)) or None,
        "rivals": dispute_of(cell, panel, say) or None,
        "found": cell.found,
        "why": reason_of(cell, say) or None,
        "confidence": claim.confidence,
        "path": figure.path,
        "line": claim.line,
        "page": claim.page,
        "text": claim.text,
        "sentence": claim.sentence,
        "named": claim.metric,
    }


def marks_of(cell: Observation, language: Language) -> Iterator[str]:
    """What is doubtful about a cell, in the words of the column `mark`."""
    for mark in cell.marks:
        yield _MARKS[mark.replace(" ", "_")] if language == "zh" else mark
