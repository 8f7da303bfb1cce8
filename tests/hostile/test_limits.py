"""A file that would take all memory, or end the process that reads it, is named in one sentence, the next is read."""

from __future__ import annotations

import io
import multiprocessing
import os
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from fuzzing.child import peak
from reportmine import read
from reportmine.cli.main import reportmine
from reportmine.errors import LimitError, ReadingError
from reportmine.lexicon.loader import toml
from reportmine.model import Source
from reportmine.readers.inputs import gather
from reportmine.readers.limits import NAMES, with_others, within

# What the issue asks for, of all processes together: seconds of processor time and MiB.
_SECONDS, _MEMORY = 10, 600
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _zip(files: Mapping[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _docx(body: str | bytes) -> bytes:
    start, end = f'<w:document xmlns:w="{_W}"><w:body>'.encode(), b"</w:body></w:document>"
    main_part = start + (body.encode() if isinstance(body, str) else body) + end
    return _zip({"[Content_Types].xml": "<Types/>", "word/document.xml": main_part})


def _nested(levels: int) -> bytes:
    return _docx("<w:tbl><w:tr><w:tc>" * levels + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * levels)


def _xlsx(change: Callable[[bytes], bytes], sheet: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with one cell whose sheet is changed, and stands under another name if one is given."""
    book = openpyxl.Workbook()
    book.active["A1"] = "全年举办培训20场。"
    file = io.BytesIO()
    book.save(file)
    parts: dict[str, bytes | str] = {}
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            data = archive.read(name).replace(b"xl/worksheets/sheet1.xml", sheet.encode())
            data = data.replace(b"worksheets/sheet1.xml", sheet.removeprefix("xl/").encode())
            if name == "xl/worksheets/sheet1.xml":
                parts[sheet] = change(data)
            else:
                parts[name] = data
    return _zip(parts)


def _with_rows(data: bytes) -> bytes:
    return data.replace(b"</sheetData>", b"<row><c/></row>" * 1_000_000 + b"</sheetData>")


def _merged(data: bytes) -> bytes:
    return data.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def _hidden(data: bytes) -> bytes:
    return data.replace(b"<sheetData>", b'<cols><col min="2" max="300000000" hidden="1"/></cols><sheetData>')


def _pdf(*objects: bytes) -> bytes:
    """A PDF file of these objects, of which the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
    return data + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _form_in_itself() -> bytes:
    """A form that draws itself."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</XObject<</F 4 0 R>>>>>>"
    form = _stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>")
    return _pdf(_CATALOGUE, _PAGES, page, form, _stream(b"/F Do"))


def _pages(count: int) -> bytes:
    kids = b" ".join([b"3 0 R"] * count)
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return _pdf(_CATALOGUE, pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")


_HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "merged.xlsx": (lambda: _xlsx(_merged), "cells"),
    "rows.xlsx": (lambda: _xlsx(_with_rows), "cells"),
    "renamed.xlsx": (lambda: _xlsx(_with_rows, "xl/media/sheet1.dat"), "cells"),
    "large.xlsx": (lambda: _xlsx(lambda data: data + b" " * (101 << 20)), "package"),
    "nested.docx": (lambda: _nested(300), "nesting"),
    "deep.docx": (lambda: _nested(100_000), "nesting"),
    "elements.docx": (lambda: _docx(b"<w:p/>" * 7_000_000), "elements"),
    "large.docx": (lambda: _docx(b" " * (300 << 20)), "package"),
    "pages.pdf": (lambda: _pages(6000), "pages"),
    "large.zip": (lambda: _zip({"a.txt": b"\0" * (201 << 20)}), ""),
    "members.zip": (lambda: _zip({f"{k}.txt": b"" for k in range(100_001)}), "members"),
    "bomb.zip": (lambda: _zip({f"{k}.txt": b"1" * 1_000_000 for k in range(30)}), ""),
}


def _reading(path: str, queue: multiprocessing.Queue[tuple[str, float, float]]) -> None:
    said = " ".join(str(found) for found in gather([path]) if isinstance(found, ReadingError))
    reader = sys.modules.get("reportmine.readers.pdf.process")
    if reader:
        reader._end_child()
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    queue.put((said, seconds, max(peak(), children.ru_maxrss / 1024)))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("name", _HOSTILE)
def test_a_file_beyond_a_limit_is_named_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    make, limit = _HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    spawn = multiprocessing.get_context("spawn")
    queue = spawn.Queue()
    process = spawn.Process(target=_reading, args=(str(path), queue))
    process.start()
    said, seconds, memory = queue.get(timeout=120)
    process.join()
    sys.stdout.write(f"{name}: {seconds:.1f} s, {memory:.0f} MiB\n")
    assert name in said and (f"--limit {limit}=" in said if limit else "times its packed size" in said), said
    assert seconds < _SECONDS and memory < _MEMORY


def test_a_member_of_an_archive_has_its_limit(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "全年举办培训20场。" * 100_000)
    (said,) = gather([str(tmp_path / "a.zip")], limits={"member": 1})
    assert "more than the 1 MiB that are read; split it, or give --limit member=3" in str(said)


def test_columns_hidden_behind_the_last_cost_nothing(tmp_path: Path) -> None:
    (tmp_path / "hidden.xlsx").write_bytes(_xlsx(_hidden))
    assert "培训20场" in read(tmp_path / "hidden.xlsx").raw


def test_after_a_file_that_ends_the_process_the_next_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "1.pdf").write_bytes(_form_in_itself())
    (tmp_path / "2.pdf").write_bytes(_pages(1))
    (tmp_path / "3.txt").write_text("全年举办培训20场。", "utf-8")
    first, second, third = gather([str(tmp_path)])
    assert isinstance(first, ReadingError) and "1.pdf: " in str(first)
    assert isinstance(second, ReadingError) and "its pages are empty" in str(second)
    assert isinstance(third, Source)


def test_a_killed_process_is_replaced(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    from reportmine.readers.pdf import process

    with process.opened(_pages(2)) as file:
        child = process._child()
        child._process.kill()
        with pytest.raises(ReadingError, match="--limit memory="):
            file.glyphs(0)
    with process.opened(_pages(2)) as file:
        assert file.pages == 2 and process._child() is not child


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2")
    from reportmine.readers.pdf import process

    monkeypatch.setattr(process, "_running", None)
    with within(with_others({"seconds": 1})), process.opened(_pages(1)) as file:
        os.kill(process._child()._process.pid, 19)  # stopped, it answers nothing
        start = time.monotonic()
        with pytest.raises(ReadingError, match=r"more than 1 s .*--limit seconds=2"):
            file.glyphs(0)
        assert time.monotonic() - start < 5


def test_one_process_reads_all_files() -> None:
    pytest.importorskip("pypdfium2")
    from reportmine.readers.pdf import process

    with process.opened(_pages(1)):
        first = process._child()
    with process.opened(_pages(3)) as file:
        assert process._child() is first and file.pages == 3


def test_limits_are_moved_by_the_option(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    path = tmp_path / "a.pdf"
    path.write_bytes(_pages(3))
    run = CliRunner().invoke(reportmine, ["extract", str(path), "--limit", "pages=2", "--lang", "en"])
    assert "has 3 pages, more than the 2 that are read; split it, or give --limit pages=3." in run.stderr
    run = CliRunner().invoke(reportmine, ["extract", str(path), "--limit", "pages=3", "--lang", "en"])
    assert "its pages are empty" in run.stderr
    with pytest.raises(ReadingError, match="pages=3"):
        read(path, limits={"pages": 2})


@pytest.mark.parametrize(
    ("given", "said"), [("pages", "is no limit; say"), ("page=3", "page is no limit; give one of")]
)
def test_what_is_no_limit_is_a_usage_error(given: str, said: str) -> None:
    run = CliRunner().invoke(reportmine, ["extract", "a.txt", "--limit", given, "--lang", "en"])
    assert run.exit_code == 2 and said in run.stderr


def test_a_limit_is_at_least_one() -> None:
    with pytest.raises(LimitError, match="give a whole number from 1"):
        with_others({"cells": 0})


def test_the_table_has_exactly_these_limits() -> None:
    assert tuple(toml("readers/limits.toml")["limits"]) == NAMES
