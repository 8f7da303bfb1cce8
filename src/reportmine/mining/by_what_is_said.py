"""Names of those of whom only what they say, became or suffered is told."""

from __future__ import annotations

from reportmine.lexicon import wording
from reportmine.mining.behind import phrase_behind
from reportmine.mining.phrases import phrase_before, text_of
from reportmine.mining.place import COUNTED, PASSED, Place, is_share
from reportmine.mining.tokens import FIGURE


def what_so_many_say(place: Place) -> str | None:
    """近八成选择“回馈社会”: a share of those who are asked, told by what they say."""
    words, k = place.tokens.words, place.at + 1
    if place.before.text or not is_share(place.quantity):
        return None
    while k < len(words) and words[k].text in _BOUNDS_BEHIND:
        k += 1
    if k >= len(words) or words[k].text not in wording.ANSWERS:
        return None
    end = next(
        (n for n in range(k, min(len(words), k + 14)) if words[n].text in "，。；,;" or words[n].tag == FIGURE), k + 1
    )
    return text_of(words, k, end) or None


_BOUNDS_BEHIND = frozenset(("以上", "左右", "多", "的人", "的"))


def what_they_became(place: Place) -> str | None:
    """3人获评劳动模范: people of whom only what they were made is said."""
    words, at = place.tokens.words, place.at + 1
    at += at + 1 < len(words) and words[at].text == "被"
    if at >= len(words) or words[at].text not in wording.BECAME:
        return None
    before = place.before
    whose = before.text in wording.SCOPE or (before.end - before.start == 1 and words[before.start].tag == "ns")
    if before.text and not whose:
        return None
    end = next(
        (k for k in range(at + 1, len(words)) if words[k].text in "，。；、,;" or words[k].tag == FIGURE), len(words)
    )
    return phrase_behind(words, at) or text_of(words, at + 1, min(end, at + 9)) or None


def what_befell(place: Place) -> str | None:
    """造成412人死亡: people of whom only what happened to them is said."""
    words, at = place.tokens.words, place.at + 1
    if place.before.text or at >= len(words) or words[at].text not in wording.BEFELL:
        return None
    return words[at].text


def those_who(place: Place) -> str | None:
    """提起诉讼的4件, 继续深造的占42%: those of whom the clause says so."""
    words, at = place.tokens.words, place.at - 1
    share = is_share(place.quantity)
    while share and at > place.floor and words[at].text in PASSED:
        at -= 1
    if share and words[at].text == "的" and at < place.at - 1:
        return phrase_before(words, at, place.floor).text or None  # 拿到证书的超过四成
    if at > place.floor and words[at].text in wording.SHARE:
        at -= 1 + (words[at - 1].text in ("仅", "只", "就", "约", "近", "已"))
    elif place.quantity.dimension not in COUNTED or not place.quantity.unit:
        return None
    if at <= place.floor or words[at].text != "的":
        return None
    return phrase_before(words, at, place.floor).text or None
