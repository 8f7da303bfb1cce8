"""Word files: the text that their author sees, as readers/docx/ says; anything broken as one sentence."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls

from reading_files import refusal
from reportmine import extract
from reportmine.model import Source
from reportmine.readers.docx.numbering import number_in
from reportmine.readers.files import read
from same_report import figures_of, figures_of_text, lines_of, saved, to_docx
from word_files import document_of, paragraph, run, with_notes, with_part, word_file

P = paragraph(run("全年举办培训20场。"))
PARAGRAPH = "全年举办培训20场。\n"


def source(tmp_path: Path, data: bytes, name: str = "报告.docx") -> Source:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path)


def text(tmp_path: Path, *blocks: str) -> str:
    return source(tmp_path, word_file(*blocks)).raw


# The same report


@pytest.mark.parametrize("sample", ["city-2024.txt", "foundation-2023.txt", "communique-2023.txt", "library-2023.txt"])
def test_a_word_file_has_the_figures_of_the_text(tmp_path: Path, sample: str) -> None:
    assert figures_of(to_docx(lines_of(sample)), tmp_path / sample.replace(".txt", ".docx")) == figures_of_text(sample)


@pytest.mark.parametrize("name", ["报告.doc", "报告.txt", "报告.docm", "报告"])
def test_a_word_file_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    found = source(tmp_path, word_file(P), name)
    assert (found.raw, found.format, found.encoding, found.pages) == (PARAGRAPH, "docx", "utf-8", ())


def test_macros_and_templates_are_word_files_too(tmp_path: Path) -> None:
    plain = word_file(P)
    with zipfile.ZipFile(io.BytesIO(plain)) as file:
        types = file.read("[Content_Types].xml").decode()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    for other in (
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        main.replace("document.main", "template.main"),
    ):
        data = with_part(plain, "[Content_Types].xml", types.replace(main, other))
        assert source(tmp_path, with_part(data, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0")).raw == PARAGRAPH


def test_a_main_document_by_another_name(tmp_path: Path) -> None:
    data = word_file(P)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        main, links = file.read("word/document.xml"), file.read("_rels/.rels").decode()
    data = with_part(with_part(data, "word/document.xml", None), "word/document2.xml", main)
    data = with_part(data, "_rels/.rels", links.replace("word/document.xml", "/word/document2.xml"))
    assert source(tmp_path, data).raw == PARAGRAPH


def test_the_strict_format(tmp_path: Path) -> None:
    data = word_file(P)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        main = file.read("word/document.xml").decode()
    strict = main.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert strict != main
    assert source(tmp_path, with_part(data, "word/document.xml", strict)).raw == PARAGRAPH


# Text


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("增长") + run("5") + run("%"), "增长5%"),
        ("<w:r><w:t>增</w:t><w:tab/><w:t>长</w:t></w:r>", "增 长"),
        ("<w:r><w:t>共5</w:t><w:softHyphen/><w:t>00人</w:t></w:r>", "共500人"),
        ("<w:r><w:t>2</w:t><w:noBreakHyphen/><w:t>3场</w:t></w:r>", "2-3场"),
        ("<w:r><w:t>第一段。</w:t><w:br/><w:t>第二段。</w:t></w:r>", "第一段。\n第二段。"),
        ('<w:r><w:t>第一段。</w:t><w:br w:type="page"/><w:t>第二段。</w:t></w:r>', "第一段。\n第二段。"),
        ("<w:r><w:t>增长</w:t><w:lastRenderedPageBreak/><w:t>5%</w:t></w:r>", "增长5%"),
        ('<w:hyperlink r:id="rId1">' + run("网址") + "</w:hyperlink>" + run("5个"), "网址5个"),
        ('<w:smartTag w:element="date">' + run("2024年") + "</w:smartTag>" + run("5个"), "2024年5个"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("5个") + "</w:sdtContent></w:sdt>", "5个"),
        ('<w:bookmarkStart w:id="1" w:name="a"/>' + run("5个") + '<w:bookmarkEnd w:id="1"/>', "5个"),
        (run("公开") + run("内部9件", "<w:vanish/>") + run("5件"), "公开5件"),
        (run("公开", '<w:vanish w:val="0"/>') + run("5件", "<w:webHidden/>"), "公开5件"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>' + run("5%"), "±5%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run("5%"), "✓5%"),
        ('<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>' + run("5%"), "5%"),
        (run("造林5200km") + run("2", '<w:vertAlign w:val="superscript"/>'), "造林5200km²"),
        (run("收入5亿元") + run("1", '<w:vertAlign w:val="superscript"/>') + run("。"), "收入5亿元¹。"),
        (run("收入5亿元") + "".join(run(c, '<w:vertAlign w:val="superscript"/>') for c in "[1]"), "收入5亿元"),
        (run("PM") + run("2.5", '<w:vertAlign w:val="subscript"/>') + run("降至32"), "PM2.5降至32"),
        (
            "<w:r><w:ruby><w:rt>"
            + run("zhí")
            + "</w:rt><w:rubyBase>"
            + run("职")
            + "</w:rubyBase></w:ruby></w:r>"
            + run("工5名"),
            "职工5名",
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "1/2",
        ),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>8</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "10⁸",
        ),
    ],
)
def test_what_a_paragraph_says(tmp_path: Path, inside: str, expected: str) -> None:
    assert text(tmp_path, paragraph(inside)) == expected + "\n"


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    who = 'w:id="1" w:author="a"'
    blocks = [
        paragraph(
            run("增长")
            + f"<w:del {who}><w:r><w:delText>4</w:delText></w:r></w:del><w:ins {who}>{run('5')}</w:ins>"
            + run("%。")
        ),
        paragraph(f"<w:moveFrom {who}>{run('培训20场。')}</w:moveFrom>", f"<w:rPr><w:moveFrom {who}/></w:rPr>"),
        paragraph(run("活动6场，"), f"<w:rPr><w:del {who}/></w:rPr>"),
        paragraph(run("参加500人。")),
        paragraph(f"<w:moveTo {who}>{run('培训20场。')}</w:moveTo>"),
    ]
    assert text(tmp_path, *blocks) == "增长5%。\n活动6场，参加500人。\n培训20场。\n"


def test_a_last_paragraph_whose_end_was_deleted_is_not_lost(tmp_path: Path) -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('甲'))}</w:tc><w:tc>{paragraph(run('5人'), mark)}</w:tc></w:tr></w:tbl>"
    assert text(tmp_path, table) == "\n甲\t5人\n\n"


def test_text_boxes_are_read_once_behind_their_paragraph(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{paragraph(run('框内3件。'))}</w:txbxContent>"
    choice = (
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><a:graphic><wps:wsp><wps:txbx>"
        f"{inside}</wps:txbx></wps:wsp></a:graphic></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    expected = "正文5件。\n框内3件。\n"
    assert text(tmp_path, paragraph(run("正文") + f"<w:r>{choice}</w:r>" + run("5件。"))) == expected
    # Older programs know the fallback only, and some write an empty first choice.
    pict = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    assert text(tmp_path, paragraph(run("正文5件。") + pict)) == expected
    fallback = f"<mc:Fallback>{run('正文5件。')}</mc:Fallback>"
    empty = f"<mc:AlternateContent><mc:Choice Requires='x'/>{fallback}</mc:AlternateContent>"
    assert text(tmp_path, paragraph(empty)) == "正文5件。\n"


def test_notes_stand_at_the_end_and_their_marks_nowhere(tmp_path: Path) -> None:
    body = paragraph(
        run("收入5亿元")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run("，增长6%")
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
    )
    data = with_notes(word_file(body), "footnotes", {"1": "没有人提到。", "2": "含基金3亿元。"})
    data = with_notes(data, "endnotes", {"1": "按可比口径。"})
    found = source(tmp_path, data)
    assert found.raw == "收入5亿元，增长6%\n注释\n含基金3亿元。\n按可比口径。\n"
    assert [(h.span.of(found.raw), h.level) for h in found.headings] == [("注释", 1)]


def test_headers_footers_and_comments_are_left_out(tmp_path: Path) -> None:
    document = document_of(P)
    document.sections[0].header.paragraphs[0].text = "内部资料3份"
    document.sections[0].footer.paragraphs[0].text = "第4页"
    document.add_comment(document.paragraphs[0].runs, text="请核对7处", author="a", initials="a")
    assert source(tmp_path, saved(document)).raw == PARAGRAPH


# Fields


FIELD_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(code: str, result: str) -> str:
    mark = FIELD_MARK
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + mark.format("separate")
        + result
        + mark.format("end")
    )


def test_results_of_fields_stay_and_their_codes_go(tmp_path: Path) -> None:
    merged = field(" MERGEFIELD 收入 ", run("5亿元"))
    nested = field(
        ' IF "' + "</w:instrText></w:r>" + field("PAGE", run("9")) + '<w:r><w:instrText>" = 1', run("增长6%")
    )
    simple = f'<w:fldSimple w:instr=" REF 图 ">{run("见图2")}</w:fldSimple>'
    page = field(" PAGE ", run("3")) + f'<w:fldSimple w:instr="NUMPAGES">{run("8")}</w:fldSimple>'
    assert (
        text(tmp_path, paragraph(run("收入") + merged + run("，") + nested + run("，") + simple + page))
        == "收入5亿元，增长6%，见图2\n"
    )


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    first = FIELD_MARK.format("begin") + code + FIELD_MARK.format("separate")
    by_field = [
        paragraph(first + run("一、综合\t1")),
        paragraph(run("二、工业\t2")),
        paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ]
    by_gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph(run('目录'))}{paragraph(run('一、综合 1'))}</w:sdtContent></w:sdt>"
    )
    document = document_of(*by_field, by_gallery, P)
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.element.body.insert(0, document.add_paragraph("一、综合 1", style="toc 1")._p)
    assert source(tmp_path, saved(document)).raw == PARAGRAPH


def test_a_field_without_an_end_hides_nothing(tmp_path: Path) -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    assert text(tmp_path, paragraph(begun + run("一、综合")), P) == "一、综合\n" + PARAGRAPH


# Headings and lists


def test_headings_are_known_by_style_level_and_inheritance(tmp_path: Path) -> None:
    document = docx.Document()
    kind = WD_STYLE_TYPE.PARAGRAPH
    document.styles.add_style("标题 2", kind)
    document.styles.add_style("单位小标题", kind).base_style = document.styles["Heading 3"]
    body_like = document.styles.add_style("像标题的正文", kind)
    body_like.base_style = document.styles["Heading 1"]
    body_like.element.get_or_add_pPr().append(docx.oxml.parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="9"/>'))
    for words, style in (
        ("综合", "Heading 1"),
        ("农业", "标题 2"),
        ("林业", "单位小标题"),
        ("正文", "像标题的正文"),
        ("题名", "Title"),
    ):
        document.add_paragraph(words, style=style)
    document.add_paragraph("直接定级")._p.get_or_add_pPr().append(
        docx.oxml.parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="3"/>')
    )
    document.add_paragraph("全年" + "举办活动，" * 30, style="Heading 1")
    found = source(tmp_path, saved(document))
    levels = [(h.span.of(found.raw), h.level) for h in found.headings]
    assert levels == [("综合", 1), ("农业", 2), ("林业", 3), ("直接定级", 4)]


def numbered(text: str, list_id: int, level: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def with_lists(document: docx.document.Document, xml: str) -> bytes:
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in docx.oxml.parse_xml(f"<w:numbering {nsdecls('w')}>{xml}</w:numbering>"):
        numbering.append(child)
    return saved(document)


def level(number: int, form: str, pattern: str, more: str = "") -> str:
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>{more}'
    return f'<w:lvl w:ilvl="{number}">{inside}</w:lvl>'


CHINESE_LIST = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "japaneseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
)


def test_numbers_of_lists_are_written_out(tmp_path: Path) -> None:
    rows = [("回顾", 0), ("农业", 1), ("工业", 1), ("粮食500吨", 2), ("2024年安排", 2), ("安排", 0), ("农业", 1)]
    data = with_lists(document_of(*(numbered(words, 7, at) for words, at in rows)), CHINESE_LIST)
    expected = ["一、回顾", "（一）农业", "（二）工业", "1. 粮食500吨", "2. 2024年安排", "二、安排", "（一）农业"]
    assert source(tmp_path, data).raw.split("\n")[:-1] == expected


def test_numbered_headings_make_sections(tmp_path: Path) -> None:
    blocks = [
        numbered("2023年工作回顾", 7),
        paragraph(run("培训20场。")),
        numbered("2024年工作安排", 7),
        paragraph(run("培训30场。")),
    ]
    report = extract(source(tmp_path, with_lists(document_of(*blocks), CHINESE_LIST)))
    assert [(c.section, c.period, c.status) for c in report.claims] == [
        ("一、2023年工作回顾", "2023", "actual"),
        ("二、2024年工作安排", "2024", "target"),
    ]


def test_lists_go_on_begin_anew_and_come_from_styles(tmp_path: Path) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "第%1条", '<w:suff w:val="space"/><w:pStyle w:val="Heading1"/>')
        + level(1, "bullet", "\uf06c")
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="404"/></w:num>'
    )
    blocks = [
        numbered("甲", 1),
        numbered("圆点", 1, 1),
        numbered("乙", 1),
        numbered("丙", 2),
        numbered("丁", 2),
        numbered("坏", 3),
        numbered("无", 0),
    ]
    document = document_of(*blocks, paragraph(run("戊"), '<w:pStyle w:val="Heading1"/>'))
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(docx.oxml.parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    raw = source(tmp_path, with_lists(document, lists)).raw
    assert raw.split("\n")[:-1] == ["第1条 甲", "圆点", "第2条 乙", "第5条 丙", "第6条 丁", "坏", "无", "第7条 戊"]


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 20, "二十"),
        ("taiwaneseCountingThousand", 101, "一百零一"),
        ("japaneseCounting", 110, "一百一十"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 4, "Ⅳ"),
        ("somethingNew", 4, "4"),
    ],
)
def test_forms_of_numbers(form: str, number: int, written: str) -> None:
    assert number_in(form, number) == written


# Tables


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text)) if text else '<w:p/>'}</w:tc>"


def cells(found: Source, number: int = 0) -> list[list[str]]:
    return [[span.of(found.raw) for span in row] for row in found.tables[number].rows]


def test_merged_cells(tmp_path: Path) -> None:
    wide, begun, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("指标", begun) + cell("数值", wide) + "</w:tr>",
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("", on) + cell("2022年") + cell("2023年") + "</w:tr>",
        "<w:tr>" + cell("培训") + cell("20") + cell("30") + "</w:tr>",
    ]
    found = source(tmp_path, word_file(P, f"<w:tbl>{''.join(rows)}</w:tbl>", P))
    assert found.raw == PARAGRAPH + "\n指标\t数值\n2022年\t2023年\n培训\t20\t30\n\n" + PARAGRAPH
    assert cells(found) == [["指标", "数值", "数值"], ["指标", "2022年", "2023年"], ["培训", "20", "30"]]
    assert found.tables[0].head == 2


def test_how_far_a_row_is_set_in_stays(tmp_path: Path) -> None:
    by_characters = paragraph(run("面授"), '<w:ind w:firstLineChars="200" w:firstLine="420"/>')
    by_points = paragraph(run("线上"), '<w:ind w:left="210"/>')
    firsts = (paragraph(run("培训")), by_characters, by_points, paragraph(run("　远程")))
    rows = "".join(f"<w:tr><w:tc>{first}</w:tc>{cell('20')}</w:tr>" for first in firsts)
    found = source(tmp_path, word_file(f"<w:tbl>{rows}</w:tbl>"))
    assert found.raw == "\n培训\t20\n　　面授\t20\n　线上\t20\n　远程\t20\n\n"
    assert [row[0] for row in cells(found)] == ["培训", "面授", "线上", "远程"]


def test_deleted_rows_and_cells_and_rows_that_begin_further_right(tmp_path: Path) -> None:
    gone = cell("旧", '<w:cellDel w:id="1" w:author="a"/>')
    rows = (
        f"<w:tr>{cell('指标')}{cell('2023年')}{gone}</w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>{cell("旧")}{cell("9")}</w:tr>'
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("30")}</w:tr>'
    )
    assert cells(source(tmp_path, word_file(f"<w:tbl>{rows}</w:tbl>"))) == [["指标", "2023年"], ["", "30"]]


def test_frames_and_nested_tables_are_layout(tmp_path: Path) -> None:
    frame = f"<w:tbl><w:tr><w:tc>{P}{P}</w:tc></w:tr></w:tbl>"
    assert text(tmp_path, frame) == PARAGRAPH * 2
    inner = f"<w:tbl><w:tr>{cell('指标')}{cell('数值')}</w:tr><w:tr>{cell('培训')}{cell('20')}</w:tr></w:tbl>"
    nested = f"<w:tbl><w:tr><w:tc>{P}</w:tc><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    found = source(tmp_path, word_file(nested))
    assert found.raw == PARAGRAPH + "\n指标\t数值\n培训\t20\n\n"
    assert cells(found) == [["指标", "数值"], ["培训", "20"]]


def test_a_form_filled_with_prose_is_read_as_prose(tmp_path: Path) -> None:
    prose = "全年举办培训20场。参加者1200人，其中新人380人。"
    rows = f"<w:tr>{cell('工作总结')}{cell(prose)}</w:tr>"
    found = source(tmp_path, word_file(f"<w:tbl>{rows}</w:tbl>"))
    assert (found.raw, found.tables) == (f"工作总结\n{prose}\n", ())
    assert [str(c.quantity.low) for c in extract(found).claims] == ["20", "1200", "380"]


def test_rows_set_with_tabs_are_a_table(tmp_path: Path) -> None:
    rows = [paragraph("<w:r>" + "<w:tab/>".join(f"<w:t>{c}</w:t>" for c in row) + "</w:r>") for row in ("甲23", "乙45")]
    assert cells(source(tmp_path, word_file(*rows))) == [["甲", "2", "3"], ["乙", "4", "5"]]


# Hostile and odd files: one sentence each, or the right text


def stored(data: bytes, *, level: int = zipfile.ZIP_DEFLATED) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_file_that_was_cut_off(tmp_path: Path) -> None:
    data = word_file(P)
    for length in (len(data) // 3, len(data) // 2, len(data) - 30):
        assert "cut off or damaged" in refusal(tmp_path / "报告.docx", data[:length])


def test_a_file_with_a_damaged_part(tmp_path: Path) -> None:
    data = bytearray(word_file(P))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        start = file.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    data[start + 40 : start + 60] = bytes(20)
    assert "word/document.xml in it is damaged" in refusal(tmp_path / "报告.docx", bytes(data))


def test_a_file_without_its_document(tmp_path: Path) -> None:
    assert "word/document.xml is missing" in refusal(
        tmp_path / "报告.docx", with_part(word_file(P), "word/document.xml", None)
    )


def test_a_document_that_is_no_xml(tmp_path: Path) -> None:
    for content in (b"", b"no xml", b"<w:document", b"\xff\xfe\x00"):
        assert "is no XML" in refusal(tmp_path / "报告.docx", with_part(word_file(P), "word/document.xml", content))


def test_a_wrong_charset(tmp_path: Path) -> None:
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document {nsdecls("w")}><w:body>{P}</w:body></w:document>'
    plain = word_file(P)
    assert (
        source(tmp_path, with_part(plain, "word/document.xml", xml.replace("UTF-8", "UTF-16").encode("utf-16"))).raw
        == PARAGRAPH
    )
    assert "is no XML" in refusal(tmp_path / "报告.docx", with_part(plain, "word/document.xml", xml.encode("gb18030")))
    assert "is no XML" in refusal(
        tmp_path / "报告.docx", with_part(plain, "word/document.xml", xml.replace("UTF-8", "GB18030").encode("gb18030"))
    )


def test_entities_are_never_read(tmp_path: Path) -> None:
    inside = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    secret = tmp_path / "secret.txt"
    secret.write_text("5个秘密", encoding="utf-8")
    bomb = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 12))
    for declared in (
        f'<!ENTITY a SYSTEM "{secret.as_uri()}">',
        f'<!ENTITY a0 "5">{bomb}<!ENTITY a "&a11;">',
        '<!ENTITY a "5">',
    ):
        message = refusal(
            tmp_path / "报告.docx", with_part(word_file(P), "word/document.xml", f"<!DOCTYPE w [{declared}]>{inside}")
        )
        assert "is no XML" in message and "秘密" not in message


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = b" " * (101 * 2**20)
    assert "unpacks to more than 100 MiB" in refusal(
        tmp_path / "报告.docx", with_part(word_file(P), "word/document.xml", bomb)
    )
    # An archive may state a smaller size than there is.
    data = with_part(word_file(P), "word/document.xml", bomb)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        size = struct.pack("<I", file.getinfo("word/document.xml").file_size)
    assert refusal(tmp_path / "报告.docx", data.replace(size, struct.pack("<I", 1000)))


def test_a_file_with_a_password_is_told(tmp_path: Path) -> None:
    # What Office writes: an OLE file with these two streams (MS-OFFCRYPTO 2.3.4).
    names = "".join(name.ljust(32, "\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names.encode("utf-16-le") + bytes(4096)
    assert (
        refusal(tmp_path / "报告.docx", data)
        == "is locked with a password; open it in Word, Excel or WPS and save it without one."
    )


def test_a_part_with_a_password(tmp_path: Path) -> None:
    data = bytearray(word_file(P))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(start)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(start, at + 4)
    assert "locked with a password" in refusal(tmp_path / "报告.docx", bytes(data))


def picture() -> bytes:
    def chunk(kind: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def test_a_file_with_only_a_picture(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    assert "holds no text but 1 picture" in refusal(tmp_path / "报告.docx", saved(document))


def test_empty_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "报告.docx", b"") == "is empty; give a file with text in it."
    assert refusal(tmp_path / "报告.docx", word_file()) == "is empty; give a file with text in it."
    assert (
        refusal(tmp_path / "报告.docx", word_file("<w:p/>", paragraph(run(" \u3000"))))
        == "is empty; give a file with text in it."
    )


def test_empty_parts_are_no_hindrance(tmp_path: Path) -> None:
    data = word_file(P)
    for name in stored(data):
        if (
            name.startswith("word/")
            and name not in ("word/document.xml", "word/styles.xml", "word/numbering.xml")
            and not name.endswith(".rels")
        ):
            assert source(tmp_path, with_part(data, name, b"")).raw == PARAGRAPH
    for name in ("word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels"):
        assert source(tmp_path, with_part(data, name, None)).raw == PARAGRAPH


def test_styles_that_are_based_on_each_other(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("ab", "ba")
    )
    data = with_part(
        word_file(paragraph(run("培训20场。"), '<w:pStyle w:val="a"/>')),
        "word/styles.xml",
        f"<w:styles {nsdecls('w')}>{styles}</w:styles>",
    )
    assert source(tmp_path, data).raw == "培训20场。\n"


def test_text_that_is_embedded_as_another_file(tmp_path: Path) -> None:
    chunk = '<w:altChunk r:id="rId99"/>'
    assert "embeds its text as a file of another format" in refusal(tmp_path / "报告.docx", word_file(chunk))
    found = source(tmp_path, word_file(P, chunk))
    assert found.raw == PARAGRAPH
    assert tuple(map(str, found.remarks)) == (
        "a part that is embedded as a file of its own was not read; open and save it in Word.",
    )


def test_deeply_nested_tables(tmp_path: Path) -> None:
    inside = P
    for _ in range(40):
        inside = f"<w:tbl><w:tr><w:tc>{inside}<w:p/></w:tc></w:tr></w:tbl>"
    assert text(tmp_path, inside) == PARAGRAPH


def test_names_with_backslashes(tmp_path: Path) -> None:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as file:
        for name, content in stored(word_file(P)).items():
            file.writestr(name.replace("/", "\\"), content)
    assert source(tmp_path, result.getvalue()).raw == PARAGRAPH
