"""What a notebook shows of a report."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from made_reports import EMPTY, GROWTH, REPORT, any_report, claim, sample_reports
from reportmine.model import Remark, Report
from reportmine.model.display import shown
from reportmine.model.notebook import HEADINGS, ROWS, preview
from reportmine.model.schema import whole

# All that the table is made of; no other element may come out of a report.
ELEMENTS = {"table", "caption", "br", "thead", "tbody", "tr", "th", "td", "mark", "p"}


def cells_of(html: str) -> list[list[str]]:
    return [[cell.text() for cell in row.css("td")] for row in LexborHTMLParser(html).css("tbody tr")]


def test_a_row_a_figure_with_its_sentence_marked() -> None:
    html = REPORT._repr_html_()
    page = LexborHTMLParser(html)
    assert [head.text() for head in page.css("th")] == list(HEADINGS)
    assert cells_of(html)[1] == ["地区生产总值", "10.5%", "change ↑", "2024", "target", GROWTH.sentence]
    assert [mark.text() for mark in page.css("mark")] == [one.text for one in REPORT.claims]


def test_the_caption_says_what_it_is_and_what_was_remarked() -> None:
    remark, other = (Remark.of("hidden_sheet", sheet=name) for name in ("明细", "<b>附表</b>"))
    report = replace(REPORT, source=replace(REPORT.source, remarks=(remark,)), remarks=(other,))
    caption = LexborHTMLParser(preview(report)).css("caption")[0].text(separator="\n")
    assert caption.splitlines() == [
        "鞍山共青团工作报告 · 2023 · figures: 3 · rejected: 1 · 报告.txt",
        str(remark),
        str(other),
    ]


def test_a_doubtful_name_is_marked() -> None:
    sure, doubtful = claim(), claim(confidence=0.2)
    rows = cells_of(preview(replace(REPORT, claims=(sure, doubtful))))
    assert [row[0] for row in rows] == ["全团粉丝", "全团粉丝 ?"]


def test_a_long_sentence_is_cut_around_its_figure() -> None:
    sentence = "甲" * 100 + "200万" + "乙" * 100
    (row,) = cells_of(preview(replace(REPORT, claims=(claim("200万", sentence),))))
    assert row[-1] == "…" + "甲" * 40 + "200万" + "乙" * 40 + "…"


def test_so_many_more_are_counted() -> None:
    html = preview(replace(REPORT, claims=(claim(),) * (ROWS + 7)))
    assert len(cells_of(html)) == ROWS
    assert LexborHTMLParser(html).css("p")[0].text() == "… and 7 more; to_pandas() has all of them."
    assert "more" not in preview(replace(REPORT, claims=(claim(),) * ROWS))


def test_without_a_figure_there_is_the_caption_alone() -> None:
    html = preview(EMPTY)
    assert "figures: 0" in html and not LexborHTMLParser(html).css("tr")


def test_it_takes_nothing_from_elsewhere_and_no_colour_of_its_own() -> None:
    for report in sample_reports():
        html = preview(report)
        assert "http" not in html and "url(" not in html and "<script" not in html
        assert html.count("background:") == len(report.claims[:ROWS])  # a tint that lets either ground through
        assert "color:#" not in html


@settings(deadline=None)
@given(any_report)
def test_report_text_is_never_markup(report: Report) -> None:
    html = preview(report)
    html.encode()
    page = LexborHTMLParser(html)
    assert page.body is not None
    found = {node.tag for node in page.body.css("*")} - {"body"}
    assert found <= ELEMENTS
    assert [mark.text() for mark in page.css("mark")] == [
        whole(shown(one.mark.of(one.sentence))) for one in report.claims
    ]
    # $…$ would be set as a formula
    assert all("mathjax_ignore" in (table.attributes["class"] or "") for table in page.css("table"))


def test_repr_is_one_line() -> None:
    assert repr(REPORT) == "<Report 鞍山共青团工作报告 · 2023 · figures: 3 · rejected: 1 · 报告.txt>"
    assert "\n" not in repr(replace(REPORT, title="a\nb"))
