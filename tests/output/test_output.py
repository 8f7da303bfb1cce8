"""Reports as tables, JSON and CSV: every field, every width, no half-written file."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from made_reports import EMPTY, GROWTH, RANGE, REPORT, SENTENCE, claim
from reportmine.api import extract
from reportmine.errors import WritingError
from reportmine.model import Quantity, Report, Span, Topic
from reportmine.model.claim import DOUBTFUL
from reportmine.model.digits import plain
from reportmine.model.schema import CHOICES, COLUMNS, SCHEMA, TOPICS, headings
from reportmine.output.data.csv import to_csv
from reportmine.output.data.json.claims import document, json_line, to_json, to_jsonl
from reportmine.output.files import encoded, reason, replacing, write_file
from reportmine.output.filtering import narrowed
from reportmine.output.registry import REPORTS, Format, Style, format_of
from reportmine.output.terminal.canvas import PAPER, Screen
from reportmine.output.terminal.cells import excerpt, fold, shown
from reportmine.output.terminal.claims import to_table
from reportmine.output.terminal.quantities import to_quantity_table

STYLE = re.compile(r"\x1b\[[0-9;]*m")

FRAGMENTS = (
    "地区生产总值",
    "近200万",
    "增长5.2%",
    "３—5个",
    "約十余萬冊",
    "\x1b[31m",
    "[/b]",
    "\u202e",
    "-2.41‰",
    "。",
    "\r\n",
)


class TestColumns:
    def test_the_fields_are_those_of_the_architecture_page(self) -> None:
        assert " ".join(column.name for column in COLUMNS) == (
            "metric indicator topic value value_max unit qualifier measure direction status period baseline "
            "scope text start end line page sentence section confidence box"
        )
        assert len({column.heading for column in COLUMNS}) == len(COLUMNS)

    def test_every_topic_has_a_name(self) -> None:
        assert set(TOPICS) == set(Topic.__args__)  # type: ignore[attr-defined]

    @given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**60), max_value=10**60))
    def test_plain_keeps_the_number_and_shows_no_exponent(self, number: Decimal) -> None:
        digits = plain(number)
        assert Decimal(digits) == number
        assert "E" not in digits.upper()
        assert "." not in digits or digits[-1] not in ".0"

    def test_plain_keeps_more_digits_than_decimal_calculates_with(self) -> None:
        assert plain(Decimal("1" * 1000 + ".250")) == "1" * 1000 + ".25"


class TestPage:
    """docs/schema.md, whose tables are made of the columns and formats."""

    SCRIPT = Path(__file__).parents[2] / "docs" / "make_schema.py"

    def test_it_is_up_to_date(self) -> None:
        done = subprocess.run([sys.executable, self.SCRIPT, "--check"], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")

    def test_a_page_that_is_out_of_date_is_told(self, tmp_path: Path) -> None:
        script = tmp_path / self.SCRIPT.name
        script.write_bytes(self.SCRIPT.read_bytes())
        page = self.SCRIPT.with_name("schema.md").read_text(encoding="utf-8")
        script.with_name("schema.md").write_text(page.replace("标准指标", "指标名"), encoding="utf-8")
        script.with_name("corrections.schema.json").write_text("{}", encoding="utf-8")
        done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
        assert done.returncode == 1 and "run: python docs/make_schema.py" in done.stderr
        subprocess.run([sys.executable, script], check=True)
        assert script.with_name("schema.md").read_text(encoding="utf-8") == page


class TestJson:
    def test_one_document(self) -> None:
        found = json.loads(to_json([REPORT], array=False))
        assert found == document(REPORT)
        assert list(found) == ["schema", "source", "segmenter", "claims", "rejected"]
        assert found["schema"] == SCHEMA == "reportmine.claims/2"
        assert found["source"] == {
            "path": "报告.txt",
            "format": "text",
            "encoding": "gb18030",
            "title": "鞍山共青团工作报告",
            "year": 2023,
            "sha256": "00ff",
        }
        assert list(found["claims"][0]) == [*(column.name for column in COLUMNS), "notes"]
        assert found["claims"][0]["notes"] == [{"decision": "name", "rule": "noun-before", "evidence": "全团粉丝"}]
        assert found["claims"][1]["value"] == "10.5"
        assert (found["claims"][2]["value"], found["claims"][2]["value_max"]) == ("3", "5")
        assert found["claims"][0]["confidence"] == 0.93
        assert found["rejected"] == [
            {"text": "第十八次", "start": 1, "end": 5, "rule": "ordinal", "why": "an ordinal counts nothing"}
        ]

    def test_several_documents_are_an_array(self) -> None:
        assert json.loads(to_json([REPORT, EMPTY], array=True)) == [document(REPORT), document(EMPTY)]
        assert json.loads(to_json([REPORT], array=True)) == [document(REPORT)]

    def test_a_claim_stands_on_a_line_of_its_own(self) -> None:
        lines = to_json([REPORT], array=False).splitlines()
        assert sum(line.startswith('  {"metric"') for line in lines) == 3
        assert "全团粉丝" in lines[4]

    def test_jsonl_has_the_path_first(self) -> None:
        lines = [json.loads(line) for line in to_jsonl([REPORT, EMPTY, REPORT]).splitlines()]
        assert len(lines) == 6
        assert list(lines[0])[:2] == ["path", "metric"]

    @given(st.text())
    def test_a_json_line_is_one_line_to_everybody(self, text: str) -> None:
        line = json_line([text])
        assert len(line.splitlines()) == 1
        assert json.loads(line) == [text]


class TestCsv:
    def test_rows_and_header(self) -> None:
        text = to_csv([REPORT, EMPTY])
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert text.count("\r\n") == len(rows) == 4
        assert tuple(rows[0]) == headings("en")
        assert rows[0][0] == "path"
        assert rows[1][0] == "报告.txt"
        assert dict(zip(headings("en"), rows[2], strict=True))["value"] == "10.5"
        assert dict(zip(headings("en"), rows[3], strict=True))["period"] == ""

    def test_headings_in_chinese(self) -> None:
        english, chinese = (to_csv([REPORT], language).splitlines() for language in ("en", "zh"))
        assert chinese[0].startswith("文件,指标,标准指标,主题,数值,")
        told = {word: value for choices in CHOICES.values() for value, word in choices.items()}
        assert chinese[1:] != english[1:]
        retold = [[told.get(cell, cell) for cell in row] for row in csv.reader(chinese[1:])]
        assert retold == list(csv.reader(english[1:]))

    @pytest.mark.parametrize(
        "sentence", ["=SUM(A1)200万", "+cmd|' /C calc'!A0 200万", "@200万", "\t=200万", "＝200万", "- 200万"]
    )
    def test_no_cell_runs_as_a_formula(self, sentence: str) -> None:
        row = next(csv.DictReader(io.StringIO(to_csv([replace(REPORT, claims=(claim(sentence=sentence),))]))))
        assert row["sentence"] == "'" + sentence

    @pytest.mark.parametrize("number", ["-2.41", "-3", "+5", "-2.41%"])
    def test_numbers_stay_numbers(self, number: str) -> None:
        fallen = claim(number, f"自然增长率{number}。", quantity=Quantity(Span(5, 8), Decimal(number.rstrip("%"))))
        row = next(csv.DictReader(io.StringIO(to_csv([replace(REPORT, claims=(fallen,))]))))
        assert (row["text"], Decimal(row["value"])) == (number, Decimal(number.rstrip("%")))

    @given(st.text())
    @pytest.mark.slow
    def test_any_text_comes_back(self, text: str) -> None:
        odd = replace(REPORT, claims=(GROWTH._replace(section=text),))
        rows = list(csv.DictReader(io.StringIO(to_csv([odd]), newline="")))
        assert len(rows) == 1
        assert rows[0]["section"].removeprefix("'") == text.removeprefix("'")


class TestCells:
    @given(st.text(), st.integers(2, 40))
    def test_folding_loses_nothing_and_stays_inside(self, text: str, width: int) -> None:
        lines = fold(text, width)
        assert "".join(lines) == text
        assert all(cell_len(line) <= width for line in lines)

    @given(st.text("全团粉丝近200万，", min_size=1), st.data(), st.integers(12, 60))
    def test_an_excerpt_fits_and_keeps_a_short_figure(self, text: str, data: st.DataObject, width: int) -> None:
        start = data.draw(st.integers(0, len(text) - 1))
        mark = Span(start, data.draw(st.integers(start + 1, min(len(text), start + 4))))
        part, inside = excerpt(text, mark, width)
        assert cell_len(part) <= width
        assert inside.of(part) == mark.of(text)
        assert part.strip("…") in text

    def test_an_excerpt_uses_the_room_of_a_short_side(self) -> None:
        part, mark = excerpt("粉丝200万" + "很多" * 30, Span(2, 6), 40)
        assert part.startswith("粉丝200万很多") and cell_len(part) >= 38
        assert mark == Span(2, 6)

    @given(st.text())
    def test_shown_text_keeps_its_length_and_has_no_controls(self, text: str) -> None:
        safe = shown(text)
        assert len(safe) == len(text)
        assert len(safe.splitlines()) <= 1
        assert "\x1b" not in safe


class TestTable:
    def test_the_first_line_says_what_the_report_is(self) -> None:
        first = to_table([REPORT], PAPER).splitlines()[0]
        assert first == "鞍山共青团工作报告 · 2023 · 3 figures · 1 rejected"

    def test_a_long_title_is_cut_on_a_screen_and_its_absence_is_the_name_of_the_file(self) -> None:
        long = replace(REPORT, title="高举团旗跟党走" * 9)
        first = to_table([long], Screen(80)).splitlines()[0]
        assert first.endswith("高举… · 2023 · 3 figures · 1 rejected")
        assert to_table([long], PAPER).startswith("高举团旗跟党走" * 9)
        assert to_table([replace(REPORT, title=None)], PAPER).startswith("报告.txt · 2023")

    def test_paper_shows_everything_on_one_line_a_claim(self) -> None:
        text = to_table([REPORT], PAPER)
        assert "\x1b" not in text
        assert "…" not in text
        line = next(line for line in text.splitlines() if "全团粉丝  " in line)
        assert line.split("  ")[-1] == SENTENCE.replace("200万", "【200万】")
        assert "近200万" in line and "2018/2023" in line and "actual" in line

    def test_kind_status_and_bound_of_a_figure(self) -> None:
        line = next(line for line in to_table([REPORT], PAPER).splitlines() if line.startswith("地区生产总值"))
        assert line.split()[1:6] == ["≥10.5%", "change", "↑", "2024", "target"]

    @pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
    @pytest.mark.parametrize("colour", [True, False])
    def test_no_line_is_wider_than_the_screen(self, width: int, colour: bool) -> None:
        long = GROWTH._replace(metric="规模以上工业企业万元增加值综合能源消耗比重", confidence=0.5)
        text = to_table([replace(REPORT, claims=(*REPORT.claims, long))], Screen(width, colour))
        plain_lines = [STYLE.sub("", line) for line in text.splitlines()]
        assert max(map(cell_len, plain_lines)) <= width
        assert ("\x1b[" in text) is colour

    def test_narrow_screens_show_the_sentence_below(self) -> None:
        lines = to_table([REPORT], Screen(80)).splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith("全团粉丝 "))
        assert lines[at + 1].startswith("  …") and "全团粉丝近【200万】" in lines[at + 1]

    def test_report_text_is_never_markup_or_escape(self) -> None:
        odd = claim("200万", "[bold]粉丝[/亿元]\x1b[31m200万", metric="[red]粉丝[/亿元]\x1b[2J")
        for screen in (PAPER, Screen(80), Screen(200, colour=True)):
            text = to_table([replace(REPORT, title="[/b]\x1b]0;x\x07", claims=(odd,))], screen)
            assert "[red]粉丝[/亿元]" in text and "[/b]" in text
            assert "\x1b[2J" not in text and "\x1b[31m" not in text and "\x1b]0" not in text

    def test_a_doubtful_name_has_a_mark_and_below_the_table_stands_what_it_means(self) -> None:
        doubtful = RANGE._replace(confidence=DOUBTFUL - 0.01)
        *table, empty, said = to_table([replace(REPORT, claims=(claim(), doubtful))], PAPER).splitlines()
        (marked,) = (line for line in table if "?" in line)
        assert marked.startswith("青年之家 ?  ")
        assert (empty, said) == ("", "? doubtful: fewer than 80% of such were right")

    @pytest.mark.parametrize("confidence", [DOUBTFUL, None])
    def test_a_name_that_is_sure_or_not_learnt_has_no_mark(self, confidence: float | None) -> None:
        assert "?" not in to_table([replace(REPORT, claims=(claim(confidence=confidence),))], PAPER)

    def test_no_figure_is_said(self) -> None:
        assert to_table([EMPTY], PAPER) == (
            "鞍山共青团工作报告 · 2023 · 0 figures\n报告.txt · gb18030\n\nNo figure to show.\n"
        )

    def test_a_page_is_shown_with_the_line(self) -> None:
        assert "p3:5" in to_table([replace(REPORT, claims=(claim(page=3),))], PAPER)


class TestQuantityTable:
    NUMBER = Quantity(Span(1, 41), Decimal("9" * 40))
    FOUND: ClassVar = [("共" + "9" * 40 + "个", [(NUMBER, None)])]

    def test_a_long_number_is_folded_on_a_screen_only(self) -> None:
        assert "9" * 40 in to_quantity_table(self.FOUND, PAPER)
        narrow = to_quantity_table(self.FOUND, Screen(80))
        assert "9" * 20 in narrow and "9" * 21 not in narrow

    def test_no_quantity_is_said(self) -> None:
        assert to_quantity_table([("没有", [])], PAPER) == "No quantity to show.\n"


class TestFormats:
    @pytest.mark.parametrize("form", REPORTS, ids=lambda form: form.name)
    def test_every_format_takes_a_report_without_claims(self, form: Format[Sequence[Report]]) -> None:
        assert isinstance(form.render([EMPTY], Style()), str if form.encoding else bytes)

    @settings(deadline=None, max_examples=60)
    @given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=12).map("".join))
    @example("\u202e")  # cleaning leaves nothing of it
    @pytest.mark.slow
    def test_whatever_is_found_can_be_shown(self, text: str) -> None:
        report = replace(extract(text), title=text[:9] or None)
        for form in REPORTS:
            content = form.render([report], Style())
            assert isinstance(content, bytes) or encoded(content, "utf-8", "-") is not None
        for width in (20, 80, 200):
            plain_lines = [STYLE.sub("", line) for line in to_table([report], Screen(width, True)).split("\n")]
            assert width == 20 or max(map(cell_len, plain_lines)) <= width

    def test_every_format_has_endings_of_its_own(self) -> None:
        endings = [ending for form in REPORTS for ending in form.endings]
        assert len(set(endings)) == len(endings)
        assert [format_of(f"a{ending.upper()}", REPORTS) for ending in endings] == [
            f for f in REPORTS for _ in f.endings
        ]

    def test_narrowing_joins_options_with_and(self) -> None:
        assert narrowed(REPORT) == REPORT
        assert narrowed(REPORT, topics=["economy", "facility"]).claims == (GROWTH, RANGE)
        assert narrowed(REPORT, topics=["economy"], statuses=["actual"]).claims == ()

    def test_narrowing_to_sure_names_keeps_those_that_were_not_learnt(self) -> None:
        claims = tuple(RANGE._replace(confidence=confidence) for confidence in (0.79, 0.8, 1.0, None, 0.0))
        report = replace(REPORT, claims=claims)
        assert narrowed(report, min_confidence=0.8).claims == claims[1:4]
        assert narrowed(report, min_confidence=0).claims == claims


class TestWriting:
    def test_a_file_is_replaced_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "表.csv"
        path.write_bytes(b"old")
        write_file(path, b"new")
        assert path.read_bytes() == b"new"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_failing_block_leaves_the_old_file_and_nothing_else(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(b"old")
        with pytest.raises(KeyboardInterrupt), replacing(path) as temporary:
            temporary.write_bytes(b"half")
            raise KeyboardInterrupt
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.posix
    def test_a_link_stays_and_modes_are_kept(self, tmp_path: Path) -> None:
        target, link = tmp_path / "a.csv", tmp_path / "link.csv"
        target.write_bytes(b"old")
        target.chmod(0o640)
        link.symlink_to(target)
        write_file(link, b"new")
        assert link.is_symlink() and target.read_bytes() == b"new"
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    def test_a_new_file_obeys_the_umask(self, tmp_path: Path) -> None:
        old = os.umask(0o027)
        try:
            write_file(tmp_path / "a.csv", b"")
        finally:
            os.umask(old)
        assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o640

    def test_a_device_is_written_to_not_replaced(self) -> None:
        before = Path(os.devnull).stat().st_ino
        write_file(os.devnull, b"gone")
        assert Path(os.devnull).stat().st_ino == before

    @pytest.mark.parametrize("number", [5, 32, 33])
    def test_a_file_that_excel_has_open_on_windows(self, number: int) -> None:
        error = PermissionError(errno.EACCES, "Access is denied")
        error.winerror = number  # type: ignore[attr-defined, unused-ignore]  # as it is there
        assert str(reason(error, Path("a.xlsx"))).startswith("another program has it open")

    @pytest.mark.posix
    def test_the_reasons_are_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        for path, said in (
            (tmp_path / "no" / "a.csv", "there is no folder"),
            (tmp_path / "file" / "a.csv", "there is no folder"),
            (tmp_path, "this is a folder"),
            (Path("/dev/full"), "the disk is full"),
            (tmp_path / ("x" * 300), "File name too long"),
        ):
            with pytest.raises(WritingError, match=said) as caught:
                write_file(path, b"data")
            assert str(caught.value).startswith(str(path))

    def test_a_folder_that_may_not_be_written_to(self, powerless: Path) -> None:
        powerless.chmod(0o500)
        with pytest.raises(WritingError, match="you may not write there"):
            write_file(powerless / "a.csv", b"")

    def test_a_protected_file_stays(self, powerless: Path) -> None:
        path = powerless / "a.csv"
        path.write_bytes(b"old")
        path.chmod(0o400)
        with pytest.raises(WritingError, match="you may not write there"):
            write_file(path, b"new")
        assert path.read_bytes() == b"old"

    def test_characters_that_do_not_fit(self) -> None:
        with pytest.raises(WritingError, match=r"a.csv: big5 has no character '总' \(U\+603B\); choose"):
            encoded("总", "big5", "a.csv")
        assert encoded("总", "utf-8-sig", "a.csv").startswith(b"\xef\xbb\xbf")
        assert encoded("\udcff.txt", "utf-8", "a.csv") == b"\\udcff.txt"
