"""How a figure is meant: level or change, up or down, share, rank, gap or ratio, and its final qualifier.

`MEASURE_RULES` is asked from top to bottom; the first rule that answers decides and is noted. The last
one always answers.
"""

from __future__ import annotations

from decimal import Decimal

from reportmine.extraction.attributes.change import change, change_behind, changed_object, printed_sign
from reportmine.extraction.attributes.clause import TIME_BASE, Clause, Frame, Measured, spelled, verb_of_change
from reportmine.extraction.attributes.measure_features import weighed
from reportmine.extraction.attributes.status import status_of
from reportmine.extraction.attributes.status_evidence import SentenceCues
from reportmine.extraction.naming.context import ALL_KINDS, AMOUNTS, SHARES, FigureContext, MetricName, is_share
from reportmine.extraction.naming.rules.adjacent import whole_before
from reportmine.extraction.rule import LEARNT, Rule, first_answer, of_kinds
from reportmine.extraction.tokens import LIST_MARKS
from reportmine.extraction.weights import Weights, weights
from reportmine.lexicon import cue_words
from reportmine.model import Direction, Measure, Note


def frame(
    context: FigureContext,
    name: MetricName,
    cues: SentenceCues,
    earlier: Frame | None,
    year: int | None,
    learned: Weights | None = None,
) -> Frame:
    """Frame one named figure of a sentence; `earlier` is the frame of the figure before it, `year` the report's.

    `learned` are the package's weights where none are given.
    """
    clause = clause_of(context, name, earlier)
    learned = learned or weights()
    measure, direction, note, share = _measure(clause, learned)
    status, status_note, status_share = status_of(clause, (measure, direction), cues, year, learned)
    qualifier = context.quantity.qualifier
    if qualifier == "exact" and name.source == "dealt_out" and _goes_on(clause):
        qualifier = earlier.qualifier if earlier else qualifier  # 分别突破600亿元、200亿元
    if qualifier == "over" and status == "target" and clause.right[:1] in (("以上",), ("之上",)):
        qualifier = "at_least"
    return Frame(measure, direction, status, qualifier, (note, status_note), share * status_share)


def _goes_on(clause: Clause) -> bool:
    """Whether a figure only goes on with a list that a bound before it rules."""
    bound = clause.earlier is not None and clause.earlier.qualifier in ("over", "nearly", "about", "at_least")
    return bound and bool(clause.left) and all(word in LIST_MARKS for word in clause.left)


def clause_of(context: FigureContext, name: MetricName, earlier: Frame | None) -> Clause:
    """All that a measure rule may see of one named figure."""
    texts, at = context.tokens.texts, context.at
    left, tail, right = texts[context.floor : at], texts[context.preceding.end : at], texts[at + 1 : at + 6]
    return Clause(context, context.quantity, name, left, tail, right, earlier)


def ruled_measure(clause: Clause) -> tuple[Rule[Clause, Measured, None], Measured]:
    """What the rules say of a figure, and which of them."""
    decided = first_answer(_ASKED[clause.context.kind], clause)
    assert decided is not None  # the last rule always answers
    return decided


def _measure(clause: Clause, learned: Weights) -> tuple[Measure, Direction | None, Note, float]:
    rule, ruled = ruled_measure(clause)
    chosen, share = weighed(clause, rule.name, ruled, learned)
    measure, direction = chosen
    if measure == "change":
        direction = _signed(clause, direction)
    by = rule.name if chosen == ruled else LEARNT
    return measure, direction, Note("measure", by, rule.evidence(clause), measure), share


def _signed(clause: Clause, direction: Direction | None) -> Direction | None:
    """增长-2.3%: a minus tells the way, and that there is none does in a row behind one: 环比-10.2%、7.1%."""
    tokens, k = clause.context.tokens, clause.context.k
    if clause.quantity.low < 0:
        return "down"
    in_row = k > 0 and tokens.joined[k - 1] and all(word in LIST_MARKS for word in clause.left)
    return "up" if in_row and direction == "down" and tokens.quantities[k - 1].low < 0 else direction


# --------------------------------------------------------- what a figure takes from the one before it


_PAST_AIM = frozenset(("低于", "高于", "超过"))


