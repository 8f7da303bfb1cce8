"""What a stranger meets in the first hour: each mistake ends in a sentence that gets one further, in both languages."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reportmine.cli.main import reportmine
from reportmine.messages.languages import VARIABLE

SOURCE = Path(__file__).parents[2] / "src"
REPORT = "全年举办培训20场，增长5%。\n"
CHINESE = re.compile("[\u4e00-\u9fff]")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The arguments, what is said, and a part of the Chinese sentence; the exit status where it is not 1.
MISTAKES: tuple[tuple[tuple[str, ...], str, str, int], ...] = (
    (("extrac", "a.txt"), "Did you mean one of: 'extract', 'text'?", "是不是 'extract'", 2),
    (("extract", "a.txt", "--formatt", "csv"), "Did you mean '--format'?", "是不是 '--format'", 2),
    (("extract", "a.txt", "--format", "cvs"), "Did you mean 'csv'?", "是不是 'csv'", 2),
    (("extract", "a.txt", "--topic", "econmy"), "Did you mean 'economy'?", "是不是 'economy'", 2),
    (("rules", "rejecton"), "Did you mean 'rejection'?", "是不是 'rejection'", 2),
    (("lexicon", "chek"), "Did you mean 'check'?", "是不是 'check'", 2),
    (("extract", "annaul-2023.txt"), "no such file; did you mean annual-2023.txt?", "是不是 annual-2023.txt", 1),
    (("text", "annual-2023.docx"), "no such file; did you mean annual-2023.txt?", "是不是 annual-2023.txt", 1),
    (("compare", "annual-2023", "gbk.txt"), "did you mean annual-2023.txt?", "是不是 annual-2023.txt", 1),
    (("extract", "gbk.txt", "--encoding", "utf-8"), "leave --encoding out.", "请去掉 --encoding", 1),
    (("extract", "a.txt", "--encoding", "klingon"), "try utf-8, gb18030 or big5.", "请试试 utf-8", 2),
    (("extract", "scan.pdf"), "make the text readable with: ocrmypdf", "请先识别文字：ocrmypdf", 1),
    (("extract", "english.txt"), "give its Chinese version.", "请给出中文版", 0),
    (("extract", "japanese.txt"), "give its Chinese version.", "请给出中文版", 0),
    (("extract", "korean.txt"), "give its Chinese version.", "请给出中文版", 0),
    (
        ("extract", "few.txt"),
        "left out; to see why: reportmine quantities few.txt",
        "未采用，查看原因",
        0,
    ),
    (
        ("audit", "few.txt"),
        "left out; to see why: reportmine quantities few.txt",
        "未采用，查看原因",
        0,
    ),
    (("extract", "annual-2023.txt", "--topic", "material"), "leave some of this out: --topic material.", "请去掉", 0),
    (("extract", "https://a.cn/?x=1&y=2"), "curl -L -o report.html 'https://a.cn/?x=1&y=2'", "不会联网下载", 1),
    (("text", "www.a.cn/2023.pdf"), "curl -L -o report.pdf 'https://www.a.cn/2023.pdf'", "请在浏览器中保存", 1),
    (("extract", "file:///data/my%20report.txt"), "give its path instead: '/data/my report.txt'", "给出文件路径", 1),
    (("extract", "annual-2023.txt", "-o", "https://a.cn/f.csv"), "name a file.", "请给出文件名", 2),
    (("extract", "empty"), "give another place.", "请换一个地方", 1),
    (("extract", "pictures"), "(2 .png); give another place.", "请换一个地方", 1),
    (("extract", "nowhere"), "no such file; check the path.", "请检查路径", 1),
    (("extract", "annual-2023.txt", "-o", "empty"), f"such as {Path('empty', 'figures.csv')}.", "这是文件夹", 2),
    (("extract", "locked.pdf"), "unlock it with: qpdf", "请先解除：qpdf", 1),
    (("extract", "locked.xlsx"), "open it in Word, Excel or WPS", "请用 Word、Excel 或 WPS 打开", 1),
    (("extract", "own.xlsx"), "give the report itself.", "请给出报告本身", 1),
    (("extract", "blank.txt"), "give a file with text in it.", "请给出有文字的文件", 1),
    (("extract", "annual-2023.txt", "-o", "f.xls"), "Did you mean 'f.xlsx'?", "是不是 'f.xlsx'", 2),
    (("extract", "annual-2023.txt", "-o", "f.doc"), "let the name end in .txt, .json", "让文件名以 .txt、.json", 2),
)


def environment(language: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SOURCE), VARIABLE: language, "COLUMNS": "80"}


def run(
    *arguments: str, cwd: Path, language: str = "en", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportmine", *arguments]
    env = environment(language) | dict(more or {})
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, timeout=120, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files with which strangers come."""
    found = tmp_path_factory.mktemp("strangers")
    for name in ("empty", "pictures"):
        (found / name).mkdir()
    picture = BytesIO()
    Image.new("L", (800, 1100), 200).save(picture, "PNG")
    files = {
        "annual-2023.txt": REPORT.encode(),
        "gbk.txt": REPORT.encode("gb18030"),
        "english.txt": b"Revenue grew by 5% to 3 million in 2023. " * 20,
        "japanese.txt": ("昨年度の売上高は前年比で5％増加し、3億円に達しました。" * 20).encode(),
        "korean.txt": ("지난해 매출은 5% 증가하여 3억 원에 달했습니다. " * 20).encode(),
        "few.txt": ("我们满怀信心，走向未来。电话83214567。" * 60).encode(),
        "blank.txt": b" \n\n",
        "locked.xlsx": OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "pictures/1.png": picture.getvalue(),
        "pictures/2.png": picture.getvalue(),
    }
    for name, data in files.items():
        (found / name).write_bytes(data)
    scan = Canvas(str(found / "scan.pdf"), pagesize=(595, 842))
    scan.drawImage(ImageReader(picture), 0, 0, 595, 842)
    scan.save()
    with PdfWriter(clone_from=PdfReader(found / "scan.pdf")) as writer:
        writer.encrypt("secret", algorithm="AES-256")
        writer.write(found / "locked.pdf")
    assert run("extract", "annual-2023.txt", "-q", "-o", "own.xlsx", cwd=found).stderr == ""
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "english", "chinese", "status"), MISTAKES, ids=[" ".join(one[0]) for one in MISTAKES]
)
def test_a_mistake_ends_in_a_sentence_that_helps(
    arguments: tuple[str, ...], english: str, chinese: str, status: int, folder: Path
) -> None:
    said = {language: run(*arguments, cwd=folder, language=language) for language in ("en", "zh")}
    assert {done.returncode for done in said.values()} == {status}
    last = {language: done.stderr.splitlines()[-1] for language, done in said.items()}
    assert english in last["en"]
    assert not CHINESE.search(said["en"].stderr)
    assert chinese in last["zh"]
    assert "Traceback" not in said["en"].stderr


