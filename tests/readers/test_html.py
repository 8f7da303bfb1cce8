"""HTML: the report on a page and nothing else, from any page that a browser would show."""

from __future__ import annotations

import quopri
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine import extract
from reportmine.cli.main import reportmine
from reportmine.errors import ReadingError
from reportmine.model import Source
from reportmine.readers.files import source_of_bytes
from reportmine.readers.html.boilerplate import RULES, is_boilerplate, left_out
from reportmine.readers.html.dom import Element, page_of

SENTENCES = [
    "　　全年接待游客<span>312</span><span>.5</span>万人次，比上年增长<span>8</span><span>%</span>。",
    "　　新建公园12个。改造老旧小区36个，惠及居民1.8万户。",
    "　　年末公共图书馆藏书96.4万册。",
    "　　力争全年新增就业2万人以上。",
]
TABLE = """<table><thead><tr><th rowspan=2>指标</th><th colspan=2>2023年</th></tr>
<tr><th>数量</th><th>比上年<br>增长（%）</th></tr></thead>
<tbody><tr><td>游客（万人次）</td><td>312.5</td><td>8.0</td></tr>
<tr><td>藏书（万册）</td><td>96.4</td><td>-0.5</td></tr></tbody></table>"""
ROWS = [["指标", "2023年", "2023年"], ["指标", "数量", "比上年增长（%）"], ["游客（万人次）", "312.5", "8.0"]]
TITLE = "2023年云澜市文化和旅游发展公报"
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEXT = [
    TITLE,
    "一、旅游",
    "全年接待游客312.5万人次，比上年增长8%。",
    "新建公园12个。",
    "藏书96.4万册。",
    "新增就业2万人",
]

GOVERNMENT = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{TITLE}_云澜市人民政府</title>
<style>.n{{width:100px}}</style><script>var figures = "共5000人";</script></head><body>
<div class="share-popup"><h6>分享到：</h6><ul><li><a>QQ空间</a></li><li><a>豆瓣网</a></li></ul></div>
<div class="header"><ul><li><a href=#>首页</a><li><a href=#>政务</a></li><li><a href=#>12345热线</a></li></ul></div>
<div class="main"><div class="BreadcrumbNav"><a href=/>首页</a>&nbsp;&gt;&nbsp;<a>公报</a></div>
<div class="article"><h1>
  {TITLE}
