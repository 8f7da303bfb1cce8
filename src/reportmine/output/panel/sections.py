"""Panels as sections: what tables for the screen and for Markdown are drawn from (output/comparison/sections.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reportmine.comparison.panel.model import BodyRow, Observation, Panel
from reportmine.messages.catalogue import Say, say_in
from reportmine.messages.languages import Language
from reportmine.model.display import shown
from reportmine.output.comparison.sections import Heading, Line, Section
from reportmine.output.panel.wording import (
    PanelResult,
    digits_of,
    dispute_of,
    meanings,
    place_of,
    reason_of,
    signs_of,
    title_of,
)
from reportmine.output.terminal.cells import GAP, Cell, cell_len

_DOUBTED, _QUIET = "yellow", "dim"
# The room of names at most, where years are to stand beside them.
_NAMES = 16


def sections_of(result: PanelResult, language: Language, width: int | None = None) -> list[Section]:
    """The tables of all panels; on a screen of `width` cells years that have no room stand in a table of their own."""
    parts = (_of_panel(panel, language, width, sources=result.sources) for panel in result.panels)
    return list(chain.from_iterable(parts))


def _of_panel(panel: Panel, language: Language, width: int | None, *, sources: bool) -> Iterator[Section]:
    say, title = say_in(language), title_of(panel, language)
    if not panel.rows:
        yield Section(title, (), (), said=tuple(say(remark) for remark in panel.remarks))
        return
    columns = [_column(panel, at) for at in range(len(panel.years))]
    names = min(_NAMES, max(cell_len(shown(row.body)) for row in panel.rows))
    spans = list(_spans(columns, names, width))
    for start, end in spans:
        is_last = end == len(columns)
        yield _table(panel, start, end, title if not start else "", say, is_last=is_last)
    if sources:
        yield _sources(panel, say)


def _column(panel: Panel, at: int) -> list[Cell]:
    """The cells of a year below its heading, a sign behind each that is doubtful; those without one keep its place."""
    cells = [row.cells[at] for row in panel.rows]
    room = max((len(signs_of(cell)) for cell in cells if cell), default=0)
    return [Cell(str(panel.years[at]) + " " * room), *(_cell(cell, panel, room) for cell in cells)]


def _cell(cell: Observation | None, panel: Panel, room: int) -> Cell:
    if cell is None:
        return Cell("")
    style = _DOUBTED if {"unsure", "disputed"} & {*cell.marks} else _QUIET if cell.marks else ""
    return Cell(digits_of(cell.figure, panel) + signs_of(cell).ljust(room), style)


def _spans(columns: Sequence[Sequence[Cell]], names: int, width: int | None) -> Iterator[tuple[int, int]]:
    """As many years as have room beside the names, at least one."""
    wide = [max(cell_len(cell.text) for cell in column) + len(GAP) for column in columns]
    start, used = 0, names
    for at, one in enumerate(wide):
        if width is not None and at > start and used + one > width:
            yield start, at
            start, used = at, names
        used += one
    yield start, len(columns)


def _table(panel: Panel, start: int, end: int, title: str, say: Say, *, is_last: bool) -> Section:
    columns = [_column(panel, at) for at in range(start, end)]
    headings = (Heading(say("body"), elastic=True), *(Heading(column[0].text, right=True) for column in columns))
    lines = tuple(
        Line((Cell(shown(row.body)), *(column[at] for column in columns)), _disputes(panel, row, start, end, say))
        for at, row in enumerate(panel.rows, 1)
    )
    return Section(title, headings, lines, note=_note(panel, say) if is_last else "")


def _disputes(panel: Panel, row: BodyRow, start: int, end: int, say: Say) -> str:
    """What other figures say of the cells of a row."""
    cells = zip(panel.years[start:end], row.cells[start:end], strict=True)
    found = [(year, cell) for year, cell in cells if cell is not None and cell.rivals]
    return "; ".join(f"{year}: {dispute_of(cell, panel, say)}" for year, cell in found)


def _note(panel: Panel, say: Say) -> str:
    cells = [cell for _, _, cell in panel.observations]
    counts = say(
        "Figures shown: {count:,}. Reports looked through: {reports:,}.", count=len(cells), reports=panel.reports
    )
    return " ".join(filter(None, (counts, meanings(cells, say))))


def _sources(panel: Panel, say: Say) -> Section:
    texts = (say("body"), say("year"), say("figure"), say("where"), say("why this one"))
    headings = tuple(Heading(text, elastic=at == 3) for at, text in enumerate(texts))
    lines = tuple(
        Line(
            (
                Cell(shown(body)),
                Cell(str(year)),
                Cell(shown(cell.figure.claim.text)),
                Cell(place_of(cell.figure, say)),
                Cell(reason_of(cell, say), _QUIET),
            )
        )
        for body, year, cell in panel.observations
    )
    return Section(say("Where they stand"), headings, lines)
