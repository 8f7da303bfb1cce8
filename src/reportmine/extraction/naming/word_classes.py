"""What part a word plays in a phrase before a figure: it passes, stops the phrase, rules it, or is like a noun."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.clauses import CLOSING
from reportmine.extraction.tokens import FIGURE, MARK, NAME, TIME
from reportmine.lexicon import cue_words
from reportmine.model import Word


def head_follows(word: Word) -> bool:
    """Whether what is measured may still come: 按总产值计算[的]劳动生产率, 按设备投资[占]总投资的5%."""
    return word.text == "的" or word.text in cue_words.SHARE_WORDS


def passes(word: Word) -> bool:
    """Whether a word between a phrase and its figure says nothing of what is measured: 达到, 同比增长, 去年."""
    text = word.text
    return (
        text in cue_words.BRIDGE_WORDS
        or text in cue_words.RISING
        or text in cue_words.FALLING
        or text in cue_words.TIME_WORDS
        or (word.tag in (TIME, MARK, "t") and text not in cue_words.NOUNS_TAGGED_TIME)
        or (word.tag in ("x", "v") and len(text) <= 3 and text[-1] in "到至达为")
        or (word.tag == "x" and all(char in cue_words.BRIDGE_WORDS for char in text))
    )


def stops(word: Word) -> bool:
    """Whether no phrase goes over a word: times, prepositions, adverbs."""
    return (
        (word.tag in (TIME, MARK, FIGURE, "t") and word.text not in cue_words.NOUNS_TAGGED_TIME)
        or word.text in cue_words.TIME_WORDS
        or word.text in cue_words.PREPOSITIONS
        or word.text in cue_words.ADVERBS
        or word.tag in ("ul", "uz", "ug", "y", "e")
    )


def inside_name(words: Sequence[Word], k: int, floor: int) -> bool:
    """妇女技能[培训]资金: a verb of flow that may be a noun, with a noun before it."""
    return words[k].text in cue_words.VERBAL_NOUNS and k > floor and nounlike(words[k - 1])


def is_suffix_of_verb(words: Sequence[Word], start: int, end: int) -> bool:
    """化解[率]: a lone last character needs the verb that stands before it."""
    return end - start == 1 and words[start].text in cue_words.NOMINAL_SUFFIXES


def in_rate_name(words: Sequence[Word], start: int, end: int) -> bool:
    """自助借[还]率, [一次性]化解率: an adverb before a lone last character, or before the verb of one."""
    if start < end and len(words[start].text) == 1:
        return end - start == 1
    rate = end - start in (1, 2) and words[end - 1].text[-1] in cue_words.NOMINAL_SUFFIXES
    return rate and (end - start == 1 or words[start].tag[:1] == "v") and "率" in words[end - 1].text


def is_verb_here(words: Sequence[Word], k: int, floor: int, heads: bool = False) -> bool:
    """Whether a verb rules what follows, and is no part of a name: it opens the clause, or is never a noun."""
    if words[k].text not in cue_words.VERBAL_NOUNS:
        return True
    if k == floor:
        return True
    before = words[k - 1]
    if before.text in CLOSING or (heads and before.text in cue_words.VERBAL_NOUNS):
        return False  # 研发[投入]: two verbs that are a noun together
    return (
        before.text in cue_words.SCOPE_WORDS
        or before.text in cue_words.ADVERBS
        or (before.tag in (TIME, MARK, "t", "w", "ul") and before.text not in cue_words.NOUNS_TAGGED_TIME)
        or before.text in cue_words.TIME_WORDS
        or (before.text in cue_words.LIGHT_VERBS and is_verb_here(words, k - 1, floor))
    )


def goes_with_verb(word: Word) -> bool:
    """接警[平均]到场时间: what may stand before the verb of a weak head."""
    return nounlike(word) or word.text == "平均"


def nounlike(word: Word) -> bool:
    """Whether a word may be part of a name."""
    noun = word.tag[:1] in ("n", "x", "j") or (word.tag == "l" and len(word.text) > 3)  # 定期存款
    return (noun or word.tag == NAME or word.text[0] == "第") and not stops(word)
