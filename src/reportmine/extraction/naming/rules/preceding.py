"""The noun phrase before a figure: [新媒体平台总浏览量]已超10亿.

What stands between it and the number is passed first (phrase_end), then its beginning is looked for (phrase_start).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportmine.extraction.naming.noun_phrase import NounPhrase, text_of
from reportmine.extraction.naming.rules.phrase_end import (
    deed_behind_object,
    group_of_rank,
    is_flow,
    name_boundary,
    past_peer_groups,
    tail_start,
    whole_of_share,
)
from reportmine.extraction.naming.rules.phrase_start import (
    indicator_start,
    phrase_opening,
    with_bound,
    with_modifier,
)
from reportmine.extraction.naming.word_classes import nounlike
from reportmine.lexicon import cue_words
from reportmine.lexicon.lexicon import Lexicon
from reportmine.model import Word


def preceding_phrase(words: Sequence[Word], at: int, floor: int, lexicon: Lexicon) -> NounPhrase:
    """The noun phrase between `floor` and the figure at `at`; its text is empty where there is none."""
    end, flow, deed = _ended(words, floor, at)
    tail = tuple(words[end:at])
    local = end < at and words[end].text in cue_words.LOCALIZERS
    whole = end + (local and end + 1 < at)  # 在总资产中占比: 中 is of the tail
    within = whole_of_share(words, floor, whole) if whole < at and words[whole].text in cue_words.SHARE_WORDS else -1
    if within == floor:
        return NounPhrase("", floor, floor, "", tail)
    if within > floor:
        return replace(preceding_phrase(words, within, floor, lexicon), tail=tail)
    start, lead, verb = phrase_opening(words, floor, end)
    among = group_of_rank(words, floor, start) if local and start < end else floor
    if among > floor:
        # 在全省同类机构中排名第二: a place among others, not what is measured
        outer = preceding_phrase(words, among, floor, lexicon)
        return replace(outer, tail=tuple(words[outer.end : at]))
    start = with_modifier(words, floor, indicator_start(words, floor, start, end, lexicon.indicators), end)
    start = with_bound(words, start, end)
    text = _without_verb(words, floor, start, verb, text_of(words, start, end), lexicon)
    if text:
        text = flow + text + (deed if deed in cue_words.VERBAL_NOUNS else "")
    return NounPhrase(text, start, end, flow or lead, tail, verb)


def _ended(words: Sequence[Word], floor: int, at: int) -> tuple[int, str, str]:
    """Where the phrase before the figure at `at` ends, and the verb of flow or the deed right behind it."""
    end = tail_start(words, floor, name_boundary(words, floor, at))
    end = tail_start(words, floor, past_peer_groups(words, floor, end, at))
    end += end == floor < at and is_flow(words, floor, floor)  # 净增5家: a verb of change, but all there is
    flow = words[end - 1].text if end > floor and is_flow(words, end - 1, floor) else ""
    deed = "" if flow else deed_behind_object(words, floor, end)
    return (tail_start(words, floor, end - 1) if flow or deed else end), flow, deed


def _without_verb(words: Sequence[Word], floor: int, start: int, verb: str, text: str, lexicon: Lexicon) -> str:
    """第一产业[实现]增加值: a verb of achievement is left out, and a bare head told with what was planned for it."""
    if verb not in cue_words.ACHIEVEMENT_VERBS:
        return text
    rest = text.replace(verb, "") if text.count(verb) == 1 else text
    if rest not in cue_words.ATTRIBUTE_NOUNS:
        return rest
    return _planned_for(words, floor, start - 1 - (words[start].text != verb), lexicon) + rest


def _planned_for(words: Sequence[Word], floor: int, k: int, lexicon: Lexicon) -> str:
    """[普通公路]力争完成投资: of what a head is that is too bare, where it is planned or counted up; or nothing."""
    first = k
    while k >= floor and words[k].text in _PLANNED:
        k -= 1
    named = preceding_phrase(words, k + 1, floor, lexicon).text if floor <= k < first and nounlike(words[k]) else ""
    return "" if named in cue_words.SCOPE_WORDS else named


_PLANNED = cue_words.PLAN_MODIFIERS.union(cue_words.PLANNING_WORDS)
