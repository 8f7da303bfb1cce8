"""DOC, WPS, RTF and ODT files by way of LibreOffice; skipped where that is not installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from reading_files import refusal
from reportmine import extract
from reportmine.readers import libreoffice
from reportmine.readers.files import read
from reportmine.readers.limits import with_others, within
from same_report import figures, figures_of, figures_of_text, lines_of, to_docx
from word_files import paragraph, run, with_part, word_file

SAMPLE = "foundation-2023.txt"
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def has_chinese_fonts() -> bool:
    listing = shutil.which("fc-list")
    return listing is not None and bool(subprocess.run([listing, ":lang=zh"], capture_output=True).stdout)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One report as LibreOffice writes it in its formats."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.docx").write_bytes(to_docx(lines_of(SAMPLE)))
    for kind in ("doc", "rtf", "odt", "pdf"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "report.docx")], check=True, capture_output=True, timeout=120)
    return {kind: (folder / f"report.{kind}").read_bytes() for kind in ("docx", "doc", "rtf", "odt", "pdf")}


@needs_libreoffice
@pytest.mark.parametrize(
    ("kind", "name"), [("doc", "报告.doc"), ("doc", "报告.wps"), ("rtf", "报告.doc"), ("odt", "报告.odt")]
)
def test_the_same_figures_in_every_format(tmp_path: Path, files: dict[str, bytes], kind: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(files[kind])
    source = read(path)
    assert source.format == kind
    assert figures(extract(source)) == figures_of_text(SAMPLE)
    assert [heading.level for heading in source.headings] == [1, 1, 1]


@needs_libreoffice
@pytest.mark.skipif(not has_chinese_fonts(), reason="no Chinese font is installed")
def test_the_same_figures_in_a_pdf_that_libreoffice_wrote(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert figures_of(files["pdf"], tmp_path / "报告.pdf") == figures_of_text(SAMPLE)
    # LibreOffice writes bookmarks for headings.
    assert [heading.level for heading in read(tmp_path / "报告.pdf").headings] == [1, 1, 1]


def test_a_doc_file_that_is_a_docx_file_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert figures_of(to_docx(lines_of(SAMPLE)), tmp_path / "报告.doc") == figures_of_text(SAMPLE)


@needs_libreoffice
def test_rtf_in_a_chinese_code_page(tmp_path: Path) -> None:
    text = "".join(f"\\'{byte:02x}" for byte in "全年举办培训20场。".encode("gb18030"))
    path = tmp_path / "报告.rtf"
    path.write_bytes(rf"{{\rtf1\ansi\ansicpg936 {text}\par }}".encode())
    assert read(path).raw == "全年举办培训20场。\n"


@needs_libreoffice
def test_no_macro_runs(tmp_path: Path, files: dict[str, bytes]) -> None:
    # What an attack begins with: a macro that the opening of the document starts.
    touched = tmp_path / "touched"
    macro = f'Sub Main\nOpen "{touched}" For Output As #1\nClose #1\nEnd Sub'
    data = odt_with_macro(files["odt"], macro)
    assert figures_of(data, tmp_path / "报告.odt") == figures_of_text(SAMPLE)
    assert not touched.exists()


LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"'
ON_OPENING = (
    '<office:scripts><office:event-listeners><script:event-listener xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" script:language="ooo:script" '
    'script:event-name="dom:load" '
    'xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>'
    "</office:event-listeners></office:scripts>"
)


def odt_with_macro(data: bytes, macro: str) -> bytes:
    """An ODT file with a macro in LibreOffice's Basic that is to run when it is opened."""
    module = (
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" '
        f'script:language="StarBasic">{escape(macro)}</script:module>'
    )
    parts = {
        "Basic/Standard/M.xml": module,
        "Basic/Standard/script-lb.xml": f'<library:library {LIBRARY} library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="M"/>'
        "</library:library>",
        "Basic/script-lc.xml": f"<library:libraries {LIBRARY}>"
        '<library:library library:name="Standard" library:link="false"/></library:libraries>',
    }
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts
    )
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        content = file.read("content.xml").decode()
        manifest = file.read("META-INF/manifest.xml").decode()
    assert "<office:scripts/>" in content
    data = with_part(data, "content.xml", content.replace("<office:scripts/>", ON_OPENING))
    end = "</manifest:manifest>"
    data = with_part(data, "META-INF/manifest.xml", manifest.replace(end, listed + end))
    for name, inside in parts.items():
        data = with_part(data, name, inside)
    return data


# What cannot be read, as one sentence


