"""Names from what was spoken of before: the clause before, the last figure, the last sentence."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.clauses import clause_floor
from reportmine.extraction.naming.context import PLACE_NAME, FigureContext, counts_noun, last_content, without_lead
from reportmine.extraction.naming.rules.preceding import preceding_phrase
from reportmine.extraction.tokens import FIGURE, MARK, TIME
from reportmine.lexicon import cue_words
from reportmine.lexicon.dimensions import RATE
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import NameSource, Word


def clause_before(context: FigureContext) -> str | None:
    """森林覆盖率持续提高，达到45%: the subject of the clause before, where no figure stands between."""
    words = context.tokens.words
    floor = context.floor
    end = floor - 1
    while end > 0 and words[end].text in "，,":
        start = clause_floor(words, end)
        if end < 1 or words[end - 1].tag == FIGURE:
            return None
        found = _subject(words, start, end, context.lexicon)
        if found:
            return found
        if start and words[start - 1].tag == FIGURE:
            return None
        end = start - 1
    return None


def _subject(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> str:
    if words[end - 1].text in cue_words.VIEWPOINT_VERBS:
        return ""  # 分阶段看，一季度增长4.5%
    while start < end - 1 and (words[start].tag in (TIME, MARK, "t") or words[start].text in ("至", "到")):
        start += 1
    for k in range(start, end):
        if words[k].tag == "w" and words[k].text not in "“”、":
            return ""
        if k > start and words[k].text == "的" and k + 1 < end and words[k + 1].text in cue_words.SUPERLATIVES:
            return preceding_phrase(words, k, start, lexicon).text  # 选择就业的最多，占52.8%
        if k > start and (
            words[k].text in cue_words.BRIDGE_WORDS
            or words[k].text in cue_words.PREDICATE_WORDS
            or (words[k].text in cue_words.ADVERBS and words[k].text != "等")
            or (words[k].tag in ("v", "l", "i", "z") and words[k].text not in cue_words.VERBAL_NOUNS)
        ):
            phrase = preceding_phrase(words, k, start, lexicon)
            if words[k].text in cue_words.SUPERLATIVES and phrase.text:
                return phrase.text  # 来自周边省区的[观众]最多
            opens = start + next((n for n, w in enumerate(words[start:k]) if w.text not in cue_words.SCOPE_WORDS), 0)
            return phrase.text if phrase.start in (start, opens) else ""
    return ""


def average_of_last(context: FigureContext) -> str | None:
    """支出8346万元，生均3102元: the last metric, for each of many."""
    word = last_content(context) if context.names else None
    if word is None or word.text not in cue_words.AVERAGES:
        return None
    if context.preceding.text and context.preceding.text != word.text:
        return None
    return word.text + without_lead(context.names[-1].text)


def peers_in_bracket(context: FigureContext) -> str | None:
    """平均床位数为5.5张（全国平均35.3张）: of the same thing, for others."""
    words, floor = context.tokens.words, context.floor
    if not context.names or floor < 2 or words[floor - 1].text not in "（(" or words[floor - 2].tag != FIGURE:
        return None
    said = words[floor : context.at]
    others = all(word.text in _PEERS or word.text in cue_words.BRIDGE_WORDS for word in said)
    same = context.tokens.quantities[context.k - 1].unit == context.quantity.unit
    return context.names[-1].text if said and others and same else None


_PEERS = cue_words.PEER_GROUPS | cue_words.SCOPE_WORDS | cue_words.AVERAGES | {"平均", "平均水平", "均值"}


def deed_on_last(context: FigureContext) -> str | None:
    """提出检察建议16件，采纳15件: the verb alone, done to what the last figure of the unit counted."""
    word = last_content(context) if context.k and context.names else None
    if word is None or word.tag[:1] != "v":
        return None
    if word.text in cue_words.VERBAL_NOUNS or word.text in cue_words.BRIDGE_WORDS or len(word.text) < 2:
        return None
    last = context.tokens.quantities[context.k - 1]
    if word.text in cue_words.NAME_BOUNDARY or last.unit != context.quantity.unit or not counts_noun(context.quantity):
        return None
    if word.text in cue_words.FLOW_VERBS or word.text in cue_words.RISING or word.text in cue_words.FALLING:
        return None
    if word.start != _opening(context).start:
        return None
    last_name = context.names[-1]
    # 专职86人、挂职132人、兼职66人: of the same as the deed before
    object_ = last_name.text[2:] if last_name.source == "last_deed" else object_of(last_name.text)
    return word.text + object_


def _opening(context: FigureContext) -> Word:
    """The first word of a clause that says something."""
    words = context.tokens.words
    said = (w for w in words[context.floor : context.at] if not (w.text in cue_words.CLAUSE_OPENERS or _times(w)))
    return next(said, words[context.floor])


def _times(word: Word) -> bool:
    return word.tag in (TIME, "t") or word.text in cue_words.TIME_WORDS


def object_of(metric: str) -> str:
    """受理案件 → 案件."""
    lead = next((metric[:n] for n in (3, 2) if metric[:n] in cue_words.LIGHT_VERBS and len(metric) > n + 1), "")
    return metric[len(lead) :]


def compared_with(context: FigureContext) -> str | None:
    """与上次普查的431200人相比: the last metric, at another time."""
    texts, behind = context.tokens.texts, context.at + 1
    if not context.names or texts[context.floor] not in cue_words.COMITATIVES:
        return None
    return context.names[-1].text if behind < len(texts) and texts[behind] in cue_words.COMPARISON_CLOSERS else None


def flow_of_last(context: FigureContext) -> str | None:
    """总藏量3120万册，新增95万册: so many more of what the last figure of the unit counted."""
    word = last_content(context) if context.k and not context.following else None
    if word is None or word.text not in _MORE or word.start != _opening(context).start:
        return None
    counted = next((name.text for name in reversed(context.names) if name.source not in _NO_NOUNS), "")
    same = context.tokens.quantities[context.k - 1].unit == context.quantity.unit
    return word.text + without_lead(counted) if same and counted else None


_MORE = frozenset(("新增", "净增"))
_NO_NOUNS: frozenset[NameSource] = frozenset(("last_deed", "leftover", "verb"))


def end_of_move(context: FigureContext) -> str | None:
    """由18.2米浚深至20.5米: where a move ends is of what moved, whatever the verb."""
    words, floor = context.tokens.words, context.floor
    if (
        not context.names
        or not floor
        or words[floor - 1].tag != FIGURE
        or words[context.at - 1].text[-1] not in "到至为成"
    ):
        return None
    start = clause_floor(words, floor - 1)
    moved = any(word.text in ("由", "从") for word in words[start : floor - 1])
    return context.names[-1].text if moved and context.at - floor <= 3 else None


def carried(context: FigureContext) -> str | None:
    """增长5.2%: what the last figure of the sentence spoke of."""
    if not context.names:
        return None
    metric = _last_of_unit(context)
    words, before = context.tokens.words, context.floor - 1
    if context.quantity.form == "ordinal" and words[before].tag == FIGURE:
        # 绩效评估位居15个城市第一: what is ranked stands before those it is ranked among
        return preceding_phrase(words, before, clause_floor(words, before), context.lexicon).text or metric
    lead = context.preceding.lead
    if lead and not context.preceding.text:
        return lead + without_lead(metric)
    return metric or None


def _last_of_unit(context: FigureContext) -> str:
    """学校20所、学位1.2万个，较上年增加5所: the last name of the figure's unit, where the unit counts something."""
    earlier, quantity = context.tokens.quantities[: context.k], context.quantity
    apart = context.floor < context.at  # 消除风险2.1万户6.4万人: of the same thing, in two units
    bare = not earlier[-1].unit  # 订阅量3.1万，增加0.6万册: the unit that the last figure left out
    if apart and not bare and quantity.unit and counts_noun(quantity):
        for k in range(context.k - 1, -1, -1):
            if earlier[k].unit == quantity.unit:
                return context.names[k].text
    return context.names[-1].text


def place_of_last(context: FigureContext) -> str | None:
    """石汀区增长9.1%: a place whose figure of the last metric is given."""
    if PLACE_NAME.match(context.preceding.text) and context.quantity.dimension in RATE:
        carried = context.carried.text if context.carried else ""
        base = next((n.text for n in context.names if n.source != "other_place"), carried)
        return context.preceding.text + base if base else None
    return None


def carried_over_sentence(context: FigureContext) -> str | None:
    """What the last figure of the sentence before spoke of."""
    return context.carried.text if context.carried else None
