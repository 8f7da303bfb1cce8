"""A batch gives what `extract` gives of the same files, whatever the number of processes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from running_batches import ledger, reportmine, statuses, write_mixture, write_reports


@pytest.fixture(scope="module")
def mixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_mixture(tmp_path_factory.mktemp("reports"))


@pytest.mark.parametrize("options", [(), ("--header", "zh"), ("--measure", "change")])
def test_csv_byte_for_byte(mixture: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    expected, found = tmp_path / "expected.csv", tmp_path / "found.csv"
    assert reportmine("extract", mixture, *options, "-o", expected).returncode == 1
    assert reportmine("batch", mixture, *options, "-o", found, "--jobs", "2").returncode == 1
    assert found.read_bytes() == expected.read_bytes()


def test_json_lines_byte_for_byte(mixture: Path, tmp_path: Path) -> None:
    expected, found = tmp_path / "expected.jsonl", tmp_path / "found.jsonl"
    reportmine("extract", mixture, "-o", expected)
    for jobs in ("1", "3"):
        reportmine("batch", mixture, "-o", found, "--jobs", jobs, "--resume")
        assert found.read_bytes() == expected.read_bytes()


def test_the_same_database(mixture: Path, tmp_path: Path) -> None:
    reportmine("extract", mixture, "-o", tmp_path / "expected.db")
    reportmine("batch", mixture, "-o", tmp_path / "found.db")

    def dump(name: str) -> list[str]:
        with closing(sqlite3.connect(tmp_path / name)) as database:
            return list(database.iterdump())

    assert dump("found.db") == dump("expected.db")


def test_the_same_parquet(mixture: Path, tmp_path: Path) -> None:
    reportmine("extract", mixture, "-o", tmp_path / "expected.parquet")
    reportmine("batch", mixture, "-o", tmp_path / "found.parquet")
    found, expected = (pq.read_table(tmp_path / f"{name}.parquet") for name in ("found", "expected"))
    # One number has more places than the usual type.
    assert str(expected["value"].type) == "decimal128(38, 8)"
    assert found.schema.equals(expected.schema, check_metadata=True)
    assert found.to_pylist() == expected.to_pylist()


def test_each_file_stands_in_the_ledger(mixture: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    done = reportmine("batch", mixture, tmp_path / "missing.txt", "-o", out)
    found = statuses(out)
    assert {name for name, status in found.items() if status == "failed"} == {"d.txt", "missing.txt"}
    assert {name for name, status in found.items() if status == "skipped"} == {"b.txt", "c.jpg", "x.png"}
    assert [name for name, status in found.items() if status == "done"] == [
        "000.txt", "001.txt", "002.txt", "e.csv", "=年报.txt", "a.docx",
    ]  # fmt: skip
    reasons = {row["path"].rpartition("/")[2]: row["reason"] for row in ledger(out)}
    assert reasons["d.txt"] == "is empty; give a file with text in it."
    assert reasons["missing.txt"] == "no such file; check the path."
    assert f"Error: {mixture}/d.txt: is empty; give a file with text in it.\n" in done.stderr
    assert done.stderr.endswith("unchanged: 0, failed: 2, skipped: 3.\n")


def test_a_list_of_paths(mixture: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"\ufeff{mixture}/002.txt\n\n{mixture}/f.zip\n", encoding="utf-8")
    reportmine("batch", "--from-file", listed, "-o", tmp_path / "all.csv")
    assert list(statuses(tmp_path / "all.csv")) == ["002.txt", "=年报.txt", "x.png"]


def test_what_is_written_among_the_reports_is_no_report(tmp_path: Path) -> None:
    write_reports(tmp_path, 2)
    for _ in range(2):
        done = reportmine("batch", ".", "-o", "all.csv", "--resume", cwd=tmp_path)
        assert done.returncode == 0 and done.stderr.endswith("failed: 0, skipped: 0.\n")


def test_extract_with_jobs_says_and_writes_the_same(mixture: Path, tmp_path: Path) -> None:
    for form in ("jsonl", "html"):
        one, two = (
            reportmine("extract", mixture, "missing.txt", "--jobs", jobs, "--format", form) for jobs in ("1", "2")
        )
        assert (one.stdout, one.stderr, one.returncode) == (two.stdout, two.stderr, two.returncode)
        assert one.returncode == 1 and "d.txt" in one.stderr
