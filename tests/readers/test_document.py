"""Documents put together piece by piece: spans lead to the pieces, headings make sections, tables stay out of prose."""

from __future__ import annotations

from typing import Any

import pytest

from reportmine import extract
from reportmine.model import Source, Span
from reportmine.readers.document import DocumentBuilder, GridCell
from reportmine.text.cleaning import clean
from reportmine.text.table_masking import MaskedTable, without_tables


def composed(*pieces: tuple[Any, ...] | list[list[GridCell]]) -> Source:
    builder = DocumentBuilder()
    for piece in pieces:
        if isinstance(piece, list):
            builder.table(piece)
        elif len(piece) == 2:
            builder.heading(*piece)
        else:
            builder.paragraph(*piece)
    text, encoding, pages, headings, tables, remarks, _, _ = builder.document()
    return Source(text, None, "docx", encoding, "", pages, headings, tables, remarks)


def row(*texts: str) -> list[GridCell]:
    return [GridCell(text) for text in texts]


def sections(source: Source) -> list[tuple[str | None, str, str | None]]:
    return [(claim.section, claim.status, claim.period) for claim in extract(source).claims]


class TestHeadings:
    def test_a_heading_by_style_alone_is_a_section(self) -> None:
        found = composed(("2023年度报告",), ("年度概况", 1), ("全年培训20场。",), ("展望与计划", 1), ("培训30场。",))
        assert sections(found) == [("年度概况", "actual", "2023"), ("展望与计划", "target", "2023")]

    def test_lower_headings_inherit_from_higher_ones(self) -> None:
        pieces = [
            ("2023年度报告",),
            ("2024年工作计划", 1),
            ("培训", 2),
            ("培训30场。",),
            ("2023年回顾", 1),
            ("培训", 2),
            ("培训20场。",),
        ]
        assert sections(composed(*pieces)) == [("培训", "target", "2024"), ("培训", "actual", "2023")]

    def test_a_heading_with_a_shape_keeps_the_level_of_its_shape(self) -> None:
        # By its style 二、 would stand below the heading before it, and plan with it.
        pieces = [("2023年度报告",), ("一、2024年工作计划", 1), ("培训30场。",), ("二、培训", 3), ("培训20场。",)]
        assert sections(composed(*pieces)) == [("一、2024年工作计划", "target", "2024"), ("二、培训", "actual", "2023")]

    def test_a_paragraph_in_the_style_of_a_heading_is_none(self) -> None:
        long = "全年培训20场" + "，各项工作取得新的进展" * 6 + "。"
        assert sections(composed(("2023年度报告",), ("年度概况", 1), (long, 2))) == [("年度概况", "actual", "2023")]

    def test_text_without_headings_is_cut_as_before(self) -> None:
        found = composed(("2023年度报告",), ("年度概况",), ("全年培训20场。",))
        assert sections(found) == [(None, "actual", "2023")]


class TestTables:
    def test_a_cell_object_used_twice_has_two_spans(self) -> None:
        cell = GridCell("5")
        [table] = composed([[GridCell("甲"), cell, cell]]).tables
        assert len(set(table.rows[0])) == 3

    def test_merged_cells_stand_at_all_their_places(self) -> None:
        found = composed([[GridCell("甲", rows=2), GridCell("乙", columns=2)], row("丙", "丁")])
        assert [[span.of(found.raw) for span in line] for line in found.tables[0].rows] == [
            ["甲", "乙", "乙"],
            ["甲", "丙", "丁"],
        ]

    def test_absurd_merges_are_kept_small(self) -> None:
        found = composed([[GridCell("甲", columns=10**9, rows=10**9), GridCell("乙")], row("丙")])
        assert len(found.tables[0].rows) == 2 and len(found.tables[0].rows[0]) < 2000

    def test_how_far_a_row_is_set_in_stands_before_its_span(self) -> None:
        found = composed([row("项目", "数"), row("\u3000\u3000甲", "5")])
        assert found.raw == "\n项目\t数\n\u3000\u3000甲\t5\n\n"
        assert found.tables[0].rows[1][0].of(found.raw) == "甲"

    @pytest.mark.parametrize("rows", [[], [[]], [row("", " ", "\u3000")]])
    def test_a_table_without_text_is_none(self, rows: list[list[GridCell]]) -> None:
        assert composed(rows).tables == ()


class TestProseWithoutTables:
    def test_a_table_leaves_a_bar_and_no_blank_line(self) -> None:
        found = composed(("前文。",), [row("指标", "数"), row("甲", "5")], ("后文。",))
        assert without_tables(found.raw, [MaskedTable(found.tables[0].span)]).text == "前文。\n|\n后文。\n"

    def test_tables_one_after_the_other(self) -> None:
        found = composed([row("甲", "5")], [row("乙", "6")], ("后文。",))
        assert without_tables(found.raw, [MaskedTable(table.span) for table in found.tables]).text == "|\n|\n后文。\n"

    def test_lines_do_not_run_on_over_a_table(self) -> None:
        raw = "新增高速铁路、\n甲\t5\n农村公路29万公里。"
        assert clean(raw, [MaskedTable(Span(8, 12))]).text == "新增高速铁路、\n|\n农村公路29万公里。"

    def test_a_table_does_not_make_a_title(self) -> None:
        found = composed([row("甲", "5")], ("2023年度报告",), ("全年培训20场。",))
        assert extract(found).title == "2023年度报告"

    def test_tables_make_no_layout_of_the_paragraphs(self) -> None:
        table = [row("指标", "数"), row("甲", "5")]
        found = composed(("前文一",), ("前文二",), table, ("后文一",), table, ("后文二",), table, ("结尾",))
        apart = [MaskedTable(one.span) for one in found.tables]
        assert clean(found.raw, apart).text.split("\n") == [
            "前文一",
            "前文二",
            "|",
            "后文一",
            "|",
            "后文二",
            "|",
            "结尾",
            "",
        ]

    def test_no_tables_no_change(self) -> None:
        assert without_tables("甲\n\n乙", []).offsets is None
