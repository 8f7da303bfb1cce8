"""Asking for the wrong thing: a path where a text is meant, and what is no text at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportmine import explain, extract
from reportmine.errors import NotAReportError


@pytest.mark.parametrize("ask", [extract, explain])
def test_the_name_of_a_file_is_no_report(ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "报告.txt").write_text("举办培训20场。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAReportError, match="read it first: extract"):
        ask("报告.txt")


def test_a_text_that_names_no_file_is_read() -> None:
    assert [claim.text for claim in extract("举办培训20场").claims] == ["20场"]
    assert extract("没有.txt").claims == ()
    assert extract("增长5%\0").claims[0].text == "5%"


@pytest.mark.parametrize("report", [Path("报告.txt"), b"20", None, 20])
def test_what_is_no_text_is_refused_in_a_sentence(report: Any) -> None:
    with pytest.raises(NotAReportError, match="no text"):
        extract(report)