def test_libreoffice_is_asked_for_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    message = refusal(tmp_path / "报告.doc", b"{\\rtf1 5}")
    assert message == (
        "is in the format RTF, for which LibreOffice is needed and not found; install it (libreoffice.org, or: "
        "apt-get install libreoffice-writer), or open it in Word or WPS and save it as DOCX."
    )


@needs_libreoffice
@pytest.mark.posix
def test_libreoffice_is_ended_where_it_takes_too_long(
    tmp_path: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    start = time.monotonic()
    with within(with_others({"conversion": 1})):
        said = refusal(tmp_path / "报告.doc", files["doc"])
    assert said.startswith("kept LibreOffice busy for more than 1 s; open it in Word")
    assert time.monotonic() - start < 20
    running = [_command(path) for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert not [command for command in running if str(tmp_path).encode() in command]


def _command(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.posix
def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("no program", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(tmp_path / "报告.doc", b"{\\rtf1 5}").startswith(
        "needs LibreOffice, which could not be started (Exec format error);"
    )


def test_a_doc_file_with_a_password(tmp_path: Path) -> None:
    assert refusal(tmp_path / "报告.doc", doc_stub(encrypted=True)).startswith(
        "is locked with a password; open it in Word, Excel or WPS"
    )


def doc_stub(*, encrypted: bool) -> bytes:
    """The first sectors of a DOC file: header, directory, main stream (MS-CFB, 2.2 and 2.6)."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[30:32] = (9).to_bytes(2, "little")
    entry = bytearray(512)
    entry[:24] = "WordDocument".encode("utf-16-le")
    entry[116:120] = (1).to_bytes(4, "little")
    stream = bytearray(512)
    stream[:2] = b"\xec\xa5"
    stream[11] = 1 if encrypted else 0
    return bytes(header + entry + stream)


@needs_libreoffice
@pytest.mark.parametrize(("kind", "length"), [("doc", 15_000), ("odt", 8_000)])
def test_files_that_were_cut_off(tmp_path: Path, files: dict[str, bytes], kind: str, length: int) -> None:
    message = refusal(tmp_path / "报告.doc", files[kind][:length])
    told = (
        "could not be opened by LibreOffice",
        "is a DOC file that is cut off",
        "is an old Office or WPS file without",
    )
    assert message.startswith(told)


def test_a_doc_file_without_its_text(tmp_path: Path) -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le") + bytes(3000)
    for given in (data, data[:40], doc_stub(encrypted=False)[:1040]):
        assert refusal(tmp_path / "报告.doc", given).startswith(
            "is a DOC file that is cut off or damaged; get it once more"
        )


@needs_libreoffice
@pytest.mark.parametrize(
    "data",
    [
        doc_stub(encrypted=False),
        b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text" + bytes(500),
    ],
)
def test_files_with_nothing_behind_their_beginning(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path / "报告.doc", data).startswith("could not be opened by LibreOffice")


MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to so much memory")
def test_a_file_that_would_take_all_memory(tmp_path: Path) -> None:
    """2 kB of ODT that say 360 million spaces: LibreOffice held 840 MB over them where it was let."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" office:version="1.2"'
    spaces = '<text:p>2023年举办培训20场<text:s text:c="60000"/></text:p>' * 6000
    body = f"<office:body><office:text>{spaces}</office:text></office:body>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
        file.writestr("META-INF/manifest.xml", MANIFEST)
    said = refusal(tmp_path / "报告.odt", packed.getvalue())
    assert said.startswith(
        "cannot be read: LibreOffice ended over it, by a fault or since it would take more than 400 MiB"
    )


@needs_libreoffice
def test_an_rtf_file_without_text(tmp_path: Path) -> None:
    assert refusal(tmp_path / "报告.doc", b"{\\rtf1\\ansi }") == "is empty; give a file with text in it."


@pytest.mark.parametrize(
    ("stream", "sentence"),
    [
        ("Workbook", "is an old Excel file (XLS), which"),
        ("PowerPoint Document", "is an old PowerPoint file (PPT), which"),
        ("", "is an old Office or WPS file without a text in it, or cut off"),
    ],
)
def test_other_old_files_are_named(tmp_path: Path, stream: str, sentence: str) -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream.encode("utf-16-le") + bytes(100)
    assert refusal(tmp_path / "报告.doc", data).startswith(sentence)


def test_an_empty_doc_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "报告.doc", b"") == "is empty; give a file with text in it."


def test_a_docx_file_inside_of_a_zip_is_no_docx_file(tmp_path: Path) -> None:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as file:
        file.writestr("报告.docx", word_file(paragraph(run("培训20场。"))))
    assert refusal(tmp_path / "报告.zip", result.getvalue()).startswith("is a ZIP archive")
