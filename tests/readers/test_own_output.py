"""What reportmine wrote is no report, whatever the format and the language."""

from __future__ import annotations

from pathlib import Path

import pytest

import panel_reports
from reportmine import compare, extract, gather, read, series
from reportmine.batch.ledger import write_ledger
from reportmine.batch.state import Entry
from reportmine.errors import NotTextError, OwnResultError, ReadingError
from reportmine.model.schema import Language
from reportmine.output.comparison.result import SECTIONS, Result
from reportmine.output.panel.wording import PanelResult
from reportmine.output.registry import COMPARISONS, PANELS, REPORTS, Style
from reportmine.output.terminal.canvas import Screen

REPORT = extract("2023年工作报告\n举办培训20场，增长5%。居全省第2位。\n")
BEFORE = extract("2022年工作报告\n举办培训16场，增长4%。居全省第3位。\n")
WRITTEN: list[tuple[object, object]] = [(form, [REPORT]) for form in REPORTS] + [
    (form, Result(compare(BEFORE, REPORT), SECTIONS)) for form in COMPARISONS
]
WRITTEN += [(form, PanelResult((series(panel_reports.reports(), "GDP"),), sources=True)) for form in PANELS]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("form", "content"), WRITTEN, ids=lambda one: getattr(one, "name", ""))
def test_what_was_written_is_refused(form: object, content: object, language: Language, tmp_path: Path) -> None:
    style = Style(header=language, language=language, screen=Screen(language=language))
    written = form.render(content, style)  # type: ignore[attr-defined]
    for name in (f"own{form.endings[0]}", "own.txt"):  # type: ignore[attr-defined]
        (tmp_path / name).write_bytes(written if isinstance(written, bytes) else written.encode())
        with pytest.raises(ReadingError):
            read(tmp_path / name)
    found = [str(one) for one in gather([str(tmp_path)])]
    assert len(found) == 1 and "no report in it" in found[0]


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_a_report_with_a_table_is_one(name: str, tmp_path: Path) -> None:
    table = "| 指标 | 2022年 | 2023年 |\n| --- | --- | --- |\n| 培训（场） | 16 | 20 |\n"
    (tmp_path / name).write_text(
        f"2023年工作报告\n\n{table}\n────────────────────────\n举办讲座5场。\n", encoding="utf-8"
    )
    assert read(tmp_path / name).raw


def test_the_sentence_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text('{"schema": "reportmine.claims/2",\n "source": {}}', encoding="utf-8")
    with pytest.raises(NotTextError, match="give the report that they were read from"):
        read(tmp_path / "own.txt")


def test_the_ledger_of_a_batch_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "all.csv.ledger.csv"
    write_ledger(path, [Entry(0, "甲.txt", "done", "0" * 64, 20, seconds=0.5)])
    with pytest.raises(OwnResultError):
        read(path)
