"""Rules that reject numbers in titles, quotes, names, ages of a class and scores."""

from __future__ import annotations

import re

from reportmine.extraction.clause_ends import CLAUSE_ENDS
from reportmine.extraction.rejection.window import (
    CharWindow,
    enclosed,
    ending,
    is_bare,
    is_chinese,
    rejection_words,
    starting,
)
from reportmine.lexicon.dimensions import AMOUNT, IN_NAMES, MEASURED
from reportmine.lexicon.patterns import pattern


def in_title(window: CharWindow) -> str:
    """《…》: the title of a work or document."""
    return enclosed(window, "《", "》", 60)


_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("‘", "’"), ('"', '"'))
_QUOTE_OPENS = pattern("[" + "".join(opening for opening, _ in _QUOTES) + "]")


_SLOGAN_LONGEST = 18
_QUOTED_FIGURES = rejection_words("quoted_figures")


def in_quotes(window: CharWindow) -> str:
    """“百校千岗”: a slogan or a name in quotes, unless it quotes a measured figure."""
    start = window.quantity.span.start
    if not _QUOTE_OPENS.search(window.text, max(0, start - 20), start):
        return ""
    for opening, closing in _QUOTES:
        if opening == closing and not _opened(window, opening):
            continue
        quoted = enclosed(window, opening, closing, 20)
        if quoted and len(quoted) <= _SLOGAN_LONGEST + 2 and "，" not in quoted:
            whole = quoted[1:-1] == window.spelled and window.quantity.dimension in MEASURED
            told = window.quantity.unit and not is_chinese(window) and any(word in quoted for word in _QUOTED_FIGURES)
            if not whole and not told:
                return quoted
    return ""


_BEHIND_LETTER = pattern(r"[A-Za-z][-.]?$")
_LETTER_LEFT = pattern(r"[A-Za-z][-/.]?$|[A-Za-z]{2,} $|[A-Za-z0-9][-/.][A-Za-z0-9.]*[-/.]?$")


_LETTER_RIGHT = pattern(r"[-/]?[A-Za-z]")


def _opened(window: CharWindow, quote: str) -> bool:
    """Whether a quote that opens and closes alike stands open before the quantity."""
    start = window.quantity.span.start
    # A quote that opened longer ago than a sentence is long is none of this number's.
    line = max(window.text.rfind("\n", max(0, start - 200), start) + 1, start - 200, 0)
    return window.text.count(quote, line, start) % 2 == 1


def name_with_letters(window: CharWindow) -> str:
    """5G, G20, PM2.5, B2-20150311."""
    ascii_before, ascii_behind = window.left[-1:].isascii(), window.right[:1].isascii()
    if not ascii_before and not ascii_behind:
        return ""
    behind_letter = ascii_before and _BEHIND_LETTER.search(window.left) is not None
    if window.quantity.dimension and (not behind_letter or window.spelled[0] in "￥$€£¥"):
        return ""
    if behind_letter and _names_a_thing(window):
        return ""
    left = _LETTER_LEFT.search(window.left)
    if left and not window.spelled[0].isalpha() and not re.search(r"(?:RMB|USD|US|HK|NT)\$?$", window.left):
        return left.group() + window.spelled
    right = _LETTER_RIGHT.match(window.right)
    if right and is_bare(window) and window.spelled[-1] not in "万亿":  # 4亿MAU
        return window.spelled + right.group()
    return ""


# PVC61.9万吨, GDP1.2万亿; not CO2, PM2.5, X30.
_LETTERS_ALONE = pattern(r"(?<![A-Za-z0-9.\-/])[A-Z]{2,6}$")


def _names_a_thing(window: CharWindow) -> bool:
    """Whether the letters before are a word of their own: an amount with 万 or 亿, or of a measure, follows."""
    number = window.text[window.quantity.span.start : window.quantity.number_end]
    large = number[-1] in "万亿" or (window.quantity.dimension in AMOUNT and "." in number)
    return large and _LETTERS_ALONE.search(window.left) is not None


_NAME_BEHIND = rejection_words("name_behind")
_SIZED_LENGTHS = frozenset(("纳米", "微米", "英寸"))
_SIZED_BEHIND = rejection_words("sized_behind")
_MODEL_BEFORE = pattern(r"[A-Za-z0-9+]\s*[（(](?:[0-9]+[GMT]B?[/+])*$|[0-9][GT]B?[/+]$")
_MORE_MEMORY = pattern(r"[/+][0-9]+[GT]B")


def in_name(window: CharWindow) -> str:
    """15分钟生活圈, 24小时自助图书馆, 5分制, 14nm制程, X9（256GB）: a measure that is part of a name."""
    q = window.quantity
    if q.dimension in IN_NAMES:
        word = starting(window.right, _NAME_BEHIND)
        return window.spelled + word if word else ""
    if q.unit in _SIZED_LENGTHS:
        word = starting(window.right, _SIZED_BEHIND)
        return window.spelled + word if word else ""
    if q.dimension == "data" and (_MODEL_BEFORE.search(window.left) or _MORE_MEMORY.match(window.right)):
        return window.left[-1:] + window.spelled + window.right[:1]
    return ""


_AGED = rejection_words("aged_before")
_MOVED = rejection_words("age_moved")
_BOUND_BEHIND = pattern("(?:及|或)?以[上下内]|左右|多")


def age_of_class(window: CharWindow) -> str:
    """60岁以上老年人, 14至28周岁青年: an age that tells who is meant."""
    if window.quantity.unit not in ("岁", "周岁"):
        return ""
    bound = _BOUND_BEHIND.match(window.right)
    goes_on = window.right[bound.end() if bound else 0 :][:1] not in CLAUSE_ENDS
    told = ending(window.left, ("年龄",)) if bound else ending(window.left, _AGED) or starting(window.right, _MOVED)
    return window.spelled if goes_on and not told else ""


_SCORE = pattern(r"[+×xX*:：比∶/](?=[0-9一二三四五六七八九十])")


_SCORE_LEFT = pattern(r"[0-9一二三四五六七八九十N][+×xX*:：比∶/]$")


def score(window: CharWindow) -> str:
    """5+1, 3:2, 4×100."""
    if _SCORE_LEFT.search(window.left) and (is_bare(window) or window.quantity.dimension == "count"):
        return window.left[-2:] + window.spelled
    if is_bare(window) and (_SCORE.match(window.right) or window.right.startswith("+N")):
        return window.spelled + window.right[:2]
    return ""
