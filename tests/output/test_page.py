"""Pages without a browser: whatever stands in a report is text in them, and every word of theirs is there."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, get_args

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_reports import claim
from reportmine import audit, compare, extract, read
from reportmine.cli.main import reportmine
from reportmine.comparison.series import compare_all
from reportmine.errors import WritingError
from reportmine.extras import install_command
from reportmine.messages.message import Message
from reportmine.model import Claim, Heading, Note, Rejected, Remark, Report, Source, Span, Table
from reportmine.model.digits import grouped
from reportmine.model.schema import Language
from reportmine.output.comparison.result import SECTIONS
from reportmine.output.html import charts
from reportmine.output.html.comparison_page import audits_page, comparison_page, series_page
from reportmine.output.html.figures import Figures
from reportmine.output.html.report_page import page_of
from reportmine.output.html.templates import _environment
from reportmine.output.html.text_blocks import Block, Piece, blocks_of
from reportmine.output.html.translations import Words
from reportmine.output.terminal.cells import shown
from seen_pages import HOSTILE, Seen

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
PAGE = ROOT / "src" / "reportmine" / "output" / "html" / "assets"

any_words = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), max_size=6).map("".join)
modest = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


TEXTS = (
    "2022年报告\n一、回顾\n举办培训20场，增长5%。居全省第5位。\n二、2023年计划\n力争举办培训30场。",
    "2023年报告\n一、回顾\n举办培训25场，增长35%。居全省第4位。支出3亿元。",
)
OLD, NEW = map(extract, TEXTS)
COMPARISON, SERIES = compare(OLD, NEW), compare_all([OLD, NEW, NEW])


def pages_of(words: str = "") -> Iterator[str]:
    """A page of each kind in each language, with `words` for all that the reports say beside their numbers."""

    def said(value: Any) -> Any:
        return worded(value, words) if words else value

    for language in get_args(Language):
        yield page_of(said([OLD, NEW]), language)
        yield comparison_page(said(COMPARISON), SECTIONS, language)
        yield series_page(said(SERIES), SECTIONS, language)
        yield audits_page(said([(OLD, audit(OLD)), (NEW, COMPARISON.audits)]), language)


def worded(value: Any, words: str) -> Any:
    """The value with other words in every field of every report and claim in it; each kind of field has its own."""
    match value:
        case Claim():
            notes = tuple(Note(note.decision, note.rule, words) for note in value.notes)
            named: dict[str, Any] = {name: f"{words}{name}" for name in ("indicator", "scope", "baseline", "section")}
            return value._replace(metric=words, notes=notes, **named)
        case Rejected():
            return value._replace(rule=words, why=words)
        case Source():
            return replace(value, path=words, encoding=words, remarks=(Remark.of("hidden_sheet", sheet=words),))
        case Report():
            parts = {name: worded(getattr(value, name), words) for name in ("source", "claims", "rejected")}
            return replace(value, title=words, **parts)
        case tuple() | list():
            found = [worded(one, words) for one in value]
            return type(value)(*found) if hasattr(value, "_fields") else type(value)(found)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return type(value)(**{one.name: worded(getattr(value, one.name), words) for one in fields(value)})
        case _:
            return value


class TestNothingIsMarkup:
    plain: ClassVar[list[Seen]] = [Seen(page) for page in pages_of("指标")]

    @modest
    @given(any_words)
    @pytest.mark.slow
    def test_any_words_in_any_field(self, words: str) -> None:
        """The page of hostile words has the elements and attributes of the page of a plain word, and says the words."""
        words = words if words.strip() else "指标"
        for known, page in zip(self.plain, pages_of(words), strict=True):
            seen = Seen(page)
            assert seen.tags == known.tags
            assert seen.own == known.own
            assert set(seen.of("name")) == {shown(words)}

    @modest
    @given(any_words, any_words)
    def test_any_text_of_a_report(self, before: str, behind: str) -> None:
        text = f"{before}\n全年举办培训20场，{behind}"
        report = extract(Source(text))
        seen = Seen(page_of([report]))
        assert [tag for tag, _ in seen.tags].count("script") == 3 and len(seen.data) == 2
        assert [json.loads(data) for data in seen.data]
        assert {tag for tag, _ in seen.tags} <= KNOWN_TAGS
        assert not [
            name for _, names in seen.tags for name in names if name.startswith("on") or name in ("style", "src")
        ]
        assert [value for name, value in seen.values if name == "href" and not value.startswith("#")] == []
        marked = [text for class_, text in seen.texts if class_.startswith("mark ")]
        assert marked == [shown(claim.text) for claim in sorted(report.claims, key=lambda claim: claim.span)]

    @modest
    @given(any_words, st.integers(-(10**6), 10**6), st.integers(40, 900))
    def test_any_name_in_a_picture(self, name: str, value: int, width: int) -> None:
        bar = charts.Named(name, Decimal(value), f"{value}%", "up")
        for picture in (
            charts.ranked([bar, bar._replace(value=Decimal(3))], width + 300, name),
            charts.trend([charts.Point(name, Decimal(value), name), charts.Point("2024", None)], name),
            charts.strip([charts.Part("t-other", name, 3)], name),
        ):
            tree = ElementTree.fromstring(picture)
            assert tree.tag == "svg" and tree.get("aria-label", "") == shown(name)
            assert {one.tag for one in tree.iter()} <= {
                "svg",
                "g",
                "title",
                "text",
                "rect",
                "line",
                "polyline",
                "circle",
            }
            titles = "".join(one.text or "" for one in tree.iter("title"))
            assert shown(name) in titles


DRAWN = {"svg", "g", "title", "text", "rect", "line", "polyline", "circle"}
KNOWN_TAGS = {
    *("em", "fieldset", "template", "blockquote", "ol"),
    *("html", "head", "meta", "title", "style", "script", "body", "main", "header", "nav", "section", "article", "div"),
    *("h1", "h2", "h3", "h4", "h5", "p", "a", "b", "i", "q", "span", "mark", "kbd", "ul", "li", "dl", "dt", "dd"),
    *(
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "label",
        "input",
        "select",
        "option",
        "optgroup",
    ),
    *("button", "svg", "rect"),
}


class TestPolicy:
    def test_the_digests_are_those_of_the_script_and_the_styles(self) -> None:
        for page in pages_of():
            seen = Seen(page)
            policy = next(value for name, value in seen.values if "default-src" in value)
            digests = {
                "script": re.findall(r"'(sha256-[^']+)'", policy.split("script-src")[1].split(";")[0]),
                "style": re.findall(r"'(sha256-[^']+)'", policy.split("style-src")[1].split(";")[0]),
            }
            for tag, content in seen.own:
                digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
                assert f"sha256-{digest}" in digests[tag]
            assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy

    def test_the_own_files_are_small_and_end_no_element_early(self) -> None:
        for file in PAGE.iterdir():
            text = file.read_text(encoding="utf-8")
            assert max(map(len, text.splitlines())) <= 400, file.name
            if file.suffix in (".js", ".css"):
                assert "</" not in text and "http" not in text and "\r" not in text, file.name


def text_in(blocks: list[Block]) -> str:
    return "".join(piece.text for piece in pieces_in(blocks))


def pieces_in(blocks: list[Block]) -> list[Piece]:
    found: list[Piece] = []
    for block in blocks:
        found += block.pieces
        found += (piece for row in block.rows for cell in row for piece in cell.pieces)
    return found


def spans_of(raw: str, *words: str) -> list[Span]:
    return [Span(raw.index(word), raw.index(word) + len(word)) for word in words]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", shown(text))


class TestText:
    @pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
    def test_all_of_a_report_and_each_of_its_numbers_once(self, path: Path) -> None:
        report = extract(read(path))
        blocks = list(blocks_of(report))
        assert squeezed(text_in(blocks)) == squeezed(report.source.raw)
        pieces = pieces_in(blocks)
        kinds: dict[str, Sequence[Claim | Rejected]] = {"claim": report.claims, "rejected": report.rejected}
        for kind, found in kinds.items():
            numbers = [(piece.number, piece.text) for piece in pieces if piece.kind == kind]
            assert sorted(numbers) == [(at, shown(one.text)) for at, one in enumerate(found)]

    @modest
    @given(any_words)
    def test_all_of_any_text(self, text: str) -> None:
        assert squeezed(text_in(list(blocks_of(extract(Source(text)))))) == squeezed(text)

    def test_lines_that_a_layout_broke_are_one_paragraph(self) -> None:
        text = (
            "2023年报告\n今年全市继续推进智慧城市建设并完成了 open\nsource 平台的全部建设任务并投入了运行使\n"
            "用，共计支出资金三亿元、惠及全市的所有居民和\n单位，得到了大家的一致好评。\n\n二、计划\n"
        )
        blocks = list(blocks_of(extract(text)))
        assert [block.kind for block in blocks] == ["title", "paragraph", "heading"]
        assert "open source 平台" in text_in(blocks) and "居民和单位，" in text_in(blocks)

    def test_headings_tables_and_pages_that_a_format_knows(self) -> None:
        raw = "报告全文，供大家参考，请指正。\n总体情况\n\n指标\t数值\n培训\t20场\n\n第二页的话。\n"
        cells = spans_of(raw, "指标", "数值", "培训", "20场")
        table = Table(Span(cells[0].start, cells[3].end), (tuple(cells[:2]), tuple(cells[2:])), head=1)
        heading = Heading(spans_of(raw, "总体情况")[0], 1)
        source = Source(raw, headings=(heading,), tables=(table,), pages=(0, raw.index("第二页")))
        report = extract(source)
        blocks = list(blocks_of(report))
        assert [block.kind for block in blocks] == ["page", "paragraph", "heading", "table", "page", "paragraph"]
        assert [[cell.header for cell in row] for row in blocks[3].rows] == [[True, True], [False, False]]
        page = page_of([report])
        assert re.search("<th[^>]*>指标</th>", page) and "第 2 页" in page

    def test_merged_cells_stand_once(self) -> None:
        raw = "指标\t数值\n甲\t乙\n"
        head, wide, one, two = spans_of(raw, "指标", "数值", "甲", "乙")
        table = Table(Span(0, len(raw)), ((head, wide, wide), (head, one, two)), head=0)
        (block,) = blocks_of(extract(Source(raw, tables=(table,))))
        reach = [[(cell.columns, cell.rows) for cell in row] for row in block.rows]
        assert reach == [[(1, 2), (2, 1)], [(1, 1), (1, 1)]]

    def test_the_template_adds_no_space(self) -> None:
        report = extract(read(SAMPLES[-1]))
        article = page_of([report]).partition("<article>")[2].partition("</article>")[0]
        lines = [html.unescape(re.sub("<[^>]*>", "", line)) for line in article.split("\n")]
        pieces = ["".join(piece.text for piece in block.pieces) for block in blocks_of(report)]
        assert [line for line in lines if line.strip()] == pieces


class TestTables:
    def test_a_number_has_the_unit_of_its_header(self, tmp_path: Path) -> None:
        file = tmp_path / "决算.md"
        file.write_text(
            "# 2023年决算\n\n单位：万元\n\n| 项目 | 2023年 |\n|---|---|\n| 培训支出 | 307.82 |\n", encoding="utf-8"
        )
        report = extract(read(file))
        (claim,) = report.claims
        assert (claim.text, claim.unit_beside) == ("307.82", "万元")
        for page in (page_of([report]), page_of([report, report])):
            assert "<b>307.82万元</b>" in html.unescape(page)
            assert ">307.82</a>" in html.unescape(page), "the text stays as it is printed"
        assert '"307.82万元"' in page, "and the search over several finds it so"


class TestFacts:
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_confidence_stands_below_the_row_with_what_it_means(self, language: Language) -> None:
        words = Words(language)
        name, hint = words.column("confidence"), words["hints"]["confidence"]
        for confidence, said in ((0.93, "0.93"), (0.0, "0.0")):
            rows = Figures(words).rows(0, [claim(confidence=confidence)])
            assert f'<dt title="{hint}">{name}</dt><dd>{said}</dd>' in rows
        assert name not in Figures(words).rows(0, [claim(confidence=None)])


class TestWords:
    def keys(self, language: Language) -> set[tuple[str, str]]:
        found = tomllib.loads((PAGE / f"words.{language}.toml").read_text(encoding="utf-8"))
        one_sided = ("sign_inside", "keys", "checking_keys")
        return {(group, key) for group, words in found.items() if group not in one_sided for key in words}

    def test_both_languages_have_the_same(self) -> None:
        assert self.keys("zh") == self.keys("en")

    def test_every_word_is_used(self) -> None:
        files = [*PAGE.glob("*.jinja"), *PAGE.glob("*.js"), *PAGE.parent.glob("*.py")]
        used = "".join(file.read_text(encoding="utf-8") for file in files)
        asked = {key for group, key in self.keys("zh") if group in ("page", "comparison", "checking")}
        made = {f"{section}_of" for section in (*SECTIONS, "series", "looks")} | {"lang"}
        assert {key for key in asked - made if key not in used} == set()

    def test_a_name_says_its_place(self) -> None:
        claim = extract("举办培训20场。").claims[0]
        said = [Words(language).reason(claim.notes[0]).said for language in ("zh", "en")]
        assert said == ["数字前面的词", "before the figure"]

    def test_what_is_left_of_a_table_is_told_in_chinese(self) -> None:
        text = "2023年报告\n\n| 一 | 12 | 15 |\n| 二 | 7 | 9 |\n\n"
        page = page_of([extract(text)], language="zh")
        assert "有 1 张表看不懂，其中 4 个数字没有采用。" in page and "看不懂的表" in page
        assert "number without" not in page

    def test_every_sentence_of_a_comparison_is_told_in_chinese(self) -> None:
        words = Words("zh")
        said: set[Message | None] = set()
        for one, other in ((0, 1), (3, 4), (4, 3), (0, 6), (2, 5)):
            found = compare(*(extract(read(SAMPLES[at])) for at in (one, other)))
            said |= {pair.change.reason for pair in found.pairs} | {audit.reason for audit in found.audits}
            said |= {target.reason for target in found.targets} | set(found.warnings)
        for text in ("产值10亿元。产值12亿元，增长25%。", "没有数字。"):
            said |= {one.reason for one in audit(extract(text))}
            said |= set(compare(extract(text), extract("支出3亿元。")).warnings)
        assert len(said) > 8
        assert {str(one) for one in said if one and words.message(one) == str(one)} == set()

    def test_a_rule_that_is_not_translated_says_its_reason_in_english(self) -> None:
        report = extract("举办培训20场。")
        claim = report.claims[0]._replace(notes=(Note("table-name", "column of a table", "培训"),))
        assert "column of a table" in page_of([replace(report, claims=(claim,))])


class TestComparison:
    def test_each_pair_has_bars_and_both_sentences(self) -> None:
        old, new = (extract(f"{year}年工作报告\n举办培训{count}场。") for year, count in ((2022, 20), (2023, 25)))
        page = comparison_page(compare(old, new), SECTIONS)
        assert page.count('class="two-bars"') == 1 and "+25%" in page and "+5场" in page
        assert "举办培训<mark>20场</mark>。" in page and "举办培训<mark>25场</mark>。" in page

    def test_verdicts(self) -> None:
        page = comparison_page(COMPARISON, SECTIONS)
        assert "不符" in page and "未达成" in page and page.count('class="against"') == 1
        assert "相差超出四舍五入" in page

    def test_show_names_the_sections(self) -> None:
        page = comparison_page(COMPARISON, ["targets"])
        assert 'id="targets"' in page and 'id="pairs"' not in page

    def test_series_of_three(self) -> None:
        reports = [
            extract(f"{year}年报告\n举办培训{20 + year % 10}场。居全省第{9 - year % 10}位。")
            for year in (2021, 2022, 2023)
        ]
        page = series_page(compare_all(reports), SECTIONS)
        assert page.count("<polyline") == 2 and "<title>2022 22场</title>" in page

    def test_an_empty_comparison_says_so(self) -> None:
        page = comparison_page(compare(extract("没有数字。"), extract("也没有。")), SECTIONS)
        assert page.count("没有。</p>") == 5 and "里面没有数据" in page


class TestCommands:
    def invoke(self, *args: str | Path) -> str:
        done = CliRunner().invoke(reportmine, [str(arg) for arg in args])
        assert done.exit_code == 0 and "Error" not in done.stderr
        return done.stdout

    def test_the_ending_tells_and_the_language_is_chosen(self, tmp_path: Path) -> None:
        out = tmp_path / "report.html"
        self.invoke("extract", SAMPLES[0], "-o", out)
        assert '<html lang="zh">' in out.read_text(encoding="utf-8")
        self.invoke("extract", SAMPLES[0], "-o", out, "--page-lang", "en")
        assert '<html lang="en">' in out.read_text(encoding="utf-8")

    def test_compare_and_audit(self) -> None:
        assert "比较 2023 → 2024" in self.invoke("compare", SAMPLES[0], SAMPLES[1], "--format", "html")
        assert "分项之和" in self.invoke("audit", SAMPLES[0], "--format", "html")

    def test_without_jinja2_the_command_to_install_it_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "jinja2", None)
        _environment.cache_clear()
        with pytest.raises(WritingError, match=re.escape(install_command("page"))):
            page_of([extract("举办培训20场。")])
        done = CliRunner().invoke(reportmine, ["extract", "no-such-file.txt", "--format", "html"])
        assert done.exit_code == 1 and install_command("page") in done.stderr


@pytest.mark.parametrize(("digits", "said"), [("0", "0"), ("1000", "1,000"), ("-1234.5", "-1,234.5"), ("-0.5", "-0.5")])
def test_digits_in_groups(digits: str, said: str) -> None:
    assert grouped(digits) == said


@modest
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), st.integers(2, 20), st.integers(1, 3))
def test_wrapped_names_fit(text: str, room: int, lines: int) -> None:
    found = charts.wrapped(text, room, lines)
    assert len(found) <= lines
    assert all(charts.text_width(line) <= room for line in found)
    joined = "".join(found).removesuffix("…")
    assert text.replace(" ", "").startswith(joined.replace(" ", "")) or "…" in text
