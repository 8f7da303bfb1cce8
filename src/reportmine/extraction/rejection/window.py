"""One quantity and the characters next to it, with the small questions that rules ask of them."""

from __future__ import annotations

from reportmine.extraction.clause_ends import CLAUSE_ENDS
from reportmine.lexicon.lexicon import Lexicon
from reportmine.lexicon.loader import words
from reportmine.lexicon.patterns import pattern
from reportmine.model import Quantity, slotted
from reportmine.model.digits import is_whole


@slotted
class CharWindow:
    """One quantity and the characters next to it: `left` ends where it begins, `right` begins where it ends."""

    text: str
    quantity: Quantity
    spelled: str
    left: str
    right: str
    lexicon: Lexicon


def rejection_words(name: str) -> tuple[str, ...]:
    """The words of one group of rules/rejections.toml."""
    return words("rules/rejections.toml", name)


def time_words(name: str) -> tuple[str, ...]:
    """The words of one group of rules/time_words.toml."""
    return words("rules/time_words.toml", name)


CHINESE = frozenset("零〇一二三四五六七八九十百千万亿两廿卅")


CLAUSE_BREAK = pattern(r"[，。；！？\n]")


LINE_START = pattern(r"(?:^|\n)[\s　#*>|（(\[【]*$")


def is_integral(quantity: Quantity) -> bool:
    """Whether the number is whole."""
    return is_whole(quantity.low)


def is_bare(window: CharWindow) -> bool:
    """Whether the number has no unit."""
    return not window.quantity.unit


def is_chinese(window: CharWindow) -> bool:
    """Whether the number begins with a Chinese numeral."""
    return window.spelled[0] in CHINESE


def at_clause_end(window: CharWindow) -> bool:
    """Whether a mark of punctuation, or nothing, follows."""
    return window.right[:1] in CLAUSE_ENDS


def starting(text: str, words: tuple[str, ...]) -> str:
    """The first of `words` that `text` begins with, or an empty string."""
    return next((word for word in words if text.startswith(word)), "") if text.startswith(words) else ""


def ending(text: str, words: tuple[str, ...]) -> str:
    """The first of `words` that `text` ends with, or an empty string."""
    return next((word for word in words if text.endswith(word)), "") if text.endswith(words) else ""


def enclosed(window: CharWindow, opening: str, closing: str, reach: int) -> str:
    """The stretch from `opening` to `closing` around the quantity, no side longer than `reach`; else empty."""
    start, end = window.quantity.span
    at = window.text.rfind(opening, max(0, start - reach), start)
    if at < 0 or window.text.find(closing, at + 1, start) >= 0:
        return ""
    close = window.text.find(closing, end, end + reach)
    if close < 0 or "\n" in window.text[at:close]:
        return ""
    return window.text[at : close + 1]


FIGURE_BEFORE = rejection_words("figure_before")
