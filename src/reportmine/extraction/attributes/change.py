"""Rules that tell a change: by its verb, by what it does to a thing, by a noun behind it, by a printed sign."""

from __future__ import annotations

from reportmine.extraction.attributes.clause import DIRECTIONS, Clause, Measured, verb_of_change
from reportmine.lexicon import cue_words
from reportmine.lexicon.dimensions import CHANGEABLE, RELATIVE


def change(clause: Clause) -> Measured | None:
    """增长5%, 下降3人: the verb of change before the figure."""
    q, preceding = clause.quantity, clause.context.preceding
    if q.unit == "番":
        return "change", "up"
    found = verb_of_change(clause.tail, q.unit == "%")
    if found is None:
        whole = verb_of_change(clause.left) if q.dimension == "point" else None
        return ("change", whole[1]) if whole else None
    verb, direction = found
    if clause.name.source == "classifier" and not preceding.text:
        return None
    if verb in ("超", preceding.lead):
        return None  # 大专学历超六成; 净增企业35家 alone counts what was added
    against = clause.tail[0] in ("比", "较")
    if verb in cue_words.AMBIGUOUS_CHANGES and not (q.dimension in RELATIVE or q.form == "fraction" or against):
        return None
    return "change", "down" if q.low < 0 else direction  # 增长-2.3%: the printed minus says which way


_CHANGING_COUNT = {
    direction: verbs & cue_words.CAUSATIVES_OF_COUNT for direction, verbs in cue_words.CAUSATIVES.items()
}


_PULLING = "拉动"


def changed_object(clause: Clause) -> Measured | None:
    """降低企业税负5700亿元: the verb stands before the thing."""
    before, q = clause.context.preceding, clause.quantity
    if not before.text or before.text.endswith("率") or not (q.form == "fraction" or q.unit):
        return None
    if not cue_words.RESULTATIVES.isdisjoint(clause.tail):
        return None
    said = (before.verb, clause.context.tokens.words[before.start].text)
    if q.dimension == "point" and _PULLING in said:
        return "change", "up"  # 拉动规模以上工业1.7个百分点
    counted = q.dimension not in CHANGEABLE and q.form != "fraction"
    for direction, verbs in (_CHANGING_COUNT if counted else cue_words.CAUSATIVES).items():
        if not verbs.isdisjoint(said):  # 提升公园81个 makes them better, not more
            return "change", direction
    return None


_BEHIND_RATE = frozenset(("的", "以上", "左右", "速度"))
_ENDS = frozenset("，。；、,;！）)")


def change_behind(clause: Clause) -> Measured | None:
    """保持年均9.4%增长, 实现5%以上的增长: the noun of change right behind a rate ends the clause."""
    if clause.quantity.unit != "%" or cue_words.RATE_OPENERS.isdisjoint(clause.left):
        return None
    rest = [word for word in clause.right if word not in _BEHIND_RATE]
    direction = DIRECTIONS.get(rest[0]) if rest and _ENDS.issuperset(rest[1:2]) else None
    return ("change", direction) if direction else None


def printed_sign(clause: Clause) -> Measured | None:
    """同比+9.2%, 同比-3.1%: the sign is the verb."""
    minus = clause.quantity.low < 0
    if minus and any(word in clause.name.text for word in ("同比", "增减")):
        return "change", "down"
    if not minus and clause.left[-1:] != ("+",):
        return None
    in_brackets = clause.left in ((), ("+",)) and clause.context.floor
    if cue_words.EARLIER_PERIODS.isdisjoint(clause.left[-2:]) and not in_brackets:
        return None
    return "change", "down" if minus else "up"
