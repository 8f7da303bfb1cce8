"""Rules that tell a change: by its verb, by what it does to a thing, by a noun behind it, by a printed sign."""

from __future__ import annotations

from reportmine.extraction.attributes.clause import DIRECTIONS, TIME_BASE, Clause, Measured, verb_of_change
from reportmine.lexicon import cue_words
from reportmine.lexicon.dimensions import CHANGEABLE, RELATIVE


def change(clause: Clause) -> Measured | None:
    """增长5%, 下降3人: the verb of change before the figure."""
    q, context = clause.quantity, clause.context
    if q.unit == "番":
        return "change", "up"
    found = verb_of_change(clause.tail, q.unit == "%")
    if found and clause.name.source == "classifier" and not context.preceding.text:
        return None
    if found and found[0] == context.preceding.lead:
        return None  # 净增35家 alone counts what was added
    against_earlier = clause.tail[:1] in (("比",), ("较",)) and TIME_BASE.search("".join(clause.tail)) is not None
    if found and found[0] == "超" and q.unit == "%":
        return None  # 大专学历超六成
    if found and (
        found[0] not in cue_words.AMBIGUOUS_CHANGES
        or q.dimension in RELATIVE
        or q.form == "fraction"
        or against_earlier
    ):
        return "change", "down" if q.low < 0 else found[1]  # 增长-2.3%: the printed minus says which way
    if q.dimension == "point" and not found:
        whole = verb_of_change(clause.left)
        return ("change", whole[1]) if whole else None
    return None


_CHANGING_COUNT = {
    direction: verbs & cue_words.CAUSATIVES_OF_COUNT for direction, verbs in cue_words.CAUSATIVES.items()
}


_PULLING = "拉动"


def changed_object(clause: Clause) -> Measured | None:
    """降低企业税负5700亿元: the verb stands before the thing."""
    before, q = clause.context.preceding, clause.quantity
    if not before.text or before.text.endswith("率") or not (q.form == "fraction" or q.unit):
        return None
    counted = q.dimension not in CHANGEABLE and q.form != "fraction"
    if not cue_words.RESULTATIVES.isdisjoint(clause.tail):
        return None
    if q.dimension == "point" and _PULLING in (before.verb, clause.context.tokens.words[before.start].text):
        return "change", "up"  # 拉动规模以上工业1.7个百分点
    for direction, verbs in cue_words.CAUSATIVES.items():
        opens = clause.context.tokens.words[before.start].text
        told = _CHANGING_COUNT[direction] if counted else verbs  # 提升公园81个 makes them better, not more
        if before.verb in told or opens in told:
            return "change", direction
    return None


def change_behind(clause: Clause) -> Measured | None:
    """保持年均9.4%增长, 实现5%以上的增长: the noun of change right behind a rate ends the clause."""
    rest = tuple(word for word in clause.right if word not in ("的", "以上", "左右", "速度"))
    direction = DIRECTIONS.get(rest[0]) if rest else None
    if direction is None or clause.quantity.unit != "%" or (rest[1:2] and rest[1] not in _ENDS):
        return None
    return None if cue_words.RATE_OPENERS.isdisjoint(clause.left[-2:]) else ("change", direction)


_ENDS = frozenset("，。；、,;！）)")


def printed_sign(clause: Clause) -> Measured | None:
    """同比+9.2%, 同比-3.1%: the sign is the verb."""
    minus = clause.quantity.low < 0
    if minus and any(word in clause.name.text for word in ("同比", "增减")):
        return "change", "down"
    if not minus and clause.left[-1:] != ("+",):
        return None
    in_brackets = clause.left in ((), ("+",)) and clause.context.floor > 0
    if cue_words.EARLIER_PERIODS.isdisjoint(clause.left[-2:]) and not in_brackets:
        return None
    return "change", "down" if minus else "up"
