"""Reached or planned: from the words around a figure, and from the section it stands in.

`STATUS_RULES` is asked from top to bottom; the first rule that answers decides. Where that one goes by a mere sign, or
finds none, its answer is only what speaks most among much else that is weighed (status_features.py).
"""

from __future__ import annotations

from typing import Literal

from reportmine.extraction.attributes.clause import Clause, Measured
from reportmine.extraction.attributes.status_evidence import PART, SentenceCues, StatusEvidence, status_evidence
from reportmine.extraction.attributes.status_features import weighed
from reportmine.extraction.rule import LEARNT, Conclusion, Rule, first_answer
from reportmine.extraction.weights import Weights
from reportmine.lexicon import cue_words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.model import Note, Status
from reportmine.text.titles import YEAR_BEFORE_THE_REPUBLIC

_START = pattern(rf"[由从在](?:{any_of(cue_words.STARTING_POINTS)}|20[0-9]{{2}}年)的?$")
_STARTS_END = tuple("前有年末的")
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


# What a rule's answer is worth: the last word, or one sign among others.
Worth = Literal["decides", "sign"]
StatusRule = Rule[StatusEvidence, Conclusion[Status], Worth]


def status_of(
    clause: Clause, measured: Measured, cues: SentenceCues, year: int | None, learned: Weights
) -> tuple[Status, Note, float]:
    """Whether a figure was reached or is planned, the note that says by what, and the share of all that speaks for it.

    `year` is the report's.
    """
    evidence = status_evidence(clause.context, cues, year)
    rule, (ruled, words) = ruled_status(evidence)
    chosen, share = ruled, 1.0
    if rule.label == "sign":
        chosen, share = weighed(clause, measured, evidence, (rule.name, ruled), learned)
    if chosen == ruled:
        return ruled, Note("status", rule.name, words, ruled), share
    return chosen, Note("status", LEARNT, "", chosen), share


def ruled_status(evidence: StatusEvidence) -> tuple[StatusRule, Conclusion[Status]]:
    """What the rules say of a figure, and which of them."""
    decided = first_answer(STATUS_RULES, evidence)
    assert decided is not None  # the last rule always answers
    return decided


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
    return ("target", PART) if evidence.cues.part and not evidence.reached else None


def _word_of_planning(evidence: StatusEvidence) -> Conclusion[Status] | None:
    if not evidence.planned or "完成" in evidence.reached:
        return None
    rules_figure = evidence.near or evidence.section.kind != "review" or evidence.planned in cue_words.STRONG_PLANNING
    return ("target", evidence.planned) if rules_figure else None


def _reached(evidence: StatusEvidence) -> Conclusion[Status] | None:
    return "actual", evidence.reached or evidence.section.title


STATUS_RULES: tuple[StatusRule, ...] = (
    Rule("where it starts", "由目前的91%提高到93%: what a plan starts from was reached", _where_it_starts, "decides"),
    Rule("budgeted", "年初预算为54万元: planned, also in a report of what was spent", _budgeted, "decides"),
    Rule("aim named behind", "低于5.5%的目标: the word behind the figure calls it an aim", _aim_behind, "decides"),
    Rule("section that plans", "in a part that plans, what is not said to be done", _section_that_plans, "decides"),
    Rule("year ahead", "到2025年: a year behind the report's own", _year_ahead, "decides"),
    Rule("far year", "到2031年降至10%: a year that nothing has reached", _far_year, "decides"),
    Rule("part of a plan", "其中，农村公路60亿元: of what the sentence before plans", _part_of_plan, "decides"),
    Rule("word of planning", "力争, 计划: the word rules the figure", _word_of_planning, "sign"),
    Rule("reached", "where nothing says that it is planned, it was reached", _reached, "sign"),
)
