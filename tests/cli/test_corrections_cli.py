"""`reportmine corrections`: from a table, the check of a file, and what files teach."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from reportmine import extract, read
from reportmine.cli.main import reportmine
from reportmine.corrections.file import written
from reportmine.corrections.making import of_claim, of_report
from reportmine.corrections.model import fields_of

TEXT = "2023年工作报告\n全年举办培训20场，比上年增长5.2%。现有馆藏图书1186.4万册。\n"


def invoke(*args: str | Path) -> Result:
    return CliRunner().invoke(reportmine, [str(arg) for arg in args])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def table(report: Path, tmp_path: Path) -> Path:
    """The workbook of the report, as it was written."""
    assert invoke("extract", report, "-o", tmp_path / "claims.xlsx").exit_code == 0
    return tmp_path / "claims.xlsx"


def put(path: Path, row: int, name: str, cell: object) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(row, [one.value for one in sheet[1]].index(name) + 1).value = cell
    book.save(path)


def entries(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["corrections"]
    return found


class TestFrom:
    def test_a_workbook(self, report: Path, table: Path) -> None:
        put(table, 2, "metric", "学员培训")
        put(table, 3, "check", "ok")
        put(table, 4, "check", "不是")
        done = invoke("corrections", "from", table, report)
        target = report.with_name("报告.corrections.json")
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == f"Done: 3 corrections of {report} written to {target}.\n"
        assert [one["verdict"] for one in entries(target)] == ["changed", "right", "no figure"]
        checked = invoke("corrections", "check", target)
        said = f"{target}: 3 corrections of {report}: 1 right, 1 changed, 1 no figure.\n"
        assert (checked.exit_code, checked.stdout, checked.stderr) == (0, said, "")

    def test_csv_in_chinese_for_several_reports(self, report: Path, tmp_path: Path) -> None:
        other = tmp_path / "另一.txt"
        other.write_text("去年举办活动7场。\n", encoding="utf-8")
        saved = tmp_path / "a.csv"
        assert invoke("extract", report, other, "-o", saved, "--header", "zh", "--csv-encoding", "gbk").exit_code == 0
        with saved.open(encoding="gbk", newline="") as file:
            rows = list(csv.reader(file))
        rows[-1][rows[0].index("指标")] = "新名"
        with saved.open("w", encoding="gbk", newline="") as file:
            csv.writer(file).writerows(rows)
        done = invoke("corrections", "from", saved, report, other)
        assert done.exit_code == 0 and "nothing was written" in done.stderr.splitlines()[0]
        assert not report.with_name("报告.corrections.json").exists()
        (one,) = entries(tmp_path / "另一.corrections.json")
        assert one["fields"]["metric"] == "新名"

    def test_what_its_file_has_already_is_kept(self, report: Path, table: Path, tmp_path: Path) -> None:
        target = tmp_path / "mine.json"
        put(table, 2, "metric", "甲")
        put(table, 3, "check", "ok")
        assert invoke("corrections", "from", table, report, "-o", target).exit_code == 0
        put(table, 2, "metric", "乙")
        put(table, 3, "check", None)
        put(table, 4, "check", "ok")
        done = invoke("corrections", "from", table, report, "-o", target)
        assert done.stderr.endswith(f"written to {target}, beside 1 that it had.\n")
        assert entries(target)[0]["fields"]["metric"] == "乙" and len(entries(target)) == 3

    def test_a_table_with_corrections_may_be_put_right_once_more(self, report: Path, table: Path) -> None:
        target = report.with_name("报告.corrections.json")
        put(table, 2, "metric", "甲")
        put(table, 3, "metric", "乙")
        put(table, 4, "check", "no")
        assert invoke("corrections", "from", table, report).exit_code == 0
        first, year = entries(target), TEXT.index("2023年")
        taken = first[0] | {
            "start": year,
            "end": year + 5,
            "text": "2023年",
            "sentence": "2023年工作报告",
            "mark": [0, 5],
        }
        data = json.loads(target.read_text(encoding="utf-8"))
        data["corrections"].append(taken | {"verdict": "figure", "was": {}})
        target.write_text(json.dumps(data), encoding="utf-8")
        assert invoke("extract", report, "-o", table).exit_code == 0
        done = invoke("corrections", "from", table, report)
        assert done.exit_code == 0 and done.stderr == f"Done: nothing of {report} was changed; nothing was written.\n"
        put(table, 2, "metric", "年份")
        put(table, 3, "metric", first[0]["was"]["metric"])
        done = invoke("corrections", "from", table, report)
        assert "2 corrections" in done.stderr and "beside 2 that it had" in done.stderr
        assert [(one["verdict"], one["fields"] and one["fields"]["metric"]) for one in entries(target)] == [
            ("figure", "年份"),
            ("right", first[0]["was"]["metric"]),
            ("changed", "乙"),
            ("no figure", None),
        ]
        put(table, 2, "check", "no")
        assert "taken in by hand" in invoke("corrections", "from", table, report).stderr

    def test_nothing_was_changed(self, report: Path, table: Path) -> None:
        done = invoke("corrections", "from", table, report)
        said = f"Done: nothing of {report} was changed; nothing was written.\n"
        assert (done.exit_code, done.stderr) == (0, said)
        assert not list(report.parent.glob("*.json"))

    def test_with_a_fault_nothing_is_written(self, report: Path, table: Path) -> None:
        put(table, 2, "value", "1.2亿")
        put(table, 3, "metric", "新名")
        put(table, 4, "status", "done")
        done = invoke("corrections", "from", table, report)
        assert done.exit_code == 1 and not list(report.parent.glob("*.json"))
        assert [line.split(": ")[2] for line in done.stderr.splitlines()] == [
            "figures, row 2, value",
            "figures, row 4, status",
        ]

    def test_a_file_of_another_version_is_left_alone(self, report: Path, table: Path) -> None:
        put(table, 2, "metric", "新名")
        target = report.with_name("报告.corrections.json")
        old = '{"schema": "reportmine.corrections/1", "report": {"sha256": "00"}, "corrections": []}'
        target.write_text(old, encoding="utf-8")
        done = invoke("corrections", "from", table, report)
        assert done.exit_code == 1 and "of another version" in done.stderr and target.read_text() == old

    def test_remarks_are_warnings_and_may_be_left_out(self, report: Path, table: Path) -> None:
        book = openpyxl.load_workbook(table)
        book["figures"].delete_rows(2)
        book["figures"]["A2"] = "ok"
        book["to check"].delete_rows(2, 9)
        book.save(table)
        done = invoke("corrections", "from", table, report)
        assert f"Warning: {table}: 1 figure of {report} is not in the table; it is left as it is.\n" in done.stderr
        assert invoke("corrections", "from", table, report, "--quiet").stderr == ""

    def test_wrong_use(self, report: Path, table: Path, tmp_path: Path) -> None:
        twin = report.with_suffix(".md")
        twin.write_text(TEXT, encoding="utf-8")
        for args, said in (
            ((report, twin), "would be the file of two reports"),
            ((report, twin, "-o", tmp_path / "a.json"), "--output is for one report"),
            ((report, "-o", report), "would overwrite this report"),
        ):
            done = invoke("corrections", "from", table, *args)
            assert done.exit_code == 2 and said in done.stderr, said

    def test_no_such_table_or_report(self, report: Path, table: Path, tmp_path: Path) -> None:
        missing = tmp_path / "none.xlsx"
        done = invoke("corrections", "from", missing, report)
        assert (done.exit_code, done.stderr) == (1, f"Error: {missing}: no such file; check the path.\n")
        assert invoke("corrections", "from", table, tmp_path / "none.txt").exit_code == 1


class TestCheck:
    def test_a_line_a_fault(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        wrong = '{"schema": "reportmine.corrections/1", "report": {"sha256": ""}, "corrections": [1, {"start": 5}]}'
        path.write_text(wrong, encoding="utf-8")
        done = invoke("corrections", "check", path, tmp_path / "b.json")
        assert done.exit_code == 2
        assert [line.split(": ")[:2] for line in done.stdout.splitlines()] == [
            [str(path), "entry 1"],
            [str(path), "entry 2"],
            [str(tmp_path / "b.json"), "no such file; check the path."],
        ]

    def test_nothing_in_it_is_fine(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(
            '{"schema": "reportmine.corrections/1", "report": {"sha256": ""}, "corrections": []}', encoding="utf-8"
        )
        assert invoke("corrections", "check", path).stdout == f"{path}: no corrections.\n"


class TestLearn:
    def corrected(self, folder: Path, *years: int) -> list[Path]:
        """A file of corrections for each year, which all put a name in the place of another."""
        places = []
        for year in years:
            report = folder / f"{year}.txt"
            report.write_text(f"{year}年志愿汇打卡平台人气{year - 2000}万。", encoding="utf-8")
            found = extract(read(report))
            entries = [of_claim(claim, fields_of(claim)._replace(metric="志愿汇打卡")) for claim in found.claims]
            places.append(report.with_suffix(".corrections.json"))
            places[-1].write_text(written(of_report(found, tuple(entries))), encoding="utf-8")
        return places

    def test_what_several_speak_for_is_proposed_as_a_lexicon(self, tmp_path: Path) -> None:
        places = self.corrected(tmp_path, 2023, 2024)
        found = invoke("corrections", "learn", *places)
        assert found.exit_code == 0
        assert "# 2 corrections speak for it" in found.stdout and 'name = "志愿汇打卡"' in found.stdout
        target = tmp_path / "ours.toml"
        found = invoke("corrections", "learn", *places, "-o", target)
        assert found.stderr == f"Done: 1 proposal written to {target}; look through it, then use --lexicon {target}.\n"
        assert invoke("lexicon", "check", target).exit_code == 0

    def test_nothing_is_proposed_of_one_and_no_file_overwritten(self, tmp_path: Path) -> None:
        places = self.corrected(tmp_path, 2024)
        found = invoke("corrections", "learn", *places)
        assert (found.exit_code, found.stdout) == (0, "") and "with --at-least 1" in found.stderr
        target = tmp_path / "ours.toml"
        target.write_text("# mine\n", encoding="utf-8")
        found = invoke("corrections", "learn", *places, "-o", target, "--at-least", "1")
        assert found.exit_code == 2 and target.read_text(encoding="utf-8") == "# mine\n"

    def test_what_no_lexicon_may_hold_is_left_out_and_said(self, tmp_path: Path) -> None:
        places = self.corrected(tmp_path, 2023, 2024)
        texts = [place.read_text(encoding="utf-8") for place in places]
        for place, text in zip(places, texts, strict=True):
            place.write_text(text.replace('"metric": "志愿汇打卡"', '"metric": "人"'), encoding="utf-8")
        found = invoke("corrections", "learn", *places)
        assert "人 is left out: no lexicon can hold it" in found.stderr
        assert 'name = "人"' not in found.stdout


class TestWhatIsThereAlready:
    def test_a_file_of_another_name_has_what_the_table_was_written_with(self, report: Path, table: Path) -> None:
        put(table, 2, "metric", "学员培训")
        assert invoke("corrections", "from", table, report).exit_code == 0
        assert invoke("extract", report, "-o", table).exit_code == 0
        put(table, 4, "metric", "馆藏")
        other = report.with_name("mine.corrections.json")
        assert invoke("corrections", "from", table, report, "-o", other).exit_code == 0
        rows = csv.DictReader(invoke("extract", report, "--format", "csv", "--corrections", other).stdout.splitlines())
        assert [row["metric"] for row in rows][::2] == ["学员培训", "馆藏"]

    def test_output_is_a_file(self, report: Path, table: Path) -> None:
        assert invoke("corrections", "from", table, report, "-o", "-").exit_code == 2

    @pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
    def test_a_report_whose_name_is_no_text_has_corrections_too(self, report: Path, tmp_path: Path) -> None:
        odd = tmp_path / os.fsdecode(b"rep\xff.txt")
        odd.write_text(TEXT, encoding="utf-8")
        table = tmp_path / "odd.xlsx"
        assert invoke("extract", odd, "-o", table).exit_code == 0
        put(table, 2, "metric", "学员培训")
        found = invoke("corrections", "from", table, odd)
        assert found.exit_code == 0, found.stderr
        assert "学员培训" in invoke("extract", odd, "--format", "csv").stdout

    def test_an_offset_with_a_huge_exponent_is_none(self, report: Path, tmp_path: Path) -> None:
        table = tmp_path / "claims.csv"
        assert invoke("extract", report, "-o", table).exit_code == 0
        rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
        rows[1][rows[0].index("start")] = "1e3000000"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        found = invoke("corrections", "from", table, report)
        assert found.exit_code == 1 and "row 2" in found.stderr