@pytest.mark.slow
@pytest.mark.parametrize(("language", "expected"), [("en", "LibreOffice is needed"), ("zh", "请安装")])
def test_an_old_document_without_libreoffice(folder: Path, language: str, expected: str) -> None:
    (folder / "old.rtf").write_bytes(rb"{\rtf1 20}")
    places = ("/Applications/LibreOffice.app", "C:/Program Files/LibreOffice", "C:/Program Files (x86)/LibreOffice")
    if any(Path(place).exists() for place in places):
        pytest.skip("LibreOffice is found without the search path")
    done = run("extract", "old.rtf", cwd=folder, language=language, more={"PATH": str(folder / "empty")})
    assert done.returncode == 1 and expected in done.stderr and "libreoffice.org" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "output", "library"), [("scan.pdf", "f.csv", "pypdfium2"), ("gbk.txt", "f.xlsx", "xlsxwriter")]
)
@pytest.mark.parametrize(("language", "expected"), [("en", "install it with: "), ("zh", "还没有安装；请")])
def test_a_missing_extra(folder: Path, name: str, output: str, library: str, language: str, expected: str) -> None:
    hiding = (
        "import importlib.util, sys\n"
        "find = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda name, *rest: None if name == {library!r} else find(name, *rest)\n"
        f"sys.modules[{library!r}] = None\n"
        "from reportmine.cli import main; main()\n"
    )
    command = [sys.executable, "-c", hiding, "extract", name, "-o", output]
    done = subprocess.run(command, cwd=folder, env=environment(language), capture_output=True, encoding="utf-8")
    assert done.returncode == 1 and expected in done.stderr and "install" in done.stderr


