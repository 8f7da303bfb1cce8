"""Reached or planned: from the words around a figure, and from the section it stands in.

`STATUS_RULES` is asked from top to bottom; the first rule that answers decides. The last one always does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportmine.extraction.mentions import Mentions, mentions
from reportmine.extraction.naming.context import FigureContext
from reportmine.extraction.rule import Conclusion, Rule, concluded
from reportmine.extraction.tokens import TIME, Tokens
from reportmine.lexicon import cue_words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.model import Note, Section, Sentence, Status, Word, slotted
from reportmine.text.titles import YEAR_BEFORE_THE_REPUBLIC

# 由目前的91%提高到93%: what a plan starts from says nothing of where it goes.
_REACHED = pattern(f"(?<![由从在比较]){any_of(cue_words.COMPLETION_WORDS)}")
_START = pattern(rf"[由从在](?:{any_of(cue_words.STARTING_POINTS)}|20[0-9]{{2}}年)的?$")
_STARTS_END = tuple("前有年末的")
# 将 rules the clauses behind its own, too; it is no sign of a plan where it only moves the object.
_FAR = frozenset((*cue_words.PLANNING_WORDS, "将"))
_NEAR = frozenset(cue_words.PLANNING_IN_CLAUSE)
_DOING = cue_words.BRIDGE_WORDS | cue_words.FLOW_VERBS | cue_words.LIGHT_VERBS
_DONE_SINCE = frozenset(("实际", "实有", "实到"))
_FORECAST = "预计"
_FORECASTS = frozenset((_FORECAST, "估计"))
# A sentence that opens so gives parts of what the sentence before it told.
PART = "其中"
_QUOTED = frozenset("”」』》")
# Where a clause begins with it or a word of planning leads it: 提高到2023年的153元 looks back.
_BY_YEAR = pattern(rf"(?:^|[^\u4e00-\u9fff]|{any_of(cue_words.YEAR_LEADS)})到(?:(20[0-9]{{2}})年|明年|后年|来年)")
# 到2031年降至10%, 2031年提高到92%: a year that nothing has reached yet, with what it is to be then.
_REACHES = pattern(
    r"(?:(?P<till>到|至)|(?<![0-9由从比较与自截于在]))(?P<western>20[0-9]{2}|(?P<republic>1[0-4][0-9]))年(?:底|末)?[^，。；0-9]{0,12}?"
    r"(?:降|提高|提升|增加|增|上升|扩大|减|压缩|控制|达|实现|建成|完成|翻|超过|突破|稳定|保持|占|新增|减少|下降|增长|改造|覆盖)"
    r"[^，。；]{0,12}$"
)
# 年初预算为54万元, 预算数为5万元: planned, whatever was spent. 完成年初预算的92% and 超预算 are none.
_BUDGETED = pattern(
    r"(?<![完成占超比较低高达为于与])(?:年初预算|全年预算|调整预算|预算数|预算安排|采购预算|项目预算|预算金额|预算总额|预算资金|年度预算|"
    r"当年预算|支出预算|收入预算|经费预算|指标值|编列|续编|匡列)[^，。；的0-9]{0,8}$"
)
_AIM_BEHIND = pattern(r"[^，。；、]{0,8}(?:目标|的要求)")


@slotted
class SentenceCues:
    """What a sentence says of all its figures as far as status goes: looked for once.

    `planning` are the places of the words that speak of a plan or of its end, `aims` whether one speaks of an aim,
    `part` whether the sentence gives parts of what the sentence before it plans.
    """

    sentence: Sentence
    reached: Mentions
    planning: tuple[int, ...]
    aims: bool
    part: bool = False


def sentence_cues(sentence: Sentence, tokens: Tokens) -> SentenceCues:
    """What a sentence says of all its figures."""
    text, words = sentence.text, tokens.texts
    plans = "拟" in text or not _OF_PLANS.isdisjoint(words)
    planning = [k for k, word in enumerate(words) if word in _OF_PLANS or word[0] == "拟"] if plans else ()
    return SentenceCues(sentence, mentions(_REACHED, text), tuple(planning), "目标" in text or "的要求" in text)


@slotted
class StatusEvidence:
    """What a sentence says of one figure of it, as far as status goes; `year` is the report's."""

    text_before: str
    aim: str
    reached: str
    planned: str
    near: bool
    section: Section
    year: int | None
    part: bool = False


def status_of(context: FigureContext, cues: SentenceCues, year: int | None) -> tuple[Status, Note]:
    """Whether a figure was reached or is planned, and the note that says by what; `year` is the report's."""
    evidence = status_evidence(context, cues, year)
    found = concluded("status", STATUS_RULES, evidence)
    assert found is not None  # the last rule always answers
    return found


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
    return StatusEvidence(sentence.text[: start - offset], *words, planned, near, sentence.section, year, cues.part)


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


