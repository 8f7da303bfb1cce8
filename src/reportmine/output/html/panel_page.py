"""Panels as a page: a chart of the largest bodies, the table, and below it where each figure stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportmine.comparison.panel.model import BodyRow, Observation, Panel
from reportmine.comparison.panel.ordering import ordered
from reportmine.messages.catalogue import Say, say_in
from reportmine.model import Span
from reportmine.model.schema import Language
from reportmine.output.html.charts import Point, trend
from reportmine.output.html.line_chart import COLOURS, Curve, lines
from reportmine.output.html.templates import filled
from reportmine.output.html.translations import Words
from reportmine.output.panel.wording import (
    PanelResult,
    digits_of,
    dispute_of,
    in_unit,
    meanings,
    place_of,
    reason_of,
    signs_of,
    title_of,
)

_WIDE, _NARROW = 860, 340


class Cell(NamedTuple):
    """A cell of the table: its value and signs, and the mark of its source on the page; empty where there is none."""

    value: str = ""
    signs: str = ""
    source: str = ""


class Source(NamedTuple):
    """Where a figure stands: the mark that its cell leads to, and all that is to be said of it."""

    id: str
    body: str
    year: int
    value: str
    place: str
    sentence: str
    mark: Span
    notes: tuple[str, ...]


class Table(NamedTuple):
    """A panel: its title, its chart for wide and for narrow screens, its rows, and what stands below them."""

    id: str
    title: str
    wide: str
    narrow: str
    caption: str
    years: tuple[int, ...]
    rows: list[tuple[str, list[Cell], str]]
    sources: list[Source]
    signs: str
    remarks: list[str]


def page_of(result: PanelResult, language: Language = "zh") -> str:
    """Panels as one HTML page; raises WritingError where Jinja2 is not installed.

    >>> from reportmine.api import extract
    >>> from reportmine.comparison.panel.building import series
    >>> reports = [extract(f"云屏市{year}年统计公报\\n{year}年，全市生产总值1200亿元。") for year in (2022, 2023)]
    >>> page = page_of(PanelResult((series(reports, "GDP"),)))
    >>> page.count("<circle"), "亿元" in page
    (6, True)
    """
    words = Words(language)
    tables = [_table(panel, at, words) for at, panel in enumerate(result.panels)]
    title = " · ".join(panel.metric for panel in result.panels)
    return filled("panel.jinja", extra_style="panel.css", title=title, tables=tables, w=words)


def _table(panel: Panel, at: int, words: Words) -> Table:
    say, title = say_in(words.language), title_of(panel, words.language)
    largest = ordered(panel, "value").rows[:COLOURS]
    curves = [Curve(row.body, _points(row, panel)) for row in largest] if len(panel.years) > 1 else []
    wide, narrow = (lines(curves, width, title) if curves else "" for width in (_WIDE, _NARROW))
    cut = words["panel"]["largest"].format(count=COLOURS) if len(panel.rows) > COLOURS else ""
    rows, sources = [], []
    for number, row in enumerate(panel.rows):
        marks = [f"p{at}-{number}-{year}" for year in panel.years]
        cells = [_cell(cell, panel, mark) for cell, mark in zip(row.cells, marks, strict=True)]
        rows.append((row.body, cells, trend(_points(row, panel), row.body) if len(panel.years) > 1 else ""))
        filled_cells = zip(panel.years, row.cells, marks, strict=True)
        sources += [_source(panel, row.body, year, cell, mark, say) for year, cell, mark in filled_cells if cell]
    signs = meanings([cell for _, _, cell in panel.observations], say)
    remarks = [say(remark) for remark in panel.remarks]
    return Table(f"p{at}", title, wide, narrow, cut, panel.years, rows, sources, signs, remarks)


def _points(row: BodyRow, panel: Panel) -> Sequence[Point]:
    return [
        Point(str(year), in_unit(cell.figure.value, panel), digits_of(cell.figure, panel))
        if cell
        else Point(str(year), None)
        for year, cell in zip(panel.years, row.cells, strict=True)
    ]


def _cell(cell: Observation | None, panel: Panel, mark: str) -> Cell:
    return Cell() if cell is None else Cell(digits_of(cell.figure, panel), signs_of(cell), mark)


def _source(panel: Panel, body: str, year: int, cell: Observation, mark: str, say: Say) -> Source:
    claim = cell.figure.claim
    notes = (
        meanings([cell], say),
        dispute_of(cell, panel, say),
        reason_of(cell, say),
    )
    return Source(
        mark,
        body,
        year,
        digits_of(cell.figure, panel),
        place_of(cell.figure, say),
        claim.sentence,
        claim.mark,
        tuple(filter(None, notes)),
    )
