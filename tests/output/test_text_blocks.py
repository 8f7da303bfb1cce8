"""The blocks of a page are cut from the text that was read: cleaned once, and what is no text is shown as dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportmine import extract, read
from reportmine.output.html import text_blocks
from reportmine.output.html.text_blocks import Block, Piece, blocks_of, stretches
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


def every_piece(block: Block) -> list[Piece]:
    return [*block.pieces, *(piece for row in block.rows for cell in row for piece in cell.pieces)]


RAWS = (
    "2023年报告\n  \u3000举办培训20场，\t𠮷增长5%。\r\n",
    "今年全市继续推进智慧城市建设并完成了 open\nsource 平台的全部建设任务并投入了运行使\r\n用，共支三\n亿元，很好。\n",
    "2023年工作報告\n舉辦講(jiǎng)座１ ２場\u2028。\x07\n",
    "培训如下。\n\n| 指标 | 数值 |\n|---|---|\n| 培训 | 20场 |\n| 讲座 | 30场 |\n\n完。\n",
)


@pytest.mark.parametrize("raw", RAWS)
def test_pieces_say_where_the_raw_text_has_their_characters(raw: str) -> None:
    report = extract(raw)
    found = [piece for block in blocks_of(report) for piece in every_piece(block)]
    placed = [piece for piece in found if piece.start >= 0]
    assert [raw[piece.start : piece.start + len(piece.text)] for piece in placed] == [piece.text for piece in placed]
    for piece in found:
        if piece.start < 0:
            assert any(not char.isprintable() for char in raw), piece
    covered = {at for piece in placed for at in range(piece.start, piece.start + len(piece.text))}
    left = {raw[at] for at in range(len(raw)) if at not in covered}
    assert left <= set("\r\n\t \u3000\u2028\x07|-三亿元。"), left


def test_a_stretch_ends_where_a_line_end_or_an_indent_was_left_out() -> None:
    pieces = next(blocks_of(extract(RAWS[1]))).pieces
    found = [(start, "".join(piece.text for piece in part)) for start, part in stretches(pieces)]
    assert [text for start, text in found if start < 0][:1] == [" "]
    assert [start for start, text in found if text.startswith("source")] == [RAWS[1].index("source")]
    assert "".join(text for _, text in found).startswith("今年全市继续推进智慧城市建设并完成了 open source 平台")


def test_stretches_of_nothing_and_of_what_is_not_next_to_each_other() -> None:
    assert stretches([]) == []
    pieces = [
        Piece("text", "甲", start=0),
        Piece("text", "乙", start=1),
        Piece("text", "丙", start=5),
        Piece("text", " "),
    ]
    assert [(start, len(part)) for start, part in stretches(pieces)] == [(0, 2), (5, 1), (-1, 1)]
