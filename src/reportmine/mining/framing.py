"""How a figure is meant: level or change, up or down, share, rank, gap or ratio, and its final qualifier.

`MEASURE_RULES` is asked from top to bottom; the first rule that answers decides and is noted. The last
one always answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reportmine.lexicon import wording
from reportmine.mining.place import ALL_KINDS, AMOUNTS, SHARES, Name, Place, is_share
from reportmine.mining.status import Said, status_of
from reportmine.model import Direction, Measure, Note, Qualifier, Quantity, Status, light

_Answer = tuple[Measure, Direction | None] | None


@light
class Frame:
    """Measure, direction, status and qualifier of one figure, with the notes of the rules."""

    measure: Measure
    direction: Direction | None
    status: Status
    qualifier: Qualifier
    notes: tuple[Note, ...]


@light
class Clause:
    """One named figure with the words of its clause before it, those of them behind its name, and those after.

    `earlier` is the frame of the figure before it in the sentence, or None.
    """

    place: Place
    quantity: Quantity
    name: Name
    left: tuple[str, ...]
    tail: tuple[str, ...]
    right: tuple[str, ...]
    earlier: Frame | None


class MeasureRule(NamedTuple):
    """A named test that gives a measure with its direction, or None; `sees` are the words it goes by.

    Of figures that are not of its `kinds` it is not asked: it would say nothing.
    """

    name: str
    why: str
    judge: Callable[[Clause], _Answer]
    kinds: frozenset[str] = ALL_KINDS
    sees: Callable[[Clause], tuple[str, ...]] = lambda clause: clause.left[-6:]


def frame(place: Place, name: Name, said: Said, earlier: Frame | None, year: int | None) -> Frame:
    """Frame one named figure of a sentence; `earlier` is the frame of the figure before it, `year` the report's."""
    clause = clause_of(place, name, earlier)
    measure, direction, note = _measure(clause)
    status, status_note = status_of(place, said, year)
    qualifier = place.quantity.qualifier
    if qualifier == "exact" and name.strategy == "respectively" and _goes_on(clause):
        qualifier = earlier.qualifier if earlier else qualifier  # 分别突破600亿元、200亿元
    if qualifier == "over" and status == "target" and clause.right[:1] in (("以上",), ("之上",)):
        qualifier = "at_least"
    return Frame(measure, direction, status, qualifier, (note, status_note))


def _goes_on(clause: Clause) -> bool:
    """Whether a figure only goes on with a list that a bound before it rules."""
    bound = clause.earlier is not None and clause.earlier.qualifier in ("over", "nearly", "about", "at_least")
    return bound and bool(clause.left) and all(word in _LIST_WORDS for word in clause.left)


def clause_of(place: Place, name: Name, earlier: Frame | None) -> Clause:
    """All that a measure rule may see of one named figure."""
    texts, at = place.tokens.texts, place.at
    left, tail, right = texts[place.floor : at], texts[place.before.end : at], texts[at + 1 : at + 6]
    return Clause(place, place.quantity, name, left, tail, right, earlier)


def _measure(clause: Clause) -> tuple[Measure, Direction | None, Note]:
    for name, judge, sees in _JUDGES[clause.place.kind]:
        found = judge(clause)
        if found:
            return *found, Note(name, "".join(sees(clause)), found[0])
    raise AssertionError("the last rule always answers")


# --------------------------------------------------------- what a figure takes from the one before it


_LIST_WORDS = frozenset(("、", "和", "及", "与", "，", "以及"))
_PAST_AIM = frozenset(("低于", "高于", "超过"))


def _of_list(clause: Clause) -> _Answer:
    """分别下降18.6%和14.2%: figures of one list share a verb."""
    in_list = clause.name.strategy in ("respectively", "same list")
    if clause.earlier is None or not in_list or not all(word in _LIST_WORDS for word in clause.left):
        return None
    return clause.earlier.measure, clause.earlier.direction


def _share_in_brackets(clause: Clause) -> _Answer:
    """近七成（68.3%）, 其次是“发展空间”（31.5%）: a bare rate in brackets, where no rate is named."""
    words, place = clause.place.tokens.words, clause.place
    opens = place.floor == place.at > 0 and words[place.floor - 1].text in ("（", "(")
    if not opens or clause.quantity.low < 0 or clause.quantity.unit != "%" or clause.name.metric.endswith(_RATES):
        return None
    return "share", None


