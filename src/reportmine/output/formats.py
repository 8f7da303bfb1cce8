"""The formats that reports can be written in; what a format needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Literal, get_args

from reportmine.model import Report
from reportmine.output.screen import PAPER, Screen

Format = Literal["table", "json", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: dict[str, Format] = {".txt": "table", ".json": "json", ".jsonl": "jsonl", ".csv": "csv"}


def format_of(path: str) -> Format | None:
    """The format that the ending of a file's name stands for, None for an unknown one.

    >>> format_of("out/claims.CSV"), format_of("claims.doc")
    ('csv', None)
    """
    return ENDINGS.get(PurePath(path).suffix.lower())


def render(reports: Sequence[Report], form: Format, *, array: bool = False, screen: Screen = PAPER) -> str:
    """The reports as text in one format.

    `array` asks for a JSON array also of one report; `screen` is what a table is drawn on.
    """
    match form:
        case "table":
            from reportmine.output.table import to_table

            return to_table(reports, screen)
        case "json":
            from reportmine.output.records import to_json

            return to_json(reports, array=array)
        case "jsonl":
            from reportmine.output.records import to_jsonl

            return to_jsonl(reports)
        case "csv":
            from reportmine.output.csv_table import to_csv

            return to_csv(reports)
