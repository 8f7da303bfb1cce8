"""Reading: a file or standard input, in any format and Chinese encoding → a `Source`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from reportmine.errors import NotTextError, OwnResultError, ReadingError
from reportmine.faults import faults_told
from reportmine.lexicon.patterns import pattern
from reportmine.messages.message import Message, message
from reportmine.model import OcrMode, Source
from reportmine.readers import limits as reading_limits
from reportmine.readers.addresses import refuse_addresses
from reportmine.readers.digest import sha256_of
from reportmine.readers.document import Document
from reportmine.readers.limits import Limits
from reportmine.readers.lost_characters import remarks_on
from reportmine.readers.registry import read_with, reader_for
from reportmine.readers.sniffing.unsupported import refuse_known_formats
from reportmine.readers.text_tables import tables_in

__all__ = ["bytes_of", "read", "source_of_bytes", "source_of_text"]

STANDARD_INPUT = "-"

# Besides white space, characters that show nothing.
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x1a"


def is_file(path: str | Path | None) -> bool:
    """Whether a file is there: none is under a name that is too long for this system, or holds a NUL.

    >>> is_file("报" * 500), is_file("\\0"), is_file(None)
    (False, False, False)
    """
    try:
        return path is not None and Path(path).is_file()
    except (OSError, ValueError):
        return False


def read(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    ocr: OcrMode = "auto",
    limits: Mapping[str, int] | Limits | None = None,
) -> Source:
    r"""Read a text file, or standard input for "-", as a `Source` whose `raw` is all that offsets refer to.

    Newlines stay as they stand in the file. The encoding is detected (see `encoding.detection.decode`) unless given.
    `ocr` says which pages of a PDF file are read as pictures: those without text that can be read, "always" or "never".
    `limits` are others than the usual ones of how much is read (docs/reading.md, Limits): `{"pages": 20000}`.
    Raises ReadingError, one sentence with the path: no such file, a folder, no permission or any other
    failure of the system, empty, no text, in an encoding that is unknown, wrong or cannot be told.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "报告.txt")
    ...     _ = path.write_bytes("举办活动1000场\r\n".encode("gb18030"))
    ...     source = read(path)
    >>> source.raw, source.encoding, source.format
    ('举办活动1000场\r\n', 'gb18030', 'text')
    >>> read("没有.txt")
    Traceback (most recent call last):
    reportmine.errors.ReadingError: 没有.txt: no such file; check the path.
    """
    given = os.fspath(path)
    chosen = reading_limits.chosen(limits)
    return source_of_bytes(bytes_of(given), given, encoding=encoding, ocr=ocr, limits=chosen)


def bytes_of(path: str) -> bytes:
    """The bytes of a file, or of standard input for "-"; raises ReadingError, one sentence with the path."""
    try:
        return _standard_input() if path == STANDARD_INPUT else _bytes_of(path)
    except ReadingError as reason:
        raise reason.about(name_of(path)) from None


def source_of_bytes(
    data: bytes, path: str, *, encoding: str | None = None, ocr: OcrMode = "auto", limits: Limits | None = None
) -> Source:
    """The `Source` of a file whose bytes are at hand, such as one in an archive; raises ReadingError as `read` does.

    >>> source_of_bytes("粉丝近200万".encode(), "年报.zip/2023.txt").path
    '年报.zip/2023.txt'
    """
    try:
        with faults_told(), reading_limits.within(limits or reading_limits.current()):
            format_name, document = _read_as_document(data, path, encoding, ocr)
        if all(char.isspace() or char in _INVISIBLE for char in document.text):
            raise ReadingError("is empty; give a file with text in it.")
    except ReadingError as reason:
        raise reason.about(name_of(path)) from None
    return source_of_document(document, path, format_name, sha256_of(data))


def source_of_document(document: Document, path: str, format_name: str, sha256: str) -> Source:
    """The `Source` of a document that was taken out of a file of this name, format and digest."""
    text, codec, pages, headings, tables, remarks, markup, scans = document
    remarks = (*remarks, *remarks_on(text))
    return Source(text, path, format_name, codec, sha256, pages, headings, tables, remarks, markup, scans)


def name_of(path: str) -> str | Message:
    """What a file is called in a sentence: by its path, or that it is standard input.

    >>> name_of("报告.txt"), str(name_of("-"))
    ('报告.txt', 'standard input')
    """
    return message("standard input") if path == STANDARD_INPUT else path


def name_of_source(source: Source) -> str | Message:
    """What a source is called in a sentence.

    >>> str(name_of_source(Source("培训20场")))
    'the report'
    """
    return message("the report") if source.path is None else name_of(source.path)


def _read_as_document(data: bytes, path: str, encoding: str | None, ocr: OcrMode) -> tuple[str, Document]:
    """The format of a file, and what was taken out of it."""
    reader = reader_for(data, path)
    try:
        return reader.name, read_with(reader, data, encoding, ocr)
    except OwnResultError:
        raise
    except NotTextError:
        if not reader.pictured:
            refuse_known_formats(data)  # it had only the name of the format
        raise


def source_of_text(text: str) -> Source:
    """A `Source` of text that is at hand already, in no file: its path is None.

    >>> source_of_text("粉丝近200万").raw
    '粉丝近200万'
    """
    digest = sha256_of(text.encode("utf-8", "surrogatepass"))
    return Source(text, sha256=digest, tables=tables_in(text), remarks=remarks_on(text))


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise ReadingError("is not there; give a file.")
    try:
        return sys.stdin.buffer.read()
    except (OSError, ValueError) as error:  # ValueError: it was closed
        raise ReadingError("could not be read ({reason}); give a file.", reason=str(error)) from None


def _bytes_of(path: str) -> bytes:
    refuse_addresses(path)
    try:
        # Asked before opening, since Windows calls it a lack of permission to open a folder.
        if Path(path).is_dir():
            raise ReadingError("is a folder; give a file.")
        return Path(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        reason = _no_such_file(path)
    except PermissionError:
        reason = message("may not be read by this user; ask for the right to read it.")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        reason = message("could not be read ({reason}); check the path.", reason=why)
    except MemoryError:
        reason = message("is too large to be held in memory; split it.")
    raise ReadingError(reason)


# What sentences have and names of files hardly: their marks, a number with its unit at the end.
_SENTENCE = pattern("[，。；]|[0-9](?:[\u4e00-\u9fff]+|%)$")


def _no_such_file(path: str) -> Message:
    from reportmine.readers.near_names import near_path

    near = near_path(path)
    if near is None and _SENTENCE.search(path):
        return message("no such file; if this is the text itself: echo TEXT | reportmine extract -")
    if near is None:
        return message("no such file; check the path.")
    return message("no such file; did you mean {path}?", path=near)
