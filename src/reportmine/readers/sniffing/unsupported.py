"""Files that are no text, known by the bytes they begin with, so that the message can say what they are."""

from __future__ import annotations

from typing import NamedTuple

from reportmine.errors import NotTextError
from reportmine.messages.message import Message, message
from reportmine.readers.sniffing.office import OLE, ZIP


class _Format(NamedTuple):
    """A format: the bytes at its beginning, bytes that stand somewhere inside, and what a user calls it."""

    start: bytes
    inside: bytes
    name: Message
    advice: Message


_AS_TEXT = message("save it as text first")
_UNPACK = message("unpack it and give the files in it")
_PICTURE = message("put it through character recognition first")

# The first row that fits decides: of those that begin alike the one that asks for nothing inside stands last.
_FORMATS = (
    _Format(ZIP, b"ppt/", message("a PowerPoint file (PPTX)"), _AS_TEXT),
    _Format(ZIP, b"application/vnd.oasis.opendocument", message("an OpenDocument file"), _AS_TEXT),
    _Format(ZIP, b"application/epub+zip", message("an EPUB book"), _AS_TEXT),
    _Format(ZIP, b"", message("a ZIP archive"), _UNPACK),
    _Format(b"PK\x05\x06", b"", message("an empty ZIP archive"), _UNPACK),
    _Format(OLE, "Workbook".encode("utf-16-le"), message("an old Excel file (XLS)"), message("save it as XLSX first")),
    _Format(OLE, "PowerPoint Document".encode("utf-16-le"), message("an old PowerPoint file (PPT)"), _AS_TEXT),
    _Format(
        OLE,
        b"",
        message("an old Office or WPS file without a text in it, or cut off"),
        message("open it there and save it as DOCX"),
    ),
    _Format(b"\x1f\x8b", b"", message("a gzip archive"), _UNPACK),
    _Format(b"BZh", b"\x31\x41\x59\x26\x53\x59", message("a bzip2 archive"), _UNPACK),
    _Format(b"\xfd7zXZ\0", b"", message("an xz archive"), _UNPACK),
    _Format(b"7z\xbc\xaf\x27\x1c", b"", message("a 7z archive"), _UNPACK),
    _Format(b"Rar!\x1a\x07", b"", message("a RAR archive"), _UNPACK),
    _Format(b"\x89PNG\r\n\x1a\n", b"", message("a PNG image"), _PICTURE),
    _Format(b"\xff\xd8\xff", b"", message("a JPEG image"), _PICTURE),
    _Format(b"GIF8", b"\0", message("a GIF image"), _PICTURE),
    _Format(b"BM", b"\0\0\0", message("a BMP image"), _PICTURE),
    _Format(b"RIFF", b"WEBP", message("a WebP image"), _PICTURE),
    _Format(b"II*\0", b"", message("a TIFF image"), _PICTURE),
    _Format(b"MM\0*", b"", message("a TIFF image"), _PICTURE),
    _Format(b"\0\0\0", b"ftyphei", message("a HEIC image"), _PICTURE),
    _Format(b"SQLite format 3\0", b"", message("an SQLite database"), _AS_TEXT),
    _Format(b"PAR1", b"\0", message("a Parquet file"), _AS_TEXT),
)


def refuse_known_formats(data: bytes) -> None:
    """Raise NotTextError, without a path, if `data` is a file of a known format that is no text.

    >>> refuse_known_formats(b"PAR1\\0...")
    Traceback (most recent call last):
    reportmine.errors.NotTextError: is a Parquet file, which this version cannot read; save it as text first.
    """
    for known in _FORMATS:
        if data.startswith(known.start) and known.inside in data:
            raise NotTextError(
                "is {format}, which this version cannot read; {advice}.", format=known.name, advice=known.advice
            )
