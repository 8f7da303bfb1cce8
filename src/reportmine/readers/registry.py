"""The formats that can be read, a row each: how it is known, and what reads it.

`READERS` is asked from top to bottom: the content decides where it tells, and the name only among formats
whose content does not (Markdown, CSV). What no other row takes is plain text, whose reader refuses what is none.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, NamedTuple

from reportmine.errors import ReadingError
from reportmine.extras import install_command
from reportmine.model import OcrMode
from reportmine.readers.document import Document
from reportmine.readers.sniffing.markup import is_markdown, is_mht, is_piece_of_html, is_web_page
from reportmine.readers.sniffing.office import is_pdf, office_kind
from reportmine.readers.sniffing.pictures import is_picture


class Reader(NamedTuple):
    """A format: its name, how bytes and name tell it, and the functions that read it, as "module:function".

    `read(data: bytes, encoding: str | None) -> Document` takes it apart. Where `convert(data: bytes) -> bytes` is
    given, that makes of the file one that `read` knows. Both raise ReadingError without a path, and are imported only
    when a file is read. `extra` is the extra of this project that installs what they import, empty for none.
    `pictured` says that it may hold pictures of text: `read` is then told, as `ocr`, whether to read them.
    """

    name: str
    matches: Callable[[bytes, str], bool]
    read: str
    convert: str = ""
    extra: str = ""
    pictured: bool = False


def _has_ending(*endings: str) -> Callable[[bytes, str], bool]:
    return lambda _, path: PurePath(path).suffix.lower() in endings


def _by_content(test: Callable[[bytes], bool]) -> Callable[[bytes, str], bool]:
    return lambda data, _: test(data)


def _is_office(*kinds: str) -> Callable[[bytes, str], bool]:
    return lambda data, _: office_kind(data) in kinds


def _is_rtf(data: bytes) -> bool:
    return data.lstrip().startswith(b"{\\rtf")


_DOCX, _TO_DOCX = "docx.reader:read", "libreoffice:to_docx"
_HTML, _MARKDOWN = "html.reader:read", "markdown.reader:read"

READERS: tuple[Reader, ...] = (
    Reader("docx", _is_office("docx"), _DOCX),
    Reader("xlsx", _is_office("xlsx"), "spreadsheets.xlsx:read", extra="xlsx"),
    Reader("pdf", _by_content(is_pdf), "pdf.reader:read", extra="pdf", pictured=True),
    Reader("picture", _by_content(is_picture), "pictures:read", extra="ocr", pictured=True),
    Reader("doc", _is_office("doc", "encrypted"), _DOCX, convert=_TO_DOCX),
    Reader("odt", _is_office("odt"), _DOCX, convert=_TO_DOCX),
    Reader("rtf", _by_content(_is_rtf), _DOCX, convert=_TO_DOCX),
    Reader("html", _by_content(is_web_page), _HTML),
    Reader("mht", _by_content(is_mht), "html.mht:read"),
    Reader("markdown", _has_ending(".md", ".markdown", ".mdown", ".mkd"), _MARKDOWN),
    Reader("csv", _has_ending(".csv", ".tsv"), "spreadsheets.delimited:read"),
    Reader("markdown", _by_content(is_markdown), _MARKDOWN),
    Reader("html", _by_content(is_piece_of_html), _HTML),
    Reader("text", lambda _data, _path: True, "plain_text:read"),
)


def reader_for(data: bytes, path: str) -> Reader:
    """The first reader whose format `data` is.

    >>> reader_for(b"%PDF-1.7 ...", "报告.txt").name, reader_for("粉丝近200万".encode(), "报告.txt").name
    ('pdf', 'text')
    """
    return next(reader for reader in READERS if reader.matches(data, path))


def read_with(reader: Reader, data: bytes, encoding: str | None, ocr: OcrMode = "auto") -> Document:
    """Read `data`; raises ReadingError, without a path, that names the command for a library not installed."""
    if reader.convert:
        data = _function(reader, reader.convert)(data)
    told = {"ocr": ocr} if reader.pictured else {}
    document: Document = _function(reader, reader.read)(data, encoding, **told)
    return document


def _function(reader: Reader, place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    try:
        function: Callable[..., Any] = getattr(importlib.import_module(f"reportmine.readers.{module}"), name)
    except ModuleNotFoundError as error:
        if not reader.extra or (error.name or "").startswith("reportmine"):
            raise
        raise not_installed(reader.name, reader.extra, error) from None
    return function


def not_installed(format_name: str, extra: str, error: ModuleNotFoundError) -> ReadingError:
    """What says, without a path, that an extra is missing to read a format, and the command that installs it."""
    return ReadingError(
        "is a {format} file, and {library} is not installed to read it; install it with: {command}",
        format=format_name.upper(),
        library=error.name or "",
        command=install_command(extra),
    )
