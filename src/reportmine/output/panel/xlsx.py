"""Panels as an Excel workbook: a sheet a metric, bodies by years as people read them, and one with all cells."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.panel.model import Panel
from reportmine.messages.catalogue import say_in
from reportmine.model.digits import plain
from reportmine.model.schema import Cell, Kind, Language
from reportmine.output.data.xlsx.legend import legend
from reportmine.output.data.xlsx.workbook import Sheet, workbook
from reportmine.output.panel.grid import grid_of, marks_of
from reportmine.output.panel.wording import PanelResult, in_unit, title_of

# In digits, and in characters: what Excel allows, and what it forbids in the name of a sheet.
_SENTENCE, _NAME = 48, 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def to_xlsx(result: PanelResult, header: Language = "en") -> bytes:
    """The workbook of panels; what is doubtful about cells stands in a column beside their year."""
    names = sheet_names([title_of(panel, header) for panel in result.panels])
    grid = grid_of(result, header)
    tables = [_table(name, panel, header) for name, panel in zip(names, result.panels, strict=True)]
    flat = Sheet(
        "全部" if header == "zh" else "all",
        grid.headings(header),
        [field.kind for field in grid.fields],
        grid.cells(header),
        3,
        room={at: _SENTENCE for at, field in enumerate(grid.fields) if field.name in ("sentence", "rivals", "why")},
    )
    return workbook([*tables, flat, legend(grid.fields, header, "comparison")], " · ".join(names))


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that Excel takes, no two alike.

    >>> sheet_names(["GDP (亿元)", "a/b", "a?b"])
    ['GDP (亿元)', 'a b', 'a b 2']
    """
    names: list[str] = []
    for title in titles:
        bare = " ".join(title.translate(_FORBIDDEN).split()) or "-"
        taken = sum(name.startswith(bare[: _NAME - 3]) for name in names)
        names.append(bare[:_NAME] if not taken else f"{bare[: _NAME - 3]} {taken + 1}")
    return names


def _table(name: str, panel: Panel, language: Language) -> Sheet:
    """Bodies by years; a year of which something is doubtful has a column behind it that says what."""
    say = say_in(language)
    columns: list[tuple[str, Kind, list[Cell]]] = [(say("body"), "text", [row.body for row in panel.rows])]
    for at, year in enumerate(panel.years):
        cells = [row.cells[at] for row in panel.rows]
        values = [None if cell is None else plain(in_unit(cell.figure.value, panel)) for cell in cells]
        doubts = [", ".join(marks_of(cell, language)) or None if cell else None for cell in cells]
        columns.append((str(year), "decimal", [*values]))
        if any(doubts):
            columns.append((say("{year}: look at", year=year), "text", [*doubts]))
    headings, kinds, filled = zip(*columns, strict=True)
    return Sheet(name, headings, kinds, list(zip(*filled, strict=True)), frozen=1)
