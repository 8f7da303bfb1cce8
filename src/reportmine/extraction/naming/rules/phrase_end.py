"""Where the noun phrase before a figure ends: past what says nothing of what is measured."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.clauses import CLOSING
from reportmine.extraction.naming.word_classes import head_follows, nounlike, passes
from reportmine.lexicon import cue_words
from reportmine.model import Word


def tail_start(words: Sequence[Word], floor: int, end: int) -> int:
    """Where the words begin, up to `end`, that say nothing of what is measured: 总额[已达]."""
    if end > floor and words[end - 1].text == "等":
        end -= 1  # 耕地、林地等980亩
    while end > floor and passes(words[end - 1]):
        end -= 1
    return end


def is_flow(words: Sequence[Word], k: int, floor: int) -> bool:
    """新增, and 净增 where the clause says nothing else; X净增5家 is a change of X."""
    text = words[k].text
    return text in cue_words.FLOW_VERBS and (text[0] == "新" or (text[0] == "净" and k == floor))


def deed_behind_object(words: Sequence[Word], floor: int, end: int) -> str:
    """募集资金累计投入5.92亿元: the deed behind its object is part of the name."""
    if end - 2 < floor or words[end - 1].text not in cue_words.LIGHT_VERBS:
        return ""
    before = words[end - 2]
    object_end = tail_start(words, floor, end - 1)
    moved = object_end < end - 1 or before.text in cue_words.ADVERBS or before.text in CLOSING
    named = object_end > floor and (nounlike(words[object_end - 1]) or words[object_end - 1].text in CLOSING)
    return words[end - 1].text if moved and named else ""


def name_boundary(words: Sequence[Word], floor: int, at: int) -> int:
    """From where on the clause speaks of the figure at `at` and no longer of what it measures; `at` itself for none."""
    if words[at - 1].text == "的":
        copula = next((k for k in range(at - 2, floor, -1) if words[k].text in cue_words.COPULAS), -1)
        if copula > 0:
            return copula  # 公路密度[为]全国平均水平的2.4倍
    for k in range(floor, at - (words[at - 1].text == "比")):  # 团青比21.6%: here 比 ends the name
        word = words[k]
        if word.text == "排名" and words[at].text[0] not in "第前首":
            continue  # 排名前移2位: here it is what moved
        if word.text in cue_words.NAME_BOUNDARY and not (k + 1 < at and words[k + 1].text == "的"):
            if k == floor and word.text == "按" and any(head_follows(b) for b in words[k + 1 : at - 1]):
                continue  # 按总产值计算的劳动生产率: what is measured comes behind it
            return k
    return at


def past_peer_groups(words: Sequence[Word], floor: int, end: int, at: int) -> int:
    """出货量[全球]第1: among whom something is ranked is no part of what is."""
    if words[at].text[0] not in "第前首":
        return end
    while end > floor and words[end - 1].text in cue_words.PEER_GROUPS:
        end -= 1
    return end


_IN = frozenset(("在", "于"))


def whole_of_share(words: Sequence[Word], floor: int, end: int) -> int:
    """公众捐赠[在]总收入中的占比: where the whole begins that something is a share of; -1 where none does."""
    inside = end - 1 - (words[end - 1].text == "的")
    if inside - 1 <= floor or words[inside].text not in cue_words.LOCALIZERS:
        return -1
    return next((k for k in range(inside - 1, floor - 1, -1) if words[k].text in _IN), -1)


def group_of_rank(words: Sequence[Word], floor: int, start: int) -> int:
    """Where 在 stands before a phrase and the place and time that it leaves out; `floor` where it does not."""
    k = start - 1
    while k > floor and (
        words[k].text in cue_words.SCOPE_WORDS or words[k].text in cue_words.TIME_WORDS or words[k].tag == "t"
    ):
        k -= 1
    return k if k > floor and words[k].text in _IN else floor
