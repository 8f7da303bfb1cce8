"""Time grows with the length of a text, and no faster, whatever is repeated in it.

Processor time of reading and extracting at 1, 2 and 4 times a length, doubled until the first takes long enough to
measure; a pattern that seems to grow faster is tried again. `growth.toml` holds what is repeated.
"""

from __future__ import annotations

import io
import os
import re
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reportmine.api import extract
from reportmine.readers.files import source_of_bytes

# Minutes of measuring, which other work on the machine spoils.
pytestmark = pytest.mark.skipif(
    "REPORTMINE_GROWTH" not in os.environ, reason="takes minutes and a quiet machine: set REPORTMINE_GROWTH=1"
)

_TABLE = tomllib.loads((Path(__file__).parent / "growth.toml").read_text("utf-8"))
# A doubling of what grows by the square takes four times as long, of what is sorted 2.2 times.
_MOST = 2.6
_TRIES = 4
_SHORTEST = 0.05  # seconds
_LENGTH = 20_000
# So many times as long as an ordinary report of as many characters a text of nothing but figures may take: measured up
# to 4.2 times, with six times as many figures (2026-11-30). The seconds of a busy or slow machine would say nothing.
_MOST_TIMES = 6

Made = Callable[[int], tuple[bytes, str]]


def _filled(part: str, i: int = 0) -> str:
    return part.replace("{n}", "\n").replace("{t}", "\t").replace("{i}", str(i))


def _text(unit: str) -> Made:
    """A text of about `size` characters."""
    one = _filled(unit)
    # Whole parts: half a row at the end makes another table of it.
    return lambda size: ((one * (size // len(one) + 1)).encode(), "report.txt")


def _shape(row: dict[str, Any]) -> Made:
    def made(size: int) -> tuple[bytes, str]:
        count = range(size // 8)
        parts = [row.get("before", ""), *(_filled(row["unit"], i) for i in count), row.get("middle", "")]
        parts += [*(_filled(row.get("unit2", ""), i) for i in count), row.get("behind", "")]
        return "".join(map(_filled, parts)).encode(), row["name"]

    return made


def _workbook(size: int) -> tuple[bytes, str]:
    book = openpyxl.Workbook()
    book.active.append(["指标", "2023年"])
    for i in range(size // 20):
        book.active.append([f"指标{i}", f"=A{i + 1}*2"])
    file = io.BytesIO()
    book.save(file)
    return _with_results(file.getvalue()), "formulas.xlsx"


def _with_results(data: bytes) -> bytes:
    """The workbook as a spreadsheet has saved it: each formula has its result."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            # How an empty element is written depends on whether lxml is there.
            new.writestr(name, re.sub(rb"<v ?/>|<v></v>", b"<v>7</v>", old.read(name)))
    return found.getvalue()


def _document(body: Callable[[int], str]) -> Made:
    """A DOCX file."""

    def made(size: int) -> tuple[bytes, str]:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            text = f'<w:document xmlns:w="{space}"><w:body>{body(size)}</w:body></w:document>'
            archive.writestr("word/document.xml", text)
        return file.getvalue(), "report.docx"

    return made


_CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
_OFFICE: dict[str, Made] = {
    "formulas.xlsx": _workbook,
    "paragraphs.docx": _document(lambda size: "<w:p><w:r><w:t>培训12人。</w:t></w:r></w:p>" * (size // 8)),
    "runs.docx": _document(lambda size: "<w:p>" + "<w:r><w:t>12人</w:t></w:r>" * (size // 8) + "</w:p>"),
    "rows.docx": _document(
        lambda size: "<w:tbl>"
        + f"<w:tr>{_CELL.format('甲')}{_CELL.format('12')}</w:tr>" * (size // 16)
        + "</w:tbl>"
    ),
    "wide.docx": _document(
        lambda size: "<w:tbl>"
        + "<w:tr>" + "".join(_CELL.format(f"项{i}") for i in range(size // 16)) + "</w:tr>"
        + "<w:tr>" + "".join(_CELL.format(str(i)) for i in range(size // 16)) + "</w:tr></w:tbl>"
    ),
}  # fmt: skip


def _patterns() -> Iterator[Any]:
    yield from (pytest.param(_text(unit), id=unit.strip() or repr(unit)) for unit in _TABLE["text"])
    yield from (pytest.param(_shape(row), id=row["name"]) for row in _TABLE["shape"])
    yield from (pytest.param(made, id=name) for name, made in _OFFICE.items())


def _seconds(data: bytes, name: str) -> float:
    start = time.process_time()
    extract(source_of_bytes(data, name))
    return time.process_time() - start


@pytest.fixture(scope="module")
def ordinary() -> float:
    """The processor time of an ordinary report of 20,000 characters, mined once before."""
    sample = (Path(__file__).parents[2] / "samples" / "city-2024.txt").read_text("utf-8")
    data = (sample * (_LENGTH // len(sample) + 1))[:_LENGTH].encode()
    _seconds(data, "report.txt")
    return _seconds(data, "report.txt")


@pytest.mark.slow
@pytest.mark.parametrize("made", list(_patterns()))
def test_time_grows_with_the_length_and_no_faster(made: Made, ordinary: float) -> None:
    size = _LENGTH // 4
    try:
        first = _seconds(*made(size))
    except Exception as error:  # blanks alone are no report
        assert "is empty" in str(error), error
        return
    while first < _SHORTEST and size < _LENGTH * 4:
        size *= 2
        first = _seconds(*made(size))
    times = [first, _seconds(*made(2 * size)), _seconds(*made(4 * size))]
    for _ in range(_TRIES):
        if max(times[1] / times[0], times[2] / times[1]) <= _MOST:
            break
        # Twice the first and the last are better: the least time is the one that nothing else has disturbed.
        times = [min(before, _seconds(*made(n * size))) for n, before in zip((1, 2, 4), times, strict=True)]
    if times[2] > _SHORTEST:
        assert max(times[1] / times[0], times[2] / times[1]) <= _MOST, times
    assert times[2] * _LENGTH / (4 * size) <= _MOST_TIMES * max(ordinary, 0.5), times
