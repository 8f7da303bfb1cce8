"""Heads of tables: what a head says of the numbers below or beside it, and the name that is left.

`HEAD_STEPS` are taken one after the other; each takes from the name what it understands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reportmine.extraction.tables.headers.times import HeadTime, time_at_start
from reportmine.extraction.tables.headers.units import PERCENT, TableUnit, unit_of
from reportmine.lexicon.header_words import head_words, one_of
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Direction, Measure, Status


@dataclass(frozen=True, slots=True)
class Head:
    """A head: `name` is what the steps left of `text`, empty where it names nothing.

    `beside` is true for the head of a row. `signed` is true where the sign of a change tells its direction,
    `amount` where the change is no rate. `level` is that of the numbering before it, -1 for none. `lexicon` is the one
    that it is read by.
    """

    text: str
    name: str
    beside: bool
    lexicon: Lexicon = field(repr=False, compare=False)
    unit: TableUnit | None = None
    measure: Measure | None = None
    direction: Direction | None = None
    signed: bool = False
    amount: bool = False
    flipped: bool = False
    status: Status | None = None
    time: HeadTime | None = None
    baseline: str | None = None
    scope: str | None = None
    level: int = -1
    of_which: bool = False
    total: bool = False


class HeadStep(NamedTuple):
    """One thing that a head may say: what it is called, why it is read so, and the function that reads it."""

    name: str
    why: str
    apply: Callable[[Head], Head]


@functools.lru_cache(maxsize=8192)
def read_head(text: str, lexicon: Lexicon, beside: bool = False) -> Head:
    """Read the clean text of a head; `beside` for the head of a row.

    >>> from reportmine.lexicon.lexicon import PRODUCT
    >>> head = read_head("营业收入比上年同期增减（%）", PRODUCT)
    >>> head.name, head.measure, head.baseline, head.unit.unit
    ('营业收入', 'change', '上年同期', '%')
    >>> head = read_head("其中：工业用电量（亿千瓦时）", PRODUCT, beside=True)
    >>> head.name, head.of_which, str(head.unit.scale)
    ('工业用电量', True, '100000000')
    """
    head = Head(text, text, beside, lexicon)
    if len(text) > _LONGEST_HEAD:
        return head
    for step in HEAD_STEPS:
        if not head.name:
            break
        head = step.apply(head)
    return head


# The longest name of a number in shared/real has 113 characters; what is longer than this is no head.
_LONGEST_HEAD = 160


# -------------------------------------------------------------------------------- marks around a name

BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_NOTE = re.compile(r"[①-⑳]+$|[\[【〔(（]?注 ?[:：]?[0-9一二三四五六七八九十]{1,2}[\]】〕)）]?$|\[[0-9]{1,2}\]$|[*※]+$")
# 投资总额(1), 进度(3)=(2)/(1): how columns are worked out.
_FORMULA = re.compile(r"(?<=[^0-9])[(（]?[0-9]{1,2}[)）]?\s*[=＝].*$|(?<=[^（(])[(（][0-9]{1,2}[)）]$")
_LEADING_NOTE = re.compile(rf"^(?:{one_of('bullet')}|[①-⑳])+")
_NUMBERINGS = (
    re.compile(r"第[一二三四五六七八九十]+[章节部条]分?"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、．.]"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]、?"),
    re.compile(r"[0-9]{1,2}(?:[、．]|\.(?![0-9]))"),
    re.compile(r"[(（][0-9]{1,2}[)）]|[0-9]{1,2}[)）]|[a-zA-Z][.、)]"),
)
_DECIMAL_NUMBERING = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})+(?=[^0-9.%万亿千百十])")
_OF_WHICH = re.compile(one_of("of_which"))
_ACCOUNT_SIGN = re.compile(one_of("account_sign"))
_ASIDE = re.compile(one_of("aside"))
_OPEN_ASIDE = re.compile(rf"[(（](?:{one_of('aside')})?$")
# （折纯）, （含税） tell things apart; longer ones explain them.
_LONGEST_BRACKET = 8
_FLIPPED = re.compile("以.{0,2}[-－—−–].{0,2}号")


def _marks(head: Head) -> Head:
    name = _LEADING_NOTE.sub("", _NOTE.sub("", _FORMULA.sub("", head.name))).strip("：: ")
    return replace(head, name=name or head.name)


def _numbering(head: Head) -> Head:
    decimal = _DECIMAL_NUMBERING.match(head.name) if head.beside else None
    if decimal and not head.lexicon.units.longest_at(head.name, decimal.end()):
        return replace(head, name=head.name[decimal.end() :].lstrip(), level=3 + decimal.group().count("."))
    for level, shape in enumerate(_NUMBERINGS):
        found = shape.match(head.name)
        if found and found.end() < len(head.name):
            return replace(head, name=head.name[found.end() :].lstrip(), level=level)
    return head


def _of_which(head: Head) -> Head:
    found = _OF_WHICH.match(head.name)
    if found is None:
        sign = _ACCOUNT_SIGN.match(head.name)
        return replace(head, name=head.name[sign.end() :].strip()) if sign else head
    return _numbering(replace(head, name=head.name[found.end() :].strip("：: "), of_which=True))


def _asides(head: Head) -> Head:
    name, flipped = _OPEN_ASIDE.sub("", head.name), bool(_FLIPPED.search(head.name))
    for found in reversed(list(BRACKET.finditer(name))):
        if _ASIDE.search(found[1]) or not re.search(r"[\w%‰]", found[1]) or len(found[1]) > _LONGEST_BRACKET:
            name = name[: found.start()] + name[found.end() :]
    return replace(head, name=name.strip("：: "), flipped=flipped) if name or flipped else head


# ------------------------------------------------------------------------------------------- units

_NO_UNITS = frozenset((*head_words("naming_head"), *head_words("rank")))
_BEHIND_MARK = re.compile(r"[/／，,、_\-]\s*([^/／，,、_\-\s]{1,8})$")
_PERCENT_END = re.compile(r"[±＋+]?[%‰]$")


def _unit(head: Head) -> Head:
    for found in reversed(list(BRACKET.finditer(head.name))):
        unit = unit_of(found[1], head.lexicon)
        if unit:
            rest = head.name[: found.start()] + head.name[found.end() :]
            return replace(head, name=rest.strip("：: "), unit=unit)
    whole = None if head.beside or head.name in _NO_UNITS else unit_of(head.name, head.lexicon)
    if whole:
        return replace(head, name="", unit=whole)
    percent = _PERCENT_END.search(head.name)
    if percent:
        spelled = percent.group()[-1]
        rest = head.name[: percent.start()]
        unit = PERCENT if spelled == "%" else unit_of(spelled, head.lexicon)
        return replace(head, name=rest + ("±" if not rest else ""), unit=unit)
    behind = _BEHIND_MARK.search(head.name)
    unit = unit_of(behind[1], head.lexicon) if behind and not head.beside else None
    return replace(head, name=head.name[: behind.start()], unit=unit) if behind and unit else head


# ------------------------------------------------------------------- changes, shares, ranks and ratios

_TIMES = rf"(?:{one_of('baseline')}|(?:19|20)[0-9]{{2}}年?(?:同期|末|底|度)?(?:1[-—~至][0-9]{{1,2}}月)?)"
_AGAINST = re.compile(rf"{one_of('comparing')}(?P<base>{_TIMES})(?:{_TIMES})?(?:的|相比)?")
_SAME = re.compile(r"(?P<year>同比)|(?P<period>环比)|(?P<sign>±)$")
_CHANGE_END = re.compile(f"{one_of('change', 'falling')}{one_of('change_ending')}*+$")
_FALLING = re.compile(one_of("falling"))
_UP_OR_DOWN = re.compile("增减|变动|变化|升降|涨跌|±|或")
_AMOUNT_END = re.compile(f"{one_of('amount_ending')}$")
_GROWTH_NOUN = re.compile(f"(?:{one_of('growth_noun')})$")
_IS = re.compile(f"^{one_of('ratio')}")


def _comparison(head: Head) -> Head:
    """比上年增长, 同比, 较年初增减额: a change, and what it is measured against."""
    against = _AGAINST.search(head.name)
    if against:
        left, right = head.name[: against.start()], head.name[against.end() :]
        if right and not _CHANGE_END.fullmatch(right):
            return head
        return _changed(replace(head, name=left, baseline=against["base"]), right)
    same = _SAME.search(head.name)
    if same is None:
        return head
    left, right = head.name[: same.start()], head.name[same.end() :]
    if right and not _CHANGE_END.fullmatch(right):
        return head
    baseline = "上年同期" if same["year"] else "上期" if same["period"] else None
    return _changed(replace(head, name=left, baseline=baseline), right)


def _changed(head: Head, words: str) -> Head:
    falling = _FALLING.search(words) and not _UP_OR_DOWN.search(words)
    signed = not words or bool(_UP_OR_DOWN.search(words))
    direction: Direction = "down" if falling else "up"
    amount = bool(_AMOUNT_END.search(words)) and head.unit is None
    return replace(head, measure="change", direction=None if signed else direction, signed=signed, amount=amount)


def _change(head: Head) -> Head:
    """增长率, 增减额, 本期增加: so much more or less; 地区生产总值增速 is the name of a level."""
    if head.measure or head.name in head.lexicon.indicators or (head.beside and _GROWTH_NOUN.search(head.name)):
        return head
    end = _CHANGE_END.search(head.name)
    if end is None or head.name[: end.start()].endswith(_NO_CHANGE):
        return head
    left = head.name[: end.start()]
    if left and len(end.group()) < 2 and not time_only(left):
        return head  # 转增 is no growth of 转
    if left and _GROWTH_NOUN.search(head.name) and not time_only(left):
        return head
    return _changed(replace(head, name=left.removesuffix("的")), end.group())


_NO_CHANGE = head_words("no_change")
_SHARE_END = re.compile(f"{one_of('share')}$")
_SHARE_ALONE = frozenset(head_words("share_alone"))
_OF_WHOLE = re.compile(rf"占(?P<whole>.*?)(?:的)?{one_of('share_ending')}?$")


def _share(head: Head) -> Head:
    """占比, 比重, 占营业收入比重: part of a whole."""
    name = head.name
    if name in head.lexicon.indicators:
        return head
    if name in _SHARE_ALONE:
        return _as(head, "", "share")
    of_whole = _OF_WHOLE.search(name)
    if of_whole and head.beside and name.endswith(head_words("share_ending")) and not name.startswith("占"):
        return _as(head, name, "share")  # 研发投入占营业收入比例: beside a row only all of it tells what
    if of_whole and (name.startswith("占") or head.unit is PERCENT or name.endswith(head_words("share_ending"))):
        return _as(head, name[: of_whole.start()], "share")
    end = _SHARE_END.search(name)
    return _as(head, name if head.beside else name[: end.start()], "share") if end else head


def _as(head: Head, name: str, measure: Measure) -> Head:
    """Keep what is already known: 比重增减 is a change."""
    return replace(head, name=name.removesuffix("的"), measure=head.measure or measure, amount=False)


def _ratio(head: Head) -> Head:
    """为上年%, 相当于预算: so many per cent of it."""
    found = _IS.match(head.name)
    base = re.fullmatch(_TIMES, head.name[found.end() :].removesuffix("的")) if found else None
    return replace(head, name="", measure="ratio", baseline=base.group()) if base else head


_INDEX_BASE = re.compile(r"[(（]?(?:以)?(?P<base>[^()（）=＝]{1,8})(?:[=＝为])100[)）]?")


def _index(head: Head) -> Head:
    """指数（上年=100）: a level of its own, without a unit."""
    found = _INDEX_BASE.search(head.name)
    if found is None:
        return head
    name = head.name[: found.start()] + head.name[found.end() :]
    return replace(head, name=name, measure="level", baseline=None, unit=TableUnit("", PERCENT.scale, "", "index"))


_RANK_END = re.compile(f"{one_of('rank')}$")


def _rank(head: Head) -> Head:
    found = _RANK_END.search(head.name)
    return replace(head, name=head.name[: found.start()], measure="rank") if found else head


# --------------------------------------------------------------------------- planned, times, fillers

_AROUND = one_of("target_around")
# Loops over words that begin alike keep what they took (*+): else their time would double with each word.
_TARGET = re.compile(rf"(?:{_AROUND})*+{one_of('target')}(?:{_AROUND}|{one_of('target')})*+")
_TARGET_LEADS = re.compile(rf"{one_of('target')}(?=..)")
_ACTUAL = re.compile(one_of("actual"))
_FILLER = re.compile(f"{one_of('filler')}*+")
_TIME_PREFIX = re.compile(one_of("time_prefix"))


def _target(head: Head) -> Head:
    """预算数, 全年目标; 预算执行数 and 完成预算 are done."""
    name = _without_time(head)
    if head.beside or _ACTUAL.search(name):
        return head
    if name in head.lexicon.indicators:
        return replace(_timed(head), status="target") if _TARGET_LEADS.match(name) else head
    if _TARGET.fullmatch(head.name):
        return replace(head, name="", status="target")  # 年初预算数 is no budget of the year before
    if _TARGET.fullmatch(name):
        return replace(_timed(head), name="", status="target")
    leads = _TARGET_LEADS.match(name)
    return replace(_timed(head), name=name[leads.end() :], status="target") if leads else head


def _time(head: Head) -> Head:
    """2022年末余额, 本期金额, 1-12月累计."""
    return _timed(head) if _without_time(head) != head.name else head


def _timed(head: Head) -> Head:
    found = _time_of(head)
    return replace(head, name=found[1], time=found[0]) if found else head


def _without_time(head: Head) -> str:
    found = _time_of(head)
    return found[1] if found else head.name


def _time_of(head: Head) -> tuple[HeadTime, str] | None:
    """The time with which a head begins, where that is no part of its name."""
    found = time_at_start(head.name)
    if found is None:
        found = _time_in_bracket(head.name)
        return found if found else None
    time, rest = found
    second = time_at_start(rest)
    if second and rest:
        time, rest = second[0].below(time), second[1]
    rest = rest.strip("的：: ")
    bare = "" if _FILLER.fullmatch(rest) else rest
    absolute = time.year is not None or time.span
    if bare and head.beside and bare not in head.lexicon.indicators:
        return None
    apart = (
        absolute
        or time.part
        or bare in head.lexicon.indicators
        or _TIME_PREFIX.fullmatch(head.name[: len(head.name) - len(rest)])
    )
    return (time, bare) if not bare or apart or _TARGET.fullmatch(rest) else None


def _time_in_bracket(name: str) -> tuple[HeadTime, str] | None:
    """产量（2022年）."""
    for found in BRACKET.finditer(name):
        time = time_at_start(found[1])
        if time and _FILLER.fullmatch(time[1]):
            return time[0], name[: found.start()] + name[found.end() :]
    return None


def time_only(text: str) -> bool:
    """Whether a text is a time and fillers: 本期, 2022年全年."""
    found = time_at_start(text)
    return bool(found and _FILLER.fullmatch(found[1]))


_TOTAL = re.compile(f"(?:上述|以上|本页)?{one_of('total')}{one_of('filler')}*+")


def _total(head: Head) -> Head:
    """合计, 总计: the row or column that sums up."""
    return replace(head, name="", total=True) if _TOTAL.fullmatch(head.name) else head


def _filler(head: Head) -> Head:
    """累计完成数, 绝对数: nothing that names anything."""
    fills = _FILLER.fullmatch(head.name) and head.name not in head.lexicon.indicators
    return replace(head, name="") if fills else head


_PLACES = frozenset(head_words("place"))
_PLACE_END = re.compile(rf"[\u4e00-\u9fff]{{2,11}}{one_of('place_ending')}")
_NO_PLACE = head_words("no_place")


def _place(head: Head) -> Head:
    """石汀区, 全市: whose number it is."""
    if not is_place(head.name):
        return head
    return replace(head, name="", scope=None if head.measure == "rank" else head.name)


def is_place(text: str) -> bool:
    """Whether a head is the name of a place and nothing else.

    >>> [text for text in ("石汀区", "全市", "棚户区", "东北", "销售量", "青石镇") if is_place(text)]
    ['石汀区', '全市', '东北', '青石镇']
    """
    return text in _PLACES or bool(_PLACE_END.fullmatch(text) and not text.endswith(_NO_PLACE))


HEAD_STEPS: tuple[HeadStep, ...] = (
    HeadStep("marks", "①, [注1], * and dots around a name are no part of it", _marks),
    HeadStep("numbering", "一、 （二） 3. lead a row and tell how deep it stands", _numbering),
    HeadStep("of which", "其中：, # lead a part of the row above", _of_which),
    HeadStep("asides", "（如有）, （以“－”号填列）: remarks in brackets", _asides),
    HeadStep("index", "（上年=100）: an index", _index),
    HeadStep("unit", "产量（万吨）, 增长%: the unit in the head", _unit),
    HeadStep("comparison", "比上年增长, 同比: a change and what it is measured against", _comparison),
    HeadStep("change", "增长率, 增减额, 本期增加: so much more or less", _change),
    HeadStep("share", "占比, 占营业收入比重: part of a whole", _share),
    HeadStep("ratio", "为上年%: so many per cent of it", _ratio),
    HeadStep("rank", "位次: a place in an order", _rank),
    HeadStep("target", "预算数, 全年目标: planned", _target),
    HeadStep("time", "2022年末余额, 本期: the period", _time),
    HeadStep("total", "合计, 小计: the sum of the others", _total),
    HeadStep("filler", "绝对数, 累计完成数 name nothing", _filler),
    HeadStep("place", "石汀区, 全市: whose number it is", _place),
)
