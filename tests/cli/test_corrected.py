"""Commands with corrections: named ones, those beside a report, what does not fit, what cannot be used."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportmine import extract, read
from reportmine.cli.main import reportmine
from reportmine.corrections.file import written
from reportmine.corrections.making import of_claim, of_report
from reportmine.corrections.model import Corrections, fields_of
from reportmine.model import Status

TEXT = "2024年，全馆举办培训20场，培训学员3,000人。现有藏书3万册，比上年增长5%。\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(reportmine, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def corrections_of(report: Path, metric: str = "读者培训", status: Status = "actual") -> Corrections:
    found = extract(read(report))
    first, second, *_ = found.claims
    entries = of_claim(first, fields_of(first)._replace(metric=metric, status=status)), of_claim(second, None)
    return of_report(found, entries)


def saved(
    report: Path, name: str = "报告.corrections.json", metric: str = "读者培训", status: Status = "actual"
) -> Path:
    place = report.with_name(name)
    place.write_text(written(corrections_of(report, metric, status)), encoding="utf-8")
    return place


def metrics(result: Result) -> list[str]:
    return [row["metric"] for row in csv.DictReader(io.StringIO(result.stdout))]


def test_those_beside_a_report_are_found_and_told(report: Path) -> None:
    place = saved(report)
    found = run("extract", report, "--format", "csv")
    assert found.exit_code == 0
    assert found.stderr == f"Done: {place}: 2 of 2 corrections hold for {report}.\n"
    assert metrics(found)[0] == "读者培训"
    assert "培训学员" not in metrics(found)
    assert run("extract", report, "--format", "csv", "-q").stderr == ""
    left_out = run("extract", report, "--format", "csv", "--no-corrections")
    assert left_out.stderr == "" and "培训学员" in metrics(left_out)


def test_named_ones_come_before_those_beside_the_report(report: Path) -> None:
    saved(report)
    named = saved(report, "mine.corrections.json", "新馆培训")
    assert metrics(run("extract", report, "--format", "csv", "--corrections", named))[0] == "新馆培训"


def test_every_format_has_the_corrected_table(report: Path) -> None:
    saved(report, status="target")
    (claim, *_) = json.loads(run("extract", report, "--format", "json").stdout)["claims"]
    assert (claim["metric"], claim["status"], claim["confidence"]) == ("读者培训", "target", 1.0)
    assert {"decision": "name", "rule": "corrected by hand", "evidence": "培训"} in claim["notes"]
    for form in ("table", "jsonl", "markdown", "html"):
        shown = run("extract", report, "--format", form).stdout
        assert "读者培训" in shown


def test_compare_and_audit_take_them(report: Path) -> None:
    saved(report)
    before = report.with_name("2023.txt")
    before.write_text(TEXT.replace("2024", "2023"), encoding="utf-8")
    compared = run("compare", before, report, "--format", "json")
    assert "读者培训" in compared.stdout and "hold for" in compared.stderr
    assert "hold for" in run("audit", report).stderr
    assert "hold for" not in run("audit", report, "--no-corrections").stderr


def test_in_a_changed_report_what_still_stands_holds_and_the_rest_is_listed(report: Path) -> None:
    place = saved(report)
    report.write_text("新的一段，有12项。\n" + TEXT, encoding="utf-8")
    found = run("extract", report, "--format", "csv")
    assert f"2 of 2 corrections hold for {report}, 2 of them at another place." in found.stderr
    report.write_text(TEXT.replace("培训20场", "培训21场"), encoding="utf-8")
    found = run("extract", report, "--format", "csv")
    assert f"{place}: the correction of 20场" in found.stderr and "does not stand there any more" in found.stderr
    assert found.exit_code == 0 and len(metrics(found)) > 2


def test_a_file_for_another_report_is_said_and_changes_nothing(report: Path) -> None:
    named = saved(report, "mine.corrections.json")
    others = [report.with_name(f"{name}.txt") for name in "甲乙"]
    for other in others:
        other.write_text("全市建成学校12所。", encoding="utf-8")
    found = run("extract", *others, "--format", "csv", "--corrections", named)
    assert f"{named}: made for {report}, which is none of these; it changes nothing." in found.stderr
    assert metrics(found) == ["学校", "学校"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "reportmine.corrections/9"}', "\x00"])
def test_one_beside_a_report_that_cannot_be_used_is_complained_of_and_loses_nothing(report: Path, text: str) -> None:
    place = saved(report)
    place.write_text(text, encoding="utf-8")
    found = run("extract", report, "--format", "csv")
    assert found.exit_code == 1 and found.stderr.startswith(f"Error: {place}: ")
    assert len(metrics(found)) == len(extract(read(report)).claims)
    assert place.read_text(encoding="utf-8") == text
    named = run("extract", report, "--corrections", place)
    assert (named.exit_code, named.stdout) == (1, "") and named.stderr.startswith(f"Error: {place}: ")


def test_none_is_ever_overwritten(report: Path) -> None:
    place = saved(report)
    before = place.read_bytes()
    for options in ((), ("--corrections", place)):
        found = run("extract", report, "--format", "json", "-o", place, *options)
        assert found.exit_code == 2 and "would overwrite" in found.stderr
    assert place.read_bytes() == before


def test_hostile_fields_stay_text(report: Path) -> None:
    saved(report, metric="<script>alert(1)</script>=1+1")
    page = run("extract", report, "--format", "html").stdout
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    saved(report, metric="=1+1")
    assert "'=1+1" in run("extract", report, "--format", "csv").stdout
    saved(report, metric="[red]近[/red]")
    assert "[red]近[/red]" in run("extract", report).stdout


def test_in_a_folder_they_are_no_reports(report: Path) -> None:
    saved(report)
    found = run("extract", report.parent, "--format", "csv")
    assert metrics(found)[0] == "读者培训"
    assert "passed over" in found.stderr or found.exit_code == 0


def test_the_page_holds_what_was_corrected_before_so_that_saving_loses_nothing(report: Path) -> None:
    place = saved(report)
    page = run("extract", report, "--format", "html").stdout
    (data,) = re.findall(r'id="d0">(.*?)</script>', page)
    known = json.loads(data)["known"]
    assert known == json.loads(place.read_text(encoding="utf-8"))["corrections"]
    report.write_text("新的一段，有12项。\n" + TEXT.replace("3万册", "4万册"), encoding="utf-8")
    page = run("extract", report, "--format", "html").stdout
    (data,) = re.findall(r'id="d0">(.*?)</script>', page)
    moved = json.loads(data)["known"]
    assert [one["start"] - before["start"] for one, before in zip(moved, known, strict=True)] == [11, 11]
    report.write_text(TEXT.replace("培训20场", "培训21场"), encoding="utf-8")
    page = run("extract", report, "--format", "html").stdout
    (data,) = re.findall(r'id="d0">(.*?)</script>', page)
    assert [one["text"] for one in json.loads(data)["kept"]] == ["20场"]
    assert "20场" not in [one["text"] for one in json.loads(data)["known"]]


def test_a_name_that_leaves_no_room_for_the_ending_is_read(tmp_path: Path) -> None:
    path = tmp_path / f"{'报' * 80}.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = run("extract", path, "--format", "csv")
    assert (found.exit_code, found.stderr) == (0, "") and len(metrics(found)) > 2


def test_of_two_reports_of_one_name_the_one_at_the_place_is_meant(report: Path) -> None:
    years = [report.parent / year / "报告.txt" for year in ("2022", "2023")]
    for path in years:
        path.parent.mkdir()
        path.write_text(TEXT, encoding="utf-8")
    named = report.with_name("k.corrections.json")
    named.write_text(written(corrections_of(years[1])), encoding="utf-8")
    years[1].write_text("前言。\n" + TEXT, encoding="utf-8")
    years[0].write_text("序。\n" + TEXT, encoding="utf-8")
    found = run("extract", *years, "--format", "json", "--corrections", named)
    assert f"hold for {years[1]}" in found.stderr
    elsewhere = report.parent / "2024" / "报告.txt"
    elsewhere.parent.mkdir()
    elsewhere.write_text("后记。\n" + TEXT, encoding="utf-8")
    found = run("extract", years[0], elsewhere, "--format", "json", "--corrections", named)
    assert "which is none of these; it changes nothing" in found.stderr


def test_a_file_of_another_report_of_the_same_stem_is_not_used(report: Path) -> None:
    saved(report)
    other = report.with_suffix(".md")
    other.write_text("# 另一份\n\n" + TEXT, encoding="utf-8")
    found = run("extract", other, "--format", "csv")
    assert "made for 报告.txt beside it, and not used for" in found.stderr
    assert "读者培训" not in metrics(found)


def test_none_is_overwritten_without_corrections_either(report: Path) -> None:
    place = saved(report)
    before = place.read_bytes()
    found = run("extract", report, "--no-corrections", "--format", "json", "-o", place)
    assert found.exit_code == 2 and place.read_bytes() == before
    found = run("extract", report, "--format", "json", "-o", report.with_name("neu.corrections.json"))
    assert found.exit_code == 2 and "is for corrections" in found.stderr


def test_named_by_a_pattern_of_the_shell_they_are_no_reports(report: Path) -> None:
    place = saved(report)
    found = run("extract", report, place, "--format", "csv")
    assert f"Warning: {place}: it holds corrections, and is no report." in found.stderr
    assert metrics(found) == metrics(run("extract", report, "--format", "csv"))
