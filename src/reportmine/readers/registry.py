"""The formats that can be read, each with how it is known and the module that reads it.

`READERS` is asked from top to bottom: the content decides where it tells, and the name only among formats
whose content does not (Markdown, CSV). What no reader takes is plain text, or is refused by `formats`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from reportmine.errors import ReadingError
from reportmine.readers.document import Document
from reportmine.readers.sniffing.markup import is_markdown, is_mht, is_piece_of_html, is_web_page
from reportmine.readers.sniffing.office import is_pdf, office_kind


class Reader(NamedTuple):
    """A format: its name, how bytes and name tell it, and the module of this package that reads it.

    The module has a function `read(data: bytes, encoding: str | None) -> Document`, which raises
    ReadingError without a path. `extra` is the extra of this project that installs what the module
    imports, empty where it needs nothing.
    """

    name: str
    fits: Callable[[bytes, str], bool]
    module: str
    extra: str = ""


def _ends(*endings: str) -> Callable[[bytes, str], bool]:
    return lambda _, path: PurePath(path).suffix.lower() in endings


def _is(told: Callable[[bytes], bool]) -> Callable[[bytes, str], bool]:
    return lambda data, _: told(data)


def _is_office(*kinds: str) -> Callable[[bytes, str], bool]:
    return lambda data, _: office_kind(data) in kinds


READERS: tuple[Reader, ...] = (
    Reader("docx", _is_office("docx"), "docx.reader"),
    Reader("xlsx", _is_office("xlsx"), "spreadsheets.xlsx", "xlsx"),
    Reader("pdf", lambda data, _: is_pdf(data), "pdf.reader", "pdf"),
    Reader("doc", _is_office("doc", "encrypted"), "libreoffice"),
    Reader("odt", _is_office("odt"), "libreoffice"),
    Reader("rtf", lambda data, _: data.lstrip().startswith(b"{\\rtf"), "libreoffice"),
    Reader("html", _is(is_web_page), "html.reader"),
    Reader("mht", _is(is_mht), "html.mht"),
    Reader("markdown", _ends(".md", ".markdown", ".mdown", ".mkd"), "markdown.reader"),
    Reader("csv", _ends(".csv", ".tsv"), "spreadsheets.delimited"),
    Reader("markdown", _is(is_markdown), "markdown.reader"),
    Reader("html", _is(is_piece_of_html), "html.reader"),
)


def reader_for(data: bytes, path: str) -> Reader | None:
    """The first reader whose format `data` is; None for plain text.

    >>> reader_for("粉丝近200万".encode(), "报告.txt") is None
    True
    """
    return next((reader for reader in READERS if reader.fits(data, path)), None)


def read_with(reader: Reader, data: bytes, encoding: str | None) -> Document:
    """Read `data`; raises ReadingError, without a path, that names the command for a library not installed."""
    try:
        module = importlib.import_module(f"reportmine.readers.{reader.module}")
    except ModuleNotFoundError as error:
        if not reader.extra or (error.name or "").startswith("reportmine"):
            raise
        raise ReadingError(
            f"is a {reader.name.upper()} file, and {error.name} is not installed to read it; "
            f"install it with: pip install 'reportmine[{reader.extra}]'"
        ) from None
    document: Document = module.read(data, encoding)
    return document
