"""Comparisons, series and audits as Parquet and SQLite, read back by pyarrow, DuckDB and SQLite."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from made_reports import EMPTY, REPORT
from reportmine import audit, compare, extract
from reportmine.cli.main import reportmine
from reportmine.comparison.model import Series
from reportmine.comparison.series import compare_all
from reportmine.errors import WritingError
from reportmine.output.comparison.grid import FIELDS, grid_of
from reportmine.output.comparison.parquet import to_parquet
from reportmine.output.comparison.result import Result
from reportmine.output.comparison.sheets import SHOWN
from reportmine.output.comparison.sqlite import to_sqlite
from reportmine.output.data.sqlite.database import to_sqlite as reports_to_sqlite

SAMPLES = Path(__file__).parents[2] / "samples"
PAGE = Path(__file__).parents[2] / "docs" / "comparing.md"
OLD, NEW = str(SAMPLES / "city-2023.txt"), str(SAMPLES / "city-2024.txt")
PLAN = "二、2023年工作计划\n举办培训30场。\n"
TEXTS = (
    f"2022年工作报告\n产值超过10亿元。专职员工23人。募集资金5万元。\n{PLAN}",
    "2023年工作报告\n一、2023年工作回顾\n产值12亿元，增长30%。专职员工26人，增加3人。举办培训28场。新建学校2所。",
    "2024年工作报告\n产值15亿元。专职员工31人。",
)


def comparison() -> Result:
    return Result(compare(*map(extract, TEXTS[:2])))


def series() -> Result:
    return Result(compare_all([extract(text) for text in TEXTS]))


def audits() -> Result:
    report = extract("举办活动20场，其中文艺活动8场、体育活动15场。")
    return Result([(report, audit(report))])


RESULTS = [(comparison, "comparison"), (series, "series"), (audits, "audits")]


def rows_of(content: bytes | Path, query: str = "SELECT * FROM comparison ORDER BY id") -> list[dict[str, Any]]:
    with closing(sqlite3.connect(":memory:" if isinstance(content, bytes) else content)) as found:
        if isinstance(content, bytes):
            found.deserialize(content)
        found.row_factory = sqlite3.Row
        return [dict(row) for row in found.execute(query)]


def expected(result: Result, number: Callable[[str], Any], beside: str) -> Iterator[dict[str, Any]]:
    """The rows of the grid, with decimals as a reader gives them and as doubles beside them."""
    grid = grid_of(result)
    for cells in grid.cells():
        row: dict[str, Any] = {}
        for field, cell in zip(grid.fields, cells, strict=True):
            row[field.name] = cell
            if field.kind == "decimal":
                row[field.name] = None if cell is None else number(str(cell))
                row[field.name + beside] = None if cell is None else float(cell)
        yield row


def invoke(*args: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(reportmine, [str(arg) for arg in args])
    return done.exit_code, done.stderr


class TestParquet:
    @pytest.mark.parametrize(("made", "schema"), RESULTS)
    def test_pyarrow_sees_what_the_grid_says(self, made: Callable[[], Result], schema: str) -> None:
        table = pq.read_table(io.BytesIO(to_parquet(made())))
        assert table.to_pylist() == list(expected(made(), Decimal, "_float")) != []
        assert table.schema.metadata[b"reportmine.schema"] == f"reportmine.{schema}/1".encode()

    def test_columns_have_their_types(self) -> None:
        schema = pq.read_table(io.BytesIO(to_parquet(comparison()))).schema
        assert schema.field("percent_min").type == schema.field("old_value").type == pa.decimal128(38, 6)
        assert schema.field("confidence").type == schema.field("computed_float").type == pa.float64()
        assert schema.field("rivals").type == schema.field("new_line").type == pa.int64()
        assert pa.types.is_dictionary(schema.field("section").type)
        nothing = pq.read_table(io.BytesIO(to_parquet(Result(compare(EMPTY, EMPTY)))))
        assert (nothing.num_rows, nothing.schema) == (0, schema)

    def test_duckdb_reckons_with_it(self, tmp_path: Path) -> None:
        path = tmp_path / "changes.parquet"
        assert invoke("compare", OLD, NEW, "-q", "-o", path) == (0, "")
        query = f"SELECT old_value, new_value - old_value, amount_min FROM '{path}' WHERE metric = '地区生产总值'"
        with duckdb.connect() as database:
            first = database.execute(query).fetchone()
        assert first == (Decimal(118_640_000_000), Decimal(6_550_000_000), Decimal(6_550_000_000))

    def test_the_query_of_the_page(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (query,) = re.findall(r"^SELECT .* FROM 'changes.parquet'.*$", PAGE.read_text("utf-8"), re.MULTILINE)
        monkeypatch.chdir(tmp_path)
        assert invoke("compare", OLD, NEW, "-q", "-o", "changes.parquet") == (0, "")
        with duckdb.connect() as database:
            found = [times for metric, times in database.execute(query).fetchall() if metric == "地区生产总值"]
        assert pytest.approx(1251.9 / 1186.4) in found


class TestSQLite:
    @pytest.mark.parametrize(("made", "schema"), RESULTS)
    def test_it_holds_what_the_grid_says(self, made: Callable[[], Result], schema: str) -> None:
        rows = rows_of(to_sqlite(made()))
        assert [row.pop("id") for row in rows] == list(range(1, len(rows) + 1))
        assert rows == list(expected(made(), str, "_number")) != []

    def test_the_views_are_what_people_look_at(self) -> None:
        content = to_sqlite(comparison())
        for section in SHOWN:
            found = rows_of(content, f"SELECT * FROM {section.replace('-', '_')}")
            table = rows_of(content, f"SELECT * FROM comparison WHERE section = '{section}'")
            assert [row["metric"] for row in found] == [row["metric"] for row in table] != []
            assert {name.removesuffix("_min").removesuffix("_max") for name in found[0]} == {
                name.removesuffix("_max") for name in SHOWN[section]
            }
        query = "SELECT metric, percent_min, percent_max, confidence > 0 AS sure FROM pairs WHERE metric = '产值'"
        assert rows_of(content, query) == [{"metric": "产值", "percent_min": None, "percent_max": 20.0, "sure": 1}]
        (target,) = rows_of(content, "SELECT verdict, old_text, new_text FROM targets")
        assert target == {"verdict": "missed", "old_text": "30场", "new_text": "28场"}

    def test_the_query_of_the_page(self) -> None:
        (query,) = re.findall(r"^SELECT .* FROM pairs.*$", PAGE.read_text("utf-8"), re.MULTILINE)
        names = [row["metric"] for row in rows_of(to_sqlite(comparison()), query)]
        assert set(names) == {"产值", "专职员工"} and names[0] == "专职员工"

    def test_a_series_also_has_a_row_a_figure(self) -> None:
        query = (
            "SELECT report, value, line FROM figures WHERE metric = '专职员工' AND measure = 'level' ORDER BY report"
        )
        assert [tuple(row.values()) for row in rows_of(to_sqlite(series()), query)] == [
            ("2022 #1", 23.0, 2),
            ("2023 #2", 26.0, 3),
            ("2024 #3", 31.0, 2),
        ]

    def test_more_reports_than_it_has_columns_for(self) -> None:
        with pytest.raises(WritingError, match=r"SQLite cannot hold so many reports .*; write parquet or csv"):
            to_sqlite(Result(Series((EMPTY,) * 700, (), ())))

    def test_it_is_made_anew_as_a_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "changes.db"
        for paths in ((OLD, NEW), (SAMPLES / "foundation-2022.txt", SAMPLES / "foundation-2023.txt")):
            assert invoke("compare", *paths, "-q", "-o", path) == (0, "")
        assert {Path(row["old_path"] or "-").name for row in rows_of(path)} <= {
            "foundation-2022.txt",
            "foundation-2023.txt",
            "-",
        }
        assert invoke("audit", OLD, "-q", "-o", path) == (0, "")
        assert {row["section"] for row in rows_of(path)} == {"audits"}
        assert [one.name for one in tmp_path.iterdir()] == ["changes.db"]

    def test_a_database_of_reports_is_not_lost(self, tmp_path: Path) -> None:
        path = tmp_path / "claims.db"
        path.write_bytes(content := reports_to_sqlite([REPORT]))
        code, said = invoke("compare", "missing.txt", NEW, "-o", path)
        assert code == 1 and "this is a database of reports, and not of a comparison; choose another name" in said
        assert path.read_bytes() == content

    def test_other_files_are_not_lost(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.db"
        path.write_bytes(b"a,b\n" * 30)
        code, said = invoke("compare", OLD, NEW, "-o", path)
        assert code == 1 and "this is no database of reportmine; choose another name" in said
        assert path.read_bytes() == b"a,b\n" * 30

    def test_extract_adds_nothing_to_a_comparison(self, tmp_path: Path) -> None:
        path = tmp_path / "changes.db"
        path.write_bytes(content := to_sqlite(comparison()))
        code, said = invoke("extract", OLD, "-o", path)
        assert code == 1 and "this is a database of a comparison, and not of reports; choose another name" in said
        assert path.read_bytes() == content


@pytest.mark.parametrize("name", ["parquet", "sqlite"])
def test_bytes_into_a_pipe(name: str) -> None:
    done = CliRunner().invoke(reportmine, ["compare", OLD, NEW, "-q", "--format", name])
    assert done.exit_code == 0 and done.stdout_bytes.startswith({"parquet": b"PAR1", "sqlite": b"SQLite"}[name])


def test_every_flat_format_says_how_sure_pairs_targets_and_rows_are() -> None:
    names = [field.name for field in FIELDS]
    assert names[names.index("rivals") - 1] == "confidence"
    found = {row["section"]: row.get("confidence") for row in grid_of(comparison()).rows}
    assert [section for section, sure in found.items() if sure is not None] == ["pairs", "targets"]
    done = CliRunner().invoke(reportmine, ["compare", OLD, NEW, "--format", "csv", "-q"])
    rows = [row for row in csv.DictReader(io.StringIO(done.stdout)) if row["section"] == "pairs"]
    assert all(0 < float(row["confidence"]) <= 1 for row in rows) and rows
