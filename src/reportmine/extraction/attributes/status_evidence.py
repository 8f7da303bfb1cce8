"""What a sentence and its section say of a figure, as far as status goes: for the rules and for the weights."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportmine.extraction.mentions import Mentions, mentions
from reportmine.extraction.naming.context import FigureContext
from reportmine.extraction.tokens import TIME, Tokens
from reportmine.lexicon import cue_words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.model import Section, Sentence, Status, Word, slotted
from reportmine.text.sentences import BLANKS

# 由目前的91%提高到93%: what a plan starts from says nothing of where it goes.
_REACHED = pattern(f"(?<![由从在比较]){any_of(cue_words.COMPLETION_WORDS)}")
# 将 rules the clauses behind its own, too; it is no sign of a plan where it only moves the object.
_FAR = frozenset((*cue_words.PLANNING_WORDS, "将"))
_NEAR = frozenset(cue_words.PLANNING_IN_CLAUSE)
_DOING = cue_words.BRIDGE_WORDS | cue_words.FLOW_VERBS | cue_words.LIGHT_VERBS
_DONE_SINCE = frozenset(("实际", "实有", "实到"))
_FORECAST = "预计"
_FORECASTS = frozenset((_FORECAST, "估计"))
_QUOTED = frozenset("”」』》")
# A sentence that opens so gives parts of what the sentence before it told.
PART = "其中"
_AIM_BEHIND = pattern(r"[^，。；、]{0,8}(?:目标|的要求)")


@slotted
class SentenceCues:
    """What a sentence says of all its figures as far as status goes: looked for once.

    `planning` are the places of the words that speak of a plan or of its end, `aims` whether one speaks of an aim,
    `before` is the status of the last figure before the sentence, `title` that of the report.
    """

    sentence: Sentence
    reached: Mentions
    planning: tuple[int, ...]
    aims: bool
    title: str = ""
    before: Status | None = None

    @property
    def part(self) -> bool:
        """Whether the sentence gives parts of what the sentence before it plans."""
        return self.before == "target" and self.sentence.text.lstrip(BLANKS).startswith(PART)


def sentence_cues(sentence: Sentence, tokens: Tokens, title: str = "") -> SentenceCues:
    """What a sentence says of all its figures; `title` is that of the report."""
    text, words = sentence.text, tokens.texts
    plans = "拟" in text or not _OF_PLANS.isdisjoint(words)
    planning = [k for k, word in enumerate(words) if word in _OF_PLANS or word[0] == "拟"] if plans else ()
    return SentenceCues(sentence, mentions(_REACHED, text), tuple(planning), "目标" in text or "的要求" in text, title)


@slotted
class StatusEvidence:
    """What a sentence says of one figure of it, as far as status goes; `year` is the report's, `cues` are of all."""

    text_before: str
    aim: str
    reached: str
    planned: str
    near: bool
    section: Section
    year: int | None
    cues: SentenceCues


def status_evidence(context: FigureContext, cues: SentenceCues, year: int | None) -> StatusEvidence:
    """All that a status rule may see."""
    sentence = cues.sentence
    offset = sentence.span.start
    start, end = context.quantity.span
    aim = _AIM_BEHIND.match(sentence.text, end - offset) if cues.aims else None
    reached = cues.reached.before(start - offset)
    plans = cues.planning
    planned, near = _planned(context.tokens.words, plans, context.floor, context.at) if plans else ("", False)
    words = (aim.group() if aim else "", reached[0].group() if reached else "")
    return StatusEvidence(sentence.text[: start - offset], *words, planned, near, sentence.section, year, cues)


# All words that `_planned` asks for, beside those that begin with 拟: it sees no others.
_OF_PLANS = _FAR | _NEAR | _DONE_SINCE | _FORECASTS


def _planned(words: Sequence[Word], places: Sequence[int], floor: int, at: int) -> tuple[str, bool]:
    """The word of planning that rules the figure, and whether it stands in the figure's own clause."""
    found = ""
    for k in reversed(places[: bisect_left(places, at)]):
        text = words[k].text
        if text in _DONE_SINCE and not found:
            return "", False  # 计划招生5420人，实际录取5418人
        near = k >= floor and (text in _NEAR or text[0] == "拟")
        if (text in _FAR or near or _is_forecast(words, k, at)) and _rules(words, k, at):
            if k >= floor:
                return text, True
            found = found if found in cue_words.STRONG_PLANNING else text
    return found, False


def _is_forecast(words: Sequence[Word], k: int, at: int) -> bool:
    """预计新增6台 is a plan; 预计增长6% may be of the year that ends."""
    if words[k].text not in _FORECASTS or k + 1 >= at:
        return False
    after = words[k + 1]
    return (
        after.text in cue_words.FLOW_VERBS
        or after.text in cue_words.MODALS
        or (after.tag == TIME and words[k].text == _FORECAST)
    )


def _rules(words: Sequence[Word], k: int, at: int) -> bool:
    """计划新建, 目标是 plan; 三年行动计划, 将项目用于, 比目标高 do not."""
    text = words[k].text
    if (k and words[k - 1].text in ("不", "未", "没有")) or (k + 1 < at and words[k + 1].text == "了"):
        return False  # 不打算, 规划了
    if k and text == "计划" and words[k - 1].text in _QUOTED:
        return False  # “国培”计划培训教师3人
    if text in ("目标", "要求") and any(
        before.text in cue_words.AIM_COMPARISONS for before in words[max(0, k - 6) : k]
    ):
        return False
    if text == "要求" and any(before.text in cue_words.COMPLIANCE_WORDS for before in words[max(0, k - 6) : k]):
        return False  # 按照规定要求为26名军人送喜报
    if text not in cue_words.PLANNING_NOUNS or k + 1 >= at:
        return True
    after = words[k + 1]
    if text == "计划" and k and words[k - 1].text in cue_words.SCOPE_WORDS and after.text != "的":
        return True  # 本行计划贷款总额增长8%
    return after.tag[:1] in ("v", "d") or after.text in _DOING
