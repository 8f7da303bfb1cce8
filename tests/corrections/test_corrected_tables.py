"""Tables that a reader changed in a spreadsheet: each changed cell is a correction, and nothing else is."""

from __future__ import annotations

import csv
import datetime
import io
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from made_reports import REPORT, SAMPLES, any_reports
from reportmine import extract, read
from reportmine.corrections.applying import corrected
from reportmine.corrections.file import parsed, written
from reportmine.corrections.model import DIRECTED, Fields, fields_of
from reportmine.corrections.tables.cells import Percent, TableCell, Unusable, meaning
from reportmine.corrections.tables.changes import Found, compared, corrections_from
from reportmine.corrections.tables.files import Table
from reportmine.errors import CorrectionsError
from reportmine.extras import install_command
from reportmine.messages.message import Message, message
from reportmine.model import Claim, Report, Source
from reportmine.model.digits import plain
from reportmine.model.schema import CHOICES, Language, by_heading, by_name, headings, record, rows
from reportmine.model.spreadsheets import guarded
from reportmine.output.data.csv import to_csv
from reportmine.output.data.xlsx.claims import to_xlsx

SHARED = Path("/work/shared/real")
REAL = [SHARED / name for name in ("hailar-2012.gb18030.txt", "opensource-survey-2023.md")]
TEXT = """2023年工作报告
全年举办培训20场，比上年增长5.2%。现有馆藏图书1186.4万册，接待读者约3万人次。
力争2025年地区生产总值达到1186.4亿元，完成率达3/4。
"""
EVERY = st.sampled_from([*SAMPLES, *(path for path in REAL if path.exists())])


@cache
def report_of(path: Path) -> Report:
    return extract(read(path))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("report") / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return report_of(path)


@pytest.fixture
def book(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "claims.xlsx"
    path.write_bytes(to_xlsx([report]))
    return path


def found_in(path: Path, *reports: Report) -> Found:
    return corrections_from(str(path), reports, by_heading())


def change(path: Path, do: Callable[[Any], None]) -> Path:
    """Open a workbook, do something to it, and save it."""
    opened = openpyxl.load_workbook(path)
    do(opened)
    opened.save(path)
    return path


def put(path: Path, row: int, name: str, cell: object, sheet: str = "figures", shape: str = "") -> Path:
    """Write a cell of a workbook."""

    def do(opened: Any) -> None:
        at = opened[sheet].cell(row, column_of(opened[sheet], name))
        at.value = cell
        if shape:
            at.number_format = shape

    return change(path, do)


def column_of(sheet: Any, name: str) -> int:
    return [cell.value for cell in sheet[1]].index(name) + 1


def rows_of_csv(reports: Sequence[Report], header: Language = "en") -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(reports, header), newline="")))