def _share_carried(clause: Clause) -> _Answer:
    shared = clause.earlier is not None and clause.earlier.measure == "share"
    of_last = clause.name.strategy in ("carried on", "end of a move")
    return ("share", None) if shared and of_last and _ends_in(clause) else None


def _of_aim(clause: Clause) -> _Answer:
    """低于5.5%的目标: an aim shares the measure of what missed it."""
    if clause.earlier is None or _PAST_AIM.isdisjoint(clause.left) or "目标" not in "".join(clause.right):
        return None
    return clause.earlier.measure, clause.earlier.direction


def _ends_in(clause: Clause) -> bool:
    """占比由12.1%提升至14.5%: the second end of a move is of the kind of the first."""
    words = clause.tail if clause.place.before.text else clause.left
    moved = any(word[-1] in "到至为" or word in wording.TO for word in words)
    return clause.quantity.unit == "%" and moved


# -------------------------------------------------------------------------------- small questions


_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(wording.RISING, "up"),
    **dict.fromkeys(wording.FALLING, "down"),
}  # fmt: skip


def _verb_of_change(words: tuple[str, ...], rate: bool = False) -> tuple[str, Direction] | None:
    """The last verb of change before the figure, unless 到 or 为 behind it makes the figure its end.

    With `rate`, 增长达5% is a change too.
    """
    if _DIRECTIONS.keys().isdisjoint(words):
        return None
    for k in range(len(words) - 1, -1, -1):
        word = words[k]
        direction = _DIRECTIONS.get(word)
        if direction:
            ends = [w for w in words[k + 1 :] if w in wording.TO and not (rate and w in ("达", "达到"))]
            return None if ends or word[-1] in "到至为" else (word, direction)
    return None


def _spelled(clause: Clause) -> str:
    return clause.place.tokens.words[clause.place.at].text


# ----------------------------------------------------------------------------------------- rules

_PLACES_MOVED = frozenset(("位", "名次", "位次"))
_PLACED = ("居", "列", "排名", "百强", "前移至", "升至", "位次")


def _rank(clause: Clause) -> _Answer:
    q = clause.quantity
    if q.form == "ordinal" or _spelled(clause).startswith("前"):
        return "rank", None
    if q.unit in _PLACES_MOVED:
        moved = _verb_of_change(clause.tail)
        if moved:
            return "change", moved[1]
    if q.unit in ("位", "强") and any(word in "".join(clause.left) for word in _PLACED):
        return "rank", None
    return None


_NO_BASE = frozenset(("约", "近", "了", "达", "到", "达到"))
_TIME_BASE = re.compile("(?<![常青少中老成])年|月|季|期|周|日|前|过去|以往|原来|昔|届")
_COMPARED: dict[str, Direction] = {
    **dict.fromkeys(("高", "多", "快", "长", "大", "高出", "偏高", "偏多"), "up"),
    **dict.fromkeys(("低", "少", "慢", "短", "小", "偏低", "偏少", "差", "欠"), "down"),
}  # fmt: skip


def _gap(clause: Clause) -> _Answer:
    tail = clause.tail
    if not tail:
        return None
    for direction, verbs in wording.ABOVE.items():
        for k, word in enumerate(tail[:-1]):
            if word in verbs and not _NO_BASE.issuperset(tail[k + 1 :]):
                return "gap", direction
    against = next((k for k, word in enumerate(tail) if word in ("比", "较")), -1)
    if against >= 0 and not _TIME_BASE.search("".join(tail[against:])):
        last = next((word.rstrip("了") for word in reversed(tail) if word.rstrip("了") in _COMPARED), "")
        if last:
            return "gap", _COMPARED[last]
    if clause.quantity.dimension == "point" and tail[-1] in _PAST_AIM:
        return "gap", "down" if tail[-1] == "低于" else "up"
    return None


