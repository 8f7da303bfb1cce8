"""The blocks of a page are cut from the text that was read: cleaned once, and what is no text is shown as dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportmine import extract, read
from reportmine.output.html import text_blocks
from reportmine.output.html.text_blocks import Block, blocks_of
from reportmine.readers import source_of_bytes


def pieces(block: Block) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in block.pieces]


def test_prose_is_not_cleaned_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    report = extract("2023年工作報告\n舉辦講(jiǎng)座１ ２場。")
    expected = list(blocks_of(report))
    monkeypatch.setattr(text_blocks, "clean", lambda *_: pytest.fail("the text was cleaned again"))
    assert list(blocks_of(report)) == expected
    assert ("dropped", "(jiǎng)") in pieces(expected[1])


@pytest.mark.parametrize("sample", ["city-2023.txt", "company-2023.txt"])
def test_a_report_that_was_put_together_by_hand_has_the_same_blocks(sample: str) -> None:
    report = extract(read(Path(__file__).parents[2] / "samples" / sample))
    assert list(blocks_of(replace(report, prose=None))) == list(blocks_of(report))


def test_code_in_markdown_keeps_its_lines_and_is_shown_as_dropped() -> None:
    data = "# 2023年年报\n\n举办培训20场，见`n = 5`。\n\n```python\nx = 20\ny = 30\n```\n\n增长5%。\n"
    blocks = list(blocks_of(extract(source_of_bytes(data.encode(), "年报.md"))))
    assert [block.kind for block in blocks] == ["title", *["paragraph"] * 6]
    assert {kind for block in blocks[2:6] for kind, text in pieces(block) if text.strip()} == {"dropped"}
    assert pieces(blocks[-1]) == [("text", "增长"), ("claim", "5%"), ("text", "。")]
