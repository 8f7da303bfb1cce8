"""What kind of number a header says, and in what unit: changes, shares, ratios, indexes, ranks."""

from __future__ import annotations

import re
from dataclasses import replace

from reportmine.extraction.tables.headers.header import BRACKET, Header
from reportmine.extraction.tables.headers.steps.context import is_time_only
from reportmine.extraction.tables.headers.units import PERCENT, TableUnit, unit_of
from reportmine.lexicon.header_words import alternation, header_words
from reportmine.lexicon.patterns import pattern
from reportmine.model import Direction, Measure

# ------------------------------------------------------------------------------------------- units

_NO_UNITS = frozenset((*header_words("naming_header"), *header_words("rank")))
_TRAILING_PART = pattern(r"[/／，,、_\-]\s*([^/／，,、_\-\s]{1,8})$")
_PERCENT_END = pattern(r"[±＋+]?[%‰]$")


def read_unit(header: Header) -> Header:
    """产量（万吨）, 增长%, 产量/万吨: the unit in the header."""
    for bracket in reversed(list(BRACKET.finditer(header.name))):
        unit = unit_of(bracket[1], header.lexicon)
        if unit:
            rest = header.name[: bracket.start()] + header.name[bracket.end() :]
            return replace(header, name=rest.strip("：: "), unit=unit)
    whole = None if header.of_row or header.name in _NO_UNITS else unit_of(header.name, header.lexicon)
    if whole:
        return replace(header, name="", unit=whole)
    percent = _PERCENT_END.search(header.name)
    if percent:
        sign = percent.group()[-1]
        unit = PERCENT if sign == "%" else unit_of(sign, header.lexicon)
        return replace(header, name=header.name[: percent.start()] or "±", unit=unit)
    trailing = None if header.of_row else _TRAILING_PART.search(header.name)
    unit = unit_of(trailing[1], header.lexicon) if trailing else None
    return replace(header, name=header.name[: trailing.start()], unit=unit) if trailing and unit else header


# ------------------------------------------------------------------- changes, shares, ranks and ratios

_BASELINE = rf"(?:{alternation('baseline')}|(?:19|20)[0-9]{{2}}年?(?:同期|末|底|度)?(?:1[-—~至][0-9]{{1,2}}月)?)"
_COMPARED_WITH = pattern(rf"{alternation('comparing')}(?P<base>{_BASELINE})(?:{_BASELINE})?(?:的|相比)?")
_SAME_PERIOD = pattern(r"(?P<year>同比)|(?P<period>环比)|(?P<sign>±)$")
_CHANGE_END = pattern(f"{alternation('change', 'falling')}{alternation('change_ending')}*+$")
_FALLING = pattern(alternation("falling"))
_EITHER_WAY = pattern(alternation("either_way"))
_AMOUNT_END = pattern(f"{alternation('amount_ending')}$")
_GROWTH_NOUN = pattern(f"{alternation('growth_noun')}$")


def read_comparison(header: Header) -> Header:
    """比上年增长, 同比, 较年初增减额: a change, and what it is measured against."""
    match = _COMPARED_WITH.search(header.name) or _SAME_PERIOD.search(header.name)
    if match is None:
        return header
    left, right = header.name[: match.start()], header.name[match.end() :]
    if right and not _CHANGE_END.fullmatch(right):
        return header
    return _as_change(replace(header, name=left, baseline=_baseline(match.groupdict())), right)


def _baseline(groups: dict[str, str | None]) -> str | None:
    if groups.get("base"):
        return groups["base"]
    return "上年同期" if groups["year"] else "上期" if groups["period"] else None


def _as_change(header: Header, words: str) -> Header:
    either_way = bool(_EITHER_WAY.search(words))
    direction: Direction = "down" if _FALLING.search(words) and not either_way else "up"
    signed = not words or either_way
    amount = bool(_AMOUNT_END.search(words)) and header.unit is None
    return replace(header, measure="change", direction=None if signed else direction, signed=signed, amount=amount)