# 是上年的三成: so much of another figure, not a part of a whole.
_LIKENING = frozenset(
    (
        "是",
        "为",
        "只有",
        "仅为",
        "约为",
        "降到",
        "降至",
        "减至",
        "压缩到",
        "压缩至",
        "缩短到",
        "缩短至",
        "恢复",
        "恢复到",
        "恢复至",
        "按",
    )
)


def _ratio(clause: Clause) -> _Answer:
    text = "".join(clause.left)
    if is_share(clause.quantity):
        likened = clause.left[-1:] == ("的",) and not _LIKENING.isdisjoint(clause.tail or clause.left)
        shared = not wording.SHARE.isdisjoint(clause.left)
        return ("ratio", None) if "相当于" in text or (likened and not shared) else None
    if clause.quantity.unit != "倍":
        return None
    compared = text.endswith(("的", "的近", "的约", "的超过", "的逾", "的将近")) or "相当于" in text
    return ("ratio", None) if compared or not _verb_of_change(clause.left) else None


_SHARE_ENDINGS = ("占比", "比重")
_PEOPLE = ("者", "人员", "老人", "老年人", "人口", "学生", "青年")
_RATES = ("率", "水平", "度", "比例")


def _share(clause: Clause) -> _Answer:
    q, place = clause.quantity, clause.place
    if q.unit != "%" and q.form != "fraction":
        return None
    changed = _verb_of_change(clause.left)
    if changed and changed[0] == "超":
        changed = None  # 大专学历超六成
    if not wording.SHARE.isdisjoint(clause.left) or any(word.endswith(_SHARE_ENDINGS) for word in clause.left):
        return None if changed else ("share", None)
    if changed:
        return None
    named_rate = clause.name.metric.endswith(_RATES)
    if clause.name.metric.endswith(_PEOPLE) and "+" not in clause.left:
        return "share", None  # 心理压力较大者39%
    if q.form == "fraction" or (_spelled(clause).endswith("成") and not named_rate):
        return "share", None
    reached = "".join(clause.tail).endswith(("为", "达", "达到"))
    runs_on = not clause.tail and not named_rate and clause.right[:1] and "\u4e00" <= clause.right[0] <= "\u9fff"
    if runs_on and clause.right[0] not in _BEHIND_RATES:
        return "share", None  # 建制村100%通硬化路
    unnamed = not place.before.text or place.before.text in wording.SCOPE
    return ("share", None) if place.behind and unnamed and not reached else None


_BEHIND_RATES = frozenset(("以上", "左右", "以内", "以下", "的", "和", "与", "及", "多", "上下"))


_RATE_LIKE = frozenset(("rate", "point", "multiple"))
# Short words that mean a change only with a rate: 多5%, but 多3人.
_WEAK_VERBS = frozenset(("超", "多", "少", "进", "长", "大", "上", "高", "低", "减"))


def _change(clause: Clause) -> _Answer:
    q, place = clause.quantity, clause.place
    if q.unit == "番":
        return "change", "up"
    found = _verb_of_change(clause.tail, q.unit == "%")
    if found and clause.name.strategy == "behind the classifier" and not place.before.text:
        return None
    if found and found[0] == place.before.lead:
        return None  # 净增35家 alone counts what was added
    against_earlier = clause.tail[:1] in (("比",), ("较",)) and _TIME_BASE.search("".join(clause.tail)) is not None
    if found and found[0] == "超" and q.unit == "%":
        return None  # 大专学历超六成
    if found and (found[0] not in _WEAK_VERBS or q.dimension in _RATE_LIKE or q.form == "fraction" or against_earlier):
        return "change", found[1]
    if q.dimension == "point" and not found:
        whole = _verb_of_change(clause.left)
        return ("change", whole[1]) if whole else None
    return None


_CHANGEABLE = frozenset(("money", "mass", "point", "rate", "time", "energy", "volume", "area"))
_CHANGING_COUNT = {direction: verbs & wording.CHANGING_COUNT for direction, verbs in wording.CHANGING_OBJECT.items()}


_PULLING = "拉动"