def _of_list(clause: Clause) -> Measured | None:
    """分别下降18.6%和14.2%: figures of one list share a verb."""
    in_list = clause.name.source in ("dealt_out", "same_list")
    if clause.earlier is None or not in_list or not all(word in LIST_MARKS for word in clause.left):
        return None
    return clause.earlier.measure, clause.earlier.direction


def _share_in_brackets(clause: Clause) -> Measured | None:
    """近七成（68.3%）, 其次是“发展空间”（31.5%）: a bare rate in brackets, where no rate is named."""
    words, context = clause.context.tokens.words, clause.context
    opens = context.floor == context.at > 0 and words[context.floor - 1].text in ("（", "(")
    if (
        not opens
        or clause.quantity.low < 0
        or clause.quantity.unit != "%"
        or clause.name.text.endswith(cue_words.RATE_ENDINGS)
    ):
        return None
    return "share", None


def _share_carried(clause: Clause) -> Measured | None:
    shared = clause.earlier is not None and clause.earlier.measure == "share"
    of_last = clause.name.source in ("carried", "moved")
    return ("share", None) if shared and of_last and _ends_in(clause) else None


def _of_aim(clause: Clause) -> Measured | None:
    """低于5.5%的目标: an aim shares the measure of what missed it."""
    if clause.earlier is None or _PAST_AIM.isdisjoint(clause.left) or "目标" not in "".join(clause.right):
        return None
    return clause.earlier.measure, clause.earlier.direction


def _ends_in(clause: Clause) -> bool:
    """占比由12.1%提升至14.5%: the second end of a move is of the kind of the first."""
    words = clause.tail if clause.context.preceding.text else clause.left
    moved = any(word[-1] in "到至为" or word in cue_words.RESULTATIVES for word in words)
    return clause.quantity.unit == "%" and moved


# ----------------------------------------------------------------------------------------- rules

_PLACES_MOVED = frozenset(("位", "名次", "位次"))


def _rank(clause: Clause) -> Measured | None:
    q = clause.quantity
    if q.form == "ordinal" or spelled(clause).startswith("前"):
        return "rank", None
    if q.unit in _PLACES_MOVED:
        moved = verb_of_change(clause.tail)
        if moved:
            return "change", moved[1]
    if q.unit in ("位", "强") and any(word in "".join(clause.left) for word in cue_words.RANKING_WORDS):
        return "rank", None
    return None


_NO_BASE = cue_words.PRENUMERAL_WORDS | {"到"}


# A rate that is much smaller than the one before it is a gap, sloppily written: 城镇化率65%，高于全省平均2%.
_LEVEL_FROM = Decimal("0.3")
_LEVEL_ALONE = Decimal(20)


def _of_other(clause: Clause) -> bool:
    """低于全国平均水平5.5%, 高于上年的89%: a rate told after 低于 is the other's own level, no gap in %."""
    q, k = clause.quantity, clause.context.k
    if q.unit != "%" or not any(verb in clause.tail for verb in _PAST_AIM):
        return False
    if clause.tail[-1] == "的":
        return True
    if not clause.name.text.endswith(cue_words.RATE_ENDINGS) or clause.tail[-1] in _PAST_AIM:
        return False
    earlier = clause.context.tokens.quantities[k - 1] if k else None
    if earlier is None or earlier.unit != "%":
        return q.low >= _LEVEL_ALONE
    return q.low >= earlier.low * _LEVEL_FROM


_COMPARED: dict[str, Direction] = {
    adjective: direction
    for direction, adjectives in cue_words.COMPARATIVE_ADJECTIVES.items()
    for adjective in adjectives
}


def _gap(clause: Clause) -> Measured | None:
    tail = clause.tail
    if not tail:
        return None
    if _of_other(clause):
        return "level", None
    for direction, verbs in cue_words.GAP_VERBS.items():
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


_OF_ANOTHER = ("的", *(f"的{word}" for word in cue_words.APPROXIMATORS))


