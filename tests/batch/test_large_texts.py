"""A large text goes out in pieces, from `extract` and a batch, with the rows of all of it and the memory of few."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from measured_runs import measured
from reportmine import extract, read
from reportmine.model import Report
from reportmine.output.data.csv import to_csv
from reportmine.output.data.json.claims import to_jsonl
from reportmine.output.data.parquet import to_parquet
from reportmine.output.data.sqlite.database import to_sqlite
from reportmine.readers.large_text import LARGE, large_text
from running_batches import command, environment, ledger, reportmine, write_reports

WORDS = "我们坚持问需于民把好事办实各项工作稳步推进干部群众共同建设美丽家园努力服务社会持续改善环境"


def write_large(path: Path, size: int) -> Path:
    """A text of about so many bytes in which one paragraph in fifty has figures."""
    rng = random.Random(size)
    lines = ["云溪县2023年工作报告\n", "一、2023年工作回顾\n"]
    while len(lines) < size // 600:
        lines.append("".join("".join(rng.sample(WORDS, 12)) + "，" for _ in range(15))[:-1] + "。\n")
        if len(lines) % 50 == 0:
            lines.append(f"全年举办培训{rng.randint(20, 900)}场，增长{rng.randint(1, 9)}.5%。\n")
        if len(lines) % 1000 == 0:
            lines.append(rng.choice(["二、2024年工作安排\n", "三、主要成效\n"]))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_reports(tmp_path_factory.mktemp("reports"), 3)
    assert write_large(folder / "001年鉴.txt", 2_300_000).stat().st_size > LARGE
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[Report]:
    return [extract(read(path)) for path in sorted(folder.glob("*.txt"))]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_extract_writes_the_rows_of_all_of_it(
    folder: Path, expected: list[Report], tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out.{ending}"
    done = reportmine("extract", folder / "001年鉴.txt", "-o", out)
    report = expected[2]
    assert done.stderr == f"Done: {len(report.claims):,} figures of 1 report written to {out}.\n"
    written = to_csv([report]).encode("utf-8-sig") if ending == "csv" else to_jsonl([report]).encode()
    assert out.read_bytes() == written


def test_standard_output_and_another_encoding(folder: Path, expected: list[Report]) -> None:
    name = str(folder / "001年鉴.txt")
    done = subprocess.run(
        command("extract", name, "--format", "csv", "--csv-encoding", "gb18030"), env=environment(), capture_output=True
    )
    assert done.stdout == to_csv([expected[2]]).encode("gb18030")


def test_a_batch_holds_it_among_others(folder: Path, expected: list[Report], tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    assert reportmine("batch", folder, "-o", out, "--jobs", "2").returncode == 0
    assert out.read_bytes() == to_csv(expected).encode("utf-8-sig")
    assert [int(row["figures"]) for row in ledger(out)] == [len(report.claims) for report in expected]
    done = reportmine("batch", folder, "-o", out, "--resume")
    assert "unchanged: 4" in done.stderr and out.read_bytes() == to_csv(expected).encode("utf-8-sig")
    changed = folder / "001年鉴.txt"
    before = changed.read_bytes()
    try:
        changed.write_text("举办培训20场。\n", encoding="utf-8")
        reportmine("batch", folder, "-o", out, "--resume")
        others = [*expected[:2], extract(read(changed)), *expected[3:]]
        assert out.read_bytes() == to_csv(others).encode("utf-8-sig")
    finally:
        changed.write_bytes(before)


@pytest.mark.slow
def test_a_batch_into_a_database_and_parquet(folder: Path, expected: list[Report], tmp_path: Path) -> None:
    for name in ("all.db", "all.parquet"):
        assert reportmine("batch", folder, "-o", tmp_path / name).returncode == 0
    with closing(sqlite3.connect(tmp_path / "all.db")) as found, closing(sqlite3.connect(":memory:")) as wanted:
        wanted.deserialize(to_sqlite(expected, tmp_path))
        assert list(found.iterdump()) == list(wanted.iterdump())
    (tmp_path / "wanted.parquet").write_bytes(to_parquet(expected))
    tables = [pq.read_table(tmp_path / name) for name in ("all.parquet", "wanted.parquet")]
    assert tables[0].to_pylist() == tables[1].to_pylist()


def test_what_is_no_large_text(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body>" + "<p>培训20场。</p>\n" * 100_000, encoding="utf-8")
    binary = tmp_path / "a.txt"
    binary.write_bytes("培训20场。\n".encode() * 150_000 + b"\0" * 10)
    assert large_text(str(page)) is large_text(str(binary)) is large_text(str(tmp_path)) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_all_characters_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Report\n" * 200_000 + "全年举办培训20场。\r\n" * 60_000
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    found, whole = large_text(str(path)), read(path)
    assert found is not None and (found.encoding, found.sha256) == (whole.encoding, whole.sha256)
    assert "".join(found.parts()) == text


def test_what_needs_all_of_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("我们把好事办实。\n".encode() * 1_400_000)
    done = reportmine("extract", path, "-o", tmp_path / "a.html")
    assert done.returncode == 1 and not (tmp_path / "a.html").exists()
    assert "more than 32 MiB; read it in pieces with extract -o figures.csv" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="peaks are in other units elsewhere")
def test_twenty_megabytes_take_the_memory_of_a_piece(tmp_path: Path) -> None:
    path = write_large(tmp_path / "a.txt", 20_000_000)
    done = measured(command("extract", path, "-o", tmp_path / "a.csv", "-q"), tmp_path, environment())
    assert done.status == 0
    # The text alone has 7 million characters, which are 14 MB as Python holds them.
    assert done.peak < 200 << 20
