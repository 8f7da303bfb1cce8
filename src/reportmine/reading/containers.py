"""What an archive of an office program holds: a ZIP file, or an OLE file as older programs write."""

from __future__ import annotations

import io

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The folders that tell what is in a ZIP file, and the main file in each (ECMA-376, part 1, 11.2).
_ZIP_KINDS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_CONTENTS = "[Content_Types].xml"
# The file mimetype stands first and is not compressed (OpenDocument 1.3, part 2, 3.3).
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_OPEN_DOCUMENT_KINDS = ((b"text", "odt"), (b"spreadsheet", "ods"), (b"presentation", "odp"))
# The streams that tell what is in an OLE file. An encrypted DOCX file lies in one, too (MS-OFFCRYPTO, 2.3.4).
_OLE_KINDS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("Book", "xls"),
)


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
    if data[30:].startswith(_OPEN_DOCUMENT):
        rest = data[30 + len(_OPEN_DOCUMENT) :]
        return next((kind for start, kind in _OPEN_DOCUMENT_KINDS if rest.startswith(start)), "")
    names = _names(data)
    if names is None:
        # The list of names stands at the end, but every file has its name before it as well.
        return next((kind for folder, kind in _ZIP_KINDS if folder.encode() in data), "")
    if _CONTENTS not in names:
        return "docx" if "word/document.xml" in names else ""
    return next((kind for folder, kind in _ZIP_KINDS if any(name.startswith(folder) for name in names)), "")


def _names(data: bytes) -> list[str] | None:
    # Loaded only for ZIP files, so most calls never pay for it.
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
