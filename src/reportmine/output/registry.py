"""The formats that reports can be written in; what a format needs is imported when it is asked for."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from reportmine.errors import WritingError
from reportmine.model import Report
from reportmine.output.schema import Language
from reportmine.output.terminal.canvas import PAPER, Screen


class Style(NamedTuple):
    """How to write: `array` asks for a JSON array also of one report, `screen` is what a table is drawn on.

    `header` is the language of headings, in formats that have a choice, `language` that of a page's own words.
    """

    array: bool = False
    screen: Screen = PAPER
    header: Language = "en"
    language: Language = "zh"


PLAIN = Style()


class Format(NamedTuple):
    """A format: its name, the endings of its files, and how reports become text or bytes of it.

    `encoding` is that of a file of text, None where `render` gives bytes. `headed` says that the headings can be
    Chinese. `library` is what must be installed, by `extra` or by the extra of the format's name. `add_to` puts
    reports into a file that holds others, where the format can; `check` raises WritingError where that file
    forbids it.
    """

    name: str
    endings: tuple[str, ...]
    render: Callable[[Sequence[Report], Style], str | bytes]
    encoding: str | None = "utf-8"
    headed: bool = False
    library: str = ""
    extra: str = ""
    check: Callable[[str], None] | None = None
    add_to: Callable[[str, Sequence[Report]], None] | None = None


def _table(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.terminal.claims import to_table

    return to_table(reports, style.screen)


def _json(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.data.json.claims import to_json

    return to_json(reports, array=style.array)


def _jsonl(reports: Sequence[Report], _: Style) -> str:
    from reportmine.output.data.json.claims import to_jsonl

    return to_jsonl(reports)


def _csv(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.data.csv import to_csv

    return to_csv(reports, style.header)


def _markdown(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.data.markdown import to_markdown

    return to_markdown(reports, style.header)


def _xlsx(reports: Sequence[Report], style: Style) -> bytes:
    from reportmine.output.data.xlsx.claims import to_xlsx

    return to_xlsx(reports, style.header)


def _parquet(reports: Sequence[Report], _: Style) -> bytes:
    from reportmine.output.data.parquet import to_parquet

    return to_parquet(reports)


def _sqlite(reports: Sequence[Report], _: Style) -> bytes:
    from reportmine.output.data.sqlite.database import to_sqlite

    return to_sqlite(reports)


def _check_sqlite(path: str) -> None:
    from reportmine.output.data.sqlite.database import check

    check(path)


def _add_to_sqlite(path: str, reports: Sequence[Report]) -> None:
    from reportmine.output.data.sqlite.database import add_to

    add_to(path, reports)


def _html(reports: Sequence[Report], style: Style) -> str:
    from reportmine.output.html.report_page import page_of

    return page_of(reports, style.language)


FORMATS: tuple[Format, ...] = (
    Format("table", (".txt",), _table),
    Format("json", (".json",), _json),
    Format("jsonl", (".jsonl",), _jsonl),
    # Excel on Chinese Windows takes UTF-8 without this mark for GBK.
    Format("csv", (".csv",), _csv, encoding="utf-8-sig", headed=True),
    Format("html", (".html",), _html, library="jinja2", extra="page"),
    Format("markdown", (".md",), _markdown, headed=True),
    Format("xlsx", (".xlsx",), _xlsx, encoding=None, headed=True, library="xlsxwriter"),
    Format("parquet", (".parquet",), _parquet, encoding=None, library="pyarrow"),
    Format(
        "sqlite",
        (".sqlite", ".sqlite3", ".db"),
        _sqlite,
        encoding=None,
        check=_check_sqlite,
        add_to=_add_to_sqlite,
    ),
)
NAMED: dict[str, Format] = {form.name: form for form in FORMATS}


def format_of(path: str, formats: Sequence[Format] = FORMATS) -> Format | None:
    """The format that the ending of a file's name stands for, None for an unknown one.

    >>> format_of("out/claims.CSV").name, format_of("claims.doc")
    ('csv', None)
    """
    ending = PurePath(path).suffix.lower()
    return next((form for form in formats if ending in form.endings), None)


def ready(form: Format, target: str | None) -> None:
    """Raise WritingError, before reports are read for nothing, where `form` cannot be written to `target`."""
    if form.library and importlib.util.find_spec(form.library) is None:
        command = f"pip install 'reportmine[{form.extra or form.name}]'"
        raise WritingError(f"{form.name} needs {form.library}, which is not installed; install it with: {command}")
    if form.check and target is not None:
        form.check(target)
