"""What a change or a gap is measured against, from the words of its clause before it.

`BASELINE_RULES` is asked from top to bottom; the first that answers decides; else there is no baseline.
"""

from __future__ import annotations

from reportmine.extraction.rule import Conclusion, Rule, noted
from reportmine.lexicon import cue_words
from reportmine.lexicon.patterns import any_of, pattern
from reportmine.model import Direction, Measure, Note, slotted

_TIMES = any_of(cue_words.BASELINE_TIMES) + "|(?:19|20)[0-9]{2}年(?:同期|末|底)?"
_VERBS = any_of(cue_words.BASELINE_ENDS)
_AGAINST = pattern(rf"(?<![同环占])(?:相?比|相?较|与)({_TIMES}|[^，。；：、]{{1,12}}?)(?:相比|的|{_VERBS}|[，,])")
_ABOVE = pattern(rf"{any_of(cue_words.BASELINE_GAPS)}([^，。；、0-9]{{1,12}}?)(?:水平)?的?[约近了]?$")
# 与2021年相比，到馆读者增加8.6万人次: in a clause of its own, before the subject.
_FRONT = pattern(r"(?:^|[，,。；;、])(?:与|和|同|跟|较|比)([^，。；、]{2,12}?)(?:相比较?|比较|对比)[，,][^。；;]*$")
_OWN = pattern("同比|环比|[比较](?:上|去|前|年)")
_SAME_PERIOD, _LAST_PERIOD = "上年同期", "上期"


@slotted
class BaselineEvidence:
    """All that a baseline rule may see: the clause up to the figure, and the figure before it in a row of figures.

    `of_list` is the baseline of that figure where this one only goes on with its row, else None. `sofar` is all of the
    sentence up to the figure.
    """

    left: str
    measure: Measure
    of_list: str | None = None
    sofar: str = ""


def baseline_of(
    left: str, measure: Measure, direction: Direction | None, of_list: str | None = None, sofar: str = ""
) -> Note | None:
    """What a change or gap is measured against, with the rule that found it.

    >>> baseline_of("比上年实际增长", "change", "up").value, baseline_of("同比下降", "change", "down").value
    ('上年', '上年同期')
    >>> note = baseline_of("增速高于全省平均", "gap", "up")
    >>> note.value, note.rule, note.evidence
    ('全省平均', 'above or below', '高于全省平均')
    """
    if direction is None:
        return None
    return noted("baseline", BASELINE_RULES, BaselineEvidence(left, measure, of_list, sofar))


def _above(evidence: BaselineEvidence) -> Conclusion[str] | None:
    found = _ABOVE.search(evidence.left) if evidence.measure == "gap" else None
    return (found.group(1), found.group()) if found else None


def _words_of_comparison(evidence: BaselineEvidence) -> Conclusion[str] | None:
    found = list(_AGAINST.finditer(evidence.left))
    return (found[-1].group(1), found[-1].group()) if found else None


def _last_period(evidence: BaselineEvidence) -> Conclusion[str] | None:
    return (_LAST_PERIOD, "环比") if "环比" in evidence.left else None


def _same_period(evidence: BaselineEvidence) -> Conclusion[str] | None:
    return (_SAME_PERIOD, "同比") if "同比" in evidence.left else None


def _of_row(evidence: BaselineEvidence) -> Conclusion[str] | None:
    return (evidence.of_list, "") if evidence.of_list else None


_FARTHEST_FRONT = 120


def _front(evidence: BaselineEvidence) -> Conclusion[str] | None:
    front = _FRONT.search(evidence.sofar[-_FARTHEST_FRONT:])
    return (front.group(1), front.group(1)) if front and not _OWN.search(evidence.left) else None


BASELINE_RULES: tuple[Rule[BaselineEvidence, Conclusion[str], None], ...] = (
    Rule("above or below", "高于全省平均: what a gap is measured from", _above),
    Rule("words of comparison", "比上年, 较2019年末: the last of them in the clause", _words_of_comparison),
    Rule("period before", "环比: the month or quarter before", _last_period),
    Rule("same period", "同比: the same time of the year before", _same_period),
    Rule("in front", "与2021年相比，读者增加8万人次: said in a clause of its own before the subject", _front),
    Rule("of the row", "同比分别增长5%和6%: figures of a row share a baseline", _of_row),
)