def save_csv(path: Path, cells: Sequence[Sequence[object]], encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(cells)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def texts(said: Iterable[Message]) -> tuple[str, ...]:
    return tuple(map(str, said))


def nothing(found: Found) -> bool:
    return not found.faults and not any(one.entries for one in found.corrections)


class TestUnchanged:
    @pytest.mark.parametrize("header", ["en", "zh"])
    @pytest.mark.parametrize("path", [*SAMPLES, *REAL], ids=lambda path: path.name)
    def test_it_is_no_correction(self, path: Path, header: Language, tmp_path: Path) -> None:
        if not path.exists():
            pytest.skip("not on this machine")
        report = report_of(path)
        (tmp_path / "a.xlsx").write_bytes(to_xlsx([report], header))
        assert nothing(found := found_in(tmp_path / "a.xlsx", report)) and not found.remarks
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            saved = save_csv(tmp_path / "a.csv", rows_of_csv([report], header), encoding)
            assert nothing(found := found_in(saved, report)) and not found.remarks

    @settings(deadline=None, max_examples=50)
    @given(any_reports)
    @example([replace(REPORT, claims=(REPORT.claims[0]._replace(metric="\n ", scope="\t", baseline="'\n "),))])
    def test_whatever_text_is_in_it(self, reports: Sequence[Report]) -> None:
        for report in reports:
            for claim in report.claims:
                was = {
                    name: plain(one) if isinstance(one, Decimal) else one
                    for name, one in fields_of(claim)._asdict().items()
                }
                for name, cell in was.items():
                    shown = guarded(cell) if isinstance(cell, str) else cell
                    assert meaning(name, shown, cell) == cell
                    assert meaning(name, by_name()[name].said(cell, "zh"), cell) == cell
                    if name in ("value", "value_max") and cell is not None and len(cell) < 15:
                        assert meaning(name, float(cell), cell) == cell

    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
    @pytest.mark.slow
    def test_libreoffice_may_save_it(self, tmp_path: Path) -> None:
        reports = [report_of(path) for path in (*SAMPLES, *REAL) if path.exists()]
        (tmp_path / "a.xlsx").write_bytes(to_xlsx(reports, "zh"))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        # Numbers of LibreOffice: UTF-8, GB18030.
        text = "csv:Text - txt - csv (StarCalc):44,34,{},1,,0,false,true,false,false,false,1"
        for number, kind in enumerate(("xlsx:Calc MS Excel 2007 XML", text.format(76), text.format(85))):
            folder = tmp_path / str(number)
            command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
            subprocess.run([*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=300)
            (saved,) = folder.iterdir()
            found = found_in(saved, *reports)
            assert nothing(found) and not found.remarks, (saved, found.remarks, found.faults[:3])

    @pytest.mark.parametrize(
        ("name", "cell", "was"),
        [
            ("value", 118640000000, "118640000000"),
            ("value", 1186.4, "1186.4"),
            ("value", 0.1 + 0.2, "0.3"),
            ("value", "1.1864E+11", "118641234567"),
            ("value", "12345678.91", "12345678.9123"),
            ("value", "12,345,678,901,234,567", "12345678901234567"),
            ("value", "12345678901234567.0", "12345678901234567"),
            ("value", Percent(5.2), "5.2"),
            ("period", "Jun-15", "2015-06"),
            ("period", "2015/6/1", "2015-06"),
            ("period", "2015年6月", "2015-06"),
            ("period", 2023, "2023"),
            ("metric", "'=1+1", "=1+1"),
            ("metric", " 培训 ", "培训"),
            ("metric", 7, "007"),
            ("status", "ＡＣＴＵＡＬ", "actual"),
            ("unit", None, ""),
        ],
    )
    def test_what_a_spreadsheet_does_to_a_cell(self, name: str, cell: TableCell, was: str) -> None:
        assert meaning(name, cell, was) == was


def _new(report: Report, claim: Claim, chance: random.Random) -> dict[str, str | None]:
    """Some fields of a claim with other values that fit together."""
    words = ("新名", "地区生产总值（现价）", "=1+1", "+5", "甲|乙", "<b>x</b>", '"引号"', "7")
    fields = fields_of(claim)
    new: dict[str, str | None] = {}
    for name in chance.sample(Fields._fields, chance.randint(1, 4)):
        if name in CHOICES:
            new[name] = chance.choice(list(CHOICES[name]))
        elif name in ("value", "value_max"):
            low = abs(fields.value) + 1 if name == "value_max" else Decimal(0)
            # No more digits than a workbook holds, whatever they are added to.
            new[name] = plain(low.to_integral_value() + Decimal(chance.choice(["0.5", "1200", "118640000000", "3.14"])))
        elif name == "period":
            new[name] = chance.choice(["2024", "2024-H1", "2021/2025", "2024-06", None])
        else:
            new[name] = chance.choice(words)
    value, highest = new.get("value", plain(fields.value)), new.get("value_max", fields.value_max)
    if highest is not None and Decimal(highest) < Decimal(value or 0):
        new["value_max"] = None
    if new.get("measure", fields.measure) not in DIRECTED:
        new["direction"] = None
    return new


def _expected(claim: Claim, new: dict[str, str | None]) -> dict[str, Any]:
    return record(claim) | new


class TestRoundTrip:
    """What is changed in the table is changed in the report, and nothing else."""

    @settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(EVERY, st.integers(0, 2**32).map(random.Random), st.sampled_from(["en", "zh"]))
    @pytest.mark.slow
    def test_any_fields(
        self, tmp_path_factory: pytest.TempPathFactory, path: Path, chance: random.Random, header: Language
    ) -> None:
        report = report_of(path)
        if not report.claims:
            return
        places = chance.sample(range(len(report.claims)), min(5, len(report.claims)))
        new = {at: _new(report, report.claims[at], chance) for at in places}
        expected = [_expected(claim, new.get(at, {})) for at, claim in enumerate(report.claims)]
        folder = tmp_path_factory.mktemp("round")
        for saved in (self._workbook(folder, report, new, header), self._csv(folder, report, new, header)):
            found = found_in(saved, report)
            assert not found.faults
            (corrections,) = found.corrections
            assert parsed(written(corrections)).faults == ()
            done = corrected(report, corrections)
            assert done.stale == () and [self._told(claim) for claim in done.report.claims] == [
                {name: one[name] for name in Fields._fields} for one in expected
            ]
            differing = [at for at in places if _expected(report.claims[at], new[at]) != record(report.claims[at])]
            assert {one.span for one in corrections.entries} == {report.claims[at].span for at in differing}

    @staticmethod
    def _told(claim: Claim) -> dict[str, Any]:
        return {name: cell for name, cell in record(claim).items() if name in Fields._fields}

    @staticmethod
    def _workbook(folder: Path, report: Report, new: dict[int, dict[str, str | None]], header: Language) -> Path:
        path = folder / "a.xlsx"
        path.write_bytes(to_xlsx([report], header))

        def do(opened: Any) -> None:
            sheet = opened.worksheets[0]
            places = {by_heading().get(str(cell.value)): at for at, cell in enumerate(sheet[1], 1)}
            for at, fields in new.items():
                for name, said in fields.items():
                    cell = sheet.cell(at + 2, places[name])
                    text = by_name()[name].said(said, header)
                    cell.value = float(text) if text and name in ("value", "value_max") else text
                    if isinstance(text, str) and isinstance(cell.value, str):
                        cell.data_type = "s"

        return change(path, do)

    @staticmethod
    def _csv(folder: Path, report: Report, new: dict[int, dict[str, str | None]], header: Language) -> Path:
        cells = rows_of_csv([report], header)
        names = headings("en")
        for at, fields in new.items():
            for name, text in fields.items():
                cells[at + 1][names.index(name)] = str(guarded(by_name()[name].said(text, header) or ""))
        return save_csv(folder / "a.csv", cells, "gb18030")


class TestCheckColumn:
    @pytest.mark.parametrize("word", ["ok", "OK ", "right", "对", "✓", "✔️", "是"])
    def test_right(self, word: str, report: Report, book: Path) -> None:
        (one,) = found_in(put(book, 3, "check", word), report).corrections[0].entries
        assert (one.verdict, one.text) == ("right", report.claims[1].text)

    @pytest.mark.parametrize("word", ["no", "x", "ｘ", "✗", "不是", "非数据"])
    def test_no_figure(self, word: str, report: Report, book: Path) -> None:
        (one,) = found_in(put(book, 3, "check", word, "figures"), report).corrections[0].entries
        assert (one.verdict, one.fields) == ("no figure", None)

    def test_what_stood_there_says_nothing(self, report: Report, book: Path) -> None:
        assert nothing(found_in(put(put(book, 3, "check", "核对"), 2, "check", None), report))

    def test_other_words_are_a_fault(self, report: Report, book: Path) -> None:
        (said,) = texts(found_in(put(book, 3, "check", "later"), report).faults)
        assert said.startswith("figures, row 3, check: 'later' says nothing that is known")

    def test_right_with_changed_cells_is_changed_and_no_figure_with_them_is_a_fault(
        self, report: Report, book: Path
    ) -> None:
        put(put(book, 3, "metric", "新名"), 3, "check", "ok")
        assert [one.verdict for one in found_in(book, report).corrections[0].entries] == ["changed"]
        (said,) = texts(found_in(put(book, 3, "check", "no"), report).faults)
        assert said == (
            "figures, row 3, metric: it was changed, and figures, row 3, check says that it is no figure; "
            "do only one of both."
        )


class TestBothSheets:
    def test_the_sheet_to_check_counts(self, report: Report, book: Path) -> None:
        text = openpyxl.load_workbook(book)["to check"]["F2"].value
        put(put(book, 2, "metric", "新名", "to check"), 2, "check", "ok", "to check")
        (one,) = found_in(book, report).corrections[0].entries
        assert (one.text, one.fields and one.fields.metric) == (text, "新名")

    def test_a_contradiction_is_a_fault_and_the_same_twice_is_none(self, report: Report, book: Path) -> None:
        sheet = openpyxl.load_workbook(book)["to check"]
        start = sheet.cell(2, column_of(sheet, "start")).value
        row = 2 + [claim.span.start for claim in report.claims].index(start)
        put(put(book, 2, "metric", "新名", "to check"), row, "metric", "别名")
        assert texts(found_in(book, report).faults) == (
            f"to check, row 2, metric: it says something else than figures, row {row}, metric; let both say the same.",
        )
        assert not found_in(put(book, row, "metric", "新名"), report).faults
        put(put(book, row, "check", "ok"), 2, "check", "no", "to check")
        assert str(found_in(book, report).faults[0]).startswith("to check, row 2, check: it says something else than")


class TestRowsAndColumns:
    def test_sorted_moved_dropped_and_added_ones_are_fine(self, report: Report, tmp_path: Path) -> None:
        names = ["原文", "备注", "终点", "指标", "", "起点", "数值"]
        zh = dict(zip(headings("zh"), range(100), strict=False))
        cells = rows_of_csv([report], "zh")[1:]
        shuffled = [[row[zh[name]] if name in zh else "" for name in names] for row in reversed(cells)]
        shuffled[0][3] = "新名"
        table = [["", "我的表"], [], names, *shuffled[:2], [], *shuffled[2:], ["", "合计见附件"]]
        found = found_in(save_csv(tmp_path / "a.csv", table), report)
        (one,) = found.corrections[0].entries
        assert one.was == {"metric": report.claims[-1].metric} and not found.faults
        assert texts(found.remarks) == ("its column 备注 is none of reportmine and was not read.",)

    def test_deleted_rows_mean_nothing_and_are_counted(self, report: Report, book: Path) -> None:
        def take_away(opened: Any) -> None:
            opened["figures"].delete_rows(3, 2)
            del opened["to check"]

        found = found_in(change(book, take_away), report)
        assert nothing(found)
        assert texts(found.remarks) == (
            f"2 figures of {report.source.path} are not in the table; they are left as they are.",
        )

    def test_unknown_places_are_faults(self, report: Report, book: Path) -> None:
        put(put(put(book, 2, "start", 3), 3, "text", "21场"), 4, "end", None)
        found = found_in(book, report)
        assert [said.partition(":")[0] for said in texts(found.faults)] == [
            "figures, row 2",
            "figures, row 3, text",
            "figures, row 4",
        ]
        assert "there is no figure from 3 to" in str(found.faults[0]) and "it has no start and end" in str(
            found.faults[2]
        )

    def test_a_fraction_that_became_a_date_is_known_by_its_sentence(self, report: Report, tmp_path: Path) -> None:
        cells = rows_of_csv([report])
        at = next(at for at, row in enumerate(cells) if "3/4" in row)
        cells[at][cells[0].index("text")] = "4-Mar"
        assert nothing(found_in(save_csv(tmp_path / "a.csv", cells), report))

    def test_a_column_twice_or_a_needed_one_missing(self, report: Report, tmp_path: Path) -> None:
        cells = rows_of_csv([report])
        twice = [[*row, row[1]] for row in cells]
        assert "more than one column metric" in str(found_in(save_csv(tmp_path / "a.csv", twice), report).faults[0])
        at = cells[0].index("end")
        without = [[*row[:at], *row[at + 1 :]] for row in cells]
        assert "without the column end" in str(found_in(save_csv(tmp_path / "a.csv", without), report).faults[0])

    def test_columns_that_follow_from_others_are_not_taken_over_and_said(self, report: Report, book: Path) -> None:
        found = found_in(put(book, 3, "indicator", "别的"), report)
        assert nothing(found) and "figures, row 3, indicator" in str(found.remarks[0])

    def test_what_is_filtered_out_counts(self, report: Report, book: Path) -> None:
        def hide(opened: Any) -> None:
            opened["figures"].row_dimensions[3].hidden = True

        assert len(found_in(change(put(book, 3, "metric", "新名"), hide), report).corrections[0].entries) == 1


class TestReports:
    def test_each_row_belongs_to_its_report(self, tmp_path: Path) -> None:
        reports = [report_of(path) for path in SAMPLES[:2]]
        (tmp_path / "a.xlsx").write_bytes(to_xlsx(reports))
        row = 2 + len(reports[0].claims)
        put(tmp_path / "a.xlsx", row, "metric", "新名")
        found = found_in(tmp_path / "a.xlsx", *reversed(reports))
        assert [len(one.entries) for one in found.corrections] == [1, 0]
        assert found.corrections[0].sha256 == reports[1].source.sha256
        alone = found_in(tmp_path / "a.xlsx", reports[0])
        assert nothing(alone) and f" figures of {reports[1].source.path}, which was not given" in str(alone.remarks[0])

    def test_a_report_that_was_moved_is_known_by_its_digest_or_its_name(
        self, report: Report, book: Path, tmp_path: Path
    ) -> None:
        put(book, 3, "metric", "新名")
        renamed = replace(report, source=replace(report.source, path="/x/别名.txt"))
        assert len(found_in(book, renamed).corrections[0].entries) == 1
        cells = rows_of_csv([report])
        cells[1][1] = "新名"
        moved = replace(report, source=replace(report.source, path="/x/报告.txt"))
        assert len(found_in(save_csv(tmp_path / "a.csv", cells), moved).corrections[0].entries) == 1

    def test_a_report_that_changed_is_a_fault(self, report: Report, book: Path) -> None:
        other = replace(report, source=replace(report.source, sha256="00"))
        assert "is not as it was when the table was written" in str(found_in(book, other).faults[0])

    def test_another_segmenter_is_said(self, report: Report, book: Path) -> None:
        other = replace(report, segmenter="another")
        assert "--segmenter" in str(found_in(book, other).remarks[0])


class TestPrinted:
    def test_what_is_changed_there_is_said_and_not_taken_over(self, report: Report, book: Path) -> None:
        found = found_in(put(put(book, 2, "printed_value", 99), 4, "printed_unit", "亿册"), report)
        assert nothing(found) and texts(found.remarks) == (
            "2 cells were changed in columns that show value, value_max and unit as printed, to change there; "
            "they were not taken over: figures, row 2, printed_value; figures, row 4, printed_unit.",
        )

    def test_a_value_that_is_put_right_may_leave_them_behind(self, report: Report, book: Path) -> None:
        found = found_in(put(book, 4, "value", 12000000), report)
        (one,) = found.corrections[0].entries
        assert one.fields and one.fields.value == 12000000 and not found.remarks

    def test_they_may_be_taken_away(self, report: Report, book: Path) -> None:
        found = found_in(change(book, lambda opened: opened["figures"].delete_cols(9, 3)), report)
        assert nothing(found) and not found.remarks

    def test_a_table_put_right_once_is_as_it_was(self, report: Report, book: Path, tmp_path: Path) -> None:
        put(put(book, 4, "value", 12000000), 3, "unit", "倍")
        done = corrected(report, found_in(book, report).corrections[0]).report
        (tmp_path / "again.xlsx").write_bytes(to_xlsx([done], "zh"))
        found = corrections_from(str(tmp_path / "again.xlsx"), [report], by_heading(), [done])
        assert not found.faults and not found.remarks


class TestChoices:
    @pytest.mark.parametrize(
        ("name", "cell", "now"),
        [
            *(("topic", "经济", "economy"), ("topic", " 经 济　", "economy"), ("topic", "ＥＣＯＮＯＭＹ", "economy")),
            *(("qualifier", "不少于", "at_least"), ("qualifier", "At least", "at_least")),
            *(("direction", "下降", "down"), ("status", "目标", "target"), ("measure", "差距", "gap")),
        ],
    )
    @pytest.mark.parametrize("header", ["en", "zh"])
    def test_words_of_both_languages_in_any_table(
        self, name: str, cell: str, now: str, header: Language, report: Report, tmp_path: Path
    ) -> None:
        table = rows_of_csv([report], header)
        # The second figure is a change, which alone may go down.
        table[2][headings("en").index(name)] = cell
        (one,) = found_in(save_csv(tmp_path / "a.csv", table), report).corrections[0].entries
        assert one.fields and getattr(one.fields, name) == now and set(one.was) == {name}


class TestCells:
    @pytest.mark.parametrize(
        ("name", "cell", "unit", "now"),
        [
            ("value", 1234.5, "", "1234.5"),
            ("value", "1,200", "", "1200"),
            ("value", "１，２００．５", "", "1200.5"),
            ("value", "−5", "", "-5"),
            ("value", "+5.20", "", "5.2"),
            ("value", Percent(0.052), "%", "5.2"),
            ("value", "5.2%", "%", "5.2"),
            ("value", "５．２％", "%", "5.2"),
            ("value", "'-3", "", "-3"),
            ("value_max", "", "", None),
            ("period", 2024.0, "", "2024"),
            ("metric", "", "", ""),
            ("scope", " ", "", None),
            ("status", "Target", "", "target"),
            ("metric", "'=1+1", "", "=1+1"),
        ],
    )
    def test_what_it_says(self, name: str, cell: TableCell, unit: str, now: str | None) -> None:
        assert meaning(name, cell, "9", unit) == now

    @pytest.mark.parametrize(
        ("name", "cell", "said"),
        [
            ("value", Percent(0.052), "ends in %"),
            ("value", "5.2%", "its unit is '亿元'"),
            ("value", "1.2E+11", "shortened"),
            ("value", True, "TRUE is no number"),
            ("metric", Unusable(message("it holds a formula.")), "formula"),
        ],
    )
    def test_what_is_not_understood(self, name: str, cell: TableCell, said: str) -> None:
        with pytest.raises(CorrectionsError, match=said):
            meaning(name, cell, "9", "亿元")

    @pytest.mark.parametrize(
        ("name", "cell", "said"),
        [
            ("value", "1.2亿", "'1.2亿' is no number in plain digits"),
            ("value", "1,20", "'1,20' is no number"),
            ("value", None, "it is missing"),
            ("measure", "增长", "is none of level (水平), change (变化)"),
            ("period", "明年", "is no period"),
            ("metric", "a\nb", "that nobody can see"),
            ("metric", "=1+1", "it holds a formula"),
            ("metric", "#N/A", "it holds the error #N/A"),
            ("period", datetime.time(12, 30), "it holds a time; write it as text"),
            ("metric", "x" * 1001, "longer than 1,000"),
        ],
    )
    def test_a_fault_names_sheet_row_and_column(
        self, name: str, cell: object, said: str, report: Report, book: Path
    ) -> None:
        found = found_in(put(book, 3, name, cell), report)
        (fault,) = texts(found.faults)
        assert fault.startswith(f"figures, row 3, {name}: ") and said in fault

    def test_cells_that_do_not_fit_together(self, report: Report, book: Path) -> None:
        put(put(book, 2, "value_max", 1), 3, "direction", "up")
        said = texts(found_in(put(book, 3, "measure", "level"), report).faults)
        assert said == (
            "figures, row 2: value_max: it is below value.",
            "figures, row 3: direction: a figure of the kind level has no direction; only those of change, gap have.",
        )

    def test_what_excel_makes_of_what_is_typed(self, report: Report, book: Path) -> None:
        put(book, 2, "period", datetime.datetime(2015, 6, 1), shape="mmm-yy")
        put(book, 3, "period", datetime.datetime(2015, 6, 1), shape="yyyy/m/d")
        put(put(book, 4, "value", 0.5, shape="0%"), 4, "unit", "%")
        put(book, 5, "metric", 2024)
        fields = [one.fields for one in found_in(book, report).corrections[0].entries]
        assert [one and one.period for one in fields[:2]] == ["2015-06", "2015-06-01"]
        assert fields[2] and (fields[2].value, fields[2].unit) == (Decimal(50), "%")
        assert fields[3] and fields[3].metric == "2024"

    def test_all_faults_are_listed_up_to_fifty(self, tmp_path: Path) -> None:
        report = report_of(SAMPLES[0])
        cells = rows_of_csv([report])
        for row in cells[1:]:
            row[cells[0].index("status")] = "done"
        found = found_in(save_csv(tmp_path / "a.csv", cells), report)
        assert len(found.faults) == 51 and str(found.faults[0]).startswith("row 2, status: 'done' is none of")
        assert str(found.faults[-1]) == f"{len(report.claims) - 50} more cells or rows are wrong."


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "is a PNG image"),
            ("a.xlsx", b"PK\x03\x04" + b"xl/" * 50, "is a damaged Excel file"),
            ("a.csv", bytes(range(256)) * 9, "is neither"),
            ("a.csv", "metric\0,培训\n".encode(), "is neither an Excel workbook"),
            ("a.csv", b"metric,value\n" + b"1" * 200_000, "is no CSV that can be read"),
            ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "is an old Excel file"),
        ],
    )
    def test_another_file(self, name: str, data: bytes, said: str, report: Report, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CorrectionsError, match=said) as raised:
            found_in(tmp_path / name, report)
        assert str(raised.value).startswith(f"{tmp_path / name}: ")

    def test_a_table_of_something_else(self, report: Report, tmp_path: Path) -> None:
        found = found_in(save_csv(tmp_path / "a.csv", [["a", "b"], *[["1", "2"]] * 30]), report)
        assert texts(found.faults) == ("there is no table of figures in it; give what extract wrote as XLSX or CSV.",)

    def test_a_broken_sheet(self, report: Report, book: Path, tmp_path: Path) -> None:
        import zipfile

        broken = tmp_path / "b.xlsx"
        with zipfile.ZipFile(book) as old, zipfile.ZipFile(broken, "w") as new:
            for info in old.infolist():
                data = old.read(info)
                new.writestr(info.filename, data[: len(data) // 2] if "sheet1" in info.filename else data)
        with pytest.raises(CorrectionsError, match="is a damaged Excel file"):
            found_in(broken, report)

    def test_openpyxl_is_not_installed(self, report: Report, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(CorrectionsError, match=re.escape(f"install it with: {install_command('xlsx')}")):
            found_in(book, report)

    def test_markup_is_text(self, report: Report, book: Path) -> None:
        (one,) = found_in(put(book, 3, "metric", "<script>alert(1)</script>"), report).corrections[0].entries
        assert one.fields and one.fields.metric == "<script>alert(1)</script>"

    def test_a_hundred_thousand_rows(self, report: Report) -> None:
        claim = report.claims[0]
        many = 100_000
        claims = tuple(claim._replace(span=claim.span._replace(end=claim.span.end + at)) for at in range(many))
        large = Report(Source(report.source.raw, path="a.txt"), None, None, "jieba", claims)
        cells = [headings("en"), *rows(large)]
        cells[-1] = (*cells[-1][:1], "新名", *cells[-1][2:])
        started = time.process_time()
        found = compared([Table("figures", list(enumerate(cells, 1)))], [large], by_heading())
        assert len(found.corrections[0].entries) == 1 and not found.faults
        assert time.process_time() - started < 30
