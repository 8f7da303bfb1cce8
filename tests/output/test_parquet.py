"""Parquet files, read back by pyarrow, DuckDB and Polars."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from made_reports import EMPTY, GROWTH, REPORT, any_reports, sample_reports
from reportmine.cli.main import reportmine
from reportmine.extras import install_command
from reportmine.model import Quantity, Report, Span
from reportmine.model.schema import COLUMNS, whole
from reportmine.output.data.json.claims import claim_record
from reportmine.output.data.parquet import to_parquet

Row = dict[str, Any]
PAGE = Path(__file__).parents[2] / "docs" / "schema.md"

NAMES = [
    "path",
    *(name for column in COLUMNS for name in [column.name, f"{column.name}_float"][: 1 + (column.kind == "decimal")]),
    "notes",
]


def table_of(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))


def as_json_says(reports: Sequence[Report]) -> list[Row]:
    """The rows that a reader must see: those of JSON, with numbers as decimals and as doubles."""
    return [_row(report, claim_record(claim)) for report in reports for claim in report.claims]


def _row(report: Report, record: Row) -> Row:
    path = report.source.path
    row = {"path": path and whole(path), **record}
    for name in ("value", "value_max"):
        number = record[name]
        row[name] = None if number is None else Decimal(number)
        row[f"{name}_float"] = None if number is None else float(number)
    return row


def seen(rows: Sequence[Row]) -> list[Row]:
    """Rows as a reader gave them, numbers that were too long for a decimal turned into ones."""
    for row in rows:
        for name in ("value", "value_max"):
            row[name] = Decimal(row[name]) if isinstance(row[name], str) else row[name]
    return list(rows)


def valued(*numbers: str) -> Report:
    return replace(REPORT, claims=tuple(GROWTH._replace(quantity=Quantity(Span(0, 1), Decimal(n))) for n in numbers))


class TestSchema:
    def test_columns_in_their_order_with_their_types(self) -> None:
        schema = table_of(to_parquet([REPORT])).schema
        assert schema.names == NAMES
        assert schema.field("value").type == schema.field("value_max").type == pa.decimal128(38, 6)
        assert schema.field("value_float").type == pa.float64()
        assert all(pa.types.is_dictionary(schema.field(c.name).type) for c in COLUMNS if c.kind == "choice")
        assert all(schema.field(c.name).type == pa.string() for c in COLUMNS if c.kind == "text")
        assert schema.field("confidence").type == pa.float64()
        assert all(schema.field(c.name).type == pa.int64() for c in COLUMNS if c.kind == "integer")
        notes = schema.field("notes").type
        assert pa.types.is_list(notes) and [field.name for field in notes.value_type] == [
            "decision",
            "rule",
            "evidence",
        ]
        assert schema.metadata[b"reportmine.schema"] == b"reportmine.claims/2"

    def test_no_claim_has_the_same_types(self) -> None:
        empty, full = table_of(to_parquet([EMPTY])), table_of(to_parquet([REPORT]))
        assert (empty.num_rows, empty.schema) == (0, full.schema)

    @pytest.mark.parametrize(
        ("numbers", "kind"),
        [
            (["33.333333", "9" * 32], pa.decimal128(38, 6)),
            (["3.14159265", "2"], pa.decimal128(38, 8)),
            (["0." + "1" * 37, "2"], pa.decimal128(38, 37)),
            (["0." + "1" * 37, "20"], pa.string()),
            (["9" * 33], pa.string()),
        ],
    )
    def test_numbers_are_exact_whatever_it_takes(self, numbers: list[str], kind: pa.DataType) -> None:
        table = table_of(to_parquet([valued(*numbers)]))
        assert table.schema.field("value").type == table.schema.field("value_max").type == kind
        assert [Decimal(value) for value in table["value"].to_pylist()] == [Decimal(number) for number in numbers]


class TestRows:
    def test_pyarrow_sees_what_json_says(self) -> None:
        reports = sample_reports()
        assert seen(table_of(to_parquet(reports)).to_pylist()) == as_json_says(reports)

    def test_duckdb_sees_what_json_says(self, tmp_path: Path) -> None:
        reports = sample_reports()
        path = tmp_path / "a.parquet"
        path.write_bytes(to_parquet(reports))
        with duckdb.connect() as database:
            found = database.execute(f"SELECT * FROM '{path}'")
            names = [name for name, *_ in found.description or ()]
            assert seen([dict(zip(names, row, strict=True)) for row in found.fetchall()]) == as_json_says(reports)
            total = database.execute(f"SELECT sum(value) FROM '{path}' WHERE unit = '元'").fetchone()
        assert total == (sum(row["value"] for row in as_json_says(reports) if row["unit"] == "元"),)

    def test_the_query_of_the_page(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (query,) = re.findall(r"^SELECT .* FROM 'claims.parquet'.*$", PAGE.read_text("utf-8"), re.MULTILINE)
        monkeypatch.chdir(tmp_path)
        Path("claims.parquet").write_bytes(to_parquet(sample_reports()))
        with duckdb.connect() as database:
            assert ("地区生产总值", 1251.9) in database.execute(query).fetchall()

    def test_polars_sees_what_json_says(self) -> None:
        polars = pytest.importorskip("polars", reason="Polars is not installed: pip install -e '.[readers]'")
        reports = sample_reports()
        assert seen(polars.read_parquet(io.BytesIO(to_parquet(reports))).to_dicts()) == as_json_says(reports)

    @settings(deadline=None)
    @given(any_reports)
    @pytest.mark.slow
    def test_any_text_comes_back(self, reports: Sequence[Report]) -> None:
        assert seen(table_of(to_parquet(reports)).to_pylist()) == as_json_says(reports)


class TestCommand:
    def test_the_ending_decides(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("粉丝200万。", encoding="utf-8")
        target = tmp_path / "a.parquet"
        done = CliRunner().invoke(reportmine, ["extract", str(tmp_path / "a.txt"), "-o", str(target)])
        assert (done.exit_code, done.stdout) == (0, "")
        assert pq.read_table(target)["value_float"].to_pylist() == [2_000_000.0]

    def test_a_library_that_is_missing_is_said_first(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)  # as if it were not installed
        done = CliRunner().invoke(reportmine, ["extract", "missing.txt", "-o", str(tmp_path / "a.parquet")])
        assert done.exit_code == 1 and done.stderr.endswith(f": {install_command('parquet')}\n")
        assert done.stderr.count("\n") == 1
