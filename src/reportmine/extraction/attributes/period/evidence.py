"""All that a period rule may see of one figure: the time named last before it, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.extraction.attributes.period.dealing import times_dealt_out
from reportmine.extraction.attributes.period.mentions import part_of, span_of, times_in, year_of
from reportmine.extraction.mentions import Mentions
from reportmine.lexicon.patterns import pattern
from reportmine.model import Section, Sentence, Status, slotted
from reportmine.text.report_years import Years


@slotted
class SentenceTimes:
    """The times of a sentence: those that it names, those that it deals out, and the year of its paragraph, or None.

    `dealt` pairs where a figure begins with its period.
    """

    named: Mentions
    dealt: tuple[tuple[int, str], ...] = ()
    paragraph: int | None = None


class TimeEvidence(NamedTuple):
    """All that a period rule may see: the time named last before the figure, and where the figure stands.

    `year` and `part` are of one time, `span` of another kind; `said` are the characters that named it. `dealt` is the
    period that a list of times deals out to the figure, `starts` says that the figure is the first of 由3万增加到5万,
    `yearly` is the word that makes it an average of years, `first` the year named first in the sentence, and
    `paragraph` the year that the paragraph opens with.
    """

    section: Section
    status: Status
    years: Years
    year: int | None = None
    part: str = ""
    span: str = ""
    before: bool = False
    said: str = ""
    dealt: str = ""
    starts: str = ""
    yearly: str = ""
    first: int | None = None
    paragraph: int | None = None


def sentence_times(text: str, sentence: Sentence, figures: Sequence[tuple[int, int]], years: Years) -> SentenceTimes:
    """The times of a sentence of `text`; `figures` are the spans of its figures, from its beginning."""
    named = times_in(sentence.text)
    usual = sentence.section.year or years.covered
    dealt = times_dealt_out(named, figures, usual) if len(figures) > 1 else ()
    return SentenceTimes(named, dealt, _year_of_paragraph(text, sentence.span.start))


# 2022年，全县……。新增学位1800个。: the year with which a sentence of the paragraph opens holds for the next ones.
_OPENS = pattern(
    r"(?:^|[\n。；！？])[ 　]*(?:截至|截止到?)?((?:19|20)[0-9]{2})年(?:度|末|底)?"
    r"(?=[，,是全我本]|[\u4e00-\u9fff]{2})"
)
_CLOSE = 600


def _year_of_paragraph(text: str, at: int) -> int | None:
    start = max(text.rfind("\n", 0, at) + 1, at - _CLOSE)
    if start == at:
        return None
    opened = _OPENS.findall(text[start:at])
    return int(opened[-1]) if opened else None


def time_evidence(times: SentenceTimes, at: int, section: Section, status: Status, years: Years) -> TimeEvidence:
    """Put the times before a figure together: a later one overrules, a part of a year keeps the year."""
    seen = TimeEvidence(section, status, years, paragraph=times.paragraph)
    text, named = times.named.text, times.named
    clause = 0
    for mention in named.before(at) if named.found else ():
        if mention["title"]:
            continue
        year = year_of(mention)
        if seen.first is None and year:
            seen = seen._replace(first=year)
        planned_sum = status == "target" and mention["back"] is not None
        if planned_sum and _COMMA.search(text, mention.end(), at):
            continue  # 五年累计新增3万个，覆盖率达到48%: the rate is of the last year
        if _speaks_of_figure(mention, at):
            seen = _with(seen, mention)
            clause = mention.end()
    if not text:
        return seen
    return seen._replace(
        dealt=dict(times.dealt).get(at, ""),
        starts=_starts(text, at, clause),
        yearly=_yearly(text, at),
    )


def usual_year(section: Section, status: Status, years: Years) -> int | None:
    """The year of what names none: the heading's, or that of what is reported or planned."""
    return section.year or (years.covered if status == "actual" else years.aimed or years.report)