def _ratio(clause: Clause) -> Measured | None:
    text = "".join(clause.left)
    if is_share(clause.quantity):
        likened = clause.left[-1:] == ("的",) and not cue_words.EQUATIVES.isdisjoint(clause.tail or clause.left)
        shared = not cue_words.SHARE_WORDS.isdisjoint(clause.left)
        return ("ratio", None) if "相当于" in text or (likened and not shared) else None
    if clause.quantity.unit != "倍":
        return None
    compared = text.endswith(_OF_ANOTHER) or "相当于" in text
    return ("ratio", None) if compared or not verb_of_change(clause.left) else None


_SHARE_ENDINGS = ("占比", "比重")


def _share(clause: Clause) -> Measured | None:
    q, context = clause.quantity, clause.context
    if q.unit != "%" and q.form != "fraction":
        return None
    changed = verb_of_change(clause.left)
    if changed and changed[0] == "超":
        changed = None  # 大专学历超六成
    if whole_before(context) >= 0:
        return "share", None  # 占总收入6145万元的75.56%
    if not cue_words.SHARE_WORDS.isdisjoint(clause.left) or any(word.endswith(_SHARE_ENDINGS) for word in clause.left):
        return None if changed else ("share", None)
    if changed:
        return None
    named_rate = clause.name.text.endswith(cue_words.RATE_ENDINGS)
    if clause.name.text.endswith(cue_words.PERSON_ENDINGS) and "+" not in clause.left:
        return "share", None  # 心理压力较大者39%
    if q.form == "fraction" or (spelled(clause).endswith("成") and not named_rate):
        return "share", None
    reached = "".join(clause.tail).endswith(("为", "达", "达到"))
    runs_on = not clause.tail and not named_rate and clause.right[:1] and "\u4e00" <= clause.right[0] <= "\u9fff"
    if runs_on and clause.right[0] not in cue_words.SHARE_FOLLOWERS:
        return "share", None  # 建制村100%通硬化路
    unnamed = not context.preceding.text or context.preceding.text in cue_words.SCOPE_WORDS
    return ("share", None) if context.following and unnamed and not reached else None


def _level(_: Clause) -> Measured | None:
    return "level", None


def _left(clause: Clause) -> str:
    return "".join(clause.left)


def _tail(clause: Clause) -> str:
    return "".join(clause.tail)


def _right(clause: Clause) -> str:
    return "".join(clause.right)


def _words_before(clause: Clause) -> str:
    return "".join(clause.left[-6:])


MEASURE_RULES: tuple[Rule[Clause, Measured, None], ...] = (
    Rule("measure of the list", "分别下降18.6%和14.2%: figures of a list share a verb", _of_list, evidence=_left),
    Rule(
        "share carried on",
        "占比由12%升至14%: both ends of a move are shares",
        _share_carried,
        kinds=SHARES,
        evidence=_tail,
    ),
    Rule(
        "share in brackets",
        "其次是就业（31%）: a bare rate in brackets behind what is no rate",
        _share_in_brackets,
        kinds=SHARES,
        evidence=_right,
    ),
    Rule("measure of the aim", "低于5.5%的目标: an aim is of the kind of what missed it", _of_aim, evidence=_right),
    Rule("rank", "居全省第3位: a place in a ranking; 前移3位: a change of it", _rank, evidence=_words_before),
    Rule("gap", "高于全省平均2个百分点: so much above or below another figure", _gap, evidence=_words_before),
    Rule(
        "change named behind",
        "保持年均9.4%增长: the noun of change stands right behind the rate",
        change_behind,
        kinds=SHARES,
        evidence=_right,
    ),
    Rule(
        "ratio", "是2019年的2.3倍: so many times another figure", _ratio, kinds=SHARES | AMOUNTS, evidence=_words_before
    ),
    Rule("share", "占, 比重, 70%的: part of a whole", _share, kinds=SHARES, evidence=_words_before),
    Rule("change", "增长, 下降: grew or fell by so much", change, evidence=_words_before),
    Rule(
        "changed object",
        "降低企业税负5700亿元: the verb stands before the thing",
        changed_object,
        evidence=_words_before,
    ),
    Rule("printed sign", "同比+9.2%: a change printed with its sign", printed_sign, evidence=_words_before),
    Rule("level", "where nothing says otherwise, a figure is an amount", _level, evidence=_words_before),
)

_ASKED = of_kinds(MEASURE_RULES, ALL_KINDS)
