"""The sheet that explains a workbook: how it is used, what each column means, and the words that there are for it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib import metadata, resources
from typing import Any, Literal

from reportmine.corrections.tables.workbooks import LEGEND
from reportmine.model.schema import SCHEMA, Cell, Column, Language
from reportmine.output.data.xlsx.layout import SENTENCE
from reportmine.output.data.xlsx.workbook import Sheet

_MEANING = 70  # digits


def legend(columns: Iterable[Column[Any]], language: Language, of: Literal["figures", "comparison"]) -> Sheet:
    """The legend of a workbook of figures, or of a comparison.

    >>> from reportmine.model.schema import by_name
    >>> legend([by_name()["status"]], "zh", "figures").rows[-1]
    ('性质', 'status', '已经完成，还是计划目标', '完成 actual；目标 target')
    """
    words = tomllib.loads(resources.files(__package__).joinpath("assets", "legend.toml").read_text(encoding="utf-8"))
    said = words[language]
    notes = [*said["all"].items(), *said[of].items()]
    filled = {"version": metadata.version("reportmine"), "schema": SCHEMA}
    rows: list[tuple[Cell, ...]] = [(about, None, note.format_map(filled), None) for about, note in notes]
    rows += [_row(column, language) for column in columns]
    return Sheet(
        LEGEND[language == "zh"], said["headings"], ["text"] * 4, rows, frozen=1, room={2: _MEANING, 3: SENTENCE}
    )


def _row(column: Column[Any], language: Language) -> tuple[Cell, ...]:
    other: Language = "en" if language == "zh" else "zh"
    pairs = [(value, word) if language == "en" else (word, value) for value, word in column.choices.items()]
    listed = ("；" if language == "zh" else "; ").join(" ".join(pair) for pair in pairs)
    return column.headed(language), column.headed(other), column.means(language), listed or None
