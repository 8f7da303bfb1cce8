"""When, against what, and whose: period, baseline and scope of a figure."""

from __future__ import annotations

import re

from reportmine.lexicon import wording
from reportmine.model import Section

_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
_SPAN = re.compile(r"((?:19|20)[0-9]{2})年?\s*(?:[-—–~～至到])+\s*((?:19|20)[0-9]{2})年")
_MONTHS = re.compile(r"1\s*[-—–~～至到]+\s*([0-9]{1,2})月")
_MONTH = re.compile(r"(?:((?:19|20)[0-9]{2})年)?(?<![0-9])([0-9]{1,2})月(?!来)")
_QUARTERS = {"一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4", "上半年": "H1", "下半年": "H2"}
_BASELINE = re.compile(
    r"(?:比|较|与|同)((?:上年|去年|前年|上年同期|去年同期|上季度?|上月|年初|上年末|上一年|[0-9]{4}年底?|[^，。；、0-9]{1,10}?)(?:同期|末|底)?)"
    r"(?:相比|[，,]|实际|名义|分别|同口径|下降|增长|提高|增加|减少|提升|上升|回落|净增|扩大|缩|高|低|多|少|翻|压减|前移|后移|降|增|加快|放缓|持平|大幅|略)"
)
_GAP_BASE = re.compile(
    r"(?:高于|低于|快于|慢于|高出|多于|少于|优于|领先于?|超出)([^，。；、0-9]{1,12}?)(?=平均水平|水平|平均)?$"
)
_SAME_PERIOD = "上年同期"


def period_of(text: str, section: Section, report_year: int | None, status: str, covers: int | None) -> str | None:
    """The period from the words before the figure, then the section's heading, then the report's year."""
    spans = list(_SPAN.finditer(text))
    if spans:
        return f"{spans[-1].group(1)}/{spans[-1].group(2)}"
    year = next((int(match.group(1)) for match in reversed(list(_YEAR.finditer(text)))), None)
    if re.search(r"(?:比|较)(?:19|20)[0-9]{2}年[^，]*$", text):
        year = None
    base = year or section.year or (covers if status == "actual" else _planned_year(section, report_year))
    if base is None:
        return None
    for word, part in _QUARTERS.items():
        if word in text:
            return f"{base}-{part}"
    month = _MONTH.search(text)
    if (
        month
        and not _MONTHS.search(text)
        and 1 <= int(month.group(2)) <= 12
        and "日" not in text[month.end() : month.end() + 3]
    ):
        return f"{base}-{int(month.group(2)):02d}"
    return str(base)


def _planned_year(section: Section, report_year: int | None) -> int | None:
    return section.year or report_year


def baseline_of(left: str, measure: str) -> str | None:
    """What a change or gap is measured against, in the words of the text."""
    if measure not in ("change", "gap"):
        return None
    if measure == "gap":
        found = _GAP_BASE.search(left)
        return found.group(1).strip("的了约近") or None if found else None
    if "环比" in left:
        return "上期"
    found = _BASELINE.search(left)
    if found:
        return found.group(1)
    return _SAME_PERIOD if "同比" in left else None


_SCOPE_WORDS = tuple(sorted((word for word in wording.SCOPE if len(word) >= 2), key=len, reverse=True))


def scope_of(text: str) -> str | None:
    """全市, 我区: the word that says whose figure it is, from the start of the sentence up to the figure."""
    found = [(text.rfind(word), word) for word in _SCOPE_WORDS if word in text]
    return max(found)[1] if found else None
