"""Names of those of whom only what they say, became or suffered is told."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.extraction.naming.context import FigureContext, counts_noun, is_share
from reportmine.extraction.naming.noun_phrase import text_of
from reportmine.extraction.naming.rules.following import following_phrase
from reportmine.extraction.naming.rules.preceding import preceding_phrase
from reportmine.extraction.tokens import FIGURE
from reportmine.lexicon import cue_words
from reportmine.model import Word


def responses(context: FigureContext) -> str | None:
    """近八成选择“回馈社会”: a share of those who are asked, told by what they say."""
    words, k = context.tokens.words, context.at + 1
    if context.preceding.text or not is_share(context.quantity):
        return None
    while k < len(words) and words[k].text in _BOUNDS_BEHIND:
        k += 1
    if k >= len(words) or words[k].text not in cue_words.RESPONSE_VERBS:
        return None
    end = next(
        (n for n in range(k, min(len(words), k + 14)) if words[n].text in "，。；,;" or words[n].tag == FIGURE), k + 1
    )
    return text_of(words, k, end) or None


_BOUNDS_BEHIND = cue_words.POSTNUMERAL_BOUNDS | {"的人", "的"}


def awards(context: FigureContext) -> str | None:
    """3人获评劳动模范: people of whom only what they were made is said."""
    words, at = context.tokens.words, context.at + 1
    at += at + 1 < len(words) and words[at].text == "被"
    if at >= len(words) or words[at].text not in cue_words.AWARD_VERBS:
        return None
    before = context.preceding
    # A place of few characters need not stand in the dictionary as one: 石汀4人获评劳动模范.
    place_name = before.end - before.start == 1 and len(before.text) < 4 and before.text not in cue_words.PERSON_NOUNS
    whose = before.text in cue_words.SCOPE_WORDS or (place_name and context.quantity.dimension == "person")
    if before.text and not whose:
        return None
    end = next(
        (k for k in range(at + 1, len(words)) if words[k].text in "，。；、,;" or words[k].tag == FIGURE), len(words)
    )
    return following_phrase(words, at) or text_of(words, at + 1, min(end, at + 9)) or None


def identity_of_part(context: FigureContext) -> str | None:
    """80万元，其中50万元为专项补助: what a part of the whole is."""
    words, at = context.tokens.words, context.at + 1
    if context.preceding.text or context.following:
        return None
    while at < len(words) and words[at].text in cue_words.POSTNUMERAL_BOUNDS:
        at += 1
    if at >= len(words) or words[at].text not in cue_words.IDENTITY_VERBS:
        return None
    part = any(word.text in cue_words.PARTITIVES for word in words[max(0, context.floor - 1) : context.at])
    if not part and not is_share(context.quantity):
        return None
    return following_phrase(words, at) or None


def casualties(context: FigureContext) -> str | None:
    """造成412人死亡: people of whom only what happened to them is said."""
    words, at = context.tokens.words, context.at + 1
    whose = context.preceding.text
    if (
        at >= len(words)
        or words[at].text not in cue_words.CASUALTY_VERBS
        or (whose and whose not in cue_words.SCOPE_WORDS)
    ):
        return None
    return words[at].text


def benefits(context: FigureContext) -> str | None:
    """为4120人次发放医保经费260万元: what was done for so many, where nothing else is said of them."""
    words, at = context.tokens.words, context.at + 1
    if context.following or words[at - 2].text not in cue_words.BENEFACTIVES or at - 2 < context.floor:
        return None
    end = _end_of_deed(words, at)
    return text_of(words, at, end) if end - at > 1 and words[at].tag[:1] == "v" else None


# Words of the longest deed that is told as a name.
_LONGEST_DEED = 6


def _end_of_deed(words: Sequence[Word], at: int) -> int:
    ends = (k for k in range(at, len(words)) if words[k].tag in ("w", FIGURE, "ul") and words[k].text not in "“”「」")
    return min(next(ends, len(words)), at + _LONGEST_DEED)


def deeds(context: FigureContext) -> str | None:
    """其中96人在当地实现就业: what people did of whom nothing else is said."""
    words, at = context.tokens.words, context.at + 1
    opens = context.at == context.floor or words[context.at - 1].text in cue_words.COORDINATORS
    if not opens or context.following or context.quantity.dimension != "person":
        return None
    if at < len(words) and words[at].text == "在":
        at = next((k for k in range(at + 2, min(len(words), at + 6)) if words[k].tag[:1] == "v"), len(words))
    if (
        at >= len(words)
        or words[at].tag != "v"
        or words[at].text in _CHANGED
        or words[at].text in cue_words.SHARE_WORDS
    ):
        return None
    end = _end_of_deed(words, at)
    return text_of(words, at, end) if end - at > 1 or words[at].text not in cue_words.BRIDGE_WORDS else None


_CHANGED = cue_words.RISING | cue_words.FALLING


def deed_on_people(context: FigureContext) -> str | None:
    """整治谣言，打击处理900余人: a deed that is all there is, done to others than those counted last."""
    words = context.tokens.words[context.floor : context.at]
    if context.quantity.dimension != "person" or context.preceding.text or not words:
        return None
    if any(word.tag != "v" or len(word.text) < 2 or word.text in _CHANGED | cue_words.BRIDGE_WORDS for word in words):
        return None
    return "".join(word.text for word in words)


def those_who(context: FigureContext) -> str | None:
    """提起诉讼的4件, 继续深造的占42%: those of whom the clause says so."""
    words, at = context.tokens.words, context.at - 1
    share = is_share(context.quantity)
    while share and at > context.floor and words[at].text in cue_words.PRENUMERAL_WORDS:
        at -= 1
    if share and words[at].text == "的" and at < context.at - 1:
        return preceding_phrase(words, at, context.floor, context.lexicon).text or None  # 拿到证书的超过四成
    if at > context.floor and words[at].text in cue_words.SHARE_WORDS:
        at -= 1 + (words[at - 1].text in cue_words.PRENUMERAL_WORDS)
    elif not context.quantity.unit or not counts_noun(context.quantity):
        return None
    if at <= context.floor or words[at].text != "的":
        return None
    return preceding_phrase(words, at, context.floor, context.lexicon).text or None