def read_change(header: Header) -> Header:
    """增长率, 增减额, 本期增加: so much more or less; 地区生产总值增速 is the name of a level."""
    if (
        header.measure
        or header.name in header.lexicon.indicators
        or (header.of_row and _GROWTH_NOUN.search(header.name))
    ):
        return header
    end = _CHANGE_END.search(header.name)
    if end is None or header.name[: end.start()].endswith(_NO_CHANGE):
        return header
    left = header.name[: end.start()]
    if left and len(end.group()) < 2 and not is_time_only(left):
        return header  # 转增 is no growth of 转
    if left and _GROWTH_NOUN.search(header.name) and not is_time_only(left):
        return header
    return _as_change(replace(header, name=left.removesuffix("的")), end.group())


_NO_CHANGE = header_words("no_change")
_SHARE_END = pattern(f"{alternation('share')}$")
_SHARE_ALONE = frozenset(header_words("share_alone"))
_SHARE_ENDING = header_words("share_ending")
_OF_WHOLE = pattern(rf"占(?P<whole>.*?)(?:的)?{alternation('share_ending')}?$")


def read_share(header: Header) -> Header:
    """占比, 比重, 占营业收入比重: part of a whole."""
    name = header.name
    if name in header.lexicon.indicators:
        return header
    if name in _SHARE_ALONE:
        return _as_share(header, "")
    of_whole, ends_as_share = _OF_WHOLE.search(name), name.endswith(_SHARE_ENDING)
    if of_whole and header.of_row and ends_as_share and not name.startswith("占"):
        return _as_share(header, name)  # 研发投入占营业收入比例: beside a row only all of it tells what
    if of_whole and (name.startswith("占") or header.unit is PERCENT or ends_as_share):
        return _as_share(header, name[: of_whole.start()])
    end = _SHARE_END.search(name)
    return _as_share(header, name if header.of_row else name[: end.start()]) if end else header


def _as_share(header: Header, name: str) -> Header:
    """Keep what is already known: 比重增减 is a change."""
    measure: Measure = header.measure or "share"
    return replace(header, name=name.removesuffix("的"), measure=measure, amount=False)


# 预算数为上年决算数%
_RATIO_OF_ACCOUNT = pattern(
    r"(?:(?:本年)?(?:预算|决算|执行|完成)数?)?(?:为|相当于)(?P<base>(?:上年|年初|调整)?(?:预算|决算|执行|完成))数?的?"
)
_RATIO_LEAD = pattern(f"^{alternation('ratio')}")


def read_ratio(header: Header) -> Header:
    """为上年%, 相当于预算: so many per cent of it."""
    account = _RATIO_OF_ACCOUNT.fullmatch(header.name) if header.unit is PERCENT else None
    if account:
        return replace(header, name="", measure="ratio", baseline=account["base"])
    lead = _RATIO_LEAD.match(header.name)
    base = re.fullmatch(_BASELINE, header.name[lead.end() :].removesuffix("的")) if lead else None
    return replace(header, name="", measure="ratio", baseline=base.group()) if base else header


_INDEX_BASE = pattern(r"[(（]?(?:以)?(?P<base>[^()（）=＝]{1,8})(?:[=＝为])100[)）]?")


def read_index(header: Header) -> Header:
    """指数（上年=100）: a level of its own, without a unit."""
    base = _INDEX_BASE.search(header.name)
    if base is None:
        return header
    name = header.name[: base.start()] + header.name[base.end() :]
    return replace(header, name=name, measure="level", baseline=None, unit=TableUnit("", PERCENT.scale, "", "index"))


_RANK_END = pattern(f"{alternation('rank')}$")


def read_rank(header: Header) -> Header:
    """位次, 排名: a place in an order."""
    end = _RANK_END.search(header.name)
    return replace(header, name=header.name[: end.start()], measure="rank") if end else header
