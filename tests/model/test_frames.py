"""Reports as records, Arrow, pandas and Polars."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import duckdb
import pandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

import reportmine
from made_reports import EMPTY, GROWTH, REPORT, any_reports, sample_reports
from reportmine.errors import MissingLibraryError, NotAReportError
from reportmine.extras import install_command
from reportmine.model import Quantity, Report, Span
from reportmine.model.schema import COLUMNS, headings, rows
from reportmine.output.data.parquet import to_parquet

EXACT = ("value", "value_max")
TABLES: tuple[Callable[[Sequence[Report]], Any], ...] = (
    reportmine.to_records,
    reportmine.to_arrow,
    reportmine.to_pandas,
    reportmine.to_polars,
)


def parquet_of(reports: Sequence[Report]) -> Any:
    return pq.read_table(io.BytesIO(to_parquet(reports)))


class TestRecords:
    def test_are_the_rows_of_the_schema_with_decimals(self) -> None:
        reports = sample_reports()
        found = reportmine.to_records(reports)
        expected: list[dict[str, Any]] = [
            dict(zip(headings("en"), row, strict=True)) for report in reports for row in rows(report)
        ]
        assert [list(one) for one in found] == [list(headings("en"))] * len(expected)
        for one, row in zip(found, expected, strict=True):
            for name in EXACT:
                assert one[name] is None or isinstance(one[name], Decimal)
                row[name] = None if row[name] is None else Decimal(str(row[name]))
            assert one == row

    def test_numbers_are_plain_digits(self) -> None:
        report = replace(REPORT, claims=(GROWTH._replace(quantity=Quantity(Span(0, 1), Decimal("2E+6"))),))
        assert str(report.to_records()[0]["value"]) == "2000000"


class TestArrow:
    def test_is_the_table_that_parquet_holds(self) -> None:
        reports = sample_reports()
        table, written = reportmine.to_arrow(reports), parquet_of(reports)
        assert table.schema.equals(written.schema) and table.schema.metadata == written.schema.metadata
        assert table.to_pylist() == written.to_pylist()

    def test_without_a_figure_the_types_are_the_same(self) -> None:
        assert EMPTY.to_arrow().schema == REPORT.to_arrow().schema

    def test_duckdb_asks_it(self) -> None:
        claims = REPORT.to_arrow()
        with duckdb.connect() as database:
            database.register("figures", claims)
            assert database.execute("SELECT sum(value) FROM figures").fetchone() == (Decimal("2000013.5"),)


class TestPandas:
    def test_has_the_columns_of_parquet(self) -> None:
        frame = REPORT.to_pandas()
        assert list(frame.columns) == parquet_of([REPORT]).column_names
        kinds = {column.name: column.kind for column in COLUMNS}
        for name, kind in kinds.items():
            dtype = frame[name].dtype
            assert (kind == "integer") == (str(dtype) == "Int64"), name
            assert (kind == "choice") == isinstance(dtype, pandas.CategoricalDtype), name

    def test_holds_what_the_records_hold(self) -> None:
        reports = sample_reports()
        frame = reportmine.to_pandas(reports)
        for name in headings("en"):
            found = [None if pandas.isna(cell) else cell for cell in frame[name].tolist()]
            assert found == [one[name] for one in reportmine.to_records(reports)], name

    def test_without_a_figure_the_types_are_the_same(self) -> None:
        empty, full = EMPTY.to_pandas(), REPORT.to_pandas()
        assert empty.empty and list(empty.columns) == list(full.columns)
        as_words = {name: str(dtype) for name, dtype in full.dtypes.items() if name in EXACT or str(dtype) == "Int64"}
        assert {name: str(empty.dtypes[name]) for name in as_words} == as_words

    def test_numbers_too_long_for_arrow_stay_decimals(self) -> None:
        number = Decimal("9" * 39 + ".5")
        report = replace(REPORT, claims=(GROWTH._replace(quantity=Quantity(Span(0, 1), number)),))
        assert pa.types.is_string(report.to_arrow().schema.field("value").type)
        assert report.to_pandas()["value"].tolist() == [number]

    @settings(deadline=None, max_examples=30)
    @given(any_reports)
    def test_any_text_comes_through(self, reports: Sequence[Report]) -> None:
        frame = reportmine.to_pandas(reports)
        assert frame["sentence"].tolist() == [one["sentence"] for one in reportmine.to_records(reports)]


class TestPolars:
    def test_has_the_rows_and_types_of_parquet(self) -> None:
        polars = pytest.importorskip("polars", reason="Polars is not installed: pip install -e '.[readers]'")
        from polars.testing import assert_frame_equal

        reports = sample_reports()
        assert_frame_equal(reportmine.to_polars(reports), polars.read_parquet(io.BytesIO(to_parquet(reports))))
        assert REPORT.to_polars().schema["value"] == polars.Decimal(38, 6)


class TestSeveral:
    def test_a_report_gives_what_the_function_gives(self) -> None:
        assert REPORT.to_records() == reportmine.to_records([REPORT])
        assert REPORT.to_arrow().equals(reportmine.to_arrow([REPORT]))
        pandas.testing.assert_frame_equal(REPORT.to_pandas(), reportmine.to_pandas([REPORT]))

    @pytest.mark.parametrize("table", TABLES[:3], ids=lambda table: table.__name__)
    def test_what_is_no_report_is_not_dropped(self, table: Callable[[Sequence[Any]], Any]) -> None:
        with pytest.raises(NotAReportError, match=r"^ReadingError.* is no report; keep what is one: "):
            table([REPORT, reportmine.gather(["missing.txt"]).__next__()])


MISSING = [
    (reportmine.to_arrow, "pyarrow", "parquet"),
    (reportmine.to_pandas, "pandas", "pandas"),
    (reportmine.to_pandas, "pyarrow", "pandas"),
    (reportmine.to_polars, "polars", "polars"),
]


@pytest.mark.parametrize(("table", "library", "extra"), MISSING)
def test_a_library_that_is_missing_is_said_with_a_command(
    table: Callable[[Sequence[Report]], Any], library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    with pytest.raises(MissingLibraryError) as raised:
        table([REPORT])
    assert str(raised.value) == f"{library} is not installed; install it with: {install_command(extra)}"
