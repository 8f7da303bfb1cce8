"""How a figure is meant: level or change, up or down, reached or planned, and its final qualifier.

Each question has an ordered tuple of rules; the first that fires decides and is noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportmine.lexicon import wording
from reportmine.mining.naming import Name, Place
from reportmine.mining.status import status_of
from reportmine.model import Direction, Measure, Note, Qualifier, Sentence, Status, Word

_POINT_LIKE = frozenset(("rate", "point", "multiple"))


class Frame(NamedTuple):
    """Measure, direction, status and qualifier of one figure, with the notes of the rules."""

    measure: Measure
    direction: Direction | None
    status: Status
    qualifier: Qualifier
    notes: tuple[Note, ...]


class MeasureRule(NamedTuple):
    """A named test that gives a measure with its direction, or None."""

    name: str
    why: str
    judge: Callable[[Clause], tuple[Measure, Direction | None] | None]


class Clause(NamedTuple):
    """One figure with the words of its clause before it (`left`), nearest last, and those behind it."""

    place: Place
    left: tuple[str, ...]
    right: tuple[str, ...]
    name: Name


def frame(place: Place, name: Name, sentence: Sentence, earlier: Frame | None) -> Frame:
    """Frame one named figure of a sentence; `earlier` is the frame of the figure before it there."""
    words = place.tokens.words
    left = tuple(word.text for word in words[place.floor : place.at])
    right = tuple(word.text for word in words[place.at + 1 : place.at + 9])
    clause = Clause(place, left, right, name)
    measure, direction, note = _inherited(clause, earlier) or _measure(clause)
    status, status_note = status_of(place, sentence)
    qualifier = place.quantity.qualifier
    if qualifier == "over" and status == "target" and right[:1] and right[0] in ("以上", "之上"):
        qualifier = "at_least"
    if qualifier == "at_least" and status == "actual" and right[:1] == ("及",):
        qualifier = "over"
    return Frame(measure, direction, status, qualifier, (note, status_note))


def _inherited(clause: Clause, earlier: Frame | None) -> tuple[Measure, Direction | None, Note] | None:
    """Figures of one list share a verb: 分别下降18.6%和14.2%; an aim shares the measure of what missed it."""
    if earlier is None or not clause.place.k:
        return None
    in_list = clause.name.strategy in ("respectively", "same list")
    if in_list and all(word in _LIST_WORDS for word in clause.left):
        return (
            earlier.measure,
            earlier.direction,
            Note("measure of the list", "".join(clause.left), earlier.measure),
        )
    if "目标" in "".join(clause.right[:5]) and any(word in ("低于", "高于", "超过") for word in clause.left):
        return (
            earlier.measure,
            earlier.direction,
            Note("measure of the aim", "".join(clause.right), earlier.measure),
        )
    return None


_LIST_WORDS = frozenset(("、", "和", "及", "与", "，", "以及"))


def _measure(clause: Clause) -> tuple[Measure, Direction | None, Note]:
    for rule in MEASURE_RULES:
        found = rule.judge(clause)
        if found:
            return *found, Note(rule.name, "".join(clause.left[-6:]), found[0])
    return "level", None, Note("level", "".join(clause.left[-6:]), "level")


# ---------------------------------------------------------------------------------- measure rules


def _verb_of_change(words: tuple[str, ...], rate: bool = False) -> tuple[str, Direction] | None:
    """The last verb of change before the figure, unless 到 or 为 behind it makes the figure its end."""
    for k in range(len(words) - 1, -1, -1):
        direction = _direction(words[k])
        if direction:
            behind = words[k + 1 :]
            ends = tuple(word for word in behind if word in wording.TO and not (rate and word in ("达", "达到")))
            if ends or words[k].endswith(("到", "至", "为")):
                return None
            return words[k], direction
    return None


def _direction(word: str) -> Direction | None:
    if word in wording.FALLING:
        return "down"
    return "up" if word in wording.RISING else None


def _rank(clause: Clause) -> tuple[Measure, Direction | None] | None:
    q, text = clause.place.quantity, "".join(clause.left)
    if q.form == "ordinal":
        return "rank", None
    if q.unit in ("位", "名", "个名次", "名次", "位次", "强"):
        moved = _verb_of_change(clause.left)
        tail = tuple(word.text for word in clause.place.before.tail)
        if moved and moved[0] in tail and q.unit != "名":
            return "change", moved[1]
        if any(word in text for word in ("居", "列", "排名", "百强", "前移至", "升至", "位次")) and q.unit in (
            "位",
            "强",
        ):
            return "rank", None
    if clause.place.tokens.words[clause.place.at].text.startswith("前"):
        return "rank", None
    return None


def _gap(clause: Clause) -> tuple[Measure, Direction | None] | None:
    tail = tuple(word.text for word in clause.place.before.tail)
    for direction, verbs in wording.ABOVE.items():
        for k, word in enumerate(tail):
            if word in verbs and k < len(tail) - 1 and not (len(tail[k + 1 :]) == 1 and tail[k + 1] in ("约", "近")):
                if clause.place.quantity.dimension in (
                    "point",
                    "rate",
                    "multiple",
                    "money",
                    "count",
                    "time",
                    "mass",
                ):
                    return "gap", direction  # type: ignore[return-value]
    joined = "".join(tail)
    if tail[:1] in (("比",), ("较",)) and not _TIME_BASE.search(joined):
        last = next((word.rstrip("了") for word in reversed(tail) if word.rstrip("了") in _COMPARED), "")
        if last:
            return "gap", _COMPARED[last]
    if clause.place.quantity.dimension == "point":
        for direction, verbs in wording.ABOVE.items():
            if any(verb in joined for verb in verbs if len(verb) == 2 and verb != "小于"):
                return "gap", direction  # type: ignore[return-value]
    return None


_TIME_BASE = re.compile("(?<!常)年|月|季|期|周|日|前|过去|以往|原来|昔|届")
_COMPARED: dict[str, Direction] = {
    "高": "up", "多": "up", "快": "up", "长": "up", "高出": "up", "大": "up", "偏高": "up", "偏多": "up",
    "低": "down", "少": "down", "慢": "down", "短": "down", "小": "down", "偏低": "down", "偏少": "down",
}  # fmt: skip


def _share(clause: Clause) -> tuple[Measure, Direction | None] | None:
    place = clause.place
    if place.quantity.unit != "%" and place.quantity.form != "fraction":
        return None
    tail = "".join(word.text for word in place.before.tail)
    if _verb_of_change(clause.left) and not any(word in ("占比", "比重") for word in clause.left):
        return None
    if any(word in wording.SHARE for word in clause.left):
        if place.quantity.dimension == "point" or _changed_by(clause):
            return None
        return "share", None
    if place.quantity.form == "fraction" and not _verb_of_change(clause.left):
        return "share", None
    spelled = place.tokens.words[place.at].text
    if spelled.endswith("成") and not place.before.text.endswith(("率", "水平", "度")) and not _changed_by(clause):
        return "share", None
    if place.behind and not place.before.text and not tail.endswith(("为", "达", "达到")):
        return "share", None
    return None


def _changed_by(clause: Clause) -> bool:
    return _verb_of_change(clause.left) is not None


def _ratio(clause: Clause) -> tuple[Measure, Direction | None] | None:
    text = "".join(clause.left)
    if clause.place.quantity.unit == "%" and "相当于" in text:
        return "ratio", None
    if clause.place.quantity.unit != "倍":
        return None
    if text.endswith(("的", "的近", "的约", "的超过", "的逾", "的将近")) or "相当于" in text:
        return "ratio", None
    if _verb_of_change(clause.left):
        return None
    return "ratio", None


def _change(clause: Clause) -> tuple[Measure, Direction | None] | None:
    place = clause.place
    q = place.quantity
    if q.unit == "番":
        return "change", "up"
    found = _verb_of_change(tuple(word.text for word in place.before.tail), q.unit == "%")
    if found and clause.name.strategy == "behind the classifier" and not place.before.text:
        return None
    if found and not (
        found[0] in ("超", "多", "少", "进", "长", "大", "上", "高", "低", "减") and q.dimension not in _POINT_LIKE
    ):
        return "change", found[1]
    if q.dimension == "point" and not found:
        whole = _verb_of_change(clause.left)
        if whole:
            return "change", whole[1]
    return None


def _changed_object(clause: Clause) -> tuple[Measure, Direction | None] | None:
    """降低企业税负5700亿元: the verb stands before the thing."""
    before = clause.place.before
    if not before.text:
        return None
    for direction, verbs in wording.CHANGING_OBJECT.items():
        opens = before.verb in verbs or next((v for v in verbs if before.text.startswith(v)), "")
        if opens and (
            clause.place.quantity.form == "fraction"
            or clause.place.quantity.dimension in ("money", "mass", "point", "rate", "time", "energy", "volume", "area")
        ):
            if not any(word.text in wording.TO for word in before.tail):
                return "change", direction  # type: ignore[return-value]
    return None


def _printed_minus(clause: Clause) -> tuple[Measure, Direction | None] | None:
    if any(word in clause.name.metric for word in ("同比", "增减")) and clause.place.quantity.low < 0:
        return "change", "down"
    return None


MEASURE_RULES: tuple[MeasureRule, ...] = (
    MeasureRule("rank", "居全省第3位: a place in a ranking; 前移3位: a change of it", _rank),
    MeasureRule("gap", "高于全省平均2个百分点: so much above or below another figure", _gap),
    MeasureRule("ratio", "是2019年的2.3倍: so many times another figure", _ratio),
    MeasureRule("share", "占, 比重, 70%的: part of a whole", _share),
    MeasureRule("change", "增长, 下降: grew or fell by so much", _change),
    MeasureRule("changed object", "降低企业税负5700亿元: the verb stands before the thing", _changed_object),
    MeasureRule("printed minus", "a rate of change printed with its sign", _printed_minus),
)
