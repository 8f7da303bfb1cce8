"""Many reports in several processes give what one after the other gives."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportmine
from made_reports import SAMPLES
from reportmine.errors import ReadingError, ReportmineError, SegmenterError, WorkerError
from reportmine.lexicon.user.model import UserIndicator, UserLexicon, UserUnit, UserWord
from reportmine.model import Remark, Report, Source
from reportmine.parallel import Found, extract_many, many, pool
from reportmine.parallel.worker import Finished
from reportmine.readers.inputs import SkippedFiles
from same_report import lines_of, to_docx, to_pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports of several formats, and what is none."""
    lines = lines_of("company-2023.txt")
    (tmp_path / "各区").mkdir()
    (tmp_path / "a.docx").write_bytes(to_docx(lines))
    (tmp_path / "各区" / "b.pdf").write_bytes(to_pdf(lines))
    (tmp_path / "c.txt").write_text("全年举办培训20场。", encoding="utf-8")
    (tmp_path / "各区" / "d.txt").write_bytes(b"\x00\x01\x02\x03" * 100)  # no text, which only shows in reading
    (tmp_path / "e.jpg").write_bytes(b"")
    (tmp_path / "f.txt").write_bytes(b"")  # an error
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as archive:
        archive.write(SAMPLES[0], "2023.txt")
        archive.writestr("x.png", b"")
    return tmp_path


def one_by_one(*paths: str) -> Iterator[Found]:
    for one in reportmine.gather(paths):
        yield reportmine.extract(one) if isinstance(one, Source) else one


def said(results: Iterator[Found]) -> list[object]:
    """Results in a form that can be told apart: errors have no equality of their own."""
    return [(type(one), str(one)) if isinstance(one, ReadingError) else one for one in results]


def dwell(path: str) -> str:
    """Done at once, but for the first time at what ends in .slow, which takes until it is killed."""
    if path.endswith(".slow") and not Path(path).exists():
        Path(path).touch()
        time.sleep(60)
    return path


class TestSameResults:
    @pytest.mark.slow
    def test_the_samples(self) -> None:
        expected = [reportmine.extract(reportmine.read(path)) for path in SAMPLES]
        found = list(extract_many(SAMPLES, workers=2))
        assert found == expected
        assert [one.prose for one in found if isinstance(one, Report)] == [one.prose for one in expected]

    @pytest.mark.parametrize("workers", [1, 2])
    def test_whatever_is_in_a_folder(self, folder: Path, workers: int) -> None:
        arguments = [str(folder), "missing.txt", str(folder / "c.txt"), str(SAMPLES[1]), str(folder / "*.none")]
        expected = said(one_by_one(*arguments))
        assert said(extract_many(arguments, workers=workers)) == expected
        kinds = {type(one) for one in expected}
        assert kinds == {Report, SkippedFiles, tuple}
        assert sum(isinstance(one, Report) for one in expected) == 5

    def test_words_of_a_user_and_an_encoding_reach_the_workers(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("接送12人趟。".encode("gb18030"))
        mine = UserLexicon(units=(UserUnit("人趟", dimension="event"),))
        (found,) = extract_many(path, workers=2, encoding="gb18030", segmenter="jieba", lexicon=mine)
        assert isinstance(found, Report)
        assert (found.claims[0].quantity.unit, found.source.encoding, found.segmenter) == ("人趟", "gb18030", "jieba")


class TestPaths:
    def test_one_path_is_no_list_of_letters(self) -> None:
        for path in (SAMPLES[0], str(SAMPLES[0])):
            (found,) = extract_many(path, workers=1)
            assert isinstance(found, Report) and found.source.path == str(SAMPLES[0])

    def test_only_a_few_are_read_ahead(self, tmp_path: Path) -> None:
        given = 0

        def paths() -> Iterator[Path]:
            nonlocal given
            for k in range(40):
                path = tmp_path / f"{k}.txt"
                path.write_text(f"举办培训{k}场。", encoding="utf-8")
                given += 1
                yield path

        results = extract_many(paths(), workers=2)
        assert given == 0
        next(results)
        assert given <= 2 * many._AHEAD + 1
        assert len(list(results)) == 39 and given == 40


class TestProcesses:
    def test_who_stops_early_leaves_none_behind(self) -> None:
        results = extract_many(SAMPLES, workers=2)
        next(results)
        assert multiprocessing.active_children()
        results.close()  # type: ignore[attr-defined]
        assert not multiprocessing.active_children()

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
    def test_killed_processes_cost_nothing(self) -> None:
        results = extract_many(SAMPLES, workers=2)
        found = [next(results)]
        for child in multiprocessing.active_children():
            assert child.pid is not None
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
        found += results
        assert [one for one in found if not isinstance(one, Report)] == []
        assert [one.source.path for one in found if isinstance(one, Report)] == [str(path) for path in SAMPLES]

    def test_a_worker_that_is_killed_while_idle_costs_nothing(self, tmp_path: Path) -> None:
        slow = str(tmp_path / "a.slow")

        def kill_all() -> None:
            while not Path(slow).exists():
                time.sleep(0.01)
            time.sleep(0.5)  # the other one is done by then, and waits
            for child in multiprocessing.active_children():
                child.kill()

        killer = threading.Thread(target=kill_all)
        killer.start()
        found = dict(pool.side_by_side([["a"], [slow]], dwell, 2))
        killer.join()
        assert found == {"a": Finished("a"), slow: Finished(slow)}

    def test_a_script_without_its_guard_is_told_so(self, tmp_path: Path) -> None:
        script = tmp_path / "script.py"
        script.write_text(
            f"import reportmine\nlist(reportmine.extract_many({str(SAMPLES[0])!r}, workers=2))\n", "utf-8"
        )
        done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", timeout=120)
        last = done.stderr.splitlines()[-1]
        assert done.returncode == 1 and last.startswith("reportmine.errors.WorkerError: ")
        assert 'if __name__ == "__main__":' in last and done.stderr.count("Traceback") == 1

    def test_wrong_arguments_are_said_before_anything_is_read(self) -> None:
        with pytest.raises(WorkerError, match=r"^workers is 0; give 1 or more\.$"):
            extract_many("missing.txt", workers=0)
        with pytest.raises(SegmenterError):
            extract_many("missing.txt", segmenter="none")


def test_what_goes_between_processes_comes_back_the_same(folder: Path) -> None:
    lexicon = UserLexicon(
        (UserIndicator("完课率", ("结课率",)),), (UserUnit("人趟"),), ("五提升",), (UserWord("志愿汇"),), "ours.toml"
    )
    reports = [one for one in one_by_one(str(folder)) if isinstance(one, Report)]
    assert any(report.source.tables for report in reports)
    for value in (*reports, lexicon, Remark.of("hidden_sheet", sheet="明细"), SkippedFiles("甲: passed over 1 file.")):
        back = pickle.loads(pickle.dumps(value))
        assert (type(back), back) == (type(value), value)


def test_every_error_comes_back_the_same() -> None:
    kinds = [ReportmineError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert len(kinds) > 8
    for kind in kinds:
        back = pickle.loads(pickle.dumps(kind("甲.txt: is empty.")))
        assert (type(back), str(back)) == (kind, "甲.txt: is empty.")
