"""One quantity and the characters next to it, with the small questions that rules ask of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportmine.lexicon.tables import words
from reportmine.model import Quantity


class Around(NamedTuple):
    """One quantity and the characters next to it: `left` ends where it begins, `right` begins where it ends."""

    text: str
    quantity: Quantity
    spelled: str
    left: str
    right: str


def rejection_words(name: str) -> tuple[str, ...]:
    return words("rejections.toml", name)


def time_words(name: str) -> tuple[str, ...]:
    return words("time_words.toml", name)


CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两廿卅]")


CLAUSE_ENDS = ("，", "。", "；", "、", "！", "\n", "", "：", "）", "”", ",", ";", ")", "？", "’", "」", "|")


CLAUSE_BREAK = re.compile(r"[，。；！？\n]")


LINE_START = re.compile(r"(?:^|\n)[\s　#*>|（(\[【]*$")


def is_integral(quantity: Quantity) -> bool:
    return quantity.low == quantity.low.to_integral_value()


def is_bare(a: Around) -> bool:
    return not a.quantity.unit


def is_chinese(a: Around) -> bool:
    return bool(CHINESE.match(a.spelled))


def at_clause_end(a: Around) -> bool:
    return a.right[:1] in CLAUSE_ENDS


def starting(text: str, found: tuple[str, ...]) -> str:
    return next((word for word in found if text.startswith(word)), "") if text.startswith(found) else ""


def ending(text: str, found: tuple[str, ...]) -> str:
    return next((word for word in found if text.endswith(word)), "") if text.endswith(found) else ""


def enclosed(a: Around, opening: str, closing: str, reach: int) -> str:
    start, end = a.quantity.span
    at = a.text.rfind(opening, max(0, start - reach), start)
    if at < 0 or a.text.find(closing, at, start) >= 0:
        return ""
    close = a.text.find(closing, end, end + reach)
    if close < 0 or "\n" in a.text[at:close]:
        return ""
    return a.text[at : close + 1]


FIGURE_BEFORE = rejection_words("figure_before")
