"""Names from what was spoken of before: the clause before, the last figure, the last sentence."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.candidates.preceding import clause_floor, phrase_before
from reportmine.extraction.naming.context import COUNTED, PLACE_NAME, Place, last_content, without_lead
from reportmine.extraction.tokens import FIGURE, MARK, TIME
from reportmine.lexicon import cue_words
from reportmine.lexicon.domain_terms import AVERAGES
from reportmine.model import Word


def clause_before(place: Place) -> str | None:
    """森林覆盖率持续提高，达到45%: the subject of the clause before, where no figure stands between."""
    words = place.tokens.words
    floor = place.floor
    end = floor - 1
    while end > 0 and words[end].text in "，,":
        start = clause_floor(words, end)
        if end < 1 or words[end - 1].tag == FIGURE:
            return None
        found = _subject(words, start, end)
        if found:
            return found
        if start and words[start - 1].tag == FIGURE:
            return None
        end = start - 1
    return None


def _subject(words: Sequence[Word], start: int, end: int) -> str:
    if words[end - 1].text in cue_words.VIEWPOINT:
        return ""  # 分阶段看，一季度增长4.5%
    while start < end - 1 and (words[start].tag in (TIME, MARK, "t") or words[start].text in ("至", "到")):
        start += 1
    for k in range(start, end):
        if words[k].tag == "w" and words[k].text not in "“”、":
            return ""
        if k > start and words[k].text == "的" and k + 1 < end and words[k + 1].text in cue_words.MOST:
            return phrase_before(words, k, start).text  # 选择就业的最多，占52.8%
        if k > start and (
            words[k].text in cue_words.TAIL
            or words[k].text in cue_words.PREDICATE
            or (words[k].text in cue_words.ADVERB and words[k].text != "等")
            or (words[k].tag in ("v", "l", "i", "z") and words[k].text not in cue_words.NOMINAL)
        ):
            phrase = phrase_before(words, k, start)
            if words[k].text in cue_words.MOST and phrase.text:
                return phrase.text  # 来自周边省区的[观众]最多
            opens = start + next((n for n, w in enumerate(words[start:k]) if w.text not in cue_words.SCOPE), 0)
            return phrase.text if phrase.start in (start, opens) else ""
    return ""


def average_of_last(place: Place) -> str | None:
    """支出8346万元，生均3102元: the last metric, for each of many."""
    word = last_content(place) if place.names else None
    if word is None or word.text not in _AVERAGES:
        return None
    if place.before.text and place.before.text != word.text:
        return None
    return word.text + without_lead(place.names[-1].metric)


_AVERAGES = AVERAGES | {"人均", "户均", "日均", "月均", "年均", "场均"}


def deed_on_last(place: Place) -> str | None:
    """提出检察建议16件，采纳15件: the verb alone, done to what the last figure of the unit counted."""
    word = last_content(place) if place.k and place.names else None
    if word is None or word.tag[:1] != "v":
        return None
    if word.text in cue_words.NOMINAL or word.text in cue_words.TAIL or len(word.text) < 2:
        return None
    last = place.tokens.quantities[place.k - 1]
    if word.text in cue_words.PIVOT or last.unit != place.quantity.unit or place.quantity.dimension not in COUNTED:
        return None
    if word.text in cue_words.FLOW or word.text in cue_words.RISING or word.text in cue_words.FALLING:
        return None
    if word.start != _opening(place).start:
        return None
    last_name = place.names[-1]
    # 专职86人、挂职132人、兼职66人: of the same as the deed before
    object_ = last_name.metric[2:] if last_name.strategy == "deed on the last" else object_of(last_name.metric)
    return word.text + object_


def _opening(place: Place) -> Word:
    """The first word of a clause that says something."""
    words = place.tokens.words
    said = (w for w in words[place.floor : place.at] if not (w.text in _OPENERS or _times(w)))
    return next(said, words[place.floor])


def _times(word: Word) -> bool:
    return word.tag in (TIME, "t") or word.text in cue_words.TIME


_OPENERS = frozenset(("其中", "、", "和", "并", "已", "共", "均", "又"))


def object_of(metric: str) -> str:
    """受理案件 → 案件."""
    lead = next((metric[:n] for n in (3, 2) if metric[:n] in cue_words.LIGHT and len(metric) > n + 1), "")
    return metric[len(lead) :]


def compared_with(place: Place) -> str | None:
    """与上次普查的431200人相比: the last metric, at another time."""
    texts, behind = place.tokens.texts, place.at + 1
    if not place.names or texts[place.floor] not in _WITH:
        return None
    return place.names[-1].metric if behind < len(texts) and texts[behind] in _COMPARED else None


_COMPARED = frozenset(("相比", "相比较", "比较", "比"))
_WITH = frozenset(("与", "和", "同", "跟", "较"))


def flow_of_last(place: Place) -> str | None:
    """总藏量3120万册，新增95万册: so many more of what the last figure of the unit counted."""
    word = last_content(place) if place.k and not place.behind else None
    if word is None or word.text not in _MORE or word.start != _opening(place).start:
        return None
    counted = next((name.metric for name in reversed(place.names) if name.strategy not in _NO_NOUNS), "")
    same = place.tokens.quantities[place.k - 1].unit == place.quantity.unit
    return word.text + without_lead(counted) if same and counted else None


_MORE = frozenset(("新增", "净增"))
_NO_NOUNS = frozenset(("deed on the last", "words before", "verb alone", "verb phrase"))


def end_of_move(place: Place) -> str | None:
    """由18.2米浚深至20.5米: where a move ends is of what moved, whatever the verb."""
    words, floor = place.tokens.words, place.floor
    if not place.names or not floor or words[floor - 1].tag != FIGURE or words[place.at - 1].text[-1] not in "到至为成":
        return None
    start = clause_floor(words, floor - 1)
    moved = any(word.text in ("由", "从") for word in words[start : floor - 1])
    return place.names[-1].metric if moved and place.at - floor <= 3 else None


def carried(place: Place) -> str | None:
    """增长5.2%: what the last figure of the sentence spoke of."""
    if not place.names:
        return None
    metric = _last_of_unit(place)
    words, before = place.tokens.words, place.floor - 1
    if place.quantity.form == "ordinal" and words[before].tag == FIGURE:
        # 绩效评估位居15个城市第一: what is ranked stands before those it is ranked among
        return phrase_before(words, before, clause_floor(words, before)).text or metric
    lead = place.before.lead
    if lead and not place.before.text:
        return lead + without_lead(metric)
    return metric or None


def _last_of_unit(place: Place) -> str:
    """学校20所、学位1.2万个，较上年增加5所: the last name of the figure's unit, where the unit counts something."""
    earlier, quantity = place.tokens.quantities[: place.k], place.quantity
    apart = place.floor < place.at  # 消除风险2.1万户6.4万人: of the same thing, in two units
    if apart and quantity.unit and quantity.dimension in COUNTED:
        for k in range(place.k - 1, -1, -1):
            if earlier[k].unit == quantity.unit:
                return place.names[k].metric
    return place.names[-1].metric


def place_of_last(place: Place) -> str | None:
    """石汀区增长9.1%: a place whose figure of the last metric is given."""
    if PLACE_NAME.match(place.before.text) and place.quantity.dimension in ("rate", "point"):
        carried = place.carried.metric if place.carried else ""
        base = next((n.metric for n in place.names if n.strategy != "place of the last"), carried)
        return place.before.text + base if base else None
    return None


def carried_over_sentence(place: Place) -> str | None:
    """What the last figure of the sentence before spoke of."""
    return place.carried.metric if place.carried else None