# ----------------------------------------------------------------------------------------- rules


def _where_it_starts(evidence: StatusEvidence) -> Conclusion[Status] | None:
    start = _START.search(evidence.text_before) if evidence.text_before.endswith(_STARTS_END) else None
    return ("actual", start.group()) if start else None


def _aim_behind(evidence: StatusEvidence) -> Conclusion[Status] | None:
    return ("target", evidence.aim) if evidence.aim and "完成" not in evidence.text_before else None


# What is planned is compared with the year before and summed up, too.
_SAY_NOTHING = frozenset(("", "同比", "比上年", "较上年", "累计"))


def _section_that_plans(evidence: StatusEvidence) -> Conclusion[Status] | None:
    planned = evidence.section.kind == "plan" and (evidence.planned or evidence.reached in _SAY_NOTHING)
    return ("target", evidence.section.title) if planned else None


def _year_ahead(evidence: StatusEvidence) -> Conclusion[Status] | None:
    ahead = _BY_YEAR.search(evidence.text_before) if "到" in evidence.text_before else None
    if ahead and evidence.reached and evidence.text_before.find(evidence.reached) > ahead.start():
        return None  # 到2030年的目标已经完成
    year = int(ahead.group(1) or 9999) if ahead else 0
    # 到2025年， of a report of 2025 is an aim; 到2025年底， may be where it looks back from.
    own = (
        ahead is not None
        and year == evidence.year
        and evidence.text_before[ahead.end() : ahead.end() + 1] in ("，", ",")
        and not evidence.reached
    )
    return ("target", ahead.group()) if ahead and (year > (evidence.year or 0) or own) else None


# So many characters before a figure may hold what rules it, and so many more a year that tells now from then.
_NEAR_FIGURE = 60
_NAMED_WITHIN = 200


def _budgeted(evidence: StatusEvidence) -> Conclusion[Status] | None:
    budgeted = _BUDGETED.search(evidence.text_before, max(0, len(evidence.text_before) - _NEAR_FIGURE))
    return ("target", budgeted.group()) if budgeted else None


def _far_year(evidence: StatusEvidence) -> Conclusion[Status] | None:
    found = _REACHES.search(evidence.text_before, max(0, len(evidence.text_before) - _NEAR_FIGURE))
    if found is None:
        return None
    year = int(found["western"]) if not found["republic"] else int(found["republic"]) + YEAR_BEFORE_THE_REPUBLIC
    known = evidence.year or _named_before(evidence.text_before[max(0, found.start() - _NAMED_WITHIN) : found.start()])
    ahead = year > known if known else bool(found["till"]) and not evidence.reached
    return ("target", found.group()) if ahead else None


def _named_before(text: str) -> int:
    """The latest year that the sentence names before; 0 where it names none."""
    named = [int(year) for year in _YEARS.findall(text)]
    named += [int(year) + YEAR_BEFORE_THE_REPUBLIC for year in _REPUBLIC.findall(text)]
    return max(named, default=0)


_YEARS = pattern("(?<![0-9])(20[0-9]{2})年")
_REPUBLIC = pattern("(?<![0-9])(1[0-4][0-9])年")


def _part_of_plan(evidence: StatusEvidence) -> Conclusion[Status] | None:
    return ("target", PART) if evidence.part and not evidence.reached else None


def _word_of_planning(evidence: StatusEvidence) -> Conclusion[Status] | None:
    if not evidence.planned or "完成" in evidence.reached:
        return None
    rules_figure = evidence.near or evidence.section.kind != "review" or evidence.planned in cue_words.STRONG_PLANNING
    return ("target", evidence.planned) if rules_figure else None


def _reached(evidence: StatusEvidence) -> Conclusion[Status] | None:
    return "actual", evidence.reached or evidence.section.title


STATUS_RULES: tuple[Rule[StatusEvidence, Conclusion[Status], None], ...] = (
    Rule("where it starts", "由目前的91%提高到93%: what a plan starts from was reached", _where_it_starts),
    Rule("budgeted", "年初预算为54万元: planned, also in a report of what was spent", _budgeted),
    Rule("aim named behind", "低于5.5%的目标: the word behind the figure calls it an aim", _aim_behind),
    Rule("section that plans", "in a part that plans, what is not said to be done", _section_that_plans),
    Rule("year ahead", "到2025年: a year behind the report's own", _year_ahead),
    Rule("far year", "到2031年降至10%: a year that nothing has reached", _far_year),
    Rule("part of a plan", "其中，农村公路60亿元: of what the sentence before plans", _part_of_plan),
    Rule("word of planning", "力争, 计划: the word rules the figure", _word_of_planning),
    Rule("reached", "where nothing says that it is planned, it was reached", _reached),
)
