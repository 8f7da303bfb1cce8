"""With --resume only what is new or changed is done, and what is gone is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from running_batches import reportmine, statuses, write_reports


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return write_reports(tmp_path / "reports", 4)


def batch(reports: Path, *options: str) -> str:
    done = reportmine("batch", reports, "-o", reports.parent / "all.csv", "--resume", "--jobs", "1", *options)
    assert done.returncode == 0, done.stderr
    return done.stderr.partition("; ")[2]


def anew(reports: Path) -> bytes:
    out = reports.parent / "anew.csv"
    reportmine("extract", reports, "-o", out)
    return out.read_bytes()


def test_only_what_changed_is_done(reports: Path) -> None:
    out = reports.parent / "all.csv"
    assert batch(reports) == "unchanged: 0, failed: 0, skipped: 0.\n"
    assert batch(reports) == "unchanged: 4, failed: 0, skipped: 0.\n"
    (reports / "001.txt").write_text("全年举办讲座7场。\n", encoding="utf-8")
    (reports / "0005.txt").write_text("全年举办讲座8场。\n", encoding="utf-8")
    (reports / "003.txt").unlink()
    assert batch(reports) == "unchanged: 2, failed: 0, skipped: 0.\n"
    assert list(statuses(out)) == ["000.txt", "0005.txt", "001.txt", "002.txt"]
    assert out.read_bytes() == anew(reports)


def test_other_options_do_all_anew(reports: Path) -> None:
    batch(reports)
    assert batch(reports, "--measure", "change").startswith("unchanged: 0,")
    assert batch(reports, "--measure", "change").startswith("unchanged: 4,")
    assert batch(reports).startswith("unchanged: 0,")


def test_a_failure_is_tried_again(reports: Path) -> None:
    (reports / "002.txt").write_bytes(b"")
    out = reports.parent / "all.csv"
    assert reportmine("batch", reports, "-o", out).returncode == 1
    (reports / "002.txt").write_text("全年举办讲座9场。\n", encoding="utf-8")
    assert batch(reports) == "unchanged: 3, failed: 0, skipped: 0.\n"
    assert out.read_bytes() == anew(reports)


def test_what_stands_there_is_not_lost(reports: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n", encoding="utf-8")
    for options in ((), ("--resume",)):
        refused = reportmine("batch", reports, "-o", other, *options)
        assert refused.returncode == 2 and "is there already" in refused.stderr
    assert other.read_text(encoding="utf-8") == "a,b\n"
    batch(reports)
    refused = reportmine("batch", reports, "-o", tmp_path / "all.csv")
    assert refused.returncode == 2 and "go on with --resume" in refused.stderr
