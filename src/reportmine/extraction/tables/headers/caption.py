"""Where a table stands: its caption, its units, its year, its section; read from the lines above it and its banners."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportmine.extraction.attributes.scope import scope_of, scopes_in
from reportmine.extraction.report_context import ReportContext
from reportmine.extraction.tables.headers.parser import Head, is_place, read_head
from reportmine.extraction.tables.headers.times import HeadTime, time_at_start
from reportmine.extraction.tables.headers.units import TableUnit, units_said_in
from reportmine.extraction.tables.structure.layout import Layout, Part
from reportmine.lexicon.header_words import one_of
from reportmine.model import Section, Span
from reportmine.text.cleaning import clean
from reportmine.text.report_years import Years


class TableContext(NamedTuple):
    """What holds for all numbers of a part.

    `captions` are the lines above, from the nearest up; `subject` is the name that they give it, `dated` the one that
    names the `time`. `year` is the one that 本年 means, `planned` says that it is a table of plans, `past` that it has
    columns of times before the report's.
    """

    captions: tuple[str, ...]
    subject: str
    units: tuple[TableUnit, ...]
    time: HeadTime | None
    dated: str
    year: int | None
    scope: str | None
    planned: bool
    past: bool
    section: Section
    years: Years


def table_context(report: ReportContext, layout: Layout, part: Part) -> TableContext:
    """The context of one part of a table."""
    above = tuple(_lines_above(report.source.raw, layout.table.span, layout.table.caption))
    captions = (*(cell.text for cell in reversed(part.banners)), *above)
    corner = tuple(line[0].text for line in part.heads)
    section = section_at(report, layout.table.span.start)
    time, dated = next(((found, text) for text in captions if (found := _time_in(text))), (None, ""))
    year = time.year if time and time.year else section.year or report.years.covered
    units = next(filter(None, (units_said_in(text, report.lexicon) for text in (*corner, *captions))), ())
    near = captions[: captions.index(named) + 1] if (named := _named(captions)) else captions[:1]
    scope = next(filter(None, map(_scope_in, near)), None)
    planned = any(_PLANNED.search(text) and not _DONE.search(text) for text in near)
    past = any(_is_past(read_head(cell.text, report.lexicon), year) for line in part.heads for cell in line)
    return TableContext(
        captions, subject_of(named or ""), units, time, dated, year, scope, planned, past, section, report.years
    )


def _is_past(head: Head, year: int | None) -> bool:
    time = head.time
    return bool(time and (time.shift < 0 or (time.year and year and time.year < year)))


def _named(captions: Sequence[str]) -> str | None:
    """The nearest caption that names what stands in the table."""
    return next(filter(subject_of, captions), None)


def section_at(report: ReportContext, at: int) -> Section:
    """The section over a place of the raw text."""
    offsets = report.clean.offsets
    place = at if offsets is None else bisect_left(offsets, at)
    starts = [section.span.start for section in report.sections]
    return report.sections[max(0, bisect_right(starts, place) - 1)]


# Over the tables of shared/real no caption was longer, and none stood farther above its table.
_LONGEST_CAPTION = 60
_FARTHEST = 3
_SENTENCE_END = re.compile(r"[。；;！？]\s*$|\t")
_BOXES = re.compile(r"[√□☑☐✓]")


def _lines_above(raw: str, span: Span, caption: Span) -> Iterator[str]:
    """The short lines right above a table that are no sentences, from the nearest up."""
    text = caption.of(raw) if caption.start < caption.end else raw[max(0, span.start - 400) : span.start]
    taken = 0
    for line in reversed(text.split("\n")):
        # In a CSV file the delimiters of the empty cells stand behind a title.
        bare = line.rstrip(" \r\t,;").strip(' "\u3000\u00a0')
        if not bare or _BOXES.search(bare):
            continue
        if len(bare) > _LONGEST_CAPTION or _SENTENCE_END.search(bare) or taken == _FARTHEST:
            return
        taken += 1
        # By itself, as a cell is: in the report's clean text it may run on into other lines.
        yield clean(bare).text.strip()


_TIME_START = re.compile(r"(?:19|20)[0-9]{2}|二[〇零○]|上年|本年|[一二三四]季度|[上下]半年|1[-—~至]")


def _time_in(text: str) -> HeadTime | None:
    """The first time that a caption names: 全市2022年1-6月主要指标."""
    for found in _TIME_START.finditer(text):
        time = time_at_start(text[found.start() :])
        if time and (time[0].year or time[0].span):
            return time[0]
    return None


def _scope_in(text: str) -> str | None:
    found = scope_of(scopes_in(text), len(text))
    if found and (is_place(found.value) or found.value[0] in "我本"):
        return found.value
    return next((word for word in re.split(r"[0-9年月日表：:\s]+", text) if is_place(word)), None)


_PLANNED = re.compile(rf"{one_of('target')}(?:数|值|分解|情况|一览|汇总|草案|[(（].*[)）])*表?(?:[(（].*[)）]|草案)*$")
_DONE = re.compile(one_of("actual"))
_N = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"^(?:附?[表图](?:[0-9{_N}]+(?:[-.－—][0-9]+)*)?[：:、. ]*|第?[{_N}]+[、.．章节]"
    rf"|[(（][{_N}0-9]+[)）]|[0-9]{{1,2}}[、.．)）])+"
)
_BRACKETS = re.compile(r"[(（【\[][^()（）]*[)）】\]]|(?:计量|金额)?单位[:：].*$")
_YEAR = "(?:19|20)[0-9]{2}年?"
_PART = "1[-—~至][0-9]{1,2}月|[0-9]{1,2}月[末份]?|[上下]半年|[一二三四]季度"
_TIMES = re.compile(f"{_YEAR}[度末底初]?(?:[-—~至]{_YEAR})?(?:{_PART})?|[本上]年度?")
_ENDING = re.compile(f"(?:的|{one_of('caption_ending')})++$")
_LEAD = re.compile(f"^(?:{one_of('caption_lead')})+")
_LONGEST_SUBJECT = 24


def subject_of(caption: str) -> str:
    """The name that a caption gives to what stands in the table; empty where it gives none.

    >>> subject_of("表3-1 2022年主要农产品产量及其增长速度（续）"), subject_of("单位：万元")
    ('主要农产品产量', '')
    """
    bare = _TIMES.sub("", _BRACKETS.sub("", _NUMBERED.sub("", caption.strip())))
    bare = _ENDING.sub("", _LEAD.sub("", _NUMBERED.sub("", bare.strip()))).strip(" ：:、-—")
    return bare if bare and len(bare) <= _LONGEST_SUBJECT and not re.search(r"[，。；,;]", bare) else ""
