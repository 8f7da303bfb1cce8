"""What a workbook holds, counted before it is read: a small file may hold more cells than there is memory for.

A workbook is a ZIP archive (ECMA-376, part 2). Any of its files may be a sheet, whatever its name, if another says so.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from reportmine.errors import ReadingError
from reportmine.readers import limits
from reportmine.readers.sniffing.pictures import is_picture

_CHUNK = 1 << 20
# No mark that is looked for is longer; so much of a chunk is looked at once more with the next.
_LONGEST_MARK = 200
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,100}?ref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def check(archive: zipfile.ZipFile) -> None:
    """Raise ReadingError, without a path, where a workbook holds more than the limits allow.

    `zipfile` unpacks no more than the size that an archive states, which is asked first.
    """
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        raise ReadingError("is a binary Excel file (XLSB), which this version cannot read; save it as XLSX first.")
    given = limits.current()
    parts = [info for info in archive.infolist() if not _is_picture(archive, info)]
    size = sum(info.file_size for info in parts) // limits.MIB
    if size >= given.package:
        raise ReadingError(
            "unpacks to {size:,} MiB, more than the {most:,} that are read; split it, or give {option}.",
            size=size,
            most=given.package,
            option=limits.option("package", size + 1),
        )
    cells = elements = 0
    for info in parts:
        for in_part, marks in _counted(archive, info):
            cells, elements = cells + in_part, elements + marks // 2
            _refuse(cells, elements, given)


def _refuse(cells: int, elements: int, given: limits.Limits) -> None:
    if cells > given.cells:
        raise ReadingError(
            "has more than the {most:,} cells that are read, merged ones and rows counted; split it, delete what is"
            " empty, or give {option}.",
            most=given.cells,
            option=limits.option("cells", max(cells, 2 * given.cells)),
        )
    if elements > given.elements:
        raise ReadingError(
            "has more than the {most:,} elements that are read; split it, or give {option}.",
            most=given.elements,
            option=limits.option("elements"),
        )


def _is_picture(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a file is a picture by its place and by its content, and so is no sheet."""
    if not info.filename.startswith("xl/media/"):
        return False
    with archive.open(info) as file:
        return is_picture(file.read(64))


def _counted(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[tuple[int, int]]:
    """How many cells and marks each chunk of a file adds, all places of merged cells counted."""
    before = b""
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            data = before + chunk
            old = len(before)
            cells = sum(found.end() > old for found in _CELL.finditer(data))
            cells += sum(_places(found) for found in _MERGED.finditer(data) if found.end() > old)
            yield cells, chunk.count(b"<")
            before = data[-_LONGEST_MARK:]


def _places(merged: re.Match[bytes]) -> int:
    left, top, right, bottom = merged.groups()
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    """The number of a column, from 1.

    >>> _column(b"A"), _column(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
