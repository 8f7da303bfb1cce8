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
    dealt: str | None = None
    starts: str = ""
    yearly: str = ""
    first: int | None = None
    paragraph: int | None = None


def sentence_times(text: str, sentence: Sentence, figures: Sequence[tuple[int, int]], years: Years) -> SentenceTimes:
    """The times of a sentence of `text`; `figures` are the spans of its figures, from its beginning."""
    named = times_in(sentence.text)
    usual = sentence.section.year or years.covered
    return SentenceTimes(named, times_dealt_out(named, figures, usual), _year_of_paragraph(text, sentence.span.start))


# 2022年，全县……。新增学位1800个。: the year with which a sentence of the paragraph opens holds for the next ones.
_OPENS = pattern(
    r"(?:^|[\n。；！？])[ 　]*(?:截至|截止到?)?((?:19|20)[0-9]{2})年(?:度|末|底)?"
    r"(?=[，,是全我本]|[\u4e00-\u9fff]{2})"
)
_CLOSE = 600


def _year_of_paragraph(text: str, at: int) -> int | None:
    opened = _OPENS.findall(text[max(0, at - _CLOSE) : at].rpartition("\n")[2])
    return int(opened[-1]) if opened else None


def time_evidence(times: SentenceTimes, at: int, section: Section, status: Status, years: Years) -> TimeEvidence:
    """Put the times before a figure together: a later one overrules, a part of a year keeps the year."""
    seen = TimeEvidence(section, status, years, paragraph=times.paragraph)
    text, last_end = times.named.text, 0
    for mention in times.named.before(at):
        if mention["title"]:
            continue
        if seen.first is None:
            seen = seen._replace(first=year_of(mention))
        if status == "target" and mention["back"] and _COMMA.search(text, mention.end(), at):
            continue  # 五年累计新增3万个，覆盖率达到48%: the rate is of the last year
        if _speaks_of_figure(mention, at):
            seen = _with(seen, mention)
            last_end = mention.end()
    return seen._replace(
        dealt=dict(times.dealt).get(at),
        starts=_starts(text, at, last_end),
        yearly=_yearly(text, at),
    )


def usual_year(section: Section, status: Status, years: Years) -> int | None:
    """The year of what names none: the heading's, or that of what is reported or planned."""
    return section.year or (years.covered if status == "actual" else years.aimed or years.report)


def _with(seen: TimeEvidence, mention: re.Match[str]) -> TimeEvidence:
    said, years = mention.group(), seen.years
    if mention["before"]:
        return seen._replace(before=True, said=said)
    if mention["past"]:
        return _named(seen, said, years.covered or seen.year)
    if mention["now"]:
        return _named(seen, said, usual_year(seen.section, seen.status, years))
    if mention["spoken"]:
        return _named(seen, said, _spoken_year(seen, said[0]))
    if year := year_of(mention):
        return _named(seen, said, year)
    if mention["back"] or mention["ahead"]:
        span = (seen.status == "target" and years.span) or span_of(mention, years)
        return _named(seen, said, seen.year, span=span) if span else seen
    if span := span_of(mention, years):
        return _named(seen, said, None, span=span)
    return _named(seen, said, seen.year, part_of(mention))


def _named(seen: TimeEvidence, said: str, year: int | None, part: str = "", span: str = "") -> TimeEvidence:
    """What is seen once a time was named: it takes the place of the one before it."""
    return seen._replace(year=year, part=part, span=span, said=said)


_FROM_NOW = {"去": -1, "上": -1, "明": 1, "来": 1}


def _spoken_year(seen: TimeEvidence, word: str) -> int | None:
    """今年 is the year of the part that it stands in; 去年 and 明年 count from the year of the report."""
    usual, now = usual_year(seen.section, seen.status, seen.years), seen.years.report
    if word not in _FROM_NOW:
        return usual
    if word in "去上" and seen.section.kind == "plan" and now == seen.years.covered:
        now = usual  # the plan at the end of a yearly report is the next year's
    return now + _FROM_NOW[word] if now else None


# Before these a year is what something is compared with.
_COMPARING = ("比", "较", "与", "同", "和", "于", "是", "相当于", "自", "为", "恢复至", "恢复到")
_THAN = ("比", "较")
_STARTING = ("由", "从")
_DIGIT = pattern("[0-9]")
_COMMA = pattern("[，,]")


def _speaks_of_figure(mention: re.Match[str], at: int) -> bool:
    """由2021年的9家增加到14家: the year is the first figure's alone; 比2021年 is nobody's."""
    before, between = mention.string[: mention.start()], mention.string[mention.end() : at]
    close = len(between) <= 3 and not _DIGIT.search(between)
    if mention["before"]:
        return close and not before.endswith("是")
    if before.endswith(_STARTING):
        return close
    measured = close and between.endswith("的") and before.endswith(_THAN)  # 较2019年的8万元
    return measured or not before.endswith(_COMPARING)


_FROM = pattern(r"(?:由|从)[^，。；、：]{0,14}$")
_FARTHEST_FROM = 15
_TO = pattern(
    "[^，。；、]{1,16}?(?:增加|增长|增|提高|提升|提|上升|上涨|升|扩大|扩|发展|壮大|攀升|跃升|下降|降低|降|减少|减|压缩|压减"
    "|缩短|缩小|延长|拓宽|回落|变|调整|改|涨|跌)[^，。；、0-9]{0,3}?[到至为]"
)


def _starts(text: str, at: int, named: int) -> str:
    """The words before a figure that say where a change starts, where they name no time."""
    before = _FROM.search(text, max(0, at - _FARTHEST_FROM), at)
    return before.group() if before and named <= before.start() and _TO.match(text, at) else ""


_YEARLY = pattern(r"(平均每年|年均|每年|年平均)[^，。；]{0,14}$")
_FARTHEST_YEARLY = 18


def _yearly(text: str, at: int) -> str:
    found = _YEARLY.search(text, max(0, at - _FARTHEST_YEARLY), at)
    return found[1] if found else ""