@pytest.fixture
def all_is_loaded(tmp_path: Path) -> None:
    """What an extraction imports is there: nobody may read it where Python is in root's own folder."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    for language in ("en", "zh"):
        arguments = ["--lang", language, "extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "f.csv")]
        assert CliRunner().invoke(reportmine, arguments).exit_code == 0


@pytest.mark.parametrize(("language", "expected"), [("en", "change its permissions."), ("zh", "权限")])
def test_an_output_that_may_not_be_written(all_is_loaded: None, powerless: Path, language: str, expected: str) -> None:
    (powerless / "a.txt").write_text(REPORT, encoding="utf-8")
    (powerless / "f.csv").write_text("", encoding="utf-8")
    (powerless / "f.csv").chmod(0o444)
    arguments = ["--lang", language, "extract", str(powerless / "a.txt"), "-o", str(powerless / "f.csv")]
    done = CliRunner().invoke(reportmine, arguments)
    assert done.exit_code == 1 and expected in done.stderr


@pytest.mark.parametrize("name", ["annual-2O23.txt", "ANNUAL-2023.DOC", "annual-2023", "anual-2023.tx"])
def test_a_name_that_is_close_is_offered(folder: Path, name: str) -> None:
    done = CliRunner().invoke(reportmine, ["text", str(folder / name)])
    assert done.stderr.endswith(f"did you mean {folder / 'annual-2023.txt'}?\n")


@pytest.mark.parametrize("name", ["budget.txt", "1.png", "x"])
def test_a_name_that_is_not_close_is_not(folder: Path, name: str) -> None:
    done = CliRunner().invoke(reportmine, ["text", str(folder / name)])
    assert done.stderr.endswith("no such file; check the path.\n")


def test_a_folder_that_is_misspelt_leads_to_the_file_in_it(folder: Path) -> None:
    done = CliRunner().invoke(reportmine, ["text", str(folder.with_name(f"{folder.name}s") / "gbk.txt")])
    assert done.stderr.endswith(f"did you mean {folder / 'gbk.txt'}?\n")


def test_an_empty_table_says_how_to_see_what_was_left_out(folder: Path) -> None:
    done = CliRunner().invoke(reportmine, ["extract", "-q", str(folder / "few.txt")])
    assert done.stdout.splitlines()[-1].startswith("60 numbers were left out; to see why: reportmine quantities ")
    shown = CliRunner().invoke(reportmine, ["quantities", str(folder / "few.txt")])
    assert shown.stdout.count("serial number") == 60


def test_a_workbook_of_ours_is_passed_over_beside_reports(folder: Path, tmp_path: Path) -> None:
    for name in ("own.xlsx", "annual-2023.txt"):
        shutil.copy(folder / name, tmp_path)
    done = CliRunner().invoke(reportmine, ["extract", str(tmp_path), "--format", "csv"])
    assert done.exit_code == 0 and "passed over 1 file of no format that is read (1 .xlsx)" in done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_a_workbook_that_excel_saved_anew_is_still_ours(folder: Path, tmp_path: Path) -> None:
    openpyxl.load_workbook(folder / "own.xlsx").save(tmp_path / "saved.xlsx")
    done = CliRunner().invoke(reportmine, ["extract", str(tmp_path / "saved.xlsx")])
    assert done.exit_code == 1 and "is a workbook that reportmine wrote" in done.stderr


WRITING = (
    ("extract", "annual-2023.txt", "-o", "{out}.csv"),
    ("extract", "annual-2023.txt", "-o", "{out}.db"),
    ("audit", "annual-2023.txt", "-o", "{out}.json"),
    ("compare", "annual-2023.txt", "gbk.txt", "-o", "{out}.html"),
    ("corrections", "from", "changed.csv", "annual-2023.txt", "-o", "{out}.corrections.json"),
    ("corrections", "learn", "known.corrections.json", "--at-least", "1", "-o", "{out}.toml"),
    ("samples", "copy", "{out}"),
)


@pytest.mark.parametrize("arguments", WRITING, ids=lambda one: " ".join(one[:2]))
def test_what_was_written_is_said_in_one_line(
    arguments: tuple[str, ...], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    table = CliRunner().invoke(reportmine, ["extract", "annual-2023.txt", "--format", "csv"]).stdout
    Path("changed.csv").write_text(table.replace(",培训,", ",全年培训,"), encoding="utf-8")
    CliRunner().invoke(
        reportmine, ["corrections", "from", "changed.csv", "annual-2023.txt", "-o", "known.corrections.json"]
    )
    said = [
        CliRunner().invoke(reportmine, [one.format(out=tmp_path / name) for one in (*arguments, *options)])
        for name, options in (("loud", ()), ("quiet", ("-q",)))
    ]
    assert [done.exit_code for done in said] == [0, 0]
    lines = [line for line in said[0].stderr.splitlines() if not line.startswith("Warning: ")]
    assert len(lines) == 1 and lines[0].startswith("Done: ") and str(tmp_path / "loud") in lines[0]
    assert (said[1].stdout, said[1].stderr) == ("", "")
    assert any(tmp_path.glob("loud*")) and any(tmp_path.glob("quiet*"))


# Holds a database until somebody says that it has waited long enough.
HOLDING = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute(sys.argv[2])
held.execute("SELECT count(*) FROM claims").fetchone()
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.mark.slow
@pytest.mark.parametrize("lock", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE", "BEGIN"])
@pytest.mark.parametrize(("language", "expected"), [("en", "waiting up to 30 s."), ("zh", "最多等待 30 秒")])
def test_a_locked_database_is_waited_for_and_that_is_said(
    folder: Path, tmp_path: Path, lock: str, language: str, expected: str
) -> None:
    path = str(tmp_path / "all.db")
    run("extract", "annual-2023.txt", "-o", path, cwd=folder)
    command = [sys.executable, "-m", "reportmine", "extract", "gbk.txt", "-o", path]
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLDING, path, lock], stdin=pipe, stdout=pipe, text=True) as holding:
        assert holding.stdin and holding.stdout and holding.stdout.readline() == "held\n"
        env = environment(language)
        with subprocess.Popen(command, cwd=folder, env=env, stderr=pipe, encoding="utf-8") as done:
            assert done.stderr
            waiting = done.stderr.readline()
            assert path in waiting and expected in waiting
            holding.stdin.write("go on\n")
            holding.stdin.flush()
            assert path in done.stderr.read()
        assert (done.returncode, holding.wait()) == (0, 0)
    with closing(sqlite3.connect(path)) as found:
        assert found.execute("SELECT count(*) FROM reports").fetchone() == (2,)


def in_terminal(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    """A run whose standard error is a terminal: its exit status, standard output, and what the terminal got."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "reportmine", *arguments]
    env = environment("en") | {"TERM": "xterm-256color"}
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(command, cwd=cwd, env=env, stdout=output, stderr=theirs) as running,
    ):
        os.close(theirs)
        got = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # what Linux says when the other end is closed
                break
            if not piece:
                break
            got += piece
        os.close(ours)
        running.wait()
        output.seek(0)
        return running.returncode, output.read().decode(), got.decode()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports that take some seconds, one of which cannot be read and one of which is warned of."""
    found = tmp_path_factory.mktemp("many")
    text = (SOURCE.parent / "samples" / "city-2023.txt").read_text(encoding="utf-8")
    for number in range(40):
        (found / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (found / "30-empty.txt").write_bytes(b"")
    return found


@pytest.mark.slow
@pytest.mark.posix
def test_a_bar_is_shown_on_a_terminal_and_leaves_no_trace(many: Path) -> None:
    status, output, got = in_terminal("extract", str(many), "--format", "jsonl", cwd=many)
    assert status == 1
    assert re.search(r"\d+ of 41 reports read", got)
    lines = screen_of(got)
    assert lines == [f"Error: {many / '30-empty.txt'}: is empty; give a file with text in it."]
    assert got.count("\x1b[?25l") == got.count("\x1b[?25h") > 0  # the cursor is back
    piped = run("extract", str(many), "--format", "jsonl", cwd=many)
    assert piped.stdout == output and "\x1b" not in piped.stderr and "reports read" not in piped.stderr


@pytest.mark.slow
@pytest.mark.posix
def test_no_bar_where_none_is_wanted(many: Path, tmp_path: Path) -> None:
    paths = [str(many / f"{number:02}.txt") for number in range(40)]
    status, output, got = in_terminal("extract", *paths, "--format", "jsonl", "-q", cwd=many)
    assert (status, got) == (0, "") and output
    # So short a report takes far less than the second after which the bar shows; of a busy machine the best of five.
    (tmp_path / "short.txt").write_text("举办培训20场。", encoding="utf-8")
    tries = (in_terminal("extract", "short.txt", "--format", "jsonl", cwd=tmp_path) for _ in range(5))
    assert any((status, got) == (0, "") and output for status, output, got in tries)


def screen_of(got: str) -> list[str]:
    """The lines that stand on a terminal in the end, as far as a bar of one line and lines of text need it."""
    lines, at = [""], 0
    for piece in re.findall(r"\x1b\[[?0-9;]*[A-Za-z]|\r\n|\r|\n|[^\x1b\r\n]+", got):
        if piece.endswith("A") and piece.startswith("\x1b"):
            at = max(0, at - int(piece[2:-1] or 1))
        elif piece == "\x1b[2K":
            lines[at] = ""
        elif piece in ("\r\n", "\n"):
            at += 1
            lines += [""] * (at + 1 - len(lines))
        elif not piece.startswith("\x1b") and piece != "\r":
            lines[at] += piece
    return [line for line in lines if line]


@pytest.mark.slow
def test_what_was_forgotten_is_told(folder: Path) -> None:
    for arguments, said in (
        (("annual-2023.txt",), "to see its figures: reportmine extract annual-2023.txt"),
        (("https://example.org/a.html",), "to see its figures: reportmine extract"),
        (("extract", "annual-2023.txt", "fresh.xlsx"), "to write to it, say: -o fresh.xlsx"),
        (("extract", "全年举办培训20场"), "if this is the text itself: echo TEXT | reportmine extract -"),
        (("extract", "annual-2023.txt", "--encoding", "latin-1"), "leave --encoding out"),
    ):
        done = run(*arguments, cwd=folder)
        assert done.returncode in (1, 2) and said in done.stderr and done.stdout == ""
    assert run("help", cwd=folder).stdout == run("--help", cwd=folder).stdout


@pytest.mark.posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_help_on_a_full_disk_is_a_sentence() -> None:
    command = [sys.executable, "-m", "reportmine", "--help"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, env=environment("en"), stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and done.stderr.startswith("Error: standard output: it cannot be written")