</h1><div class="pages-date">2024-03-28 06:59 <span>来源： 市文化和旅游局</span> 浏览次数：12345
<div>【字体：<span>大</span> <span>中</span> <span>小</span>】<span onclick="print()">打印</span></div></div>
<div id="UCAP-CONTENT"><p><strong>一、旅游</strong></p>{PARAGRAPHS}{TABLE}</div>
<div class="editor"><a href=x>【我要纠错】</a> 责任编辑：甲某</div><div id="qr_container">扫一扫在手机打开当前页</div>
<div class="related"><div>相关稿件</div>
<ul><li><a href=x>2022年接待游客289万人次</a></li><li><a href=x>新建公园10个</a></li></ul></div>
<div style="display: none">下载量3000次</div></div></div>
<div class="footer"><p>主办单位：云澜市人民政府办公室 地址：人民路88号</p>
<p>网站标识码：3600000013 您是第1234567位访客</p></div>
</body></html>"""

LAYOUT = f"""<html><head><title>公报</title></head><body><center>
<table width=778><tr><td><a href=1>首页</a></td><td><a href=2>机构</a></td><td><a href=3>公报</a></td></tr></table>
<table width=778><tr><td width=180><table><tr><td>站内搜索</td></tr>
<tr><td><a href=a>2002年接待游客21万人次</a></td></tr><tr><td><a href=b>2001年新建公园3个</a></td></tr></table></td>
<td><table><tr><td align=center><font size=5><b>{TITLE}</b></font></td></tr>
<tr><td>发布时间：2024-03-01 点击数：2345 [打印] [关闭]</td></tr>
<tr><td><b>一、旅游</b><br>{"<br><br>".join(SENTENCES)}<br>{TABLE}</td></tr></table></td></tr></table>
<table width=778><tr><td>版权所有：云澜市文化和旅游局　电话：0791-1234567</td></tr></table></center></body></html>"""

WECHAT = f"""<!DOCTYPE html><html><head><title></title></head><body><div class="rich_media">
<h1 class="rich_media_title">{TITLE}</h1>
<div class="rich_media_meta_list"><span>云澜文旅</span><span>2024-03-01 12:00</span></div>
<div id="js_content" style="visibility: hidden;">
<section><p><strong>一、旅游</strong></p>{PARAGRAPHS}</section>{TABLE}</div>
<div class="rich_media_tool"><a>阅读原文</a><span>阅读 3456</span><span>赞 78</span></div></div>
<div style="display:none;"><p>微信扫一扫<br>关注该公众号</p></div></body></html>"""

WORDPRESS = f"""<!doctype html><html><head><title>{TITLE} | 云澜</title></head><body>
<header><nav><ul><li><a href=/>首页</a><li><a href=/about>关于</a></ul></nav></header>
<main><article><header><h1>{TITLE}</h1><div class="entry-meta">2024年3月1日 by admin · 12条评论</div></header>
<div class="entry-content"><h2>一、旅游</h2>{PARAGRAPHS}{TABLE}</div></article>
<div id="comments"><h3>12 条评论</h3><p>甲：我捐了300元</p></div></main>
<aside><h3>最近文章</h3><ul><li><a>2022年接待游客289万人次</a></ul></aside>
<footer>© 2024 云澜文旅 粤ICP备12345678号</footer></body></html>"""

PAGES = {"government": GOVERNMENT, "layout": LAYOUT, "wechat": WECHAT, "wordpress": WORDPRESS}
FOREIGN = [
    "12345",
    "2022年",
    "2002年",
    "289",
    "5000",
    "3000",
    "3456",
    "300元",
    "1234567",
    "字体",
    "打印",
    "首页",
    "版权",
    "ICP",
]


def source(page: str | bytes, path: str = "page.html") -> Source:
    return source_of_bytes(page if isinstance(page, bytes) else page.encode(), path)


def cells(found: Source) -> list[list[list[str]]]:
    return [[[span.of(found.raw) for span in row] for row in table.rows] for table in found.tables]


def headings(found: Source) -> list[tuple[int, str]]:
    return [(heading.level, heading.span.of(found.raw)) for heading in found.headings]


# Whole pages


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_the_report_is_taken_and_nothing_beside_it(page: str) -> None:
    found = source(page)
    assert found.format == "html"
    for piece in TEXT:
        assert piece in found.raw
    for piece in FOREIGN:
        assert piece not in found.raw
    assert [row[:3] for row in cells(found)[0]][:3] == ROWS


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_the_claims_are_those_of_the_report(page: str) -> None:
    report = extract(source(page))
    figures = {claim.text for claim in report.claims if "。" in claim.sentence}
    assert figures == {"312.5万人次", "8%", "12个", "36个", "1.8万户", "96.4万册", "2万人"}
    assert report.title == TITLE and report.year == 2023


def test_headings_have_their_level() -> None:
    assert headings(source(WORDPRESS)) == [(1, TITLE), (2, "一、旅游")]
    assert headings(source("<h3>甲<br>乙</h3><h2>整段写成标题的话有5个字。</h2>")) == [(3, "甲乙")]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "klingon"])
def test_the_bytes_tell_the_encoding_whatever_the_page_says(codec: str, declared: str) -> None:
    page = GOVERNMENT.replace("charset=utf-8", f"charset={declared}")
    found = source(page.encode(codec))
    assert (found.raw, found.encoding) == (source(GOVERNMENT).raw, codec)


def test_traditional_pages_in_big5() -> None:
    found = source("<html><meta charset=big5><p>本館舉辦講座<b>20</b>場，參與民眾3萬人。</p>".encode("big5"))
    assert (found.raw, found.encoding) == ("本館舉辦講座20場，參與民眾3萬人。\n", "big5")


def test_what_the_page_says_counts_where_the_bytes_do_not_tell() -> None:
    page = b"<html><meta charset=windows-1252><p>Ann\xe9e : 5 M\x80, caf\xe9 d\xe9j\xe0 \xe9t\xe9</p>"
    assert source(page).raw == "Année : 5 M€, café déjà été\n"


def test_a_title_that_the_page_does_not_show_is_its_first_line() -> None:
    page = "<html><head><title>云澜市统计局 - {}</title></head><body><p>共12个公园。</p></body></html>"
    assert headings(source(page.format("2023年度公报"))) == [(1, "2023年度公报")]
    assert headings(source(page.replace("<body>", "<body><p>2023年度公报</p>").format("2023年度公报"))) == []
    assert headings(source("<html><title>无标题文档</title><p>共12个公园。</p>")) == []


def test_a_page_of_links_alone_is_read_all_the_same() -> None:
    page = "<html><ul><li><a href=1>2022年增长5%</a><li><a href=2>2021年增长6%</a></ul>"
    assert source(page).raw == "2022年增长5%\n2021年增长6%\n"


# Pieces of pages, and what is HTML by its content


def test_a_fragment_loses_nothing() -> None:
    for name in ("menu", "footer", "sidebar", "comments"):
        assert source(f"<div class={name}><p>全年培训<b>20</b>场。</p></div>").raw == "全年培训20场。\n"
    assert source("<p>共<a href=1>12个</a></p>").raw == "共12个\n"


@pytest.mark.parametrize("path", ["a.txt", "a.doc", "a.html", "-", "a"])
def test_html_is_told_by_its_content(path: str) -> None:
    for page in (GOVERNMENT, "<!-- x -->\n<P>全年培训20场</P>", "<pre>全年培训20场</pre>"):
        assert source(page, path).format == "html"


@pytest.mark.parametrize("text", ["全年培训20场。\n增长5%。", "x<5的有3组", "标签<p>和</p>用了3次", "<5%的有3家", "<"])
def test_text_stays_text_whatever_it_is_called(text: str) -> None:
    assert (source(text).format, source(text).raw) == ("text", text)


def test_a_text_with_many_tags_inside_is_html() -> None:
    found = source("公报\n" + "".join(f"<div><span>{n}</span>个</div>" for n in range(9)), "a.txt")
    assert found.format == "html" and "\n8个\n" in found.raw


def test_mht_also_as_a_word_file() -> None:
    body = quopri.encodestring(GOVERNMENT.encode("gb18030")).decode("ascii")
    mht = (
        "From: <Saved by Browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\tboundary="--=_x"\r\n\r\n----=_x\r\nContent-Type: text/html; charset="gb2312"\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n"
        "----=_x\r\nContent-Type: image/gif\r\n\r\nGIF8\r\n----=_x--\r\n"
    )
    found = source(mht, "公报.doc")
    assert (found.format, found.encoding, found.raw) == ("mht", "gb18030", source(GOVERNMENT).raw)
    with pytest.raises(ReadingError, match="web archive"):
        source("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n")


# Lines


LINES: list[tuple[str, str]] = [
    ("<p>甲</p><p>乙</p>", "甲\n乙\n"),
    ("<p>甲<br>乙<br/><br>丙", "甲\n乙\n丙\n"),
    ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙\n"),
    ("<ul><li>甲<li>乙</ul>", "甲\n乙\n"),
    ("<p>全年\n      新增\n1.2万人，GDP\ngrowth</p>", "全年新增1.2万人，GDP growth\n"),
    ("<p>1<b>2</b><i>.</i><span>5</span>亿元</p>", "12.5亿元\n"),
    ("<p>甲&nbsp;&nbsp;&nbsp;乙\u00a0 丙</p>", "甲 乙 丙\n"),
    ("<p>　　全年</p>", "　　全年\n"),
    ("<p>&#50;&#x30;&#22330;，&#65297;&lt;2&amp;&yen;5</p>", "20场，１<2&¥5\n"),
    ("<pre>第一行\n  20场\n</pre>", "第一行\n20场\n"),
    ("<p style='white-space: pre-wrap'>甲\n乙</p>", "甲\n乙\n"),
    (
        "<p>5km<sup>2</sup>，20亿元<sup>[1]</sup>，3家<sup><a href=#n>2</a></sup>，CO<sub>2</sub></p>",
        "5km²，20亿元，3家，CO2\n",
    ),
    ("<p>共<del>18</del><s>19</s>20场</p>", "共20场\n"),
    ("<p><ruby>擔<rp>(</rp><rt>dān</rt><rp>)</rp></ruby>當</p>", "擔當\n"),
    ("<p>前<!-- 5个 --><![endif]-->后</p>", "前后\n"),
    ("<p>前<span hidden>5个</span><b style='DISPLAY:none'>6个</b>后</p>", "前后\n"),
    ("<p>前<select><option>5个</select><button>6个</button><textarea>7个</textarea>后</p>", "前后\n"),
    ("<o:p>甲</o:p><p>乙<o:p></o:p></p>", "甲\n乙\n"),
    (r"<p>甲</p>\r\n<p>乙</p>\n", "甲\n乙\n"),
]


@pytest.mark.parametrize(("page", "text"), LINES)
def test_lines(page: str, text: str) -> None:
    assert source(f"<div>{page}</div>").raw == text


# Tables


def test_cells_reach_over_rows_and_columns() -> None:
    found = source(TABLE)
    assert cells(found) == [[*ROWS, ["藏书（万册）", "96.4", "-0.5"]]]
    assert found.tables[0].head == 2
    assert found.raw.startswith("\n指标\t2023年\n数量\t比上年增长（%）\n")


CELLS: list[tuple[str, str]] = [
    ("15,0\n00", "15,000"),
    ("781.\n03", "781.03"),
    ("94.5\n9", "94.59"),
    ("1,143\n,476.\n92", "1,143,476.92"),
    ("5.25\n%", "5.25%"),
    ("201\n8 年\n05\n月", "2018 年05月"),
    ("10 \n50", "10 50"),
    ("704,091.10\n6,336,819.86", "704,091.10 6,336,819.86"),
    ("98.7<br>1.2", "98.7 1.2"),
    ("98.7<br>3", "98.7 3"),
    ("98.7\n1.2", "98.7 1.2"),
    ("15,0<br>00", "15,000"),
    ("5<br>%", "5 %"),
    ("<p>受</p><p>托</p>", "受托"),
]


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_number_cut_by_the_layout_is_whole_and_two_stay_two(cell: str, text: str) -> None:
    assert cells(source(f"<table><tr><td>指标<td>{cell}</table>")) == [[["指标", text]]]


def test_a_caption_stands_above() -> None:
    found = source("<table><caption>表1 游客</caption><tr><td>甲<td>1</table>")
    assert found.raw == "表1 游客\n\n甲\t1\n\n"


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>{TABLE}</td><td></td></tr></table>",
        f"<table><tr><td><table><tr><td>{TABLE}</td></tr></table></td></tr></table>",
    ],
)
def test_a_table_for_the_layout_is_opened_up(table: str) -> None:
    assert cells(source(table)) == cells(source(TABLE))


def test_a_cell_of_running_text_is_no_cell() -> None:
    found = source(f"<table><tr><td>主要工作</td><td>{PARAGRAPHS}</td></tr></table>")
    assert not found.tables and "\n　　新建公园12个。" in found.raw


def test_a_small_table_inside_of_a_cell_is_its_text() -> None:
    inner = "<table><tr><td>其中<td>3</table>"
    table = f"<table><tr><td>公园数量及其分布<td>12{inner}<tr><td>游客数量（万人次）<td>312.5</table>"
    assert cells(source(table)) == [[["公园数量及其分布", "12其中3"], ["游客数量（万人次）", "312.5"]]]


@pytest.mark.slow
def test_cells_that_ask_for_too_much_get_what_there_is() -> None:
    huge = "<table><tr><td colspan=9999999999 rowspan=65534>甲<td>1<tr><td>2</table>"
    assert [len(row) for row in cells(source(huge))[0]] == [101, 101]
    flood = "<table>" + ("<tr>" + "<td colspan=100 rowspan=65534>5</td>" * 10 + "</tr>") * 50 + "</table>"
    assert [len(row) for row in cells(source(flood))[0]] == [10] * 50
    wide = "<table>" + "<tr><td>5</td></tr>" * 2000 + "<tr>" + "<td>6</td>" * 2000 + "</table>"
    assert (len(source(wide).tables), source(wide).raw.count("5\n")) == (0, 2000)
    assert tuple(map(str, source(wide).remarks)) == (
        "a table of 2,001 rows is too large to be one and is read as lines of text.",
    )
    odd = "<table><tr><td colspan=x rowspan=0>甲<td colspan=-3>1<tr><td>2</table>"
    assert cells(source(odd)) == [[["甲", "1"], ["甲", "2"]]]


# What is left out


def test_every_rule_leaves_something_out_and_says_which() -> None:
    page = page_of(GOVERNMENT + WORDPRESS)
    rules = [left_out(part, page) for part in page.nodes if isinstance(part, Element)]
    assert {rule.name for rule in rules if rule} == {rule.name for rule in RULES}
    assert all(rule.why for rule in RULES)


def test_what_holds_much_of_the_text_is_never_left_out() -> None:
    for wrapper in ("<div class='with-sidebar menu'>", "<nav>", "<div id=comments>", "<footer>", "<div role=search>"):
        assert "新建公园12个" in source(f"<html><body>{wrapper}{PARAGRAPHS}").raw


def test_a_table_is_left_out_by_no_name() -> None:
    page = f"<html><body>{PARAGRAPHS}<div class='share-capital footer'>{TABLE}</div>"
    assert cells(source(page)) == cells(source(TABLE))


@pytest.mark.parametrize(
    "line",
    [
        *(
            "打印",
            "【打印】 [关闭]",
            "【字体：大 中 小】",
            "首页 | 更多",
            "浏览次数：1234",
            "点击数: 12 次",
            "阅读次数：",
        ),
        *("责任编辑：甲", "上一篇：2022年增长5%", "赣ICP备10005259号-1", "发布日期：2024-03-01 来源：本站"),
    ],
)
def test_lines_of_the_site(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        *("打印机出口20万台", "下载量120万次", "浏览次数：3.2万次", "浏览次数达3200次", "网站访问量：120万人次"),
        *("大学3所", "公开发布时间：的报告。", "字体：共5种。", "扫一扫支付覆盖1200家门店"),
    ],
)
def test_lines_of_the_report(line: str) -> None:
    assert not is_boilerplate(line)


# Odd and hostile pages: the right text, or one sentence


SENTENCE = "<p>全年培训20场。</p>"
PLAIN = "全年培训20场。\n"
ODD: list[tuple[str, str | bytes]] = [
    ("no closing tags", "<html><body><div><div><p>全年培训20场。"),
    ("closing tags alone", "<html></div></p></td>" + SENTENCE + "</table></body></html></html>"),
    ("cut off inside a tag", "<html>" + SENTENCE + "<p cla"),
    ("cut off inside a comment", "<html>" + SENTENCE + "<!-- <p>5场"),
    ("cut off inside a script", "<html>" + SENTENCE + "<script>var n = '5场"),
    ("text behind the end", "<html><body></body></html>" + SENTENCE),
    ("two bodies", "<html><body>" + SENTENCE + "</body><body></body></html>"),
    ("hidden until a script runs", "<html><body style='display:none'>" + SENTENCE),
    ("10,000 levels", "<div>" * 10_000 + SENTENCE),
    ("10,000 tables", "<table><tr><td>" * 10_000 + "全年培训20场。"),
    ("10,000 letters in bold", "<p>" + "<b>" * 10_000 + "全年培训20场。"),
    ("a huge attribute", "<p title='" + "x" * 5_000_000 + "'>全年培训20场。</p>"),
    ("an attribute twice", "<p class=a class=footer>全年培训20场。</p>"),
    ("empty parts", "<html><table></table><table><tr></tr></table><ul></ul><h1></h1><h2> </h2>" + SENTENCE),
    ("a BOM inside", "<html><body>\ufeff" + SENTENCE),
    ("xhtml", "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body>" + SENTENCE + "</body></html>"),
    ("cut off inside a character", ("<html>" + SENTENCE + "<p>").encode() + "培".encode()[:2]),
]


@pytest.mark.parametrize(("page",), [pytest.param(page, id=name) for name, page in ODD])
def test_odd_pages_are_read(page: str | bytes) -> None:
    assert source(page).raw.replace("\ufffd\n", "") in (PLAIN, "\ufeff\n" + PLAIN)


REFUSED: list[tuple[str, bytes | str, str]] = [
    ("0 bytes", b"", "is empty"),
    ("white space", " \n\t ", "is empty"),
    ("only tags", "<html><body><p></p></body></html>", "web page without any text"),
    ("frames", "<html><title>云澜市统计公报</title><frameset><frame src=a.htm></frameset>", "page of frames"),
    (
        "script only",
        "<!doctype html><title>云澜市统计公报</title><div id=app></div><script src=a.js></script>",
        "a script",
    ),
    ("comment only", "<html><!-- 全年培训20场 -->", "without any text"),
    ("binary", random.Random(1).randbytes(3000), "binary file"),
    ("binary that begins like a page", b"<html>" + random.Random(2).randbytes(3000), "binary file"),
    ("NUL inside", "<html><p>5\0场", "binary file"),
    ("100,000 levels", "<div>" * 100_000 + SENTENCE, "too deep"),
    ("100,000 attributes", "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">5场", "too long tags"),
    ("no encoding of Chinese", b"<html><meta charset=klingon><p>\xff\xff\xff\xfe 5", "fits no encoding"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
]


@pytest.mark.parametrize(("page", "reason"), [pytest.param(*rest, id=name) for name, *rest in REFUSED])
def test_refused_pages_are_one_sentence(tmp_path: Path, page: bytes | str, reason: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    done = CliRunner().invoke(reportmine, ["extract", str(path)])
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"Error: {path}: ") and reason in done.stderr


TAGS = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<div class=nav>",
    "</div>",
    "<h2>",
    "<a href=x>",
    "<br>",
    "<!--",
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*TAGS, "</a>", "<sup>", "全年", "5场。", " ", "\n", "&#50;", "<", "\u3000"]), max_size=60)
)
@pytest.mark.slow
def test_any_soup_keeps_its_promises(pieces: list[str]) -> None:
    try:
        found = source("<p>" + "".join(pieces))
    except ReadingError:
        return
    for span in [cell for table in found.tables for row in table.rows for cell in row]:
        assert "\n" not in span.of(found.raw) and "\t" not in span.of(found.raw)
    assert all(heading.span.of(found.raw).strip() for heading in found.headings)
    for claim in extract(found).claims:
        assert claim.span.of(found.raw) == claim.text
