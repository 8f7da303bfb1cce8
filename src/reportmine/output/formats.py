"""The formats that reports can be written in; what a format needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from reportmine.model import Report
from reportmine.output.language import Language
from reportmine.output.screen import PAPER, Screen


class Style(NamedTuple):
    """How to write: `array` asks for a JSON array also of one report, `screen` is what a table is drawn on.

    `language` is that of the words of a page.
    """

    array: bool = False
    screen: Screen = PAPER
    language: Language = "zh"


class Format(NamedTuple):
    """A format: its name, the endings of its files, and how reports become text or bytes.

    `encoding` is that of a file of text, None where `render` gives bytes.
    """

    name: str
    endings: tuple[str, ...]
    render: Callable[[Sequence[Report], Style], str | bytes]
    encoding: str | None = "utf-8"


def _table(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.table import to_table

    return to_table(reports, style.screen)


def _json(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.records import to_json

    return to_json(reports, array=style.array)


def _jsonl(reports: Sequence[Report], _: Style) -> str:
    from reportmine.output.records import to_jsonl

    return to_jsonl(reports)


def _csv(reports: Sequence[Report], _: Style) -> str:
    from reportmine.output.csv_table import to_csv

    return to_csv(reports)


def _html(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.page import page_of

    return page_of(reports, style.language)


FORMATS: tuple[Format, ...] = (
    Format("table", (".txt",), _table),
    Format("json", (".json",), _json),
    Format("jsonl", (".jsonl",), _jsonl),
    # Excel on Chinese Windows takes UTF-8 without this mark for GBK.
    Format("csv", (".csv",), _csv, encoding="utf-8-sig"),
    Format("html", (".html",), _html),
)
NAMED: dict[str, Format] = {form.name: form for form in FORMATS}
ENDINGS: dict[str, Format] = {ending: form for form in FORMATS for ending in form.endings}


def format_of(path: str) -> Format | None:
    """The format that the ending of a file's name stands for, None for an unknown one.

    >>> format_of("out/claims.CSV").name, format_of("claims.doc")
    ('csv', None)
    """
    return ENDINGS.get(PurePath(path).suffix.lower())
