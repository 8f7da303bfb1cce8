"""What places the number of a header: planned or done, when, the sum of what, whose; and words that name nothing."""

from __future__ import annotations

from dataclasses import replace

from reportmine.extraction.tables.headers.header import BRACKET, Header
from reportmine.extraction.tables.headers.times import HeaderTime, time_at_start
from reportmine.lexicon.header_words import alternation, header_words
from reportmine.lexicon.patterns import pattern

_TARGET_WHOLE = frozenset(header_words("target_whole"))
_TARGET_FILLER = alternation("target_filler")
# Loops over words that begin alike keep what they took (*+): else their time would double with each word.
_TARGET = pattern(rf"(?:{_TARGET_FILLER})*+{alternation('target')}(?:{_TARGET_FILLER}|{alternation('target')})*+")
_TARGET_LEAD = pattern(rf"{alternation('target')}(?=..)")
_ACTUAL = pattern(alternation("actual"))
_FILLER = pattern(f"{alternation('filler')}*+")
_TIME_PREFIX = pattern(alternation("time_prefix"))


def read_target(header: Header) -> Header:
    """预算数, 全年目标; 预算执行数 and 完成预算 are done."""
    if not header.of_row and header.name in _TARGET_WHOLE:
        return replace(header, name="", status="target")
    name = _without_time(header).name
    if header.of_row or _ACTUAL.search(name):
        return header
    lead = _TARGET_LEAD.match(name)
    if name in header.lexicon.indicators:
        return replace(_without_time(header), status="target") if lead else header
    if _TARGET.fullmatch(header.name):
        return replace(header, name="", status="target")  # 年初预算数 is no budget of the year before
    if _TARGET.fullmatch(name):
        return replace(_without_time(header), name="", status="target")
    return replace(_without_time(header), name=name[lead.end() :], status="target") if lead else header


def read_time(header: Header) -> Header:
    """2022年末余额, 本期金额, 1-12月累计."""
    without_time = _without_time(header)
    return without_time if without_time.name != header.name else header


def _without_time(header: Header) -> Header:
    """The header with its time taken from the name, if it begins with one that is no part of the name."""
    dated = _time_and_name(header)
    return replace(header, time=dated[0], name=dated[1]) if dated else header


def _time_and_name(header: Header) -> tuple[HeaderTime, str] | None:
    start = time_at_start(header.name)
    if start is None:
        return _time_in_bracket(header.name)
    time, rest = start
    also = _OTHER_TIME.match(rest)
    second = time_at_start(rest[also.end() :] if also else rest)
    if also and second and second[0].year == time.year:
        rest = second[1]  # 2022年度/2022年12月31日 is one time for flows and states
    elif second and rest and not also:
        time, rest = second[0].below(time), second[1]
    rest = rest.strip("的：: ")
    name = "" if _FILLER.fullmatch(rest) else rest
    if not name:
        return time, ""
    if header.of_row and name not in header.lexicon.indicators:
        return None
    is_absolute = time.year is not None or bool(time.span)
    is_prefix = _TIME_PREFIX.fullmatch(header.name[: len(header.name) - len(rest)])
    is_apart = is_absolute or time.part or name in header.lexicon.indicators or is_prefix or _TARGET.fullmatch(name)
    return (time, name) if is_apart else None


_OTHER_TIME = pattern("[/／、]|[或及和]")


def _time_in_bracket(name: str) -> tuple[HeaderTime, str] | None:
    """产量（2022年）."""
    for bracket in BRACKET.finditer(name):
        time = time_at_start(bracket[1])
        if time and _FILLER.fullmatch(time[1]):
            return time[0], name[: bracket.start()] + name[bracket.end() :]
    ending = _YEAR_AT_END.search(name)
    return (HeaderTime(int(ending[1])), name[: ending.start()]) if ending else None


# gdp_2021
_YEAR_AT_END = pattern(r"(?<=[A-Za-z\u4e00-\u9fff])[_ ]((?:19|20)[0-9]{2})年?$")


def is_time_only(text: str) -> bool:
    """Whether a text is a time and fillers.

    >>> [text for text in ("本期", "2022年全年", "2022年产量") if is_time_only(text)]
    ['本期', '2022年全年']
    """
    start = time_at_start(text)
    return bool(start and _FILLER.fullmatch(start[1]))


_TOTAL = pattern(
    rf"(?:{alternation('total_lead')}|(?P<of>{alternation('total_of')}))?(?P<word>{alternation('total')}){alternation('filler')}*+"
)


def read_total(header: Header) -> Header:
    """合计, 总计: the row or column that sums up."""
    match = _TOTAL.fullmatch(header.name)
    return replace(header, name="", total=match["word"], scope=match["of"] or header.scope) if match else header


def strip_filler(header: Header) -> Header:
    """累计完成数, 绝对数: nothing that names anything."""
    return (
        replace(header, name="")
        if _FILLER.fullmatch(header.name) and header.name not in header.lexicon.indicators
        else header
    )


_PLACES = frozenset(header_words("place"))
_PLACE_END = pattern(rf"[\u4e00-\u9fff]{{2,11}}{alternation('place_ending')}")
_NO_PLACE = header_words("no_place")
_NO_PLACE_LEAD = frozenset(header_words("no_place_lead"))


def read_place(header: Header) -> Header:
    """石汀区, 全市: whose number it is."""
    if not is_place(header.name):
        return header
    return replace(header, name="", scope=None if header.measure == "rank" else header.name)


def is_place(text: str) -> bool:
    """Whether a header is the name of a place and nothing else.

    >>> [text for text in ("石汀区", "全市", "棚户区", "东北", "青石镇", "云城市", "主城区") if is_place(text)]
    ['石汀区', '全市', '东北', '青石镇', '云城市']
    """
    if text in _PLACES:
        return True
    is_short_name = len(text) == 3 and text not in _NO_PLACE and text[0] not in _NO_PLACE_LEAD
    return bool(_PLACE_END.fullmatch(text)) and (is_short_name or not text.endswith(_NO_PLACE))