def _changed_object(clause: Clause) -> _Answer:
    """降低企业税负5700亿元: the verb stands before the thing."""
    before, q = clause.place.before, clause.quantity
    if not before.text or before.text.endswith("率") or not (q.form == "fraction" or q.unit):
        return None
    counted = q.dimension not in _CHANGEABLE and q.form != "fraction"
    if not wording.TO.isdisjoint(clause.tail):
        return None
    if q.dimension == "point" and _PULLING in (before.verb, clause.place.tokens.words[before.start].text):
        return "change", "up"  # 拉动规模以上工业1.4个百分点
    for direction, verbs in wording.CHANGING_OBJECT.items():
        opens = clause.place.tokens.words[before.start].text
        told = _CHANGING_COUNT[direction] if counted else verbs  # 提升公园81个 makes them better, not more
        if before.verb in told or opens in told:
            return "change", direction
    return None


_AT_RATE = frozenset(("保持", "实现", "年均", "平均", "同比", "以", "约", "近", "超", "超过", "的", "达到", "达"))


def _change_behind(clause: Clause) -> _Answer:
    """保持年均14.6%增长, 实现5%以上的增长: the noun of change right behind a rate ends the clause."""
    rest = tuple(word for word in clause.right if word not in ("的", "以上", "左右", "速度"))
    direction = _DIRECTIONS.get(rest[0]) if rest else None
    if direction is None or clause.quantity.unit != "%" or (rest[1:2] and rest[1] not in _ENDS):
        return None
    return None if _AT_RATE.isdisjoint(clause.left[-2:]) else ("change", direction)


_ENDS = frozenset("，。；、,;！）)")
_AGAINST_EARLIER = frozenset(("同比", "环比", "上年", "去年", "同期", "上年同期", "去年同期", "年初", "上期", "期初"))


def _printed_sign(clause: Clause) -> _Answer:
    """同比+9.2%, 同比-3.1%: the sign is the verb."""
    minus = clause.quantity.low < 0
    if minus and any(word in clause.name.metric for word in ("同比", "增减")):
        return "change", "down"
    if not minus and clause.left[-1:] != ("+",):
        return None
    in_brackets = clause.left in ((), ("+",)) and clause.place.floor > 0
    if _AGAINST_EARLIER.isdisjoint(clause.left[-2:]) and not in_brackets:
        return None
    return "change", "down" if minus else "up"


def _level(_: Clause) -> _Answer:
    return "level", None


MEASURE_RULES: tuple[MeasureRule, ...] = (
    MeasureRule(
        "measure of the list",
        "分别下降18.6%和14.2%: figures of a list share a verb",
        _of_list,
        sees=lambda c: c.left,
    ),
    MeasureRule(
        "share carried on",
        "占比由12%升至14%: both ends of a move are shares",
        _share_carried,
        SHARES,
        lambda c: c.tail,
    ),
    MeasureRule(
        "share in brackets",
        "其次是就业（31%）: a bare rate in brackets behind what is no rate",
        _share_in_brackets,
        SHARES,
        lambda c: c.right,
    ),
    MeasureRule(
        "measure of the aim",
        "低于5.5%的目标: an aim is of the kind of what missed it",
        _of_aim,
        sees=lambda c: c.right,
    ),
    MeasureRule("rank", "居全省第3位: a place in a ranking; 前移3位: a change of it", _rank),
    MeasureRule("gap", "高于全省平均2个百分点: so much above or below another figure", _gap),
    MeasureRule(
        "change named behind",
        "保持年均14.6%增长: the noun of change stands right behind the rate",
        _change_behind,
        SHARES,
        lambda c: c.right,
    ),
    MeasureRule("ratio", "是2019年的2.3倍: so many times another figure", _ratio, SHARES | AMOUNTS),
    MeasureRule("share", "占, 比重, 70%的: part of a whole", _share, SHARES),
    MeasureRule("change", "增长, 下降: grew or fell by so much", _change),
    MeasureRule("changed object", "降低企业税负5700亿元: the verb stands before the thing", _changed_object),
    MeasureRule("printed sign", "同比+9.2%: a change printed with its sign", _printed_sign),
    MeasureRule("level", "where nothing says otherwise, a figure is an amount", _level),
)

_JUDGES = {
    kind: tuple((rule.name, rule.judge, rule.sees) for rule in MEASURE_RULES if kind in rule.kinds)
    for kind in ALL_KINDS
}
