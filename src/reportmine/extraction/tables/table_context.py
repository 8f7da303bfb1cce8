"""What holds for a whole table: its caption, units, year and section, by its banners and the lines above it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportmine.extraction.attributes.scope import scope_of, scopes_in
from reportmine.extraction.report_context import ReportContext
from reportmine.extraction.tables.headers.header import Header
from reportmine.extraction.tables.headers.parser import parse_header
from reportmine.extraction.tables.headers.steps.context import is_place
from reportmine.extraction.tables.headers.times import HeaderTime, time_at_start
from reportmine.extraction.tables.headers.units import StandingUnit, TableUnit, units_in_line
from reportmine.extraction.tables.structure.layout import Layout, TableBlock
from reportmine.lexicon.header_words import alternation
from reportmine.lexicon.patterns import pattern
from reportmine.lexicon.unit_lines import UNIT_LINE_TAIL, looks_unread, says_unit
from reportmine.model import Section, Span
from reportmine.text.cleaning import clean
from reportmine.text.report_years import Years


class TableContext(NamedTuple):
    """What holds for all numbers of a block.

    `captions` are the lines above, from the nearest up; `subject` is the name that they give it, `time_caption` the one
    that names the `time`. `year` is the one that 本年 means, `is_planned` says that it is a table of plans,
    `has_past_columns` that it has columns of times before the report's. `standing_unit` is the one of money that a line
    farther above gives to all that follows, `unread_unit` what a unit line says where that is no known unit.
    """

    captions: tuple[str, ...]
    subject: str
    units: tuple[TableUnit, ...]
    standing_unit: TableUnit | None
    unread_unit: str
    time: HeaderTime | None
    time_caption: str
    year: int | None
    scope: str | None
    is_planned: bool
    has_past_columns: bool
    section: Section
    years: Years


def table_context(
    report: ReportContext, layout: Layout, block: TableBlock, standing: Sequence[StandingUnit] = ()
) -> TableContext:
    """The context of one block of a table; `standing` are units that lines of the report give to what follows."""
    above = tuple(_lines_above(report.source.raw, layout.table.span, layout.table.caption))
    captions = (*(cell.text for cell in reversed(block.banners)), *above)
    corners = tuple(row[0].text for row in block.header_rows)
    section = section_at(report, layout.table.span.start)
    units = next(filter(None, (units_in_line(text, report.lexicon) for text in (*corners, *captions))), ())
    time, time_caption = next(((time, text) for text in captions if (time := _time_in(text))), (None, ""))
    year = time.year if time and time.year else section.year or report.years.covered
    naming = next(filter(subject_of, captions), None)
    near = captions[: captions.index(naming) + 1] if naming else captions[:1]
    headers = (parse_header(cell.text, cell.lexicon) for row in block.header_rows for cell in row)
    return TableContext(
        captions=captions,
        subject=subject_of(naming or ""),
        units=units,
        standing_unit=next((one.unit for one in reversed(standing) if one.start < layout.table.span.start), None),
        unread_unit="" if units else next(filter(None, map(looks_unread, (*corners, *captions))), ""),
        time=time,
        time_caption=time_caption,
        year=year,
        scope=next(filter(None, map(_scope_in, near)), None),
        is_planned=any(_PLANNED.search(text) and not _ACTUAL.search(text) for text in near),
        has_past_columns=any(_is_past(header, year) for header in headers),
        section=section,
        years=report.years,
    )


def _is_past(header: Header, year: int | None) -> bool:
    time = header.time
    return bool(time and (time.shift < 0 or (time.year and year and time.year < year)))


def section_at(report: ReportContext, at: int) -> Section:
    """The section over a place of the raw text."""
    offsets = report.clean.offsets
    clean_at = at if offsets is None else bisect_left(offsets, at)
    starts = [section.span.start for section in report.sections]
    return report.sections[max(0, bisect_right(starts, clean_at) - 1)]


# Over the tables of shared/real no caption was longer, and none stood farther above its table.
_LONGEST_CAPTION = 60
_FARTHEST = 3
# 除特别注明外，… in a sentence.
_LONGEST_UNIT_LINE = 80
_SENTENCE_END = pattern(r"[。；;！？]\s*$|\t")
_BOXES = pattern(r"[√□☑☐✓]")


def _lines_above(raw: str, span: Span, caption: Span) -> Iterator[str]:
    """The short lines right above a table that are no sentences, from the nearest up."""
    text = caption.of(raw) if caption.start < caption.end else raw[max(0, span.start - 400) : span.start]
    count = 0
    for line in reversed(text.split("\n")):
        # In a CSV file the delimiters of the empty cells follow a title.
        bare = line.rstrip(" \r\t,;").strip(' "\u3000\u00a0')
        if not bare or _BOXES.search(bare):
            continue
        if len(bare) <= _LONGEST_UNIT_LINE and says_unit(bare):
            yield clean(bare).text.strip()
            continue
        if len(bare) > _LONGEST_CAPTION or _SENTENCE_END.search(bare) or count == _FARTHEST:
            return
        count += 1
        yield clean(bare).text.strip()


_TIME_START = pattern(r"(?:19|20)[0-9]{2}|二[〇零○]|上年|本年|[一二三四]季度|[上下]半年|1[-—~至]")


def _time_in(text: str) -> HeaderTime | None:
    """The first time that a caption names: 全市2022年1-6月主要指标."""
    for match in _TIME_START.finditer(text):
        time = time_at_start(text[match.start() :])
        if time and (time[0].year or time[0].span):
            return time[0]
    return None


def _scope_in(text: str) -> str | None:
    scope = scope_of(scopes_in(text), len(text))
    if scope and (is_place(scope.value) or scope.value[0] in "我本"):
        return scope.value
    return next((word for word in re.split(r"[0-9年月日表：:\s]+", text) if is_place(word)), None)


_PLANNED = pattern(
    rf"{alternation('target')}(?:{alternation('plan_caption_ending')}|[(（].*[)）])*表?(?:[(（].*[)）]|草案)*$"
)
_ACTUAL = pattern(alternation("actual"))
_NUMERAL = "一二三四五六七八九十"
_NUMBERED = pattern(
    rf"^(?:附?[表图](?:[0-9{_NUMERAL}]+(?:[-.－—][0-9]+)*)?[：:、. ]*|第?[{_NUMERAL}]+[、.．章节]"
    rf"|[(（][{_NUMERAL}0-9]+[)）]|[0-9]{{1,2}}[、.．)）])+"
)
_ASIDES = pattern(rf"[(（【\[][^()（）]*[)）】\]]|{UNIT_LINE_TAIL.pattern}")
_YEAR = "(?:19|20)[0-9]{2}年?"
_PART = "1[-—~至][0-9]{1,2}月|[0-9]{1,2}月[末份]?|[上下]半年|[一二三四]季度"
_TIMES = pattern(f"{_YEAR}[度末底初]?(?:[-—~至]{_YEAR})?(?:{_PART})?|[本上]年度?")
_ENDING = pattern(f"(?:的|{alternation('caption_ending')})++$")
_LEAD = pattern(f"^{alternation('caption_lead')}+")
_LONGEST_SUBJECT = 24


# 公开01表, 会合02表, 财决附03表 number the forms of accounts.
_FORM_NUMBER = pattern(r"[\u4e00-\u9fff]{1,4}[0-9]{1,3}(?:-[0-9]{1,2})?表")


def subject_of(caption: str) -> str:
    """The name that a caption gives to what stands in the table; empty where it gives none.

    >>> subject_of("表3-1 2022年主要农产品产量及其增长速度（续）"), subject_of("单位：万元")
    ('主要农产品产量', '')
    """
    if _FORM_NUMBER.fullmatch(caption.strip()):
        return ""
    bare = _TIMES.sub("", _ASIDES.sub("", _NUMBERED.sub("", caption.strip())))
    bare = _ENDING.sub("", _LEAD.sub("", _NUMBERED.sub("", bare.strip()))).strip(" ：:、-—")
    return bare if bare and len(bare) <= _LONGEST_SUBJECT and not re.search(r"[，。；,;]", bare) else ""
