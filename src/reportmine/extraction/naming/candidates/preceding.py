"""The noun phrase before a figure, walking back from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportmine.extraction.naming.word_classes import (
    CLOSING,
    goes_with_verb,
    head_follows,
    in_rate_name,
    inside_name,
    is_suffix_of_verb,
    is_verb_here,
    nounlike,
    passes,
    stops,
)
from reportmine.extraction.tokens import FIGURE, MARK, TIME
from reportmine.lexicon import cue_words
from reportmine.lexicon.indicators import Indicators
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Word, slotted

OPENING = {opening: closing for closing, opening in CLOSING.items()}
_BRACKETS = "）)】"
_ROUND = frozenset("（(【" + _BRACKETS)
BREAKS = frozenset("，。；：！？,;:!?|…—\n")
_AVERAGES = cue_words.AVERAGES | {"平均"}
_FLOORS = BREAKS | frozenset("】（(")


@slotted
class NounPhrase:
    """A noun phrase as `words[start:end]`; `lead` is the verb that opens it, `tail` the words up to the figure."""

    text: str
    start: int
    end: int
    lead: str
    tail: tuple[Word, ...]
    verb: str = ""


def clause_floor(words: Sequence[Word], at: int) -> int:
    """The first word that may belong to what the figure at `at` measures: behind the last break or figure."""
    for k in range(at - 1, -1, -1):
        word = words[k]
        if word.tag == FIGURE or (word.text in _FLOORS and not (word.text in "（(" and _closed(words, k, at))):
            return k + 1
    return 0


def _closed(words: Sequence[Word], opening: int, at: int) -> bool:
    closing = OPENING[words[opening].text]
    return any(word.text == closing for word in words[opening + 1 : at])


def preceding_phrase(words: Sequence[Word], at: int, floor: int, lexicon: Lexicon) -> NounPhrase:
    """The noun phrase between `floor` and the figure at `at`; its text is empty where there is none."""
    end = _tail_start(words, floor, _pivot(words, floor, at))
    end = _tail_start(words, floor, _ranked_among(words, floor, end, at))
    end += end == floor < at and _is_flow(words, floor, floor)  # 净增5家: a verb of change, but all there is
    flow = words[end - 1].text if end > floor and _is_flow(words, end - 1, floor) else ""
    doing = "" if flow else _deed(words, floor, end)
    if flow or doing:
        end = _tail_start(words, floor, end - 1)
    tail = tuple(words[end:at])
    whole = end + (end + 1 < at and words[end].text in cue_words.LOCALIZERS)  # 在总资产中占比: 中 is of the tail
    within = _within(words, floor, whole) if whole < at and words[whole].text in cue_words.SHARE_WORDS else -1
    if within == floor:
        return NounPhrase("", floor, floor, "", tail)
    if within > floor:
        return replace(preceding_phrase(words, within, floor, lexicon), tail=tail)
    start, lead, verb = _opened(words, floor, end)
    among = _among(words, floor, start) if start < end < at and words[end].text in cue_words.LOCALIZERS else floor
    if among > floor:
        # 在全省同类机构中排名第二: a place among others, not what is measured
        outer = preceding_phrase(words, among, floor, lexicon)
        return replace(outer, tail=tuple(words[outer.end : at]))
    start = _with_modifier(words, floor, _indicator_start(words, floor, start, end, lexicon.indicators), end)
    start = _with_bound(words, start, end)
    text = text_of(words, start, end)
    if verb in cue_words.ACHIEVEMENT_VERBS:
        text = text.replace(verb, "") if text.count(verb) == 1 else text  # 第一产业[实现]增加值
        if text in cue_words.ATTRIBUTE_NOUNS:
            text = _planned_for(words, floor, start - 1 - (words[start].text != verb), lexicon) + text
    if text and flow:
        text = flow + text
    told = doing if doing in cue_words.VERBAL_NOUNS else ""
    return NounPhrase(text + told if text else "", start, end, flow or lead, tail, verb)


def _planned_for(words: Sequence[Word], floor: int, k: int, lexicon: Lexicon) -> str:
    """[普通公路]力争完成投资: of what a head is that is too bare, where it is planned or counted up; or nothing."""
    first = k
    while k >= floor and words[k].text in _HOW:
        k -= 1
    named = preceding_phrase(words, k + 1, floor, lexicon).text if floor <= k < first and nounlike(words[k]) else ""
    return "" if named in cue_words.SCOPE_WORDS else named


_HOW = cue_words.PLAN_MODIFIERS.union(cue_words.PLANNING_WORDS)
_CHANGING = frozenset().union(*cue_words.CAUSATIVES.values()) - cue_words.VERBAL_NOUNS
_IN = frozenset(("在", "于"))


def _within(words: Sequence[Word], floor: int, end: int) -> int:
    """公众捐赠[在]总收入中的占比: where the whole begins that something is a share of; -1 where none does."""
    inside = end - 1 - (words[end - 1].text == "的")
    if inside - 1 <= floor or words[inside].text not in cue_words.LOCALIZERS:
        return -1
    return next((k for k in range(inside - 1, floor - 1, -1) if words[k].text in _IN), -1)


def _among(words: Sequence[Word], floor: int, start: int) -> int:
    """Where 在 stands before a phrase and the place and time that it leaves out; `floor` where it does not."""
    k = start - 1
    while k > floor and (
        words[k].text in cue_words.SCOPE_WORDS or words[k].text in cue_words.TIME_WORDS or words[k].tag == "t"
    ):
        k -= 1
    return k if k > floor and words[k].text in _IN else floor


# Words of the longest modifier with 的 that is told with a head that says little.
_LONGEST_MODIFIER = 9


def _with_modifier(words: Sequence[Word], floor: int, start: int, end: int) -> int:
    """[改判和发回重审的]案件: a head that says little takes along the modifier that its clause opens with."""
    if end - start != 1 or start - 1 <= floor or words[start - 1].text != "的":
        return start
    opens = floor + (words[floor].text in ("被", "由", "其中"))
    told = words[start].text in cue_words.GENERAL_NOUNS and 1 < start - opens <= _LONGEST_MODIFIER
    plain = all(word.tag not in ("w", TIME, MARK, FIGURE) for word in words[opens:start])
    return opens if told and plain else start


def _with_bound(words: Sequence[Word], start: int, end: int) -> int:
    """10亿元及以上项目: the bound before is part of the name."""
    if start < end and words[start].text in cue_words.NAME_BOUNDS:
        figure = start - 1 - (start > 1 and words[start - 1].text in cue_words.CONJUNCTIONS)
        if figure >= 0 and words[figure].tag == FIGURE:
            return figure
    return start


def _tail_start(words: Sequence[Word], floor: int, end: int) -> int:
    if end > floor and words[end - 1].text == "等":
        end -= 1  # 耕地、林地等980亩
    while end > floor and passes(words[end - 1]):
        end -= 1
    return end


def _is_flow(words: Sequence[Word], k: int, floor: int) -> bool:
    """新增, and 净增 where the clause says nothing else; X净增5家 is a change of X."""
    text = words[k].text
    return text in cue_words.FLOW_VERBS and (text[0] == "新" or (text[0] == "净" and k == floor))


def _deed(words: Sequence[Word], floor: int, end: int) -> str:
    """募集资金累计投入5.92亿元: the deed behind its object is part of the name."""
    if end - 2 < floor or words[end - 1].text not in cue_words.LIGHT_VERBS:
        return ""
    before = words[end - 2]
    object_end = _tail_start(words, floor, end - 1)
    moved = object_end < end - 1 or before.text in cue_words.ADVERBS or before.text in CLOSING
    named = object_end > floor and (nounlike(words[object_end - 1]) or words[object_end - 1].text in CLOSING)
    return words[end - 1].text if moved and named else ""


def _pivot(words: Sequence[Word], floor: int, at: int) -> int:
    if words[at - 1].text == "的":
        liked = next((k for k in range(at - 2, floor, -1) if words[k].text in cue_words.COPULAS), -1)
        if liked > 0:
            return liked  # 公路密度[为]全国平均水平的2.4倍
    for k in range(floor, at - (words[at - 1].text == "比")):  # 团青比21.6%: here 比 ends the name
        word = words[k]
        if word.text == "排名" and words[at].text[0] not in "第前首":
            continue  # 排名前移2位: here it is what moved
        if word.text in cue_words.NAME_BOUNDARY and not (k + 1 < at and words[k + 1].text == "的"):
            if k == floor and word.text == "按" and any(head_follows(b) for b in words[k + 1 : at - 1]):
                continue  # 按总产值计算的劳动生产率: what is measured comes behind it
            return k
    return at


def _ranked_among(words: Sequence[Word], floor: int, end: int, at: int) -> int:
    """出货量[全球]第1: among whom something is ranked is no part of what is."""
    if words[at].text[0] not in "第前首":
        return end
    while end > floor and words[end - 1].text in cue_words.PEER_GROUPS:
        end -= 1
    return end


def _opened(words: Sequence[Word], floor: int, end: int) -> tuple[int, str, str]:
    """Walk back from `end` to where the phrase opens; also the verb that leads it and the verb before it."""
    k, start, lead, verb = end - 1, end, "", ""
    while k >= floor:
        word = words[k]
        if word.text in CLOSING:
            opening = _matching(words, k, floor)
            if opening < 0:
                break
            if word.text not in _BRACKETS or k == end - 1:
                start = opening
            k = opening - 1
            continue
        if word.text == "、":
            if k == floor or words[k - 1].tag == FIGURE or start == end:
                break
            if text_of(words, start, end) in cue_words.QUANTITY_NOUNS:
                break
        elif word.text in cue_words.FLOW_VERBS and start < end and not inside_name(words, k, floor):
            return k, word.text, ""
        elif (
            word.text in cue_words.LIGHT_VERBS
            and is_verb_here(words, k, floor, start == end)
            and not is_suffix_of_verb(words, start, end)
        ):
            if floor < k < start < end and words[k - 1].text in cue_words.MANNER_WORDS:
                return k - 1, "", ""  # [线上参与]读者
            verb = word.text
            if (
                text_of(words, start, end) not in cue_words.ATTRIBUTE_NOUNS
                or k == floor
                or not goes_with_verb(words[k - 1])
            ):
                break
            start = k
        elif word.text in _CHANGING and not is_suffix_of_verb(words, start, end):
            verb = word.text
            break
        elif word.text in _AVERAGES and start < end:
            start = k
        elif word.text in cue_words.VERBAL_NOUNS and text_of(words, start, end) in cue_words.QUANTITY_NOUNS:
            start = k  # [出口]规模
        elif stops(word) or word.tag == "w":
            between = word.text in cue_words.ADVERBS or (word.tag == "t" and word.text not in cue_words.TIME_WORDS)
            if not (between and in_rate_name(words, start, end)):
                break
            start = k
        elif word.text == "的":
            of_part = words[floor].text == "其中" and k - floor <= _LONGEST_OF_PART
            head = text_of(words, start, end)
            if head not in cue_words.QUANTITY_NOUNS and head[:1] != "总" and not of_part:
                break
            start = floor + 1 if of_part else start
            if of_part:
                break  # 其中[适用一般程序]的事故: what makes it a part is part of the name
        else:
            start = k
            k -= 1
            continue
        k -= 1
    return _trimmed(words, start, end), lead, verb


# Words of the longest modifier that is taken along; longer ones are clauses of their own.
_LONGEST_OF_PART = 8


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


def _indicator_start(words: Sequence[Word], floor: int, start: int, end: int, indicators: Indicators) -> int:
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


def text_of(words: Sequence[Word], start: int, end: int) -> str:
    """The characters of a phrase, without what stands in round brackets, but for 执业（助理）医师."""
    texts = [word.text for word in words[start:end]]
    if _ROUND.isdisjoint(texts):
        return "".join(texts).strip("、的")
    parts, depth = [], 0
    for k, text in enumerate(texts, start):
        if text in ("（", "(", "【"):
            depth += 1
            parts += _inside_word(words, k, start, end)
        elif text in _BRACKETS:
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text)
    return "".join(parts).strip("、的")


def _inside_word(words: Sequence[Word], k: int, start: int, end: int) -> list[str]:
    """A bracket of one short word, where the name goes on right behind it."""
    if start < k and k + 3 < end and words[k + 2].text == OPENING[words[k].text] and len(words[k + 1].text) < 3:
        return [word.text for word in words[k : k + 3]] if words[k + 3].tag != "w" else []
    return []
