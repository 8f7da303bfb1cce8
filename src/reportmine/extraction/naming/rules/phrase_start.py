"""Where the noun phrase before a figure begins, walking back from its end."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.clauses import CLOSING
from reportmine.extraction.naming.noun_phrase import BRACKETS_CLOSING, text_of
from reportmine.extraction.naming.word_classes import (
    goes_with_verb,
    in_rate_name,
    inside_name,
    is_suffix_of_verb,
    is_verb_here,
    nounlike,
    stops,
)
from reportmine.extraction.tokens import FIGURE, MARK, TIME
from reportmine.lexicon import cue_words
from reportmine.lexicon.indicators import Indicators
from reportmine.model import Word

# Words of the longest modifier with 的 that is told with a head that says little.
_LONGEST_MODIFIER = 9


def with_modifier(words: Sequence[Word], floor: int, start: int, end: int) -> int:
    """[改判和发回重审的]案件: a head that says little takes along the modifier that its clause opens with."""
    if end - start != 1 or start - 1 <= floor or words[start - 1].text != "的":
        return start
    opens = floor + (words[floor].text in ("被", "由", "其中"))
    general = words[start].text in cue_words.GENERAL_NOUNS and 1 < start - opens <= _LONGEST_MODIFIER
    plain = all(word.tag not in ("w", TIME, MARK, FIGURE) for word in words[opens:start])
    return opens if general and plain else start


def with_bound(words: Sequence[Word], start: int, end: int) -> int:
    """10亿元及以上项目: the bound before is part of the name."""
    if start < end and words[start].text in cue_words.NAME_BOUNDS:
        figure = start - 1 - (start > 1 and words[start - 1].text in cue_words.CONJUNCTIONS)
        if figure >= 0 and words[figure].tag == FIGURE:
            return figure
    return start


_AVERAGES = cue_words.AVERAGES | {"平均"}
_CHANGING = frozenset().union(*cue_words.CAUSATIVES.values()) - cue_words.VERBAL_NOUNS
# Words of the longest modifier of a part that is taken along; longer ones are clauses of their own.
_LONGEST_OF_PART = 8


def phrase_opening(words: Sequence[Word], floor: int, end: int) -> tuple[int, str, str]:
    """Walk back from `end` to where the phrase opens; also the verb that leads it and the verb before it."""
    k, start, verb = end - 1, end, ""
    while k >= floor:
        text = words[k].text
        if text in CLOSING:
            opening = _matching(words, k, floor)
            if opening < 0:
                break
            start = start if text in BRACKETS_CLOSING and k < end - 1 else opening
            k = opening - 1
            continue
        if text in _JOINING and _joins_deeds(words, k, floor, start, end):
            start, k = k - 1, k - 2
            continue
        if text in cue_words.FLOW_VERBS and start < end and not inside_name(words, k, floor):
            return k, text, ""
        if text in cue_words.LIGHT_VERBS and _is_verb(words, k, floor, start, end):
            if floor < k < start < end and words[k - 1].text in cue_words.MANNER_WORDS:
                return k - 1, "", ""  # [线上参与]读者
            verb = text
            if not _belongs_to_head(words, k, floor, start, end):
                break
            extended = k
        elif text in _CHANGING and not is_suffix_of_verb(words, start, end):
            return _trimmed(words, start, end), "", text
        elif text == "的" and words[floor].text == "其中" and k - floor <= _LONGEST_OF_PART:
            start = floor + 1  # 其中[适用一般程序]的事故: what makes it a part is part of the name
            break
        else:
            extended = _extended(words, k, floor, start, end)
        if extended < 0:
            break
        start = extended
        k -= 1
    return _trimmed(words, start, end), "", verb


def _is_verb(words: Sequence[Word], k: int, floor: int, start: int, end: int) -> bool:
    return is_verb_here(words, k, floor, start == end) and not is_suffix_of_verb(words, start, end)


def _belongs_to_head(words: Sequence[Word], k: int, floor: int, start: int, end: int) -> bool:
    """募投项目[投入]资金, [服务]采购金额: a head too bare to stand alone takes its verbs along."""
    if k < start - 1:
        return False
    verbs = next((n for n in range(start, end) if words[n].text not in cue_words.VERBAL_NOUNS), end)
    if text_of(words, verbs, end) not in cue_words.ATTRIBUTE_NOUNS:
        return False
    return words[k].text in cue_words.VERBAL_NOUNS or (k > floor and goes_with_verb(words[k - 1]))


def _extended(words: Sequence[Word], k: int, floor: int, start: int, end: int) -> int:
    """Where a phrase from `start` begins that goes on over the word at `k`: there, or still at `start`; -1 to stop."""
    word = words[k]
    text = word.text
    if text == "等" and k > floor and k + 1 == start:
        return start if _listed(words, k, start, end) else -1
    if text == "、":
        joins = k > floor and words[k - 1].tag != FIGURE and start < end
        return start if joins and text_of(words, start, end) not in cue_words.QUANTITY_NOUNS else -1
    if text in _AVERAGES and start < end:
        return k
    if text in cue_words.VERBAL_NOUNS and text_of(words, start, end) in cue_words.QUANTITY_NOUNS:
        return k  # [出口]规模
    if stops(word) or word.tag == "w":
        between = text in cue_words.ADVERBS or (word.tag == "t" and text not in cue_words.TIME_WORDS)
        return k if between and in_rate_name(words, start, end) else -1
    if text == "的":
        head = text_of(words, start, end)
        return start if head in cue_words.QUANTITY_NOUNS or head[:1] == "总" else -1
    return k


def _listed(words: Sequence[Word], k: int, start: int, end: int) -> bool:
    """图书报刊[等]购置费: the things before 等 tell a sum or a rate apart, and are part of its name."""
    return nounlike(words[k - 1]) and text_of(words, start, end).endswith(cue_words.METRIC_ENDINGS)


_JOINING = cue_words.CONJUNCTIONS - {"和", "、"}


def _joins_deeds(words: Sequence[Word], k: int, floor: int, start: int, end: int) -> bool:
    """设备购置[及]维护费: two deeds with one object, joined, before the head that both belong to."""
    if k - 1 <= floor or start != k + 1 or not (words[k - 1].tag[:1] == "v" and nounlike(words[k - 2])):
        return False
    return text_of(words, start, end).endswith(cue_words.METRIC_ENDINGS)


def _trimmed(words: Sequence[Word], start: int, end: int) -> int:
    if (
        0 < start < end
        and words[start].text == "和"
        and (words[start - 1].text in cue_words.LIGHT_VERBS or words[start - 1].text == "、")
    ):
        return start  # 建成[和]美乡村: behind a verb nothing is joined
    while start < end and (
        words[start].text in cue_words.SCOPE_WORDS
        or words[start].text in cue_words.DETERMINERS
        or words[start].text in cue_words.CONJUNCTIONS
        or words[start].tag == "c"
        or words[start].text in ("的", "、", "了", "是", "为")
    ):
        if end - start == 1 and words[start].text in cue_words.SCOPE_WORDS:
            break
        start += 1
    return start


def _matching(words: Sequence[Word], closing: int, floor: int) -> int:
    opening = CLOSING[words[closing].text]
    for k in range(closing - 1, floor - 1, -1):
        if words[k].text == opening:
            return k
    return -1


def indicator_start(words: Sequence[Word], floor: int, start: int, end: int, indicators: Indicators) -> int:
    """Reach back to the start of a standard indicator that ends where the phrase ends."""
    if start >= end or floor >= end:
        return start
    last = words[end - 1].text
    if len(last) > 1 and not indicators.may_end(last):
        return start
    text = "".join([word.text for word in words[floor:end]])
    at = indicators.longest_ending(text, 0, len(text))
    if at < 0:
        return start
    length = 0
    for k in range(floor, end):
        if length == at:
            return min(start, k)
        length += len(words[k].text)
    return start
