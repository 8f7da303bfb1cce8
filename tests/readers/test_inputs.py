"""Where reports come from: folders, patterns, ZIP archives and standard input, in this process and as commands."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportmine.cli.main import reportmine
from reportmine.errors import ReadingError
from reportmine.model import Source
from reportmine.readers import archives
from reportmine.readers.inputs import SkippedFiles, gather, stands_for_several

TEXT = "全年培训20场，增长5%。\n"
PAGE = "<!doctype html><h1>2023年年报</h1><p>全年培训20场，增长5%。</p>"


def invoke(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(reportmine, [str(arg) for arg in args], input=stdin)


def written(folder: Path, *names: str, data: str | bytes = TEXT) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def found(*arguments: str | Path) -> list[str]:
    """What the arguments stand for: paths of reports, sentences of errors with ! and of what was passed over with ~."""
    marks = {ReadingError: "!", SkippedFiles: "~"}
    seen = []
    for one in gather([str(argument) for argument in arguments]):
        mark = next((mark for kind, mark in marks.items() if isinstance(one, kind)), "")
        seen.append(f"{mark}{one.path if isinstance(one, Source) else one}")
    return seen


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Folders and patterns


def test_a_folder_is_read_to_its_depths_in_order(here: Path) -> None:
    written(here, "r/b.txt", "r/a.html", "r/x/c.md", "r/x/y/d", "r/A.TXT")
    assert found("r") == ["r/A.TXT", "r/a.html", "r/b.txt", "r/x/c.md", "r/x/y/d"]
    assert found("r/") == found("./r") == found("r")


def test_what_is_no_report_is_passed_over_and_counted(here: Path) -> None:
    written(here, "r/a.txt", "r/b.jpg", "r/c.JPG", "r/d.css", "r/e.pptx", "r/f.json")
    written(here, "r/daten", "r/bild.dat", data=random.Random(1).randbytes(500))
    written(here, "r/leer.txt", data=b"")
    said = "r: passed over 7 files of no format that is read"
    assert found("r")[:2] == ["r/a.txt", "!r/leer.txt: is empty; give a file with text in it."]
    assert found("r")[2].startswith(f"~{said} (2 .jpg, ")


def test_hidden_files_and_the_folders_of_saved_pages_are_left_out(here: Path) -> None:
    written(here, "r/年报.html", data=PAGE)
    written(
        here, "r/.a.txt", "r/.git/b.txt", "r/__MACOSX/c.txt", "r/~$d.txt", "r/年报_files/e.html", "r/年报.files/f.html"
    )
    written(here, "r/其他_files/g.txt")
    assert found("r") == ["r/年报.html", "r/其他_files/g.txt"]
    assert found("r/.a.txt") == ["r/.a.txt"]


def test_a_folder_without_a_report_is_an_error(here: Path) -> None:
    (here / "leer").mkdir()
    written(here, "bilder/a.png", "bilder/b.png")
    assert found("leer") == ["!leer: there is no report in it; give another place."]
    assert found("bilder") == ["!bilder: there is no report in it (2 .png); give another place."]


@pytest.mark.posix
def test_odd_things_in_a_folder(here: Path) -> None:
    written(here, "r/a.txt")
    os.mkfifo(here / "r/pipe")
    (here / "r/tot.txt").symlink_to("missing")
    (here / "r/kreis").symlink_to(here / "r")
    assert found("r") == [
        "r/a.txt",
        "~r: passed over 2 files of no format that is read (1 without ending, 1 .txt).",
    ]


def test_no_file_is_read_twice(here: Path) -> None:
    written(here, "r/a.txt", "r/b.txt")
    (here / "r/c.txt").symlink_to("a.txt")
    assert found("r/b.txt", "r", "r/a.txt", here / "r/b.txt", "r/*.txt") == ["r/b.txt", "r/a.txt"]


def test_patterns(here: Path) -> None:
    written(here, "r/a.txt", "r/b.html", "r/x/c.txt", "r/.d.txt", "r/[1].txt")
    assert found("r/*.txt") == ["r/[1].txt", "r/a.txt"]
    assert found("**/*.txt") == ["r/[1].txt", "r/a.txt", "r/x/c.txt"]
    assert found(f"{here}/r/?.html") == [f"{here}/r/b.html"]
    assert found("r/[1].txt") == ["r/[1].txt"]
    assert found("*") == found("r")
    for pattern in ("r/*.doc", "[", "**x/*", "*\0"):
        assert found(pattern) == [f"!{pattern}: no file fits this pattern; check it."]


def test_a_file_that_is_named_itself_is_read_whatever_its_ending(here: Path) -> None:
    written(here, "a.json", "b.jpg")
    written(here, "c.jpg", data=b"\x89PNG\r\n\x1a\n")
    assert found("a.json", "b.jpg") == ["a.json", "b.jpg"]
    assert found("c.jpg")[0].startswith("!c.jpg: is a picture")


def test_reports_are_read_one_by_one(here: Path) -> None:
    written(here, "r/a.txt", "r/b.txt")
    reports = iter(gather(["r"]))
    assert isinstance(next(reports), Source)
    (here / "r/b.txt").write_text("增长7%", encoding="utf-8")
    assert [one.raw for one in reports if isinstance(one, Source)] == ["增长7%"]


# ZIP archives


def zipped(members: Mapping[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", kind) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that is there twice
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def zipped_with_names_in(codec: str, *names: str) -> bytes:
    """An archive as older programs write it: the bytes of its names in a local encoding, no flag that says so."""
    raw = {name.encode(codec): bytes([ord("a") + n]) * len(name.encode(codec)) for n, name in enumerate(names)}
    data = zipped({placeholder.decode(): TEXT for placeholder in raw.values()})
    for name, placeholder in raw.items():
        data = data.replace(placeholder, name)
    return data


def test_members_are_reports(here: Path) -> None:
    written(here, "年报.zip", data=zipped({"2023/甲.txt": TEXT, "a.html": PAGE, "leer/": "", "b.md": "# 甲"}))
    assert found("年报.zip") == ["年报.zip/2023/甲.txt", "年报.zip/a.html", "年报.zip/b.md"]
    assert found("年报.zip/2023/甲.txt") == found("年报.zip/2023") == ["年报.zip/2023/甲.txt"]
    assert found("年报.zip/2022") == ["!年报.zip/2022: there is no report in it; give another place."]
    assert found("年报.zip", "年报.zip/a.html") == found("年报.zip")
    assert found("年报.zip/a.html", "./年报.zip")[:2] == ["年报.zip/a.html", "./年报.zip/2023/甲.txt"]
    written(here, "b.zip", data=zipped({"a.json": TEXT}))
    assert found("b.zip/a.json") == ["b.zip/a.json"]


SIMPLIFIED = ("各区汇总/二〇二三年度报告.txt", "图书馆.txt")
TRADITIONAL = ("各區匯總/二零二三年度工作報告.txt", "圖書館資料.txt")


@pytest.mark.parametrize(("codec", "names"), [("gb18030", SIMPLIFIED), ("utf-8", SIMPLIFIED), ("big5", TRADITIONAL)])
def test_names_in_older_encodings(here: Path, codec: str, names: tuple[str, ...]) -> None:
    written(here, "a.zip", data=zipped_with_names_in(codec, *names))
    assert found("a.zip") == sorted(f"a.zip/{name}" for name in names)


def test_archives_are_told_by_their_content(here: Path) -> None:
    written(here, "archiv.dat", "r/b.zip", data=zipped({"a.txt": TEXT}))
    written(here, "text.zip")
    assert found("archiv.dat") == ["archiv.dat/a.txt"]
    assert found("r") == ["r/b.zip/a.txt"]
    assert found("text.zip") == ["text.zip"]


def test_what_is_no_report_in_an_archive(here: Path) -> None:
    members: dict[str, str | bytes] = {
        "__MACOSX/a.txt": TEXT,
        ".b.txt": TEXT,
        "c.png": TEXT,
        "d": random.Random(1).randbytes(99),
        "e.txt": TEXT,
    }
    written(here, "a.zip", data=zipped(members))
    assert found("a.zip") == [
        "a.zip/e.txt",
        "~a.zip: passed over 2 files of no format that is read (1 .png, 1 without ending).",
    ]


def test_an_archive_in_an_archive_is_opened_and_one_below_is_not(here: Path) -> None:
    inner = zipped({"a.txt": TEXT})
    written(here, "a.zip", data=zipped({"b.zip": zipped({"c.zip": inner, "d.txt": TEXT}), "e.zip": inner}))
    assert found("a.zip") == [
        "!a.zip/b.zip/c.zip: lies too deep, in an archive in an archive; unpack it and give its files.",
        "a.zip/b.zip/d.txt",
        "a.zip/e.zip/a.txt",
    ]


def test_names_that_lead_elsewhere_lead_nowhere(here: Path) -> None:
    members = {"../../x.txt": TEXT, "/etc/passwd.txt": TEXT, "C:\\a\\b.txt": TEXT, "a\0b.txt": TEXT}
    written(here, "in/a.zip", data=zipped(members))
    before = sorted(here.rglob("*"))
    assert len(found("in/a.zip")) == 4 and all(name.startswith("in/a.zip/") for name in found("in/a.zip"))
    assert sorted(here.rglob("*")) == before


def changed(data: bytes, at: int, form: str, value: int) -> bytes:
    """The bytes with one field of every local header (offset counted there) and its directory entry changed."""
    copy = bytearray(data)
    for mark, skip in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        start = copy.find(mark)
        while start >= 0:
            struct.pack_into(form, copy, start + at + skip, value)
            start = copy.find(mark, start + 4)
    return bytes(copy)


PLAIN = zipped({"a.txt": TEXT * 50})
BROKEN: list[tuple[str, bytes, str]] = [
    ("0 bytes", b"", "a.zip: is empty"),
    ("the mark alone", b"PK\x03\x04", "a.zip: is a damaged ZIP archive"),
    ("the first half", PLAIN[: len(PLAIN) // 2], "a.zip: is a damaged ZIP archive"),
    ("the end cut off", PLAIN[:-10], "a.zip: is a damaged ZIP archive"),
    ("no members", zipped({}), "a.zip: there is no report in it"),
    ("folders alone", zipped({"a/": "", "a/b/": ""}), "a.zip: there is no report in it"),
    ("an empty member", zipped({"a.txt": ""}), "a.zip/a.txt: is empty"),
    ("encrypted", changed(PLAIN, 6, "<H", 1), "a.zip/a.txt: is encrypted; unpack"),
    ("a method of packing that nobody knows", changed(PLAIN, 8, "<H", 77), "a.zip/a.txt: cannot be unpacked here"),
    ("a wrong checksum", changed(PLAIN, 14, "<I", 5), "a.zip/a.txt: is damaged in its archive"),
    ("packed data overwritten", PLAIN.replace(PLAIN[40:50], b"\xff" * 10, 1), "a.zip/a.txt: is damaged in its archive"),
    ("a smaller size stated", changed(PLAIN, 22, "<I", 7), "a.zip/a.txt: is damaged in its archive"),
    ("a larger size stated", changed(PLAIN, 22, "<I", 1 << 31), "a.zip/a.txt: would unpack to 2,048 MiB"),
    ("a bomb", zipped({"a.txt": bytes(3 << 20)}), "a.zip/a.txt: would unpack to 3 MiB, "),
    ("a name that is no UTF-8", changed(PLAIN, 6, "<H", 0x800).replace(b"a.txt", b"\xff.txt"), "a.zip: is a damaged"),
    ("a member that is binary", zipped({"a.txt": random.Random(1).randbytes(500)}), "a.zip: there is no report in it"),
    ("a Word file that is cut off", zipped({"[Content_Types].xml": "", "word/document.xml": "x" * 99})[:-9], "a.zip: "),
]


@pytest.mark.parametrize(("data", "said"), [pytest.param(*rest, id=name) for name, *rest in BROKEN])
def test_broken_archives_are_one_sentence_and_exit_1(here: Path, data: bytes, said: str) -> None:
    written(here, "a.zip", data=data)
    done = invoke("extract", "a.zip")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"Error: {said}") and done.stderr.endswith(".\n")


def test_the_other_members_of_a_broken_archive_are_done(here: Path) -> None:
    good = zipped({"a.txt": TEXT, "b.txt": TEXT * 3}, zipfile.ZIP_STORED)
    written(here, "a.zip", data=good.replace(TEXT.encode() * 3, b"x" * 3 * len(TEXT.encode())))
    done = invoke("extract", "a.zip", "--format", "jsonl")
    assert done.exit_code == 1 and "a.zip/b.txt: is damaged" in done.stderr
    assert {json.loads(line)["path"] for line in done.stdout.splitlines()} == {"a.zip/a.txt"}


def test_all_of_an_archive_may_not_unpack_to_more_than_the_limit(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped({"a.txt": TEXT, "b.txt": TEXT})
    limit = len(inner) + 3 * len(TEXT.encode())
    monkeypatch.setattr(archives.Allowance, "of", lambda limits: archives.Allowance(limits, limit, limits.members))
    written(here, "a.zip", data=zipped({"1.zip": inner, "2.txt": TEXT, "3.txt": TEXT}))
    assert found("a.zip")[:3] == ["a.zip/1.zip/a.txt", "a.zip/1.zip/b.txt", "a.zip/2.txt"]
    assert found("a.zip")[3].startswith("!a.zip/3.txt: is left out, since its archive unpacks to more than")


def test_random_bytes_in_an_archive_are_a_sentence(here: Path) -> None:
    chance = random.Random(7)
    good = zipped({"a.txt": TEXT, "b/c.html": PAGE, "d.zip": zipped({"e.txt": TEXT})})
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (here / "a.zip").write_bytes(data)
        for one in gather(["a.zip"]):
            assert isinstance(one, Source) or str(one).startswith("a.zip")


# The commands


def test_a_folder_for_extract_is_an_array_and_its_paths_tell_the_reports(here: Path) -> None:
    written(here, "r/a.txt")
    assert len(json.loads(invoke("extract", "r", "--format", "json").stdout)) == 1
    assert isinstance(json.loads(invoke("extract", "r/a.txt", "--format", "json").stdout), dict)
    for argument, several in (("r", True), ("r/*.txt", True), ("r/a.txt", False), ("-", False), ("no.txt", False)):
        assert stands_for_several(argument) is several


def test_standard_input_may_be_anything(here: Path) -> None:
    archive = zipped({"a.txt": TEXT})
    for data, path in ((TEXT.encode("gbk"), "-"), (PAGE.encode(), "-"), (archive, "standard input/a.txt")):
        done = invoke("extract", "-", "--format", "jsonl", stdin=data)
        assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == [path] * 2
    assert invoke("text", "-", stdin=PAGE.encode()).stdout == "2023年年报\n全年培训20场，增长5%。\n"
    assert invoke("extract", "-", "-", stdin=TEXT.encode()).exit_code == 0


def test_what_was_passed_over_is_a_warning_unless_quiet(here: Path) -> None:
    written(here, "r/a.txt", "r/b.png")
    done = invoke("extract", "r")
    assert (done.exit_code, done.stderr) == (
        0,
        "Warning: r: passed over 1 file of no format that is read (1 .png).\n",
    )
    assert invoke("extract", "r", "-q").stderr == ""


@pytest.mark.slow
def test_the_remarks_of_a_reader_are_warnings_unless_quiet(here: Path) -> None:
    wide = "<table>" + "<tr><td>甲</td></tr>" * 2000 + "<tr>" + "<td>乙</td>" * 2000 + "</table>"
    written(here, "a.html", data=wide)
    said = "Warning: a.html: a table of 2,001 rows is too large to be one and is read as lines of text.\n"
    for command in (["extract", "a.html"], ["text", "a.html"], ["audit", "a.html"]):
        assert invoke(*command).stderr.startswith(said)
        assert invoke(*command, "-q").stderr == ""


def test_commands_for_one_report_say_so(here: Path) -> None:
    written(here, "r/a.txt", "r/b.txt")
    written(here, "eins/a.txt")
    for command in ("text", "explain"):
        done = invoke(command, "r")
        assert done.exit_code == 2
        assert "r: there is more than one report in it; name one, such as r/a.txt." in done.stderr
    assert invoke("text", "eins").stdout == TEXT
    written(here, "a.zip", data=zipped({"x/a.txt": TEXT, "b.txt": TEXT}))
    assert invoke("text", "a.zip/x/a.txt").stdout == TEXT
    assert "20场 is a figure" in invoke("explain", "a.zip/x/a.txt", "--at", "4").stdout
    assert invoke("text", "leer.txt").stderr == "Error: leer.txt: no such file; check the path.\n"


def test_compare_and_audit_take_folders(here: Path) -> None:
    for year, number in ((2022, 20), (2023, 25)):
        written(here, f"r/{year}.txt", data=f"{year}年年报\n全年举办培训{number}场。\n")
    found = json.loads(invoke("compare", "r", "--format", "json").stdout)
    assert [found["old"]["path"], found["new"]["path"]] == ["r/2022.txt", "r/2023.txt"]
    assert invoke("audit", "r").exit_code == 0
    alone = invoke("compare", "r/2022.txt")
    assert alone.exit_code == 2 and "two reports and more" in alone.stderr
    written(here, "r/leer.txt", data=b"")
    for command in ("compare", "audit"):
        done = invoke(command, "r")
        assert done.exit_code == 1 and done.stderr.count("r/leer.txt: is empty") == 1
        assert "r/2022.txt" in done.stdout and "r/2023.txt" in done.stdout
    broken = invoke("compare", "r/2022.txt", "r/leer.txt")
    assert (broken.exit_code, broken.stdout, broken.stderr.count("\n")) == (1, "", 1)


def test_pages_that_reportmine_wrote_are_no_reports(here: Path) -> None:
    written(here, "r/a.txt")
    for _ in range(2):
        assert invoke("extract", "r", "-o", "r/seite.html").exit_code == 0
    assert found("r") == ["r/a.txt", "~r: passed over 1 file of no format that is read (1 .html)."]
    assert found("r/seite.html") == ["!r/seite.html: is a page that reportmine wrote; give the report itself."]


def test_a_report_of_a_folder_is_not_overwritten(here: Path) -> None:
    written(here, "r/a.txt", "r/b.txt")
    for command in (["extract", "r"], ["compare", "r"], ["audit", "r"]):
        done = invoke(*command, "-o", "r/a.txt", "--format", "csv")
        assert done.exit_code == 2 and "would overwrite this report" in done.stderr
    assert (here / "r/a.txt").read_text(encoding="utf-8") == TEXT
    assert invoke("extract", "r", "-o", "r/claims.csv").exit_code == 0
    assert invoke("extract", "r", "-o", "r/claims.csv").exit_code == 0


def test_a_report_is_not_overwritten_by_another_name_of_its_own(here: Path) -> None:
    """On macOS and Windows A.txt is a.txt; here a second link to the file is another name of it."""
    written(here, "a.txt")
    os.link("a.txt", "A.txt")
    done = invoke("extract", "a.txt", "-o", "A.txt", "--format", "csv")
    assert done.exit_code == 2 and "would overwrite this report" in done.stderr


def test_nothing_of_archives_is_loaded_for_a_text(here: Path) -> None:
    written(here, "a.txt")
    script = (
        "import sys; sys.argv[1:] = ['extract', 'a.txt']\n"
        "from reportmine.cli.main import run; run()\n"
        "heavy = {'reportmine.readers.archives', 'selectolax', 'markdown_it', 'email'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ})
    assert (done.returncode, done.stderr) == (0, "")


# No file is read twice


def names(here: Path, *arguments: str) -> list[str]:
    found = [one for one in gather(list(arguments)) if isinstance(one, Source)]
    return [str(one.path) for one in found]


def test_a_file_is_read_once_however_often_it_is_named(here: Path) -> None:
    for name in ("甲/1.txt", "甲/乙/2.txt", "3.txt"):
        written(here, name)
    assert names(here, "甲/1.txt", "甲", "甲", "./甲/乙", "甲/乙/2.txt") == ["甲/1.txt", "甲/乙/2.txt"]
    assert names(here, "甲/乙", "甲") == ["甲/乙/2.txt", "甲/1.txt"]
    assert names(here, "3.txt", ".") == ["3.txt", "甲/1.txt", "甲/乙/2.txt"]


@pytest.mark.posix
def test_what_links_lead_to_is_read_once(here: Path) -> None:
    for name in ("甲/1.txt", "外/2.txt", "甲/.藏/3.txt"):
        written(here, name)
    for link, target in (("甲/a.txt", "1.txt"), ("甲/b.txt", "../外/2.txt"), ("甲/c.txt", ".藏/3.txt")):
        (here / link).symlink_to(target)
    assert names(here, "甲", "外") == ["甲/1.txt", "甲/b.txt", "甲/c.txt"]
    assert names(here, "甲/b.txt", "外", "甲") == ["甲/b.txt", "甲/1.txt", "甲/c.txt"]


def test_what_a_folder_passes_over_is_read_when_it_is_named(here: Path) -> None:
    written(here, "甲/1.txt")
    written(here, "甲/.2.txt")
    assert names(here, "甲", "甲/.2.txt") == ["甲/1.txt", "甲/.2.txt"]
