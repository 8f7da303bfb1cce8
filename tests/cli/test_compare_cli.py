"""`reportmine compare` and `reportmine audit` as their users meet them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportmine.cli.main import reportmine

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
SAMPLES = Path(__file__).parents[2] / "samples"
OLD, NEW = "foundation-2022.txt", "foundation-2023.txt"
SECTIONS = ("pairs", "audits", "targets", "only_old", "only_new")


def invoke(*args: str | Path) -> Result:
    return CliRunner().invoke(reportmine, [str(arg) for arg in args])


def written(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder / f"{name}.txt" for name in texts]


@pytest.fixture(autouse=True)
def _in_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLES)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


CASES = [
    ("help-compare", ["compare", "--help"], {"COLUMNS": "80"}),
    ("help-audit", ["audit", "--help"], {"COLUMNS": "80"}),
    ("compare-80", ["compare", OLD, NEW], {"COLUMNS": "80", "FORCE_COLOR": "1"}),
    ("compare-120", ["compare", OLD, NEW], {"COLUMNS": "120", "FORCE_COLOR": "1"}),
    ("compare-markdown", ["compare", OLD, NEW, "--format", "md"], {}),
    ("compare-csv", ["compare", OLD, NEW, "--format", "csv", "--show", "targets"], {}),
    ("compare-json", ["compare", OLD, NEW, "--format", "json", "--show", "audits", "--segmenter", "jieba"], {}),
    ("audit", ["audit", "city-2023.txt", NEW], {}),
]


@pytest.mark.parametrize(("name", "args", "env"), CASES, ids=[case[0] for case in CASES])
def test_snapshot(name: str, args: list[str], env: dict[str, str]) -> None:
    """What a user sees, kept in tests/snapshots; REPORTMINE_UPDATE_SNAPSHOTS=1 writes it anew."""
    done = CliRunner(env={"TERM": "xterm-256color", **env}).invoke(reportmine, args)
    assert (done.exit_code, done.stderr) == (0, "")
    seen = done.stdout.replace("\x1b", "␛").replace("\r\n", "\n")
    path = SNAPSHOTS / f"{name}.snap"
    if os.environ.get("REPORTMINE_UPDATE_SNAPSHOTS"):
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    from rich.cells import cell_len

    done = CliRunner(env={"COLUMNS": str(width), "FORCE_COLOR": "1"}).invoke(reportmine, ["compare", OLD, NEW])
    lines = re.sub("\x1b\\[[0-9;]*m", "", done.stdout).splitlines()
    assert max(map(cell_len, lines)) <= width


class TestCompare:
    def test_json_has_every_section_and_leads_back(self) -> None:
        found = json.loads(invoke("compare", OLD, NEW, "--format", "json").stdout)
        assert all(found[name] for name in SECTIONS) and found["schema"] == "reportmine.comparison/1"
        raw = {path: (SAMPLES / path).read_text(encoding="utf-8") for path in (OLD, NEW)}
        for row in found["pairs"]:
            for side in (row["old"], row["new"]):
                assert raw[side["path"]][side["start"] : side["end"]] == side["text"]

    def test_csv_holds_each_row_with_its_places(self) -> None:
        rows = list(csv.DictReader(io.StringIO(invoke("compare", OLD, NEW, "--format", "csv").stdout)))
        assert {row["section"] for row in rows} == {"pairs", "audits", "targets", "only-old", "only-new"}
        pairs = [row for row in rows if row["section"] == "pairs"]
        assert all(row["old_path"] == OLD and row["new_line"] and row["new_sentence"] for row in pairs)

    def test_the_reports_years_decide_the_order(self) -> None:
        assert invoke("compare", NEW, OLD).stdout == invoke("compare", OLD, NEW).stdout

    def test_given_years_overrule_it(self) -> None:
        found = json.loads(invoke("compare", NEW, OLD, "--years", "2030,2031", "--format", "json").stdout)
        assert (found["old"]["path"], found["old"]["year"]) == (NEW, 2030)

    def test_the_same_report_twice_has_no_change(self, tmp_path: Path) -> None:
        copy = shutil.copy(OLD, tmp_path / "copy.txt")
        done = invoke("compare", OLD, copy, "--strict", "--format", "json")
        assert done.exit_code == 0 and "both are the same file under two names" in done.stderr
        found = json.loads(done.stdout)
        assert {pair["change"]["direction"] for pair in found["pairs"]} == {"same"}
        assert not found["only_old"] and not found["only_new"]

    def test_other_bodies_are_said(self) -> None:
        done = invoke("compare", "city-2023.txt", NEW)
        assert done.exit_code == 0 and "two bodies" in done.stderr and "have a partner" in done.stderr
        assert invoke("compare", "city-2023.txt", NEW, "--quiet").stderr == ""

    def test_no_figures_and_no_years_are_said(self, tmp_path: Path) -> None:
        done = invoke("compare", *written(tmp_path, a="我们满怀信心。", b="粉丝20万。"))
        assert done.exit_code == 0 and "no figure" in done.stderr and "--years 2022,2023" in done.stderr

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            ([OLD], "two reports"),
            ([OLD, OLD], "two reports"),
            ([OLD, NEW, "--years", "2022"], "1 years for 2 reports"),
            ([OLD, NEW, "--years", "new,old"], "are no years"),
            ([OLD, NEW, "--min-change", "much"], "is no number"),
            ([OLD, NEW, "-o", "changes.doc"], "say --format"),
            ([OLD, NEW, "-o", OLD], "overwrite"),
        ],
    )
    def test_wrong_use(self, args: list[str], said: str) -> None:
        done = invoke("compare", *args)
        assert done.exit_code == 2 and said in done.stderr

    def test_a_missing_file_is_one_sentence(self) -> None:
        done = invoke("compare", OLD, "missing.txt")
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)

    @pytest.mark.parametrize(("new", "status"), [("举办培训18场。", 3), ("举办培训25场。", 0)])
    def test_strict(self, new: str, status: int, tmp_path: Path) -> None:
        old = "2022年工作报告\n二、2023年工作计划\n\n举办培训20场。"
        paths = written(tmp_path, old=old, new=f"2023年工作报告\n一、2023年工作回顾\n\n{new}")
        assert invoke("compare", *paths, "--strict").exit_code == status
        assert invoke("compare", *paths).exit_code == 0

    def test_narrowing_and_sorting(self) -> None:
        args = ("compare", OLD, NEW, "--show", "pairs", "--min-change", "20%", "--sort", "change", "--format", "json")
        found = json.loads(invoke(*args).stdout)
        sizes = [abs(float(pair["change"]["percent"] or pair["change"]["percent_max"])) for pair in found["pairs"]]
        assert sizes == sorted(sizes, reverse=True) and sizes[-1] >= 20 and "audits" not in found

    def test_narrowing_to_sure_names(self) -> None:
        args = ("compare", OLD, NEW, "--show", "only-new", "--format", "json")
        found = json.loads(invoke(*args).stdout)["only_new"]
        least = max(claim["confidence"] for claim in found)
        kept = json.loads(invoke(*args, "--min-confidence", str(least)).stdout)["only_new"]
        assert kept == [claim for claim in found if claim["confidence"] == least] and 0 < len(kept) < len(found)

    @pytest.mark.parametrize(
        ("name", "start"), [("c.csv", b"\xef\xbb\xbfsection"), ("c.md", b"# 2022"), ("c.json", b"{")]
    )
    def test_the_ending_decides_the_format(self, name: str, start: bytes, tmp_path: Path) -> None:
        assert invoke("compare", OLD, NEW, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start)

    def test_text_of_a_report_is_no_markup(self, tmp_path: Path) -> None:
        title = "[red]<b>|报告|[/]"
        paths = written(tmp_path, a=f"2022年{title}\n[b]粉丝[/b]20万。", b=f"2023年{title}\n[b]粉丝[/b]25万。")
        done = CliRunner(env={"COLUMNS": "100", "FORCE_COLOR": "1"}).invoke(reportmine, ["compare", *map(str, paths)])
        assert done.exit_code == 0
        assert "<b>|" not in invoke("compare", *paths, "--format", "md").stdout


class TestSeries:
    @pytest.fixture
    def paths(self, tmp_path: Path) -> list[Path]:
        texts = {f"r{year}": f"{year}年工作报告\n\n粉丝{year - 2000}万。" for year in (2023, 2021, 2022)}
        return written(tmp_path, **texts)

    def test_a_column_a_year_and_a_sparkline(self, paths: list[Path]) -> None:
        shown = invoke("compare", *paths).stdout
        assert re.search(r"2021\s+2022\s+2023", shown) and re.search(r"粉丝\s+21万\s+22万\s+23万\s+▁▅█", shown)

    def test_json_and_csv(self, paths: list[Path]) -> None:
        found = json.loads(invoke("compare", *paths, "--format", "json").stdout)
        assert [cell["text"] for cell in found["rows"][0]["cells"]] == ["21万", "22万", "23万"]
        assert len(found["steps"]) == 2
        (row,) = csv.DictReader(io.StringIO(invoke("compare", *paths, "--format", "csv").stdout))
        assert (row["metric"], row["2021 #1"], row["2023 #3"]) == ("粉丝", "210000", "230000")


class TestAudit:
    @pytest.mark.parametrize(("parts", "status"), [("8场、体育活动15场", 3), ("8场、体育活动12场", 0)])
    def test_strict(self, parts: str, status: int, tmp_path: Path) -> None:
        (path,) = written(tmp_path, a=f"举办活动20场，其中文艺活动{parts}。")
        assert invoke("audit", path, "--strict").exit_code == status
        assert invoke("audit", path).exit_code == 0

    def test_json_names_the_check_and_its_parts(self) -> None:
        found = json.loads(invoke("audit", "city-2023.txt", "--format", "json").stdout)
        (audit,) = found["reports"][0]["audits"]
        assert (audit["check"], len(audit["parts"]), audit["consistent"]) == ("sum of parts", 3, True)
