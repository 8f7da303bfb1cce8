"""SQLite databases: read by SQLite's own shell and by Datasette, written to again, while others read and write."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from made_reports import EMPTY, GROWTH, RANGE, REPORT, SAMPLES, any_reports, sample_reports
from reportmine.cli.main import reportmine
from reportmine.errors import WritingError
from reportmine.model import Quantity, Report, Span
from reportmine.model.schema import COLUMNS, REPORT_COLUMNS, report_rows, whole
from reportmine.output.data.json.claims import claim_record
from reportmine.output.data.sqlite import database
from reportmine.output.data.sqlite.database import add_to, to_sqlite
from reportmine.output.data.sqlite.schema import APPLICATION, CLAIMS, DEFINITION, FIGURES, VERSION

Row = dict[str, Any]
PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


@contextmanager
def opened(content: bytes | Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:" if isinstance(content, bytes) else content)) as found:
        if isinstance(content, bytes):
            found.deserialize(content)
        found.row_factory = sqlite3.Row
        yield found


def rows_of(content: bytes | Path, query: str = "SELECT * FROM claims ORDER BY report_id, id") -> list[Row]:
    with opened(content) as found:
        return [dict(row) for row in found.execute(query)]


def claims_of(content: bytes | Path) -> list[Row]:
    """The claims as JSON has them, numbers that stand beside them checked and taken away."""
    rows = rows_of(content)
    for row in rows:
        del row["id"], row["report_id"]
        row["notes"] = json.loads(row["notes"])
        for name in ("value", "value_max"):
            number = row.pop(f"{name}_number")
            assert number == (None if row[name] is None else float(row[name]))
    return rows


def records_of(reports: Sequence[Report]) -> list[Row]:
    return [claim_record(claim) for report in reports for claim in report.claims]


def paths_of(content: bytes | Path) -> list[str]:
    return [row["path"] for row in rows_of(content, "SELECT path FROM reports ORDER BY id")]


def extracted(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportmine", "extract", *map(str, args)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)


def file_of(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestSchema:
    def test_a_change_of_the_tables_raises_the_version(self) -> None:
        """A database of an older version is refused, not filled with rows that its tables have no column for."""
        names = [field.name for field in CLAIMS]
        assert (VERSION, len(names), len(REPORT_COLUMNS), len(FIGURES)) == (3, 27, 10, 22)
        assert names[2:6] == ["metric", "indicator", "topic", "value"] and names[-1] == "notes"

    def test_the_file_says_what_it_is(self) -> None:
        with opened(to_sqlite([REPORT])) as found:
            assert found.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
            assert found.execute("PRAGMA user_version").fetchone()[0] == VERSION
            assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert found.execute("PRAGMA foreign_key_check").fetchall() == []
            indexed = {row["tbl_name"] for row in found.execute("SELECT * FROM sqlite_master WHERE type = 'index'")}
        assert indexed == {"reports", "claims"}

    def test_the_comments_stay_with_the_definition(self) -> None:
        (table,) = (one for one in DEFINITION if one.startswith("CREATE TABLE claims"))
        assert '"direction" TEXT, -- up, down\n' in table


class TestRows:
    def test_they_are_what_json_says(self) -> None:
        reports = sample_reports()
        content = to_sqlite(reports)
        assert claims_of(content) == records_of(reports)
        found = rows_of(content, "SELECT * FROM reports ORDER BY id")
        assert [tuple(row.values())[2:] for row in found] == list(report_rows(reports))

    def test_exact_digits_stand_beside_the_number(self) -> None:
        number = "123456789012345678901234567890.5"
        long = replace(REPORT, claims=(GROWTH._replace(quantity=Quantity(Span(0, 1), Decimal(number))),))
        (row,) = rows_of(to_sqlite([long]))
        assert (row["value"], row["value_number"]) == (number, float(number))

    def test_confidence_is_a_number_that_queries_compare(self) -> None:
        sure = replace(REPORT, claims=(GROWTH, RANGE._replace(confidence=0.5), RANGE._replace(confidence=None)))
        query = "SELECT figure, confidence, typeof(confidence) AS type FROM figures WHERE confidence >= 0.8"
        assert rows_of(to_sqlite([sure]), query) == [{"figure": "10.5%", "confidence": 0.93, "type": "real"}]

    def test_the_view_says_it_in_plain_words(self) -> None:
        row = rows_of(to_sqlite([REPORT]), "SELECT * FROM figures WHERE kind = 'change'")[0]
        assert list(row) == list(FIGURES)
        assert (row["report"], row["report_year"], row["figure"], row["value"]) == (
            "鞍山共青团工作报告",
            2023,
            "10.5%",
            10.5,
        )

    @settings(deadline=None)
    @given(any_reports)
    @pytest.mark.slow
    def test_any_text_comes_back(self, reports: Sequence[Report]) -> None:
        kept = {database._identity(report, "."): report for report in reports}  # of the same file the last one counts
        content = to_sqlite(reports)
        assert claims_of(content) == records_of(list(kept.values()))
        paths = [report.source.path for report in kept.values()]
        assert paths_of(content) == [path and whole(path) for path in paths]


class TestAgain:
    def test_a_report_replaces_its_own_rows_and_no_others(self, tmp_path: Path) -> None:
        path = tmp_path / "a.db"
        other = replace(REPORT, source=replace(REPORT.source, path="别的.txt"))
        add_to(str(path), [REPORT, other])
        before = rows_of(path, "SELECT * FROM claims WHERE report_id = 2")
        changed = replace(REPORT, claims=(RANGE,), source=replace(REPORT.source, sha256="11ee"), year=2024)
        add_to(str(path), [changed])
        assert rows_of(path, "SELECT * FROM claims WHERE report_id = 2") == before
        (row,) = rows_of(path, "SELECT * FROM claims WHERE report_id = 1")
        assert row["metric"] == RANGE.metric
        found = rows_of(path, "SELECT id, path, sha256, year, figures FROM reports ORDER BY id")
        assert [tuple(one.values()) for one in found] == [
            (1, "报告.txt", "11ee", 2024, 1),
            (2, "别的.txt", "00ff", 2023, 3),
        ]

    def test_a_report_without_claims_any_more(self, tmp_path: Path) -> None:
        path = tmp_path / "a.db"
        add_to(str(path), [REPORT])
        add_to(str(path), [EMPTY])
        assert (rows_of(path), paths_of(path)) == ([], ["报告.txt"])

    @pytest.mark.slow
    def test_a_file_is_the_same_from_every_folder_and_after_a_move(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        file_of(home, "2023/报告.txt", "粉丝200万。")
        assert extracted("2023/报告.txt", "-o", "all.db", cwd=home).returncode == 0
        assert extracted("../2023/./报告.txt", "-o", "../all.db", cwd=home / "2023").returncode == 0
        assert extracted(home / "2023/报告.txt", "-o", home / "all.db", cwd=tmp_path).returncode == 0
        moved = home.rename(tmp_path / "moved")
        assert extracted("2023/报告.txt", "-o", "all.db", cwd=moved).returncode == 0
        assert paths_of(moved / "all.db") == ["2023/报告.txt"]

    def test_two_files_of_one_name_are_two(self, tmp_path: Path) -> None:
        for year in ("2022", "2023"):
            file_of(tmp_path, f"{year}/报告.txt", f"粉丝{year}万。")
            assert extracted("报告.txt", "-o", "../all.db", cwd=tmp_path / year).returncode == 0
        assert [row["value"] for row in rows_of(tmp_path / "all.db")] == ["20220000", "20230000"]

    def test_standard_input_is_known_by_what_it_says(self, tmp_path: Path) -> None:
        path = tmp_path / "a.db"
        for text in ("粉丝20万。", "粉丝30万。", "粉丝20万。"):
            done = CliRunner().invoke(reportmine, ["extract", "-", "-o", str(path)], input=text)
            assert done.exit_code == 0
        assert [row["value"] for row in rows_of(path, "SELECT value FROM claims ORDER BY value")] == [
            "200000",
            "300000",
        ]


class TestRefusals:
    @pytest.fixture
    def database(self, tmp_path: Path) -> Path:
        path = tmp_path / "a.db"
        path.write_bytes(to_sqlite([REPORT]))
        return path

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (f"PRAGMA user_version = {VERSION + 1}", "a newer reportmine made this database; update reportmine"),
            (f"PRAGMA user_version = {VERSION - 1}", "an older reportmine made this database; extract again"),
            ("PRAGMA application_id = 0", "this is no database of reportmine; choose another name."),
        ],
    )
    def test_other_databases(self, database: Path, change: str, said: str) -> None:
        with opened(database) as found:
            found.execute(change)
        before = database.read_bytes()
        # The report is missing, too, but that would take longer to find out.
        done = CliRunner().invoke(reportmine, ["extract", "missing.txt", "-o", str(database)])
        assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
        assert said in done.stderr and str(database) in done.stderr
        assert database.read_bytes() == before

    @pytest.mark.parametrize("content", [b"a,b\n", b"x" * 5000, b"SQLite format 3\x00" + b"x" * 5000])
    def test_other_files(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "a.db"
        path.write_bytes(content)
        with pytest.raises(WritingError, match="this is no database of reportmine"):
            add_to(str(path), [REPORT])
        assert path.read_bytes() == content

    def test_an_empty_file_and_an_empty_database_are_filled(self, tmp_path: Path) -> None:
        (tmp_path / "a.db").touch()
        with opened(tmp_path / "b.db") as found:
            found.execute("VACUUM")
        for name in ("a.db", "b.db"):
            add_to(str(tmp_path / name), [REPORT])
            assert len(rows_of(tmp_path / name)) == 3

    @pytest.mark.posix
    def test_no_folder_a_folder_and_a_device(self, tmp_path: Path) -> None:
        with pytest.raises(WritingError, match="there is no folder"):
            add_to(str(tmp_path / "no" / "a.db"), [REPORT])
        with pytest.raises(WritingError, match="this is a folder"):
            add_to(str(tmp_path), [REPORT])
        with pytest.raises(WritingError, match="the disk is full"):
            add_to("/dev/full", [REPORT])
        add_to(os.devnull, [REPORT])

    def test_a_protected_file(self, powerless: Path) -> None:
        path = powerless / "a.db"
        path.write_bytes(to_sqlite([REPORT]))
        path.chmod(0o400)
        with pytest.raises(WritingError, match="you may not write there"):
            add_to(str(path), [EMPTY])
        assert len(rows_of(path)) == 3

    def test_a_folder_that_may_not_be_written_to(self, powerless: Path) -> None:
        powerless.chmod(0o500)
        with pytest.raises(WritingError, match="you may not write there"):
            add_to(str(powerless / "a.db"), [REPORT])


class TestOthersAtWork:
    def test_a_failure_in_the_middle_changes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.db"
        add_to(str(path), [REPORT])
        before = claims_of(path)
        huge = replace(REPORT, claims=(RANGE, RANGE._replace(line=2**64)))  # no integer of SQLite
        with pytest.raises(OverflowError):
            add_to(str(path), [replace(EMPTY, source=replace(EMPTY.source, path="b.txt")), huge])
        assert (claims_of(path), paths_of(path)) == (before, ["报告.txt"])
        with pytest.raises(OverflowError):
            add_to(str(tmp_path / "new.db"), [huge])
        assert {one.name: one.stat().st_size > 0 for one in tmp_path.iterdir()} == {"a.db": True, "new.db": False}
        add_to(str(tmp_path / "new.db"), [REPORT])

    def test_who_holds_it_too_long_is_told_of(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.db"
        add_to(str(path), [REPORT])
        monkeypatch.setattr(database, "_PATIENCE", 0.1)
        with opened(path) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(WritingError, match="another program holds this database"):
                add_to(str(path), [EMPTY])
        add_to(str(path), [EMPTY])

    def test_a_reader_sees_the_old_rows_or_the_new_ones(self, tmp_path: Path) -> None:
        path = tmp_path / "a.db"
        few, many = (replace(REPORT, claims=(GROWTH,) * count) for count in (10, 2000))
        add_to(str(path), [few])
        seen, done = set(), threading.Event()

        def read() -> None:
            while not done.is_set():
                with closing(sqlite3.connect(path, timeout=30)) as other:
                    seen.add(other.execute("SELECT count(*), max(figures) FROM figures, reports").fetchone())

        reader = threading.Thread(target=read)
        reader.start()
        for report in (many, few) * 5:
            add_to(str(path), [report])
        done.set()
        reader.join()
        assert seen <= {(10, 10), (2000, 2000)} and seen

    @pytest.mark.slow
    def test_many_writers_lose_nothing(self, tmp_path: Path) -> None:
        """Also while the database is being made: `ls *.txt | xargs -P4 -I{} reportmine extract {} -o all.db`."""
        files = [file_of(tmp_path, f"{number}.txt", f"粉丝{number}0万。") for number in range(1, 9)]
        command = [sys.executable, "-m", "reportmine", "extract"]
        running = [subprocess.Popen([*command, str(one), "-o", str(tmp_path / "all.db")]) for one in files]
        assert [one.wait(60) for one in running] == [0] * 8
        assert {row["value"] for row in rows_of(tmp_path / "all.db")} == {f"{number}00000" for number in range(1, 9)}

    @pytest.mark.slow
    def test_a_writer_that_is_killed_leaves_all_or_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.db"
        add_to(str(path), [replace(REPORT, claims=(GROWTH,) * 10)])
        script = (
            "from made_reports import *; from reportmine.output.data.sqlite.database import add_to; import sys\n"
            "many = replace(REPORT, claims=(GROWTH,) * 5000); print('ready', flush=True)\n"
            f"while True: add_to({str(path)!r}, [many])"
        )
        env = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])}
        for wait in (0.05, 0.15, 0.3):
            with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=env) as running:
                assert running.stdout and running.stdout.readline() == b"ready\n"
                time.sleep(wait)
                running.send_signal(signal.SIGKILL)
            with opened(path) as found:
                assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
                assert found.execute("SELECT count(*) FROM claims").fetchone()[0] in (10, 5000)


@pytest.fixture(scope="module")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "claims.db"
    names = [str(sample) for sample in SAMPLES]
    assert CliRunner().invoke(reportmine, ["extract", *names, "-o", str(path)]).exit_code == 0
    return path


class TestOtherPrograms:
    @pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the shell of SQLite is not installed")
    def test_the_shell_of_sqlite(self, sample_database: Path) -> None:
        query = "SELECT metric, value, unit, text FROM claims ORDER BY id"
        done = subprocess.run(["sqlite3", "-json", str(sample_database), query], capture_output=True, check=True)
        expected = records_of(sample_reports())
        assert json.loads(done.stdout) == [{n: one[n] for n in ("metric", "value", "unit", "text")} for one in expected]

    def test_the_query_of_the_page(self, sample_database: Path) -> None:
        (query,) = re.findall(r"^SELECT .* FROM figures .*$", PAGE.read_text("utf-8"), re.MULTILINE)
        rows = rows_of(sample_database, query)
        assert ("2024年泊宁市政府工作报告", "1251.9亿元") in {(row["report"], row["figure"]) for row in rows}

    def test_datasette(self, sample_database: Path) -> None:
        pytest.importorskip("datasette", reason="Datasette is not installed: pip install -e '.[readers]'")
        url = "/claims/figures.json?_shape=array&_size=max&report_year=2024&unit=%E4%BA%BA"
        command = [sys.executable, "-W", "ignore", "-m", "datasette", str(sample_database), "--get", url]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
        found = json.loads(done.stdout)
        reports = [report for report in sample_reports() if report.year == 2024]
        texts = [claim.text for report in reports for claim in report.claims if claim.quantity.unit == "人"]
        assert sorted(row["figure"] for row in found) == sorted(texts) != []


def test_the_columns_are_those_of_all_formats() -> None:
    kept = [field.name for field in CLAIMS if not field.name.endswith("_number")]
    assert kept == ["id", "report_id", *(column.name for column in COLUMNS), "notes"]
