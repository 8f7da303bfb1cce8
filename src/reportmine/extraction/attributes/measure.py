"""How a figure is meant: level or change, up or down, share, rank, gap or ratio, and its final qualifier.

`MEASURE_RULES` is asked from top to bottom; the first rule that answers decides and is noted. The last
one always answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reportmine.extraction.attributes.change import change, change_behind, changed_object, printed_sign
from reportmine.extraction.attributes.clause import TIME_BASE, Answer, Clause, Frame, spelled, verb_of_change
from reportmine.extraction.attributes.status import Said, status_of
from reportmine.extraction.naming.context import ALL_KINDS, AMOUNTS, SHARES, Name, Place, is_share
from reportmine.lexicon import cue_words
from reportmine.model import Direction, Measure, Note


class MeasureRule(NamedTuple):
    """A named test that gives a measure with its direction, or None; `sees` are the words it goes by.

    Of figures that are not of its `kinds` it is not asked: it would say nothing.
    """

    name: str
    why: str
    judge: Callable[[Clause], Answer]
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


def _of_list(clause: Clause) -> Answer:
    """分别下降18.6%和14.2%: figures of one list share a verb."""
    in_list = clause.name.strategy in ("respectively", "same list")
    if clause.earlier is None or not in_list or not all(word in _LIST_WORDS for word in clause.left):
        return None
    return clause.earlier.measure, clause.earlier.direction


def _share_in_brackets(clause: Clause) -> Answer:
    """近七成（68.3%）, 其次是“发展空间”（31.5%）: a bare rate in brackets, where no rate is named."""
    words, place = clause.place.tokens.words, clause.place
    opens = place.floor == place.at > 0 and words[place.floor - 1].text in ("（", "(")
    if not opens or clause.quantity.low < 0 or clause.quantity.unit != "%" or clause.name.metric.endswith(_RATES):
        return None
    return "share", None


def _share_carried(clause: Clause) -> Answer:
    shared = clause.earlier is not None and clause.earlier.measure == "share"
    of_last = clause.name.strategy in ("carried on", "end of a move")
    return ("share", None) if shared and of_last and _ends_in(clause) else None


def _of_aim(clause: Clause) -> Answer:
    """低于5.5%的目标: an aim shares the measure of what missed it."""
    if clause.earlier is None or _PAST_AIM.isdisjoint(clause.left) or "目标" not in "".join(clause.right):
        return None
    return clause.earlier.measure, clause.earlier.direction


def _ends_in(clause: Clause) -> bool:
    """占比由12.1%提升至14.5%: the second end of a move is of the kind of the first."""
    words = clause.tail if clause.place.before.text else clause.left
    moved = any(word[-1] in "到至为" or word in cue_words.TO for word in words)
    return clause.quantity.unit == "%" and moved


# ----------------------------------------------------------------------------------------- rules

_PLACES_MOVED = frozenset(("位", "名次", "位次"))
_PLACED = ("居", "列", "排名", "百强", "前移至", "升至", "位次")


def _rank(clause: Clause) -> Answer:
    q = clause.quantity
    if q.form == "ordinal" or spelled(clause).startswith("前"):
        return "rank", None
    if q.unit in _PLACES_MOVED:
        moved = verb_of_change(clause.tail)
        if moved:
            return "change", moved[1]
    if q.unit in ("位", "强") and any(word in "".join(clause.left) for word in _PLACED):
        return "rank", None
    return None


_NO_BASE = frozenset(("约", "近", "了", "达", "到", "达到"))


_COMPARED: dict[str, Direction] = {
    **dict.fromkeys(("高", "多", "快", "长", "大", "高出", "偏高", "偏多"), "up"),
    **dict.fromkeys(("低", "少", "慢", "短", "小", "偏低", "偏少", "差", "欠"), "down"),
}  # fmt: skip


def _gap(clause: Clause) -> Answer:
    tail = clause.tail
    if not tail:
        return None
    for direction, verbs in cue_words.ABOVE.items():
        for k, word in enumerate(tail[:-1]):
            if word in verbs and not _NO_BASE.issuperset(tail[k + 1 :]):
                return "gap", direction
    against = next((k for k, word in enumerate(tail) if word in ("比", "较")), -1)
    if against >= 0 and not TIME_BASE.search("".join(tail[against:])):
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


def _ratio(clause: Clause) -> Answer:
    text = "".join(clause.left)
    if is_share(clause.quantity):
        likened = clause.left[-1:] == ("的",) and not _LIKENING.isdisjoint(clause.tail or clause.left)
        shared = not cue_words.SHARE.isdisjoint(clause.left)
        return ("ratio", None) if "相当于" in text or (likened and not shared) else None
    if clause.quantity.unit != "倍":
        return None
    compared = text.endswith(("的", "的近", "的约", "的超过", "的逾", "的将近")) or "相当于" in text
    return ("ratio", None) if compared or not verb_of_change(clause.left) else None


_SHARE_ENDINGS = ("占比", "比重")
_PEOPLE = ("者", "人员", "老人", "老年人", "人口", "学生", "青年")
_RATES = ("率", "水平", "度", "比例")


def _share(clause: Clause) -> Answer:
    q, place = clause.quantity, clause.place
    if q.unit != "%" and q.form != "fraction":
        return None
    changed = verb_of_change(clause.left)
    if changed and changed[0] == "超":
        changed = None  # 大专学历超六成
    if not cue_words.SHARE.isdisjoint(clause.left) or any(word.endswith(_SHARE_ENDINGS) for word in clause.left):
        return None if changed else ("share", None)
    if changed:
        return None
    named_rate = clause.name.metric.endswith(_RATES)
    if clause.name.metric.endswith(_PEOPLE) and "+" not in clause.left:
        return "share", None  # 心理压力较大者39%
    if q.form == "fraction" or (spelled(clause).endswith("成") and not named_rate):
        return "share", None
    reached = "".join(clause.tail).endswith(("为", "达", "达到"))
    runs_on = not clause.tail and not named_rate and clause.right[:1] and "\u4e00" <= clause.right[0] <= "\u9fff"
    if runs_on and clause.right[0] not in _BEHIND_RATES:
        return "share", None  # 建制村100%通硬化路
    unnamed = not place.before.text or place.before.text in cue_words.SCOPE
    return ("share", None) if place.behind and unnamed and not reached else None


_BEHIND_RATES = frozenset(("以上", "左右", "以内", "以下", "的", "和", "与", "及", "多", "上下"))


def _level(_: Clause) -> Answer:
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
        "保持年均9.4%增长: the noun of change stands right behind the rate",
        change_behind,
        SHARES,
        lambda c: c.right,
    ),
    MeasureRule("ratio", "是2019年的2.3倍: so many times another figure", _ratio, SHARES | AMOUNTS),
    MeasureRule("share", "占, 比重, 70%的: part of a whole", _share, SHARES),
    MeasureRule("change", "增长, 下降: grew or fell by so much", change),
    MeasureRule("changed object", "降低企业税负5700亿元: the verb stands before the thing", changed_object),
    MeasureRule("printed sign", "同比+9.2%: a change printed with its sign", printed_sign),
    MeasureRule("level", "where nothing says otherwise, a figure is an amount", _level),
)

_JUDGES = {
    kind: tuple((rule.name, rule.judge, rule.sees) for rule in MEASURE_RULES if kind in rule.kinds)
    for kind in ALL_KINDS
}
