"""WARC files: what servers answered, each page a report; files and answers that are packed, cut off, damaged."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner, Result

from reportmine.cli.main import reportmine
from reportmine.errors import ReadingError
from reportmine.extras import install_command
from reportmine.model import Source
from reportmine.readers.inputs import SkippedFiles, gather, number_of_files, stands_for_several

PAGE = "<!doctype html><h1>2023年年报</h1><p>全年培训20场，增长5%。</p>"
SITE = "https://example.org"

Headers = dict[str, str]


def record(
    address: str,
    content: str | bytes = PAGE,
    *,
    kind: str = "response",
    headers: Headers | None = None,
    status: str = "200 OK",
    date: str = "2024-01-05T08:30:00Z",
) -> bytes:
    """A record as crawlers write it; of a response the block is the answer with its own headers."""
    body = content.encode() if isinstance(content, str) else content
    said = {"Content-Type": "text/html"} if headers is None else headers
    own_type = said.get("Content-Type", "")
    if kind in ("response", "revisit"):
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        body = f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body
        own_type = "application/http; msgtype=response"
    about = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(body)}>\r\nContent-Type: {own_type}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return about.encode() + body + b"\r\n\r\n"


def packed(of: Iterable[bytes]) -> bytes:
    """A member for each record, as Common Crawl has it."""
    return b"".join(map(gzip.compress, of))


def written(path: Path, *of: bytes) -> str:
    path.write_bytes(packed(of) if path.suffix == ".gz" else b"".join(of))
    return path.name


def found(*arguments: str, **limits: int) -> list[str]:
    """What the arguments stand for: paths of reports, errors with ! and what was passed over with ~."""
    marks = {ReadingError: "!", SkippedFiles: "~"}
    seen = []
    for one in gather(arguments, limits=limits):
        mark = next((mark for kind, mark in marks.items() if isinstance(one, kind)), "")
        seen.append(f"{mark}{one.path if isinstance(one, Source) else one}")
    return seen


def invoke(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(reportmine, list(args), input=stdin)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


REQUEST = record(f"{SITE}/a", b"GET / HTTP/1.1\r\n\r\n", kind="request", headers={})
INFO = record("", b"software: none\r\n", kind="warcinfo", headers={"Content-Type": "application/warc-fields"})
PAGES = (INFO, REQUEST, record(f"{SITE}/a"), record(f"{SITE}/2023/b.html?id=1.5"))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "ohne-endung"])
def test_each_page_is_a_report_under_its_address(here: Path, name: str) -> None:
    written(here / name, *PAGES)
    assert found(name) == [f"{name}/{SITE}/a", f"{name}/{SITE}/2023/b.html?id=1.5"]
    assert stands_for_several(name)
    rows = [json.loads(line) for line in invoke("extract", name, "--format", "jsonl").stdout.splitlines()]
    assert {row["path"] for row in rows} == set(found(name)) and len(rows) == 4


def test_a_file_packed_as_one_is_read_as_well(here: Path) -> None:
    (here / "a.warc.gz").write_bytes(gzip.compress(b"".join(PAGES)))
    assert len(found("a.warc.gz")) == 2


def test_one_record_or_those_below_an_address_are_read_alone(here: Path) -> None:
    name = written(here / "a.warc.gz", *PAGES, record("http://andere.example/"))
    for inside in ("a", "2023/b.html?id=1.5", "2023"):
        assert len(found(f"{name}/{SITE}/{inside}")) == 1
    assert invoke("text", f"{name}/{SITE}/a").stdout == "2023年年报\n全年培训20场，增长5%。\n"
    assert found(f"{name}/{SITE}") == found(name)[:2]
    assert found(f"{name}/http://andere.example") == found(f"./{name}/http://andere.example/")
    assert found(f"{name}/{SITE}/b") == [f"!{name}/{SITE}/b: there is no report in it; give another place."]
    assert found(f"{name}/{SITE}/a", name) == found(name)


def test_in_folders_archives_and_standard_input(here: Path) -> None:
    (here / "r").mkdir()
    written(here / "r/a.warc.gz", *PAGES)
    (here / "r/b.tar.gz").write_bytes(gzip.compress(b"x"))
    assert found("r") == [
        f"r/a.warc.gz/{SITE}/a",
        f"r/a.warc.gz/{SITE}/2023/b.html?id=1.5",
        "~r: passed over 1 file of no format that is read (1 .gz).",
    ]
    assert number_of_files(["r"]) is None
    with zipfile.ZipFile("c.zip", "w") as archive:
        archive.write("r/a.warc.gz", "a.warc.gz")
    assert found("c.zip") == [f"c.zip/a.warc.gz/{SITE}/a", f"c.zip/a.warc.gz/{SITE}/2023/b.html?id=1.5"]
    given = invoke("extract", "-", "--format", "jsonl", stdin=packed(PAGES)).stdout
    assert json.loads(given.splitlines()[0])["path"] == f"standard input/{SITE}/a"


def test_an_archive_in_a_record_is_opened_and_one_below_is_not(here: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("甲.txt", "培训20场")
        archive.writestr("b.warc", b"".join(PAGES))
    name = written(here / "a.warc", record(f"{SITE}/x.zip", inner.getvalue(), headers={}))
    deep = f"!{name}/{SITE}/x.zip/b.warc: lies too deep, in an archive in an archive; unpack it and give its files."
    assert found(name) == [deep, f"{name}/{SITE}/x.zip/甲.txt"]


def test_what_is_no_report_is_passed_over_and_counted(here: Path) -> None:
    name = written(
        here / "a.warc",
        record(f"{SITE}/robots.txt", "User-agent: *", headers={"Content-Type": "text/plain"}),
        record(f"{SITE}/bild", b"\x89PNG\r\n\x1a\n...", headers={"Content-Type": "image/png; x=y"}),
        record(f"{SITE}/b.png?v=2"),
        record(f"{SITE}/daten", random.Random(1).randbytes(500), headers={}),
        record(f"{SITE}/leer", ""),
        record(f"{SITE}/weg", "404", status="404 Not Found"),
        record(f"{SITE}/gleich", "", kind="revisit"),
        record(f"{SITE}/eigen", '<!doctype html><meta name="generator" content="reportmine"><p>20场'),
        record(f"{SITE}/a"),
    )
    assert found(name) == [
        f"{name}/{SITE}/a",
        f"~{name}: left out 1 record of a page that the server did not give (its status is not 200).",
        f"~{name}: left out 1 record that only says that a page was the same as before.",
        f"~{name}: passed over 6 files of no format that is read (4 without ending, 1 .txt, 1 .png).",
    ]
    only_lost = written(here / "b.warc", record(f"{SITE}/weg", "404", status="404 Not Found"))
    assert found(only_lost)[-1] == f"!{only_lost}: there is no report in it; give another place."


def test_text_and_files_that_were_captured_are_told_by_their_content(here: Path) -> None:
    name = written(
        here / "a.warc",
        record(f"{SITE}/a", "全年培训20场。", kind="conversion", headers={"Content-Type": "text/plain"}),
        record(f"<{SITE}/b>", "# 年报\n\n* 培训20场\n", kind="resource", headers={"Content-Type": "text/x-any"}),
        record("dns:example.org", "20240105 example.org. A 10", kind="resource", headers={"Content-Type": "text/dns"}),
    )
    sources = [one for one in gather([name]) if isinstance(one, Source)]
    assert [source.path for source in sources] == [f"{name}/{SITE}/a", f"{name}/{SITE}/b"]
    assert sources[0].raw == "全年培训20场。"


def test_an_address_that_was_captured_again_hides_nothing(here: Path) -> None:
    later = record(f"{SITE}/a", PAGE.replace("20", "30"), date="2024-02-06T09:00:00Z")
    name = written(here / "a.warc", record(f"{SITE}/a"), later, later, later)
    paths = [
        f"{name}/{SITE}/a",
        f"{name}/20240206090000/{SITE}/a",
        f"{name}/20240206090000-2/{SITE}/a",
        f"{name}/20240206090000-3/{SITE}/a",
    ]
    assert found(name) == paths
    assert found(paths[1]) == [paths[1]]


def chunks(data: bytes) -> bytes:
    pieces = (data[at : at + 40] for at in range(0, len(data), 40))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


RAW = PAGE.encode()
PACKED: list[tuple[str, Headers, bytes]] = [
    ("gzip", {"Content-Encoding": "gzip"}, gzip.compress(RAW)),
    ("deflate", {"Content-Encoding": "deflate"}, zlib.compress(RAW)),
    ("deflate without a head", {"Content-Encoding": "deflate"}, zlib.compress(RAW, wbits=-15)),
    ("br", {"Content-Encoding": "br"}, brotli.compress(RAW)),
    ("in chunks", {"Transfer-Encoding": "chunked"}, chunks(RAW)),
    ("both", {"Transfer-Encoding": "chunked", "Content-Encoding": "x-gzip"}, chunks(gzip.compress(RAW))),
    ("twice", {"Content-Encoding": "gzip, br"}, brotli.compress(gzip.compress(RAW))),
    *((f"said to be {kind}", {"Content-Encoding": kind}, RAW) for kind in ("gzip", "deflate", "br", "identity")),
    ("said to be in chunks", {"Transfer-Encoding": "chunked"}, RAW),
]


@pytest.mark.parametrize(("headers", "payload"), [pytest.param(*rest, id=name) for name, *rest in PACKED])
def test_answers_are_unpacked(here: Path, headers: Headers, payload: bytes) -> None:
    name = written(here / "a.warc", record(f"{SITE}/a", payload, headers=headers), record(f"{SITE}/b"))
    sources = [one for one in gather([name]) if isinstance(one, Source)]
    assert [source.raw for source in sources] == ["2023年年报\n全年培训20场，增长5%。\n"] * 2


BAD: list[tuple[str, Headers, bytes, str]] = [
    ("zstd", {"Content-Encoding": "zstd"}, RAW, "is packed as zstd, which is not read here."),
    ("damaged gzip", {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08" + bytes(9) + b"\xff" * 50, "is damaged where it is"),
    ("a bomb", {"Content-Encoding": "gzip"}, gzip.compress(bytes(2 << 20)), "would unpack to more than the 1 MiB"),
    ("a bomb of br", {"Content-Encoding": "br"}, brotli.compress(bytes(2 << 20)), "would unpack to more than the 1"),
    ("too large", {}, b" " * (2 << 20), "holds 2 MiB, more than the 1 MiB that are read."),
]


@pytest.mark.parametrize(("headers", "payload", "said"), [pytest.param(*rest, id=name) for name, *rest in BAD])
def test_a_page_that_cannot_be_had_is_said_and_the_others_are_read(
    here: Path, headers: Headers, payload: bytes, said: str
) -> None:
    name = written(here / "a.warc.gz", record(f"{SITE}/a", payload, headers=headers), record(f"{SITE}/b"))
    first, second = found(name, member=1)
    assert first.startswith(f"!{name}/{SITE}/a: {said}") and second == f"{name}/{SITE}/b"


def test_what_the_server_says_of_the_encoding_counts_where_the_bytes_do_not_tell(here: Path) -> None:
    def text_said_to_be(charset: str, data: bytes) -> str:
        headers = {"Content-Type": f'text/html; charset="{charset}"'}
        name = written(here / "a.warc", record(f"{SITE}/a", data, headers=headers))
        (one,) = gather([name])
        return one.raw if isinstance(one, Source) else str(one)

    assert "培训20场" in text_said_to_be("utf-8", PAGE.encode("gb18030"))
    german = "<!doctype html><p>Größe für Übung".encode("latin-1")
    assert "Größe für Übung" in text_said_to_be("iso-8859-1", german)
    assert "fits no encoding of Chinese" in text_said_to_be("no-such", german)


WHOLE = [record(f"{SITE}/{n}") for n in range(3)]
CUT = {
    "plain": b"".join(WHOLE)[:-40],
    "packed": packed(WHOLE)[:-40],
    "damaged head": b"".join(WHOLE[:2]) + b"WARC-Typ: x\r\n\r\n" + WHOLE[2],
    "damaged member": packed(WHOLE[:2]) + b"\xff" * 90,
}


@pytest.mark.parametrize("data", CUT.values(), ids=CUT)
def test_of_a_broken_file_what_stands_before_is_read(here: Path, data: bytes) -> None:
    (here / "a.warc").write_bytes(data)
    cut = (
        "!a.warc: is damaged or cut off behind its first 2 records; what stands behind them is not read. Fetch it anew."
    )
    assert found("a.warc") == [f"a.warc/{SITE}/0", f"a.warc/{SITE}/1", cut]
    done = invoke("extract", "a.warc", "--format", "csv")
    assert done.exit_code == 1 and len(done.stdout.splitlines()) == 5 and done.stderr.count("\n") == 1


def test_random_bytes_are_a_sentence(here: Path) -> None:
    chance = random.Random(7)
    for good in (b"".join(PAGES), packed(PAGES)):
        for _ in range(150):
            data = bytearray(good)
            for _ in range(chance.randint(1, 6)):
                data[chance.randrange(9, len(data))] = chance.randrange(256)
            (here / "a.warc").write_bytes(data)
            for one in gather(["a.warc"]):
                assert isinstance(one, Source) or str(one).startswith("a.warc")


def test_where_the_extra_is_missing_its_command_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    name = written(here / "a.warc.gz", *PAGES)
    done = invoke("extract", name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"Error: {name}: is a WARC file, and fastwarc is not installed to read it; "
        f"install it with: {install_command('warc')}\n"
    )
