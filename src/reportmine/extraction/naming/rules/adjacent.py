"""Names from the words beside a figure: the noun phrase before it, the counted noun behind it, brackets, verbs."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.clauses import clause_floor
from reportmine.extraction.naming.context import (
    FigureContext,
    counts_noun,
    is_share,
    last_content,
    opens_with_de,
    without_lead,
)
from reportmine.extraction.naming.noun_phrase import NounPhrase
from reportmine.extraction.naming.rules.carried_over import object_of
from reportmine.extraction.naming.rules.preceding import preceding_phrase
from reportmine.extraction.tokens import FIGURE
from reportmine.lexicon import cue_words
from reportmine.lexicon.dimensions import AMOUNT, RELATIVE
from reportmine.lexicon.patterns import pattern
from reportmine.model import Word


def share_of_noun(context: FigureContext) -> str | None:
    """70%的村卫生室, 近六成运营者: with nothing before it, a share is of the noun behind."""
    if not context.following or not is_share(context.quantity):
        return None
    before = context.preceding.text
    return context.following if not before or before in cue_words.SCOPE_WORDS else None  # 全国72.4%的网民


_BREAKS = frozenset("，。；！？,;")


def whole_before(context: FigureContext) -> int:
    """占总收入6145万元的75.56%: where 占 stands before the amount of a whole and its share; -1 where it does not."""
    words, at = context.tokens.words, context.at
    if at < 3 or words[at - 1].text != "的" or words[at - 2].tag != FIGURE or not is_share(context.quantity):
        return -1
    return _share_word_before(words, at - 2)


def _share_word_before(words: Sequence[Word], at: int) -> int:
    for k in range(at - 1, -1, -1):
        if words[k].text in cue_words.SHARE_WORDS:
            return k
        if words[k].text in _BREAKS or words[k].tag == FIGURE:
            return -1
    return -1


def whole_of_share(context: FigureContext) -> str | None:
    """占总收入6145万元的75.56%: the amount between 占 and 的 is of the noun before it."""
    words, at = context.tokens.words, context.at
    if at + 2 >= len(words) or words[at + 1].text != "的" or words[at + 2].tag != FIGURE:
        return None
    k = _share_word_before(words, at)
    share = context.tokens.quantities[context.k + 1] if context.k + 1 < len(context.tokens.quantities) else None
    if k < 0 or share is None or not is_share(share):
        return None
    return preceding_phrase(words, at, k + 1, context.lexicon).text or None


def part_of_whole(context: FigureContext) -> str | None:
    """慈善活动支出4643万元，占总收入6145万元的75.56%: the share is of what stands before 占, or was counted before."""
    share = whole_before(context)
    if share < 0:
        return None
    words = context.tokens.words
    named = preceding_phrase(words, share, clause_floor(words, share), context.lexicon).text
    earlier = context.names[context.k - 2].text if context.k > 1 else ""
    return named or earlier or None


def noun_behind_classifier(context: FigureContext) -> str | None:
    """20所学校: the counted noun behind the measure word, where nothing before names the figure better."""
    q, before, behind = context.quantity, context.preceding, context.following
    if not behind or q.form == "ordinal" or not (counts_noun(q) or q.dimension in AMOUNT):
        return None
    if q.dimension in AMOUNT and (q.dimension == "money" or opens_with_de(context)) and before.text:
        return None
    words = context.tokens.words
    taken = context.k > 0 and before.start > 0 and words[_past_bounds(words, before.start - 1)].tag == FIGURE
    among_others = before.tail[:1] and before.tail[0].text == "等"  # 甲路、乙路等10条道路
    named = before.text and before.text not in cue_words.SCOPE_WORDS
    if named and not taken and not among_others and _shares_head(before.text, behind):
        return behind if _closes_list(context) else None
    if taken:
        return behind
    word = last_content(context)
    if before.text and not before.tail and word is not None and before.text in cue_words.QUANTITY_NOUNS:
        return None
    if before.text and word is not None and word.text in _COPULAS and q.dimension in AMOUNT:
        return None
    return _led(context, behind)


def _closes_list(context: FigureContext) -> bool:
    """审计委员会以及考核委员会四个专门委员会: the count sums a list up whose items have its noun."""
    listed = any(word.text in _LISTING for word in context.tokens.words[context.floor : context.at])
    named, noun = context.preceding.text, context.following
    shared = next((k for k in range(1, len(noun) + 1) if named[-k:] != noun[-k:]), len(noun) + 1) - 1
    return listed and 2 <= shared < len(noun) and context.quantity.low <= _LONGEST_LIST


_LISTING = frozenset(cue_words.COORDINATORS) | {"以及", "与"}
_LONGEST_LIST = 20


_COPULAS = cue_words.COPULAS | {"有", "共"}


def _past_bounds(words: Sequence[Word], k: int) -> int:
    """The word at `k`, or the one before the bounds there: 1650万[+]阅读量."""
    while k > 0 and words[k].text in ("+", "余", "多"):
        k -= 1
    return k


def _shares_head(before: str, behind: str) -> bool:
    """在校生4100名学生, 教学班38个班: both name the same thing."""
    return bool(behind) and (
        behind in before or before in behind or behind[-1] == before[-1] or behind[-1] == "生" == before[-1]
    )


def _led(context: FigureContext, noun: str) -> str:
    """Put a verb of flow before the noun that follows its figure: 新设12个试验区."""
    word = last_content(context)
    if word is None:
        return noun
    if word.text in cue_words.FLOW_VERBS and word.text.startswith(cue_words.FLOW_INITIALS):
        return word.text + noun
    if noun in ("项目", "工程") and word.text == "等":
        # 新开工甲至乙等2个项目: what was done tells these projects from others
        first = context.tokens.words[context.floor]
        return first.text + noun if first.text in cue_words.LIGHT_VERBS or first.text in cue_words.FLOW_VERBS else noun
    return noun


def noun_before(context: FigureContext) -> str | None:
    """新媒体平台总浏览量已超10亿: the noun phrase before the figure."""
    before = context.preceding
    if not before.text or before.text in cue_words.QUANTITY_NOUNS or before.text in cue_words.NON_METRICS:
        return None
    if before.text == before.lead or (
        before.text in cue_words.YIELD_NOUNS and context.following and opens_with_de(context)
    ):
        return None  # 价值70万元的“母亲邮包”
    return _of_thing_before(context, before) or _with_carried_flow(context, before)


def _of_thing_before(context: FigureContext, before: NounPhrase) -> str | None:
    """种植花生5万亩、产量6万吨: the yield of what the figure before counted."""
    words, start = context.tokens.words, before.start
    if before.text not in cue_words.YIELD_NOUNS or start < 2 or not context.k:
        return None
    if words[start - 2].tag != FIGURE or words[start - 1].text not in "、，,":
        return None
    return _EXTENT.sub("", object_of(context.names[-1].text)) + before.text


_EXTENT = pattern("(?:播种|种植|养殖)?(?:面积|规模)$")


def _with_carried_flow(context: FigureContext, before: NounPhrase) -> str:
    """新增互联网平台4个、产业园区3个: the verb holds for the whole list."""
    words = context.tokens.words
    if context.k and not before.lead and not before.verb and before.start and not before.tail:
        mark = words[before.start - 1].text
        earlier = context.names[-1].text
        lead = next((w for w in cue_words.LIST_VERBS if earlier.startswith(w)), "")
        if mark in cue_words.COORDINATORS and lead and words[before.start - 2].tag == FIGURE:
            return lead + before.text
    return before.text


def bracketed(context: FigureContext) -> str | None:
    """经费总额(60749万元): the phrase before the bracket."""
    words = context.tokens.words
    opening = context.floor - 1
    if opening < 1 or words[opening].text not in ("（", "(") or words[opening - 1].tag == FIGURE:
        return None
    floor = clause_floor(words, opening)
    # 依次为社区服务（56%）: the bracket speaks of what stands right before it
    floor = max((k + 1 for k in range(floor, opening - 1) if words[k].text in ("为", "是")), default=floor)
    phrase = preceding_phrase(words, opening, floor, context.lexicon)
    compared = any(word.text in cue_words.NAME_BOUNDARY for word in phrase.tail)  # 远低于全国平均水平（43.7人）
    return None if compared else phrase.text or None


def label(context: FigureContext) -> str | None:
    """捐赠收入：500万元: what stands before the colon."""
    words, colon = context.tokens.words, context.floor - 1
    if context.preceding.text or colon < 1 or words[colon].text not in ("：", ":"):
        return None
    return preceding_phrase(words, colon, clause_floor(words, colon), context.lexicon).text or None


def generic_head(context: FigureContext) -> str | None:
    """总数达到53.7万户: a head that needs the thing named before."""
    before = context.preceding
    if before.text not in cue_words.QUANTITY_NOUNS or not before.text:
        return None
    if context.following and opens_with_de(context):
        return context.following  # 规模10亿元的产业引导基金
    if not context.names:
        return before.text
    earlier = without_lead(context.names[-1].text)
    return earlier if earlier.endswith(before.text) else earlier + before.text


def verb_alone(context: FigureContext) -> str | None:
    """捐助26.5万元: the verb is all there is, and says enough."""
    word = None if context.preceding.text else last_content(context)
    if word is None or word.text not in cue_words.VERBAL_NOUNS:
        return None
    changing = word.text in cue_words.RISING or word.text in cue_words.FALLING
    return None if changing or context.quantity.dimension in RELATIVE else word.text


def noun_behind(context: FigureContext) -> str | None:
    """The only noun near the figure, where it follows."""
    return context.following or None


def verb_phrase(context: FigureContext) -> str | None:
    """两次降低存款准备金率, 新建改建20公里: what was done is all there is."""
    words = context.tokens.words
    if context.preceding.lead:
        return context.preceding.lead
    rest = []
    for word in words[context.at + 1 :]:
        if word.tag in ("w", FIGURE):
            break
        rest.append(word.text)
    if context.quantity.dimension == "event" and rest and len(rest) <= 8:
        return "".join(rest)
    return None


def words_before(context: FigureContext) -> str | None:
    """The words before the figure as they stand."""
    words = context.tokens.words
    floor = context.floor
    kept = [w.text for w in words[floor : context.at] if w.tag not in ("w", "t") and not w.tag.startswith("#")]
    return "".join(kept)[-12:] or None