def _with(seen: TimeEvidence, mention: re.Match[str]) -> TimeEvidence:
    said, years = mention.group(), seen.years
    year = year_of(mention)
    if mention["past"]:
        return seen._replace(year=years.covered or seen.year, part="", span="", before=False, said=said)
    if mention["spoken"]:
        year = _spoken_year(seen, said[0])
    if mention["plan"] and (mention["plan_end"] or said.endswith("以来")):
        first, _, last = span_of(mention, years).partition("/")
        if mention["plan_end"]:
            year = int(last)
        else:
            return seen._replace(span=f"{first}/{years.covered or last}", year=None, part="", said=said)
    if year:
        return seen._replace(year=year, part="", span="", before=False, said=said)
    if mention["spoken"]:
        return seen
    if mention["back"] and seen.status == "target" and years.span:
        return seen._replace(span=years.span, said=said)
    if span := span_of(mention, years):
        if mention["back"] or mention["ahead"]:
            return seen._replace(span=span, said=said)
        return seen._replace(span=span, year=None, part="", before=False, said=said)
    if mention["now"]:
        usual = usual_year(seen.section, seen.status, years)
        return seen._replace(year=usual, part="", span="", said=said)
    if mention["before"]:
        return seen._replace(before=True, said=said)
    if mention["back"] or mention["ahead"]:
        return seen
    return seen._replace(part=part_of(mention), span="", said=said)


_FROM_NOW = {"去": -1, "上": -1, "明": 1, "来": 1}


def _spoken_year(seen: TimeEvidence, word: str) -> int | None:
    """今年 is the year of the part that it stands in; 去年 and 明年 count from the year of the report."""
    usual = usual_year(seen.section, seen.status, seen.years)
    if word not in _FROM_NOW:
        return usual
    now = seen.years.report
    if now == seen.years.covered and seen.section.kind == "plan":
        now = max(filter(None, (now, usual)), default=None) if word in "去上" else now
    return now + _FROM_NOW[word] if now else None


# Before these a year is what something is compared with.
_COMPARING = ("比", "较", "与", "同", "和", "于", "是", "相当于", "自", "为", "恢复至", "恢复到")
_THAN = ("比", "较")
_STARTING = ("由", "从")
_DIGIT = pattern("[0-9]")
_COMMA = pattern("[，,]")


def _speaks_of_figure(mention: re.Match[str], at: int) -> bool:
    """由2021年的9家增加到14家: the year is the first figure's alone; 比2021年 is nobody's."""
    text, (start, end) = mention.string, mention.span()
    close = at - end <= 3 and not _DIGIT.search(text, end, at)
    if mention["before"]:
        return close and not text.endswith("是", 0, start)
    if text.endswith(_STARTING, 0, start):
        return close
    measured = close and text[end:at].endswith("的") and text.endswith(_THAN, 0, start)  # 较2019年的8万元
    return measured or not text.endswith(_COMPARING, 0, start)


_FROM = pattern(r"(?:由|从)[^，。；、：]{0,14}$")
_TO = pattern(
    "[^，。；、]{1,16}?(?:增加|增长|增|提高|提升|提|上升|上涨|升|扩大|扩|发展|壮大|攀升|跃升|下降|降低|降|减少|减|压缩|压减"
    "|缩短|缩小|延长|拓宽|回落|变|调整|改|涨|跌)[^，。；、0-9]{0,3}?[到至为]"
)


def _starts(text: str, at: int, named: int) -> str:
    """The words before a figure that say where a change starts, where they name no time."""
    before = _FROM.search(text, max(0, at - 16), at)
    if before is None or named > before.start() or _TO.match(text, at) is None:
        return ""
    return before.group()


_YEARLY = pattern(r"(?:年均|每年|平均每年|年平均)[^，。；]{0,14}$")


def _yearly(text: str, at: int) -> str:
    found = _YEARLY.search(text, max(0, at - 20), at)
    return found.group()[:4] if found else ""
