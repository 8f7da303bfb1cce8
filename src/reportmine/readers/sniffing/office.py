"""Files of office programs: PDF, and what is in the archives that they write, ZIP or OLE as older ones do."""

from __future__ import annotations

import io

_PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The folders that tell what is in a ZIP file, and the main file in each (ECMA-376, part 1, 11.2).
_ZIP_KINDS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_CONTENTS = "[Content_Types].xml"
# OpenDocument says in a file of its own what it is; it should stand first and not be compressed (1.3, part 2, 3.3).
_MIMETYPE = "mimetype"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_DOCUMENT_KINDS = ((b"text", "odt"), (b"spreadsheet", "ods"), (b"presentation", "odp"))
# The streams that tell what is in an OLE file. An encrypted DOCX file lies in one, too (MS-OFFCRYPTO, 2.3.4).
_OLE_KINDS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("Book", "xls"),
)


def is_pdf(data: bytes) -> bool:
    """Whether `data` is a PDF file; as viewers do, other bytes before its mark are taken, up to 1,024 of them.

    >>> is_pdf(b"%PDF-1.7 1 0 obj"), is_pdf("%PDF 格式5份".encode()), is_pdf("文件头是%PDF-1.7".encode())
    (True, False, False)
    """
    return data.lstrip().startswith(_PDF) or (_PDF in data[:1024] and b"endobj" in data)


def office_kind(data: bytes) -> str:
    """What kind of office file `data` is, such as docx, odt or doc, also if it was cut off; empty if none.

    >>> office_kind("粉丝近200万".encode())
    ''
    """
    if data.startswith(ZIP):
        return _zip_kind(data)
    if data.startswith(OLE):
        return next((kind for stream, kind in _OLE_KINDS if stream.encode("utf-16-le") in data), "ole")
    return ""


def _zip_kind(data: bytes) -> str:
    # Loaded only for ZIP files, so most calls never pay for it.
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
            mimetype = archive.read(_MIMETYPE) if _MIMETYPE in names else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError):
        return _zip_kind_of_what_is_left(data)
    if mimetype.startswith(_OPEN_DOCUMENT):
        return _open_document_kind(mimetype)
    if _CONTENTS not in names:
        return "docx" if "word/document.xml" in names else ""
    return next((kind for folder, kind in _ZIP_KINDS if any(name.startswith(folder) for name in names)), "")


def _zip_kind_of_what_is_left(data: bytes) -> str:
    """The kind of a ZIP file without its list of names, which stands at the end; every file has its name before it."""
    first = data[30 : 30 + 200]
    if first.startswith(_MIMETYPE.encode() + _OPEN_DOCUMENT):
        return _open_document_kind(first[len(_MIMETYPE) :])
    return next((kind for folder, kind in _ZIP_KINDS if folder.encode() in data), "")


def _open_document_kind(mimetype: bytes) -> str:
    rest = mimetype[len(_OPEN_DOCUMENT) :]
    return next((kind for start, kind in _OPEN_DOCUMENT_KINDS if rest.startswith(start)), "")
