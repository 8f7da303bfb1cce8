"""Reached or planned: from the words before a figure, then from the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportmine.lexicon import wording
from reportmine.mining.naming import Place
from reportmine.model import Note, Sentence, Status, Word

_REACHED = re.compile("|".join(map(re.escape, sorted(wording.REACHED, key=len, reverse=True))))
_FAR = frozenset(wording.PLANNING)
_NEAR = frozenset(wording.PLANNING_NEAR)
_STRONG = frozenset(("力争", "目标", "预期"))
_AGAINST = frozenset(("比", "较", "低于", "高于", "超过", "完成", "实现", "对照"))
_ALSO_NOUNS = frozenset(("计划", "规划", "目标", "预期", "将", "要"))
_DOING = wording.TAIL | wording.FLOW | wording.LIGHT
_BY_YEAR = re.compile(r"(?<!直)到(20[0-9]{2})年")
_AIM_BEHIND = re.compile(r"[^，。；、]{0,8}目标")


def status_of(place: Place, sentence: Sentence, year: int | None) -> tuple[Status, Note]:
    """Whether a figure was reached or is planned, and the note that says by what; `year` is the report's."""
    offset = sentence.span.start
    span = place.quantity.span
    sofar = sentence.text[: span.start - offset]
    aim = _AIM_BEHIND.match(sentence.text, span.end - offset)
    if aim and "完成" not in sofar:
        return "target", Note("status: aim named behind", aim.group(), "target")
    reached = _REACHED.search(sofar)
    planned, near = _planned(place.tokens.words, place.floor, place.at)
    kind, title = sentence.section.kind, sentence.section.title
    if kind == "plan" and (planned or not reached):
        return "target", Note("status: section that plans", title, "target")
    ahead = _BY_YEAR.search(sofar)
    if ahead and not reached and int(ahead.group(1)) > (year or 0):
        return "target", Note("status: year ahead", ahead.group(), "target")
    done = reached is not None and "完成" in reached.group()
    if planned and not done and (near or kind != "review" or planned in _STRONG):
        return "target", Note("status: word of planning", planned, "target")
    return "actual", Note("status: reached", reached.group() if reached else title, "actual")


def _planned(words: Sequence[Word], floor: int, at: int) -> tuple[str, bool]:
    """The word of planning that rules the figure, and whether it stands in the figure's own clause."""
    found = ""
    for k in range(at - 1, -1, -1):
        text = words[k].text
        if (text in _FAR or (k >= floor and (text in _NEAR or text[0] == "拟"))) and _rules(words, k, at):
            if k >= floor:
                return text, True
            found = text
    return found, False


def _rules(words: Sequence[Word], k: int, at: int) -> bool:
    """计划新建, 目标是 plan; 三年行动计划, 将项目用于, 比目标高 do not."""
    text = words[k].text
    if text == "目标" and any(before.text in _AGAINST for before in words[max(0, k - 6) : k]):
        return False
    if text not in _ALSO_NOUNS or k + 1 >= at:
        return True
    after = words[k + 1]
    return after.tag[:1] in ("v", "d") or after.text in _DOING
